"""The verdict on one claim."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.core.measures import EXACT, format_number
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose.check import explain
from quarterdeck.prose.check.answers import ACCEPTED, Answer, Reader, period_of
from quarterdeck.prose.check.compare import Said, agreement
from quarterdeck.prose.check.finding import (
    AGREES,
    DIFFERS,
    NOT_IN_FIGURES,
    REVISED,
    ROUNDS_TO,
    UNREADABLE,
    Finding,
)  # fmt: skip
from quarterdeck.prose.check.provenance import figure_of
from quarterdeck.prose.check.wording import amount, day, relation_label, trimmed
from quarterdeck.prose.claims import UNREADABLE as GARBLED
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.figures import FigureFact
from quarterdeck.prose.units import PERCENT, base_of

# What the figures keep no value of: such numbers are read, not judged.
_NOT_KEPT = frozenset({"baseline", "multiple", "contribution", "restated", "change"})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Held:
    """The answers that a claim is held against: `own` of its very period, `near` of periods it may also mean."""

    own: tuple[Answer, ...]
    near: tuple[Answer, ...]


def judge(claim: Claim, reader: Reader) -> Finding:
    """The finding on `claim`."""
    if claim.relation == GARBLED:
        return _unreadable(claim, reader)
    if not claim.codes:
        return _open(claim, Message(gettext_noop("No indicator of the catalogue is named for this number.")))
    if claim.strength == "partial":
        return _open(claim, Message(gettext_noop("This number speaks of a part; the figures keep the whole.")))
    if claim.relation in _NOT_KEPT or not claim.values:
        return _open(claim, Message(gettext_noop("The figures keep no value of this kind.")))
    if claim.relation == "target":
        return _target(claim, reader)
    findings = [_against(claim, code, reader) for code in sorted(claim.codes)]
    return min(findings, key=_rank)


def _rank(finding: Finding) -> int:
    """Where a name fits several indicators, agreement with one is agreement; doubt comes before blame."""
    order = (AGREES, ROUNDS_TO, REVISED, DIFFERS, NOT_IN_FIGURES)
    return order.index(finding.verdict) if finding.verdict in order else len(order)


def said_of(claim: Claim) -> Iterator[Said]:
    """The readings of the claim's number, as its relation is compared."""
    for value in claim.values:
        if claim.over_plan:
            yield Said(_HUNDRED + value, claim.step, claim.hedge, claim.high)
        else:
            yield Said(value, claim.step, claim.hedge, claim.high)


def _against(claim: Claim, code: str, reader: Reader) -> Finding:
    if claim.area != reader.area and (claim.area or claim.area_name):
        return _of_other_area(claim, code, reader)
    held = held_of(claim, code, reader, reader.area)
    readings = list(said_of(claim))
    if found := _agreeing(claim, readings, (*held.own, *held.near)):
        return _agreed(claim, code, *found)
    if claim.area is None:
        return _open(claim, Message(gettext_noop("Several areas are named; the figures cannot be told apart.")))
    firm = [one for one in held.own if not one.illustrative]
    if found_later := _other_vintage(claim, code, readings, firm, reader):
        return found_later
    return _differing(claim, code, readings[0], firm, held, reader)


def held_of(claim: Claim, code: str, reader: Reader, area: str) -> Held:
    """What the figures of `area` answer to the claim."""
    percent = claim.unit in PERCENT
    accepted = ACCEPTED.get(claim.relation, frozenset({"level"})) if percent else frozenset({"level"})
    facts = [one for one in reader.figures.current(code, area) if one.scenario == "actual"]
    own = list(_accepted(reader.answers(code, area, _of_period(facts, claim, reader, (1,)), percent), accepted))
    if not own and not claim.period_said:
        own = list(_accepted(reader.answers(code, area, _of_period(facts, claim, reader, (3,)), percent), accepted))
    if percent and not own:
        own = list(_accepted(reader.computed(code, area, claim.period), accepted))
    near = _accepted(reader.answers(code, area, _of_period(facts, claim, reader, (2, 3)), percent), accepted)
    return Held(tuple(own), tuple(near))


def _accepted(answers: Iterable[Answer], relations: frozenset[str]) -> Iterator[Answer]:
    return (one for one in answers if one.relation in relations)


def _of_period(
    facts: Iterable[FigureFact], claim: Claim, reader: Reader, wanted: tuple[int, ...]
) -> Iterator[FigureFact]:
    return (one for one in facts if _tier(one, claim, reader) in wanted)


def _tier(fact: FigureFact, claim: Claim, reader: Reader) -> int:
    """1: of the claim's period. 2: of a period it may also mean. 3: of the year around it. 0: of another."""
    period = period_of(fact)
    if period is None:
        return 0
    if period == claim.period or (reader.near(claim.period) and reader.near(period)):
        return 1
    if not claim.period_said:
        return 2 if reader.period.contains(period) else (3 if period.contains(reader.period) else 0)
    vague = claim.period.contains(reader.period) or reader.period.contains(claim.period)
    return 2 if vague and reader.near(period) else 0


def _agreeing(claim: Claim, readings: Sequence[Said], answers: Iterable[Answer]) -> tuple[str, Answer] | None:
    """The best agreement: exact before rounded, firm before illustrative."""
    found: list[tuple[int, int, str, Answer]] = []
    for one in answers:
        if not _same_currency(claim, one):
            continue
        for said in readings:
            size = replace(said, value=abs(said.value)) if claim.relation == "" and not said.value < 0 else said
            if verdict := agreement(size, one.value, one.qualifier):
                found.append((one.illustrative, verdict == ROUNDS_TO, verdict, one))
    best = min(found, key=lambda one: one[:2], default=None)
    return (best[2], best[3]) if best else None


def _same_currency(claim: Claim, answer: Answer) -> bool:
    return claim.unit in PERCENT or claim.unit in ("", "money", base_of(answer.fact.unit)[0])


# --- findings --------------------------------------------------------------------------------------------------


def _finding(claim: Claim, verdict: str, reason: Message, code: str = "", answer: Answer | None = None) -> Finding:
    figure = figure_of(code, answer) if answer is not None else None
    return Finding(claim.start, claim.end, claim.quote, verdict, reason, figure, claim)


def _open(claim: Claim, reason: Message) -> Finding:
    return _finding(claim, NOT_IN_FIGURES, reason)


def _names(claim: Claim, code: str, answer: Answer, reader: Reader) -> dict[str, object]:
    unit = "%" if claim.unit in PERCENT else answer.fact.unit
    scale = Decimal(1) if claim.unit in PERCENT else base_of(answer.fact.unit)[1]
    period = period_of(answer.fact) or claim.period
    return {
        "name": Named(reader.catalogue.indicator(code)),
        "figure": amount(trimmed(answer.value / scale), unit, answer.qualifier),
        "said": amount(trimmed((claim.value or Decimal(0)) / scale), unit),
        "period": Named(period),
        "base": Named(relation_label(answer.relation)),
    }


def _agreed(claim: Claim, code: str, verdict: str, answer: Answer) -> Finding:
    unit = "%" if claim.unit in PERCENT else answer.fact.unit
    scale = Decimal(1) if claim.unit in PERCENT else base_of(answer.fact.unit)[1]
    slots = {"figure": amount(trimmed(answer.value / scale), unit, answer.qualifier)}
    if answer.illustrative:
        text = gettext_noop("It fits {figure:en}, which is an illustrative figure only.")
    elif verdict == AGREES:
        text = gettext_noop("It is the figure: {figure:en}.")
    else:
        text = gettext_noop("It is a fair way to write {figure:en}.")
    return _finding(claim, verdict, Message(text, slots), code, answer)


def _differing(claim: Claim, code: str, said: Said, firm: list[Answer], held: Held, reader: Reader) -> Finding:
    """The claim fits none of its figures: why, or that nothing can be said."""
    percent = claim.unit in PERCENT
    found = _explained(claim, code, said, firm, reader)
    if found is not None and (found.sure or (claim.strength == "strong" and firm)):
        finding = _finding(claim, DIFFERS, found.reason, code, (firm or [found.answer])[0])
        return replace(finding, correction=_correction(claim, firm))
    if not firm:
        if held.own:
            text = gettext_noop("Only an illustrative figure is there for this; nothing is said about the number.")
            return _finding(claim, NOT_IN_FIGURES, Message(text), code, held.own[0])
        return _open(claim, Message(gettext_noop("There is no figure for this indicator, base and period.")))
    if claim.strength != "strong" or not _same_currency(claim, firm[0]):
        text = gettext_noop("It is not certain that this number speaks of {name:en} ({figure:en}).")
        return _finding(claim, NOT_IN_FIGURES, Message(text, _names(claim, code, firm[0], reader)), code, firm[0])
    slots = _names(claim, code, firm[0], reader)
    slots["gap"] = amount(_gap(said, firm[0], percent), "%" if percent else firm[0].fact.unit)
    text = gettext_noop("The figure is {figure:en} ({name:en}, {period:en}); the text is off by {gap:en}.")
    finding = _finding(claim, DIFFERS, Message(text, slots), code, firm[0])
    return replace(finding, correction=_correction(claim, firm))


def _gap(said: Said, answer: Answer, percent: bool) -> Decimal:
    scale = Decimal(1) if percent else base_of(answer.fact.unit)[1]
    return trimmed(abs(EXACT.divide(said.value - answer.value, scale)))


def _explained(claim: Claim, code: str, said: Said, firm: list[Answer], reader: Reader) -> explain.Explained | None:
    percent = claim.unit in PERCENT
    for one in firm:
        for test in (explain.other_currency, explain.at_another_scale, explain.other_sign):
            if found := test(claim, said, one, code, reader):
                return found
    if percent and claim.relation in ACCEPTED and claim.relation not in ("", "portion"):
        every = [
            one
            for one in reader.answers(code, reader.area, reader.figures.current(code, reader.area), True)
            if _tier(one.fact, claim, reader) and one.relation not in ACCEPTED[claim.relation]
        ]
        if found := explain.other_base(claim, said, every, code, reader):
            return found
    if not firm:
        return None
    return next(explain.elsewhere(claim, said, code, reader, percent), None)


def _correction(claim: Claim, firm: list[Answer]) -> str:
    """The number as the figures have it, written as the text writes numbers."""
    if not firm or firm[0].qualifier != "exact":
        return ""
    scale = Decimal(1) if claim.unit in PERCENT else base_of(firm[0].fact.unit)[1]
    return format_number(trimmed(abs(firm[0].value) / scale), claim.lang)


def _other_vintage(
    claim: Claim, code: str, readings: Sequence[Said], firm: Sequence[Answer], reader: Reader
) -> Finding | None:
    """The number is one that was known at another time: revised since, or not known yet at the review."""
    percent = claim.unit in PERCENT
    accepted = ACCEPTED.get(claim.relation, frozenset({"level"})) if percent else frozenset({"level"})
    rows = [one for one in reader.figures.other_vintages(code, reader.area) if one.scenario == "actual"]
    answers = _accepted(reader.answers(code, reader.area, _of_period(rows, claim, reader, (1, 3)), percent), accepted)
    # A hedge of another source is no licence here: only the very number is taken for one of another time.
    strict = [replace(one, hedge="") for one in readings]
    found = _agreeing(claim, strict, [replace(one, qualifier="exact") for one in answers if not one.illustrative])
    if found is None or not firm:
        return None
    verdict, other = found
    current = firm[0]
    beside = other.fact.regime != current.fact.regime and bool(
        agreement(Said(other.value, Decimal(0)), current.value, current.qualifier)
    )
    if beside or claim.revised:
        return _agreed(claim, code, verdict, other)
    slots = _names(claim, code, current, reader)
    slots["other"] = amount(trimmed(other.value / _scale(percent, other)), "%" if percent else other.fact.unit)
    slots["since"], slots["other_since"] = Named(day(current.fact.known_from)), Named(day(other.fact.known_from))
    if other.fact.known_from > current.fact.known_from:
        text = gettext_noop(
            "{other:en} is a later figure (known since {other_since:en}); the review works on {figure:en}, "
            "known since {since:en}."
        )
    else:
        text = gettext_noop(
            "{other:en} is an earlier figure (of {other_since:en}); since {since:en} it is {figure:en}."
        )
    finding = _finding(claim, REVISED, Message(text, slots), code, current)
    return replace(finding, correction=_correction(claim, [current]))


def _scale(percent: bool, answer: Answer) -> Decimal:
    return Decimal(1) if percent else base_of(answer.fact.unit)[1]


def _of_other_area(claim: Claim, code: str, reader: Reader) -> Finding:
    """A number that the text gives to another area than the one under review."""
    readings = list(said_of(claim))
    if claim.area is not None:
        held = held_of(claim, code, reader, claim.area)
        if found := _agreeing(claim, readings, (*held.own, *held.near)):
            return _agreed(claim, code, *found)
        firm = [one for one in held.own if not one.illustrative]
        if firm:
            return _differing(claim, code, readings[0], firm, held, reader)
    mine = held_of(claim, code, reader, reader.area)
    own = [one for one in mine.own if not one.illustrative]
    if found := _agreeing(claim, readings, own):
        reason = explain.area_reason(claim, readings[0], found[1], code, reader)
        return _finding(claim, DIFFERS, reason, code, found[1])
    return _open(claim, Message(gettext_noop("There are no figures for the area that is named here.")))


def _target(claim: Claim, reader: Reader) -> Finding:
    """A planned value: right where a plan says so, else nothing is said."""
    percent = claim.unit in PERCENT
    for code in sorted(claim.codes):
        rows = reader.figures.current(code, claim.area or reader.area)
        answers = [one for one in reader.answers(code, reader.area, rows, percent) if not one.illustrative]
        if found := _agreeing(claim, list(said_of(claim)), answers):
            return _agreed(claim, code, *found)
    return _open(claim, Message(gettext_noop("A planned value; the figures have no plan to hold it against.")))


def _unreadable(claim: Claim, reader: Reader) -> Finding:
    """A garbled number, with the figure that stands beside it where there is one."""
    for code in sorted(claim.codes):
        held = held_of(replace(claim, relation="growth_yoy"), code, reader, reader.area)
        firm = [one for one in held.own if not one.illustrative]
        if firm and claim.unit in PERCENT:
            slots = _names(claim, code, firm[0], reader)
            text = gettext_noop(
                "This number cannot be read, so it is not guessed. The figures have {figure:en} for {name:en} "
                "({base:en})."
            )
            return _finding(claim, UNREADABLE, Message(text, slots), code, firm[0])
    return _finding(claim, UNREADABLE, Message(gettext_noop("This number cannot be read, so it is not guessed.")))
