"""What speaks against a number without being a proof: an invented figure, or the figure of another period."""

from collections.abc import Sequence

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose.check import explain, verdicts
from quarterdeck.prose.check.answers import Answer, Reader, period_of
from quarterdeck.prose.check.compare import Said
from quarterdeck.prose.check.finding import HINT, Finding
from quarterdeck.prose.check.wording import day
from quarterdeck.prose.claims import Claim

_AS_VALUE = gettext_noop(
    "There is only an illustrative figure for this, and it is another one: {name:en} is {figure:en} ({period:en}), "
    "the text has {said}."
)
_AS_SCALE = gettext_noop(
    "There is only an illustrative figure for this, {figure:en} ({name:en}, {period:en}). The text has its digits at "
    "another scale: {said}."
)
_AS_CURRENCY = gettext_noop(
    "There is only an illustrative figure for this, and it is in another currency: {name:en} is {figure:en} "
    "({period:en})."
)
_AS_SIGN = gettext_noop(
    "There is only an illustrative figure for this, and it goes the other way: {name:en} is {figure:en} ({period:en})."
)


def unlike_illustrative(claim: Claim, said: Said, code: str, answers: Sequence[Answer], reader: Reader) -> Finding:
    """That the number is not the illustrative figure: a hint, as such a figure proves nothing and corrects nothing."""
    answer = next((one for one in answers if one.illustrative), answers[0])
    cause, text = "value", _AS_VALUE
    if explain.other_currency(claim, said, answer, code, reader):
        cause, text = "currency", _AS_CURRENCY
    elif explain.at_another_scale(claim, said, answer, code, reader):
        cause, text = "scale", _AS_SCALE
    elif explain.other_sign(claim, said, answer, code, reader):
        cause, text = "sign", _AS_SIGN
    reason = Message(text, verdicts.slots_of(claim, said, code, answer, reader))
    return verdicts.finding(claim, HINT, reason, code, answer, cause)


def of_other_period(claim: Claim, said: Said, code: str, reader: Reader) -> Finding | None:
    """That the number is the figure of another period than the text says, which has none itself."""
    claimed = claim.period
    if claimed is None or not claim.period_said or claim.expected or claim.strength != "strong":
        return None
    area = claim.area or reader.area
    for one in explain.in_other_periods(claim, said, code, area, reader):
        period = period_of(one.fact)
        if said.value != one.value or period is None or period == claimed:
            continue
        slots = verdicts.slots_of(claim, said, code, one, reader)
        slots["claimed"] = Named(claimed)
        text = gettext_noop("{figure:en} is the figure for {period:en}; for {claimed:en} there is none yet.")
        today = reader.figures.known_on
        if today is not None and claimed.start > today:
            slots["today"] = Named(day(today))
            text = gettext_noop(
                "{figure:en} is the figure for {period:en}; {claimed:en} had not begun on {today:en}, the day of the "
                "figures."
            )
        return verdicts.finding(claim, HINT, Message(text, slots), code, one, "period")
    return None
