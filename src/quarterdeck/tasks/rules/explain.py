"""Why a task stands where it stands, and by when an unclear conclusion must be made clear: in words, step by step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.rules.lifecycle import Standing

_DAY = timedelta(days=1)
Show = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and the steps that lead to it."""

    day: date
    steps: tuple[Message, ...]


def standing_steps(
    of: Standing, *, due: date, today: date, calendar: WorkingCalendar, show: Show
) -> tuple[Message, ...]:
    """Which day counts, how many days there are or were, and which of them are worked.

    `show` writes a date as the reader does.
    """
    steps = [_due(due, show)]
    if of.state == "accepted" and of.submitted_on:
        steps.append(
            Message(gettext_noop("The evidence that was accepted was submitted on {day}; that day counts as done."),
                    {"day": show(of.submitted_on)})
        )  # fmt: skip
    elif of.state == "submitted" and of.submitted_on:
        steps.append(
            Message(gettext_noop("Evidence was submitted on {day}. While it waits to be accepted the clock of the lead "
                                 "stands still; it runs on from the due date if the evidence is returned."),
                    {"day": show(of.submitted_on)})
        )  # fmt: skip
    if of.days_late:
        steps.append(
            Message(gettext_noop("The last day in time was {due}; counted in calendar days it is {days} late."),
                    {"due": show(due), "days": of.days_late})
        )  # fmt: skip
    elif of.is_open and of.state != "submitted":
        steps += _left(due, today, calendar, show)
    return tuple(steps)


def _due(due: date, show: Show) -> Message:
    return Message(
        gettext_noop("Due on {due}. The day itself is in time; a task is overdue from {next} on."),
        {"due": show(due), "next": show(due + _DAY)},
    )


def _left(due: date, today: date, calendar: WorkingCalendar, show: Show) -> list[Message]:
    days = [today + _DAY * step for step in range(1, (due - today).days + 1)]
    try:
        worked = sum(calendar.is_working(day) for day in days)
        odd = [day for day in days if calendar.is_working(day) != (day.isoweekday() not in calendar.rest_days)]
        said = [calendar.explain(day) for day in odd]
        if not calendar.is_working(due):
            said.append(
                Message(gettext_noop("The due day itself is not worked; the next working day is {day}."),
                        {"day": show(calendar.next_working(due))})
            )  # fmt: skip
    except BadInput as unknown:
        return [Message(gettext_noop("{days} calendar days are left."), {"days": len(days)}), unknown.message]
    left = gettext_noop("{days} calendar days are left after {today}, {worked} of them working days.")
    return [Message(left, {"days": len(days), "today": show(today), "worked": worked}), *said]


def clarify_by(day: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Dated:
    """By when a conclusion kept on `day` must be made clear. `limits` are the rows `clarify` of the pack's tasks.yaml.

    Raises `BadInput` where no limit is set for the day, or where the working days of the year are not verified.
    """
    limit = next((row for row in limits if _holds(row, day)), None)
    if limit is None:
        raise BadInput(
            gettext_noop("No time limit for making conclusions clear is set for this day."),
            remedy=gettext_noop("Set one in the country pack, tasks.yaml."),
            place="tasks.yaml",
        )
    dated = calendar.add_working_days(day, int(limit["working_days"]))
    rule = Message(
        gettext_noop("What is unclear is made clear within {count} working days ({source_en})."),
        {"count": limit["working_days"], "source_en": limit["source"]["en"], "source_vi": limit["source"]["vi"]},
    )
    return Dated(dated.date, (rule, *dated.steps))


def _holds(limit: Mapping[str, Any], day: date) -> bool:
    return bool(limit["valid_from"] <= day and (limit["valid_to"] is None or day < limit["valid_to"]))
