"""Finding the indicators that a text names: word order, small words, plurals and synonyms do not matter."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quarterdeck.core.record import record
from quarterdeck.prose.name_index import (
    Concept,
    NameIndex,
    Variant,
    concepts_of,
    index_of,
    meanings,
)
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Phrases, Token, Words

__all__ = ["Concept", "Mention", "NameIndex", "Variant", "concepts_of", "index_of", "mentions", "said"]

_BREAKS = frozenset('.;:()|?!"')
_SLACK = 2
# So many small words may open a name before the first that counts: "tốc độ tăng của …".
_BEFORE = 8


class Mention(NamedTuple):
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


def mentions(
    text: Text,
    line: list[Token],
    words: Words,
    index: NameIndex,
    cuts: list[bool],
    skips: list[bool],
) -> list[Mention]:
    """The indicators named in `line` (tokens of `text.lower`).

    No name reaches over a token that is cut (a number); tokens to skip (a period, an area) are no part of one.
    """
    return told(text, line, words, index, cuts, skips)[0]


def told(
    text: Text,
    line: list[Token],
    words: Words,
    index: NameIndex,
    cuts: list[bool],
    skips: list[bool],
) -> tuple[list[Mention], frozenset[str]]:
    """The same, and the meanings of all words of `line`, as `said` tells them."""
    folded = text.folded
    forms = [folded[one.start : one.end] for one in line]
    every, plain = meanings(forms, words, index)
    meant = frozenset([plain[one.first] if one.guessed else one.name for one in every])
    concepts = [one for one in every if not (cuts[one.first] or skips[one.first])]
    return _found(text, line, words, index, cuts, plain, concepts), meant


def _found(
    text: Text,
    line: list[Token],
    words: Words,
    index: NameIndex,
    cuts: list[bool],
    plain: list[str],
    concepts: list[Concept],
) -> list[Mention]:
    """The mentions among `concepts`."""
    keys = [(at, index.by_key[one.name]) for at, one in enumerate(concepts) if one.name in index.by_key]
    if not keys:
        return []
    stretch = Stretch(text, line, plain, concepts, cuts)
    present = {one.name for one in concepts}
    found = {
        mention
        for at, variants in keys
        for variant in variants
        if variant.concepts <= present and (mention := _match(stretch, at, variant, words.one_word))
    }
    spelled = {_spelled(one, stretch, index.exact, cuts) for one in _longest(_tightest(found))}
    kept: list[Mention] = []
    for one in sorted(spelled, key=lambda one: (not one.exact, one.first - one.last, -one.weight)):
        within = (k for k in kept if k.exact and k.first <= one.first and one.last <= k.last)
        if not any(one.codes <= k.codes for k in within):
            kept.append(one)
    kept += _shorts(stretch, index, kept)
    return sorted(kept, key=lambda one: (one.first, -one.last))


def _shorts(stretch: "Stretch", index: NameIndex, kept: Sequence[Mention]) -> list[Mention]:
    """Sectors by their short names, beside a sibling that is named in full; a guess, however plain."""
    named = [(one, index.shorts[one.name]) for one in stretch.concepts if one.name in index.shorts]
    if not named:
        return []
    wholes = {index.wholes.get(code) for one in kept if one.generic for code in one.codes}
    said = {one.name for one in stretch.concepts}
    return [
        Mention(
            frozenset({short.code}), one.first, one.last, stretch.line[one.first].start, stretch.line[one.last - 1].end,
            frozenset({one.name}), generic=True, guessed=True,
        )
        for one, short in named
        if short.whole in wholes and not short.others & said
        and not any(k.first < one.last and one.first < k.last for k in kept)
    ]  # fmt: skip


def _spelled(mention: Mention, stretch: "Stretch", exact: Phrases, cuts: list[bool]) -> Mention:
    """`mention` reaching over the whole name, without a doubt, where the text spells it as the catalogue does."""
    for first in range(max(0, mention.first - _BEFORE), mention.first + 1):
        if stretch.plain[first] not in exact.root:
            continue
        codes, last = exact.longest(stretch.plain, first)
        if last >= mention.last > first and codes & mention.codes and not any(cuts[first:last]):
            start, end = stretch.line[first].start, stretch.line[last - 1].end
            return Mention(codes & mention.codes, first, last, start, end, mention.concepts, mention.missing,
                guessed=mention.guessed, exact=True,
            )  # fmt: skip
    return mention


def said(text: Text, line: list[Token], words: Words) -> frozenset[str]:
    """The meanings of all words of `line`."""
    folded = text.folded
    return frozenset(one.name for one in meanings([folded[one.start : one.end] for one in line], words)[0])


@record(frozen=True, slots=True)
class Stretch:
    """The tokens that names are looked for in: as written, in plain singular form, as concepts.

    No name reaches over one of `cuts`.
    """

    text: Text
    line: list[Token]
    plain: list[str]
    concepts: list[Concept]
    cuts: list[bool]

    def is_parted(self, one: Concept, other: Concept) -> bool:
        """Whether a break stands between two concepts."""
        first, last = sorted((one.first, other.first))
        return any(self.cuts[i] or self.line[i].text in _BREAKS for i in range(first + 1, last + 1))


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


def _nearest(stretch: Stretch, at: int, variant: Variant, around: list[Concept]) -> list[Concept]:
    """Concept `at` and the nearest of each other concept of `variant`; none where one is missing."""
    own = stretch.concepts[at]
    chosen = [own]
    if len(variant.concepts) == 1:
        return chosen
    for name in variant.concepts - {own.name}:
        near = [one for one in around if one.name == name and not stretch.is_parted(one, own)]
        if not near:
            return []
        chosen.append(min(near, key=lambda one: abs(one.first - own.first)))
    return chosen


def _with_small_words(stretch: Stretch, first: int, last: int, variant: Variant) -> tuple[int, int]:
    """The name with the small words of its official form: "state" + "budget revenue", "recruitment" + "target"."""
    while last < len(stretch.plain) and stretch.plain[last] in variant.small:
        last += 1
    while first > 0 and stretch.plain[first - 1] in variant.small:
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
