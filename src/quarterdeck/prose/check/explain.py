"""Why a claim differs: at another scale it would fit, with another sign, base, area, period or indicator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose.catalogue import Bilingual
from quarterdeck.prose.check.answers import Answer, Reader, period_of
from quarterdeck.prose.check.compare import Said, agreement, significant_step
from quarterdeck.prose.check.verdicts import slots_of
from quarterdeck.prose.check.wording import amount
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import CURRENCIES, PERCENT, base_of

_SCALES = (3, -3, 6, -6, 9, -9, 12, -12, 1, -1, 2, -2)
_SLIPS = (1, -1, 2, -2)
# Agreement by chance with another figure is likely for short numbers.
_TELLING_DIGITS, _SURE_DIGITS = 2, 3


@dataclass(frozen=True, slots=True)
class Explained:
    """The reason of a difference and the figure that the number really is; `sure` ones hold for weak matches too.

    `code` is the indicator of that figure, "" for the claim's own.
    """

    cause: str
    reason: Message
    answer: Answer
    sure: bool = True
    code: str = ""


def at_another_scale(claim: Claim, said: Said, answer: Answer, code: str, reader: Reader) -> Explained | None:
    """4,680 million where the figure is 4,680 billion; 141.8% where it is 14.18%."""
    slips = _SLIPS if claim.unit in PERCENT else _SCALES
    if (claim.unit in PERCENT and answer.derived) or (claim.strength != "strong" and _digits(said) < _SURE_DIGITS):
        return None
    plain = replace(said, hedge="" if not said.hedge else "about")
    for power in slips:
        moved = plain.scaled(Decimal(10) ** power)
        if moved.value and _same_digits(moved.value, answer.value) and agreement(moved, answer.value, answer.qualifier):
            text = gettext_noop(
                "The digits are those of the figure, the scale is not: {name:en} is {figure:en}, not {said}."
            )
            return Explained("scale", Message(text, slots_of(claim, said, code, answer, reader)), answer)
    return None


def _same_digits(left: Decimal, right: Decimal) -> bool:
    """Whether two numbers begin with the same two digits, so that a slip of scale is what happened."""
    return bool(right) and abs(abs(left) - abs(right)) <= abs(right) * Decimal("0.05")


def other_sign(claim: Claim, said: Said, answer: Answer, code: str, reader: Reader) -> Explained | None:
    """A rise where the figures have a fall, or the other way round."""
    if claim.unit not in PERCENT or not said.value or not answer.relation.startswith("growth"):
        return None
    if not claim.relation.startswith("growth") and claim.relation not in ("", "yoy"):
        return None
    if not agreement(replace(said, value=-said.value), answer.value, answer.qualifier):
        return None
    risen = answer.value > 0
    text = (
        gettext_noop("The sign is wrong: {name:en} rose by {size:en}, it did not fall.")
        if risen
        else gettext_noop("The sign is wrong: {name:en} fell by {size:en}, it did not rise.")
    )
    slots = slots_of(claim, said, code, answer, reader)
    return Explained("sign", Message(text, {**slots, "size": amount(abs(answer.value), "%")}), answer)


def other_base(claim: Claim, said: Said, answers: list[Answer], code: str, reader: Reader) -> Explained | None:
    """The percentage is a figure of this indicator, but of another base: a ratio called growth."""
    size = replace(said, value=abs(said.value))
    if claim.over_plan:
        size = replace(size, value=abs(said.value - 100))
    for one in answers:
        if one.derived or not one.firm or not agreement(size, abs(one.value), one.qualifier):
            continue
        slots = slots_of(claim, said, code, one, reader)
        if one.relation == "ratio_yoy":
            text = gettext_noop(
                "{figure:en} is the ratio to the same period, not the growth: {name:en} changed by {change:en}."
            )
            return Explained("ratio", Message(text, {**slots, "change": amount(one.value - 100, "%", sign=True)}), one)
        text = gettext_noop("The base is wrong: for {name:en}, {figure:en} is the {base:en}.")
        return Explained("base", Message(text, slots), one)
    return None


def other_currency(claim: Claim, said: Said, answer: Answer, code: str, reader: Reader) -> Explained | None:
    """The amount is right, the currency is not."""
    own = base_of(reader.catalogue.indicator(code).unit)[0]
    if claim.unit == own or claim.unit not in CURRENCIES or not agreement(said, answer.value, answer.qualifier):
        return None
    text = gettext_noop("The currency is wrong: {name:en} is {figure:en}.")
    return Explained("currency", Message(text, slots_of(claim, said, code, answer, reader)), answer)


def elsewhere(claim: Claim, said: Said, code: str, reader: Reader) -> Iterator[Explained]:
    """The number is that of another period, indicator or area."""
    if _digits(said) < _TELLING_DIGITS:
        return
    yield from _other_period(claim, said, code, reader)
    yield from _neighbour(claim, said, code, reader)
    yield from _other_area(claim, said, code, reader)


def _rows(claim: Claim, code: str, area: str, reader: Reader) -> Sequence[Answer]:
    return reader.current(code, area, claim.unit in PERCENT, "")


def in_other_periods(claim: Claim, said: Said, code: str, area: str, reader: Reader) -> Iterator[Answer]:
    """The figures of the indicator at any time that the number hardly equals by chance."""
    return (one for one in _rows(claim, code, area, reader) if one.firm and _telling(said, one))


def _other_period(claim: Claim, said: Said, code: str, reader: Reader) -> Iterator[Explained]:
    period = claim.period or reader.period
    for one in in_other_periods(claim, said, code, claim.area or reader.area, reader):
        slots = slots_of(claim, said, code, one, reader)
        if period_of(one.fact) == period.same_last_year() and said.value == one.value:
            text = gettext_noop(
                "{figure:en} is the figure of a year before ({period:en}): it may have stayed from last year's text."
            )
            yield Explained("last_year", Message(text, slots), one, sure=False)
        text = gettext_noop("{figure:en} is the figure for {period:en}: {name:en} is another one here.")
        yield Explained("period", Message(text, slots), one, sure=False)


def _neighbour(claim: Claim, said: Said, code: str, reader: Reader) -> Iterator[Explained]:
    for other, one in reader.alike(claim.area or reader.area, claim.unit in PERCENT, abs(said.value)):
        if other in claim.codes or one.derived or not _telling(said, one):
            continue
        slots = slots_of(claim, said, code, one, reader)
        slots["other"] = Named(reader.catalogue.indicator(other))
        text = gettext_noop("{figure:en} is the figure of another indicator: {other:en}, not {name:en}.")
        sure = _siblings(code, other, reader) and said.value == one.value
        yield Explained("indicator", Message(text, slots), one, sure, other)


def _siblings(code: str, other: str, reader: Reader) -> bool:
    """Whether two indicators are components of one whole: their numbers are easily swapped."""
    whole = reader.catalogue.indicator(code).parts_of
    return whole is not None and reader.catalogue.indicator(other).parts_of == whole


def _other_area(claim: Claim, said: Said, code: str, reader: Reader) -> Iterator[Explained]:
    for area in reader.figures.areas_with(code):
        if area == (claim.area or reader.area):
            continue
        for one in _rows(claim, code, area, reader):
            if _telling(said, one) and said.value == one.value and one.firm:
                yield Explained("area", area_reason(claim, said, one, code, reader), one)


def area_reason(claim: Claim, said: Said, answer: Answer, code: str, reader: Reader) -> Message:
    """That the figure belongs to another area than the text says."""
    slots = slots_of(claim, said, code, answer, reader)
    own = reader.catalogue.area(answer.fact.area)
    named = reader.catalogue.area(claim.area) if claim.area else None
    slots["own"] = Named(own or Bilingual(answer.fact.area, answer.fact.area))
    slots["area"] = Named(named or Bilingual(claim.area_name, claim.area_name))
    text = gettext_noop("The area is wrong: {figure:en} is {name:en} of {own:en}, not of {area:en}.")
    return Message(text, slots)


def _digits(said: Said) -> int:
    """How many digits the number has up to the last that is not a trailing zero."""
    size = abs(said.value)
    return len(str(int(size / significant_step(size)))) if size else 0


def _telling(said: Said, answer: Answer) -> bool:
    """Whether a number that equals `answer` hardly does so by chance."""
    if _digits(said) < _TELLING_DIGITS:
        return False
    plain = replace(said, hedge="") if said.hedge == "about" else said
    return bool(agreement(plain, answer.value, answer.qualifier))
