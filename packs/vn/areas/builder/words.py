"""What happened, in Vietnamese and English."""

from collections.abc import Sequence

from .names import key
from .rows import Unit


def listed(names: Sequence[str], last: str) -> str:
    """Names with commas, and `last` before the last one.

    >>> listed(["A", "B", "C"], "and")
    'A, B and C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def formed(new: Unit, old: Sequence[Unit], part: Sequence[bool]) -> tuple[str, str]:
    """A unit formed from others, whole or in part."""
    order = sorted(range(len(old)), key=lambda at: (part[at], old[at].code))
    vi = [f"{'một phần ' if part[at] else ''}{old[at].name_vi}" for at in order]
    en = [f"{'part of ' if part[at] else ''}{old[at].name_en}" for at in order]
    return f"Thành lập {new.name_vi} từ {listed(vi, 'và')}", f"{new.name_en} formed from {listed(en, 'and')}"


def merged(new: Unit, old: Sequence[Unit]) -> tuple[str, str]:
    """Whole units merged: into the one of them that keeps its code and name, else into a new one."""
    others = [one for one in old if (one.code, one.name_vi) != (new.code, new.name_vi)]
    if len(others) == len(old):
        return formed(new, old, [False] * len(old))
    vi, en = [one.name_vi for one in others], [one.name_en for one in others]
    return f"Nhập {listed(vi, 'và')} vào {new.name_vi}", f"{listed(en, 'and')} merged into {new.name_en}"


def turned(old: Unit, new: Unit, above: Unit | None) -> tuple[str, str]:
    """The same territory under another name, of another kind or under another unit (`above`; None where it stays)."""
    vi, en = f"{old.name_vi} thành {new.name_vi}", f"{old.name_en} becomes {new.name_en}"
    if above is None:
        return vi, en
    next_level = above.level == new.level - 1
    if key(old.name_vi) == key(new.name_vi):
        vi, en = f"{new.name_vi} chuyển về", f"{new.name_en} moves"
        return f"{vi} {above.name_vi}", f"{en} {'to' if next_level else 'directly under'} {above.name_en}"
    return f"{vi}, thuộc {above.name_vi}", f"{en}, {'now in' if next_level else 'directly under'} {above.name_en}"


def kind_of_turn(old: Unit, new: Unit) -> str:
    """What to call an event that leaves the territory as it is: of another kind, another name, or another parent."""
    if old.kind != new.kind:
        return "reclassify"
    return "move" if key(old.name_vi) == key(new.name_vi) else "rename"
