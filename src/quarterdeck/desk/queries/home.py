"""What Home shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quarterdeck.areas.models import Area
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.models import Call, Difficulty
from quarterdeck.difficulties.queries import to_confirm
from quarterdeck.difficulties.queries.calls import waiting_for as calls_waiting
from quarterdeck.difficulties.queries.owed import OwnStep, owed
from quarterdeck.difficulties.rules.support import STEPS
from quarterdeck.figures.queries.agenda import gaps
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.tables import Row, table
from quarterdeck.reports.models import Inquiry
from quarterdeck.reports.queries.inquiries import waiting_for as claims_waiting
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.reviews.queries import reviews, to_be_clarified
from quarterdeck.tasks.models import CooperatingPart, Task
from quarterdeck.tasks.queries import Stood, standings, tasks
from quarterdeck.tasks.queries.mine import Mine, mine, parts_to_give
from quarterdeck.tasks.queries.wanted import OPEN, SETS
from quarterdeck.tasks.rules import Bucket

NEXT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Home:
    """The three lists of Home and the sentence above them."""

    period: Period
    judged: int
    off: list[Row]
    overdue: int
    overdue_on_agenda: int
    unanswered: int
    to_do: Sequence[Mine]
    to_give: Sequence[CooperatingPart]
    to_fund: Sequence[tuple[OwnStep, str]]
    to_tell: Sequence[Difficulty]
    to_answer: Sequence[Difficulty]
    to_confirm: list[Difficulty]
    to_reply: list[Call]
    to_clarify: list[Conclusion]
    to_verify: list[Inquiry]
    next_reviews: list[Review]
    next_due: list[Stood]


def home(area: Area, known: AsKnown, actor: Actor, today: date) -> Home:
    """What is off course, what waits for the actor, what comes next."""
    last = _review_of_interest(today)
    period = _period(last, today)
    rows = table(period, area, known)
    asked = owed(actor, today)
    overdue = Task.objects.filter(SETS[Bucket.OPEN_OVERDUE](today))
    on_agenda = set(last.items.filter(kind="task").values_list("ref", flat=True)) if last else set()
    next_due = tasks().filter(SETS[OPEN](today), due__range=(today, today + timedelta(days=NEXT_DAYS)))
    return Home(
        period=period,
        judged=sum(str(row.line.pace.standing) != "unknown" for row in rows),
        off=gaps(rows),
        overdue=overdue.count(),
        overdue_on_agenda=overdue.filter(code__in=on_agenda).count(),
        unanswered=Difficulty.objects.filter(state=Difficulty.OPEN).count(),
        to_do=mine(actor, today),
        to_give=parts_to_give(actor, today),
        to_fund=[(one, STEPS[one.step.stage.step]) for one in asked.steps],
        to_tell=asked.interim,
        to_answer=asked.answer,
        to_confirm=to_confirm(actor.organisation, today),
        to_reply=list(calls_waiting(actor.organisation)),
        to_clarify=list(to_be_clarified().filter(clarify_owner__code=actor.post)),
        to_verify=list(claims_waiting(actor.organisation)),
        next_reviews=list(reviews().filter(held_on__gte=today).exclude(state=Review.CLOSED).order_by("held_on")[:3]),
        next_due=standings(today, next_due[:6]),
    )


def period_of_interest(today: date) -> Period:
    """The period of the review of interest, else the quarter that is running."""
    return _period(_review_of_interest(today), today)


def _period(of: Review | None, today: date) -> Period:
    return Period.parse(of.period) if of else Period.of_day(today, "Q")


def _review_of_interest(today: date) -> Review | None:
    """The review held last or being held, else the next one.

    One that is only being prepared for a later day changes nothing: its period has hardly begun.
    """
    held = reviews().exclude(state=Review.PREPARING, held_on__gt=today).first()
    return held or reviews().order_by("held_on").first()
