"""How a computed number came about, in sentences with the numbers that went in."""

from collections.abc import Mapping

from quarterdeck.core.formulas import explain
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.reading.reading import RATIO, Measure, Reading
from quarterdeck.figures.rules.finding import Figured
from quarterdeck.figures.rules.table import Line


def explained(measure: Measure, reading: Reading, line: Line, names: Mapping[str, str]) -> list[Message]:
    """The steps of a computed reading; none for a reported one. `names` gives indicators' names by code."""
    if not reading.computed:
        return []
    if reading.result is not None:
        return explain(reading.result, names)
    if reading.value is None or reading.quantity is None:
        return []
    result = Figured(reading.quantity, 2)
    if reading.kind == "level":
        summed = len(reading.rows) > 1
        text = (
            gettext_noop("Sum of {count} shorter periods: {result:en}")
            if summed
            else gettext_noop("The figure of the last shorter period, which covers the whole: {result:en}")
        )
        return [Message(text, {"count": len(reading.rows), "result": result})]
    if reading.rows[0].key.breakdown == RATIO:
        ratio = Figured(reading.rows[0].quantity, 2)
        text = gettext_noop("The source gives {ratio:en} of the same period; less 100% that is {result:en}")
        return [Message(text, {"ratio": ratio, "result": result})]
    return [_quotient(measure, reading, line, result)]


def _quotient(measure: Measure, reading: Reading, line: Line, result: Figured) -> Message:
    now = _level(line.now, measure)
    if reading.kind == "points":
        then = _level(line.same, measure)
        return Message(
            gettext_noop("{now:en} less {then:en} = {result:en}"), {"now": now, "then": then, "result": result}
        )
    if reading.kind == "growth_yoy":
        params = {"now": now, "then": _level(line.same, measure), "result": result}
        return Message(gettext_noop("{now:en} against {then:en} a year before = {result:en}"), params)
    plan = _level(line.plan, measure)
    return Message(gettext_noop("Reached so far against the plan of {plan:en} = {result:en}"),
                   {"plan": plan, "result": result})  # fmt: skip


def _level(reading: Reading, measure: Measure) -> object:
    return Figured(reading.quantity, max(measure.decimals, 2)) if reading.quantity else ""
