"""Reading and checking texts: how much is found, how many planted errors, how fast, beside quantulum3.

    .venv/bin/python bench/prose.py
    .venv/bin/python bench/prose.py --texts FOLDER

FOLDER has labelled texts: `raw/NAME.txt` and `labels/NAME.json`; without one only what needs no labels is measured.
Errors are planted by seed in reports that are true (`bench/_prose/planting.py`). Pages have 2,500 characters. Speed is
that of one core; texts to read are those of the folder, else reports as they are planted in, in both languages.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._prose import planting
from bench._prose.scoring import Score, score
from bench._prose.truth import names, periods, report, sample
from quarterdeck.prose import citations, tasks
from quarterdeck.prose.check import check
from quarterdeck.prose.citations.form import to_json as citations_json
from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json as claims_json
from quarterdeck.prose.tasks.form import to_json as tasks_json
from tests.prose.quarter import PROVINCE

PAGE = 2500
LANGUAGES = ("vi", "en")
ROUNDS = 5


def told(text: str) -> dict[str, Any]:
    """Everything that is read in a text, without a catalogue."""
    claims = claims_json(read(text))
    return claims | {
        "tasks": tasks_json(tasks.read(text)), "documents": citations_json(citations.read(text)),
    }  # fmt: skip


def scores(folder: Path) -> dict[str, Score]:
    """How much of what is labelled is found, by language of the text and for all."""
    found = {"all": Score()}
    languages = _languages(folder)
    for path in sorted((folder / "labels").glob("*.json")):
        text = (folder / "raw" / f"{path.stem}.txt").read_text(encoding="utf-8")
        label, said = json.loads(path.read_text(encoding="utf-8")), told(text)
        for name in ("all", languages.get(path.stem, "?")):
            score(text, label, said, found.setdefault(name, Score()))
    return found


def _languages(folder: Path) -> dict[str, str]:
    index = folder / "index.jsonl"
    lines = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    return {one["id"]: one["lang"] for one in map(json.loads, lines)}


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
    """A true report of so many pages, and what it is checked against."""
    period = next(iter(periods()))
    whole = report(lang, period, sample(), 1)
    text = "\n".join(one.text for one in whole.lines)
    return "\n".join([text] * (pages * PAGE // len(text) + 1))[: pages * PAGE], whole


def speed() -> None:
    """Print how fast texts are read and checked, and what memory that takes."""
    for lang in LANGUAGES:
        text, whole = long_report(lang, 20)

        def checked(text: str = text, whole: planting.Report = whole) -> object:
            return check(text, names(), whole.figures, review_period=whole.period, area=PROVINCE)

        taken = median(checked)
        only = median(lambda text=text: read(text))
        print(f"{lang}: 20 pages read and checked in {taken:.2f} s (bound 1), {20 / taken:,.0f} pages or "
              f"{len(text) / taken:,.0f} characters a second (bound 100 pages), only read without a catalogue "
              f"{20 / only:,.0f} pages")  # fmt: skip
    for pages in (50, 500):
        text, whole = long_report("vi", pages)
        found = check(text, names(), whole.figures, review_period=whole.period, area=PROVINCE)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{pages} pages: {len(found):,} claims, the process has held {most:,.0f} MB at most")


def beside_quantulum(texts: Sequence[str]) -> None:
    """Print how long the same texts take here and there, in turns."""
    from quantulum3 import parser

    def theirs() -> None:
        for text in texts:
            parser.parse(text)

    def ours() -> None:
        for text in texts:
            told(text)

    mine, other = [], []
    ours()
    parser.parse(texts[0][:200])
    for _ in range(3):
        for work, taken in ((ours, mine), (theirs, other)):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
    pages = sum(map(len, texts)) / PAGE
    one, two = statistics.median(mine), statistics.median(other)
    print(f"{pages:.0f} pages: claims, tasks and documents here {one:.2f} s, quantulum3 {two:.2f} s "
          f"({two / one:.1f} times as long; bound 10)")  # fmt: skip


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
        texts = [path.read_text(encoding="utf-8") for path in sorted((asked.texts / "raw").glob("*.txt"))]
    else:
        texts = [long_report(lang, 2)[0] for lang in LANGUAGES]
    planted(asked.seeds)
    speed()
    beside_quantulum(texts)


if __name__ == "__main__":
    main()
