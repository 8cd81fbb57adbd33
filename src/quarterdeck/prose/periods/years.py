"""The year that a document speaks of, told from all the times that it names."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from quarterdeck.prose.periods.mention import PeriodMention
from quarterdeck.prose.periods.words import TimeForms
from quarterdeck.prose.text import Text

WITHIN_YEAR = frozenset(
    {
        "quarter",
        "month_quarter",
        "half",
        "half_month",
        "months",
        "last_months",
        "to_month",
        "to_quarter",
        "from_to",
        "month",
        "ended",
        "ended_year",
        "days",
        "mids",
        "first_days",
        "week",
    }
)
_AS_OF = frozenset({"as_of", "mid", "end_month", "end_quarter", "until_now", "ytd_day", "ytd_mid"})
_OPENING = ".;:,(\n"
_YEARLY = frozenset({"year", "fiscal", "none", "end_year"})
_STOP = re.compile(r"[.!?;]\s|\n")
# So much of a sentence is looked at on each side of a time, so that long lines stay linear.
_AROUND = 300
_BEFORE = 80
_CLAUSE = re.compile(r"[;()|\n]|[.,:](?!\d)")
# A text that tells of a whole year before this month speaks of the year before.
_LATE = 10
_YEAR_LENGTH = 12
# What is told as over does not end so many days after the text was written.
_SOON = 60
_WRITTEN, _RESULT, _WITHIN, _GOAL, _TITLE = 3.0, 2.0, 4.0, 0.25, 3.0


class Told:
    """The times of a text with the sentences that they stand in; `title` is where the title ends."""

    def __init__(self, text: Text, forms: TimeForms, found: Sequence[PeriodMention], title: int) -> None:
        self.text, self.forms, self.found, self.title = text, forms, found, title

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [one.end() for one in _STOP.finditer(self.text.flat)]

    def is_against(self, one: PeriodMention) -> bool:
        """Whether words before a period make it what something is compared with, a value between or not; so does
        "(2011: 3%)"."""
        before = self.text.lower[max(0, one.start - _BEFORE) : one.start]
        if before[-1:] == "(" and self.text.lower[one.end : one.end + 1] == ":":
            return True
        if (found := self.forms.against.search(before)) is not None:
            # "Over the first half of 2010 …" is during it.
            opens = not found.start() or before[: found.start()].rstrip(" ")[-1:] in _OPENING
            return not (opens and found[0].split()[0] in self.forms.during)
        clause = self.forms.onward.split(_CLAUSE.split(before)[-1])[-1]
        return self.forms.against_value.search(clause) is not None

    def sentence(self, one: PeriodMention) -> str:
        """The words around a time, of its sentence."""
        at = bisect_right(self._ends, one.start)
        start = self._ends[at - 1] if at else 0
        end = self._ends[at] if at < len(self._ends) else len(self.text.lower)
        return self.text.lower[max(start, one.start - _AROUND) : min(end, one.end + _AROUND)]

    def is_goal(self, one: PeriodMention) -> bool:
        """Whether the sentence of a time tells of goals and programmes."""
        return self.forms.goals.search(self.sentence(one)) is not None

    def is_bound(self, one: PeriodMention) -> bool:
        """Whether a time is one that something is to be over by: "not before June 2021"."""
        return self.forms.bounds.search(self.text.lower[max(0, one.start - _BEFORE) : one.start]) is not None

    def is_result(self, one: PeriodMention) -> bool:
        """Whether the sentence of a time tells what came out in the clause of that time or behind it."""
        sentence = self.sentence(one)
        if self.forms.goals.search(sentence) is not None:
            return False
        at = bisect_right(self._ends, one.start)
        start = max(self._ends[at - 1] if at else 0, one.start - _AROUND)
        clause = _CLAUSE.split(self.text.lower[start : one.start])[-1]
        behind = sentence[one.start - start :]
        return self.forms.results.search(clause + behind) is not None

    def year(self, written: date | None) -> int:
        """The year that most of the text speaks of as its present, 0 where it names none."""
        votes: defaultdict[int, float] = defaultdict(float)
        if written is not None:
            votes[written.year] += _WRITTEN
        for one in self.found:
            if one.year is not None:
                self._vote(one, votes)
        for this, other in self._beside("this"):
            votes[other] -= 2
            votes[other + 1] += 3 * this
        said = max(votes, key=lambda year: (votes[year], year), default=0)
        last = Counter(base + 1 for _, base in self._beside("last"))
        if written is None and last and max(last, key=lambda year: (last[year], year)) == said:
            return said + 1
        return said + 1 if written is None and votes.get(said + 1, 0) > 0 and self._looks_back() else said

    def is_before(self, one: PeriodMention, written: date | None) -> bool:
        """Whether a text that bears no day tells results of a later year too: "năm 2022 tăng 9%; năm 2023 …"."""
        return written is None and one.means == "year" and one.year is not None and one.year < self._reported

    def _looks_back(self) -> bool:
        """Whether the text speaks of last year and never of this one."""
        named = {one.means for one in self.found if one.unit == "year" and not self.is_against(one)}
        return "last" in named and "this" not in named

    def _vote(self, one: PeriodMention, votes: defaultdict[int, float]) -> None:
        year = one.year or 0
        weight = _WITHIN if one.means in WITHIN_YEAR | _AS_OF | {"to_date"} else 1.0
        weight *= _TITLE if one.start < self.title else 1.0
        weight *= _GOAL if self.is_bound(one) else 1.0
        if one.means == "same":
            votes[year + 1] += _WITHIN
        elif one.means in _YEARLY or weight > 1:
            against = self.is_against(one)
            if one.means in _YEARLY and self.is_goal(one):
                weight *= _GOAL
            elif one.means == "year" and not against and self.is_result(one):
                weight *= _RESULT
            weight *= _GOAL if against and year + 1 < self._reported else 1.0
            votes[year + (one.fiscal is not None) + (against and self._is_of_year_before(one))] += weight

    @cached_property
    def _reported(self) -> int:
        """The last year that the text tells results of: what it compares with may lie more than a year before."""
        own = (one for one in self.found if one.means == "year" and one.year is not None and one.start > self.title)
        told = (one for one in own if not self.is_against(one) and not self.is_bound(one) and self.is_result(one))
        return max((one.year or 0 for one in told), default=0)

    @cached_property
    def _months(self) -> Mapping[int, set[int | None]]:
        """By month the years that it is named with, None where it bears none."""
        years: defaultdict[int, set[int | None]] = defaultdict(set)
        for one in self.found:
            if one.means == "month" and one.period is not None:
                years[one.period.start.month].add(one.year)
        return years

    def _is_of_year_before(self, one: PeriodMention) -> bool:
        """Whether what something is compared with tells of the year before: not "compared with 5% in May 2018", where
        June is spoken of."""
        if one.means != "month" or one.period is None or one.period.start.month == _YEAR_LENGTH:
            return True
        month, named = one.period.start.month, self._months
        if any(one.year in named.get(later, ()) for later in range(month + 1, _YEAR_LENGTH + 1)):
            return False
        return len(named[month]) > 1

    def latest(self, year: int) -> date | None:
        """The last day of the last stretch of `year` that is named with it; None where none is."""
        days = [one.period.last_day for one in self.found if one.period is not None and one.means in WITHIN_YEAR]
        return max((day for day in days if day.year == year), default=None)

    def _beside(self, means: str) -> Iterator[tuple[int, int]]:
        """Years named in one sentence with "this year" or "last year", which is mostly the one after."""
        groups: dict[int, list[PeriodMention]] = {}
        for one in self.found:
            groups.setdefault(bisect_right(self._ends, one.start), []).append(one)
        for group in groups.values():
            if any(one.means == means and one.unit == "year" and not self.is_against(one) for one in group):
                years = [one for one in group if one.means == "year" and one.year is not None]
                against = {one.year for one in years if self.is_against(one)}
                own = {one.year for one in years} - against
                named = (own or against) if means == "this" else against
                if len(named) == 1:
                    yield 1, named.pop() or 0

    def in_hindsight(self, year: int, day: date) -> bool:
        """Whether a text of this day, whose year is not known, tells of the whole of `year` as over."""
        if day.month >= _LATE:
            return False
        own = [one for one in self.found if one.year == year and not self.is_against(one)]
        parts = [one for one in own if one.means in WITHIN_YEAR | _AS_OF | {"to_date"}]
        ends = {one: (one.period.last_day.replace(year=day.year) - day).days for one in parts if one.period is not None}
        if ends and min(ends.values()) > _SOON and any(self._is_over(one) for one in ends):
            return True
        if parts or any(self.is_goal(one) for one in own):
            return False
        return any(one.means == "year" and self._is_over(one) for one in own)

    def _is_over(self, one: PeriodMention) -> bool:
        """Whether the sentence of a time tells of what is over, and of nothing that is to come."""
        sentence = self.sentence(one)
        ahead = self.forms.ahead.search(sentence) or self.forms.goals.search(sentence)
        return ahead is None and self.forms.over.search(sentence) is not None
