"""For which time each number of a sentence is said, carried from clause to clause and from sentence to sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from quarterdeck.core.periods import Period
from quarterdeck.prose.governing import is_compared
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import Context, PeriodMention, When, times
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation

_NO_TIME = frozenset({"none", "time", "date"})
# What is told by what was spoken of before, and looks back.
_BACK = frozenset({"same", "shift", "last"})
_DELIMITERS = frozenset(",;:()|")
_RATIOS = frozenset({"ratio_yoy", "ratio_prev", "multiple"})
_PLANS = frozenset({"pct_of_plan"})
_CLOSE = 3
# A line without numbers that is no longer than this and ends without a full stop is a heading.
_HEADING = 150


@dataclass(frozen=True, slots=True)
class Clock:
    """What the sentences before leave: what they spoke of last, and what that was before a year to date by its day.

    "As of March 15 …" speaks for its own sentence; the next one returns to the quarter that it reports on.
    """

    now: When | None = None
    steady: When | None = None


START = Clock()


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a number is said of, None where nobody knows; `said` tells that the text says so."""

    when: When | None
    said: bool

    @property
    def period(self) -> Period | None:
        """The period, None where it is unknown or a fiscal year of unknown days."""
        return self.when.period if self.when is not None else None

    @property
    def as_of(self) -> bool:
        """Whether it is a year to date, or a stock, that is named by its last day."""
        return self.when is not None and self.when.as_of

    @property
    def fiscal(self) -> str:
        """The name of its fiscal years, if it is said of such."""
        return self.when.fiscal.form if self.when is not None and self.when.fiscal is not None else ""


class Timeline:
    """The times of one sentence. Ask for its numbers in order: each may leave its time to the next."""

    def __init__(self, line: Line, context: Context, clock: Clock, before: When | None) -> None:
        """`before` is the time of the sentence before where this one refers to it ("Of which…", "It…")."""
        self.line, self.context, self.clock = line, context, clock
        named = times(line.text, line.words, context, line.start, line.end)
        self.times = [one for one in named if one.means not in _NO_TIME]
        self.now = before or self._carried()
        self.in_line = False
        self.bracket: tuple[int, When] | None = None

    def _carried(self) -> When | None:
        """What goes on from the sentence before: with a review nothing, else all but a year to date by its day."""
        if self.context.given:
            return None
        now, steady = self.clock.now, self.clock.steady
        return steady if now is not None and now.as_of and steady is not None else now

    # --- where times and numbers stand
    @cached_property
    def _opened(self) -> Sequence[int]:
        """For each token the place of the innermost bracket that is open there, -1 for none."""
        found, open_at = [], list[int]()
        for one in self.line.tokens:
            if one.text == ")" and open_at:
                open_at.pop()
            found.append(open_at[-1] if open_at else -1)
            if one.text == "(":
                open_at.append(one.start)
        return found

    def _bracket_at(self, place: int) -> int:
        at = self.line.index(place)
        return self._opened[at] if at < len(self._opened) else -1

    @cached_property
    def _numbers(self) -> Sequence[Quantity]:
        return [one for one in self.line.quantities if one.unit] or self.line.quantities

    def _behind(self, one: PeriodMention) -> Quantity | None:
        """The number that a time stands directly behind: "5% in 1986", "14.4 pct … a year ago"."""
        before = [number for number in self._numbers if number.end <= one.start]
        if not before:
            return None
        first, last = self.line.index(before[-1].end), self.line.index(one.start)
        between = self.line.tokens[first:last]
        if any(token.text in _DELIMITERS for token in between):
            return None
        split = any("split" in mark.kinds and first <= mark.first < last for mark in self.line.marks)
        return None if split else before[-1]

    def _opens_clause(self, one: PeriodMention) -> bool:
        """Whether a clause begins with it: "(cùng kỳ …", "; a year earlier it was"."""
        at = self.line.index(one.start)
        if at == 0:
            return True
        return self.line.tokens[at - 1].text in _DELIMITERS

    def _compared(self, one: PeriodMention) -> bool:
        return (one.means in _BACK and one.means != "last") or is_compared(self.line, one.start)

    # --- what a time means here
    def _base(self) -> When | None:
        return self.now or self.context.default

    def _resolved(self, one: PeriodMention) -> When | None:
        """What `one` means; words that look back do so from what is spoken of now."""
        if one.when is not None:
            return one.when
        now = self._base()
        if one.means == "same" and one.year is not None:
            return now.in_year(one.year) if now is not None else When(Period(str(one.year)))
        if one.means in ("this", "whole", "to_date", "next") or (one.means == "last" and not self._compared(one)):
            return self._of_calendar(one, now)
        if now is None:
            return None
        return self._back(one, now) if one.unit in ("month", "quarter") else now.moved(one.step)

    def _back(self, one: PeriodMention, now: When) -> When | None:
        """So many months or quarters before what is spoken of now: "the previous quarter"."""
        if now.period is None:
            return None
        kind = "M" if one.unit == "month" else "Q"
        if one.means == "same":
            return now.moved(one.step)
        period = Period.of_day(now.period.last_day, kind)
        for _ in range(-one.step):
            period = period.previous()
        return When(period)

    def _of_calendar(self, one: PeriodMention, now: When | None) -> When | None:
        """This year, last year, next year, the whole year, the year to date."""
        main = self.context.main
        if one.means == "whole":
            year = now.year if now is not None else None
            return When(Period(str(year))) if year else None
        if one.means == "to_date":
            return When(main.year_to_date()) if self.context.known else None
        if one.unit == "year":
            year = self.context.now
            return When(Period(str(year + one.step))) if year else None
        if not self.context.known:
            return None
        kind = "M" if one.unit == "month" else "Q"
        period = Period.of_day(self.context.written or main.last_day, kind)
        return When(period.next() if one.step > 0 else period.previous() if one.step < 0 else period)

    # --- the time of a number
    def of(self, slot: Slot, relation: Relation) -> Spoken:
        """The time of the number of `slot`; ask from left to right."""
        number = slot.quantity
        left = [one.end for one in self._numbers if one.end <= number.start]
        right = [one.start for one in self._numbers if one.start >= number.end]
        between = [one for one in self.times if (left[-1] if left else 0) <= one.start < number.start]
        heads = [one for one in between if self._behind(one) is None]
        tails = [one for one in self.times if number.end <= one.start < (right[0] if right else self.line.end)]
        tails = [one for one in tails if self._behind(one) is number]
        if (paired := self._paired(number)) is not None:
            return Spoken(paired, True)
        if relation.kind == "baseline":
            return self._of_baseline(number, heads, tails)
        return self._of_plain(number, relation, heads, tails)

    def _of_baseline(self, number: Quantity, heads: list[PeriodMention], tails: list[PeriodMention]) -> Spoken:
        """What another number is compared with: of its own time, else of the year before."""
        own = (
            tails[:1]
            or [one for one in heads if self._compared(one) or one.means in _BACK][-1:]
            or self._shared(number)
        )
        if own:
            when = self._resolved_back(own[0])
            self._open_bracket(number, when)
            return Spoken(when, when is not None)
        if (inside := self._in_bracket(number)) is not None:
            return Spoken(inside, True)
        now = self._base()
        if now is None:
            return Spoken(None, False)
        back = next((one for one in self.times if one.means == "shift" and one.unit in ("month", "quarter")), None)
        return Spoken(self._back(back, now) if back is not None else now.moved(-1), False)

    def _resolved_back(self, one: PeriodMention) -> When | None:
        """Last year, beside what it is compared with, is the same stretch of that year."""
        if one.means == "last" and one.unit == "year" and (now := self._base()) is not None:
            return now.moved(one.step)
        return self._resolved(one)

    def _shared(self, number: Quantity) -> list[PeriodMention]:
        """The time behind the next number, joined to this one: "with 14 pct and 56 billion a year ago"."""
        after = next((one for one in self._numbers if one.start >= number.end), None)
        if after is None or not self._joined(number, after):
            return []
        return [one for one in self.times if self._behind(one) is after and one.start >= after.end][:1]

    def _joined(self, left: Quantity, right: Quantity) -> bool:
        between = self.line.tokens[self.line.index(left.end) : self.line.index(right.start)]
        return 0 < len(between) <= _CLOSE and any(one.text in self.line.words.small["listing"] for one in between)

    def _of_plain(
        self, number: Quantity, relation: Relation, heads: list[PeriodMention], tails: list[PeriodMention]
    ) -> Spoken:
        opening = [one for one in heads if one.means in _BACK and self._opens_clause(one)]
        if opening and (when := self._resolved_back(opening[-1])) is not None:
            self._open_bracket(number, when)
            return Spoken(when, True)
        if (inside := self._in_bracket(number)) is not None and not tails:
            return Spoken(inside, True)
        tail = next((one for one in tails if self._tells(one, number, relation)), None)
        head = next((one for one in reversed(heads) if not self._compared(one)), None)
        chosen = tail if tail is not None and (head is None or self._is_close(number, tail)) else head
        when = self._resolved(chosen) if chosen is not None else None
        if chosen is not None and when is not None:
            self._go_on(number, when, chosen is head)
            return Spoken(when, True)
        return self._without(relation)

    def _without(self, relation: Relation) -> Spoken:
        """The time of a number that says none itself: carried, or that of the text; a target is one of the year."""
        if self.now is None:
            when = self.context.default
            return Spoken(self._of_target(when) if relation.kind == "target" else when, False)
        if relation.kind == "target" and not self.in_line:
            return Spoken(self._of_target(self.now), True)
        return Spoken(self.now, True)

    def _of_target(self, when: When | None) -> When | None:
        if self.context.given or when is None or when.period is None or when.year is None:
            return when
        return When(Period(str(when.year)))

    def _tells(self, one: PeriodMention, number: Quantity, relation: Relation) -> bool:
        """Whether a time behind a number is the number's own, not that of its base or of its plan."""
        if self._compared(one):
            return False
        at = self.line.index(one.start)
        word = self.line.tokens[at - 1].text if at else ""
        small = self.line.words.small
        if relation.kind in _RATIOS and word in small["of"] | small["denominator"]:
            return False
        if relation.kind in _PLANS and one.means in ("year", "fiscal", "target_year", "this", "whole"):
            return word not in small["of"] and any("plan" in mark.kinds and mark.last < at for mark in self.line.marks)
        return True

    def _is_close(self, number: Quantity, one: PeriodMention) -> bool:
        return self.line.index(one.start) - self.line.index(number.end) <= _CLOSE

    def _go_on(self, number: Quantity, when: When, head: bool) -> None:
        """Let the numbers that follow be of this time too; one in brackets speaks only for them."""
        if self._bracket_at(number.start) >= 0:
            self._open_bracket(number, when)
        elif head or not self.in_line:
            self.now, self.in_line = when, True

    def _open_bracket(self, number: Quantity, when: When | None) -> None:
        place = self._bracket_at(number.start)
        if place >= 0 and when is not None:
            self.bracket = place, when

    def _in_bracket(self, number: Quantity) -> When | None:
        if self.bracket is None or self.bracket[0] != self._bracket_at(number.start):
            return None
        return self.bracket[1]

    # --- numbers and times in the same order
    def _paired(self, number: Quantity) -> When | None:
        return self._pairs.get(number.start)

    @cached_property
    def _pairs(self) -> dict[int, When]:
        """ "in 2021, 2022 and 2023 it was 5%, 6% and 7%": as many times as numbers, in the same order."""
        pairs: dict[int, When] = {}
        runs = self._runs(list(self._numbers))
        for run in runs:
            listed = [one for one in self.times if one.when is not None and one.end <= run[0].start]
            for group in reversed(self._time_runs(listed)):
                if len(group) == len(run):
                    pairs |= {number.start: when for number, one in zip(run, group, strict=True) if (when := one.when)}
                    break
        return pairs

    def _runs(self, numbers: list[Quantity]) -> list[list[Quantity]]:
        runs: list[list[Quantity]] = []
        for left, right in pairwise(numbers):
            if left.unit == right.unit and self._listed(left.end, right.start):
                if runs and runs[-1][-1] is left:
                    runs[-1].append(right)
                else:
                    runs.append([left, right])
        return runs

    def _time_runs(self, listed: list[PeriodMention]) -> list[list[PeriodMention]]:
        """Times in a list, or each behind a number of its own."""
        runs: list[list[PeriodMention]] = []
        for left, right in pairwise(listed):
            if self._listed(left.end, right.start):
                if runs and runs[-1][-1] is left:
                    runs[-1].append(right)
                else:
                    runs.append([left, right])
        behind = [one for one in listed if self._behind(one) is not None]
        return [behind, *runs] if len(behind) > 1 else runs

    def _listed(self, start: int, end: int) -> bool:
        """Whether only commas and conjunctions stand between two members of a list."""
        between = self.line.tokens[self.line.index(start) : self.line.index(end)]
        words = self.line.words.small["listing"]
        members = all(one.text in ",;" or one.text in words for one in between)
        return 0 < len(between) <= _CLOSE and members

    # --- what is left for the next sentence
    def after(self) -> Clock:
        """What the sentence leaves for the next one."""
        if self.context.given:
            return self.clock
        now = self.now if self.in_line else self._heading() or self.now
        steady = now if self.in_line and now is not None and not now.as_of else self.clock.steady
        return replace(self.clock, now=now, steady=steady)

    def _heading(self) -> When | None:
        """The time that a heading names for the paragraphs below it."""
        if self.line.quantities or self.line.end - self.line.start > _HEADING:
            return None
        if self.line.text.flat[self.line.end - 1] in ".;,":
            return None
        named = [one.when for one in self.times if one.when is not None and not self._compared(one)]
        return named[0] if len(named) == 1 else None
