"""Who became whom: a flow diagram, and the same as a list."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quarterdeck.areas.rules import flowing
from quarterdeck.areas.rules.then_and_now import Comparison
from quarterdeck.areas.views import words
from quarterdeck.areas.views.asked import Span, span, tabs
from quarterdeck.areas.views.compare import MOST_UNITS, compared, narrower
from quarterdeck.areas.views.drawing import Scene, drawing
from quarterdeck.core.lineage import Pair, Unit
from quarterdeck.core.rights import Right
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.words import day_text


@gate(Right.READ)
def page(request: HttpRequest) -> HttpResponse:
    """The diagram, by the parents that the units had on the first day; or the list of the same."""
    what = span(request)
    every, into = request.GET.get("all", "") == "1", request.GET.get("into", "").strip()
    as_list = request.GET.get("form", "") == "list"
    many = len(what.units) > MOST_UNITS
    made = None if many else compared(what)
    groups = _groups(what, made, every, into, as_list) if made else []
    drawn = sum(len(group["sources"]) for group in groups)
    context = {
        "section": "areas", "tabs": tabs("flow", what.query()), "span": what, "every": every, "into": into,
        "as_list": as_list, "many": many, "choices": narrower(what) if many else [], "made": made,
        "groups": groups, "drawn": drawn, "then": day_text(what.start), "now": day_text(what.end),
        "back": what.end < what.start, "kept": {"into": into, "form": "list" if as_list else ""},
        "unchanged": sum(not line.changed for line in made.lines) if made else 0,
        "picture": what.query(into=into, all="1" if every else None),
        "listed": what.query(into=into, all="1" if every else None, form="list"),
        "with_all": what.query(into=into, all=None if every else "1", form="list" if as_list else None),
    }  # fmt: skip
    return render(request, "areas/flow.html", context)


def _groups(what: Span, made: Comparison, every: bool, into: str, as_list: bool) -> list[dict[str, Any]]:
    """Knots of units under the parent that most of them had, in the order of the parents."""
    changed = {line.unit.uid for line in made.lines if line.changed or every}
    pairs = [pair for uid in _orderly(made, changed) for pair in made.crosswalk.of.get(uid, ())]
    knots = [knot for knot in flowing.knots(pairs) if not into or any(pair.target == into for pair in knot)]
    parents = {line.unit.uid: line.parent for line in made.lines}
    by_parent: dict[str, list[Sequence[Pair]]] = {}
    for knot in knots:
        by_parent.setdefault(_home(knot, parents), []).append(knot)
    scene = Scene(what, parents)
    return [_group(scene, code, some, as_list) for code, some in sorted(by_parent.items())]


def _orderly(made: Comparison, wanted: set[str]) -> list[str]:
    """The units to draw, in the order of what they became, so that the diagram begins orderly."""
    lines = [line for line in made.lines if line.unit.uid in wanted]
    return [line.unit.uid for line in sorted(lines, key=lambda one: [unit.code for unit in one.fate.units])]


def _home(knot: Iterable[Pair], parents: dict[str, Unit | None]) -> str:
    """The code of the parent that most of a knot's units had."""
    codes = [parent.code for pair in knot if (parent := parents[pair.source]) is not None]
    return max(sorted(set(codes)), key=codes.count, default="")


def _group(scene: Scene, code: str, knots: Sequence[Sequence[Pair]], as_list: bool) -> dict[str, Any]:
    pairs = [pair for knot in knots for pair in knot]
    return {
        "parent": scene.parent(code), "code": code, "sources": {pair.source for pair in pairs},
        "targets": {pair.target for pair in pairs if pair.target is not None},
        "drawings": [] if as_list else [drawing(scene, code, flowing.layout(knot)) for knot in knots],
        "list": _listed(scene, code, pairs),
    }  # fmt: skip


def _listed(scene: Scene, code: str, pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Each unit of the later day with those that have a part in it."""
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.target or flowing.NOBODY, []).append(pair)
    rows = [
        {"unit": scene.units.get(target), "parts": [_part(scene, code, pair) for pair in some]}
        for target, some in found.items()
    ]
    return sorted(rows, key=lambda row: row["unit"].code if row["unit"] else "~")


def _part(scene: Scene, code: str, pair: Pair) -> dict[str, Any]:
    told = "" if pair.share == Fraction(1) else words.share(pair.share, pair.quality, scene.span.by)
    return {"unit": scene.units[pair.source], "share": told, "from": scene.elsewhere(pair.source, code)}
