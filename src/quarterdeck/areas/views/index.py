"""The tree of units as of any day, and the search over all that ever lived."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.areas.queries import trees
from quarterdeck.areas.queries.ground import COUNTRY, Ground, ground
from quarterdeck.areas.views.asked import change_days, day_of, tabs
from quarterdeck.areas.views.files import sent, table
from quarterdeck.areas.views.words import became, kind_label, kinds, level_label, life, name
from quarterdeck.core.lineage import Unit
from quarterdeck.core.rights import Right
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import day_text

OPENED = {"opened": "1"}


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The units under the store's province, or any other unit, on a day; opened level by level."""
    day = day_of(request.GET, "day") or clock.today()
    found = ground([day], today=clock.today())
    root = found.under(request.GET.get("under", "").strip(), day)
    opened = frozenset(request.GET.getlist("open"))
    query = request.GET.get("q", "").strip()[:100]
    results, hits = trees.search(found, query, day)
    branches = trees.branches(found, trees.top(found, root, day), day, opened)
    context = {
        "section": "areas", "tabs": tabs("index"), "day": day, "root": root, "title": _title(root, day),
        "above": _above(found, root, day), "rows": [row(one, day, _code(root)) for one in branches],
        "counts": _counts(found, root, day), "days": change_days(found, root, day),
        "first": found.first_day(root, day), "planned": found.planned_by(day), "overdue": found.overdue(),
        "left_out": found.left_out(day),
        "under": _code(root), "q": query,
        "results": [_result(found, one) for one in results], "hits": hits, "opened": sorted(opened),
        "all_open": trees.EVERY in opened, "query": _query(day, root),
        "may_open": any(branch.below for branch in branches),
    }  # fmt: skip
    return render(request, "areas/index.html", context)


@gate(Right.READ)
def branch(request: HttpRequest, uid: str) -> HttpResponse:
    """One unit's rows in the tree, opened or closed, for a page that is already there."""
    day = day_of(request.GET, "day") or clock.today()
    found = ground([day], today=clock.today())
    units = [unit for unit in [found.held.units.get(uid)] if unit is not None and unit.alive_on(day)]
    opened = frozenset({trees.EVERY} if request.GET.get("opened") else ())
    under = request.GET.get("under", "").strip()
    rows = [row(one, day, under) for one in trees.branches(found, units, day, opened)]
    return render(request, "areas/_rows.html", {"rows": rows})


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The state on a day as a file: every unit under the one that is shown."""
    day = day_of(request.GET, "day") or clock.today()
    found = ground([day], today=clock.today())
    root = found.under(request.GET.get("under", "").strip(), day)
    heads = (_("Level"), _("Code"), _("Name"), _("Name in English"), _("Kind"), _("Code of the parent"),
             _("First day"), _("Last day"), _("Identity"))  # fmt: skip
    rows = [_exported(trees.branch(found, unit, 0)) for unit in trees.within(found, root, day)]
    return sent(table(heads, rows, _title(root, day)), kind, f"areas_{_code(root) or 'country'}_{day}", day)


def _exported(one: trees.Branch) -> tuple[str, ...]:
    unit = one.unit
    first = "" if one.by else unit.valid_from.isoformat()
    last = one.last.isoformat() if one.last else ""
    return (str(unit.level), unit.code, unit.name_vi, unit.name_en, kind_label(unit.kind), unit.parent_code, first,
            last, unit.uid)  # fmt: skip


def row(one: trees.Branch, day: date, under: str) -> dict[str, Any]:
    """A branch as a row with its words and addresses; `under` is the code of the unit that the page shows."""
    is_open, place = bool(one.opened), {"day": day.isoformat(), "under": under}
    return {
        "unit": one.unit, "kind": kind_label(one.unit.kind), "by": one.by, "last": one.last, "ending": one.ending,
        "below": one.below, "open": is_open, "children": [row(other, day, under) for other in one.opened],
        "toggle": urlencode(place | ({} if is_open else {"open": one.unit.code})),
        "swap": f"{reverse('areas:branch', args=[one.unit.uid])}?{urlencode(place | ({} if is_open else OPENED))}",
        "inside": _query(day, one.unit),
    }  # fmt: skip


def _query(day: date, root: Unit | None) -> str:
    return urlencode({"day": day.isoformat(), "under": _code(root)})


def _code(root: Unit | None) -> str:
    return root.code if root is not None else COUNTRY


def _title(root: Unit | None, day: date) -> str:
    place = name(root) if root is not None else _("The whole country")
    return _("{place} on {day}").format(place=place, day=day_text(day))


def _above(found: Ground, root: Unit | None, day: date) -> list[dict[str, str]]:
    """The way up, the country first."""
    if root is None:
        return []
    way = []
    unit = found.held.parent(root, day)
    while unit is not None:
        way.append({"url": f"?{_query(day, unit)}", "label": name(unit)})
        unit = found.held.parent(unit, day)
    country = {"url": f"?{_query(day, None)}", "label": _("The whole country")}
    return [country, *reversed(way)]


def _counts(found: Ground, root: Unit | None, day: date) -> list[dict[str, str | int]]:
    own = {root.uid} if root is not None else set()
    units = [unit for unit in trees.within(found, root, day) if unit.uid not in own]
    return [{"units": one.units, "level": level_label(one.level), "kinds": kinds(one.kinds)}
            for one in trees.counts(units)]  # fmt: skip


def _result(found: Ground, one: trees.Found) -> dict[str, Any]:
    """What a search found, in words."""
    unit = one.unit
    planned = unit.uid not in found.sure.units or (one.last is not None and one.last >= found.today)
    return {
        "unit": unit, "kind": kind_label(unit.kind), "parent": name(one.parent) if one.parent else "",
        "life": life(one.first, one.last, by=one.by), "became": became(one.fate, found.coming, unit),
        "planned": planned,
    }  # fmt: skip
