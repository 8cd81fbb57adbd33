"""The units of a language, read from `prose/<lang>/units.yaml` and indexed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from quarterdeck.prose.lists import listed
from quarterdeck.prose.words import LANGUAGES, Phrases, phrases

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Sort:
    """What a phrase behind a number means.

    `kind`: "percent", "points", "times", "measure" (km), "count" (enterprises), "money", "shared" (a currency that
    several countries call the same, `unit` being its common name), "duration" or "naming" (kV: part of a name).
    `unit` is what claims are compared in, `label` the unit as printed, `factor` its size in the base unit.
    """

    kind: str
    unit: str = ""
    label: str = ""
    factor: Decimal = _ONE


@dataclass(frozen=True, slots=True)
class Shared:
    """A currency that several countries call the same: `unsaid` where the text names none of its `homes`."""

    unsaid: str
    said_only: frozenset[str]
    homes: Phrases


@dataclass(frozen=True, slots=True)
class Nouns:
    """How a counted noun is told that no list knows (only in languages with a plural)."""

    plural: str
    not_plural: tuple[str, ...]
    within: int
    joiners: frozenset[str]
    stops: frozenset[str]
    not_nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitLists:
    """Everything the reader knows of the units of one language; phrases stand for keys of `sorts`.

    `subjects` are nouns before a number that tell what it counts: tourist arrivals reached 1.2 million.
    `unsaid` is the currency of a scale without one (nghìn tỷ), "" where the sums around it tell.
    """

    behind: Phrases
    before: Phrases
    sorts: Mapping[str, Sort]
    shared: Mapping[str, Shared]
    denominators: Phrases
    per: frozenset[str]
    per_one: frozenset[str]
    per_only: frozenset[str]
    not_denominators: frozenset[str]
    per_subject: Phrases
    subjects: Phrases
    counted: Phrases
    nouns: Nouns
    times_after: Phrases
    rates: Phrases
    revised: Phrases
    gaps: Phrases
    unsaid: str
    money_names: tuple[str, ...]
    percent_names: tuple[str, ...]

    def sort(self, kinds: frozenset[str]) -> Sort:
        """What a phrase stands for that may stand for several."""
        return self.sorts[min(kinds)]


@cache
def units_of(lang: str) -> UnitLists:
    """The units of `lang`."""
    data = listed(lang, "units")
    sorts: dict[str, Sort] = {}
    named: dict[str, list[str]] = defaultdict(list)
    for rank, one, names in _entries(data):
        key = f"{rank:02}{one.kind}:{one.label}:{one.factor}"
        sorts[key] = one
        named[key] += names
    before = {f"09money:{code}:1": one["before"] for code, one in data["currencies"].items()}
    before |= {f"10shared:{name}:1": one["before"] for name, one in data["shared"].items()}
    return UnitLists(
        behind=phrases(named),
        before=phrases(before),
        sorts=sorts,
        shared={name: _shared(one) for name, one in data["shared"].items()},
        denominators=phrases(data["denominators"]),
        per=frozenset(data["per"]),
        per_one=frozenset(data["per_one"]),
        per_only=frozenset(data["per_only"]),
        not_denominators=frozenset(data["not_denominators"]),
        per_subject=phrases(data["per_subject"]),
        subjects=_subjects(data),
        counted=phrases({"counted": data["counted"]}),
        nouns=_nouns(data),
        times_after=phrases({"times": data["times_after"]}),
        rates=phrases(data["rates"]),
        revised=phrases({"revised": data["revised"]}),
        gaps=phrases({"gap": data["gaps"]}),
        unsaid=data["unsaid"],
        money_names=tuple(
            name for part in ("currencies", "shared") for one in data[part].values() for name in one["words"]
        ),
        percent_names=tuple(data["percent"]),
    )


def _subjects(data: Mapping[str, Any]) -> Phrases:
    """Nouns that tell before a number what it counts: those of the list, and "number of" before a counted noun."""
    found = {f"04count:{label}:1": list(names) for label, names in data["subjects"].items()}
    for label, names in data["counts"].items():
        found.setdefault(f"04count:{label}:1", []).extend(f"{lead} {one}" for lead in data["counted"] for one in names)
    return phrases(found)


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[int, Sort, Sequence[str]]]:
    """Every sort of unit with its rank (the lower goes first where a phrase has two) and its phrases."""
    alike = {label: unit for unit, labels in data["alike"].items() for label in labels}
    yield 0, Sort("percent", "%", "%"), data["percent"]
    for factor, names in data["points"].items():
        yield 1, Sort("points", "pp", "pp", Decimal(str(factor))), names
    yield 2, Sort("times", "times", "times"), data["times"]
    for label, names in data["measures"].items():
        yield 3, Sort("measure", label, label), names
    for label, names in [*data["counts"].items(), *((label, ()) for label in data["subjects"])]:
        yield 4, Sort("count", alike.get(label, label), label), names
    yield 6, Sort("duration"), data["durations"]
    yield 7, Sort("naming"), data["naming"]
    for code, one in data["currencies"].items():
        yield 9, Sort("money", code, code), one["words"]
    for name, one in data["shared"].items():
        yield 10, Sort("shared", name, name), one["words"]
        for code, homes in one["homes"].items():
            yield 9, Sort("money", code, code), [f"{home} {word}" for home in homes for word in one["words"]]


def _shared(one: Mapping[str, Any]) -> Shared:
    return Shared(one["unsaid"], frozenset(one["said_only"]), phrases(one["homes"]))


def _nouns(data: Mapping[str, Any]) -> Nouns:
    return Nouns(
        data["plural"],
        tuple(data["not_plural"]),
        data["noun_within"],
        frozenset(data["noun_joiners"]),
        frozenset(data["noun_stops"]),
        frozenset(data["not_nouns"]),
    )


@cache
def currencies() -> frozenset[str]:
    """The codes of all currencies that any language knows."""
    return frozenset(one.unit for lang in LANGUAGES for one in units_of(lang).sorts.values() if one.kind == "money")
