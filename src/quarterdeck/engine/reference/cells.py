"""The figure of one key for one unit, as it was or in the borders of a day."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from quarterdeck.core.lineage.restate import Figure
from quarterdeck.core.lineage.restate.figures import LEAKS, NOT_DIVIDED, NOT_REPORTED, PARTIAL
from quarterdeck.core.lineage.restate.parts import NO_WEIGHT
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.periods import Period
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading.log import Known
from quarterdeck.engine.reading.restating import NO_WEIGHTS, Frame, restated
from quarterdeck.engine.reference.rows import Rows, Series
from quarterdeck.engine.world import World


class Cell(NamedTuple):
    """A row, how many of the units that it needs have reported, why it has no value, and the rows of the log in it."""

    row: Known
    reported: int
    needed: int
    why: Why
    lineage: tuple[int, ...]


class Units(Protocol):
    """The figures of single units, and of those that are told together."""

    def of(self, uid: str, series: Series) -> Cell | None:
        """The figure of a unit, or None where there is no row."""

    def together(self, members: tuple[str, ...], series: Series) -> Cell | None:
        """The figure of exactly these units, if they are told as one."""

    def group_of(self, uid: str, series: Series) -> tuple[str, ...]:
        """The units together with which a unit is told, if it is."""


class AsItWas:
    """A unit with the newest row of all its versions."""

    def __init__(self, world: World, rows: Rows) -> None:
        self._world, self._rows = world, rows

    def of(self, uid: str, series: Series) -> Cell | None:
        """The newest row of the thread; the first in a new territory breaks the series."""
        held = self._rows.get(series, {})
        found = [held[one.uid] for one in self._world.thread(uid) if one.uid in held]
        if not found:
            return None
        row = max(found, key=lambda one: one.order).known
        status = ObservationStatus.BREAK.value if self._breaks(row) else row.status
        told = row.value is not None
        row = replace(row, status=status, territory=self._world.territory(row.version))
        return Cell(row, int(told), 1, Why.TOLD if told else Why.NO_VALUE, (row.id,))

    def _breaks(self, row: Known) -> bool:
        day, period = self._world.broken_on(row.version), Period.parse(row.key.period)
        return day is not None and row.value is not None and period.start <= day < period.end

    def together(self, members: tuple[str, ...], series: Series) -> Cell | None:
        """Nothing: every unit is told by itself."""
        return None

    def group_of(self, uid: str, series: Series) -> tuple[str, ...]:
        """None."""
        return ()


class InBorders:
    """The units of the borders of a day, with what the rows of all units that they came from make of them."""

    def __init__(self, world: World, rows: Rows, uids: frozenset[str], day: date) -> None:
        kin = world.kin(uids)
        self._rows = rows
        self._frame = Frame(
            lambda start: world.between(start, day, uids),
            # Units of two levels may share a code: here every unit is called by its uid.
            {uid: replace(unit, code=uid) for uid, unit in kin.units.items()}, world.measures, world.families,
        )  # fmt: skip

    @cached_property
    def _cells(self) -> dict[tuple[Series, tuple[str, ...]], Cell]:
        every = [row.known for held in self._rows.values() for row in held.values()]
        found = {}
        for row in restated(every, self._frame):
            series = Series(row.key.indicator, row.key.period, row.key.breakdown, row.key.scenario)
            assert row.restated is not None
            found[series, row.restated.targets] = self._cell(row, row.restated, series)
        return found

    def _cell(self, row: Known, figure: Figure, series: Series) -> Cell:
        held = self._rows[series]
        used = [held[one.uid].known.id for one in figure.sources if one.share != 0 and one.uid in held]
        return Cell(row, figure.coverage.reported, figure.coverage.needed, why_untold(figure), tuple(used))

    @cached_property
    def _groups(self) -> dict[tuple[Series, str], tuple[str, ...]]:
        return {(series, uid): targets for series, targets in self._cells if len(targets) > 1 for uid in targets}

    def of(self, uid: str, series: Series) -> Cell | None:
        """The restated figure."""
        return self._cells.get((series, (uid,)))

    def together(self, members: tuple[str, ...], series: Series) -> Cell | None:
        """The restated figure of a group."""
        return self._cells.get((series, members))

    def group_of(self, uid: str, series: Series) -> tuple[str, ...]:
        """The group in which a unit is told for want of known shares."""
        return self._groups.get((series, uid), ())


_REASONS = {
    NOT_DIVIDED.text: Why.NOT_DIVIDED, LEAKS.text: Why.LEAKS, PARTIAL.text: Why.PARTIAL, NOT_REPORTED: Why.INCOMPLETE,
    NO_WEIGHT.text: Why.NO_WEIGHT, NO_WEIGHTS: Why.NO_WEIGHT,
}  # fmt: skip


def why_untold(figure: Figure) -> Why:
    """Why a restated figure has no value."""
    if figure.value is not None or figure.reason is None:
        return Why.TOLD
    return _REASONS.get(figure.reason.text, Why.CANNOT_DIVIDE)
