"""Sub-tasks: a part is due no later than its parent, and the parent is not closed over a part that is open."""

from collections.abc import Sequence
from datetime import date

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.rules.extending import refuse_day_off
from quarterdeck.tasks.rules.lifecycle import OPEN_STATES

DEEPEST = 3


def refuse_part(due: date, *, parent: str, parent_due: date, parent_state: str, depth: int, place: str = "due") -> None:
    """Refuse a part of a task that is closed, that would end after it, or that lies too deep.

    `depth` is how many tasks stand above the part.
    """
    if parent_state not in OPEN_STATES:
        raise Conflict(
            Message(gettext_noop("Task {code} is closed; nothing is split off it."), {"code": parent}),
            remedy=gettext_noop("Issue a task of its own."),
        )
    if depth > DEEPEST:
        raise BadInput(
            Message(gettext_noop("A task is split over {most} levels at most."), {"most": DEEPEST}),
            remedy=gettext_noop("Make it a part of the task above."), place="parent",
        )  # fmt: skip
    refuse_after_parent(due, parent, parent_due, place)


def refuse_after_parent(due: date, parent: str, parent_due: date, place: str) -> None:
    """Refuse to let a part end after the whole."""
    if due > parent_due:
        raise BadInput(
            Message(gettext_noop("A part cannot be due after the whole: task {code} is due on {day}."),
                    {"code": parent, "day": parent_due}),
            remedy=Message(gettext_noop("Take {day} or an earlier day, or extend task {code} first."),
                           {"code": parent, "day": parent_due}), place=place,
        )  # fmt: skip


def refuse_contribution(day: date, *, today: date, due: date, calendar: WorkingCalendar, place: str = "due") -> None:
    """Refuse a day for the part of a cooperating body that is past, after the task's due date, or not worked."""
    if not today <= day <= due:
        raise BadInput(
            Message(gettext_noop("A part is due from today on and not after {due}, the due date of the task."),
                    {"due": due}), place=place,
            remedy=gettext_noop("Choose an earlier day, or leave it empty: it is then due with the task."),
        )  # fmt: skip
    refuse_day_off(day, calendar, place)


def refuse_over_parts(open_parts: Sequence[str]) -> None:
    """Refuse to close a task while parts of it (codes) are open."""
    if open_parts:
        raise Conflict(
            Message(gettext_noop("Parts of this task are still open: {codes}."), {"codes": ", ".join(open_parts)}),
            remedy=gettext_noop("Close the parts first, or cancel what is no longer needed."),
        )
