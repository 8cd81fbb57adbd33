"""What the screen of the hall shows: the course of an indicator and its districts, as frozen for the review."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import children, province
from quarterdeck.core.errors import NotFound
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries.charts import chart_of, drawings
from quarterdeck.figures.queries.log import AsKnown, in_vintage
from quarterdeck.figures.queries.restating import Together
from quarterdeck.figures.queries.tables import Sheet, in_order, places, sheet
from quarterdeck.figures.rules.table import Line
from quarterdeck.papers.charts import spec_of, svg
from quarterdeck.reviews.models import AgendaItem, Review

# Pixels before the drawing fills the screen: few, so that its letters grow with it.
WIDTH, HEIGHT = 650, 210


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit in a ranking; `place` is None where it has no figure."""

    place: int | None
    area: Area | Together
    line: Line


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator over time and over the districts, in the state of knowledge the review works on."""

    sheet: Sheet
    line: Line
    area: Area
    known: AsKnown

    def drawing(self) -> str:
        """The chart as an SVG element for the whole screen; "" with fewer than two figures."""
        day = timezone.localtime(self.known.at).date()
        chart = chart_of(self.sheet, self.line, self.area, day)
        if chart is None:
            return ""
        folder = drawings()
        spec = spec_of(replace(chart, width=WIDTH, height=HEIGHT), cache=folder)
        return svg(spec, alt=chart.title, cache=folder)


def on_screen(code: str) -> Review | None:
    """The review with what its hall sees, in one query; None where there is no such review."""
    return Review.objects.filter(code=code).select_related("on_screen", "vintage").first()


def course(item: AgendaItem, districts: Sequence[Area] = ()) -> Course | None:
    """The indicator an item is about, with the figures of `districts`; None where the item is about something else.

    Five queries.
    """
    known = _known(item)
    if item.kind != "gap" or known is None:
        return None
    period = Period.parse(str(item.evidence.get("period") or item.review.period))
    area = province(period.last_day)
    if area is None:
        return None
    try:
        found = sheet(item.ref, [area, *districts], known)
    except NotFound:  # an indicator that has been renamed since an old review
        return None
    return Course(found, found.line(area.code, period), area, known)


def _known(item: AgendaItem) -> AsKnown | None:
    """The vintage of the review; before it is opened, the moment at which the evidence was gathered."""
    if item.review.vintage is not None:
        return in_vintage(item.review.vintage)
    moment = str(item.evidence.get("known_on") or "")
    return AsKnown(datetime.fromisoformat(moment)) if moment else None


def districts_of(item: AgendaItem) -> tuple[Course, list[Ranked]] | None:
    """The units under the province that report the indicator, best first; None where none does."""
    day = Period.parse(str(item.evidence.get("period") or item.review.period)).last_day
    area = province(day)
    units = list(children(area.code, day)) if area else []
    found = course(item, units)
    if found is None:
        return None
    lines = in_order(found.sheet, Period.parse(found.line.now.period), units)
    if not any(line.now.known for _area, line in lines):
        return None
    ranks = places(found.sheet, lines)
    return found, [Ranked(rank, area, line) for rank, (area, line) in zip(ranks, lines, strict=True)]


def alike(item: AgendaItem) -> list[AgendaItem]:
    """Every item of the same kind on the agenda, in order."""
    return list(item.review.items.filter(kind=item.kind))


def neighbour(review: Review, step: int) -> AgendaItem | None:
    """The item `step` places after the one on the screen (before it where negative); the ends hold. Without one on
    the screen the first."""
    listed = list(review.items.all())
    if not listed:
        return None
    at = next((place for place, one in enumerate(listed) if one.pk == review.on_screen_id), None)
    return listed[0] if at is None else listed[max(0, min(at + step, len(listed) - 1))]
