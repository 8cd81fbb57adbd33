"""How a language writes numbers, read from `prose/<lang>/numbers.yaml` and indexed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from quarterdeck.prose.lists import listed
from quarterdeck.prose.words import Phrases, phrases


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words that numbers are composed of: "ones" and "tens", words for ten and hundred, and what joins them."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    unit_after_ten: Mapping[str, int]
    ten: frozenset[str]
    hundred: frozenset[str]
    joiner: frozenset[str]
    indefinite: Mapping[str, int]
    never_counts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranks:
    """The words around an ordinal that make it a rank."""

    verbs: Phrases
    weak_verbs: Phrases
    nouns: frozenset[str]
    superlatives: frozenset[str]
    not_before_nouns: frozenset[str]
    behind: Phrases
    not_behind: Phrases
    numbers_after: Phrases


@dataclass(frozen=True, slots=True)
class Fractions:
    """Fractions and multiples in words, and the words around them that tell what they mean."""

    shares: Phrases
    of: Phrases
    compares: Phrases
    not_before: frozenset[str]
    not_behind: Phrases
    multiples: Phrases
    multiple_not: Phrases


@dataclass(frozen=True)
class NumberLists:
    """Everything the reader knows of how one language writes numbers."""

    scales: Phrases
    scale_names: tuple[str, ...]
    scale_words: frozenset[str]
    hedges: Phrases
    hedges_behind: Phrases
    spelling: Spelling
    fractions: Fractions
    ordinals: Mapping[str, int]
    ordinal_endings: frozenset[str]
    rank: Ranks
    small: Mapping[str, frozenset[str]]
    names_before: Phrases
    of_total: Phrases
    definite: Phrases

    @cached_property
    def opening(self) -> frozenset[object]:
        """The words that a number in words begins with."""
        spelling, fractions = self.spelling, self.fractions
        plain = {*spelling.ones, *spelling.tens, *spelling.ten, *spelling.indefinite, *self.ordinals}
        return frozenset(plain | fractions.multiples.root.keys() | fractions.shares.root.keys())


@cache
def numbers_of(lang: str) -> NumberLists:
    """How `lang` writes numbers."""
    data = listed(lang, "numbers")
    scales = {str(power): names for power, names in data["scales"].items()}
    names = tuple(name for power, some in scales.items() if power.isdigit() for name in some)
    return NumberLists(
        scales=phrases(scales),
        scale_names=names,
        scale_words=frozenset(name.split()[-1] for name in names),
        hedges=phrases(data["hedges"]),
        hedges_behind=phrases(data["hedges_behind"]),
        spelling=_spelling(data["words"]),
        fractions=_fractions(data),
        ordinals=data["ordinals"],
        ordinal_endings=frozenset(data["ordinal_endings"]),
        rank=_ranks(data["rank"]),
        small={kind: frozenset(names) for kind, names in data["small"].items()},
        names_before=phrases({"name": data["name_before"], "not": data["not_name_before"]}),
        of_total=phrases({"of": data["of_total"]}),
        definite=phrases({"definite": data["definite"], "all": data["all_of"]}),
    )


def _spelling(data: Mapping[str, Any]) -> Spelling:
    sets = {kind: frozenset(data[kind]) for kind in ("ten", "hundred", "joiner", "never_counts")}
    return Spelling(
        data["ones"], data["tens"], data["unit_after_ten"], indefinite=data["indefinite"],
        ten=sets["ten"], hundred=sets["hundred"], joiner=sets["joiner"], never_counts=sets["never_counts"],
    )  # fmt: skip


def _fractions(data: Mapping[str, Any]) -> Fractions:
    return Fractions(
        shares=phrases({str(Fraction(one)): names for one, names in data["fractions"].items()}),
        of=phrases({"of": data["fraction_of"]}),
        compares=phrases({"compares": data["fraction_compares"]}),
        not_before=frozenset(data["fraction_not"]),
        not_behind=phrases({"not": data["fraction_not_behind"]}),
        multiples=phrases({str(one): names for one, names in data["multiples"].items()}),
        multiple_not=phrases({"not": data["multiple_not"]}),
    )


def _ranks(data: Mapping[str, Any]) -> Ranks:
    return Ranks(
        verbs=phrases({"verb": data["verbs"]}),
        weak_verbs=phrases({"verb": data["weak_verbs"]}),
        nouns=frozenset(data["nouns"]),
        superlatives=frozenset(data["superlatives"]),
        not_before_nouns=frozenset(data["not_before_nouns"]),
        behind=phrases({"behind": data["behind"]}),
        not_behind=phrases({"not": data["not_behind"]}),
        numbers_after=phrases({"number": data["numbers_after"]}),
    )
