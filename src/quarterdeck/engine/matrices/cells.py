"""Values with all that is said along with them, as arrays of rows × places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import ObservationStatus, Qualifier
from quarterdeck.engine.facts import QUALIFIERS, STATUSES
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.exact import Exact, Mask
from quarterdeck.engine.query import Why

Codes = NDArray[np.int8]
Said = NDArray[np.int32]

STATUS, REAL, HEDGE, FIRST, LAST, REPORTED, NEEDED = range(7)
"""What is said, so that the smallest number is what holds of several taken together: the place of the status; 0 where
one is illustrative; 3 less the qualifier, which is below 3 where one is hedged; the first territory and the last one
(negative); the units that reported, and those that are needed (negative)."""
FIELDS: Final = 7
NOWHERE: Final = 2**30
"""Stands for the territory of what has none."""
UNHEDGED: Final = len(QUALIFIERS) - 1
ABOUT: Final = UNHEDGED - QUALIFIERS.index(Qualifier.ABOUT)
BREAK: Final = STATUSES.index(ObservationStatus.BREAK)
ABSENT: Final = STATUSES.index(ObservationStatus.MISSING)
WHYS: Final = tuple(Why)
WHY: Final = {why: number for number, why in enumerate(WHYS)}


@dataclass(frozen=True, eq=False)
class Cells:
    """`known`: there is a value; `there`: there is a row; `untold`: it cannot be told in these borders; `why` it has no
    value; `computed`: it is not a row of the log. `said` is [fields × rows × places], everything else rows × places."""

    value: Exact
    known: Mask
    there: Mask
    untold: Mask
    said: Said
    why: Codes
    computed: Mask

    def rows(self, numbers: NDArray[np.intp]) -> "Cells":
        """Some rows."""
        return Cells(
            self.value.rows(numbers), self.known.take(numbers, axis=0), self.there.take(numbers, axis=0),
            self.untold.take(numbers, axis=0), self.said.take(numbers, axis=1), self.why.take(numbers, axis=0),
            self.computed.take(numbers, axis=0),
        )  # fmt: skip

    def columns(self, numbers: NDArray[np.intp]) -> "Cells":
        """Some places."""
        return Cells(
            self.value.columns(numbers), self.known[:, numbers], self.there[:, numbers], self.untold[:, numbers],
            self.said[:, :, numbers], self.why[:, numbers], self.computed[:, numbers],
        )  # fmt: skip

    @cached_property
    def all_known(self) -> bool:
        """Whether every cell has a value."""
        return bool(self.known.all())

    @property
    def status(self) -> NDArray[np.int32]:
        """The status that is shown: a break where it rests on rows of several territories."""
        found: NDArray[np.int32] = np.where(self.said[FIRST] < -self.said[LAST], BREAK, self.said[STATUS])
        return found


def empty(rows: int, places: int, why: Why, *, needed: int = 0, computed: bool = True) -> Cells:
    """Cells without a value."""
    shape = (rows, places)
    return Cells(
        exact.nothing(rows, places), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_),
        unsaid(rows, places, needed), np.full(shape, WHY[why], np.int8), np.full(shape, computed, np.bool_),
    )  # fmt: skip


def unsaid(rows: int, places: int, needed: int = 0) -> Said:
    """What is said of nothing."""
    said = np.empty((FIELDS, rows, places), dtype=np.int32)
    said[STATUS], said[REAL], said[HEDGE], said[FIRST], said[LAST] = ABSENT, 1, UNHEDGED, NOWHERE, NOWHERE
    said[REPORTED], said[NEEDED] = 0, -needed
    return said


def together(*several: Said) -> Said:
    """What is said of something made of several."""
    found = several[0]
    for one in several[1:]:
        found = np.minimum(found, one)
    return found


def worked_out(value: Exact, known: Mask, said: Said, why: Codes) -> Cells:
    """Something computed."""
    none = np.zeros_like(known)
    said = said.copy()
    said[HEDGE] = np.where(said[HEDGE] < UNHEDGED, ABOUT, UNHEDGED)
    return Cells(value, known, known, none, said, np.where(known, 0, why).astype(np.int8), ~none)


def chosen(where: Mask, one: Cells, other: Cells) -> Cells:
    """The first where the mask says so, else the second."""
    if where.all():
        return one
    if not where.any():
        return other
    return Cells(
        exact.chosen(where, one.value, other.value), np.where(where, one.known, other.known),
        np.where(where, one.there, other.there), np.where(where, one.untold, other.untold),
        np.where(where, one.said, other.said), np.where(where, one.why, other.why),
        np.where(where, one.computed, other.computed),
    )  # fmt: skip


def afresh(one: Cells) -> Cells:
    """As an input that counts from here on: with the status that is shown, and of no territory."""
    said = one.said.copy()
    said[STATUS] = one.status
    said[FIRST] = said[LAST] = NOWHERE
    return replace(one, said=said)


def stacked(several: Sequence[Cells], rows: Sequence[NDArray[np.intp]]) -> Cells:
    """Cells of different rows together, in the order of their numbers; each several has its own in that order."""
    if len(several) == 1:
        return several[0]
    columns = {
        name: np.concatenate([getattr(one, name) for one in several], axis=-2)
        for name in ("known", "there", "untold", "said", "why", "computed")
    }
    whole = Cells(exact.stacked([one.value for one in several]), **columns)
    return whole.rows(np.argsort(np.concatenate(rows)))
