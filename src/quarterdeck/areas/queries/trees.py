"""The tree of units as of a day, and the search over every unit that ever lived."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from quarterdeck.areas.queries.ground import Ground, ground, vague
from quarterdeck.areas.queries.neighbourhood import neighbourhood
from quarterdeck.areas.rules.kin import of_day
from quarterdeck.areas.rules.turns import Fate, became
from quarterdeck.core.folding import fold, lowered, search_words
from quarterdeck.core.lineage import Register, Unit

EVERY = "*"
MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree: since when, until when (its last day), and what is below it.

    `by` where it existed on its first day already; `ending` where its end is only planned.
    """

    unit: Unit
    by: bool
    last: date | None
    ending: bool
    below: int
    opened: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of a level there are on a day, and of which kinds."""

    level: int
    units: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the version of a unit that counts on the day asked for, and its first and last day.

    `parent` is the unit above it on that day, or on the day of its life that is nearest to it; `fate` what became of
    it when it ended.
    """

    unit: Unit
    first: date
    by: bool
    parent: Unit | None
    last: date | None
    fate: Fate | None


def top(ground: Ground, root: Unit | None, day: date) -> list[Unit]:
    """The units directly below a unit on a day; those of the highest level for the country."""
    if root is not None:
        return ground.held.children(root, day)
    alive = ground.held.state(day)
    highest = min((unit.level for unit in alive), default=0)
    return sorted((unit for unit in alive if unit.level == highest), key=lambda one: one.code)


def branches(ground: Ground, units: Iterable[Unit], day: date, opened: Collection[str]) -> list[Branch]:
    """The units as branches of the tree; those whose codes are `opened` (or "*") with what is below them."""
    made = []
    for unit in units:
        below = ground.held.children(unit, day)
        wanted = below and (unit.code in opened or EVERY in opened)
        made.append(branch(ground, unit, len(below), branches(ground, below, day, ()) if wanted else ()))
    return made


def branch(ground: Ground, unit: Unit, below: int, opened: Sequence[Branch] = ()) -> Branch:
    """One unit with its life."""
    known = ground.coming.units.get(unit.uid, unit)
    sure = ground.sure.units.get(unit.uid)
    ending = known.valid_to is not None and (sure is None or sure.valid_to is None or known.valid_to > ground.today)
    return Branch(unit, unit.uid in vague(ground.coming), last_day(known), ending, below, tuple(opened))


def last_day(unit: Unit) -> date | None:
    """The last day on which a version lived, or None."""
    return unit.valid_to - timedelta(days=1) if unit.valid_to else None


def within(ground: Ground, root: Unit | None, day: date) -> list[Unit]:
    """Every unit under another on a day, or of the whole country, by level and code."""
    found = ground.held.state(day) if root is None else [root, *ground.held.below(root, day)]
    return sorted(found, key=lambda unit: (unit.level, unit.code))


def counts(units: Iterable[Unit]) -> list[Count]:
    """How many of each level and kind, the most frequent kind first."""
    by_level: dict[int, Counter[str]] = {}
    for unit in units:
        by_level.setdefault(unit.level, Counter())[unit.kind] += 1
    return [Count(level, kinds.total(), tuple(kinds.most_common())) for level, kinds in sorted(by_level.items())]


def nearby(text: str, today: date, most: int) -> list[Found]:
    """Units that the work of this store is about, by name or code; those alive today first, `most` of them."""
    ours = {unit.uid for _key, unit in neighbourhood(expected=True)}
    found, _hits = search(ground([today], today=today), text, today, ours)
    return sorted(found, key=lambda one: not one.unit.alive_on(today))[:most]


def search(ground: Ground, text: str, day: date, among: Container[str] | None = None) -> tuple[list[Found], int]:
    """Units that ever lived, by name or code, with and without accents: at most some, and how many there are.

    Where `among` is given, only versions with these uids.

    Of the versions of a unit that are so called, the one of the day is told, else the last before it, else the first
    after it. Those of the store's province come first, then the names that begin with what is asked for.
    """
    words = search_words(text)
    if not words:
        return [], 0
    held = ground.coming
    texts = ((uid, names) for uid, names in _texts(held).items() if among is None or uid in among)
    hits = [uid for uid, names in texts if all(word in names for word in words)]
    own = ground.family(None, ground.today).uids
    plain = " ".join(words)
    hits.sort(key=lambda uid: _rank(held, held.units[uid], uid in own, plain))
    called, found = frozenset(hits), dict[str, Found]()
    for uid in hits:
        if len(found) == MOST_FOUND:
            break
        unit = of_day([one for one in held.thread(held.units[uid]) if one.uid in called], day)
        if unit.uid not in found:
            found[unit.uid] = _found(held, unit, day)
    return list(found.values()), len(hits)


@lru_cache(maxsize=2)
def _texts(held: Register) -> dict[str, str]:
    """What is searched: the code, the name with and without accents, the English name."""
    return {
        unit.uid: f"{unit.code.casefold()}\n{lowered(unit.name_vi)}\n{fold(unit.name_vi)}\n{unit.name_en.casefold()}"
        for unit in held.units.values()
        if unit.valid_from != unit.valid_to
    }


def _rank(held: Register, unit: Unit, own: bool, plain: str) -> tuple[bool, bool, bool, int, str, date]:
    bare = " ".join(held.bare_name(unit))
    begins = bare.startswith(plain) or fold(bare).startswith(plain)
    return unit.code.casefold() != plain, not own, not begins, unit.level, unit.code, unit.valid_from


def _found(held: Register, unit: Unit, day: date) -> Found:
    last = last_day(unit)
    near = max(unit.valid_from, min(day, last or day))
    return Found(unit, unit.valid_from, unit.uid in vague(held), held.parent(unit, near), last, became(held, unit))
