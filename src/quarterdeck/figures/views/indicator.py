"""The page of one indicator: the finding, its course, its areas, what it is, and what hangs on it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import tiles as layout
from quarterdeck.areas.queries import version
from quarterdeck.core.links import Backlink, backlinks
from quarterdeck.core.measures import Accumulation, Better, Frequency, SpaceRule, TimeRule
from quarterdeck.core.rights import Right
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.reading import GROWTH
from quarterdeck.figures.forms import StateForm
from quarterdeck.figures.queries import catalogue, origins
from quarterdeck.figures.queries.restating import Together, members
from quarterdeck.figures.queries.tables import Sheet, in_order, places, sheet
from quarterdeck.figures.rules.charting import badge_of, written
from quarterdeck.figures.rules.explaining import explained
from quarterdeck.figures.rules.finding import InBoth, finding
from quarterdeck.figures.rules.table import Line
from quarterdeck.figures.views.asked import Asked, areas_on_offer, asked, offered, own_area
from quarterdeck.figures.views.cells import change_cell, elsewhere, letters, level_cell, plan_cell, share_cell
from quarterdeck.figures.views.charts import indicator_charts
from quarterdeck.papers.tiles import Tile
from quarterdeck.web.gates import gate, say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname, period_of


@gate(Right.READ)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one indicator in one area and period."""
    what = asked(request)
    areas = areas_on_offer(what)
    districts = [one for one in areas if one.level > 1 and one.parent_code == areas[0].code]
    found = sheet(code, [*members(what.area), *areas], what.known, what.borders)
    indicator = found.indicator
    line = found.line(what.area.code, what.period)
    ranking = _ranking(found, districts, what, own_area(request))
    title = say(finding(InBoth(indicator.name_vi, indicator.name_en), found.measure, line))
    context = {
        "section": "figures", "asked": what, "indicator": indicator, "title": title, "vintage": what.day,
        "form": StateForm(request.GET.dict() | what.fields(), offered(what, areas)), "line": line,
        "now": level_cell(found.measure, line.now, what), "same": level_cell(found.measure, line.same, what),
        "change": change_cell(found.measure, line, what), "plan": plan_cell(found.measure, line, what),
        "share": share_cell(found.measure, line, what), "charts": indicator_charts(found, line, what),
        "ranking": ranking, "tiles": _tiles(ranking, found, what), "letters": _letters(line, ranking),
        "facts": _definition(found), "steps": _steps(found, line),
        "hangs": _hanging(code), "may_write": what.borders is None and Right.WRITE_FIGURES in request.actor.rights,
        "missing": missing_units([line]), "together": _together(found, line, what), "joint": bool(found.together),
        "report_url": what.to("report", code, period=line.now.period, borders=""),
        **_said(indicator, what, line),
    }  # fmt: skip
    return render(request, "figures/indicator.html", context)


def missing_units(lines: Iterable[Line]) -> list[Any]:
    """The units without whose figures values cannot be told in these borders, by uid."""
    told = [row.restated for line in lines if line.now.value is None for row in line.now.rows if row.restated]
    return [version(uid) for uid in sorted({uid for one in told for uid in one.coverage.missing})]


def _together(found: Sheet, line: Line, what: Asked) -> dict[str, Any] | None:
    """The figure of the group with which the area is told, or None where it has its own."""
    group = next((one for one in found.together if what.area in one.members), None)
    if group is None or line.now.known:
        return None
    where, joint = what.at(group), found.line(group.code, what.period)
    if not joint.now.known:
        return None
    return {
        "area": group,
        "url": where.to("indicator", found.indicator.code),
        "cell": level_cell(found.measure, joint.now, where),
    }


def _ranking(found: Sheet, areas: Sequence[Any], what: Asked, own: str) -> list[dict[str, Any]]:
    """The areas best first; none where no area has a figure."""
    lines = in_order(found, what.period, areas)
    if not any(line.now.known for _area, line in lines):
        return []
    of = found.measure
    rows = []
    for place, (area, line) in zip(places(found, lines), lines, strict=True):
        where = what.at(area)
        rows.append({
            "place": place, "area": area, "own": area.code == own,
            "url": where.to("indicator", of.code), "joint": isinstance(area, Together),
            "now": level_cell(of, line.now, where),
            "change": change_cell(of, line, where), "share": share_cell(of, line, where), "line": line,
        })  # fmt: skip
    return rows


def _tiles(ranking: Sequence[Mapping[str, Any]], found: Sheet, what: Asked) -> list[Tile]:
    """The map of the areas; none where the country pack places no tiles."""
    if not ranking:
        return []
    lang, tiles = language(), []
    day = what.borders.day if what.borders else what.period.last_day
    places = layout(day, ranking[0]["area"].level)
    for row in ranking:
        area, reading = row["area"], row["line"].now
        together = area.members if isinstance(area, Together) else ()
        if any(one.code not in places for one in together or [area]):
            return []
        text = written(reading.quantity, found.measure.decimals, lang) if reading.quantity else ""
        for one in together:
            joint = (reading.value, f"Σ {text}", badge_of(reading), row["url"])
            tiles.append(Tile(one.code, short_name(one), *places[one.code], *joint, own=False))
        if not together:
            shown = (reading.value, text, badge_of(reading))
            tiles.append(Tile(area.code, short_name(area), *places[area.code], *shown, row["url"], row["own"]))
    return tiles


def short_name(area: Any) -> str:
    """A unit's name on a tile, without the word for its kind."""
    name = localname(area)
    if language() == "vi":
        for kind in ("Thành phố ", "Thị xã ", "Huyện ", "Quận "):
            name = name.removeprefix(kind)
        return name
    for kind in (" District", " Town", " City"):
        name = name.removesuffix(kind)
    return name


def _letters(line: Line, ranking: Sequence[Mapping[str, Any]]) -> str:
    readings = [line.now, line.same, line.change, line.plan, line.of_plan]
    return letters([*readings, *(row["line"].now for row in ranking), *(row["line"].change for row in ranking)])


def _definition(found: Sheet) -> list[tuple[str, str]]:
    """How the indicator is to be taken, as pairs of label and words."""
    one, lang = found.indicator, language()
    facts = [
        (_("Code"), one.code),
        (_("Reported"), Frequency(one.frequency).label(lang)),
        (_("Covers"), Accumulation(one.accumulation).label(lang)),
        (_("Over time"), TimeRule(one.time_rule).label(lang)),
        (_("Over areas"), SpaceRule(one.space_rule).label(lang)),
        (_("Good is"), Better(one.better).label(lang)),
        (_("Responsible"), localname(one.responsible)),
        (_("Report calendar"), localname(_regime(found))),
    ]
    return [(label, words) for label, words in facts if words]


def _regime(found: Sheet) -> dict[str, str]:
    regime = found.book.regimes.get(found.indicator.regime)
    return {"name_vi": regime.name_vi, "name_en": regime.name_en} if regime else {}


def _steps(found: Sheet, line: Line) -> list[Any]:
    names = {code: localname(one) for code, one in found.named.items()}
    return explained(found.measure, line.now, line, names) if found.indicator.formula else []


def _said(indicator: Any, what: Asked, line: Line) -> dict[str, Any]:
    """What the log holds beside the figure: revisions, other sources, conflicts, frozen states. Three queries."""
    if what.borders is not None:
        return {"conflicts": indicator.conflicts.filter(period=line.now.period)}
    periods = {line.now.period, steps.whole_year(period_of(line.now.period)).code}
    rows = origins.statements(indicator, what.area, periods)
    key = [row for row in rows if (row.period, row.breakdown, row.scenario) == (line.now.period, "", "actual")]
    regimes = ("", indicator.regime)
    others = [row for row in rows if row.regime not in regimes and row.breakdown in ("", GROWTH)]
    growth = [row for row in others if row.breakdown == GROWTH and row.value is not None]
    said = origins.sorted_out(key, indicator, what.known)
    return {
        "revisions": [*reversed(said.later), *([said.current] if said.current else []), *said.earlier],
        "current": said.current, "later": set(said.later), "others": others,
        "elsewhere": elsewhere(growth, what) if line.change.unreadable else [],
        "conflicts": indicator.conflicts.filter(period__in=periods),
        "frozen": origins.in_vintages(key, indicator, catalogue.vintages()),
    }  # fmt: skip


def _hanging(code: str) -> list[tuple[str, list[Backlink]]]:
    """What other rooms hang on the indicator, by the words that say how."""
    found = sorted((link for link in backlinks("indicator", code) if link.room != "figures"), key=lambda one: one.label)
    return [(label, list(links)) for label, links in groupby(found, key=lambda one: one.label)]
