"""Reading and checking texts: how much is found, how many planted errors, how fast, beside quantulum3.

    .venv/bin/python bench/prose.py
    .venv/bin/python bench/prose.py --texts FOLDER

FOLDER has labelled texts: `raw/NAME.txt` and `labels/NAME.json`; without one only what needs no labels is measured.
Errors are planted by seed in reports that are true (`bench/_prose/planting.py`). Pages have 2,500 characters. Speed is
that of one core. It is told of two kinds of text, with how many claims each has on a page: reports as errors are
planted in, a number in every few words and no two of them alike, and the texts of the folder, one after the other.
quantulum3 reads the same texts, each language by itself, and is told beside how many quantities it finds there.
"""

import argparse
import gc
import json
import re
import resource
import statistics
import sys
import time
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._prose import planting
from bench._prose.scoring import Score, score
from bench._prose.truth import figures_of, names, periods, report, sample
from quarterdeck.core.compiled import is_compiled
from quarterdeck.prose import citations, tasks, words
from quarterdeck.prose.check import check
from quarterdeck.prose.citations.form import to_json as citations_json
from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json as claims_json
from quarterdeck.prose.tasks.form import to_json as tasks_json
from quarterdeck.prose.text import language_of
from tests.prose.quarter import PROVINCE

PAGE = 2500
LANGUAGES = ("vi", "en")
ROUNDS = 5


def told(text: str, written: date | None = None) -> dict[str, Any]:
    """Everything that is read in a text, without a catalogue; `written` is the text's day where it is told."""
    claims = claims_json(read(text, written=written))
    return claims | {
        "tasks": tasks_json(tasks.read(text)), "documents": citations_json(citations.read(text)),
    }  # fmt: skip


def scores(folder: Path, *, dated: bool = False) -> dict[str, Score]:
    """How much of what is labelled is found, by language of the text and for all; `dated` tells the reader each text's
    day from the folder's index, as the desk tells it the day of a draft."""
    found = {"all": Score()}
    index = _index(folder)
    for path in sorted((folder / "labels").glob("*.json")):
        text = (folder / "raw" / f"{path.stem}.txt").read_text(encoding="utf-8")
        one = index.get(path.stem, {})
        label, said = json.loads(path.read_text(encoding="utf-8")), told(text, _day(one) if dated else None)
        for name in ("all", one.get("lang", "?")):
            score(text, label, said, found.setdefault(name, Score()))
    return found


def _index(folder: Path) -> dict[str, dict[str, Any]]:
    index = folder / "index.jsonl"
    lines = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    return {one["id"]: one for one in map(json.loads, lines)}


def _day(one: dict[str, Any]) -> date | None:
    """The day of a text in the index; the last of its month where only that is known."""
    if not (found := re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", one.get("date", ""))):
        return None
    year, month = int(found[1]), int(found[2])
    return date(year, month, int(found[3] or monthrange(year, month)[1]))


def median(work: Callable[[], object]) -> float:
    """Seconds of one core that a work takes: the median of several goes after one that does not count."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def long_report(lang: str, pages: int) -> tuple[str, planting.Report]:
    """True reports on one period, each written in other ways, until so many pages are full; and what they are checked
    against."""
    period, rows, lines = next(iter(periods())), sample(), list[str]()
    for seed in count(1):
        whole = report(lang, period, rows, seed)
        lines += (one.text for one in whole.lines)
        if sum(map(len, lines)) >= pages * PAGE:
            return "\n".join(lines)[: pages * PAGE], whole
    raise AssertionError


def speed() -> None:
    """Print how fast dense reports are read and checked, and what memory that takes."""
    for lang in LANGUAGES:
        text, whole = long_report(lang, 20)

        def checked(text: str = text, whole: planting.Report = whole) -> Sequence[object]:
            return check(text, names(), whole.figures, review_period=whole.period, area=PROVINCE)

        taken = median(checked)
        only = median(lambda text=text: read(text))
        print(f"{lang}: 20 pages with {len(read(text)) / 20:.0f} claims each read and checked in {taken:.2f} s "
              f"(bound 1), {20 / taken:,.0f} pages or {len(text) / taken:,.0f} characters a second "
              f"(bound 100 pages), only read without a catalogue {20 / only:,.0f} pages")  # fmt: skip
    for pages in (50, 500):
        text, whole = long_report("vi", pages)
        found = check(text, names(), whole.figures, review_period=whole.period, area=PROVINCE)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{pages} pages: {len(found):,} claims, the process has held {most:,.0f} MB at most")


def archive(texts: Sequence[str]) -> None:
    """Print how fast texts are read and checked one after the other, by language."""
    figures, period = figures_of(sample()), list(periods())[-3]
    for lang, some in _by_language(texts).items():

        def checked(some: Sequence[str] = some) -> object:
            return [check(one, names(), figures, review_period=period, area=PROVINCE) for one in some]

        pages, claims = sum(map(len, some)) / PAGE, sum(len(read(one)) for one in some)
        taken = median(checked)
        print(f"{lang}: {len(some)} texts, {pages:.0f} pages with {claims / pages:.0f} claims each, read and checked "
              f"at {pages / taken:,.0f} pages a second (bound 100)")  # fmt: skip


def _by_language(texts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(language_of(text), []).append(text)
    return found


def beside_quantulum(lang: str, texts: Sequence[str]) -> None:
    """Print how long the same texts take here and there, in turns, each after a go that does not count."""
    from quantulum3 import parser

    def theirs() -> int:
        return sum(len(parser.parse(text)) for text in texts)

    def ours() -> int:
        return sum(len(told(text)["claims"]) for text in texts)

    mine, other = [], []
    numbers = ours(), theirs()
    for _ in range(3):
        for work, taken in ((ours, mine), (theirs, other)):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
    pages = sum(map(len, texts)) / PAGE
    one, two = statistics.median(mine), statistics.median(other)
    print(f"{lang}: {pages:.0f} pages: claims ({numbers[0]:,}), tasks and documents here {one:.2f} s, quantities "
          f"({numbers[1]:,}) by quantulum3 {two:.2f} s ({two / one:.1f} times as long; bound 10)")  # fmt: skip


def planted(seeds: int) -> None:
    """Print how many planted errors are found, and how many true numbers are called wrong."""
    for lang in LANGUAGES:
        found = planting.measure(range(seeds), lang)
        print(f"{lang}:", "\n".join(found.lines()))
        alarms = planting.clean(range(seeds), lang)
        print(f"{lang}: {len(alarms)} alarms on true reports", *alarms[:5], sep="\n  ")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, help="a folder of labelled texts")
    options.add_argument("--seeds", type=int, default=3, help="how many reports of each period errors are planted in")
    asked = options.parse_args()
    if asked.texts:
        for name, one in scores(asked.texts).items():
            print(f"{name}: F1 {one.line()}")
        for name, one in scores(asked.texts, dated=True).items():
            print(f"{name}, told the day of each text: F1 {one.line()}")
        texts = [path.read_text(encoding="utf-8") for path in sorted((asked.texts / "raw").glob("*.txt"))]
    else:
        texts = [long_report(lang, 2)[0] for lang in LANGUAGES]
    planted(asked.seeds)
    how = "compiled for this machine" if is_compiled(words) else "from its sources (`make fast` compiles it)"
    print(f"The reader runs {how}:")
    # As the server does once it has read ahead: what stays is not looked through again and again.
    gc.collect()
    gc.freeze()
    speed()
    if asked.texts:
        archive(texts)
    for lang, some in _by_language(texts).items():
        beside_quantulum(lang, some)


if __name__ == "__main__":
    main()
