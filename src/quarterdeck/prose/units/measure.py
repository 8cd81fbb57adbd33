"""The scale and the unit that stand behind a number."""

from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.record import record
from quarterdeck.prose.numbers.lists import numbers_of
from quarterdeck.prose.units.lists import Sort, UnitLists, units_of

_NO_SCALE = "no"
_QUOTIENTS = 2
_NOUN_WITHIN = 8
_COUNTED = frozenset({"count", "duration", "naming", "measure"})


@record(frozen=True, slots=True)
class Measure:
    """The unit of a number: `factor` to its base unit, and the index of the first token behind it.

    `kind` is that of `lists.Sort`, "scale" for a scale without a unit, "" for a bare number. `unit` is "%", "pp", the
    code of a currency, the name of a shared currency, "money" (a scale without a currency), a count such as
    "persons", a quotient such as "VND/person", or "". `label` is the unit as printed (jobs, where `unit` is persons).
    `scale` is the written scale; `near` is False where adjectives stand between a number and its noun.
    """

    kind: str
    unit: str
    factor: Decimal
    end: int
    label: str = ""
    scale: Decimal = Decimal(1)
    near: bool = True


_ONE = Decimal(1)
NOTHING = Measure("", "", _ONE, 0)


def measure_after(lang: str, line: list[str], at: int, currency: Sort | None = None) -> Measure:
    """The scale and unit that begin at token `at` of `line`; `currency` is one that stands before the number."""
    lists, first = units_of(lang), at
    joined = line[at : at + 1] == ["-"]
    if joined:
        first += 1
    power, after_scale = _scale(lang, line, first)
    if power and currency is None and len(line[first]) == 1 and not _names_unit(lists, line, after_scale):
        power, after_scale = 0, first
    scale = Decimal(10) ** power
    start = after_scale + (line[after_scale : after_scale + 1] == ["-"]) if power else first
    kinds, end = lists.behind.longest(line, start)
    if currency is not None:
        again = bool(kinds) and lists.sort(kinds).kind in ("money", "shared")
        return _measured(lists, line, currency, scale, end if again else after_scale if power else at)
    if kinds and not _is_adjective(lists, line, lists.sort(kinds), end):
        return _measured(lists, line, lists.sort(kinds), scale, end)
    noun = None if joined and not power else _noun(lists, line, after_scale, scale)
    if noun is not None:
        return noun
    return Measure("scale", "money", scale, after_scale, scale=scale) if power else Measure("", "", _ONE, at)


def _scale(lang: str, line: list[str], at: int) -> tuple[int, int]:
    powers, end = numbers_of(lang).scales.longest(line, at)
    if not powers or _NO_SCALE in powers:
        return 0, at
    return max(map(int, powers)), end


def _names_unit(lists: UnitLists, line: list[str], at: int) -> bool:
    """Whether a unit stands behind a letter that may be a scale: 1.2m people, not route 294B."""
    return bool(lists.behind.longest(line, at)[0]) or _noun(lists, line, at, Decimal(1)) is not None


def _measured(lists: UnitLists, line: list[str], sort: Sort, scale: Decimal, end: int) -> Measure:
    if sort.kind in ("duration", "naming"):
        return Measure(sort.kind, "", scale * sort.factor, end, scale=scale)
    found = Measure(sort.kind, sort.unit, scale * sort.factor, end, sort.label, scale)
    return _quotient(lists, line, found)


def _quotient(lists: UnitLists, line: list[str], measure: Measure) -> Measure:
    """62 triệu đồng/người/năm, 15 dollars a barrel: a quotient is not the unit itself."""
    for _ in range(_QUOTIENTS):
        word = line[measure.end] if measure.end < len(line) else ""
        if word not in lists.per:
            break
        kinds, end = lists.denominators.longest(line, measure.end + 1)
        if not kinds and word in lists.per_only and measure.end + 1 < len(line) and line[measure.end + 1].isalpha():
            kinds, end = frozenset({line[measure.end + 1]}), measure.end + 2
        if not kinds or (line[end : end + 1] and line[end] in lists.not_denominators):
            break
        below = "/" + min(kinds)
        label = measure.label if measure.kind in ("percent", "points") else measure.label + below
        measure = replace(measure, unit=measure.unit + below, label=label, end=end)
    return measure


def _noun(lists: UnitLists, line: list[str], at: int, scale: Decimal) -> Measure | None:
    """The noun that is counted, behind its adjectives: 310 newly established enterprises, 45 rural roads."""
    nouns = lists.nouns
    if not nouns.plural:
        return None
    bracket = _bracket(line, at, nouns.within)
    for i in range(at, min(at + nouns.within + 3 * bool(bracket), len(line))):
        word = line[i]
        if i > at and (word == "-" or word in nouns.joiners or 0 < bracket <= i < bracket + 3):
            continue
        if not word[0].isalpha() or word in nouns.stops:
            return None
        kinds, end = lists.behind.longest(line, i)
        if kinds and _is_adjective(lists, line, lists.sort(kinds), end):
            continue
        if kinds and (sort := lists.sort(kinds)).kind in _COUNTED:
            if sort.kind != "count":
                return replace(NOTHING, kind="duration", end=at) if sort.kind == "duration" else None
            return Measure("count", sort.unit, scale, end, sort.label, scale, near=i == at)
        if _is_plural(lists, word):
            return Measure("count", word, scale, i + 1, word, scale, near=i == at)
    return None


def _bracket(line: list[str], at: int, within: int) -> int:
    """Where one word in brackets opens before a noun: "51 foreign direct investment (FDI) projects"; 0 for nowhere."""
    for i in range(at + 1, min(at + within, len(line) - 3)):
        if line[i] == "(":
            return i if line[i + 2] == ")" and line[i + 1].isalpha() and line[i + 3][0].isalpha() else 0
    return 0


def _is_adjective(lists: UnitLists, line: list[str], sort: Sort, end: int) -> bool:
    """Whether a noun in the singular only tells what the next one is: 15 member nations, 40 school buildings."""
    if sort.kind != "count" or not lists.nouns.plural or end >= len(line):
        return False
    following = line[end]
    return not _is_plural(lists, line[end - 1]) and _is_plural(lists, following) and following not in lists.nouns.stops


def _is_plural(lists: UnitLists, word: str) -> bool:
    nouns = lists.nouns
    plural = len(word) > 3 and word.endswith(nouns.plural) and not word.endswith(nouns.not_plural)
    return plural and word not in nouns.not_nouns


def counted_nouns(lang: str, line: list[str]) -> list[tuple[int, Sort]]:
    """The nouns of which "the number of" tells how many there are, each with the token behind it."""
    lists = units_of(lang)
    found: list[tuple[int, Sort]] = []
    for mark in lists.counted.marks(line):
        noun = measure_after(lang, line[mark.last : mark.last + _NOUN_WITHIN], 0)
        behind = mark.last + noun.end
        if noun.kind == "count" and noun.scale == 1 and not _is_of_many(lists, line[behind : behind + 2]):
            found.append((behind, Sort("count", noun.unit, noun.label)))
    return found


def _is_of_many(lists: UnitLists, words: list[str]) -> bool:
    """Whether a name goes on with of how many it tells: "doctors per 10,000 people"."""
    return len(words) == 2 and words[0] in lists.per_one and (words[1] in lists.per or words[1][0].isdigit())
