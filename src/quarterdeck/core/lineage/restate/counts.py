"""Counts in other borders: divided by exact shares, summed, and rounded once so that nothing is gained or lost."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage.cells import Block, Cell, blocks
from quarterdeck.core.lineage.crosswalk import Crosswalk, Group
from quarterdeck.core.lineage.restate.figures import (
    NOT_DIVIDED,
    Coverage,
    Figure,
    Restated,
    Source,
    assembled,
    coverage,
    flag,
    how,
    obstacle,
    present,
    sources,
)
from quarterdeck.core.measures import EXACT, ObservationStatus, decimals_of
from quarterdeck.core.messages import Message, gettext_noop

_MISSING = ObservationStatus.MISSING


def restate_counts(
    values: Mapping[str, Decimal | None],
    crosswalk: Crosswalk,
    *,
    decimals: int = 0,
    statuses: Mapping[str, ObservationStatus] | None = None,
) -> Restated:
    """What counts of the earlier units (by uid; None or absent: not reported) are in the later borders.

    Sums of whole units keep all their digits. What is divided is told with `decimals` digits, or as many as the
    finest figure of the units that it shares parts with has, rounded by largest remainder among them, so that their
    total before and after is the same to the last digit. Raises `BadInput` for a figure of a unit that was not alive.
    """
    told = present(values)
    refuse_strangers(told, crosswalk)
    figures: list[tuple[Cell, Figure]] = []
    loose: list[tuple[Cell, Decimal]] = []
    for block in blocks(crosswalk):
        for cell, amount in zip(block.cells, _amounts(block, told, decimals), strict=True):
            if cell.targets:
                figures.append((cell, _figure(cell, amount, told, statuses or {}, crosswalk.by)))
            else:
                loose.append((cell, amount))
    return assembled(figures, members(crosswalk, told), _untold(loose, told, statuses or {}, crosswalk.by))


def refuse_strangers(values: Mapping[str, object], crosswalk: Crosswalk) -> None:
    """Raise `BadInput` where a figure belongs to no unit from which the crosswalk starts."""
    for uid in values:
        if uid not in crosswalk.of:
            raise BadInput(
                Message(
                    gettext_noop("There is a figure for {unit}, which is none of the units of {day}."),
                    {"unit": uid, "day": crosswalk.start.isoformat()},
                ),
                remedy=gettext_noop("Give each figure to the unit that was alive in its period."),
            )


def _figure(
    cell: Cell, amount: Decimal, told: Mapping[str, Decimal], statuses: Mapping[str, ObservationStatus], by: str
) -> Figure:
    covered = coverage(cell, told)
    reason = obstacle(cell, covered)
    value = amount if reason is None else None
    status = flag(cell, statuses) if reason is None else _MISSING
    return Figure(cell.targets, value, status, how(cell, by), covered, sources(cell, told), reason, amount)


def _amounts(block: Block, told: Mapping[str, Decimal], decimals: int) -> list[Decimal]:
    if not block.divided:
        return [
            _sum(told[one.source] for one in cell.inputs if one.share and one.source in told) for cell in block.cells
        ]
    mine = {one.source for cell in block.cells for one in cell.inputs if one.share and one.source in told}
    digits = max([decimals, *(decimals_of(told[uid].normalize(EXACT)) for uid in mine)])
    exact = [
        sum((one.share * Fraction(told[one.source]) for one in cell.inputs if one.source in told), Fraction(0))
        * 10**digits
        for cell in block.cells
    ]
    return [EXACT.scaleb(Decimal(steps), -digits) for steps in rounded_together(exact)]


def _sum(values: Iterable[Decimal]) -> Decimal:
    result = Decimal(0)
    for value in values:
        result = EXACT.add(result, value)
    return result


def rounded_together(amounts: Sequence[Fraction]) -> list[int]:
    """Integers with the same sum, by largest remainder; of equal remainders the first wins. The sum must be whole.

    >>> rounded_together([Fraction(1, 3), Fraction(-5, 3), Fraction(1, 3)])
    [1, -2, 0]
    """
    lower = [amount.__floor__() for amount in amounts]
    left = int(sum(amounts, Fraction(0))) - sum(lower)
    order = sorted(range(len(amounts)), key=lambda place: lower[place] - amounts[place])
    for place in order[:left]:
        lower[place] += 1
    return lower


def members(crosswalk: Crosswalk, told: Mapping[str, Decimal]) -> dict[str, Figure]:
    """The units that are told only together with others, each without a value of its own."""
    return {target: _member(target, group, crosswalk, told) for group in crosswalk.groups for target in group.targets}


def _member(target: str, group: Group, crosswalk: Crosswalk, told: Mapping[str, Decimal]) -> Figure:
    found = tuple(
        Source(pair.source, pair.share, pair.quality, told.get(pair.source)) for pair in crosswalk.into[target]
    )
    needed = [one for one in found if one.share != 0]
    missing = tuple(one.uid for one in needed if one.value is None)
    covered = Coverage(len(needed) - len(missing), len(needed), missing)
    return Figure((target,), None, ObservationStatus.INCLUDED_ELSEWHERE, NOT_DIVIDED, covered, found, NOT_DIVIDED)


def _untold(
    loose: Sequence[tuple[Cell, Decimal]],
    told: Mapping[str, Decimal],
    statuses: Mapping[str, ObservationStatus],
    by: str,
) -> Figure | None:
    if not loose:
        return None
    cell = Cell((), tuple(one for part, _ in loose for one in part.inputs))
    return _figure(cell, _sum(amount for _, amount in loose), told, statuses, by)
