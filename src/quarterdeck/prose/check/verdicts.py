"""Findings: the verdict in words, with the figure it rests on and the number that would be right."""

from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.measures import EXACT
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose.check.answers import Answer, Reader, period_of
from quarterdeck.prose.check.compare import Said, agreement
from quarterdeck.prose.check.finding import (
    AGREES,
    DIFFERS,
    ILLUSTRATIVE,
    NOT_IN_FIGURES,
    OLDER,
    REVISED,
    ROUNDS_TO,
    UNREADABLE,
    Evidence,
    Finding,
)
from quarterdeck.prose.check.fixes import fix_of, garbled_fix, printed
from quarterdeck.prose.check.holding import said_of
from quarterdeck.prose.check.provenance import figure_of
from quarterdeck.prose.check.wording import amount, day, relation_label, trimmed
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import PERCENT, PLACES, base_of


def unit_of(claim: Claim, answer: Answer) -> tuple[str, Decimal]:
    """The unit that the figure is written in beside this claim, and the factor to it from base units."""
    if claim.unit in PERCENT:
        return "pp" if answer.relation.startswith("points") else "%", Decimal(1)
    if claim.unit == PLACES:
        return PLACES, Decimal(1)
    return answer.fact.unit, base_of(answer.fact.unit)[1]


def slots_of(claim: Claim, said: Said, code: str, answer: Answer, reader: Reader) -> dict[str, object]:
    """The slots that the sentences share: name, figure, said, period, base."""
    unit, scale = unit_of(claim, answer)
    return {
        "name": Named(reader.catalogue.indicator(code)),
        "figure": amount(trimmed(answer.value / scale), unit, answer.qualifier),
        "said": f'"{printed(claim, reader.text)}"',
        "period": Named(period_of(answer.fact) or claim.period or reader.period),
        "base": Named(relation_label(answer.relation)),
    }


def finding(
    claim: Claim,
    verdict: str,
    reason: Message,
    code: str = "",
    answer: Answer | None = None,
    cause: str = "",
    other: tuple[str, Answer] | None = None,
) -> Finding:
    """The finding on `claim` with the figure behind `answer`, if there is one, and `other` that it equals."""
    figure = figure_of(code, answer) if answer is not None else None
    evidence = [Evidence("figure", figure)] if figure is not None else []
    if other is not None and (answer is None or other[1].fact is not answer.fact or other[0] != code):
        evidence.append(Evidence("other", figure_of(*other)))
    return Finding(
        claim.start, claim.end, claim.quote, verdict, reason, figure, claim, cause=cause, evidence=tuple(evidence)
    )


def unknown(claim: Claim, text: str) -> Finding:
    """That the figures say nothing about the claim, and why."""
    return finding(claim, NOT_IN_FIGURES, Message(text))


def agreed(claim: Claim, code: str, verdict: str, answer: Answer) -> Finding:
    """That the claim is the figure, or a fair way to write it."""
    unit, scale = unit_of(claim, answer)
    shown = trimmed(answer.value / scale)
    if verdict == ROUNDS_TO and answer.derived and not claim.hedge and shown in [one.value for one in said_of(claim)]:
        # What a division made is the figure to the digits that are printed of it.
        verdict = AGREES
    slots = {"figure": amount(shown, unit, answer.qualifier)}
    if answer.illustrative:
        verdict = ILLUSTRATIVE
        text = gettext_noop("There is only an illustrative figure for this, and it is like this one: {figure:en}.")
    elif verdict == AGREES:
        text = gettext_noop("It is the figure: {figure:en}.")
    else:
        text = gettext_noop("It is a fair way to write {figure:en}.")
    return finding(claim, verdict, Message(text, slots), code, answer)


def off(claim: Claim, said: Said, code: str, answer: Answer, reader: Reader) -> Finding:
    """That the claim is wrong, and by how much."""
    unit, scale = unit_of(claim, answer)
    slots = slots_of(claim, said, code, answer, reader)
    # The difference of two percentages is one of points: 7% instead of 5% is off by two points, not by 2%.
    gap_unit = "pp" if unit == "%" else unit
    slots["gap"] = amount(trimmed(abs(EXACT.divide(said.value - answer.value, scale))), gap_unit)
    text = gettext_noop("The figure is {figure:en} ({name:en}, {period:en}); the text is off by {gap:en}.")
    cause = (
        "hedge" if claim.hedge and agreement(replace(said, hedge="about"), answer.value, answer.qualifier) else "value"
    )
    if cause == "hedge":
        text = gettext_noop("The number does not bear its hedge: {name:en} is {figure:en} ({period:en}).")
    return corrected(finding(claim, DIFFERS, Message(text, slots), code, answer, cause), answer, reader)


def doubtful(claim: Claim, said: Said, code: str, answer: Answer, reader: Reader) -> Finding:
    """That the claim may speak of the figure, or of something else."""
    text = gettext_noop("It is not certain that this number speaks of {name:en} ({figure:en}).")
    reason = Message(text, slots_of(claim, said, code, answer, reader))
    return finding(claim, NOT_IN_FIGURES, reason, code, answer)


def revised(claim: Claim, said: Said, code: str, current: Answer, other: Answer, reader: Reader) -> Finding:
    """That the number was known before the review's vintage, or only after it."""
    unit, scale = unit_of(claim, other)
    slots = slots_of(claim, said, code, current, reader)
    slots["other"] = amount(trimmed(other.value / scale), unit)
    slots["since"], slots["other_since"] = Named(day(current.fact.known_from)), Named(day(other.fact.known_from))
    later = gettext_noop(
        "{other:en} is a later figure (known since {other_since:en}); the review works on {figure:en}, "
        "known since {since:en}."
    )
    earlier = gettext_noop("{other:en} is an earlier figure (of {other_since:en}); since {since:en} it is {figure:en}.")
    text = later if other.fact.known_from > current.fact.known_from else earlier
    one = finding(claim, REVISED, Message(text, slots), code, current, "vintage", (code, other))
    return corrected(one, current, reader)


def withdrawn(claim: Claim, code: str, other: Answer, reader: Reader) -> Finding:
    """That the number was known once, and the vintage has none in its place."""
    unit, scale = unit_of(claim, other)
    slots = {
        "name": Named(reader.catalogue.indicator(code)),
        "other": amount(trimmed(other.value / scale), unit),
        "other_since": Named(day(other.fact.known_from)),
    }
    text = gettext_noop(
        "{other:en} is only in an older vintage (of {other_since:en}); there is no figure for {name:en} since."
    )
    return finding(claim, OLDER, Message(text, slots), code, other, "vintage")


def unreadable(claim: Claim, code: str, answer: Answer | None, reader: Reader) -> Finding:
    """That the number means nothing, with the figure that stands beside it where there is one."""
    if answer is None:
        reason = Message(gettext_noop("This number cannot be read, so it is not guessed."))
        return finding(claim, UNREADABLE, reason, cause="garbled")
    text = gettext_noop(
        "This number cannot be read, so it is not guessed. The figures have {figure:en} for {name:en} ({base:en})."
    )
    slots = slots_of(claim, Said(Decimal(0), Decimal(1)), code, answer, reader)
    one = finding(claim, UNREADABLE, Message(text, slots), code, answer, "garbled")
    return replace(one, fix=garbled_fix(claim, answer, reader))


def corrected(one: Finding, answer: Answer, reader: Reader) -> Finding:
    """`one` with what makes the text say the figure, written as the text writes numbers."""
    return one if one.claim is None else replace(one, fix=fix_of(one.claim, answer, reader))
