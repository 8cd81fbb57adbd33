"""Why a number is missing, in words: an en dash is never left without its reason."""

from quarterdeck.core.measures import Frequency
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.reading import Measure, Reading
from quarterdeck.figures.rules.table import Line

_LENGTHS = ("M", "Q", "S", "A")


def why_no_level(measure: Measure, reading: Reading) -> Message | None:
    """Why the value of a period is missing; None where it is there or where its own status says why."""
    told = next((row.restated.reason for row in reading.rows if row.restated and row.restated.reason), None)
    if told is not None and not reading.known:
        return told
    if reading.known or (reading.quantity is not None and not reading.unreadable):
        return None
    if reading.unreadable:
        return Message(gettext_noop('Unreadable in the source: "{words}".'), {"words": reading.rows[0].source_words})
    if reading.result is not None and reading.result.reason is not None:
        return reading.result.reason
    period = Period.parse(reading.period)
    if period.kind in _LENGTHS and _LENGTHS.index(period.kind) < _LENGTHS.index(measure.frequency):
        return Message(
            gettext_noop("Not reported for so short a period; its frequency is: {frequency:en}."),
            {"frequency": Named(Frequency(measure.frequency))},
        )
    return Message(gettext_noop("Nothing was reported for {period:en} by this day."), {"period": Named(period)})


def why_no_change(line: Line) -> Message | None:
    """Why there is no growth."""
    if line.change.unreadable:
        words = line.change.rows[0].source_words
        return Message(gettext_noop('Unreadable in the source: "{words}".'), {"words": words})
    if line.change.known:
        return None
    missing = line.now if line.now.value is None else line.same
    period = Period.parse(missing.period)
    if line.now.value is not None and line.same.value is not None:
        return Message(gettext_noop("The figure of a year before is zero or negative: a growth on it says nothing."))
    return Message(gettext_noop("There is no figure of {period:en} to compare."), {"period": Named(period)})


def why_no_plan(line: Line) -> Message | None:
    """Why there is no plan."""
    if line.plan.known:
        return None
    year = steps.whole_year(Period.parse(line.now.period))
    return Message(gettext_noop("No plan for {year} is known."), {"year": year.code})


def why_no_share(measure: Measure, line: Line) -> Message | None:
    """Why there is no share of the year's plan."""
    if line.of_plan.known:
        return None
    if measure.is_rate or not measure.accumulates:
        return Message(gettext_noop("It does not add up over the year: it is compared with its target directly."))
    if line.plan.value is None:
        return why_no_plan(line)
    return Message(gettext_noop("The figure from 1 January to the end of the period is not known."))
