"""What may happen to a difficulty, what it asks for and for whom, and how it is numbered."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.states import Transitions

OPEN, ANSWERED, NOT_CONFIRMED, CONFIRMED = "open", "answered", "not_confirmed", "confirmed"

# Each state with its label and who must act in it.
STATES: Mapping[str, tuple[str, str]] = {
    OPEN: (gettext_noop("not answered yet"), gettext_noop("the organisation asked")),
    ANSWERED: (gettext_noop("answered, not yet confirmed"), gettext_noop("the unit that raised it")),
    NOT_CONFIRMED: (gettext_noop("answered, never confirmed"), gettext_noop("the Office that follows up")),
    CONFIRMED: (gettext_noop("confirmed as settled"), gettext_noop("nobody")),
}
# An answer may be mended until the unit that asked has confirmed it, and returned by that unit. Silence is no
# confirmation: after the days of the pack the answer counts as never confirmed, and the unit may still speak.
MOVES = Transitions(
    {
        OPEN: frozenset({ANSWERED}),
        ANSWERED: frozenset({ANSWERED, NOT_CONFIRMED, CONFIRMED, OPEN}),
        NOT_CONFIRMED: frozenset({ANSWERED, CONFIRMED, OPEN}),
        CONFIRMED: frozenset(),
    }
)
ASKS: Mapping[str, str] = {
    "guidance": gettext_noop("guidance"),
    "budget": gettext_noop("budget"),
    "capital": gettext_noop("investment capital"),
    "procedure": gettext_noop("procedures"),
    "watch_list": gettext_noop("leaving the watch list"),
}
UNIT, ENTERPRISE, PROJECT = "unit", "enterprise", "project"
CONCERNS: Mapping[str, str] = {
    UNIT: gettext_noop("the unit itself"),
    ENTERPRISE: gettext_noop("an enterprise"),
    PROJECT: gettext_noop("a project"),
}
ACTS: Mapping[str, str] = {
    "difficulty.raised": gettext_noop("raised"),
    "difficulty.handed_over": gettext_noop("handed over"),
    "difficulty.interim": gettext_noop("interim answer"),
    "difficulty.answered": gettext_noop("answered"),
    "difficulty.settled": gettext_noop("settled by the decision that took the case off the watch list"),
    "difficulty.returned": gettext_noop("answer returned"),
    "difficulty.confirmed": gettext_noop("confirmed as settled"),
    "difficulty.support_study": gettext_noop("support: studied"),
    "difficulty.support_opinion": gettext_noop("support: opinion given"),
    "difficulty.support_decision": gettext_noop("support: decided"),
    "difficulty.support_document": gettext_noop("support: document issued"),
    "difficulty.held": gettext_noop("a task began to wait for it"),
    "difficulty.freed": gettext_noop("a task waits for it no more"),
    "difficulty.passed_on": gettext_noop("passed on to the heir of a body that ended"),
    "difficulty.given_back": gettext_noop("given back to the body that lives on"),
}
# The acts that follow a change of areas; whatever else was done with a difficulty since was done by the heir.
FOLLOWING = frozenset({"difficulty.passed_on", "difficulty.given_back"})
_CODE = re.compile(r"([A-Z]+)-(\d{4})-(\d+)")


def state_on(state: str, confirm_by: date | None, day: date) -> str:
    """The state on a day: what was answered and never confirmed in time is *not confirmed*, not confirmed by silence.

    >>> state_on("answered", date(2024, 4, 24), date(2024, 4, 25))
    'not_confirmed'
    """
    silent = state == ANSWERED and confirm_by is not None and day > confirm_by
    return NOT_CONFIRMED if silent else state


def next_code(codes: Iterable[str], year: int, letters: str = "KK") -> str:
    """The code after the highest of `codes` in `year`: KK-2024-001, …

    >>> next_code(["KK-2024-009", "KK-2023-120"], 2024)
    'KK-2024-010'
    """
    found = (_CODE.fullmatch(code) for code in codes)
    numbers = [int(one[3]) for one in found if one and one[1] == letters and int(one[2]) == year]
    return f"{letters}-{year}-{max(numbers, default=0) + 1:03}"
