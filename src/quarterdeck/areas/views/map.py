"""The province through time: squares or outlines of the units, day by day."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import maps
from quarterdeck.areas.queries.ground import Ground, ground
from quarterdeck.areas.queries.trees import counts, within
from quarterdeck.areas.rules.changing import neighbours, statements
from quarterdeck.areas.rules.kin import short_name
from quarterdeck.areas.rules.projecting import Drawing, drawn
from quarterdeck.areas.views import words
from quarterdeck.areas.views.asked import change_days, day_of, number_of, tabs
from quarterdeck.core.lineage import Unit
from quarterdeck.core.rights import Right
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text

MOST_KINDS = 4
FEW = 8
DRAWING_WIDTH = 900
LETTER, LINE = 7, 16  # the room that a letter and a line of a name need


@gate(Right.READ)
def page(request: HttpRequest) -> HttpResponse:
    """The units of a level on a day, with what changed on it; other days are one step away."""
    day = day_of(request.GET, "day") or clock.today()
    found = ground([day], today=clock.today())
    root = found.home(day)
    named = root or found.home(found.today)
    level = number_of(request.GET, "level")
    units = [] if root is None else [unit for unit in within(found, root, day) if unit != root]
    levels = sorted({unit.level for unit in units} | _levels_ever(found))
    asked = level or min(levels, default=1)
    shown = asked if any(unit.level == asked for unit in units) else min((one.level for one in units), default=asked)
    here = [unit for unit in units if unit.level == shown]
    context = {
        "section": "areas", "tabs": tabs("map"), "day": day, "root": root, "asked": asked, "shown": shown,
        "steps": _steps(found, day, asked), "levels": [_level(one, day, asked) for one in levels],
        "title": _("{place} through time").format(place=words.name(named) if named else _("The province")),
        "first": found.first_day(None, day),
        "level_word": words.level_label(shown), "asked_word": words.level_label(asked),
        "planned": found.planned_by(day), "left_out": found.left_out(day),
        **_state(found, here, day, shown), **_told(found, day, {asked, shown}),
    }  # fmt: skip
    return render(request, "areas/map.html", context)


def _levels_ever(found: Ground) -> set[int]:
    """The levels that the province ever had below itself."""
    lived = [found.coming.units[uid] for uid in found.family(None, found.today).uids if uid not in found.steered]
    return {unit.level for unit in lived}


def _level(level: int, day: date, asked: int) -> dict[str, Any]:
    query = urlencode({"day": day.isoformat(), "level": level})
    return {"query": query, "label": words.level_label(level), "current": level == asked}


def _steps(found: Ground, day: date, level: int) -> dict[str, Any]:
    """The days of change as stops on the way, the first day of the record included."""
    first = found.first_day(None, day)
    stops = [(first, False), *((one.day, one.planned) for one in change_days(found, None, day))]
    passed = [stop for stop, _planned in stops if stop <= day]
    at = len(passed) - 1 if passed else 0
    listed = [
        {"day": stop, "planned": planned, "label": day_text(stop), "current": place == at, "place": str(place),
         "query": urlencode({"day": stop.isoformat(), "level": level})}
        for place, (stop, planned) in enumerate(stops)
    ]  # fmt: skip
    return {
        "list": listed, "at": str(at), "last": str(len(listed) - 1),
        "back": listed[at - 1] if at > 0 else None,
        "on": listed[at + 1] if at + 1 < len(listed) else None,
    }  # fmt: skip


def _state(found: Ground, units: list[Unit], day: date, level: int) -> dict[str, Any]:
    """The drawing of a day: outlines where there are any, else placed squares, else squares by parent."""
    looks = _looks(found, level)
    squares = {unit.uid: _square(found, unit, day, looks[unit.kind]) for unit in units}
    state: dict[str, Any] = {
        "number": len(units), "outlines": None, "placed": None, "blocks": [],
        "changed": sum(square["changed"] for square in squares.values()),
        "legend": [{"look": looks[kind], "label": words.kind_count(kind, number)}
                   for count in counts(units) for kind, number in count.kinds],
    }  # fmt: skip
    geometries = maps.geometries(units)
    if geometries:
        return state | {"outlines": _outlines(units, squares, geometries)}
    places = maps.places(units, day, level)
    if places:
        ordered = sorted((unit for unit in units if unit.uid in places), key=lambda unit: places[unit.uid][::-1])
        return state | {
            "placed": [squares[unit.uid] | _place(places[unit.uid]) for unit in ordered],
            "unplaced": [squares[unit.uid] for unit in units if unit.uid not in places],
        }
    return state | {"blocks": _blocks(found, units, squares, day)}


def _looks(found: Ground, level: int) -> dict[str, str]:
    """How each kind of a level is drawn: the same on every day, the kind that most units ever had first."""
    lived = [found.coming.units[uid] for uid in found.family(None, found.today).uids]
    kinds = [kind for count in counts(lived) if count.level == level for kind, _number in count.kinds]
    return {kind: str(min(place, MOST_KINDS - 1)) for place, kind in enumerate(kinds)}


def _square(found: Ground, unit: Unit, day: date, look: str) -> dict[str, Any]:
    return {
        "unit": unit, "name": short_name(found.coming, unit, language()), "look": look,
        "changed": unit.valid_from == day and day != found.first_day(None, day),
    }  # fmt: skip


def _place(place: tuple[int, int]) -> dict[str, str]:
    return {"column": str(place[0] + 1), "row": str(place[1] + 1)}


def _blocks(found: Ground, units: list[Unit], squares: dict[str, Any], day: date) -> list[dict[str, Any]]:
    by_parent: dict[str, list[Unit]] = {}
    for unit in units:
        by_parent.setdefault(unit.parent_code, []).append(unit)
    return [
        {"parent": found.held.parent(some[0], day), "squares": [squares[unit.uid] for unit in some]}
        for _code, some in sorted(by_parent.items())
    ]


def _outlines(units: list[Unit], squares: dict[str, Any], geometries: Any) -> dict[str, Any]:
    made = drawn(geometries, DRAWING_WIDTH)
    shapes = [squares[uid] | _shape(made, uid, squares[uid]["name"]) for uid in made.paths]
    missing = [unit for unit in units if unit.uid not in made.middles]
    return {
        "shapes": shapes, "box": f"-4 -4 {made.width + 8} {made.height + 8}",
        "missing": words.names(missing), "lacking": len(missing),
    }  # fmt: skip


def _shape(made: Drawing, uid: str, name: str) -> dict[str, Any]:
    """The path of an outline, and the place of its name where there is room for it."""
    (across, down), (width, height) = made.middles[uid], made.rooms[uid]
    fits = len(name) * LETTER <= width and height >= LINE
    return {"path": made.paths[uid], "x": f"{across:.0f}", "y": f"{down:.0f}", "fits": fits}


def _told(found: Ground, day: date, levels: set[int]) -> dict[str, Any]:
    """What happened on the day, as sentences, to the province itself first; nothing on a day without change."""
    family = found.family(None, day).uids
    ours = [found.held.units[uid] for uid in sorted(found.steered) if uid in found.held.units]
    province = neighbours(found.held, (unit.uid for unit in ours))
    told = [
        words.statement(one, found.held, day)
        for level in sorted({unit.level for unit in ours} - levels)
        for one in statements(found.held, province, day, level)
    ]
    told += [
        words.statement(one, found.held, day)
        for level in sorted(levels)
        for one in statements(found.held, family, day, level)
    ]
    return {"sentences": told[:FEW], "more": told[FEW:]}
