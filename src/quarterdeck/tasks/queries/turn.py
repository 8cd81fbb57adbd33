"""Whose turn it is with a task, since when, to do what, and what happens next and when: in the reader's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.queries.holds import Clock
from quarterdeck.tasks.models import Extension, Task, TaskEvent
from quarterdeck.tasks.queries.courses import course_of, vacant
from quarterdeck.tasks.queries.ladder import Shown
from quarterdeck.tasks.queries.lists import Stood
from quarterdeck.tasks.rules import DECLINED, KEPT, PASSING, RETURNED, TAKEN_ON
from quarterdeck.tasks.rules.explain import Dated, decide_limit
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

_DAY = timedelta(days=1)
# What whoever's turn it is does, by state.
_WHAT = {
    "issued": gettext_noop("take the task on, or return it with a reason"),
    "passed_on": gettext_noop("take the task on, or return it with a reason"),
    "taken_on": gettext_noop("do it and submit the evidence"),
    "declined": gettext_noop("leave it with the lead, hand it over or cancel it"),
    "submitted": gettext_noop("accept the evidence or return it"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """`who` (names) acts since a day and does `what`; `then` tells what happens next, and when."""

    who: str
    since: date
    what: Message
    then: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An extension that waits: who decides on it, by when (None: no rule says), and whether that day is past."""

    extension: Extension
    who: str
    by: Dated | None
    late: bool


def asked(of: Task, waiting: Extension | None, today: date) -> Asked | None:
    """The extension of an open task that waits to be decided."""
    if waiting is None or of.asked_due is None:
        return None
    by = decide_by(timezone.localtime(waiting.asked_at).date())
    return Asked(waiting, localname(of.assigner), by, by is not None and today > by.day)


def decide_by(asked_on: date) -> Dated | None:
    """By when an extension asked for on a day is decided; None where no limit holds or the year is not verified."""
    limits = packs.read(settings.PACK, "tasks.yaml").get("decide") or []
    try:
        return decide_limit(asked_on, limits, packs.working_calendar(settings.PACK))
    except BadInput:
        return None


def turn(
    of: Stood, events: Sequence[TaskEvent], clock: Clock | None, ladder: Sequence[Shown], today: date
) -> Turn | None:
    """Whose turn it is; None of a task that is done or cancelled. A task stuck on a difficulty is with who answers."""
    state, task = of.standing.state, of.task
    if not of.standing.is_open:
        return None
    if clock is not None and clock.code and clock.since and state in ("issued", "passed_on", "taken_on"):
        return _stuck(task, clock, clock.since)
    who = {"declined": task.assigner, "submitted": task.acceptor}.get(state, task.lead)
    if state == "submitted" and vacant(task.acceptor, today):
        who = task.assigner
    return Turn(localname(who), _since(of, events), Message(_WHAT[state]), _then(of, ladder))


def _stuck(task: Task, clock: Clock, since: date) -> Turn:
    what = Message(gettext_noop("answer difficulty {code}, on which the task is stuck"), {"code": clock.code})
    back = Message(gettext_noop("Once it is answered the task is with {lead} again. Its due date {due} stays."),
                   {"lead": localname(task.lead), "due": day_text(task.due)})  # fmt: skip
    by = (Message(gettext_noop("The answer is due on {day}."), {"day": day_text(clock.answer_by)}),)
    return Turn(
        ", ".join(localname(one) for one in clock.bodies), since, what, (*(by if clock.answer_by else ()), back)
    )


def _since(of: Stood, events: Sequence[TaskEvent]) -> date:
    course, state = course_of(of.task), of.standing.state
    if state == "submitted" and of.standing.submitted_on:
        return of.standing.submitted_on
    if state == "taken_on" and course.state != state and course.answer_by:
        return course.answer_by + _DAY
    kinds = {"passed_on": PASSING, "declined": {DECLINED}, "taken_on": {TAKEN_ON, KEPT, RETURNED}}.get(state, set())
    last = next((one for one in reversed(events) if one.kind in kinds), None)
    return timezone.localtime(last.at).date() if last else of.task.issued_on


def _then(of: Stood, ladder: Sequence[Shown]) -> tuple[Message, ...]:
    state, course = of.standing.state, course_of(of.task)
    if state == "submitted":
        said = gettext_noop("Nothing happens by itself: silence never accepts a result. The clock of the lead stands "
                            "still meanwhile.")  # fmt: skip
        return (Message(said),)
    if state == "declined":
        due = {"due": day_text(course.counted)}
        return (Message(gettext_noop("The due date {due} runs on until that is decided."), due),)
    found = []
    if course.answer_by is not None and course.state == state:
        said = gettext_noop("After {day} silence has taken it on.")
        found.append(Message(said, {"day": day_text(course.answer_by)}))
    if step := next((one for one in ladder if one.ahead), None):
        said = gettext_noop("Next reminder on {day}: {label}.")
        found.append(Message(said, {"day": day_text(step.on), "label": localname(step.rung, "label")}))
    return tuple(found)
