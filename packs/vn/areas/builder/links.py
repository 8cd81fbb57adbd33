"""Who became whom on 1 July 2025: pairs of codes that the packages bear out, then the corrections."""

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .names import bare_words, key, loose, words
from .sources import Move, Named, Sources

Pair = tuple[str, str]
_ALIKE = 0.8


def pairs(found: Sources, corrections: Sequence[Mapping[str, str]]) -> list[Pair]:
    """Every pair of an old unit and a new one; units are communes, and the districts that had none.

    A row of the table of names counts when the converter or the note of the new unit says the same. A pair of the
    converter alone counts unless the table of names gives that new unit a namesake of the old one: the converter works
    with names and takes namesakes for each other. What is then still lacking or wrong is corrected by hand.
    """
    places = Places(found)
    named = places.resolve(found.moves)
    noted = Notes(found)
    kept = {pair for pair in named if pair in found.keyed or noted.tells(*pair)}
    told: dict[str, set[str]] = defaultdict(set)
    for old, new in kept:
        told[new].add(key(places.old[old]))
    kept |= {(old, new) for old, new in found.keyed - named if key(places.old[old]) not in told[new]}
    for row in corrections:
        pair = (row["predecessor"], row["successor"])
        if (row["change"] == "add") == (pair in kept):
            raise ValueError(f"the correction {row['change']} {pair} is not needed")
        kept ^= {pair}
    _covered(kept, places.old, found.now[3])
    return sorted(kept, key=lambda pair: (pair[1], pair[0]))


def borne_out(found: Sources) -> frozenset[Pair]:
    """The pairs that the second table of names gives too: a check, not a source."""
    return frozenset(Places(found).resolve(found.other_moves))


def _covered(kept: Collection[Pair], old: Iterable[str], new: Iterable[str]) -> None:
    lost = sorted(set(old) - {pair[0] for pair in kept}), sorted(set(new) - {pair[1] for pair in kept})
    if any(lost):
        raise ValueError(f"no successor of {lost[0]}, no predecessor of {lost[1]}")


class Places:
    """Old and new units by the names that a careless table gives them."""

    def __init__(self, found: Sources) -> None:
        last = found.last
        with_communes = {one.parent for one in last[3].values()}
        self.old = {code: one.name for code, one in last[3].items()}
        self.old |= {code: one.name for code, one in last[2].items() if code not in with_communes}
        self._districts: dict[str, dict[str, str]] = defaultdict(dict)
        for code, one in last[2].items():
            self._districts[loose(last[1][one.parent].name)][code] = one.name
        self._communes: dict[str, dict[str, str]] = defaultdict(dict)
        for code, one in last[3].items():
            self._communes[one.parent][code] = one.name
        self._new: dict[str, dict[str, str]] = defaultdict(dict)
        for code, one in found.now[3].items():
            self._new[loose(found.now[1][one.parent].name)][code] = one.name
        self._codes = found.now[3]

    def resolve(self, moves: Iterable[Move]) -> set[Pair]:
        """The rows whose names are found, as pairs of codes."""
        found = {(self._old_code(move), self._new_code(move)) for move in moves}
        return {pair for pair in found if all(pair)}

    def spellings(self, moves: Iterable[Move]) -> dict[str, set[str]]:
        """By code, the names that the rows give to the old units, as keys."""
        found: dict[str, set[str]] = defaultdict(set)
        for move in moves:
            found[self._old_code(move)].add(key(move.commune))
        return found

    def _old_code(self, move: Move) -> str:
        district = nearest(move.district, self._districts.get(loose(move.province), {}))
        if not district or district in self.old:
            return district
        return nearest(move.commune, self._communes[district])

    def _new_code(self, move: Move) -> str:
        if move.new_code:
            return move.new_code if move.new_code in self._codes else ""
        return nearest(move.new_commune, self._new.get(loose(move.new_province), {}))


def nearest(name: str, candidates: Mapping[str, str]) -> str:
    """The code whose name is `name`, or the only one spelt like it, or the only one near it; else nothing."""
    wanted = key(name)
    for code, one in candidates.items():
        if key(one) == wanted:
            return code
    bare = {code: loose(one) for code, one in candidates.items()}
    near = difflib.get_close_matches(loose(name), sorted(set(bare.values())), n=1, cutoff=_ALIKE)
    hits = [code for code, one in bare.items() if near and one == near[0]]
    return hits[0] if len(hits) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    unchanged: bool


class Notes:
    """The words in which one package tells what each new unit was made of."""

    def __init__(self, found: Sources) -> None:
        self._told = {
            code: _Told(f" {words(note)} ", "giu nguyen" in words(note)) for code, note in found.notes.items()
        }
        self._names: Mapping[str, Named] = {**found.last[2], **found.last[3]}

    def tells(self, old: str, new: str) -> bool:
        """Whether the note of a new unit names the old one."""
        told, bare = self._told[new], bare_words(self._names[old].name)
        if bare.isdigit():
            return bool(re.search(rf" phuong( \d+)*( va)? {bare} ", told.text))
        return f" {bare} " in told.text or (told.unchanged and old == new)
