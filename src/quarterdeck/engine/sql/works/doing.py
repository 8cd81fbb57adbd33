"""Do a work from beginning to end: from the segments in one folder to the result in another."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quarterdeck.core.errors import Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.held import Held
from quarterdeck.engine.keeping import keep
from quarterdeck.engine.sql.works.results import Result
from quarterdeck.engine.sql.works.running import Machine, Order, Run, Work, started, worked
from quarterdeck.engine.world import World

PARTS = "parts"
Progress = Callable[[int, int, int], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: how many figures the result has, how many rows each table beside it, and what was left out.

    The work saw the batches up to `watermark`. `left_out` are indicators whose values, or those
    of what weighs them, do not fit 64 bits.
    """

    folder: Path
    watermark: int
    figures: int
    tables: Mapping[str, int]
    left_out: tuple[str, ...]


def do(
    order: Order, held: Held, world: World, machine: Machine, folder: Path, *,
    names: Mapping[str, tuple[str, str]] | None = None, progress: Progress = lambda _year, _done, _all: None,
) -> Done:  # fmt: skip
    """Do a work and write its result into a new folder, which `engine.open` opens; a check writes a list only.

    `progress` hears the year that is worked out, how many are done and how many there are. What was begun is removed
    where it fails. Raises `Conflict` where
    the folder holds something already, `BadInput` where the order does not say enough.
    """
    run = started(order, held, world)
    if folder.exists() and any(folder.iterdir()):
        raise Conflict(
            Message(gettext_noop("{folder} is not empty."), {"folder": str(folder)}), place="--out",
            remedy=gettext_noop("Name a new folder for the result."),
        )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return _done(run, machine, folder, names or {}, progress)
    except BaseException:
        shutil.rmtree(folder)  # half a result would be taken for a whole one
        raise


def _done(
    run: Run, machine: Machine, folder: Path, names: Mapping[str, tuple[str, str]], progress: Progress
) -> Done:  # fmt: skip
    parts = folder / PARTS
    parts.mkdir()
    result, figures = Result(run, folder), 0
    for count, year in enumerate(run.years):
        progress(year, count, len(run.years))
        figures += result.add(year, worked(run, machine, year, parts / str(year)))
        shutil.rmtree(parts / str(year))
    parts.rmdir()
    if result.finish() is not None:
        keep(folder, run.held.log, world=run.world, expected=run.world, names=names)
    held = run.held.manifest
    left_out = held.wide if run.order.work is Work.VINTAGE else sorted(run.numbers.left_out)
    return Done(folder, held.watermark, figures, dict(result.tables.counts), tuple(left_out))
