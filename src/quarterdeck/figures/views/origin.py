"""The side panel behind every number: who reported it, when, from what, and what was said before and elsewhere."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from quarterdeck.areas.queries import version
from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier, Quantity, Scenario
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Right, may
from quarterdeck.engine.reading import formula
from quarterdeck.engine.reading.log import Known
from quarterdeck.engine.reading.reading import ATTAINMENT, GROWTH, RATIO, Reading, level
from quarterdeck.figures.queries import origins
from quarterdeck.figures.queries.restating import members
from quarterdeck.figures.queries.tables import Sheet, sheet
from quarterdeck.figures.rules.explaining import explained
from quarterdeck.figures.rules.table import Line
from quarterdeck.figures.views.asked import Asked, asked
from quarterdeck.figures.views.cells import Cell, change_cell, digits, level_cell, share_cell
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import localname

TITLES: Mapping[str, Any] = {
    "level": _("Value"),
    "plan": _("Plan for the year"),
    "forecast": _("Forecast"),
    "change": _("Change on the same period last year"),
    "of_plan": _("Share of the year's plan"),
}
BATCHES: Mapping[str, Any] = {
    "entry": _("Entered by hand"),
    "import": _("Imported from a file"),
    "correction": _("Correction"),
    "published": _("Taken from a publication"),
    "illustrative": _("Generated for the sample"),
}


@gate(Right.READ)
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """Where one number comes from. The address can be sent."""
    what, kind = asked(request), request.GET.get("of", "level")
    if kind not in TITLES:
        raise BadInput(
            Message(gettext_noop('There is no number called "{kind}".'), {"kind": kind}), place="of",
            remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(TITLES)}),
        )  # fmt: skip
    found = sheet(code, members(what.area), what.known, what.borders)
    indicator = found.indicator
    line = found.line(what.area.code, what.period)
    reading, cell = _reading(kind, found, line, what)
    row = reading.rows[0] if reading.rows and not reading.computed else None
    said = _said(kind, indicator, row, reading, what)
    names = {one: localname(other) for one, other in found.named.items()}
    scenario = kind if kind in ("plan", "forecast") else ""
    context = {
        "section": "figures", "asked": what, "indicator": indicator, "title": TITLES[kind], "kind": kind, "cell": cell,
        "period": reading.period, "reading": reading, "said": said,
        "steps": explained(found.measure, reading, line, names),
        "inputs": [_input(one, what, found) for one in reading.rows] if reading.computed else [],
        "restated": row.restated if row else None,
        "sources": _sources(row, found, what, kind) if row and row.restated else [],
        "facts": _facts(said.current) if said.current else {}, "vintage": what.day,
        "may_write": what.borders is None and may(request.actor, Right.WRITE_FIGURES, area=what.area.code),
        "report_url": what.to("report", code, period=reading.period, scenario=scenario, borders=""),
        "page_url": what.to("indicator", code),
    }  # fmt: skip
    return render(request, "figures/origin.html", context)


def _reading(kind: str, found: Sheet, line: Line, what: Asked) -> tuple[Reading, Cell]:
    area, of = what.area.code, found.measure
    if kind == "change":
        return line.change, change_cell(of, line, what)
    if kind == "of_plan":
        return line.of_plan, share_cell(of, line, what)
    if kind == "level":
        reading = formula.value(of, found.log, area, what.period, found.book.measures)
    else:
        reading = level(of, found.log, area, what.period, scenario=kind)
    return reading, level_cell(of, reading, what, scenario=kind, with_unit=True)


def _said(kind: str, indicator: Any, row: Known | None, reading: Reading, what: Asked) -> origins.Origin:
    """What the log holds on the key; a figure in other borders has none of its own, its sources have."""
    if what.borders is not None:
        return origins.NOTHING
    return origins.origin(
        indicator, what.area, reading.period, what.known, breakdown=row.key.breakdown if row else _breakdown(kind),
        scenario=kind if kind in ("plan", "forecast") else "actual",
    )  # fmt: skip


def _sources(row: Known, found: Sheet, what: Asked, kind: str) -> list[dict[str, Any]]:
    """The units of its own day that a restated figure was made from, each with the door to its figure as it was."""
    of = found.book.measures[row.key.indicator]
    told = []
    for one in row.restated.sources if row.restated else ():
        unit = version(one.uid)
        door = what.to("origin", of.code, period=row.key.period, of=kind, area=unit.code, borders="")
        quantity = None if one.value is None else Quantity(one.value, row.unit, ObservationStatus.NORMAL)
        percent = one.share if one.share is None else Decimal(100 * one.share.numerator) / one.share.denominator
        told.append({"unit": unit, "percent": percent, "cell": Cell(quantity, of.decimals, door, with_unit=True)})
    return told


def _breakdown(kind: str) -> str:
    return {"change": GROWTH, "of_plan": ATTAINMENT}.get(kind, "")


def _input(row: Known, what: Asked, found: Sheet) -> dict[str, Any]:
    """A figure that went in, with its own door."""
    kind = {GROWTH: "change", RATIO: "change", ATTAINMENT: "of_plan"}.get(row.key.breakdown, "")
    kind = kind or {"plan": "plan", "forecast": "forecast"}.get(row.key.scenario, "level")
    decimals = found.book.measures[row.key.indicator].decimals
    door = what.to("origin", row.key.indicator, period=row.key.period, of=kind)
    cell = Cell(row.quantity, digits(row.quantity, decimals), door, row.origin, with_unit=True)
    scenario = Scenario(row.key.scenario)
    other = found.named[row.key.indicator] if row.key.indicator != found.indicator.code else None
    return {"period": Period.parse(row.key.period), "scenario": scenario, "cell": cell, "indicator": other}


def _facts(row: Any) -> dict[str, Any]:
    """What the panel's list says of a row: the act that brought it and how the figure is to be taken."""
    return {
        "row": row, "batch": row.batch, "kind": BATCHES.get(row.batch.kind, row.batch.kind),
        "origin": Origin(row.origin), "status": row.quantity.status,
        "hedge": None if row.qualifier == Qualifier.EXACT.value else Qualifier(row.qualifier),
    }  # fmt: skip
