"""The names of a catalogue, by the meanings of their words: order, small words, plurals and synonyms do not matter."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, final

from rapidfuzz import fuzz, process

from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.text import fold, lower_form
from quarterdeck.prose.words import Phrases, Token, Words, add_phrase, singular, tokens, words_of

_GROWTH_KINDS = frozenset({"up", "same", "previous", "compare"})
# Between the sectors that one component is of.
_LISTING = frozenset("-,")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_TYPO, _TYPO_LENGTH = 91, 6
# Shorter small words are prepositions.
_SMALLEST = 3


@final
class Concept:
    """A word that counts in a name: its meaning, and the tokens [first, last) it was read from."""

    __slots__ = ("first", "guessed", "last", "name")

    def __init__(self, name: str, first: int, last: int, guessed: bool = False) -> None:
        self.name, self.first, self.last, self.guessed = name, first, last, guessed


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to name indicators.

    `small` are the small words of the name that may stand beside the concepts, no prepositions; `missing` is what the
    official name says besides. `sector` names are those of the components of a whole, which other things have too.
    """

    concepts: frozenset[str]
    codes: frozenset[str]
    small: frozenset[str]
    missing: frozenset[str]
    sector: bool


@dataclass(frozen=True, slots=True)
class Short:
    """The first of several sectors that one component is of: its code, its whole, and the meanings of the others."""

    code: str
    whole: str
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a catalogue in one language, by the rarest of their concepts; `exact` are those that leave no doubt
    where they are spelled in full, `shorts` the short names of sectors by meaning, `wholes` the whole of each component
    in per cent by code."""

    by_key: dict[str, tuple[Variant, ...]]
    known: frozenset[str]
    exact: Phrases
    guess: Callable[[str], str]
    shorts: Mapping[str, Short]
    wholes: Mapping[str, str]


@lru_cache(maxsize=8)
def index_of(catalogue: Catalogue, lang: str) -> NameIndex:
    """The index of the names of `catalogue` in `lang`."""
    words = words_of(lang)
    codes: dict[frozenset[str], set[str]] = {}
    small: dict[frozenset[str], set[str]] = {}
    for entry in catalogue.indicators:
        for name in _names(entry, lang):
            concepts = _core(name, words)
            if concepts and not _too_short(name, concepts, words):
                codes.setdefault(concepts, set()).add(entry.code)
                plain = {singular(one.text, words.plural) for one in tokens(fold(name))}
                stops = {one for one in plain & words.name_stops if len(one) > _SMALLEST}
                small.setdefault(concepts, set()).update(stops)
    counts = Counter(one for concepts in codes for one in concepts)
    by_key: dict[str, list[Variant]] = {}
    for concepts, found in codes.items():
        key = min(concepts, key=lambda one: (counts[one], one))
        missing = _missing(concepts, [catalogue.indicator(code) for code in found], codes, words)
        sector = all(catalogue.indicator(code).parts_of and catalogue.indicator(code).unit == "%" for code in found)
        variant = Variant(concepts, frozenset(found), frozenset(small[concepts]), missing, sector)
        by_key.setdefault(key, []).append(variant)
    spelled = {one: one for one in counts} | {word: one for word, one in words.spellings.items() if one in counts}
    vocabulary = {word: one for word, one in sorted(spelled.items()) if len(word) >= _TYPO_LENGTH and word.isalpha()}
    kept = {key: tuple(some) for key, some in by_key.items()}
    # Texts repeat their words, those that nobody knows too.
    guess = lru_cache(maxsize=1 << 15)(partial(_guess, vocabulary))
    components = [one for one in catalogue.indicators if one.parts_of is not None and one.unit == "%"]
    wholes = {one.code: one.parts_of for one in components if one.parts_of is not None}
    shorts = _shorts(components, wholes, words)
    shorts = {name: one for name, one in shorts.items() if frozenset({name}) not in codes}
    return NameIndex(kept, frozenset(counts), _exact(catalogue, words), guess, shorts, wholes)


def _shorts(components: Sequence[IndicatorEntry], wholes: Mapping[str, str], words: Words) -> dict[str, Short]:
    """The short names of `components`, "công nghiệp" for "công nghiệp - xây dựng"; none that may mean two of them."""
    others: dict[tuple[str, str], set[str]] = {}
    named: dict[str, set[str]] = {}
    for entry in components:
        for name in entry.aliases.get(words.lang, ()):
            line = tokens(lower_form(name))
            concepts = concepts_of([Token(fold(one.text), one.start, one.end) for one in line], words)
            for one in concepts:
                named.setdefault(one.name, set()).add(entry.code)
            if len(concepts) > 1 and line[concepts[0].last].text in _LISTING | words.small["listing"]:
                rest = {one.name for one in concepts[1:]}
                others.setdefault((concepts[0].name, entry.code), set()).update(rest - {concepts[0].name})
    return {
        first: Short(code, wholes[code], frozenset(rest))
        for (first, code), rest in others.items()
        if named[first] == {code}
    }


def _exact(catalogue: Catalogue, words: Words) -> Phrases:
    """Official names of several words, and longer aliases except those of sectors, which other things have too."""
    root: dict[object, Any] = {}
    for entry in catalogue.indicators:
        sector = entry.parts_of is not None and entry.unit == "%"
        own = entry.names.get(words.lang, "")
        official = [own, _BRACKET.sub("", own)]
        for name in [*official, *(() if sector else entry.aliases.get(words.lang, ()))]:
            line = [singular(one.text, words.plural) for one in tokens(fold(name))]
            if len(line) > words.one_word:
                add_phrase(root, line, entry.code)
    return Phrases(root)


def _missing(
    concepts: frozenset[str],
    entries: Sequence[IndicatorEntry],
    codes: Mapping[frozenset[str], Collection[str]],
    words: Words,
) -> frozenset[str]:
    """What every official name of `entries` says besides `concepts`, where that is itself the name of another.

    "Registered capital" is that of new enterprises only where new enterprises are spoken of.
    """
    rests = [_core(entry.label(words.lang), words) - concepts for entry in entries]
    least = min(rests, key=len, default=frozenset[str]())
    own = {entry.code for entry in entries}
    others = (one for one, named in codes.items() if len(one) > 1 and not own & set(named))
    return least if any(one <= least for one in others) else frozenset()


def _too_short(name: str, concepts: frozenset[str], words: Words) -> bool:
    """Whether what is left of a name is one syllable, which means many things without its marks."""
    only = next(iter(concepts))
    return len(concepts) == 1 and not words.plural and " " not in only and not name.isupper() and only.isalpha()


def _names(entry: IndicatorEntry, lang: str) -> Iterator[str]:
    """Its names in `lang`, and the abbreviations of other languages: they are the same everywhere."""
    for one, name in entry.names.items():
        if one == lang:
            yield name
    for one, aliases in entry.aliases.items():
        yield from (alias for alias in aliases if one == lang or (alias.isupper() and alias.isascii()))


def _core(name: str, words: Words) -> frozenset[str]:
    """The concepts of a name without what every growth rate says of itself ("growth of … on the same period")."""
    line = tokens(lower_form(name))
    forms = [one.text for one in line]
    said = {
        index
        for mark in words.marks.marks(forms)
        if mark.kinds & _GROWTH_KINDS
        for index in range(mark.first, mark.last)
    }
    left = [Token(fold(one.text), one.start, one.end) for i, one in enumerate(line) if i not in said]
    found = frozenset(one.name for one in concepts_of(left, words))
    whole = frozenset(one.name for one in concepts_of([Token(fold(t.text), t.start, t.end) for t in line], words))
    return found or whole


def concepts_of(line: Sequence[Token], words: Words, index: NameIndex | None = None) -> list[Concept]:
    """The concepts of folded tokens; with an `index`, slips of the pen are read as the name they are close to."""
    return meanings([one.text for one in line], words, index)[0]


def meanings(forms: list[str], words: Words, index: NameIndex | None = None) -> tuple[list[Concept], list[str]]:
    """The same of folded words, and the plain form of each of them."""
    lang = words.lang
    senses = [_sense(one, lang) for one in forms]
    plain = [one[0] for one in senses]
    found: list[Concept] = []
    free = 0
    for at, (word, opens, counts) in enumerate(senses):
        if at < free:
            continue
        if opens:
            same, end = words.same_words.longest(plain, at)
            if same:
                found += [Concept(one, at, end) for one in sorted(same)]
                free = end
                continue
        if counts:
            found.append(_single(word, at, index))
    return found, plain


@lru_cache(maxsize=1 << 16)
def _sense(form: str, lang: str) -> tuple[str, bool, bool]:
    """The plain form of a folded word, whether it may begin a phrase that stands for another, whether it counts."""
    words = words_of(lang)
    plain = singular(form, words.plural)
    counts = plain not in words.name_stops and form not in words.name_stops and plain[0].isalpha()
    return plain, plain in words.same_words.root, counts


def _single(word: str, at: int, index: NameIndex | None) -> Concept:
    if index is None or len(word) < _TYPO_LENGTH or word in index.known:
        return Concept(word, at, at + 1)
    meant = index.guess(word)
    return Concept(meant or word, at, at + 1, guessed=bool(meant))


def _guess(vocabulary: Mapping[str, str], word: str) -> str:
    """The concept that a misspelt word is close to, "" for none."""
    close = process.extractOne(word, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO)
    spelling = close[0] if close is not None else ""
    near = spelling[:1] == word[0] and abs(len(spelling) - len(word)) <= 1
    return vocabulary[spelling] if near else ""
