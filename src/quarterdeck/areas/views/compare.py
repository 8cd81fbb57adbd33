"""Then and now: the units of one day beside what they are on another."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from quarterdeck.areas.queries.trees import top
from quarterdeck.areas.rules.then_and_now import Comparison, Line, acts, compare
from quarterdeck.areas.rules.turns import Part
from quarterdeck.areas.views import words
from quarterdeck.areas.views.asked import Span, span, tabs
from quarterdeck.areas.views.files import sent, table
from quarterdeck.core.lineage import Unit
from quarterdeck.core.rights import Right
from quarterdeck.papers.content import Cell
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text

MOST_UNITS = 800


@gate(Right.READ)
def page(request: HttpRequest) -> HttpResponse:
    """The comparison as a table."""
    what = span(request)
    changed = request.GET.get("changed", "") == "1"
    many = len(what.units) > MOST_UNITS
    made = None if many else compared(what)
    lines = [line for line in made.lines if line.changed or not changed] if made else []
    context = {
        "section": "areas", "tabs": tabs("compare", what.query()), "span": what, "changed": changed, "many": many,
        "choices": narrower(what) if many else [], "made": made, "rows": [_row(line, what) for line in lines],
        "then": day_text(what.start), "now": day_text(what.end), "back": what.end < what.start,
        "swapped": _swapped(what), "export": what.query(changed="1" if changed else None),
        "unchanged": sum(not line.changed for line in made.lines) if made else 0,
    }  # fmt: skip
    return render(request, "areas/compare.html", context)


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The comparison as a file: one row for each pair of units."""
    what = span(request)
    changed = request.GET.get("changed", "") == "1"
    lines = [line for line in compared(what).lines if line.changed or not changed]
    heads = (
        _("Code on {day}").format(day=day_text(what.start)), _("Unit on {day}").format(day=day_text(what.start)),
        _("Parent"), _("What became of it"), _("Code on {day}").format(day=day_text(what.end)),
        _("Unit on {day}").format(day=day_text(what.end)), _("Share ({by})").format(by=words.denominator(what.by)),
        _("Quality"), _("Legal acts"),
    )  # fmt: skip
    by_unit = {line.unit.uid: acts(what.ground.held, line.unit, what.start, what.end) for line in lines}
    rows = [(*_exported(line, part), "; ".join(by_unit[line.unit.uid])) for line in lines for part in line.fate.parts]
    told = list(dict.fromkeys(act for some in by_unit.values() for act in some))
    name = f"areas_{what.code}_{what.start}_{what.end}"
    return sent(
        table(heads, rows, f"{what.place}: {day_text(what.start)} – {day_text(what.end)}"),
        kind,
        name,
        what.end,
        [(_("Legal acts"), act) for act in told],
    )


def compared(what: Span) -> Comparison:
    """The units asked about beside what they are on the other day."""
    return compare(what.ground.held, what.units, what.start, what.end, what.by)


def narrower(what: Span) -> list[dict[str, str]]:
    """The units directly below, to choose one where all of them are too much to show."""
    found = top(what.ground, what.under, what.start)
    return [{"query": what.query(under=unit.code), "label": words.name(unit)} for unit in found]


def _swapped(what: Span) -> str:
    """The same seen from the other day; the unit above is left out where its code means another one then."""
    there = what.ground.held.on(what.under.code, what.end) if what.under is not None else None
    same = there is not None and what.ground.held.bare_name(there) == what.ground.held.bare_name(what.under or there)
    under = what.code if same or what.under is None else None
    return what.query(**{"from": what.end.isoformat(), "to": what.start.isoformat(), "under": under})


def _row(line: Line, what: Span) -> dict[str, Any]:
    """A line with its words; going back, the quality alone says that shares are not known."""
    back = what.end < what.start
    parts = [_part(part, what.by) | {"untold": back and part.share is None} for part in line.fate.parts]
    return {
        "unit": line.unit, "parent": line.parent, "changed": line.changed, "turn": line.fate.turn, "parts": parts,
        "quality": line.fate.quality,
    }  # fmt: skip


def _part(part: Part, by: str) -> dict[str, Any]:
    """A part of a unit with the words for its share; none where it is the whole."""
    told = "" if part.share == 1 else words.share(part.share, part.quality, by)
    return {"unit": part.unit, "share": told}


def _exported(line: Line, part: Part) -> Sequence[str | Cell]:
    lang = language()
    share = Cell("") if part.share is None else Cell(str(words.decimal(part.share)), words.decimal(part.share, 6))
    target: Unit | None = part.unit
    return (
        line.unit.code, words.name(line.unit), words.name(line.parent) if line.parent else "",
        line.fate.turn.label(lang), target.code if target else "", words.name(target) if target else "", share,
        (line.fate.quality if part.share is None else part.quality).label(lang),
    )  # fmt: skip
