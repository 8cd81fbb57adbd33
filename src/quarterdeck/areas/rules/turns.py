"""What became of a unit: one word, and where its parts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quarterdeck.core.lineage import Crosswalk, Pair, Quality, Register, Unit
from quarterdeck.core.lineage.paths import Paths
from quarterdeck.core.lineage.shares import known
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.core.measures.labels import Labelled


class Turn(Labelled):
    """What became of a unit between two days. The last two look back: from a later day to an earlier one."""

    SAME = "same", "Unchanged", "Không thay đổi"
    RENAMED = "renamed", "Renamed", "Đổi tên"
    RECLASSIFIED = "reclassified", "Changed kind", "Đổi loại hình"
    MOVED = "moved", "Passed to another parent", "Chuyển đơn vị cấp trên"
    ENLARGED = "enlarged", "Enlarged", "Mở rộng"
    REDUCED = "reduced", "Gave a part away", "Chuyển một phần đi"
    MERGED = "merged", "Merged", "Sáp nhập"
    SPLIT = "split", "Divided", "Chia tách"
    ENDED = "ended", "Ended", "Kết thúc hoạt động"
    PART = "part", "Was a part", "Là một phần"
    FORMED = "formed", "Formed of several", "Hình thành từ nhiều đơn vị"


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a unit in another; `unit` None is what no unit took over, `share` None is not known."""

    unit: Unit | None
    share: Fraction | None
    quality: Quality


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a unit: in one word, where its parts are (largest first), and how well that is known."""

    turn: Turn
    parts: tuple[Part, ...]
    quality: Quality

    @property
    def units(self) -> list[Unit]:
        """The units that have a part of it."""
        return [part.unit for part in self.parts if part.unit is not None]


def became(register: Register, unit: Unit, *, by: str = POPULATION) -> Fate | None:
    """What became of a unit on the day that ended it; None while it lives on."""
    if unit.valid_to is None:
        return None
    found = Paths(register, unit.valid_to, by).parts(unit.uid)
    parts = _sorted([Part(_unit(register, one.target), known(one.amount), one.quality) for one in found])
    heirs = [part.unit for part in parts if part.unit is not None]
    lone = len(heirs) == 1 and register.same_territory(unit, heirs[0])
    return Fate(_turn(register, unit, heirs, lone), parts, _worst(parts))


def fate(register: Register, crosswalk: Crosswalk, unit: Unit) -> Fate:
    """What became of a unit between the days of a crosswalk, or what it was before where that goes back in time."""
    pairs = crosswalk.of.get(unit.uid, ())
    parts = _sorted([Part(_unit(register, pair.target), pair.share, pair.quality) for pair in pairs])
    others = [part.unit for part in parts if part.unit is not None]
    lone = len(others) == 1 and _alone(crosswalk, pairs)
    turn = _turn(register, unit, others, lone)
    if crosswalk.end < crosswalk.start:
        turn = _looked_back(turn)
    return Fate(turn, parts, _worst(parts))


def _unit(register: Register, uid: str | None) -> Unit | None:
    return None if uid is None else register.units[uid]


def _sorted(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Largest first, then what is not known, then what no unit took over."""
    return tuple(
        sorted(parts, key=lambda one: (one.unit is None, one.share is None, -(one.share or 0),
                                       one.unit.code if one.unit else ""))
    )  # fmt: skip


def _worst(parts: Sequence[Part]) -> Quality:
    return Quality.worst(Quality.UNKNOWN if part.share is None else part.quality for part in parts)


def _alone(crosswalk: Crosswalk, pairs: Sequence[Pair]) -> bool:
    target = next(pair.target for pair in pairs if pair.target is not None)
    return len(pairs) == 1 and len(crosswalk.into[target]) == 1 and target not in crosswalk.partial


def _turn(register: Register, unit: Unit, others: Sequence[Unit], lone: bool) -> Turn:
    if not others:
        return Turn.ENDED
    kept = any(_keeps(register, unit, other) for other in others)
    if len(others) > 1:
        return Turn.REDUCED if kept else Turn.SPLIT
    if lone or others[0] == unit:
        return _shape(register, unit, others[0])
    return Turn.ENLARGED if kept else Turn.MERGED


def _keeps(register: Register, unit: Unit, other: Unit) -> bool:
    same_code = (unit.code, unit.level) == (other.code, other.level)
    return same_code and register.bare_name(unit) == register.bare_name(other)


def _shape(register: Register, unit: Unit, other: Unit) -> Turn:
    """What changed of a unit that kept its territory."""
    if register.bare_name(unit) != register.bare_name(other):
        return Turn.RENAMED
    if unit.kind != other.kind:
        return Turn.RECLASSIFIED
    return Turn.MOVED if unit.parent_code != other.parent_code else Turn.SAME


_BACK = {Turn.ENLARGED: Turn.PART, Turn.MERGED: Turn.PART, Turn.REDUCED: Turn.FORMED, Turn.SPLIT: Turn.FORMED}


def _looked_back(turn: Turn) -> Turn:
    return _BACK.get(turn, turn)
