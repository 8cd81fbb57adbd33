"""How long a difficulty has waited, and by when it is to be answered, handed over and confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a difficulty has waited (or did wait) for its answer, in calendar days.

    `days_late` counts the days after the last day of the time limit; 0 when in time or without a limit.
    `interim_late` counts the same for the interim answer, where one is due before.
    """

    days: int
    days_late: int
    over: bool
    interim_late: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for the answer and the steps that lead to it; no day where it cannot be computed."""

    day: date | None
    steps: tuple[Message, ...]


def wait(
    *, raised_on: date, answer_by: date | None, answered_on: date | None, day: date, interim_by: date | None = None,
    interim_on: date | None = None,
) -> Wait:  # fmt: skip
    """The waiting time as of `day`, or until the answer where there is one.

    `interim_on` is the day of the first interim answer; the answer itself makes one needless.
    """
    end = answered_on or day
    return Wait(
        max((end - raised_on).days, 0), _late(end, answer_by), answered_on is not None,
        _late(min(interim_on or end, end), interim_by),
    )  # fmt: skip


def _late(end: date, last: date | None) -> int:
    return max((end - last).days, 0) if last else 0


def limit_of(limits: Iterable[Mapping[str, Any]], day: date) -> Mapping[str, Any] | None:
    """The row that holds on a day: `valid_from` is included, `valid_to` is not; None where no row does."""
    return next((row for row in limits if row["valid_from"] <= day < (row["valid_to"] or date.max)), None)


def answer_due(raised_on: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Due:
    """By when a difficulty raised on a day is to be answered.

    `limits` are the rows `answer` of the pack's `difficulties.yaml`. Without a limit for the day, or in a year
    whose holidays are not verified, there is no day but the reason.
    """
    return _working(
        raised_on, limits, calendar, gettext_noop("Answers are due within {count} working days ({source_en}).")
    )


def way_due(raised_on: date, support: Mapping[str, Any], calendar: WorkingCalendar) -> Due:
    """By when what asks for money and was raised on a day is to be answered: at the end of its way.

    `support` is that part of the pack: its steps have their working days, one after the other.
    """
    days = sum(int(one["working_days"]) for one in support["steps"])
    says = gettext_noop(
        "What asks for money is answered at the end of its way, within {count} working days ({source_en})."
    )
    return _counted(raised_on, {"working_days": days, "source": support["source"]}, calendar, says)


def interim_due(raised_on: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Due:
    """By when what asks for money and was raised on a day gets an interim answer, unless it is answered before."""
    says = gettext_noop("Until then there is an interim answer, within {count} working days ({source_en}).")
    return _working(raised_on, limits, calendar, says)


def hand_over_due(raised_on: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Due:
    """Until when the body asked may hand the difficulty over by itself; afterwards only the Office can."""
    return _working(
        raised_on, limits, calendar,
        gettext_noop("The body asked may hand it over within {count} working days ({source_en})."),
    )  # fmt: skip


def confirm_due(answered_on: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Due:
    """Until when the unit that asked confirms the answer; silence after that day means that it did not."""
    limit = limit_of(limits, answered_on)
    if limit is None:
        return Due(None, (Message(gettext_noop("No time limit for confirming is set for this day.")),))
    rule = Message(gettext_noop("Who asked confirms within {count} days ({source_en})."), _words(limit, "days"))
    try:
        dated = calendar.add_calendar_days(answered_on, int(limit["days"]))
    except BadInput as unknown:
        return Due(answered_on + timedelta(int(limit["days"])), (rule, unknown.message))
    return Due(dated.date, (rule, *dated.steps))


def _working(day: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar, says: str) -> Due:
    limit = limit_of(limits, day)
    if limit is None:
        return Due(None, (Message(gettext_noop("No time limit for answers is set for this day.")),))
    return _counted(day, limit, calendar, says)


def _counted(day: date, limit: Mapping[str, Any], calendar: WorkingCalendar, says: str) -> Due:
    rule = Message(says, _words(limit, "working_days"))
    try:
        dated = calendar.add_working_days(day, int(limit["working_days"]))
    except BadInput as unknown:
        return Due(None, (rule, unknown.message))
    return Due(dated.date, (rule, *dated.steps))


def _words(limit: Mapping[str, Any], unit: str) -> dict[str, object]:
    return {"count": limit[unit], "source_en": limit["source"]["en"], "source_vi": limit["source"]["vi"]}
