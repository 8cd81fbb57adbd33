"""Lists and counts of tasks at the size of a nation's province, beside SQL written by hand in the same run.

    .venv/bin/python bench/follow.py                                  both stores, 200,000 tasks, 2 million events
    .venv/bin/python bench/follow.py --store sqlite --tasks 20000 --rounds 3

A throw-away store of each kind is filled straight through its driver; what is kept beside a sample of the tasks is held
against their events. Then every list and count of the pages is asked for in turn, ours and by hand, round after round,
so that a slow moment of the machine falls on both. Both must give the same answer. Prints medians in milliseconds and
their ratio, and marks what is over the bounds: 100 ms on PostgreSQL, 200 ms on SQLite, one second for an agenda, and
twice the time of the SQL by hand.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
MOST_MS, MOST_RATIO, STORES = {"sqlite": 200.0, "postgresql": 100.0}, 2.0, ("sqlite", "postgresql")


def main() -> None:
    """Fill and measure each store in a process of its own, since Django holds one."""
    given = _options()
    if given.inside:
        _measure(given)
        return
    for store in STORES if given.store == "both" else (given.store,):
        _on(store, given)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--store", choices=("both", *STORES), default="both")
    options.add_argument("--tasks", type=int, default=200_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="measure only questions with these words in their name")
    options.add_argument("--folder", help="keep the store here, and use the one that is there")
    options.add_argument("--json", type=Path, help="write what was found, one file per store")
    options.add_argument("--inside", choices=STORES, help=argparse.SUPPRESS)
    return options.parse_args()


def _on(store: str, given: argparse.Namespace) -> None:
    """Run this file against a store of one kind."""
    from bench._engine.server import Server

    with tempfile.TemporaryDirectory(prefix="quarterdeck-follow-") as scratch:
        folder = Path(given.folder or scratch) / store
        folder.mkdir(parents=True, exist_ok=True)
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("QUARTERDECK_")}
        surroundings["QUARTERDECK_HOME"] = str(folder)
        server = Server(folder if given.folder else Path(scratch), buffers_mb=1024) if store == "postgresql" else None
        if server:
            surroundings["QUARTERDECK_DATABASE_URL"] = server.address
        try:
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--inside", store], env=surroundings, check=True)
        finally:
            if server:
                server.close()


def _measure(given: argparse.Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quarterdeck.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from bench._follow.asking import questions
    from bench._follow.making import make
    from bench._follow.writing import settle
    from quarterdeck.tasks.models import Task

    call_command("migrate", verbosity=0, interactive=False)
    if not Task.objects.exists():
        begun = time.perf_counter()
        made = make(given.tasks, given.seed)
        told = ", ".join(f"{count:,} {name}" for name, count in made.items())
        print(f"{given.inside}: {told} in {time.perf_counter() - begun:.0f} s", flush=True)
        _check_sample()
    settle()
    found = _rounds([one for one in questions() if given.only in one.name], given.rounds)
    rows = [_told(one, ours, hand, given.inside) for one, ours, hand in found]
    if given.json:
        given.json.with_suffix(f".{given.inside}.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _check_sample() -> None:
    """What is kept beside a task is what its events tell: otherwise the numbers would be of something else."""
    from quarterdeck.tasks.models import Task
    from quarterdeck.tasks.queries.courses import course_by_events, kept_fields

    for one in Task.objects.filter(pk__lte=300).prefetch_related("events"):
        events = list(one.events.all())
        told = kept_fields(course_by_events(one), events)
        if told != {name: getattr(one, name) for name in told}:
            raise SystemExit(f"{one.code}: kept {one.state}, told {told}")


def _rounds(asked: list[Any], rounds: int) -> list[tuple[Any, float, float]]:
    """Median milliseconds of each question, ours and by hand; refuses answers that differ."""
    times: dict[tuple[str, bool], list[float]] = {(one.name, own): [] for one in asked for own in (True, False)}
    for one in asked:
        ours, hand = one.ours(), one.by_hand()
        if ours != hand:
            raise SystemExit(f"{one.name}: ours {str(ours)[:300]}\n is not {str(hand)[:300]}")
    for _ in range(rounds):
        for one in asked:
            times[one.name, True].append(_ms(one.ours))
            times[one.name, False].append(_ms(one.by_hand))
    return [
        (one, statistics.median(times[one.name, True]), statistics.median(times[one.name, False])) for one in asked
    ]  # fmt: skip


def _ms(ask: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def _told(one: Any, ours: float, hand: float, store: str) -> dict[str, object]:
    most = (one.most_ms or MOST_MS)[store]
    slow, apart = ours > most, ours / hand > MOST_RATIO and ours - hand > 5
    marks = "".join([f"   over {most:.0f} ms" if slow else "", "   over twice" if apart else ""])
    print(
        f"{store:<11}{one.name:<32}{ours:>9.1f} ms  by hand {hand:>9.1f} ms  ratio {ours / hand:>5.2f}{marks}",
        flush=True,
    )
    return {"question": one.name, "ms": round(ours, 2), "by_hand_ms": round(hand, 2), "ratio": round(ours / hand, 2)}


if __name__ == "__main__":
    main()
