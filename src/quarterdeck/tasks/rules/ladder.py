"""The ladder of reminders: on which working day before and after the due date who is told of an open task."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop

_DAY = timedelta(days=1)
# Whom a rung can tell, with the label of each.
TOLD: Mapping[str, str] = {
    "accountable": gettext_noop("the accountable post"),
    "lead_head": gettext_noop("the head of the lead organisation"),
    "follower_up": gettext_noop("the post that follows up"),
    "assigner": gettext_noop("whoever assigned it"),
    "acceptor": gettext_noop("the post that accepts"),
    "leader": gettext_noop("the leader above the lead"),
    "agenda": gettext_noop("the agenda of the next review"),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: `day` counts working days from the due date (negative before it), `tells` are keys of `TOLD`."""

    key: str
    day: int
    tells: tuple[str, ...]
    label_vi: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Climb:
    """A rung that is to be climbed: `on` is the day for which the ladder foresees it."""

    rung: Rung
    on: date


def ladder_on(issued_on: date, versions: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """The rungs that hold for a task issued on a day, in order of time; `versions` are the pack's dated ladders."""
    found = next((one for one in versions if _holds(one, issued_on)), None)
    rungs = [_rung(row) for row in found["rungs"]] if found else []
    return tuple(sorted(rungs, key=lambda one: one.day))


def _holds(row: Mapping[str, Any], day: date) -> bool:
    return bool(row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"]))


def _rung(row: Mapping[str, Any]) -> Rung:
    tells = tuple(row["tells"])
    if not tells or not set(tells) <= TOLD.keys():
        raise BadInput(
            gettext_noop("A rung of the ladder tells nobody, or somebody unknown."), place="tasks.yaml",
            remedy=gettext_noop("Name whom it tells; docs/how-to/follow-tasks.md lists whom a rung can tell."),
        )  # fmt: skip
    return Rung(str(row["key"]), int(row["day"]), tells, row["label"]["vi"], row["label"]["en"])


def foreseen(rungs: Sequence[Rung], counted_due: date, calendar: WorkingCalendar) -> list[Climb]:
    """On which day each rung stands for a due date. The rung of day 0 stands on the due date itself, worked or not.

    Raises `BadInput` for years whose working days are not known.
    """
    return [Climb(one, worked_day(counted_due, one.day, calendar)) for one in rungs]


def worked_day(due: date, count: int, calendar: WorkingCalendar) -> date:
    """The working day `count` working days after (negative: before) `due`; `due` itself for 0."""
    day, step = due, _DAY if count > 0 else -_DAY
    for _number in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


def to_climb(
    rungs: Sequence[Rung], *, issued_on: date, counted_due: date, today: date, climbed: Iterable[str],
    calendar: WorkingCalendar,
) -> list[Climb]:  # fmt: skip
    """The rungs that a task has reached by `today` and not climbed yet, in order.

    A rung whose day lay before the issue is left out: nobody is reminded of what they did not have. So is one below a
    rung that was climbed. Of several reminders missed before the due date only the last is told; none after it is
    ever left out.
    """
    days, done = {one.key: one.day for one in rungs}, set(climbed)
    highest = max((days[key] for key in done if key in days), default=None)
    reached = [one for one in foreseen(rungs, counted_due, calendar)
               if issued_on < one.on <= today and one.rung.key not in done
               and (highest is None or one.rung.day > highest)]  # fmt: skip
    early = [one for one in reached if one.rung.day <= 0]
    late = [one for one in reached if one.rung.day > 0]
    return [*(() if late else early[-1:]), *late]
