"""Which times of a sentence others are compared with: "than in 1986", "so với cùng kỳ"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from quarterdeck.core.periods import Period
from quarterdeck.prose.bases import is_equalled
from quarterdeck.prose.lines import GOVERNORS, Line
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.periods.words import TimeForms
from quarterdeck.prose.periods.years import WITHIN_YEAR
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.units import PERCENT
from quarterdeck.prose.words import Mark, Token

# What is told by what was spoken of before, and looks back.
BACK = frozenset({"same", "shift"})
DELIMITERS = frozenset(",;:()|")
COMPARING = frozenset({"compare", "source", "than", "dated", "comparative"})
NEAR = 3
_VERBS = frozenset({"reach", "up", "down"})
_DAY, _MONTH = timedelta(days=1), timedelta(days=31)
# "Since 2010": what is told has come about by now.
_SINCE = BACK | {"year", "month", "quarter"}


class Comparing:
    """The times of one sentence: `found` tells of each, by its place, whether something is compared with it."""

    def __init__(self, line: Line, forms: TimeForms) -> None:
        self.line, self._forms = line, forms
        self._ends = {one.end: one for one in line.times}
        self.found: dict[int, bool] = {}
        for one in line.times:
            self.found[one.start] = self._is_compared(one)

    def _is_compared(self, one: PeriodMention) -> bool:
        at = self.line.index(one.start)
        for mark in self.line.marks:
            if mark.first >= at:
                break
            apart = mark.last < at and "dated" in mark.kinds and not mark.kinds & {"compare", "than"}
            first = mark.last == mark.first + 1 and self.line.tokens[mark.first].text in self._forms.comparing
            if not mark.kinds & COMPARING or apart or first or not self._is_near(mark, one, at):
                continue
            between = self.line.tokens[mark.last : at]
            if any(token.text in DELIMITERS for token in between) or self._heads_clause(one, between):
                continue
            if not self._during(mark.first, mark.last):
                return True
        if one.means in BACK and at and self.line.tokens[at - 1].text in self.line.words.small["steps_on"]:
            return True
        if one.means in _SINCE and at and self.line.tokens[at - 1].text in self._forms.since:
            return True
        return self._is_second(at) or self._apposed(one, at) or is_equalled(self.line, at)

    def _is_near(self, mark: Mark, one: PeriodMention, at: int) -> bool:
        """Whether few words stand between a word of comparing and a time, or only such as join a period to it, or the
        name of what is compared: "so với vụ hè thu năm trước"."""
        between = self.line.tokens[mark.last : at]
        if self._is_amount(mark, between):
            return False
        if between and between[-1].text in self._forms.units:
            between, at = between[:-1], at - 1
        if len(between) < NEAR:
            return True
        if "than" in mark.kinds and one.means in BACK and len(between) <= 3 * NEAR and self._is_clause(mark):
            return True
        names = mark.kinds & {"compare"} and not mark.kinds & {"up", "down"} and self._is_name(mark.last, at)
        joins = all(one.text in self._forms.joining for one in between)
        return len(between) < 2 * NEAR and (bool(names) or joins)

    def _heads_clause(self, one: PeriodMention, between: Sequence[Token]) -> bool:
        """Whether a time that is joined to a base opens what is told next: "fell by 2% on May, and in six months it
        reached 81 billion", "giảm 2% so với tháng trước và 6 tháng đạt 81 tỷ đồng"."""
        at = self.line.index(one.end)
        verb = self.line.mark_at[at] if at < len(self.line.tokens) else None
        joined = any(token.text in self.line.words.small["listing"] for token in between)
        return joined and one.means not in BACK and verb is not None and bool(verb.kinds & _VERBS)

    def _is_clause(self, mark: Mark) -> bool:
        """Whether a number is so much more than a clause behind it tells: "5 million more than it took in the same
        period"."""
        return (
            mark.first > 0
            and bool(mark.kinds & {"up", "down"})
            and any(self.line.index(one.end) == mark.first for one in self.line.quantities)
        )

    def _is_amount(self, mark: Mark, between: Sequence[Token]) -> bool:
        """Whether what is compared is the number between, "against 4% in 1986", or where something comes from: "income
        from sales in 1986", not "up from the peak in 1986"."""
        if any(self.line.numeric[mark.last : mark.last + len(between)]):
            return True
        if mark.kinds & (COMPARING - {"source"}) or all(one.text in self._forms.joining for one in between):
            return False
        before = self.line.marks_from(mark.first - NEAR, mark.first)
        return not any(one.kinds & {"up", "down"} for one in before) and not self.line.numeric[mark.first - 1]

    def _is_name(self, first: int, last: int) -> bool:
        """Whether only a name stands between two words: neither a verb nor a number, nor what opens a time."""
        if self.line.tokens[last - 1].text in self._forms.adverbial:
            return False
        verbs = any(one.kinds & GOVERNORS for one in self.line.marks_from(first, last))
        return not verbs and not any(self.line.numeric[first:last])

    def _is_second(self, at: int) -> bool:
        """Whether a word of comparing stands before and its second part begins here: "comparing May with April"."""
        near = [one.text for one in self.line.tokens[max(0, at - NEAR) : at]]
        beside = [i for i, word in enumerate(near) if word in self._forms.beside]
        if not beside or any(word in DELIMITERS for word in near[beside[-1] :]):
            return False
        return any(one.text in self._forms.comparing for one in self.line.tokens[:at])

    def _apposed(self, one: PeriodMention, at: int) -> bool:
        """Whether it only says again what is compared with: "with the previous quarter, October to December"."""
        if at < 2 or self.line.tokens[at - 1].text != ",":
            return False
        before, after = self._ends.get(self.line.tokens[at - 2].end), self.line.index(one.end)
        closed = after < len(self.line.tokens) and self.line.tokens[after].text in DELIMITERS
        return before is not None and closed and self.found.get(before.start, False)

    def _during(self, first: int, last: int) -> bool:
        """Whether a word such as "over" opens its clause: then it means during."""
        opens = first == 0 or self.line.tokens[first - 1].text in DELIMITERS
        return opens and " ".join(one.text for one in self.line.tokens[first:last]) in self._forms.during


def explained(line: Line, named: Sequence[PeriodMention]) -> Sequence[PeriodMention]:
    """The times, those without a year as the bracket behind them explains: "the first quarter (July to September
    2013)"."""
    found, flat = list[PeriodMention](), line.text.flat
    for one in named:
        before = found[-1] if found and flat[found[-1].end : one.start] == " (" else None
        closed = before is not None and flat[one.end : one.end + 1] == ")"
        explains = closed and one.dated and one.means in WITHIN_YEAR
        if before is not None and not before.dated and explains:
            found[-1] = replace(before, period=one.period, means=one.means, dated=True, year=one.year)
        elif before is not None and closed and _cuts(before, one):
            found[-1] = replace(one, start=before.start)
        else:
            found.append(one)
    return found


def _cuts(before: PeriodMention, one: PeriodMention) -> bool:
    """Whether brackets tell the day on which a part of the year was cut: "in the first quarter (up to 20 March)"."""
    if one.means != "as_of" or before.means not in WITHIN_YEAR or before.period is None or one.period is None:
        return False
    return before.period.start == one.period.start and one.period.end <= before.period.end + _MONTH


def on_days(line: Line, named: Sequence[PeriodMention]) -> Sequence[PeriodMention]:
    """The times, with the days on which a stock stood somewhere as its last days: "stood at 5 billion on May 31"."""
    small, found = line.words.small, list[PeriodMention]()
    for one in named:
        at = line.index(one.start)
        if one.means == "date" and one.day is not None and at and line.tokens[at - 1].text in small["steps_on"]:
            number = line.number_before(one.start)
            first = line.index(number.start) if number is not None and number.unit not in PERCENT else 0
            verbs = line.tokens[max(0, first - NEAR) : first]
            if (
                any(token.text in small["stands"] for token in verbs)
                and at - line.index(number.end if number else 0) <= 2 * NEAR
            ):
                year = Period.days(date(one.day.year, 1, 1), one.day + _DAY).named()
                one = replace(one, period=year, as_of=True, means="as_of")
        found.append(one)
    return found


def unbracketed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Words without a bracket that they begin with and close: "by 5% (year-on-year) in May"."""
    if not tokens or tokens[0].text != "(":
        return tokens
    closed = next((i for i, one in enumerate(tokens) if one.text == ")"), -1)
    return tokens[closed + 1 :]


def parallel(line: Line, between: Sequence[Token]) -> bool:
    """Whether the words between two numbers lead on to the next by "and by": "by 2% in A and by 3% in B in May"."""
    words, small = [one.text for one in between[-2:]], line.words.small
    return len(words) > 1 and words[0] in small["listing"] and words[1] in small["by"]


def is_base(line: Line, number: Quantity) -> bool:
    """Whether a number is what another is compared with: "against a 9% decline", "so với mức tăng 5%"."""
    end = line.index(number.start)
    moves = False
    for mark in reversed([one for one in line.marks_from(end - 2 * NEAR, end) if one.last <= end]):
        words = line.tokens[mark.last : end]
        if any(one.text in DELIMITERS or one.text[0].isdigit() for one in words):
            return False
        moved = bool(mark.kinds & {"up", "down"})
        if "compare" in mark.kinds and not mark.kinds & {
            "beyond",
            "than",
            "same",
            "previous",
            "plan",
            "up",
            "down",
        }:
            return end - mark.last <= NEAR and (moves or end - mark.last <= 1)
        if "source" in mark.kinds and moves:
            if line.words.adjectives_before_noun and line.tokens[end - 1].text not in line.words.small["of"]:
                return False  # "Exports fell 1%, imports from it rose 2%".
            return end - mark.last <= NEAR and line.unknown[mark.last] == line.unknown[end]
        if not moved and not mark.kinds & {"article", "lead", "light"}:
            return False
        moves = moves or moved
    return False


def comes_from(line: Line, number: Quantity) -> bool:
    """Whether "from a" right before a number makes it what something moved from: "rebounding from a 3% decline"."""
    at, small = line.index(number.start), line.words.small
    if at < 2 or line.tokens[at - 1].text not in small["determiners"]:
        return False
    return any("source" in one.kinds and one.last == at - 1 for one in line.marks_from(at - 2, at - 1))
