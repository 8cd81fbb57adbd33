"""The value of an indicator that has a formula, worked out from the figures of the log."""

from collections.abc import Mapping
from functools import lru_cache

from quarterdeck.core.formulas import Formula, Given, Reference, evaluate, parse
from quarterdeck.core.measures import UNITS, ObservationStatus, Origin, Quantity, Scenario, round_half_up
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.log import Known, Log
from quarterdeck.engine.reading.reading import Measure, Reading, across, level

KEPT_DIGITS = 8
"""Decimals of a value that was worked out: those that the log keeps."""


@lru_cache(maxsize=512)
def parsed(text: str, units: frozenset[tuple[str, str]], unit: str) -> Formula:
    """The checked formula; `units` pairs every indicator code with its unit. Remembered for each catalogue."""
    return parse(text, dict(units), unit)


def _units(measures: Mapping[str, Measure]) -> frozenset[tuple[str, str]]:
    return frozenset((code, one.unit) for code, one in measures.items())


def parsed_in(measures: Mapping[str, Measure], measure: Measure) -> Formula:
    """The checked formula of a measure of this catalogue."""
    return parsed(measure.formula, _units(measures), measure.unit)


def codes_needed(measure: Measure, measures: Mapping[str, Measure]) -> frozenset[str]:
    """The indicators that its formula names; none where it has no formula."""
    if not measure.formula:
        return frozenset()
    return frozenset(need.indicator for need in parsed_in(measures, measure).needs)


def value(measure: Measure, log: Log, area: str, period: Period, measures: Mapping[str, Measure]) -> Reading:
    """The figure as reported, or worked out by the indicator's formula where nothing was reported.

    What is worked out is rounded to the digits of the log, so that everything that builds on it agrees.
    """
    found = level(measure, log, area, period)
    if found.quantity is not None or not measure.formula:
        return found
    rows: list[Known] = []

    def lookup(reference: Reference) -> Given | None:
        other = measures.get(reference.indicator)
        if other is None or reference.area_shift:
            return None
        when = reference.period(period)
        if reference.scenario is Scenario.PLAN:
            when = steps.whole_year(when)
        one = level(other, log, area, when, scenario=reference.scenario.value)
        rows.extend(one.rows)
        origin = Origin.ILLUSTRATIVE if one.illustrative else Origin.REPORTED
        return Given(one.quantity, origin) if one.quantity else None

    result = evaluate(parsed_in(measures, measure), lookup)
    if result.value is None:
        return Reading(None, period.code, "level", tuple(rows), computed=True, result=result)
    broken = [ObservationStatus.BREAK] if across(rows) else []
    status = ObservationStatus.strongest([result.status, *broken])
    # A quotient of unlike units ("tonnes/ha") is none of the units of the catalogue.
    unit = result.unit if result.unit in UNITS else "times"
    quantity = Quantity(round_half_up(result.value, KEPT_DIGITS), unit, status, result.qualifier)
    return Reading(quantity, period.code, "level", tuple(rows), computed=True, result=result)
