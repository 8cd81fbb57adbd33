"""What a restated figure carries: its value or why there is none, how it was made, from what, and how complete."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from quarterdeck.core.lineage.cells import Cell
from quarterdeck.core.lineage.units import LAND, POPULATION, Quality
from quarterdeck.core.measures import EXACT, ObservationStatus
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Source:
    """A unit of the earlier day that a figure was made from; a share None is not known."""

    uid: str
    share: Fraction | None
    quality: Quality
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the units that a figure needs have reported, and which have not."""

    reported: int
    needed: int
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all have."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in the borders of the later day: of a unit, of a group told as one, or (no targets) of what is untold.

    `value` is None where it cannot be told, with the `reason`; it is never zero for want of a figure. `status` is the
    strongest of the inputs' flags, E where a source was divided by a share, K for a unit told only within its group.
    `reported` (counts only) is what the reported figures bring: the value, or so much of it as is there; in a group
    of which a part may have gone to no unit, including that part.
    """

    targets: tuple[str, ...]
    value: Decimal | None
    status: ObservationStatus
    method: Message
    coverage: Coverage
    sources: tuple[Source, ...]
    reason: Message | None = None
    reported: Decimal | None = None


@dataclass(frozen=True)
class Restated:
    """The figures of one series in the borders of the crosswalk's last day.

    `values` has every unit into which a source went, by uid; units of a group have None there and are told together
    in `groups`. `untold` is what no unit took over, or nobody tells who did; None where there is nothing of the kind.
    For counts the parts `reported` of values, groups and untold add up to the reported figures of the sources.
    """

    values: Mapping[str, Figure]
    groups: tuple[Figure, ...] = ()
    untold: Figure | None = None

    @cached_property
    def group_of(self) -> Mapping[str, Figure]:
        """The group's figure for each unit that is told only with others."""
        return {target: figure for figure in self.groups for target in figure.targets}

    @property
    def total(self) -> Decimal:
        """All that was reported, in the new borders: the sum of values, groups and what is untold."""
        result = Decimal(0)
        for figure in [*self.values.values(), *self.groups, *([self.untold] if self.untold else [])]:
            result = EXACT.add(result, figure.reported or Decimal(0))
        return result


NOT_DIVIDED = Message(gettext_noop("Told for a group of units only: in which proportions they took over is not known."))
LEAKS = Message(gettext_noop("A part that nobody measured may have gone to no unit of this group."))
PARTIAL = Message(gettext_noop("A part of it is in none of the units that were reported."))
NOT_REPORTED = gettext_noop("Not reported for {missing} of the {needed} units that it is made of.")
KEPT = Message(gettext_noop("Taken over whole from one unit"))
WHOLE = Message(gettext_noop("Sum of whole units"))
_DIVIDED = {
    POPULATION: Message(gettext_noop("Divided by shares of population")),
    LAND: Message(gettext_noop("Divided by shares of land")),
    "households": Message(gettext_noop("Divided by shares of households")),
}


def how(cell: Cell, by: str) -> Message:
    """In words, how the figure of a cell is made."""
    if cell.same:
        return KEPT
    if cell.whole:
        return WHOLE
    return _DIVIDED.get(by) or Message(gettext_noop("Divided by shares of {denominator}"), {"denominator": by})


def coverage(cell: Cell, present: Mapping[str, object]) -> Coverage:
    """Which of the sources that matter are `present`; one with a share of nothing does not."""
    needed = [one.source for one in cell.inputs if one.share]
    missing = tuple(source for source in needed if source not in present)
    return Coverage(len(needed) - len(missing), len(needed), missing)


def obstacle(cell: Cell, covered: Coverage) -> Message | None:
    """Why a cell has no figure, or None where nothing stands against it."""
    if cell.leaks:
        return LEAKS
    if cell.partial:
        return PARTIAL
    if covered.missing:
        return Message(NOT_REPORTED, {"missing": len(covered.missing), "needed": covered.needed})
    return None


def flag(cell: Cell, statuses: Mapping[str, ObservationStatus]) -> ObservationStatus:
    """The status of a cell that has a value: that of its inputs, and E where one of them was divided."""
    found = [statuses[one.source] for one in cell.inputs if one.share and one.source in statuses]
    return ObservationStatus.strongest(found if cell.whole else [*found, ObservationStatus.ESTIMATED])


def sources(cell: Cell, values: Mapping[str, Decimal]) -> tuple[Source, ...]:
    """The sources of a cell with their figures."""
    return tuple(Source(one.source, one.share, one.quality, values.get(one.source)) for one in cell.inputs)


def present(values: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The figures that are there."""
    return {uid: value for uid, value in values.items() if value is not None}


def assembled(
    figures: Iterable[tuple[Cell, Figure]], members: Mapping[str, Figure], untold: Figure | None = None
) -> Restated:
    """Put the figures of cells in their places."""
    values, groups = dict(members), []
    for cell, figure in figures:
        if cell.group:
            groups.append(figure)
        else:
            values[cell.targets[0]] = figure
    return Restated(values, tuple(sorted(groups, key=lambda one: one.targets)), untold)
