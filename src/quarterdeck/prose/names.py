"""Finding the indicators that a text names: word order, small words, plurals and synonyms do not matter."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.text import Text, fold, lower_form
from quarterdeck.prose.words import Phrases, Token, Words, add_phrase, singular, tokens, words_of

_GROWTH_KINDS = frozenset({"up", "same", "previous", "compare"})
_BREAKS = frozenset('.;:()|?!"')
_BRACKET = re.compile(r"\s*\([^()]*\)")
_SLACK = 2
# So many small words may open a name before the first that counts: "tốc độ tăng của …".
_BEFORE = 8
# Shorter small words are prepositions.
_SMALLEST = 3
_TYPO, _TYPO_LENGTH = 91, 6


@dataclass(frozen=True, slots=True)
class Concept:
    """A word that counts in a name: its meaning, and the tokens [first, last) it was read from."""

    name: str
    first: int
    last: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names indicators: tokens [first, last) of a line, places [start, end) of the normal form.

    `concepts` are the meanings it was found by; `missing` what the words around must say besides, because the
    official name does. `generic` names are sectors and everyday words (services) that mean the indicator
    only in the right surroundings; `guessed` ones were found behind a slip of the pen; `exact` ones are spelled as in
    the catalogue, with all their small words.
    """

    codes: frozenset[str]
    first: int
    last: int
    start: int
    end: int
    concepts: frozenset[str]
    missing: frozenset[str] = frozenset()
    generic: bool = False
    guessed: bool = False
    exact: bool = False

    @property
    def weight(self) -> int:
        """How much it says."""
        return len(self.concepts)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to name indicators.

    `small` are the small words of the name, which may stand beside the concepts, `missing` what the official name
    says besides. `sector` names are those of the components of a whole, which other things have sectors of too.
    """

    concepts: frozenset[str]
    codes: frozenset[str]
    small: frozenset[str]
    missing: frozenset[str]
    sector: bool


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of a catalogue in one language, by the rarest of their concepts; `exact` are those that leave no doubt
    where they are spelled in full."""

    by_key: dict[str, tuple[Variant, ...]]
    vocabulary: Mapping[str, str]
    known: frozenset[str]
    exact: Phrases


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
                small.setdefault(concepts, set()).update(plain & words.name_stops)
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
    return NameIndex(
        {key: tuple(some) for key, some in by_key.items()}, vocabulary, frozenset(counts), _exact(catalogue, words)
    )


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
    plain = [singular(one.text, words.plural) for one in line]
    found: list[Concept] = []
    at = 0
    while at < len(plain):
        same, end = words.same_words.longest(plain, at)
        if same:
            found += [Concept(one, at, end) for one in sorted(same)]
            at = end
            continue
        if plain[at] not in words.name_stops and line[at].text not in words.name_stops:
            found.extend(_single(plain[at], at, index))
        at += 1
    return found


def _single(word: str, at: int, index: NameIndex | None) -> Iterator[Concept]:
    if not word[0].isalpha():
        return
    if index is None or word in index.known or len(word) < _TYPO_LENGTH:
        yield Concept(word, at, at + 1)
        return
    close = process.extractOne(word, index.vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO)
    spelling = close[0] if close is not None else ""
    near = spelling[:1] == word[0] and abs(len(spelling) - len(word)) <= 1
    yield Concept(index.vocabulary[spelling] if near else word, at, at + 1, guessed=near)


def mentions(
    text: Text,
    line: Sequence[Token],
    words: Words,
    index: NameIndex,
    cuts: Sequence[bool],
    skips: Sequence[bool],
) -> list[Mention]:
    """The indicators named in `line` (tokens of `text.lower`).

    No name reaches over a token that is cut (a number); tokens to skip (a period, an area) are no part of one.
    """
    folded = [Token(text.folded[one.start : one.end], one.start, one.end) for one in line]
    concepts = [one for one in concepts_of(folded, words, index) if not (cuts[one.first] or skips[one.first])]
    stretch = Stretch(text, line, [singular(one.text, words.plural) for one in folded], concepts, _walls(line, cuts))
    found = {
        mention
        for at, concept in enumerate(concepts)
        for variant in index.by_key.get(concept.name, ())
        if (mention := _match(stretch, at, variant, words.one_word))
    }
    spelled = {_spelled(one, stretch, index.exact, cuts) for one in _longest(_tightest(found))}
    kept: list[Mention] = []
    for one in sorted(spelled, key=lambda one: (not one.exact, one.first - one.last, -one.weight)):
        within = (k for k in kept if k.exact and k.first <= one.first and one.last <= k.last)
        if not any(one.codes <= k.codes for k in within):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.first, -one.last))


def _spelled(mention: Mention, stretch: "Stretch", exact: Phrases, cuts: Sequence[bool]) -> Mention:
    """`mention` reaching over the whole name, without a doubt, where the text spells it as the catalogue does."""
    for first in range(max(0, mention.first - _BEFORE), mention.first + 1):
        codes, last = exact.longest(stretch.plain, first)
        if last >= mention.last > first and codes & mention.codes and not any(cuts[first:last]):
            start, end = stretch.line[first].start, stretch.line[last - 1].end
            return replace(
                mention, codes=codes & mention.codes, first=first, last=last, start=start, end=end,
                generic=False, exact=True,
            )  # fmt: skip
    return mention


def said(text: Text, line: Sequence[Token], words: Words) -> frozenset[str]:
    """The meanings of all words of `line`."""
    folded = [Token(text.folded[one.start : one.end], one.start, one.end) for one in line]
    return frozenset(one.name for one in concepts_of(folded, words))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens that names are looked for in: as written, in plain singular form, as concepts.

    `walls[i]` counts the breaks before token i: no name reaches from one count to another.
    """

    text: Text
    line: Sequence[Token]
    plain: Sequence[str]
    concepts: Sequence[Concept]
    walls: Sequence[int]


def _walls(line: Sequence[Token], cuts: Sequence[bool]) -> list[int]:
    counts, seen = [], 0
    for one, cut in zip(line, cuts, strict=True):
        seen += cut or one.text in _BREAKS
        counts.append(seen)
    return counts


def _match(stretch: Stretch, at: int, variant: Variant, one_word: int) -> Mention | None:
    """The tightest place around concept `at` where all of `variant` stand together."""
    reach = len(variant.concepts) + _SLACK
    around = stretch.concepts[max(0, at - reach) : at + reach + 1]
    chosen = _nearest(stretch, at, variant, around)
    if not chosen:
        return None
    first, last = min(one.first for one in chosen), max(one.last for one in chosen)
    strange = [one for one in around if first <= one.first < last and one.name not in variant.concepts]
    commas = any(one.text == "," for one in stretch.line[first:last])
    if len(strange) > _SLACK or (commas and 1 < len(chosen) < 3):
        return None
    spelled = stretch.text.flat[stretch.line[first].start : stretch.line[last - 1].end]
    generic = variant.sector or (last - first <= one_word and not spelled.isupper())
    first, last = _with_small_words(stretch, first, last, variant)
    start, end = stretch.line[first].start, stretch.line[last - 1].end
    guessed = any(one.guessed for one in chosen)
    return Mention(variant.codes, first, last, start, end, variant.concepts, variant.missing, generic, guessed)


def _nearest(stretch: Stretch, at: int, variant: Variant, around: Sequence[Concept]) -> list[Concept]:
    """Concept `at` and the nearest of each other concept of `variant`; none where one is missing."""
    own = stretch.concepts[at]
    chosen = [own]
    for name in variant.concepts - {own.name}:
        near = [one for one in around if one.name == name and stretch.walls[one.first] == stretch.walls[own.first]]
        if not near:
            return []
        chosen.append(min(near, key=lambda one: abs(one.first - own.first)))
    return chosen


def _with_small_words(stretch: Stretch, first: int, last: int, variant: Variant) -> tuple[int, int]:
    """The name with the small words of its official form: "state" + "budget revenue", "recruitment" + "target"."""
    small = {word for word in variant.small if len(word) > _SMALLEST}
    while last < len(stretch.plain) and stretch.plain[last] in small:
        last += 1
    while first > 0 and stretch.plain[first - 1] in small:
        first -= 1
    return first, last


def _tightest(found: Iterable[Mention]) -> list[Mention]:
    """One place for each name: "production value of industry" ends at its first "industry"."""
    kept: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.last - one.first, one.first)):
        rivals = (k for k in kept if k.codes == one.codes and k.first < one.last and one.first < k.last)
        if not any(k.weight >= one.weight for k in rivals):
            kept.append(one)
    return kept


def _longest(found: Iterable[Mention]) -> list[Mention]:
    """Without the everyday words that lie within a longer name of the same indicators."""
    every = sorted(found, key=lambda one: (one.first - one.last, one.first))
    kept: list[Mention] = []
    for one in every:
        inside = any(k.first <= one.first and one.last <= k.last and one.codes <= k.codes for k in kept)
        if not (inside and one.generic):
            kept.append(one)
    return kept
