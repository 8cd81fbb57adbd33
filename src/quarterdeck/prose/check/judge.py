"""The verdict on one claim."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.measures import EXACT
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.check import explain, hints, naming, verdicts
from quarterdeck.prose.check.answers import ACCEPTED, AROUND, SAME, Answer, Reader
from quarterdeck.prose.check.compare import AGREES, ROUNDS_TO, Said, agreement
from quarterdeck.prose.check.finding import (
    DIFFERS,
    HINT,
    ILLUSTRATIVE,
    NO_BASE,
    NOT_IN_FIGURES,
    OLDER,
    REVISED,
    Evidence,
    Finding,
)
from quarterdeck.prose.check.fixes import clause_fix
from quarterdeck.prose.check.holding import (
    Held,
    agreeing,
    answers_to,
    held_of,
    said_of,
    same_currency,
    without_hedge,
)
from quarterdeck.prose.check.provenance import figure_of
from quarterdeck.prose.claims import UNREADABLE as GARBLED
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import PERCENT, PLACES

# What the figures keep no value of: such numbers are read, not judged.
_NOT_KEPT = frozenset({"baseline", "multiple", "contribution", "restated"})
# Where a name fits several indicators, agreement with one is agreement.
_RANKS = (AGREES, ROUNDS_TO, ILLUSTRATIVE, REVISED, OLDER, DIFFERS, HINT, NO_BASE, NOT_IN_FIGURES)
# Percentages without a word on their base.
_BASELESS = frozenset({"growth", ""})
_HUNDRED = Decimal(100)
# A rise in money follows from a level and a rate that are both rounded: so near it is confirmed, so far it is wrong.
_CLOSE, _FAR = Decimal("0.05"), Decimal("0.25")


def judge(claim: Claim, reader: Reader) -> Finding:
    """The finding on `claim`."""
    if claim.relation == GARBLED:
        return _unreadable(claim, reader)
    if not claim.codes:
        return _unnamed(claim, reader)
    if claim.strength == "partial":
        return verdicts.unknown(claim, gettext_noop("This number speaks of a part; the figures keep the whole."))
    if claim.relation in _NOT_KEPT or not claim.values:
        return verdicts.unknown(claim, gettext_noop("The figures keep no value of this kind."))
    rates = all(reader.catalogue.indicator(code).unit == "%" for code in claim.codes)
    carried = claim.unit in PERCENT and claim.quote[-1:].isdigit() and not rates
    if carried:
        # "Rose by 5.7% to 11.2": a unit that is not printed is no ground for calling a number wrong.
        claim = replace(claim, strength="weak")
    if reader.under_a_plan(claim):
        claim = replace(claim, relation="target")
    test = {"target": _target, "change": _change}.get(claim.relation, _against)
    found = min((test(claim, code, reader) for code in sorted(claim.codes)), key=lambda one: _RANKS.index(one.verdict))
    if carried and found.verdict in (DIFFERS, REVISED, OLDER):
        found = verdicts.unknown(claim, gettext_noop("The unit of this number is not printed; it is not judged."))
    if found.cause in ("value", "hedge") and reader.under_another_year(claim):
        # "In 2023, revenue of the first quarter …": what may be another year's figure is not to be corrected.
        found = replace(found, verdict=HINT, fix=None)
    open_end = claim.strength == "weak" and found.verdict == NOT_IN_FIGURES
    return naming.with_candidates(found, claim, reader) if len(claim.codes) > 1 or open_end else found


def _unnamed(claim: Claim, reader: Reader) -> Finding:
    """A number whose indicator no name tells: it agrees where the words are all but a name and the figure is it."""
    unknown = verdicts.unknown(claim, gettext_noop("No indicator of the catalogue is named for this number."))
    if claim.relation in _NOT_KEPT or not claim.values or not reader.figures.facts:
        return unknown
    found = naming.of_words(claim, reader)
    if (code := naming.clear(found)) and claim.relation not in ("target", "change"):
        likely = replace(claim, codes=frozenset({code}), strength="weak")
        one = _against(likely, code, reader)
        if one.verdict in (AGREES, ROUNDS_TO):
            return replace(one, candidates=found)
    return replace(unknown, candidates=found)


def _against(claim: Claim, code: str, reader: Reader) -> Finding:
    if claim.area != reader.area and (claim.area or claim.area_name):
        return _of_other_area(claim, code, reader)
    held, readings = held_of(claim, code, reader, reader.area), said_of(claim)
    if found := agreeing(claim, readings, (*held.own, *held.near)):
        return verdicts.agreed(claim, code, *found)
    if claim.area is None:
        return verdicts.unknown(claim, gettext_noop("Several areas are named; the figures cannot be told apart."))
    return _other_vintage(claim, code, readings, held, reader) or _differing(claim, code, readings[0], held, reader)


def _differing(claim: Claim, code: str, said: Said, held: Held, reader: Reader) -> Finding:
    """The claim fits none of its figures: why, or that nothing can be said."""
    firm = held.firm
    found = _explained(claim, code, said, firm, reader)
    if found is not None and (found.sure or (claim.strength == "strong" and firm)):
        answer = (firm or [found.answer])[0]
        other = found.code or code, found.answer
        one = verdicts.finding(claim, DIFFERS, found.reason, code, answer, found.cause, other)
        if firm:
            return verdicts.corrected(one, answer, reader)
        return replace(one, fix=clause_fix(claim, found.answer, reader))
    if firm and claim.strength == "strong" and same_currency(claim, firm[0]):
        return verdicts.off(claim, said, code, firm[0], reader)
    if firm:
        return verdicts.doubtful(claim, said, code, firm[0], reader)
    own = held.own[0] if held.own and claim.strength == "strong" else None
    if own and (same_currency(claim, own) or explain.other_currency(claim, said, own, code, reader)):
        return hints.unlike_illustrative(claim, said, code, held.own, reader)
    if held.own:
        return verdicts.unknown(
            claim, gettext_noop("Only an illustrative figure is there for this; nothing is said about the number.")
        )
    if hint := hints.of_other_period(claim, said, code, reader):
        return hint
    if claim.unit in PERCENT and claim.relation in _BASELESS and claim.strength == "strong":
        return verdicts.finding(
            claim, NO_BASE, Message(gettext_noop("Nothing says what this percentage is measured on."))
        )
    return verdicts.unknown(claim, gettext_noop("There is no figure for this indicator, base and period."))


def _explained(claim: Claim, code: str, said: Said, firm: Sequence[Answer], reader: Reader) -> explain.Explained | None:
    for one in firm:
        for test in (explain.other_currency, explain.at_another_scale, explain.other_sign):
            if found := test(claim, said, one, code, reader):
                return found
    if claim.unit in PERCENT and claim.relation in ACCEPTED and claim.relation not in ("", "portion"):
        sorts = reader.by_time(code, reader.area, True, claim.period or reader.period, claim.period_said)
        others = [one for some in sorts[SAME:] for one in some if one.relation not in ACCEPTED[claim.relation]]
        if found := explain.other_base(claim, said, others, code, reader):
            return found
    return next(explain.elsewhere(claim, said, code, reader), None) if firm else None


def _other_vintage(claim: Claim, code: str, readings: Sequence[Said], held: Held, reader: Reader) -> Finding | None:
    """The number is one that was known at another time: revised since, or not known yet at the review."""
    rows = reader.figures.rows(code, reader.area)
    answers = answers_to(claim, code, reader, rows.others, (SAME, AROUND))
    plain = [replace(one, qualifier="exact") for one in answers if not one.illustrative]
    found = agreeing(claim, without_hedge(readings), plain)
    if found is None:
        return None
    if not held.firm:
        gone = claim.strength == "strong" and not held.own and found[1].fact in rows.withdrawn
        return verdicts.withdrawn(claim, code, found[1], reader) if gone else None
    verdict, other = found
    current = held.firm[0]
    fits = agreement(Said(other.value, Decimal(0)), current.value, current.qualifier)
    if claim.revised or (fits and other.fact.regime != current.fact.regime):
        return verdicts.agreed(claim, code, verdict, other)
    return verdicts.revised(claim, readings[0], code, current, other, reader)


def _of_other_area(claim: Claim, code: str, reader: Reader) -> Finding:
    """A number that the text gives to another area than the one under review."""
    readings, held = said_of(claim), Held((), ())
    if claim.area is not None:
        held = held_of(claim, code, reader, claim.area)
        if found := agreeing(claim, readings, (*held.own, *held.near)):
            return verdicts.agreed(claim, code, *found)
        if held.firm:
            return _differing(claim, code, readings[0], held, reader)
    if found := agreeing(claim, readings, held_of(claim, code, reader, reader.area).firm):
        reason = explain.area_reason(claim, readings[0], found[1], code, reader)
        told = verdicts.finding(claim, DIFFERS, reason, code, found[1], "area")
        own = [Evidence("own", figure_of(code, one)) for one in held.own[:1]]
        return replace(told, evidence=(*told.evidence, *own))
    if claim.area is not None and held.own:
        return _differing(claim, code, readings[0], held, reader)
    return verdicts.unknown(claim, gettext_noop("There are no figures for the area that is named here."))


def _target(claim: Claim, code: str, reader: Reader) -> Finding:
    """A planned value: right where a plan or a figure says so, else nothing is said."""
    area = claim.area or reader.area
    answers = reader.current(code, area, claim.unit in PERCENT, "")
    if found := agreeing(claim, said_of(claim), [one for one in answers if not one.illustrative]):
        return verdicts.agreed(claim, code, *found)
    return verdicts.unknown(claim, gettext_noop("A planned value; the figures have no plan to hold it against."))


def _change(claim: Claim, code: str, reader: Reader) -> Finding:
    """A rise or fall in money or in number, held against the level and the rate: 467 billion more is 11.1% more."""
    open_end = verdicts.unknown(claim, gettext_noop("The figures keep no value of this kind."))
    if claim.unit == "pp" and "%" in claim.quote and reader.catalogue.indicator(code).unit != "%":
        # What is no rate itself does not rise by points: a percentage printed beside a share of the plan is growth.
        return _against(replace(claim, relation="growth_yoy", unit="%"), code, reader)
    if claim.unit in PERCENT or claim.unit == PLACES:
        return _points(claim, code, reader) or open_end
    level = held_of(replace(claim, relation="level"), code, reader, reader.area).firm
    rate = held_of(replace(claim, relation="growth_yoy", unit="%"), code, reader, reader.area).firm
    if not level or not rate or claim.area != reader.area or not same_currency(claim, level[0]):
        return open_end
    expected = EXACT.divide(level[0].value * rate[0].value, _HUNDRED + rate[0].value)
    gap = abs(abs(claim.values[0]) - abs(expected))
    answer = Answer(expected.quantize(Decimal(1)), "level", level[0].fact, "about", derived=True)
    if gap <= abs(expected) * _CLOSE + claim.step:
        return verdicts.agreed(claim, code, ROUNDS_TO, answer)
    if claim.strength == "strong" and gap > abs(expected) * _FAR:
        return verdicts.off(claim, said_of(claim)[0], code, answer, reader)
    return open_end


def _points(claim: Claim, code: str, reader: Reader) -> Finding | None:
    """A change in percentage points or places, held against what is told of now and then; the text may not say which
    way it went."""
    if claim.area != reader.area:
        return None
    period = claim.period or reader.period
    # "Up 2 points on 2022" may say the year that it is compared with, not its own.
    found = [*reader.points(code, reader.area, period)]
    found += reader.points(code, reader.area, reader.period) if period != reader.period else ()
    said = said_of(claim)
    sized = [replace(one, value=abs(one.value)) for one in found] if claim.values[0] > 0 else found
    if agreed := agreeing(claim, said, sized):
        return verdicts.agreed(claim, code, *agreed)
    firm = [one for one in sized if one.firm]
    own = claim.strength == "strong" and period == reader.period
    if own and firm and firm[0].relation == "points_yoy":
        return verdicts.off(claim, said[0], code, firm[0], reader)
    return None


def _unreadable(claim: Claim, reader: Reader) -> Finding:
    """A garbled number, with the growth that the figures have for the indicator."""
    growth = replace(claim, relation="growth_yoy")
    for code in sorted(claim.codes):
        firm = held_of(growth, code, reader, reader.area).firm
        if firm and claim.unit in PERCENT:
            return verdicts.unreadable(claim, code, firm[0], reader)
    return verdicts.unreadable(claim, "", None, reader)
