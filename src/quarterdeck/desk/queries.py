"""What Home shows, and the search over everything."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import trees
from quarterdeck.core.folding import fold
from quarterdeck.core.lineage import Unit
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import waiting_for as difficulties_waiting
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.agenda import gaps
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.tables import Row, table
from quarterdeck.reports.models import Inquiry
from quarterdeck.reports.queries.inquiries import waiting_for as claims_waiting
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.reviews.queries import latest, reviews, to_be_clarified
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries import Stood, standings, tasks, waiting_for
from quarterdeck.tasks.queries.wanted import OPEN, SETS
from quarterdeck.tasks.rules import Bucket

NEXT_DAYS = 30
FOUND_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Home:
    """The three lists of Home and the sentence above them."""

    period: Period
    judged: int
    off: list[Row]
    overdue: list[Stood]
    overdue_on_agenda: int
    unanswered: int
    to_do: list[Stood]
    to_answer: list[Difficulty]
    to_clarify: list[Conclusion]
    to_verify: list[Inquiry]
    next_reviews: list[Review]
    next_due: list[Stood]


def home(area: Area, known: AsKnown, actor: Actor, today: date) -> Home:
    """What is off course, what waits for the actor, what comes next."""
    period = period_of_interest(today)
    rows = table(period, area, known)
    overdue = standings(today, tasks().filter(SETS[Bucket.OPEN_OVERDUE](today)))
    last = latest()
    on_agenda = set(last.items.filter(kind="task").values_list("ref", flat=True)) if last else set()
    next_due = tasks().filter(SETS[OPEN](today), due__range=(today, today + timedelta(days=NEXT_DAYS)))
    return Home(
        period=period,
        judged=sum(str(row.line.pace.standing) != "unknown" for row in rows),
        off=gaps(rows),
        overdue=overdue,
        overdue_on_agenda=sum(one.task.code in on_agenda for one in overdue),
        unanswered=Difficulty.objects.filter(state=Difficulty.OPEN).count(),
        to_do=waiting_for(today, actor.post, actor.organisation),
        to_answer=list(difficulties_waiting(actor.organisation, today)),
        to_clarify=list(to_be_clarified().filter(clarify_owner__code=actor.post)),
        to_verify=list(claims_waiting(actor.organisation)),
        next_reviews=list(reviews().filter(held_on__gte=today).order_by("held_on")[:3]),
        next_due=standings(today, next_due[:6]),
    )


def period_of_interest(today: date) -> Period:
    """The period of the review nearest to today, else the quarter that is running."""
    last = latest()
    return Period.parse(last.period) if last else Period.of_day(today, "Q")


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of the search: which room, what, where; of a unit also the one above it and its last day."""

    room: str
    title_vi: str
    title_en: str
    note: str
    url: str
    parent: Unit | None = None
    last: date | None = None


def search(words: str, today: date) -> list[Found]:
    """Indicators, documents, tasks, difficulties, reviews and units that hold every word, with or without accents.

    At most eight of each room: units that are called so first, then all in the order of the work.
    """
    wanted = [fold(word) for word in words.split()]
    if not wanted:
        return []
    units, called = _units(words, today), " ".join(wanted)
    meant = [one for one in units if f" {fold(one.title_vi)}".endswith(f" {called}")]
    return [
        *meant, *_indicators(wanted), *_reviews(wanted), *_tasks(wanted), *_difficulties(wanted),
        *_documents(wanted), *(one for one in units if one not in meant),
    ]  # fmt: skip


def _holds(wanted: list[str], *texts: str) -> bool:
    text = fold(" ".join(texts))
    return all(word in text for word in wanted)


def _indicators(wanted: list[str]) -> list[Found]:
    hits = [
        one
        for one in Indicator.objects.prefetch_related("aliases")
        if _holds(wanted, one.code, one.name_vi, one.name_en, *(alias.text for alias in one.aliases.all()))
    ]
    return [
        Found("figures", one.name_vi, one.name_en, one.code, reverse("figures:indicator", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]


def _reviews(wanted: list[str]) -> list[Found]:
    hits = [one for one in Review.objects.all() if _holds(wanted, one.code, one.title_vi, one.title_en)]
    return [
        Found("reviews", one.title_vi, one.title_en, one.code, reverse("reviews:review", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]


def _tasks(wanted: list[str]) -> list[Found]:
    every = Task.objects.select_related("lead")
    hits = [
        one for one in every if _holds(wanted, one.code, one.text_vi, one.text_en, one.lead.name_vi, one.lead.name_en)
    ]
    return [
        Found("tasks", one.text_vi, one.text_en or one.text_vi, one.code, reverse("tasks:task", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]


def _difficulties(wanted: list[str]) -> list[Found]:
    hits = [one for one in Difficulty.objects.all() if _holds(wanted, one.code, one.matter_vi, one.matter_en)]
    return [
        Found("difficulties", one.matter_vi, one.matter_en or one.matter_vi, one.code,
              reverse("difficulties:difficulty", args=[one.code]))
        for one in hits[:FOUND_LIMIT]
    ]  # fmt: skip


def _units(words: str, today: date) -> list[Found]:
    return [
        Found("areas", one.unit.name_vi, one.unit.name_en or one.unit.name_vi, one.unit.code,
              reverse("areas:unit", args=[one.unit.uid]), one.parent, one.last)
        for one in trees.nearby(words, today, FOUND_LIMIT)
    ]  # fmt: skip


def _documents(wanted: list[str]) -> list[Found]:
    condition = Q()
    for word in wanted:
        condition &= Q(folded__contains=word)
    return [
        Found("documents", one.abstract_vi, one.abstract_en or one.abstract_vi, one.number,
              reverse("documents:document", args=[one.pk]))
        for one in Document.objects.filter(condition)[:FOUND_LIMIT]
    ]  # fmt: skip
