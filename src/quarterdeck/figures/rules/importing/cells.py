"""What one cell may say; each reader returns a checked value or raises `BadInput` with the remedy."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.measures import UNITS, Frequency, Labelled, ObservationStatus, Qualifier, Scenario
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named, UnitNamed
from quarterdeck.figures.rules.importing.facts import AreaFact, Facts, IndicatorFact

STATEMENTS = ("@growth_yoy", "@growth_prev", "@ratio_yoy", "@pct_of_plan")
LONGEST_BREAKDOWN = 60
# From the shortest; a period shorter than the indicator's own is not reported.
_LENGTHS = ("M", "Q", "S", "A")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = re.compile(r"(?:quy|q)\s*([1-4]|iv|i{1,3})\D+(\d{4})")
_MONTH = re.compile(r"(?:thang|t|m)?\s*(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{4})-(\d{2})(?:-01)?")
_HALF = re.compile(r"6 thang (dau|cuoi) nam (\d{4})")
Choice = TypeVar("Choice", bound=Labelled)


def indicator(text: str, facts: Facts) -> IndicatorFact:
    """The indicator of a code or a name."""
    found = facts.indicator(text)
    if found is None:
        raise _unknown(gettext_noop('There is no indicator "{text}".'), text, facts.indicator_like(text))
    return found


def area(text: str, period: Period, facts: Facts) -> AreaFact:
    """The unit of a code or a name that is alive in the period and that the reporter may write."""
    versions = facts.versions(text)
    if not versions:
        raise _unknown(gettext_noop('There is no area "{text}".'), text, facts.area_like(text))
    alive = [one for one in versions if one.lives_in(period.start, period.end)]
    if not alive:
        raise BadInput(
            Message(gettext_noop("{area} did not exist in {period:en}."), {"area": text, "period": Named(period)}),
            remedy=gettext_noop("Report the figure for the unit that existed then."),
        )
    if len({one.code for one in alive}) > 1:
        raise BadInput(
            Message(gettext_noop('Several units bear the name "{text}".'), {"text": text}),
            remedy=Message(gettext_noop("Write the code: {codes}."), {"codes": _listed(one.code for one in alive)}),
        )
    if not facts.may_write(alive[-1].code):
        raise BadInput(
            Message(gettext_noop("Your post writes only its own area, not {area}."), {"area": text}),
            remedy=gettext_noop("Take this row out, or ask that unit to report."),
        )
    return alive[-1]


def period(text: str, of: IndicatorFact | None) -> Period:
    """A period by its code, not shorter than the indicator is reported."""
    try:
        found = Period.parse(text)
    except BadInput as error:
        meant = period_like(text)
        remedy = Message(gettext_noop('Did you mean "{meant}"?'), {"meant": meant}) if meant else error.remedy
        raise BadInput(error.message, remedy=remedy) from None
    if of:
        check_length(found, of.code, of.frequency)
    return found


def check_length(period: Period, code: str, frequency: str) -> None:
    """Refuse a period shorter than the indicator `code` is reported."""
    if period.kind in _LENGTHS and _LENGTHS.index(period.kind) < _LENGTHS.index(frequency):
        raise BadInput(
            Message(
                gettext_noop("{indicator} is not reported for so short a period as {period:en}."),
                {"indicator": code, "period": Named(period)},
            ),
            remedy=Message(
                gettext_noop("Give the figure of the longer period; its frequency is: {frequency:en}."),
                {"frequency": Named(Frequency(frequency))},
            ),
        )


def period_like(text: str) -> str:
    """The code that people mean by "Quý I/2024", "T3/2024", "2024-03" or "6 tháng đầu năm 2024"; "" if unclear."""
    plain = fold(text)
    if found := _QUARTER.fullmatch(plain):
        return f"{found[2]}-Q{_ROMAN.get(found[1], found[1])}"
    if found := _HALF.fullmatch(plain):
        return f"{found[2]}-S{1 if found[1] == 'dau' else 2}"
    if found := _MONTH.fullmatch(plain):
        month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
        return f"{year}-M{int(month):02}" if 1 <= int(month) <= 12 else ""
    if found := re.fullmatch(r"nam (\d{4})", plain):
        return found[1]
    return ""


def unit(text: str, of: IndicatorFact, breakdown: str) -> str:
    """The unit's code, of the kind that the indicator is counted in."""
    expected = "%" if breakdown.startswith("@") else of.unit
    if not text:
        raise BadInput(
            gettext_noop("The unit is missing."),
            remedy=Message(gettext_noop('Write "{code}".'), {"code": expected}),
        )
    wanted = fold(text)
    code = text if text in UNITS else next((one.code for one in UNITS.values() if wanted in _names(one)), "")
    kind = UNITS[expected].dimension
    if code and UNITS[code].dimension == kind:
        return code
    fitting = _listed(one.code for one in UNITS.values() if one.dimension == kind)
    what = (
        Message(
            gettext_noop("{indicator} is counted in {unit:en}, not in {given:en}."),
            {"indicator": of.code, "unit": UnitNamed(expected), "given": UnitNamed(code)},
        )
        if code
        else Message(gettext_noop('"{text}" is not a known unit.'), {"text": text})
    )
    raise BadInput(what, remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": fitting}))


def _names(one: object) -> set[str]:
    return {fold(getattr(one, name)) for name in ("code", "label_vi", "label_en", "one_en")}


def breakdown(text: str) -> str:
    """A free name of a part, or one of the published statements about the level."""
    if text.startswith("@") and text not in STATEMENTS:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a statement that is kept.'), {"text": text}),
            remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(STATEMENTS)}),
        )
    if len(text) > LONGEST_BREAKDOWN:
        raise BadInput(
            gettext_noop("The name of the breakdown is too long."),
            remedy=Message(gettext_noop("Use at most {most} letters."), {"most": LONGEST_BREAKDOWN}),
        )
    return text


def scenario(text: str) -> Scenario:
    """Actual where nothing is said."""
    return _choice(text, Scenario, Scenario.ACTUAL)


def status(text: str) -> ObservationStatus:
    """Normal where nothing is said."""
    return _choice(text, ObservationStatus, ObservationStatus.NORMAL)


def qualifier(text: str) -> Qualifier:
    """Exact where nothing is said."""
    return _choice(text, Qualifier, Qualifier.EXACT)


def _choice(text: str, kind: type[Choice], default: Choice) -> Choice:
    if not text:
        return default
    wanted = fold(text)
    for one in kind:
        if wanted in {fold(one.value), fold(one.label_vi), fold(one.label_en)} - {""}:
            return one
    raise BadInput(
        Message(gettext_noop('"{text}" is not understood here.'), {"text": text}),
        remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(one.value for one in kind)}),
    )


def as_of(text: str) -> date | None:
    """The day the data were cut: 2024-03-15 or 15/3/2024."""
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a day.'), {"text": text}),
            remedy=gettext_noop("Write it as 2024-03-15 or 15/3/2024."),
        ) from None


def _unknown(what: str, text: str, near: str) -> BadInput:
    remedy = (
        Message(gettext_noop('Did you mean "{meant}"?'), {"meant": near})
        if near
        else gettext_noop("Take the code from the lists in the template.")
    )
    return BadInput(Message(what, {"text": text}), remedy=remedy)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(codes))
