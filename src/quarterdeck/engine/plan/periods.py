"""The periods of a question: codes, spans, and words that are relative to a day."""

import re
from datetime import date
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Written

KINDS = {"month": "M", "quarter": "Q", "half": "S", "year": "A"}
_RELATIVE = re.compile(r"(this|last)-(month|quarter|half|year)(-last-year)?")
_LAST_N = re.compile(r"last-(\d{1,12})-(month|quarter|half|year)s?")
MOST = 1200
"""So many periods one span or word may name, and so many lie before a relative word at most."""
_REMEDY = gettext_noop(
    "Name one as 2024-Q1, 2024-S1, 2024-M03, 2024 or 2024-01-01/2024-02-29, a span 2023-Q1..2024-Q4, or this-quarter, "
    "last-month, this-quarter-last-year, last-8-quarters, year-to-date."
)


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
        return _span(_parsed(first, word), _parsed(last, word))
    lowered = word.lower()
    if relative := _RELATIVE.fullmatch(lowered):
        here = Period.of_day(_day(word, today), KINDS[relative[2]])
        here = here if relative[1] == "this" else here.previous()
        return (here.same_last_year() if relative[3] else here,)
    if several := _LAST_N.fullmatch(lowered):
        return _before(Period.of_day(_day(word, today), KINDS[several[2]]), _count(several[1], word))
    if lowered == "year-to-date":
        return (Period.of_day(_day(word, today), "M").previous().year_to_date(),)
    return (_parsed(word, word),)


def _parsed(code: str, word: str) -> Period:
    try:
        return Period.parse(code)
    except BadInput:
        raise BadInput(
            Message(gettext_noop('"{word}" names no period.'), {"word": word}), place="periods", remedy=_REMEDY
        ) from None


def _count(digits: str, word: str) -> int:
    count = int(digits)
    if not 1 <= count <= MOST:
        raise BadInput(
            Message(gettext_noop('"{word}" names no period.'), {"word": word}), place="periods",
            remedy=Message(gettext_noop("Give a number of periods from 1 to {most:en}."),
                           {"most": Written(Decimal(MOST))}),
        )  # fmt: skip
    return count


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
    while found[-1] != last:
        if len(found) == MOST:
            raise BadInput(
                Message(gettext_noop("{first}..{last} names more than {most:en} periods."),
                        {"first": first.code, "last": last.code, "most": Written(Decimal(MOST))}),
                place="periods", remedy=gettext_noop("Name a shorter span, or longer periods."),
            )  # fmt: skip
        found.append(found[-1].next())
    return tuple(found)
