"""Run a work over everything: year by year, wherever its SQL is understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Register
from quarterdeck.core.measures.labels import Labelled
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.facts import NOW, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.sql.works import relations, statements, texts, trees, walks
from quarterdeck.engine.sql.works.relations import MEAN, Numbers
from quarterdeck.engine.world import World


class Work(Labelled):
    """What is worked out over everything."""

    VINTAGE = "vintage", "The state as known on a day", "Trạng thái được biết đến tại một ngày"
    ROLL_UP = "roll-up", "Sums over all levels", "Tổng hợp lên mọi cấp"
    RESTATE = "restate", "Every series in the borders of a day", "Mọi chuỗi theo địa giới của một ngày"
    CHECK = "check", "Children against their parent", "Đối chiếu cấp dưới với cấp trên"


@dataclass(frozen=True, slots=True)
class Order:
    """A work to do. `level` is that of the units whose figures a roll-up sums, `borders` the day to restate to."""

    work: Work
    known: KnownOn = NOW
    level: int | None = None
    borders: date | None = None


def too_large() -> BadInput:
    """What is raised where a figure needs more digits than there are."""
    return BadInput(
        gettext_noop("A sum, or a product with a weight or a share, does not fit the digits that there are for it."),
        remedy=gettext_noop("Look for figures that are far too large, or told with far too many decimals."),
    )


class Machine(Protocol):
    """Where SQL runs: this machine or a cluster."""

    dialect: str

    def table(self, name: str, rows: pa.Table) -> None:
        """Make a small table known under a name."""

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Make the rows of Parquet files known under a name; without files an empty table of superseded rows."""

    def keep(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name, worked out once."""

    def rows(self, text: str) -> list[tuple[int, ...]]:
        """The few rows of a statement."""

    def write(self, text: str, folder: Path) -> list[Path]:
        """Write the rows of a statement to Parquet files in a folder that is not there yet; gives them in order.

        What was kept is given up.
        """


@dataclass(frozen=True, eq=False)
class Run:
    """A work on its way: what it is made from, and by which numbers."""

    order: Order
    held: Held
    world: World
    numbers: Numbers
    groups: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years that there are segments of."""
        return sorted(self.held.manifest.years)

    def reads(self, year: int) -> list[int]:
        """The years that are read to work out one: for weights also the year before."""
        before = any(self.numbers.rule(one) == MEAN for one in self.numbers.subjects)
        weighed = before and self.order.work in (Work.ROLL_UP, Work.RESTATE)
        return [one for one in (year - 1, year) if one == year or (weighed and one in self.held.manifest.years)]

    def scales(self, year: int) -> dict[str, int]:
        """The decimals of each indicator in the result of a year."""
        if self.order.work is Work.VINTAGE:
            return dict(self.held.manifest.years[year].scales)
        return self.numbers.scales(self.reads(year), divided=self.order.work is Work.RESTATE)


def started(order: Order, held: Held, world: World) -> Run:
    """A work that is ready to run. Raises `BadInput` where something that it needs is not told or damaged."""
    if held.manifest.damaged:
        raise BadInput(
            Message(gettext_noop("Files of these years are damaged: {years}."),
                    {"years": ", ".join(str(year) for year in sorted(held.manifest.damaged))}),
            remedy=gettext_noop("Make them again from the log: quarterdeck engine rebuild."),
        )  # fmt: skip
    if order.work is Work.RESTATE and order.borders is None:
        raise BadInput(
            gettext_noop("It is not told to the borders of which day."), place="--borders",
            remedy=gettext_noop("Name a day, e.g. --borders 2025-07-01."),
        )  # fmt: skip
    return Run(order, held, world, Numbers(held.manifest, world))


def worked(run: Run, machine: Machine, year: int, folder: Path) -> list[Path]:
    """Work out a year on a machine; gives the Parquet files with its rows, in their order."""
    limited = run.order.known != NOW
    known = texts.THEN if limited else texts.NOW
    _feed(run, machine, year, limited)
    work = run.order.work
    if work is Work.VINTAGE:
        return machine.write(texts.spoken(statements.vintage(known), machine.dialect), folder)
    plain = _prepare(run, machine, year)
    if work is Work.RESTATE:
        return _restated(run, machine, statements.restate(known, plain=plain), folder)
    text = (statements.check if work is Work.CHECK else statements.rollup)(known, plain=plain)
    return machine.write(texts.spoken(text, machine.dialect), folder)


def _restated(run: Run, machine: Machine, steps: Mapping[str, str], folder: Path) -> list[Path]:
    assert run.order.borders is not None
    *before, last = (texts.spoken(text, machine.dialect) for text in steps.values())
    for name, text in zip(steps, before, strict=False):
        machine.keep(name, text)
        if name == "walked":
            turns = [one[0] for one in machine.rows("SELECT DISTINCT walk FROM walked")]
            found = walks.walks(run.numbers, run.order.borders, turns, run.groups)
            machine.table("cells", found.cells)
            machine.table("inputs", found.inputs)
    return machine.write(last, folder)


def _feed(run: Run, machine: Machine, year: int, limited: bool) -> None:
    """The files of the years that are read, the batches, the periods."""
    files = [run.held.parquet(one) for one in run.reads(year)]
    machine.files("newest", [newest for newest, _ in files])
    if limited:
        machine.files("superseded", [superseded for _, superseded in files])
    machine.table("batches", relations.batches(run.held.batches, run.order.known))
    machine.table("periods", relations.periods(run.numbers, _register(run), run.reads(year), year))


def _register(run: Run) -> Register:
    return run.world.statistical if run.order.work is Work.RESTATE else run.world.register


def _prepare(run: Run, machine: Machine, year: int) -> bool:
    """The small tables of a work; gives whether each figure has one report and one version only."""
    scales, numbers = run.scales(year), run.numbers
    series = relations.series(numbers, run.reads(year), scales)
    units = relations.units(numbers, _register(run))
    breaks = relations.breaks(numbers, year)
    restating = run.order.work is Work.RESTATE
    machine.table("series", series)
    machine.table("subjects", relations.subjects(numbers, scales))
    machine.table("units", units)
    machine.table("breaks", breaks.slice(0, 0) if restating else breaks)
    machine.table("candidates", relations.candidates(numbers, year))
    if run.order.work is Work.CHECK:
        machine.table("children", trees.children(numbers, year))
    elif not restating:
        machine.table("tree", trees.tree(numbers, year, _level(run)))
    return all(series["alone"].to_pylist()) and (restating or all(units["alone"].to_pylist()))


def _level(run: Run) -> int:
    """The level whose units are summed: as told, or the lowest of which there are units."""
    if run.order.level is not None:
        return run.order.level
    return max(unit.level for unit in run.world.register.units.values())
