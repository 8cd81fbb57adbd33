"""Why a task stands where it stands, and by when an unclear conclusion must be made clear: in words, step by step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.rules.course import Course
from quarterdeck.tasks.rules.standing import Standing

_DAY = timedelta(days=1)
Show = Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and the steps that lead to it."""

    day: date
    steps: tuple[Message, ...]


def standing_steps(
    of: Standing, course: Course, *, today: date, calendar: WorkingCalendar, show: Show
) -> tuple[Message, ...]:
    """Until when it is in time, what became of the due date, which day counts, and how many days there are or were.

    `show` writes a date as the reader does.
    """
    steps = [_due(course.agreed, show), *_extended(course, show)]
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
                    {"due": show(course.counted), "days": of.days_late})
        )  # fmt: skip
    elif of.is_open and of.state != "submitted":
        steps += _left(course.counted, today, calendar, show)
    return tuple(steps)


def counting_steps(course: Course, *, issued_on: date, calendar: WorkingCalendar) -> tuple[Message, ...]:
    """How the working days up to each due date are counted, and every day on the way that is odd in its week, once."""
    steps: list[Message] = []
    for due in sorted({course.original, course.agreed, course.counted}):
        try:
            found = calendar.count_working_days(issued_on, due).steps
        except BadInput as unknown:
            found = (unknown.message,)
        steps += [one for one in found if one not in steps]
    return tuple(steps)


def take_on_steps(course: Course, dated: Dated | None, *, today: date, show: Show) -> tuple[Message, ...]:
    """By when the lead takes a task on or returns it, what its silence means, and how the day (`dated`) was counted."""
    if course.answer_by is None:
        return ()
    if course.state_on(today) != course.state:
        said = gettext_noop("It was neither taken on nor returned by {day}: silence has taken it on.")
    elif course.state == "passed_on":
        said = gettext_noop("Handed over: whoever answers for it now takes it on, or returns it with a reason, by "
                            "{day}; after that silence has taken it on. Its due date did not move.")  # fmt: skip
    else:
        said = gettext_noop("To be taken on, or returned with a reason, by {day}; after that silence has taken it on.")
    return (Message(said, {"day": show(course.answer_by)}), *(dated.steps if dated else ()))


def _due(due: date, show: Show) -> Message:
    return Message(
        gettext_noop("Due on {due}. The day itself is in time; a task is overdue from {next} on."),
        {"due": show(due), "next": show(due + _DAY)},
    )


def _extended(course: Course, show: Show) -> list[Message]:
    steps = []
    days = {"original": show(course.original), "agreed": show(course.agreed), "counted": show(course.counted)}
    if course.agreed != course.original:
        steps.append(Message(gettext_noop("It was due on {original} originally and was extended to {agreed}."), days))
    if course.counted < course.agreed:
        said = gettext_noop("An extension was asked for only after the due date: lateness counts from {counted}.")
        steps.append(Message(said, days))
    return steps


def _left(due: date, today: date, calendar: WorkingCalendar, show: Show) -> list[Message]:
    days = (due - today).days
    try:
        worked = calendar.count_working_days(today, due).count
        after = None if calendar.is_working(due) else calendar.next_working(due)
    except BadInput as unknown:
        return [Message(gettext_noop("{days} calendar days are left."), {"days": days}), unknown.message]
    left = gettext_noop("{days} calendar days are left after {today}, {worked} of them working days.")
    steps = [Message(left, {"days": days, "today": show(today), "worked": worked})]
    if after:
        odd = gettext_noop("The due day itself is not worked; the next working day is {day}.")
        steps.append(Message(odd, {"day": show(after)}))
    return steps


def clarify_by(day: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Dated:
    """By when a conclusion kept on `day` must be made clear. `limits` are the rows `clarify` of the pack's tasks.yaml.

    Raises `BadInput` where no limit is set for the day, or where the working days of the year are not verified.
    """
    limit = limit_on(day, limits)
    if limit is None:
        raise BadInput(
            gettext_noop("No time limit for making conclusions clear is set for this day."),
            remedy=gettext_noop("Set one in the country pack, tasks.yaml."),
            place="tasks.yaml",
        )
    rule = gettext_noop("What is unclear is made clear within {count} working days ({source_en}).")
    return _limited(day, limit, rule, calendar)


def take_on_limit(day: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Dated | None:
    """The last day for taking on or returning a task issued on `day`; None where the pack's `take_on` sets no limit.

    Raises `BadInput` where the working days of the year are not verified.
    """
    limit = limit_on(day, limits)
    rule = gettext_noop("The lead takes the task on or returns it within {count} working days ({source_en}).")
    return _limited(day, limit, rule, calendar) if limit else None


def decide_limit(day: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Dated | None:
    """The last day for deciding an extension asked for on `day`; None where the pack's `decide` sets no limit.

    Raises `BadInput` where the working days of the year are not verified.
    """
    limit = limit_on(day, limits)
    rule = gettext_noop("An extension is decided within {count} working days ({source_en}).")
    return _limited(day, limit, rule, calendar) if limit else None


def limit_on(day: date, limits: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The row of a pack's dated limits that holds on `day`."""
    return next((row for row in limits if _holds(row, day)), None)


def _limited(day: date, limit: Mapping[str, Any], rule: str, calendar: WorkingCalendar) -> Dated:
    dated = calendar.add_working_days(day, int(limit["working_days"]))
    source = limit["source"]
    told = {"count": limit["working_days"], "source_en": source["en"], "source_vi": source["vi"]}
    return Dated(dated.date, (Message(rule, told), *dated.steps))


def _holds(limit: Mapping[str, Any], day: date) -> bool:
    return bool(limit["valid_from"] <= day and (limit["valid_to"] is None or day < limit["valid_to"]))
