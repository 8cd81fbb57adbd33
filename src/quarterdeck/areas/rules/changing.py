"""What happens to units on one day, as a few plain statements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.lineage.paths import Paths
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.core.measures.labels import Labelled


class Deed(Labelled):
    """What is said of some units and others: who, does what, to whom."""

    JOIN = "join", "Join another unit", "Nhập vào đơn vị khác"
    MERGE = "merge", "Merge", "Sáp nhập"
    RENAME = "rename", "Renaming", "Đổi tên"
    RECLASSIFY = "reclassify", "Change of kind", "Đổi loại hình"
    MOVE = "move", "Move to another parent", "Chuyển đơn vị cấp trên"
    DIVIDE = "divide", "Division", "Chia tách"
    GIVE = "give", "Transfer of a part", "Chuyển một phần"
    CREATE = "create", "Creation", "Thành lập"
    BEGIN = "begin", "Beginning", "Ra đời"
    END = "end", "End", "Kết thúc"


@dataclass(frozen=True, slots=True)
class Statement:
    """`subjects` do `deed` with `objects`: some join another, several merge into one, one gives a part to another."""

    deed: Deed
    subjects: tuple[Unit, ...]
    objects: tuple[Unit, ...] = ()


@dataclass(slots=True)
class _Knot:
    """Units that change together on one day."""

    before: dict[str, Unit] = field(default_factory=dict)
    after: dict[str, Unit] = field(default_factory=dict)
    onward: dict[str, list[str]] = field(default_factory=dict)


def statements(register: Register, uids: Iterable[str], day: date, level: int) -> list[Statement]:
    """What happens to units of a level on a day, by code; `uids` are those that matter, before or after it."""
    wanted = set(uids)
    matter = [unit for uid, unit in register.units.items() if uid in wanted]
    ended = [one for one in matter if one.level == level and one.valid_to == day and one.valid_from != day]
    begun = [one for one in matter if one.level == level and one.valid_from == day and one.valid_to != day]
    found = [
        statement
        for knot in _knots(register, ended, begun, day)
        for statement in (_simple(register, knot) or _entangled(register, knot))
    ]
    return _gathered(found)


def neighbours(register: Register, uids: Iterable[str]) -> set[str]:
    """These versions, and those that they came from and became: who else takes part in what happens to them."""
    found = set(uids)
    heirs = {one.successor for uid in found for one in register.onward.get(uid, ())}
    origins = {one.predecessor for uid in found | heirs for one in register.backward.get(uid, ())}
    return found | heirs | origins


def _knots(register: Register, ended: Sequence[Unit], begun: Sequence[Unit], day: date) -> list[_Knot]:
    paths = Paths(register, day, POPULATION)
    knots: dict[str, _Knot] = {}
    for unit in sorted(ended, key=lambda one: one.code):
        heirs = [part.target for part in paths.parts(unit.uid) if part.target]
        near = {id(knots[uid]): knots[uid] for uid in heirs if uid in knots}
        knot = _Knot({unit.uid: unit}, {uid: register.units[uid] for uid in heirs}, {unit.uid: heirs})
        for other in near.values():
            knot.before |= other.before
            knot.after |= other.after
            knot.onward |= other.onward
        for uid in (*knot.before, *knot.after):
            knots[uid] = knot
    for unit in begun:
        knots.setdefault(unit.uid, _Knot({}, {unit.uid: unit}, {}))
    return list({id(knot): knot for knot in sorted(knots.values(), key=_first_code)}.values())


def _first_code(knot: _Knot) -> str:
    return min(unit.code for unit in (*knot.before.values(), *knot.after.values()))


def _simple(register: Register, knot: _Knot) -> list[Statement]:
    """One unit that goes on whole, or something that begins or ends alone."""
    before, after = tuple(knot.before.values()), tuple(knot.after.values())
    if not before or not after:
        return [Statement(Deed.END if before else Deed.BEGIN, before or after)]
    if len(before) > 1 or len(after) > 1:
        return []
    one, next_ = before[0], after[0]
    if register.bare_name(one) != register.bare_name(next_):
        return [Statement(Deed.RENAME, before, after)]
    if one.kind != next_.kind or one.name_vi != next_.name_vi:
        return [Statement(Deed.RECLASSIFY, before, after)]
    return [Statement(Deed.MOVE, before, after)] if one.parent_code != next_.parent_code else []


def _entangled(register: Register, knot: _Knot) -> Iterator[Statement]:
    kept = _kept(register, knot)
    for uid, unit in _by_code(knot.after):
        if uid in kept.values():
            continue
        origins = [one for source, one in _by_code(knot.before) if uid in knot.onward[source]]
        whole = all(one.uid not in kept and len(knot.onward[one.uid]) == 1 for one in origins)
        yield Statement(Deed.MERGE if whole else Deed.CREATE, tuple(origins), (unit,))
    for uid, unit in _by_code(knot.before):
        others = [heir for heir in knot.onward[uid] if heir != kept.get(uid)]
        taken = tuple(knot.after[heir] for heir in others if heir in kept.values())
        if not taken:
            continue  # what new units took is said of them
        if uid in kept:
            yield Statement(Deed.GIVE, (unit,), taken)
        else:
            heirs = tuple(knot.after[heir] for heir in others)
            yield Statement(Deed.JOIN if len(heirs) == 1 else Deed.DIVIDE, (unit,), heirs)


def _by_code(units: Mapping[str, Unit]) -> list[tuple[str, Unit]]:
    return sorted(units.items(), key=lambda one: one[1].code)


def _kept(register: Register, knot: _Knot) -> dict[str, str]:
    """Which unit goes on as which: the same code and name, and at least a part of it."""
    return {
        uid: heir
        for uid, unit in knot.before.items()
        for heir in knot.onward[uid]
        if knot.after[heir].code == unit.code and register.bare_name(knot.after[heir]) == register.bare_name(unit)
    }


_TOGETHER = (Deed.JOIN, Deed.BEGIN, Deed.END)


def _gathered(found: Iterable[Statement]) -> list[Statement]:
    """Several that join the same unit, or begin or end alone, in one statement; all that a unit gives, in one."""
    joined: dict[tuple[Deed, tuple[Unit, ...]], list[Unit]] = {}
    for one in found:
        key, more = (one.objects, one.subjects) if one.deed in _TOGETHER else (one.subjects, one.objects)
        joined.setdefault((one.deed, key), []).extend(more)
    return [
        Statement(deed, tuple(more), key) if deed in _TOGETHER else Statement(deed, key, tuple(more))
        for (deed, key), more in joined.items()
    ]
