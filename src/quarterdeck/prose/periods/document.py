"""What a document speaks of as a whole: its own day, its year, its main period."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from quarterdeck.core.periods import Period, first_months
from quarterdeck.prose.periods import fiscal
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.mention import PeriodMention, When
from quarterdeck.prose.periods.scan import times
from quarterdeck.prose.periods.words import TimeForms, time_forms
from quarterdeck.prose.periods.years import WITHIN_YEAR, Told
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Words

# A year that no text speaks of; readings that rest on it are thrown away.
_NO_YEAR = 2000
_UNKNOWN = Period("1900")
_MAIN = WITHIN_YEAR | {"year", "years", "fiscal", "ytd_day", "ytd_mid"}
# The head of a document: its title and its date line.
_HEAD, _TITLE_LINES = 700, 2
_BEFORE = 45
_BESIDE = 12
# So much at the end of a text is its foot.
_FOOT = 300
# A longer line is no title.
_LONG_TITLE = 260
_DIGIT = re.compile(r"\d")
# A year is named for much else, a month mostly beside the months before it.
_WEIGHTS = {"year": 1.0, "years": 0.5, "this": 1.0, "last": 1.0, "month": 1.2}
_GOAL = 0.25
# Of years that results are told of the last one counts more.
_EARLIER = 0.9
_EARLY = 15
# The end of two years is so many years after their start.
_PAIR = 2
# The years of the calendar of Nepal are so many ahead; no goal lies so far ahead.
_VIKRAM, _AHEAD = 57, 45
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
    told = Told(text, forms, rough, _title_end(text.flat))
    year = told.year(written or (day.day if day is not None and day.dated else None))
    if not year:
        return Context(_UNKNOWN, 0, known=False)
    if written is None and day is not None and day.day is not None:
        year += not day.dated and told.in_hindsight(year, day.day)
        written = day.day if day.dated else _in_year(day.day, year)
    about = Context(Period(str(year)), year, written, latest=told.latest(year))
    about = fiscal.told(text.lower, forms, rough, about)
    votes = _votes(text, forms, times(text, words, about), about)
    about = replace(about, to_date=_to_date(votes, year))
    # Where a part of the year is reported on, the next year is one of goals, however loudly the title tells of it.
    past = {when: weight for when, weight in votes.items() if _common(when.year or 0, about) <= about.now}
    # So it is where all else that it tells is known by its last day.
    spoken = past if about.to_date or not past else votes
    main = max(spoken, key=lambda when: votes[when], default=None)
    if main is None:
        return replace(about, main=_closed(written), unnamed=True) if written is not None else about
    if main.period is None:
        return replace(about, fiscal=main)
    undated = written is None and about.latest is None
    return replace(about, main=(fiscal.in_fiscal(main.period, about) if undated else None) or main.period)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _own_day(text: Text, forms: TimeForms, found: Sequence[PeriodMention]) -> PeriodMention | None:
    """The day of the document: the first one in its head that is not the day of another document."""
    days = [one for one in found if one.means == "date" and one.start < _HEAD and one.day is not None]
    own = [one for one in days if _is_own(text, forms, one)]
    dated = next((one for one in own if one.dated), None) or _foot(text, found)
    return dated or (own[0] if own else None)


def _is_own(text: Text, forms: TimeForms, one: PeriodMention) -> bool:
    """Whether a day is not that of another document, nor one that figures are compared with."""
    line = text.lower.rfind("\n", 0, one.start) + 1
    if forms.own.fullmatch(text.lower, line, one.start):
        return True
    return not forms.cited.search(text.lower, max(line, one.start - _BEFORE), one.start)


def _foot(text: Text, found: Sequence[PeriodMention]) -> PeriodMention | None:
    """A day in a line of its own below the text: "Port City, 3 June 1999"."""
    flat = text.flat
    for one in reversed(found):
        if one.start < len(flat) - _FOOT:
            return None
        begin, stop = flat.rfind("\n", 0, one.start) + 1, flat.find("\n", one.end)
        stop = stop if stop >= 0 else len(flat)
        beside = flat[begin : one.start] + flat[one.end : stop]
        if one.day is not None and one.dated and begin and len(beside) <= _BEFORE and not _DIGIT.search(beside):
            return one
    return None


def _title_end(flat: str) -> int:
    """Where the first lines that are not blank end."""
    at = 0
    for _ in range(_TITLE_LINES):
        while at < len(flat) and flat[at].isspace():
            at += 1
        first, at = at, flat.find("\n", at)
        if at < 0 or at > _HEAD:
            return 0
        if at - first > _LONG_TITLE:
            return first
    return at


def _to_date(votes: Mapping[When, float], year: int) -> Period | None:
    """The part of the year, from its first day, that the text speaks of most."""
    named = {when: weight for when, weight in votes.items() if when.period is not None and when.year == year}
    parts = {
        when.period: weight
        for when, weight in named.items()
        if when.period is not None and (when.period.start.month, when.period.start.day) == (1, 1)
        if when.period.kind != "A" and when.period.start.year == when.period.last_day.year == year
    }
    return max(parts, key=lambda period: parts[period], default=None)


def _common(year: int, about: Context) -> int:
    """A year of the common calendar: one much ahead is of that of Nepal, "fiscal year 2080/81"."""
    return year - _VIKRAM if year > about.now + _AHEAD else year


def _votes(text: Text, forms: TimeForms, found: Sequence[PeriodMention], about: Context) -> dict[When, float]:
    """How much the text speaks of each period, in its title and its first sentences above all."""
    title = _title_end(text.flat)
    told = Told(text, forms, found, title)
    lasts = _lasts(found)
    votes: dict[When, float] = {}
    again = Counter(one.when for one in found if one.means == "year")
    for one in found:
        when = _named(one, about)
        if when is None or told.is_against(one) or (one.start >= title and _is_history(when, about)):
            continue
        if one.means == "year" and one.start >= title and again[when] == 1 and _is_past(when, about):
            continue  # "100 homes built in 2016", told in 2018.
        if (one.means == "month" and one.period in lasts) or told.is_bound(one) or _is_pair(one):
            continue
        if one.means == "last" and when not in votes and one.start > title > 0:
            continue  # "Last year floods killed 12": what is told in between is not what a text is about.
        weight = 3.0 if one.start < title else 1.0
        earlier = told.is_before(one, about.written)
        weight += 0.0 if votes or earlier else 1.5
        goal = (one.means in ("year", "years") or not one.dated) and told.is_goal(one)
        weight *= _GOAL if goal else _EARLIER if earlier else 1.0
        votes[when] = votes.get(when, 0) + weight * _WEIGHTS.get(one.means, 1.5)
    return votes


def _lasts(found: Sequence[PeriodMention]) -> set[Period]:
    """The months that are named as the last of those right beside them: "tháng 9 và 9 tháng năm 2019"."""
    lasts = set[Period]()
    for left, right in pairwise(found):
        month, months = (left, right) if left.means == "month" else (right, left)
        if month.means != "month" or months.means != "months" or right.start - left.end > _BESIDE:
            continue
        if month.period is not None and months.period is not None and month.period.end == months.period.end:
            lasts.add(month.period)
    return lasts


def _is_pair(one: PeriodMention) -> bool:
    """Whether two years beside each other are named: a school year or a season, which no report is on."""
    return one.means == "years" and one.period is not None and one.period.end.year - one.period.start.year == _PAIR


def _is_history(when: When, about: Context) -> bool:
    """Whether a year is too long over to be what a text reports on."""
    return about.written is not None and when.year is not None and when.year < about.written.year - _RECENT


def _is_past(when: When, about: Context) -> bool:
    """Whether a year ended long before the text was written."""
    return about.written is not None and when.year is not None and when.year < about.written.year - 1


def _named(one: PeriodMention, about: Context) -> When | None:
    """The period that a mention may make the main one of its document."""
    if one.means in ("this", "last") and one.unit == "year":
        return When(Period(str(about.now + one.step)))
    return one.when if one.means in _MAIN else None


def _closed(written: date) -> Period:
    """What a text of this day reports on where it names no period: in early October the first nine months."""
    if written.day <= _EARLY and written.month in (1, 4, 7, 10):
        return first_months(written.year, written.month - 1) if written.month > 1 else Period(str(written.year - 1))
    return Period(str(written.year))
