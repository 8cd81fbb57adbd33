"""Where a series told "as it was" breaks, because the same unit stands for another territory."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.units import Unit


def breaks(register: Register, thread: Sequence[Unit]) -> tuple[date, ...]:
    """The days from which the figures of a unit's versions (`Register.thread`) speak of another territory than before.

    A new name, kind or parent alone is no break. A unit that takes in another without a new version breaks too.
    """
    return tuple(sorted({*_between(register, thread), *_within(register, thread)}))


def _between(register: Register, thread: Sequence[Unit]) -> Iterator[date]:
    for earlier, later in pairwise(thread):
        if earlier.valid_to != later.valid_from or not register.same_territory(earlier, later):
            yield later.valid_from


def _within(register: Register, thread: Sequence[Unit]) -> Iterator[date]:
    for unit in thread:
        for one in register.backward.get(unit.uid, ()):
            before = register.units.get(one.predecessor)
            if before is not None and before.valid_to is not None and before.valid_to > unit.valid_from:
                yield before.valid_to
