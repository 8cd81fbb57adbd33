"""Finding the areas that a text speaks of, and telling them from offices and venues that bear their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quarterdeck.prose.catalogue import AreaEntry, Catalogue
from quarterdeck.prose.text import Text, fold
from quarterdeck.prose.words import LANGUAGES, Mark, Node, Phrases, Token, Words, add_phrase, tokens, words_of

_LOWEST_BARE = 2
_NAME_LENGTH = 4
_OFFICE_BEFORE, _OFFICE_AFTER = 4, 2


@dataclass(frozen=True, slots=True)
class AreaMention:
    """Tokens [first, last) of a line that name an area; `code` is None for one that the catalogue does not know."""

    code: str | None
    name: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """Names without the word for the kind of area, and the areas of each name with that word."""

    names: Phrases
    entries: dict[str, tuple[AreaEntry, frozenset[str]]]


@lru_cache(maxsize=8)
def index_of(catalogue: Catalogue) -> AreaIndex:
    """The index of the areas of `catalogue`, in all languages at once."""
    names: dict[str, list[str]] = {}
    entries: dict[str, tuple[AreaEntry, frozenset[str]]] = {}
    for entry in catalogue.areas:
        kinds: set[str] = set()
        for lang in LANGUAGES:
            for name in (entry.names.get(lang, ""), *entry.aliases.get(lang, ())):
                bare, kind = _parted(fold(name), words_of(lang))
                kinds.add(kind)
                names.setdefault(entry.code, []).append(bare)
        entries[entry.code] = entry, frozenset(kinds - {""})
    root: Node = {}
    for code, bare_names in names.items():
        for bare in {one for one in bare_names if one}:
            add_phrase(root, [one.text for one in tokens(bare)], code)
    return AreaIndex(Phrases(root), entries)


def _parted(name: str, words: Words) -> tuple[str, str]:
    """A folded full name as the bare name and the word for its kind.

    >>> _parted("luc ngan district", words_of("en")), _parted("thanh pho bac giang", words_of("vi"))
    (('luc ngan', 'district'), ('bac giang', 'thanh pho'))
    """
    line = [one.text for one in tokens(name)]
    if words.kind_after:
        kinds, first = words.area_kinds.ending(line, len(line))
        bare = line[:first]
    else:
        kinds, end = words.area_kinds.longest(line, 0)
        bare = line[end:]
    return " ".join(bare if kinds else line), next(iter(kinds), "")


def mentions(text: Text, line: list[Token], marks: list[Mark], words: Words, index: AreaIndex) -> list[AreaMention]:
    """The areas that `line` speaks of, in order; those in the names of offices and venues are left out."""
    capitals = [at for at, one in enumerate(line) if text.flat[one.start].isupper()]
    folded = [text.folded[one.start : one.end] for one in line] if capitals else []
    found: list[AreaMention] = []
    free = 0
    for at in capitals:
        one = _at(text, line, folded, at, words, index) if at >= free else None
        if one is None:
            continue
        free = one.last
        if not _is_office(one, marks):
            found.append(one)
    return found


def _at(
    text: Text, line: list[Token], folded: list[str], at: int, words: Words, index: AreaIndex
) -> AreaMention | None:
    codes, end = index.names.longest(folded, at)
    if not codes:
        return _unknown(text, line, folded, at, words)
    if not all(_capital(text, one) for one in line[at:end] if one.text[0].isalpha()):
        return None
    kind, first, last = _kind_near(folded, at, end, words)
    chosen = _chosen([index.entries[code] for code in codes], kind)
    if chosen is None:
        return None
    start, stop = line[first].start, line[last - 1].end
    return AreaMention(chosen.code, text.flat[start:stop], first, last, start, stop)


def _chosen(entries: Sequence[tuple[AreaEntry, frozenset[str]]], kind: str) -> AreaEntry | None:
    """Among areas of one name the one of that kind, else the highest; communes only with their kind."""
    fitting = [entry for entry, kinds in entries if kind and kind in kinds]
    bare = [entry for entry, _ in entries if entry.level <= _LOWEST_BARE]
    return min(fitting or bare, key=lambda one: one.level, default=None)


def _kind_near(folded: list[str], first: int, last: int, words: Words) -> tuple[str, int, int]:
    """The word for the kind of area beside the name, and the tokens of both."""
    if words.kind_after:
        kinds, end = words.area_kinds.longest(folded, last)
        return (next(iter(kinds)), first, end) if kinds else ("", first, last)
    kinds, start = words.area_kinds.ending(folded, first)
    return (next(iter(kinds)), start, last) if kinds else ("", first, last)


def _unknown(text: Text, line: list[Token], folded: list[str], at: int, words: Words) -> AreaMention | None:
    """A capitalised name beside the word for a kind of area: "tỉnh Mẫu", "Sample province"."""
    last = at
    while last < len(line) and last - at < _NAME_LENGTH and _capital(text, line[last]):
        if words.marks.longest([line[last].text], 0)[0]:
            break
        if words.kind_after and last > at and words.area_kinds.longest(folded, last)[0]:
            break
        last += 1
    kind, first, end = _kind_near(folded, at, last, words)
    if not kind or last == at:
        return None
    start, stop = line[first].start, line[end - 1].end
    return AreaMention(None, text.flat[start:stop], first, end, start, stop)


def _capital(text: Text, one: Token) -> bool:
    return text.flat[one.start].isupper()


def _is_office(one: AreaMention, marks: list[Mark]) -> bool:
    """Whether the name belongs to an office, a person's post or a place of meeting."""
    for mark in marks:
        before = one.first - _OFFICE_BEFORE <= mark.last - 1 < one.first
        after = one.last <= mark.first < one.last + _OFFICE_AFTER
        if ("office" in mark.kinds and (before or after)) or ("venue" in mark.kinds and before):
            return True
    return False
