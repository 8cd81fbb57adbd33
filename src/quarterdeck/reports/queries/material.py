"""Everything a paper is made of, read once: figures as frozen for the review, and what hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import alive
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import difficulties
from quarterdeck.documents.queries.citing import Cited, citations_under
from quarterdeck.engine.reading.formula import codes_needed
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.reading import Reading
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.agenda import gaps
from quarterdeck.figures.queries.log import AsKnown, in_vintage, log
from quarterdeck.figures.queries.tables import Row, Sheet, in_order, with_notes
from quarterdeck.figures.rules.table import Book, Line, line, periods_needed
from quarterdeck.people.models import Post
from quarterdeck.prose.write import in_sentence
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.queries.figures import year_so_far
from quarterdeck.reports.rules import Lang
from quarterdeck.reviews.models import AgendaItem, Attendance, Conclusion, Review
from quarterdeck.reviews.queries import attending, conclusions, items, to_be_clarified
from quarterdeck.reviews.queries.assessments import Assessed, assessed
from quarterdeck.reviews.queries.planning import attendances
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries import Stood, standings, tasks


@dataclass(frozen=True, slots=True)
class Basis:
    """What every paper of a review stands on. `today` and `at` are when it is made, `lang` what it is written in."""

    review: Review
    period: Period
    ahead: Period
    area: Area
    districts: tuple[Area, ...]
    chairs: tuple[Post, ...]
    known: AsKnown
    doors: Doors
    lang: Lang
    today: date
    at: datetime

    def named(self, period: Period) -> str:
        """A period within a title or sentence: "quý I năm 2024" breaks over two lines where "I/2024" would not."""
        label = period.label(self.lang)
        if self.lang != "vi":
            return label
        return in_sentence(label.replace("/", " năm ") if period.kind in ("Q", "M") else label)

    @property
    def frozen(self) -> bool:
        """Whether the figures are those of a named vintage."""
        return bool(self.known.name)


def basis(review: Review, lang: Lang, *, today: date, at: datetime) -> Basis:
    """The review's period, province, chairs and vintage; where none is frozen yet, what is known at `at`.

    Two queries.
    """
    period = Period.parse(review.period)
    area, districts = _areas(min(period.last_day, review.held_on))
    known = in_vintage(review.vintage) if review.vintage else AsKnown(at)
    doors = Doors(area.code, review.code, known.name, timezone.localtime(known.at).date())
    chairs = tuple(review.chairs.select_related("organisation"))
    return Basis(review, period, Period.parse(review.ahead), area, districts, chairs, known, doors, lang, today, at)


def _areas(day: date) -> tuple[Area, tuple[Area, ...]]:
    """The province that this store steers and the units directly under it, as they were on a day. One query."""
    steered = alive(day).filter(steered=True)
    found = list(alive(day).filter(Q(pk__in=steered) | Q(parent_code__in=steered.values("code"))))
    home = next((one for one in found if one.steered), None)
    if home is None:
        raise NotFound(
            gettext_noop("This store steers no province yet."),
            remedy=gettext_noop("Set it up first: open it in a browser."),
        )
    return home, tuple(one for one in found if one.parent_code == home.code)


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that is behind, with all that is known of it, and the districts that report it, best first."""

    row: Row
    sheet: Sheet
    districts: Sequence[tuple[Area, Line]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Every indicator of the province with what sources say of it, and the log that they were read from."""

    rows: Sequence[Row]
    log: Log
    book: Book

    def so_far(self, of: Basis, row: Row) -> Reading:
        """The year so far, where it is another figure than that of the period."""
        measure, period = self.book.measures[row.indicator.code], Period.parse(row.line.now.period)
        return year_so_far(measure, self.log, of.area.code, period, self.book)

    def gaps(self, of: Basis) -> list[Gap]:
        """The indicators that are behind, worst first, each with its history and its districts."""
        return [self._gap(of, row) for row in gaps(list(self.rows))]

    def _gap(self, of: Basis, row: Row) -> Gap:
        measure = self.book.measures[row.indicator.code]
        codes = {measure.code, *codes_needed(measure, self.book.measures)}
        named = {one.indicator.code: one.indicator for one in self.rows if one.indicator.code in codes}
        sheet = Sheet(row.indicator, measure, self.log, self.book, named)
        ranked = in_order(sheet, of.period, of.districts)
        return Gap(row, sheet, ranked if any(line.now.value is not None for _, line in ranked) else ())


def figures(of: Basis, *, districts: bool) -> Figures:
    """All figures of the province, and of its districts where asked for, that a paper may need. Five queries."""
    everything = list(catalogue.indicators())
    rules = catalogue.book(everything)
    areas = [of.area, *(of.districts if districts else ())]
    regimes = {one.code: one.regime for one in everything}
    found = log(of.known, areas=areas, periods=periods_needed(of.period, rules.regimes), regimes=regimes)
    rows = [Row(one, line(rules.measures[one.code], found, of.area.code, of.period, rules)) for one in everything]
    return Figures(with_notes(rows, of.area), found, rules)


def earlier_tasks(of: Basis) -> list[Stood]:
    """The tasks that were given before the review, with where they stand today. Two queries."""
    return standings(of.today, _tasks().exclude(conclusion__review=of.review))


def all_tasks(of: Basis) -> list[Stood]:
    """Every task with where it stands today. Two queries."""
    return standings(of.today, _tasks())


def _tasks() -> QuerySet[Task]:
    return tasks().prefetch_related(None).prefetch_related("events")


def difficulties_of(of: Basis, agenda: Sequence[AgendaItem]) -> list[Difficulty]:
    """What was put before the review, and whatever is not answered yet, by code. Three queries."""
    asked = {item.ref for item in agenda if item.kind == "difficulty"}
    found = [one for one in difficulties() if one.code in asked or one.state == Difficulty.OPEN]
    return sorted(found, key=lambda one: one.code)


def agenda_of(of: Basis) -> list[AgendaItem]:
    """The agenda in order. One query."""
    return list(of.review.items.all())


def conclusions_of(of: Basis) -> list[Conclusion]:
    """The conclusions in order with their tasks. One query."""
    related = ("task__lead", "task__accountable_post", "clarify_owner")
    return list(conclusions(of.review).select_related(*related))


def cited_of(of: Basis) -> dict[int, list[Cited]]:
    """What the conclusions cite, by their number. Two queries."""
    found = citations_under("conclusion", of.review.code)
    return {int(ref.rpartition("/")[2]): cited for ref, cited in found.items()}


def unclear_before(of: Basis) -> list[Conclusion]:
    """Conclusions of other reviews that wait to be made clear. One query."""
    return list(to_be_clarified().exclude(review=of.review))


def discussed(of: Basis) -> list[AgendaItem]:
    """The agenda in order with what was said on each item. Three queries."""
    return list(items(of.review))


def attendance_of(of: Basis) -> list[Attendance]:
    """Everybody who was asked, chairs first. One query."""
    chairs = {post.pk for post in of.chairs}
    return sorted(attendances(of.review), key=lambda row: (row.post_id not in chairs, row.pk))


def assessments_of(of: Basis) -> list[Assessed]:
    """What was found in each theme. Three queries."""
    return assessed(of.review)


def taking_part(of: Basis) -> list[Post]:
    """Every post that takes part, chairs first. Two queries."""
    return attending(of.review)
