"""What may happen to a difficulty, who may do it, by when it is answered and how long it has waited."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.core.states import Transitions

OPEN, ANSWERED, CONFIRMED = "open", "answered", "confirmed"

# Each state with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    OPEN: (gettext_noop("not answered yet"), gettext_noop("the organisation asked")),
    ANSWERED: (gettext_noop("answered, not yet confirmed"), gettext_noop("the unit that raised it")),
    CONFIRMED: (gettext_noop("confirmed as settled"), gettext_noop("nobody")),
}
# An answer may be mended until the unit that asked has confirmed it, and returned by that unit.
MOVES = Transitions(
    {OPEN: frozenset({ANSWERED}), ANSWERED: frozenset({ANSWERED, CONFIRMED, OPEN}), CONFIRMED: frozenset()}
)
ASKS: Mapping[str, str] = {
    "guidance": gettext_noop("guidance"),
    "budget": gettext_noop("budget"),
    "capital": gettext_noop("investment capital"),
    "procedure": gettext_noop("procedures"),
    "watch_list": gettext_noop("leaving the watch list"),
}
ACTS: Mapping[str, str] = {
    "difficulty.raised": gettext_noop("raised"),
    "difficulty.answered": gettext_noop("answered"),
    "difficulty.returned": gettext_noop("answer returned"),
    "difficulty.confirmed": gettext_noop("confirmed as settled"),
    "difficulty.passed_on": gettext_noop("passed on to the heir of a body that ended"),
    "difficulty.given_back": gettext_noop("given back to the body that lives on"),
}
# The acts that follow a change of areas; whatever else was done with a difficulty since was done by the heir.
FOLLOWING = frozenset({"difficulty.passed_on", "difficulty.given_back"})
_CODE = re.compile(r"KK-(\d{4})-(\d+)")


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a difficulty has waited (or did wait) for its answer, in calendar days.

    `days_late` counts the days after the last day of the time limit; 0 when in time or without a limit.
    """

    days: int
    days_late: int
    over: bool


@dataclass(frozen=True, slots=True)
class Due:
    """The last day for the answer and the steps that lead to it; no day where it cannot be computed."""

    day: date | None
    steps: tuple[Message, ...]


def wait(*, raised_on: date, answer_by: date | None, answered_on: date | None, day: date) -> Wait:
    """The waiting time as of `day`, or until the answer where there is one."""
    end = answered_on or day
    late = (end - answer_by).days if answer_by else 0
    return Wait(max((end - raised_on).days, 0), max(late, 0), answered_on is not None)


def next_code(codes: Iterable[str], year: int) -> str:
    """The code after the highest of `codes` in `year`: KK-2024-001, …

    >>> next_code(["KK-2024-009", "KK-2023-120"], 2024)
    'KK-2024-010'
    """
    numbers = [int(found[2]) for code in codes if (found := _CODE.fullmatch(code)) and int(found[1]) == year]
    return f"KK-{year}-{max(numbers, default=0) + 1:03}"


def answer_due(raised_on: date, limits: Iterable[Mapping[str, Any]], calendar: WorkingCalendar) -> Due:
    """By when a difficulty raised on a day is to be answered.

    `limits` are the rows `answer` of the pack's `difficulties.yaml`. Without a limit for the day, or in a year
    whose holidays are not verified, there is no day but the reason.
    """
    limit = next((row for row in limits if _holds(row, raised_on)), None)
    if limit is None:
        return Due(None, (Message(gettext_noop("No time limit for answers is set for this day.")),))
    rule = Message(
        gettext_noop("Answers are due within {count} working days ({source_en})."),
        {"count": limit["working_days"], "source_en": limit["source"]["en"], "source_vi": limit["source"]["vi"]},
    )
    try:
        dated = calendar.add_working_days(raised_on, int(limit["working_days"]))
    except BadInput as unknown:
        return Due(None, (rule, unknown.message))
    return Due(dated.date, (rule, *dated.steps))


def _holds(limit: Mapping[str, Any], day: date) -> bool:
    return limit["valid_from"] <= day and (limit["valid_to"] is None or day < limit["valid_to"])


def acts_for_all(actor: Actor) -> bool:
    """Whether the actor prepares reviews and so may act for the units that ask."""
    return Right.PREPARE_REVIEW in actor.rights


def decides(actor: Actor) -> bool:
    """Whether the actor is a leader, or records for the leaders, and so may answer what was put to anyone."""
    return Right.CLOSE_REVIEW in actor.rights


def require_raiser(actor: Actor, raised_by: Iterable[str]) -> None:
    """A unit raises difficulties in its own name only; the specialists of the Office for anyone."""
    require(actor, Right.RAISE_DIFFICULTY)
    if not acts_for_all(actor) and set(raised_by) - {actor.organisation}:
        raise Refused(
            gettext_noop("You may raise difficulties only in the name of your own organisation."),
            remedy=gettext_noop("Ask the other units to raise it too, or the specialists of the Office."),
        )


def require_asker(actor: Actor, raised_by: Iterable[str]) -> None:
    """Only a unit that asked, or the specialists of the Office for it, may confirm and return answers."""
    require(actor, Right.RAISE_DIFFICULTY)
    if not acts_for_all(actor) and actor.organisation not in set(raised_by):
        raise Refused(
            gettext_noop("This difficulty belongs to another unit, not to your organisation."),
            remedy=gettext_noop("Ask that unit to do it, or the specialists of the Office."),
        )


def require_answerer(actor: Actor, routed_to: Iterable[str]) -> None:
    """Only the organisations asked, the leaders, and those who record for them may answer."""
    require(actor, Right.ANSWER_DIFFICULTY)
    if not decides(actor) and actor.organisation not in set(routed_to):
        raise Refused(
            gettext_noop("This difficulty was put to another organisation, not to yours."),
            remedy=gettext_noop("Tell the Office if it should be put to your organisation."),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """On one side (`raised_by`, `routed_to`) the body `origin` gives way to `heir`; `joined` where it is there already.

    Bodies are codes.
    """

    side: str
    origin: str
    heir: str
    joined: bool


def steps(sides: Mapping[str, Iterable[str]], heirs: Mapping[str, str]) -> list[Step]:
    """How bodies that end give way to their heirs; none at all where a body would then put the matter to itself.

    >>> steps({"raised_by": ["D2"], "routed_to": ["STC"]}, {"D2": "D1"})
    [Step(side='raised_by', origin='D2', heir='D1', joined=False)]
    >>> steps({"raised_by": ["D2"], "routed_to": ["D1"]}, {"D2": "D1"})
    []
    """
    found: list[Step] = []
    after: list[set[str]] = []
    for side, codes in sides.items():
        there = set(codes)
        for origin in sorted(there & heirs.keys()):
            found.append(Step(side, origin, heirs[origin], heirs[origin] in there))
            there = there - {origin} | {heirs[origin]}
        after.append(there)
    return [] if after and set.intersection(*after) else found
