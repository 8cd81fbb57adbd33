"""The rows of the log that count: authoritative ones that are known, the newest of each key."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from quarterdeck.core.measures import Scenario
from quarterdeck.engine.facts import EPOCH, LogReader, Mark
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.reading.formula import codes_needed
from quarterdeck.engine.reading.log import Key, Known
from quarterdeck.engine.reading.reading import Measure


class Series(NamedTuple):
    """What a figure is of, but for the area."""

    indicator: str
    period: str
    breakdown: str = ""
    scenario: str = Scenario.ACTUAL.value


class Row(NamedTuple):
    """A row of the log, and its place in the order in which rows of a key replace each other."""

    known: Known
    order: tuple[int, int, date, bool]


Rows: TypeAlias = dict[Series, dict[str, Row]]


def newest_rows(plan: Plan, log: LogReader, units: Collection[str]) -> Rows:
    """By series and version of a unit the newest row of the figures that the question may need.

    Of two rows of one batch, the one of the indicator's own publisher counts before the one of none.
    """
    found: Rows = {}
    for series, uid, row in _known(plan, log, units):
        held = found.setdefault(series, {})
        if uid not in held or row.order > held[uid].order:
            held[uid] = row
    return found


def indicators(plan: Plan) -> frozenset[str]:
    """The indicators that are asked for, that they are worked out from and divided by, and those that weigh them."""
    measures, question = plan.world.measures, plan.question
    asked = {*question.indicators, question.per} & measures.keys()
    actual_whole = "" in question.breakdowns and question.scenario == Scenario.ACTUAL.value
    with_formula = asked if actual_whole else {question.per} & measures.keys()
    codes = asked.union(*(codes_needed(measures[code], measures) for code in with_formula)) & measures.keys()
    return frozenset(codes | {measures[code].weight_code for code in codes}) & measures.keys()


def _known(plan: Plan, log: LogReader, units: Collection[str]) -> Iterator[tuple[Series, str, Row]]:
    batches = log.batches()
    if not len(batches.numbers):
        return
    shown, last = batches.visible(plan.question.known), int(batches.numbers[-1])
    moments = dict(zip(batches.numbers.tolist(), batches.moments.tolist(), strict=True))
    measures, register = plan.world.measures, plan.world.register
    for chunk in log.facts(upto=last, indicators=indicators(plan), units=units):
        for one in chunk.to_pylist():
            measure, batch = measures[one["indicator"]], one["batch"]
            if shown[batch] and one["regime"] in ("", measure.regime):
                series = Series(one["indicator"], one["period"], one["breakdown"], one["scenario"])
                order = (moments[batch], batch, register.units[one["unit"]].valid_from, one["regime"] != "")
                yield series, one["unit"], Row(_row(one, measure, moments[batch]), order)


def _row(one: Mapping[str, Any], measure: Measure, moment: int) -> Known:
    mark = Mark.unpacked(one["mark"])
    value: Decimal | None = one["value"]
    return Known(
        one["row"], Key(one["indicator"], one["unit"], one["period"], one["breakdown"], one["scenario"]), value,
        "%" if one["breakdown"].startswith("@") else measure.unit, mark.status.value, mark.origin.value,
        mark.qualifier.value, mark.direction.value, "?" if mark.unreadable else "", None, "", one["batch"],
        EPOCH + timedelta(microseconds=moment), version=one["unit"],
    )  # fmt: skip
