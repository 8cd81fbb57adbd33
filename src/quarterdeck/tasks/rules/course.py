"""From events to the course of a task, whatever the day.

Three due dates are kept apart. The *original* one never changes. The *agreed* one is that of the last extension that
was granted. Lateness is *counted* from the last due date that was extended in time: an extension asked for after the
due date gives a new date to work to, but what was late stays late. Asking changes nothing: until somebody has decided,
all three dates and the duty of the lead stay as they were. An extension asked for in time and granted after the due
date moves the date that counts, and the days for which the task was overdue meanwhile are kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quarterdeck.tasks.rules.lifecycle import (
    ACCEPTED,
    ASKED,
    CANCELLED,
    EVIDENCE,
    GIVEN_BACK,
    GRANTED,
    MOVES,
    NOT_TAKEN_ON,
    PASSING,
    REFUSED,
    RETURNED,
    TAKEN_ON,
    Event,
    in_order,
)


@dataclass(frozen=True, slots=True)
class Course:
    """What the events of a task lead to.

    `original`, `agreed` and `counted` are the three due dates; `asked` is the one that an undecided extension asks for.
    `submitted_on` is the day of the evidence that waits or was accepted, `stopped_on` the day on which the lead's clock
    stopped. `extensions` counts the granted ones, `late_until_extended` the calendar days for which the task was
    overdue before extensions that were asked for in time were granted. `take_on_by` is the last day for taking the task
    on or returning it: afterwards silence has taken it on (None: there is no such limit). `take_on_again_by` is the
    same for whoever it was handed over to last, and `before` the state from which it was.
    """

    original: date
    agreed: date
    counted: date
    take_on_by: date | None = None
    state: str = "issued"
    asked: date | None = None
    submitted_on: date | None = None
    stopped_on: date | None = None
    extensions: int = 0
    late_until_extended: int = 0
    take_on_again_by: date | None = None
    before: str = ""

    @property
    def answer_by(self) -> date | None:
        """The last day for taking on or returning what waits for it now."""
        return {"issued": self.take_on_by, "passed_on": self.take_on_again_by}.get(self.state)

    def state_on(self, day: date) -> str:
        """The state on a day: what nobody took on or returned in time was taken on by silence."""
        silent = self.answer_by is not None and day > self.answer_by
        return "taken_on" if silent else self.state

    def possible(self, day: date) -> frozenset[str]:
        """What may happen on a day: nothing is extended or accepted over an extension that is not decided.

        What silence has taken on may still be taken on in words, once.
        """
        not_now = {ASKED, ACCEPTED} if self.asked else {GRANTED, REFUSED}
        if self.state == "taken_on":
            not_now.add(TAKEN_ON)
        return frozenset(MOVES[self.state_on(day)]) - not_now - PASSING

    def fits(self, event: Event) -> bool:
        """Whether the event may happen on its day; an extension only ever moves the due date back."""
        if event.kind not in self.possible(event.on):
            return False
        if event.kind == ASKED:
            return event.to is not None and event.to > self.agreed
        if event.kind == GRANTED:
            return event.to is not None and self.asked is not None and self.agreed < event.to <= self.asked
        return True


def course(events: Iterable[Event], *, due: date, take_on_by: date | None = None) -> Course:
    """The course of a task that was issued with the due date `due`; events that do not fit change nothing."""
    found, kept, in_time = Course(due, due, due, take_on_by), due, False
    for event in in_order(events):
        if event.kind in PASSING:
            found = _passed(found, event)
            continue
        if not found.fits(event):
            continue
        if event.kind == ASKED:
            in_time = event.on <= kept
        found = _after(found, event)
        if event.kind == GRANTED and in_time:
            late = max((min(event.on, found.stopped_on or event.on) - kept).days, 0)
            found, kept = replace(found, late_until_extended=found.late_until_extended + late), found.agreed
        found = replace(found, counted=kept)
    return found


def _passed(of: Course, event: Event) -> Course:
    """Who answers for it from now on takes it on anew, by a day of their own; evidence that waits goes on waiting."""
    state = of.state_on(event.on)
    if event.kind == GIVEN_BACK:
        return replace(of, state=of.before or "taken_on", take_on_again_by=None, before="") if (
            of.state == "passed_on") else of  # fmt: skip
    if event.to is None or event.kind not in MOVES[state]:
        return of
    before = of.before if state in NOT_TAKEN_ON and of.before else state
    return replace(of, state=MOVES[state][event.kind], take_on_again_by=event.to, before=before)


def _after(of: Course, event: Event) -> Course:
    of = replace(of, state=MOVES[of.state_on(event.on)][event.kind])
    if event.kind == ASKED:
        return replace(of, asked=event.to)
    if event.kind == GRANTED and event.to:
        return replace(of, asked=None, agreed=event.to, extensions=of.extensions + 1)
    if event.kind == REFUSED:
        return replace(of, asked=None)
    if event.kind == EVIDENCE:
        return replace(of, submitted_on=event.on, stopped_on=event.on)
    if event.kind == RETURNED:
        return replace(of, submitted_on=None, stopped_on=None)
    return replace(of, stopped_on=of.stopped_on or event.on) if event.kind == CANCELLED else of
