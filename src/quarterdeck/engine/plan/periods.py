"""The periods of a question: codes, spans, and words that are relative to a day."""

import re
from datetime import date

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period

KINDS = {"month": "M", "quarter": "Q", "half": "S", "year": "A"}
_RELATIVE = re.compile(r"(this|last)-(month|quarter|half|year)(-last-year)?")
_LAST_N = re.compile(r"last-(\d{1,3})-(month|quarter|half|year)s")
MOST = 1200


def periods_of(words: tuple[str, ...], today: date | None) -> tuple[Period, ...]:
    """The periods that are named, each once, in the order of the question.

    Besides codes: a span "2023-Q1..2024-Q4"; "this-quarter", "last-month", "this-quarter-last-year";
    "last-8-quarters" (up to the one before this); "year-to-date" (1 January to the end of the last whole month).
    Raises `BadInput` for anything else, and for a relative word without a day.
    """
    found: dict[Period, None] = {}
    for word in words:
        for period in _named(word.strip(), today):
            found[period] = None
    if not found:
        raise BadInput(
            gettext_noop("The question names no period."), place="periods",
            remedy=gettext_noop("Name one, such as 2024-Q1 or this-quarter."),
        )  # fmt: skip
    return tuple(found)


def _named(word: str, today: date | None) -> tuple[Period, ...]:
    first, dots, last = word.partition("..")
    if dots:
        return _span(Period.parse(first), Period.parse(last))
    lowered = word.lower()
    if relative := _RELATIVE.fullmatch(lowered):
        here = Period.of_day(_day(word, today), KINDS[relative[2]])
        here = here if relative[1] == "this" else here.previous()
        return (here.same_last_year() if relative[3] else here,)
    if several := _LAST_N.fullmatch(lowered):
        return _before(Period.of_day(_day(word, today), KINDS[several[2]]), int(several[1]))
    if lowered == "year-to-date":
        return (Period.of_day(_day(word, today), "M").previous().year_to_date(),)
    return (Period.parse(word),)


def _day(word: str, today: date | None) -> date:
    if today is None:
        raise BadInput(
            Message(gettext_noop('"{word}" needs a day to be seen from.'), {"word": word}), place="periods",
            remedy=gettext_noop("Give the day as `today`, or name the period itself."),
        )  # fmt: skip
    return today


def _before(period: Period, count: int) -> tuple[Period, ...]:
    found = []
    for _ in range(count):
        period = period.previous()
        found.append(period)
    return tuple(reversed(found))


def _span(first: Period, last: Period) -> tuple[Period, ...]:
    if first.kind != last.kind or first.kind not in KINDS.values() or last < first:
        raise BadInput(
            Message(gettext_noop("{first}..{last} is not a span of periods."),
                    {"first": first.code, "last": last.code}),
            place="periods", remedy=gettext_noop("Name two periods of one kind, the earlier one first."),
        )  # fmt: skip
    found = [first]
    while found[-1] != last and len(found) < MOST:
        found.append(found[-1].next())
    return tuple(found)
