"""A task as a letter: why it exists, back to the gap of an indicator, and what has happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from quarterdeck.areas.queries import province
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.tables import sheet
from quarterdeck.figures.rules.table import Line
from quarterdeck.people.queries import posts_as_kept
from quarterdeck.reviews.models import AgendaItem, Conclusion
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.courses import course_of, take_on_by
from quarterdeck.tasks.queries.lists import Stood, events
from quarterdeck.tasks.rules import ACCEPTED, EVENTS, EVIDENCE, RETURNED
from quarterdeck.tasks.rules.explain import counting_steps, standing_steps, take_on_steps
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

# How many periods back a figure is looked for where the running one has none yet.
PERIODS_BACK = 8


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the history shows it: the post in the reader's language where it still exists."""

    event: TaskEvent
    label: str
    post: str


@dataclass(frozen=True, slots=True)
class Explained:
    """How a task stands, in steps, and how the days were `counted`: working days, holidays, swaps."""

    steps: tuple[Message, ...]
    counted: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """From the gap of an indicator to the indicator now; what is not there is None. `returned` tells when and why the
    last evidence was sent back: it then proves nothing."""

    gap: AgendaItem | None
    item: AgendaItem | None
    indicator: Indicator | None
    now: Line | None
    evidence: TaskEvent | None
    accepted: TaskEvent | None
    conclusion: Conclusion | None = None
    returned: TaskEvent | None = None


def history(of: Task) -> list[Happened]:
    """Everything that happened, oldest first. Two queries."""
    found = list(events(of))
    named = posts_as_kept({event.post for event in found})
    return [Happened(event, EVENTS[event.kind], named.get(event.post, event.post)) for event in found]


def concluded(of: Task) -> Conclusion | None:
    """The conclusion from which a task follows: its own, or that of the collective order that it belongs to."""
    return of.conclusion or (of.group.conclusion if of.group else None)


def chain(of: Task, happened: Iterable[Happened], known: AsKnown, today: date) -> Chain:
    """The chain that a task is a link of. At most six queries."""
    said = concluded(of)
    item = AgendaItem.objects.filter(pk=said.item_id).first() if said and said.item_id else None
    gap = item if item and item.kind == "gap" else None
    if said and of.indicator and gap is None:
        gap = AgendaItem.objects.filter(review=said.review, kind="gap", ref=of.indicator.code).first()
    proof, accepted, returned = (
        [one.event for one in happened if one.event.kind == kind] for kind in (EVIDENCE, ACCEPTED, RETURNED)
    )
    back = returned[-1] if proof and returned and returned[-1].pk > proof[-1].pk else None
    return Chain(
        gap=gap, item=item if item is not gap else None, indicator=of.indicator,
        now=_now(of, known, today) if of.indicator else None,
        evidence=proof[-1] if proof else None, accepted=accepted[-1] if accepted else None,
        conclusion=said, returned=back,
    )  # fmt: skip


def _now(of: Task, known: AsKnown, today: date) -> Line | None:
    """The newest figure of the task's indicator for the whole province, for a period as long as the review's."""
    home = province(today)
    if home is None:
        return None
    found = sheet(of.indicator.code, [home], known)
    said = concluded(of)
    kind = Period.parse(said.review.period).kind if said else "Q"
    period = Period.of_day(today, kind if kind in "ASQM" else "Q")
    for _step in range(PERIODS_BACK):
        line = found.line(home.code, period)
        if line.now.known:
            return line
        period = period.previous()
    return None


def explained(of: Stood, today: date) -> Explained:
    """Why the task stands where it stands, step by step, and whom it names who is no more."""
    calendar, course, task = packs.working_calendar(settings.PACK), course_of(of.task), of.task
    steps = standing_steps(of.standing, course, today=today, calendar=calendar, show=day_text)
    limit = take_on_by(task.issued_on)
    if limit is not None and limit.day != course.take_on_by:
        limit = None  # taken over from elsewhere: it could be taken on only from that day
    silence = take_on_steps(course, limit if course.state == "issued" else None, today=today, show=day_text)
    counted = counting_steps(course, issued_on=task.issued_on, calendar=calendar)
    told = silence[:1] if course.state_on(today) != course.state else ()  # else whose turn it is tells it
    return Explained((*steps, *told, *_without_heirs(of, today)), (*counted, *silence[1:]))


def _without_heirs(of: Stood, today: date) -> tuple[Message, ...]:
    """Who of an open task has ended with a unit while nobody has taken over."""
    task = of.task
    every = (task.lead, task.accountable_post, task.acceptor, task.follower_up, task.assigner, *task.cooperating.all())
    gone = dict.fromkeys(localname(one) for one in every if one.valid_to and one.valid_to <= today)
    if not (gone and of.standing.is_open):
        return ()
    text = gettext_noop("No more, and nobody has taken over yet: {names}.")
    return (Message(text, {"names": ", ".join(gone)}),)
