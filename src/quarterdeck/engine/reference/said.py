"""What is said in a cell, and what of it goes on into whatever is computed from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.core.measures import ObservationStatus, Qualifier
from quarterdeck.engine.answer import written
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading.reading import Reading, nothing


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with all that is said along with it; `why` it has no value, if so.

    `status` is the one that is shown, `raw` the strongest of the rows it rests on, and `territories` are theirs.
    `reading` is the figure as the rules of reading tell it, where they do.
    """

    value: Decimal | None
    status: ObservationStatus
    raw: ObservationStatus
    territories: frozenset[str]
    qualifier: Qualifier
    illustrative: bool
    computed: bool
    reported: int
    needed: int
    why: Why
    lineage: tuple[int, ...]
    reading: Reading


def absent(why: Why, needed: int, reading: Reading | None = None, *, computed: bool) -> Said:
    """Nothing, and why."""
    missing = ObservationStatus.MISSING
    return Said(
        None, missing, missing, frozenset(), Qualifier.EXACT, False, computed, 0, needed, why, (),
        reading or nothing("", ""),
    )  # fmt: skip


def computed(value: Decimal | None, operands: Sequence[Said], why: Why = Why.NO_BASE) -> Said:
    """What is computed from operands: the strongest status, a break where they are of several territories.

    It is only as complete as the least complete of them, and hedged or illustrative if one of them is. Without a value
    it says why the first operand has none, else `why`. What is computed has the digits of the answer from here on.
    """
    reported = min(one.reported for one in operands)
    needed = max(one.needed for one in operands)
    lineage = tuple(number for one in operands for number in one.lineage)
    if value is None:
        first = next((one.why for one in operands if one.value is None), why)
        return replace(absent(first, needed, computed=True), reported=reported, lineage=lineage)
    raw = ObservationStatus.strongest(one.raw for one in operands)
    territories = frozenset[str]().union(*(one.territories for one in operands))
    hedged = any(one.qualifier is not Qualifier.EXACT for one in operands)
    return Said(
        written(value), ObservationStatus.BREAK if len(territories) > 1 else raw, raw, territories,
        Qualifier.ABOUT if hedged else Qualifier.EXACT, any(one.illustrative for one in operands), True, reported,
        needed, Why.TOLD, lineage, nothing("", ""),
    )  # fmt: skip


def worked_out(reading: Reading, operands: Sequence[Said]) -> Said:
    """What the rules of reading compute from operands; they say value, status and hedge themselves."""
    found = computed(reading.value, operands)
    if reading.quantity is None or reading.value is None:
        return replace(found, reading=reading)
    return replace(
        found, status=reading.quantity.status, qualifier=reading.quantity.qualifier, illustrative=reading.illustrative,
        reading=reading,
    )  # fmt: skip


def afresh(said: Said) -> Said:
    """As an operand that counts from here on: with the status that is shown, and of no territory."""
    return replace(said, raw=said.status, territories=frozenset())
