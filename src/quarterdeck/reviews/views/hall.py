"""The screen of the hall: what the secretary puts before everybody, large enough for the back row."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right, may
from quarterdeck.core.wording import unit_label
from quarterdeck.reviews.queries import conclusions_of, hall
from quarterdeck.web.gates import gate
from quarterdeck.web.templatetags.quarterdeck.figures import badge, missing, number, quantity
from quarterdeck.web.templatetags.quarterdeck.judgements import standing
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.signs import LETTERS, letters_of
from quarterdeck.web.templatetags.quarterdeck.words import day as day_tag
from quarterdeck.web.templatetags.quarterdeck.words import localname, period_of

ROWS = 10  # so many rows of a table are readable from the back
ROOMY, DOUBLE = 5, 7


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `unit` stands under its title."""

    title: str
    unit: str = ""
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; `current` is the one that is being talked about, `letters` mark its figures."""

    title: str
    cells: tuple[SafeString | str, ...]
    current: bool = False
    lead: str = ""
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table for the whole screen; `more` rows did not fit, `letters` mark figures that are shown."""

    caption: str
    head: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    more: int = 0

    @property
    def letters(self) -> list[str]:
        """What marks the figures that are shown, for the legend."""
        return list(dict.fromkeys(letter for line in self.lines for letter in line.letters))

    @property
    def rows(self) -> list[tuple[Line, list[tuple[Column, SafeString | str]]]]:
        """Every line with its cells, each beside its column."""
        return [(line, list(zip(self.columns, line.cells, strict=True))) for line in self.lines]

    @property
    def lines_each(self) -> int:
        """How many lines a title may take."""
        return 3 if len(self.lines) <= ROOMY else 2 if len(self.lines) <= DOUBLE else 1


@gate(Right.READ)
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The whole screen; from here it follows the secretary by itself."""
    of = _review(code)
    context = _shown(of) | {"section": "reviews", "steers": may(request.actor, Right.RECORD_CONCLUSION),
                            "tag": _tag(of, request.LANGUAGE_CODE)}  # fmt: skip
    return render(request, "reviews/hall.html", context)


@gate(Right.READ)
@require_GET
def now(request: HttpRequest, code: str) -> HttpResponse:
    """What the hall is to see at this moment; 304 where it sees that already."""
    of = _review(code)
    tag = _tag(of, request.LANGUAGE_CODE)
    if request.headers.get("If-None-Match", "") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    answer = render(request, "reviews/hall_show.html", _shown(of))
    answer.headers["ETag"], answer.headers["Cache-Control"] = tag, "no-cache"
    return answer


@gate(Right.RECORD_CONCLUSION)
@require_GET
def draw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Draw the chart of an item ahead, so that it is there at once when it is put before the hall."""
    item = next((one for one in _review(code).items.select_related("review__vintage") if one.pk == pk), None)
    course = hall.course(item) if item else None
    if course:
        course.drawing()
    return HttpResponse(status=204)


def _review(code: str) -> Any:
    of = hall.on_screen(code)
    if of is None:
        raise NotFound(gettext_noop("There is no such review."), remedy=gettext_noop("Choose one from the list."))
    return of


def _tag(of: Any, lang: str) -> str:
    item = of.on_screen
    seen = (of.version, of.screen_version, of.state, lang, item and (item.pk, item.number, item.evidence))
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:24]}"'


def _shown(of: Any) -> dict[str, Any]:
    """The item with its chart or table; where there is none to be drawn, the item alone."""
    item = of.on_screen if of.screen != "blank" else None
    found: dict[str, Any] = {"review": of, "item": item, "screen": of.screen if item else "blank"}
    if item is None:
        return found
    item.review = of
    found["letters"] = list(dict.fromkeys(_marks(item.evidence)))
    if of.screen == "chart":
        course = hall.course(item)
        drawing = course.drawing() if course else ""
        return found | ({"chart": SafeString(drawing)} if drawing else {"screen": "item"})
    if of.screen == "table":
        table = _districts(item) or _alike(item) or _concluded(item)
        return found | ({"table": table} if table else {"screen": "item"})
    return found


def _districts(item: Any) -> Table | None:
    """The units that report the indicator, best first."""
    found = hall.districts_of(item)
    if found is None:
        return None
    course, ranked = found
    measure, indicator = course.sheet.measure, course.sheet.indicator
    planned = any(one.line.of_plan.known for one in ranked)
    unit = unit_label(measure.unit, language())
    columns = (
        Column(period_of(course.line.now.period).label(language()), unit),
        *((Column(_("Plan or target"), unit), Column(_("Of the plan"), "%")) if planned else (Column(_("Change")),)),
        Column(_("Pace"), figures=False),
    )  # fmt: skip
    lines = [
        Line(
            localname(one.area),
            (_figure(one.line.now, measure.decimals),
             *((_figure(one.line.plan, measure.decimals), _figure(one.line.of_plan, 1)) if planned
               else (_figure(one.line.change, 1, sign=True, with_unit=True),)),
             standing(one.line.pace)),
            lead=str(one.place or ""),
            letters=_letters(one.line.now, *((one.line.plan, one.line.of_plan) if planned else (one.line.change,))),
        )
        for one in ranked
    ]  # fmt: skip
    caption = _("{name}, by area").format(name=localname(indicator))
    return Table(caption, _("Area"), columns, *_fitting(lines, 0))


def _figure(of: Any, decimals: int | None, **how: bool) -> SafeString:
    """A figure with what marks it."""
    return quantity(of.quantity, decimals, origin="illustrative" if of.illustrative else "", **how)


def _letters(*readings: Any) -> tuple[str, ...]:
    """What marks some figures, in the order of the row."""
    known = (one for one in readings if one.quantity is not None)
    return tuple(
        letter for one in known for letter in letters_of(one.quantity.status.value, illustrative=one.illustrative)
    )


def _alike(item: Any) -> Table | None:
    """The items of the same kind on the agenda, the one being talked about among them."""
    listed = hall.alike(item)
    if item.kind not in CELLS or len(listed) < 2:
        return None
    columns, cells = CELLS[item.kind]
    lines = [
        Line(localname(one, "title"), cells(one.evidence), one.pk == item.pk, str(one.number), _marks(one.evidence))
        for one in listed
    ]
    at = next(place for place, one in enumerate(lines) if one.current)
    return Table(_captions()[item.kind], _("Item"), columns(), *_fitting(lines, at))


def _concluded(item: Any) -> Table | None:
    """What has been concluded on an item that stands for itself, newest at the end; drafts are not for the hall."""
    found = list(conclusions_of(item).select_related("author"))
    if not found:
        return None
    lines = [Line(localname(one, "text"), (localname(one.author),), lead=str(one.number)) for one in found]
    columns = (Column(_("Who concluded"), figures=False),)
    shown = lines[-ROOMY:]
    return Table(_("Concluded on this item"), _("Conclusion"), columns, tuple(shown), len(lines) - len(shown))


def _captions() -> dict[str, str]:
    return {
        "gap": _("Indicators behind pace on this agenda"),
        "task": _("Tasks on this agenda"),
        "difficulty": _("Difficulties on this agenda"),
    }


def _fitting(lines: Sequence[Line], at: int) -> tuple[tuple[Line, ...], int]:
    """As many rows as the screen takes, with row `at` among them, and how many are left out."""
    if len(lines) <= ROWS:
        return tuple(lines), 0
    first = max(0, min(at - ROWS // 2, len(lines) - ROWS))
    return tuple(lines[first : first + ROWS]), len(lines) - ROWS


def _gap_columns() -> tuple[Column, ...]:
    return (
        Column(_("Value")),
        Column(_("Plan or target")),
        Column(_("Of the plan"), "%"),
        Column(_("Pace"), figures=False),
    )


def _gap_cells(evidence: dict[str, Any]) -> tuple[SafeString | str, ...]:
    share = Decimal(evidence["of_plan"]) if evidence.get("of_plan") else None
    value, plan = (Decimal(evidence[name]) if evidence.get(name) else None for name in ("value", "plan"))
    unit = evidence.get("unit", "")
    marks = evidence.get("badges") or {}
    return (
        _marked(number(value, None, unit), evidence.get("badge")), _marked(number(plan, None, unit), marks.get("plan")),
        _marked(number(share, 1), marks.get("of_plan")), standing(evidence.get("standing")),
    )  # fmt: skip


def _marked(figure: SafeString, letter: str | None) -> SafeString:
    return format_html("{}{}", figure, badge(*("", "illustrative") if letter == "I" else (letter or "",)))


def _marks(evidence: dict[str, Any]) -> tuple[str, ...]:
    """What marks the figures of evidence; one letter each, as it was gathered."""
    marks = evidence.get("badges") or {}
    found = (evidence.get("badge"), marks.get("plan"), marks.get("of_plan"))
    return tuple(letter for letter in found if letter in LETTERS)


def _task_columns() -> tuple[Column, ...]:
    return Column(_("Due")), Column(_("Days late"))


def _task_cells(evidence: dict[str, Any]) -> tuple[SafeString | str, ...]:
    return _day(evidence.get("due")), _count(evidence.get("days_late"))


def _difficulty_columns() -> tuple[Column, ...]:
    return Column(_("Raised on")), Column(_("Answer due")), Column(_("Days late"))


def _difficulty_cells(evidence: dict[str, Any]) -> tuple[SafeString | str, ...]:
    late = _count(evidence.get("days_late"))
    return _day(evidence.get("raised_on")), _day(evidence.get("answer_by")), late


def _count(days: object) -> SafeString | str:
    return missing() if days is None else str(days)


def _day(text: object) -> SafeString:
    return day_tag(date.fromisoformat(str(text))) if text else missing()


CELLS = {
    "gap": (_gap_columns, _gap_cells),
    "task": (_task_columns, _task_cells),
    "difficulty": (_difficulty_columns, _difficulty_cells),
}
