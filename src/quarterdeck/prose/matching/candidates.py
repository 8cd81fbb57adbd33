"""The indicators that words may name, the likeliest first: by names, aliases and abbreviations, unit and context."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz

from quarterdeck.core.record import record
from quarterdeck.prose import names
from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.matching.meaning import Meanings, alike
from quarterdeck.prose.text import fold
from quarterdeck.prose.units import PERCENT, base_of, fits
from quarterdeck.prose.words import Words, tokens, words_of

# Below this a likeness of words is chance.
_LEAST = 55
# Words that begin alike may be one word in two forms or with a slip.
_STEM = 4
# What the surroundings add to the likeness of the words, in points of a hundred.
_FIGURE, _EQUAL = 4, 12
# How much of the score asks that nothing is left over on either side; the rest asks that one holds the other.
_WHOLE = 0.6
_FULL = 100
_LIKE = {"name": "like_name", "alias": "like_alias", "abbreviation": "like_alias"}


@record(frozen=True, slots=True)
class Candidate:
    """An indicator that words may mean.

    `score` of a hundred; `name` the name or alias that they are like; `why` the reasons, strongest first: "name",
    "alias" or "abbreviation" (the words are it), "like_name", "like_alias" (they resemble it), "meaning" (they mean
    something like it), "unit" (such a number
    can be of it), "value" (the number is its figure), "figure" (there is one for the area and period).
    """

    code: str
    score: int
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the words: the number's unit and relation, the indicators that have a figure for its area
    and period, and those of them that the number equals."""

    unit: str = ""
    relation: str = "level"
    with_figure: Collection[str] = field(default_factory=frozenset)
    equal: Collection[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    text: str
    kind: str
    folded: str
    concepts: str
    ordered: str


@dataclass(frozen=True, slots=True)
class _Names:
    """All names in one language, by the stems of the words in them, and the abbreviations."""

    by_stem: dict[str, tuple[_Name, ...]]
    short: dict[str, tuple[_Name, ...]]


def candidates(
    words: str,
    lang: str,
    catalogue: Catalogue,
    context: Context | None = None,
    limit: int = 5,
    meanings: Meanings | None = None,
) -> tuple[Candidate, ...]:
    """The indicators that `words` may name in `lang`, at most `limit`; those whose unit does not fit are left out.
    With `meanings` also those that mean the like; what shares letters with a name goes before.

    Ties go to the order of the catalogue. Time grows with the names that share a word with `words`, not with the
    catalogue.
    """
    around = context or Context()
    best: dict[str, Candidate] = {}
    for code, score, name in chain(_likenesses(words, lang, catalogue), _meant(words, lang, catalogue, meanings)):
        entry = catalogue.indicator(code)
        if not _fits(entry, around):
            continue
        one = _scored(code, score, name, around)
        if code not in best or best[code].score < one.score:
            best[code] = one
    order = _order(catalogue)
    ranked = sorted(best.values(), key=lambda one: (-one.score, order[one.code]))
    return tuple(ranked[:limit])


@lru_cache(maxsize=8)
def _order(catalogue: Catalogue) -> dict[str, int]:
    return {one.code: i for i, one in enumerate(catalogue.indicators)}


def _scored(code: str, likeness: float, name: _Name, around: Context) -> Candidate:
    full = likeness >= _FULL
    like = _LIKE.get(name.kind, name.kind)
    why = [name.kind if full else like]
    if around.unit:
        why.append("unit")
    score = likeness
    if code in around.equal:
        why.append("value")
        score += _EQUAL
    elif code in around.with_figure:
        why.append("figure")
        score += _FIGURE
    return Candidate(code, min(_FULL, round(score)), name.text, tuple(why))


def _fits(entry: IndicatorEntry, around: Context) -> bool:
    if around.unit in PERCENT:
        return around.relation not in ("share", "portion") or entry.unit == "%"
    return not around.unit or fits(around.unit, base_of(entry.unit)[0])


def _meant(
    words: str, lang: str, catalogue: Catalogue, meanings: Meanings | None
) -> Iterator[tuple[str, float, _Name]]:
    """Each name that is like `words` in meaning, where there is a model that tells."""
    if meanings is not None:
        for code, likeness, name in alike(words, lang, catalogue, meanings):
            yield code, likeness, _Name(code, name, "meaning", "", "", "")


def _likenesses(words: str, lang: str, catalogue: Catalogue) -> Iterator[tuple[str, float, _Name]]:
    """Each name that shares a word with `words`, with its likeness of a hundred."""
    index, language = _names(catalogue, lang), words_of(lang)
    line = tokens(fold(words))
    for one in {tokened.text for tokened in tokens(words)}:
        yield from ((name.code, float(_FULL), name) for name in index.short.get(one, ()))
    meant = " ".join(sorted({one.name for one in names.concepts_of(line, language)}))
    if not meant:
        return
    folded, ordered = " ".join(one.text for one in line), _ordered(meant)
    seen: set[tuple[str, str]] = set()
    for stem in dict.fromkeys(part[:_STEM] for part in meant.split()):
        for name in index.by_stem.get(stem, ()):
            if (name.code, name.text) in seen:
                continue
            seen.add((name.code, name.text))
            likeness = _likeness(meant, folded, ordered, name)
            if likeness >= _LEAST:
                yield name.code, likeness, name


def _ordered(words: str) -> str:
    """`words` in the order in which `fuzz.token_sort_ratio` compares them."""
    return " ".join(sorted(words.split()))


def _likeness(meant: str, folded: str, ordered: str, name: _Name) -> float:
    if meant == name.concepts or folded == name.folded:
        return _FULL
    whole = fuzz.ratio(ordered, name.ordered)
    if _WHOLE * whole + (1 - _WHOLE) * _FULL < _LEAST:
        return 0.0
    within = fuzz.token_set_ratio(meant, name.concepts)
    return min(_FULL - 1.0, _WHOLE * whole + (1 - _WHOLE) * within)


@lru_cache(maxsize=8)
def _names(catalogue: Catalogue, lang: str) -> _Names:
    words = words_of(lang)
    by_stem: dict[str, list[_Name]] = {}
    short: dict[str, list[_Name]] = {}
    for entry in catalogue.indicators:
        for one in _of(entry, lang, words):
            if one.kind == "abbreviation":
                short.setdefault(one.text, []).append(one)
            for stem in dict.fromkeys(part[:_STEM] for part in one.concepts.split()):
                by_stem.setdefault(stem, []).append(one)
    return _Names({key: tuple(some) for key, some in by_stem.items()}, {key: tuple(s) for key, s in short.items()})


def _of(entry: IndicatorEntry, lang: str, words: Words) -> Iterator[_Name]:
    official = [("name", name) for one, name in entry.names.items() if one == lang]
    for kind, text in [*official, *(("alias", text) for text in _aliases(entry, lang))]:
        line = tokens(fold(text))
        concepts = " ".join(sorted({one.name for one in names.concepts_of(line, words)}))
        short = kind == "alias" and text.isupper() and text.isascii() and " " not in text
        folded = " ".join(one.text for one in line)
        yield _Name(entry.code, text, "abbreviation" if short else kind, folded, concepts, _ordered(concepts))


def _aliases(entry: IndicatorEntry, lang: str) -> Iterable[str]:
    """Its aliases in `lang`, and the abbreviations of other languages: they are the same everywhere."""
    for one, texts in entry.aliases.items():
        yield from (text for text in texts if one == lang or (text.isupper() and text.isascii()))
