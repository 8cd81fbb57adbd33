"""Whether all engines answer the same."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import pyarrow as pa

from bench._engine.ours import Ours
from bench._engine.works import Asked, Counted, Dashboard, Restated, differences

MONTHS = 12


class Rival(Protocol):
    """What a rival can do."""

    name: str

    def a(self, province: int) -> Any:
        """Make the dashboard of a province."""

    def dashboard(self, answer: Any) -> Dashboard:
        """The dashboard in the form that is compared."""

    def b(self) -> Counted:
        """Roll up."""

    def c(self) -> Counted:
        """As known."""

    def d(self) -> Restated:
        """In today's borders."""

    def e(self) -> Counted:
        """Children to parent."""

    def append(self, table: pa.Table) -> None:
        """Take newer rows in."""

    def close(self) -> None:
        """Let go."""


def same_dashboards(asked: Asked, ours: Ours, rivals: Sequence[Rival], provinces: Iterable[int]) -> int:
    """Raise `AssertionError` where dashboards differ; gives how many lines were compared."""
    lines = 0
    for province in provinces:
        mine = ours.dashboard(ours.a(province))
        lines += len(mine)
        for rival in rivals:
            wrong = differences(mine, rival.dashboard(rival.a(province)))
            assert not wrong, f"(a) of province {province}: ours and {rival.name} differ: {wrong[:5]}"
    return lines


def agreed(asked: Asked, ours: Ours, rivals: Sequence[Rival]) -> list[str]:
    """Raise `AssertionError` where any two answers differ; tells how much was compared."""
    lines = same_dashboards(asked, ours, rivals, range(asked.nation.size.provinces))
    told = [f"(a) {lines:,} lines"]
    for work in "bce":
        mine = getattr(ours, work)()
        for rival in rivals:
            assert mine == getattr(rival, work)(), f"({work}): ours and {rival.name} differ"
        told.append(f"({work}) {sum(one[0] for one in mine.values()):,} values")
    mine = ours.d()
    for rival in rivals:
        same_restated(mine, rival.d(), rival.name)
    told.append(f"(d) {mine.whole:,} whole, {mine.divided:,} divided")
    return told


def same_restated(mine: Restated, other: Restated, name: str) -> None:
    """Raise `AssertionError` where whole units differ at all, or divided ones by more than rounding explains."""
    assert mine[:3] == other[:3], f"(d): ours and {name} differ: {mine} and {other}"
    assert abs(mine.divided_sum - other.divided_sum) <= MONTHS * mine.divided, f"(d): ours and {name} divide otherwise"
