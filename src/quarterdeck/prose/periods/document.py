"""What a document speaks of as a whole: its own day, its year, its main period."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from quarterdeck.core.periods import Period, first_months
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.meaning import AS_OF
from quarterdeck.prose.periods.mention import PeriodMention, When
from quarterdeck.prose.periods.scan import times
from quarterdeck.prose.periods.words import TimeForms, time_forms
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Words

# A year that no text speaks of; readings that rest on it are thrown away.
_NO_YEAR = 2000
_UNKNOWN = Period("1900")
_WITHIN_YEAR = frozenset({"quarter", "half", "months", "last_months", "to_month", "from_to", "month", "ended"})
_MAIN = _WITHIN_YEAR | {"year", "years", "fiscal", "ytd_day"}
# The head of a document: its title and its date line.
_HEAD, _TITLE_LINES = 700, 2
_BEFORE = 45
# A year is named for much else, a month mostly beside the months before it.
_WEIGHTS = {"year": 1.0, "years": 0.5, "this": 1.0, "month": 1.2}
_STOP = re.compile(r"[.!?;]\s|\n")
_EARLY = 15
# Yearly figures are reported up to so many years later.
_RECENT = 3


def context(text: Text, words: Words, written: date | None = None) -> Context:
    """The context of a text without a review; `written` is its day where the reader knows it.

    >>> from quarterdeck.prose.text import normal
    >>> from quarterdeck.prose.words import words_of
    >>> about = context(normal("HANOI, April 3 - Exports rose 5% in the first quarter of 2019."), words_of("en"))
    >>> str(about.main), str(about.written)
    ('2019-Q1', '2019-04-03')
    """
    forms = time_forms(words.lang)
    rough = times(text, words, Context(_UNKNOWN, _NO_YEAR, given=True, known=False))
    day = None if written is not None else _own_day(text, forms, rough)
    year = _year(text, forms, rough, written or (day.day if day is not None and day.dated else None))
    if not year:
        return Context(_UNKNOWN, 0, known=False)
    if written is None and day is not None and day.day is not None:
        written = day.day if day.dated else _in_year(day.day, year)
    about = Context(Period(str(year)), year, written)
    votes = _votes(text, forms, times(text, words, about), about)
    about = replace(about, to_date=_to_date(votes, year))
    main = max(votes, key=lambda when: votes[when], default=None)
    if main is None:
        return replace(about, main=_closed(written)) if written is not None else about
    return replace(about, fiscal=main) if main.period is None else replace(about, main=main.period)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _own_day(text: Text, forms: TimeForms, found: Sequence[PeriodMention]) -> PeriodMention | None:
    """The day of the document: the first one in its head that is not the day of another document."""
    days = [one for one in found if one.means == "date" and one.start < _HEAD and one.day is not None]
    own = [one for one in days if not forms.cited.search(text.lower, max(0, one.start - _BEFORE), one.start)]
    return next((one for one in own if one.dated), own[0] if own else None)


def _year(text: Text, forms: TimeForms, found: Sequence[PeriodMention], written: date | None) -> int:
    """The year that most of the text speaks of, 0 where it names none."""
    votes: Counter[int] = Counter()
    if written is not None:
        votes[written.year] += 3
    title = _title_end(text.flat)
    for one in found:
        if one.year is None:
            continue
        weight = 4 if one.means in _WITHIN_YEAR or one.means in AS_OF else 1
        weight *= 3 if one.start < title else 1
        if one.means == "same":
            votes[one.year + 1] += 2
        elif one.means in ("year", "fiscal", "none") or weight > 1:
            votes[one.year + (one.fiscal is not None) + _is_against(text, forms, one)] += weight
    for this, other in _beside_this_year(text, found):
        votes[other] -= 2
        votes[other + 1] += 3 * this
    return max(votes, key=lambda year: (votes[year], year), default=0)


def _beside_this_year(text: Text, found: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    """Years named in one sentence with "this year": it is another one, and mostly the one after."""
    ends = [one.end() for one in _STOP.finditer(text.flat)]
    at, group = 0, list[PeriodMention]()
    for one in [*found, None]:
        while one is not None and at < len(ends) and ends[at] <= one.start:
            at += 1
            yield from _pairs(group)
            group = []
        if one is None:
            yield from _pairs(group)
        else:
            group.append(one)


def _pairs(group: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    if any(one.means == "this" and one.unit == "year" for one in group):
        named = {one.year for one in group if one.means == "year" and one.year is not None}
        if len(named) == 1:
            yield 1, named.pop()


def _is_against(text: Text, forms: TimeForms, one: PeriodMention) -> bool:
    """Whether small words before a period make it what something is compared with."""
    return forms.against.search(text.lower[max(0, one.start - _BEFORE) : one.start]) is not None


def _title_end(flat: str) -> int:
    """Where the first lines that are not blank end."""
    at = 0
    for _ in range(_TITLE_LINES):
        while at < len(flat) and flat[at].isspace():
            at += 1
        at = flat.find("\n", at)
        if at < 0 or at > _HEAD:
            return 0
    return at


def _to_date(votes: Mapping[When, float], year: int) -> Period | None:
    """The part of the year, from its first day, that the text speaks of most."""
    named = {when: weight for when, weight in votes.items() if when.period is not None and when.year == year}
    parts = {
        when.period: weight
        for when, weight in named.items()
        if when.period is not None and (when.period.start.month, when.period.start.day) == (1, 1)
        if when.period.kind != "A"
    }
    return max(parts, key=lambda period: parts[period], default=None)


def _votes(text: Text, forms: TimeForms, found: Sequence[PeriodMention], about: Context) -> dict[When, float]:
    """How much the text speaks of each period, in its title and its first sentences above all."""
    title = _title_end(text.flat)
    votes: dict[When, float] = {}
    for one in found:
        when = _named(one, about)
        if when is None or _is_against(text, forms, one) or (one.start >= title and _is_history(when, about)):
            continue
        weight = 3.0 if one.start < title else 1.0
        weight += 0.0 if votes else 1.5
        votes[when] = votes.get(when, 0) + weight * _WEIGHTS.get(one.means, 1.5)
    return votes


def _is_history(when: When, about: Context) -> bool:
    """Whether a year is too long over to be what a text reports on."""
    return about.written is not None and when.year is not None and when.year < about.written.year - _RECENT


def _named(one: PeriodMention, about: Context) -> When | None:
    """The period that a mention may make the main one of its document."""
    if one.means == "this" and one.unit == "year":
        return When(Period(str(about.now)))
    return one.when if one.means in _MAIN else None


def _closed(written: date) -> Period:
    """What a text of this day reports on where it names no period: in early October the first nine months."""
    if written.day <= _EARLY and written.month in (1, 4, 7, 10):
        return first_months(written.year, written.month - 1) if written.month > 1 else Period(str(written.year - 1))
    return Period(str(written.year))
