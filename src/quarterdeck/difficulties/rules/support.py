"""What asks for money goes from study through opinion and decision to a document; whose step it is, and by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop

STUDY, OPINION, DECISION, DOCUMENT = "study", "opinion", "decision", "document"
STEPS: Mapping[str, str] = {
    STUDY: gettext_noop("study"),
    OPINION: gettext_noop("opinion"),
    DECISION: gettext_noop("decision"),
    DOCUMENT: gettext_noop("document"),
}
ORDER = tuple(STEPS)
GRANTED, PARTLY, REFUSED = "granted", "partly", "refused"
OUTCOMES: Mapping[str, str] = {
    GRANTED: gettext_noop("granted"),
    PARTLY: gettext_noop("granted in part"),
    REFUSED: gettext_noop("refused"),
}
# Who acts in a step, as the pack names it.
WHO: Mapping[str, str] = {
    "asked": gettext_noop("the organisation asked"),
    "advisers": gettext_noop("the body whose opinion is asked"),
    "leaders": gettext_noop("the leaders"),
    "office": gettext_noop("the Office"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """One step that was done, in the order in which it was."""

    step: str
    done_on: date
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: by whom, by when, whether and when it was done.

    `state` is done, now, later, or dropped (after a refusal); `days_late` are calendar days after `due`.
    """

    step: str
    who: str
    due: date | None
    done_on: date | None
    state: str
    days_late: int


def reached(done: Sequence[Done]) -> int:
    """The place of the last step done, -1 before the first: a step done again sends the way back to it."""
    return ORDER.index(done[-1].step) if done else -1


def refused(done: Sequence[Done]) -> bool:
    """Whether the last thing done was to refuse the money."""
    return bool(done) and done[-1].step == DECISION and done[-1].outcome == REFUSED


def ended(done: Sequence[Done]) -> bool:
    """Whether there is nothing left to do: the document is there, or the money was refused."""
    return bool(done) and (done[-1].step == DOCUMENT or refused(done))


def possible(done: Sequence[Done]) -> tuple[str, ...]:
    """The steps that may be done now: the next one first, then any earlier one again; none after the end."""
    if ended(done):
        return ()
    place = reached(done)
    return (ORDER[place + 1], *ORDER[: place + 1])


def stages(
    done: Sequence[Done], plan: Iterable[Mapping[str, Any]], since: date, day: date, calendar: WorkingCalendar
) -> list[Stage]:
    """The four steps as of a day. `plan` are the steps of the pack with `by` and `working_days`.

    Each is due its days after the step before it was done, or is due itself; the first after the day `since`.
    """
    planned = {one["step"]: one for one in plan}
    place, stop = reached(done), refused(done)
    last = {one.step: one.done_on for one in done}
    made, before = [], since
    for number, step in enumerate(ORDER):
        due = _due(before, int(planned[step]["working_days"]), calendar) if before else None
        done_on = last.get(step) if number <= place else None
        state = "done" if number <= place else "dropped" if stop else "now" if number == place + 1 else "later"
        until = done_on or (day if state == "now" else None)
        late = max((until - due).days, 0) if until and due else 0
        made.append(Stage(step, planned[step]["by"], None if state == "dropped" else due, done_on, state, late))
        before = done_on or due
    return made


def _due(before: date, count: int, calendar: WorkingCalendar) -> date | None:
    try:
        return calendar.add_working_days(before, count).date
    except BadInput:
        return None
