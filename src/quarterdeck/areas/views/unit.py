"""The page of one unit: its life, where it came from, what became of it, what hangs on it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.areas.queries.ground import Ground, ground, vague
from quarterdeck.areas.queries.lives import Life, Link, life
from quarterdeck.areas.queries.trees import last_day
from quarterdeck.areas.rules.kin import of_day
from quarterdeck.areas.views import words
from quarterdeck.areas.views.asked import day_of, tabs
from quarterdeck.core.lineage import Event, Standing, Unit
from quarterdeck.core.links import Backlink, backlinks
from quarterdeck.core.rights import Right
from quarterdeck.web import clock
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import localname


@gate(Right.READ)
def page(request: HttpRequest, uid: str) -> HttpResponse:
    """One version of a unit with all that leads to it and from it."""
    today = clock.today()
    found = ground([], today=today)
    lived = life(found, uid, day_of(request.GET, "day"))
    unit = lived.unit
    context = {
        "section": "areas", "tabs": tabs(""), "life": lived, "row": lived.row, "title": localname(lived.row),
        "kind": words.kind_label(lived.row.kind), "level": words.level_label(lived.row.level),
        "standing": Standing(lived.row.standing), "source": words.phrase(lived.row.source),
        "crumbs": _crumbs(found, lived), "hangs": _hanging(uid),
        "today": today,
    }  # fmt: skip
    if unit is not None:
        context |= {
            "lived": _lived(found, unit), "sentence": _sentence(found, lived), "before": _links(lived.before),
            "after": _links(lived.after), "thread": [_version(found, one, uid) for one in lived.thread],
            "note": _note(found, lived, today), "children": _children(found, lived), "about_two_days": _two_days(lived),
        }  # fmt: skip
    return render(request, "areas/unit.html", context)


def _crumbs(found: Ground, lived: Life) -> list[Unit]:
    way, unit = [], lived.parent
    while unit is not None:
        way.append(unit)
        unit = found.coming.parent(unit, lived.day)
    return way[::-1]


def _lived(found: Ground, unit: Unit) -> str:
    return words.life(unit.valid_from, last_day(unit), by=unit.uid in vague(found.coming))


def _sentence(found: Ground, lived: Life) -> str:
    """What became of it, with the word that it is only planned where it is."""
    unit = lived.unit
    if unit is None or lived.fate is None:
        return ""
    text = words.became(lived.fate, found.coming, unit)
    sure = found.sure.units.get(unit.uid)
    planned = sure is None or sure.valid_to is None
    return _("{what} (planned, not in force yet)").format(what=text) if planned else text


def _links(links: Sequence[Link]) -> list[dict[str, Any]]:
    """Predecessors or successors under the events that made them."""
    ordered = sorted(links, key=lambda link: link.event.code if link.event else "")
    return [
        {"event": event, "title": event.title(language()) if event else "", "links": [_link(one) for one in several]}
        for event, several in ((key, list(some)) for key, some in groupby(ordered, key=_event))
    ]


def _event(link: Link) -> Event | None:
    return link.event


def _link(link: Link) -> dict[str, Any]:
    shares = link.succession.shares
    qualities = {one.quality for one in shares.values() if one.value not in (None, 1)}
    return {
        "unit": link.unit, "parent": link.parent, "shares": words.parts_of(link.succession),
        "qualities": sorted(qualities, key=lambda one: one.rank), "evidence": words.phrase(link.succession.evidence),
        "divided": any(one.value != 1 for one in shares.values()),
    }  # fmt: skip


def _version(found: Ground, unit: Unit, uid: str) -> dict[str, Any]:
    parent = found.coming.parent(unit, unit.valid_from)
    return {
        "unit": unit, "kind": words.kind_label(unit.kind), "parent": parent, "current": unit.uid == uid,
        "life": _lived(found, unit), "planned": unit.uid not in found.sure.units,
    }  # fmt: skip


def _note(found: Ground, lived: Life, today: date) -> list[dict[str, Any]]:
    """Which other units its code means at other times, by the name of today or the nearest that they bore."""
    told = []
    for thread in lived.others:
        first, last = thread[0], thread[-1]
        by = first.uid in vague(found.coming)
        told.append({"unit": of_day(thread, today), "life": words.life(first.valid_from, last_day(last), by=by)})
    return told


def _children(found: Ground, lived: Life) -> list[dict[str, Any]]:
    return [
        {"unit": one, "kind": words.kind_label(one.kind), "below": len(found.coming.children(one, lived.day))}
        for one in lived.children
    ]


def _two_days(lived: Life) -> str:
    """The query that follows what is under the unit, from its first day to its last or the present."""
    unit = lived.unit
    if unit is None or not lived.children:
        return ""
    return urlencode({"from": lived.day.isoformat(), "under": unit.code})


def _hanging(uid: str) -> list[tuple[str, list[Backlink]]]:
    """What other rooms hang on the version, by the words that say how."""
    found = sorted((link for link in backlinks("area", uid) if link.room != "areas"), key=lambda one: one.label)
    return [(label, list(links)) for label, links in groupby(found, key=lambda one: one.label)]
