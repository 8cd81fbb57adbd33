"""What must follow from numbers of one sentence: attainment of a plan, growth from last year, growth of components."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from quarterdeck.core.measures import EXACT
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Written
from quarterdeck.prose.binding import is_growth
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.check.arithmetic import confirmed, slack
from quarterdeck.prose.check.finding import IMPOSSIBLE, Evidence, Finding
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import PERCENT

_HUNDRED = Decimal(100)
# A level without a hedge may be rounded by this part of it.
_ROUND = Decimal("0.003")
_GROWTHS = frozenset({"growth", "growth_yoy"})
# A level follows from a percentage and what it is measured on: what is said where it does not.
_OF_PLAN = gettext_noop("{percent:en}% of {base:en} is about {made:en}, not {level:en}.")
_ON_LAST = gettext_noop("With {percent:en}%, {base:en} becomes about {made:en}, not {level:en}.")
# "40% of the plan of 1,000 billion": so near stands the plan to its percentage.
_NEAR = 40
Interval = tuple[Decimal, Decimal]


def equations(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with a number marked impossible where level, percentage and base of one sentence do not fit."""
    marked = list(findings)
    for _, group in groupby(range(len(findings)), key=lambda i: one.sentence if (one := findings[i].claim) else -1):
        places = [i for i in group if _usable(findings[i])]
        for find, text in ((_plan, _OF_PLAN), (_last_year, _ON_LAST)):
            if (three := find(findings, places)) is not None:
                _mark(marked, three, text)
    return marked


def _plan(findings: Sequence[Finding], places: Sequence[int]) -> list[int] | None:
    """Level, attainment and plan of one sentence, where each stands there once."""
    level, base = _only(findings, places, _level), _only(findings, places, _planned)
    if level is None or base is None:
        return None
    attained = _only(findings, places, lambda one: one.relation == "pct_of_plan")
    if attained is None:
        goal = findings[base]
        near = [i for i in places if 0 <= goal.start - findings[i].end <= _NEAR]
        attained = _only(findings, near, lambda one: one.relation in ("", "portion") and one.unit == "%")
    return [level, attained, base] if attained is not None else None


def _last_year(findings: Sequence[Finding], places: Sequence[int]) -> list[int] | None:
    """Level, growth and the level of before of one sentence, where each stands there once."""
    found = [
        _only(findings, places, _level),
        _only(findings, places, lambda one: one.relation in _GROWTHS and one.unit == "%"),
        _only(findings, places, lambda one: one.relation == "baseline" and one.unit not in PERCENT),
    ]
    return [one for one in found if one is not None] if None not in found else None


def _level(claim: Claim) -> bool:
    return claim.relation == "level" and claim.unit not in PERCENT and claim.says == "level"


def _planned(claim: Claim) -> bool:
    return claim.unit not in PERCENT and "target" in (claim.relation, claim.says)


def _usable(finding: Finding) -> bool:
    claim = finding.claim
    return claim is not None and bool(claim.values) and claim.high is None and not claim.part and not finding.alarm


def _only(findings: Sequence[Finding], places: Iterable[int], fits: Callable[[Claim], bool]) -> int | None:
    """The one number of the sentence that fits; None where there are none or several."""
    found = [i for i in places if (claim := findings[i].claim) is not None and fits(claim)]
    return found[0] if len(found) == 1 else None


def _mark(marked: list[Finding], places: Sequence[int], text: str) -> None:
    level, percent, base = (marked[i].claim for i in places)
    assert level is not None
    assert percent is not None
    assert base is not None
    if level.unit != base.unit or (level.codes and base.codes and not level.codes & base.codes):
        return
    if percent.codes and level.codes and not percent.codes & level.codes:
        return
    part = _interval(percent)
    if percent.relation in _GROWTHS or percent.over_plan:
        part = (part[0] + _HUNDRED, part[1] + _HUNDRED)
    whole = _interval(base)
    made = EXACT.divide(part[0] * whole[0], _HUNDRED), EXACT.divide(part[1] * whole[1], _HUNDRED)
    own = _interval(level)
    if own[1] >= made[0] and own[0] <= made[1]:
        return
    wrong = [i for i in (places[1], places[0], places[2]) if not confirmed(marked[i])]
    if not wrong:
        return
    rate = percent.values[0] + (_HUNDRED if part[0] > _interval(percent)[0] else 0)
    middle = EXACT.divide(rate * base.values[0], _HUNDRED)
    slots = {
        "percent": Written(abs(percent.values[0]).normalize(EXACT)),
        "base": Written((base.values[0] / base.scale).normalize(EXACT)),
        "made": Written(round(middle / level.scale, 2).normalize(EXACT)),
        "level": Written((level.values[0] / level.scale).normalize(EXACT)),
    }
    at = wrong[0]
    evidence = tuple(_quoted(marked[i]) for i in places if i != at)
    marked[at] = replace(
        marked[at], verdict=IMPOSSIBLE, reason=Message(text, slots), cause="equation",
        evidence=(*marked[at].evidence, *evidence),
    )  # fmt: skip


def _interval(claim: Claim) -> Interval:
    """Where the truth may lie, for the way in which the number is rounded or hedged."""
    reach = slack(claim)
    if claim.unit not in PERCENT:
        reach = max(reach, abs(claim.values[0]) * _ROUND)
    return claim.values[0] - reach, claim.values[0] + reach


def _quoted(finding: Finding) -> Evidence:
    return Evidence("claim", None, finding.start, finding.end, finding.quote)


def ranges(findings: Sequence[Finding], catalogue: Catalogue) -> list[Finding]:
    """`findings` with growth marked impossible that lies outside the range of all its components' growth."""
    marked = list(findings)
    parts = _components(catalogue)
    said = _growths(findings, catalogue)
    for (code, around), whole in said.items():
        if code not in parts:
            continue
        components = [said.get((one, around)) for one in parts[code]]
        if None in components:
            continue
        places = [whole, *(one for one in components if one is not None)]
        if not all(map(confirmed, (marked[i] for i in places))):
            _outside(marked, places)
    return marked


def _components(catalogue: Catalogue) -> Mapping[str, list[str]]:
    """The growth rates whose components are growth rates too, several of them."""
    parts: dict[str, list[str]] = {}
    for one in catalogue.indicators:
        if one.parts_of is not None and is_growth(one) and catalogue.knows(one.parts_of):
            parts.setdefault(one.parts_of, []).append(one.code)
    return {code: some for code, some in parts.items() if len(some) > 1 and is_growth(catalogue.indicator(code))}


def _growths(findings: Sequence[Finding], catalogue: Catalogue) -> dict[tuple[str, tuple[object, ...]], int]:
    """Where the text gives each growth rate, the first time, by indicator and by area and period."""
    said: dict[tuple[str, tuple[object, ...]], int] = {}
    for i, one in enumerate(findings):
        claim = one.claim
        # A bare percentage of what is itself a rate is that rate.
        if claim is None or claim.relation not in _GROWTHS | {""} or claim.strength != "strong" or not _usable(one):
            continue
        rates = [code for code in claim.codes if is_growth(catalogue.indicator(code))]
        if len(rates) == 1:
            said.setdefault((rates[0], (claim.area, claim.area_name, claim.period)), i)
    return said


def _outside(marked: list[Finding], places: Sequence[int]) -> None:
    claims = [one for i in places if (one := marked[i].claim) is not None]
    whole, parts = claims[0], claims[1:]
    low = min(_interval(one)[0] for one in parts)
    high = max(_interval(one)[1] for one in parts)
    own = _interval(whole)
    if low <= own[1] and own[0] <= high:
        return
    text = gettext_noop("{whole:en}% lies outside the growth of its components, from {low:en}% to {high:en}%.")
    values = [one.values[0] for one in parts]
    slots = {"whole": Written(whole.values[0]), "low": Written(min(values)), "high": Written(max(values))}
    at = next((i for i in places if not confirmed(marked[i])), places[0])
    evidence = tuple(_quoted(marked[i]) for i in places if i != at)
    marked[at] = replace(
        marked[at], verdict=IMPOSSIBLE, reason=Message(text, slots), cause="range",
        evidence=(*marked[at].evidence, *evidence),
    )  # fmt: skip
