"""1 July 2025: 63 provinces become 34, the districts end, 10,035 communes become 3,321; and the changes of 2026."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .earlier import turn
from .ledger import Ledger
from .links import Pair
from .names import parted
from .rows import REFORM, Change, Link, Unit
from .sources import Named, Sources
from .words import formed, kind_of_turn, turned

_PROVINCES, _DISTRICTS = "202/2025/QH15", "203/2025/QH15"
_SAME = "same territory"


def enter_reform(book: Ledger, found: Sources, pairs: Sequence[Pair], parts: Sequence[Mapping[str, str]]) -> None:
    """Enter the day on which all three levels changed."""
    into = _Into(book, found, pairs, parts)
    olds = {level: {code: book.end(level, code, REFORM) for code in book.codes(level)} for level in (1, 2, 3)}
    _enter_provinces(book, found, olds[1], into)
    _enter_communes(book, found, {**olds[2], **olds[3]}, into)
    for code, old in sorted(olds[2].items()):
        if code not in into.successors:
            _abolish(book, old, into.province(old.parent_code))


class _Into:
    """Who went into whom, and how much of it."""

    def __init__(self, book: Ledger, found: Sources, pairs: Sequence[Pair], parts: Sequence[Mapping[str, str]]) -> None:
        self.successors: dict[str, list[str]] = defaultdict(list)
        self.predecessors: dict[str, list[str]] = defaultdict(list)
        for old, new in pairs:
            self.successors[old].append(new)
            self.predecessors[new].append(old)
        self.parts = {(row["predecessor"], row["successor"]): row["part"] for row in parts}
        if self.parts.keys() - set(pairs):
            raise ValueError(f"parts of no succession: {sorted(self.parts.keys() - set(pairs))}")
        self._province: dict[str, str] = {}
        above = {code: unit.parent_code for (code, unit) in self._districts(book).items()}
        for old, new in pairs:
            province = above[old] if old in above else above[book.alive(3, old).parent_code]
            known = self._province.setdefault(province, found.now[3][new].parent)
            if known != found.now[3][new].parent:
                raise ValueError(f"{old} of province {province} went to {new}, others to province {known}")

    @staticmethod
    def _districts(book: Ledger) -> dict[str, Unit]:
        return {code: book.alive(2, code) for code in book.codes(2)}

    def province(self, old: str) -> str:
        """The code of the new province that an old one went into."""
        return self._province[old]

    def provinces(self, new: str) -> list[str]:
        """The codes of the old provinces that went into a new one."""
        return sorted(old for old, one in self._province.items() if one == new)

    def is_part(self, old: str) -> bool:
        """Whether an old commune went to several new ones."""
        return len(self.successors[old]) > 1

    def share(self, old: str, new: str) -> tuple[str, str, str]:
        """The share of people, that of land, and on what they rest; empty where nobody has published it."""
        if not self.is_part(old):
            return "1", "1", "whole"
        part = self.parts.get((old, new))
        if part == "area_only":
            return "0", "", "part: land without people"
        if part == "population_only":
            return "", "0", "part: people without land"
        if part == "all_area":
            return "", "1", "part: all land, people unknown"
        others = [self.parts.get((old, one)) for one in self.successors[old] if one != new]
        if all(one == "area_only" for one in others):
            return "1", "", "part: all people"
        return "", "", "part: size unknown"

    def blocks(self) -> dict[str, str]:
        """By new unit, the name of its block: the units tied together by shared predecessors; none where alone."""
        name: dict[str, str] = {}
        for start in sorted(self.predecessors):
            block, waiting = {start}, [start]
            while waiting:
                near = {one for old in self.predecessors[waiting.pop()] for one in self.successors[old]} - block
                block |= near
                waiting += near
            if len(block) > 1:
                name[start] = f"G{min(block)}"
        return name


def _enter_provinces(book: Ledger, found: Sources, olds: Mapping[str, Unit], into: _Into) -> None:
    for code, named in sorted(found.now[1].items()):
        new = book.begin(1, code, named, REFORM, _PROVINCES)
        before = [olds[one] for one in into.provinces(code)]
        if len(before) == 1:
            # The province itself was not rearranged, so there is no event; its version changes with those below it.
            book.links.append(Link(before[0].uid, new.uid, "1", "1", _SAME, "exact", "exact", ""))
            continue
        change = Change(
            f"{REFORM}-{code}", REFORM, 1, "merge", 1, code, *formed(new, before, [False] * len(before)),
            _PROVINCES, book.act_date(_PROVINCES),
        )  # fmt: skip
        book.become(change, new, before)


def _enter_communes(book: Ledger, found: Sources, olds: Mapping[str, Unit], into: _Into) -> None:
    acts = _acts(found)
    blocks = into.blocks()
    for code, named in sorted(found.now[3].items()):
        act, act_date = acts[named.parent]
        new = book.begin(3, code, named, REFORM, act)
        before = [olds[one] for one in into.predecessors[code]]
        part = [into.is_part(one.code) for one in before]
        change_id = f"{REFORM}-{code}"
        if len(before) == 1 and not part[0]:
            kind, titles = kind_of_turn(before[0], new), turned(before[0], new, book.alive(1, named.parent))
        else:
            kind, titles = "merge" if len(before) > 1 else "split", formed(new, before, part)
        change = Change(
            change_id, REFORM, 2, kind, 3, named.parent, *titles, act, act_date, "", blocks.get(code, "")
        )  # fmt: skip
        book.enter(change, [_link(into, one, new, change_id) for one in before])


def _link(into: _Into, old: Unit, new: Unit, change_id: str) -> Link:
    share, land, basis = into.share(old.code, new.code)
    people, ground = ("exact" if one else "unknown" for one in (share, land))
    return Link(old.uid, new.uid, share, land, basis, people, ground, change_id)


def _acts(found: Sources) -> dict[str, tuple[str, str]]:
    """By new province, the act on its communes: the notes of one province must agree."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for code, act in found.acts.items():
        if act[1] < REFORM:
            told[found.now[3][code].parent].add(act)
    if any(len(acts) != 1 for acts in told.values()):
        raise ValueError("the notes name several acts for one province")
    return {province: acts.copy().pop() for province, acts in told.items()}


def _abolish(book: Ledger, old: Unit, scope: str) -> None:
    change = Change(
        f"{REFORM}-{old.code}", REFORM, 3, "abolish", 2, scope,
        f"{old.name_vi} kết thúc hoạt động, không còn cấp huyện", f"{old.name_en} ends with the district level",
        _DISTRICTS, book.act_date(_DISTRICTS),
    )  # fmt: skip
    book.enter(change, [])
    book.say_ended(old.uid, change.change_id)


def enter_2026(book: Ledger, found: Sources) -> None:
    """Units that the list of autumn 2026 shows of another kind, on the day of the act of their province."""
    for level in (1, 3):
        acts = {
            row["province"]: act
            for act, row in book.acts.items()
            if row["level"] == str(level) and row["in_force"] > REFORM
        }
        for code, named in sorted(found.later[level].items()):
            old = book.alive(level, code)
            kind, _ = parted(named.name, level)
            if kind != old.kind:
                word = named.name[: -len(parted(named.name, level)[1])]
                name = word + parted(old.name_vi, level)[1]
                turn(book, level, code, Named(name, named.parent), acts[named.parent or code], order=level)
