"""Where the times of a sentence stand: behind which number, in which brackets and clause, in which list."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from quarterdeck.prose.claims.comparing import (
    BACK,
    COMPARING,
    DELIMITERS,
    NEAR,
    Comparing,
    explained,
    on_days,
    parallel,
    unbracketed,
)
from quarterdeck.prose.claims.standing import Standing
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.periods.years import WITHIN_YEAR
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.units import CURRENCIES

_NO_TIME = frozenset({"none", "time", "date"})
_WHOLE = frozenset({"whole", "this", "last", "year"})
# Spans are said of one number, not of those that follow.
SPANS = frozenset({"years", "fiscal_span"})


class Moments(Standing):
    """The times of one sentence and how they stand to its numbers."""

    def __init__(self, line: Line, context: Context) -> None:
        super().__init__(line)
        self.numbers: Sequence[Quantity] = [one for one in line.quantities if one.unit] or line.quantities
        self._number_ends = [one.end for one in self.numbers]
        named = on_days(line, line.times) if any(one.means == "date" for one in line.times) else line.times
        self.times = explained(line, [one for one in named if one.means not in _NO_TIME])
        self._behind = {one.start: self._number_before(one) for one in self.times}
        self._compared = Comparing(line, self._forms).found
        if named is not line.times:
            self._compared |= {
                one.start: False for one, as_told in zip(named, line.times, strict=True) if one is not as_told
            }
        self._heads: dict[int, Sequence[PeriodMention]] = {}
        # Whether a word of the sentence is in the possessive.
        self._owned = "'s" in line.text.lower[line.start : line.end]
        self._in_year: Mapping[int, When] | None = None

    def gap(self, number: Quantity, one: PeriodMention) -> int:
        """How many words stand between a number and a time behind it."""
        return self.line.index(one.start) - self.line.index(number.end)

    def follows(self, one: PeriodMention) -> bool:
        """Whether a time stands right behind its number: "32,6% quý I/2023"."""
        number = self.behind(one)
        return number is not None and self.gap(number, one) <= (self.word_before(one) in self._forms.units)

    def lasts(self, one: PeriodMention) -> bool:
        """Whether a time begins with a word that makes it how long something took: "over the quarter"."""
        return self.line.tokens[self.line.index(one.start)].text in self._forms.during

    def told(self, number: Quantity) -> bool:
        """Whether the last time before a number is its own: no words of comparing before or behind it."""
        named = [one for one in self.heads(number) if one.tells]
        if not named or self.compared(named[-1]) or self.comes_after(number):
            return False
        return not any(mark.kinds & COMPARING for mark in self.line.marks_in(named[-1].end, number.start))

    # --- which number a time belongs to
    def _number_before(self, one: PeriodMention) -> Quantity | None:
        at = bisect_right(self._number_ends, one.start)
        if not at:
            return None
        before = self.numbers[at - 1]
        first, last = self.line.index(before.end), self.line.index(one.start)
        if at > 1 and (closed := self._closed_behind(before, last)):
            before, first = self.numbers[at - 2], closed
        openers = self._forms.openers
        between = unbracketed(self.line.tokens[first:last])
        if any(token.text in DELIMITERS or token.text in openers for token in between):
            return None
        apart = {"split", "rank"} if one.means in SPANS else {"split"}  # "0.2%, the lowest in 2011-2020".
        return None if any(mark.kinds & apart for mark in self.line.marks_from(first, last)) else before

    def restated(self, inner: Quantity) -> Quantity | None:
        """The sum before a bracket that says it again in another currency: "5 trillion VND (200 million USD)"."""
        at = bisect_right(self._number_ends, inner.start)
        opened = self.bracket(inner.start) if at else -1
        if opened < 0:
            return None
        outer = self.numbers[at - 1]
        units = {inner.unit.partition("/")[0], outer.unit.partition("/")[0]}
        if opened < outer.end or len(units) != 2 or not units <= CURRENCIES:
            return None
        return None if self.line.text.flat[outer.end : opened].strip() else outer

    def _closed_behind(self, inner: Quantity, last: int) -> int:
        """The place of the word behind the bracket that says a sum again and ends before word `last`, 0 for none."""
        if self.restated(inner) is None:
            return 0
        first = self.line.index(inner.end)
        return next((i + 1 for i in range(first, last) if self.line.tokens[i].text == ")"), 0)

    def behind(self, one: PeriodMention) -> Quantity | None:
        """The number that a time stands behind in the same clause: "5% in 1986", "14.4 pct … a year ago"."""
        return self._behind[one.start]

    def heads(self, number: Quantity) -> Sequence[PeriodMention]:
        """The times between the number before and this one that are not those of the number before."""
        if not self.times:
            return ()
        found = self._heads.get(number.start)
        if found is None:
            start = self.end_before(number, 0)
            found = [one for one in self.times if start <= one.start < number.start and self.behind(one) is None]
            self._heads[number.start] = found
        return found

    def end_before(self, number: Quantity, default: int = 0) -> int:
        """Where the number before ends."""
        at = bisect_right(self._number_ends, number.start)
        return self._number_ends[at - 1] if at else default

    def tails(self, number: Quantity) -> list[PeriodMention]:
        """The times behind the number in its clause."""
        return [one for one in self.times if self.behind(one) is number]

    def of_times(self, number: Quantity) -> list[PeriodMention]:
        """The times behind a number that "of" does not attach to something else: "70 billion in March"."""
        of = self.line.words.small["of"]
        return [
            one for one in self.tails(number) if not any(t.text in of for t in self._between(number.end, one.start))
        ]

    def level_of(self, number: Quantity) -> PeriodMention | None:
        """The time whose level the number is: "from the 1985/86 level of 2.6 billion"."""
        if True not in self._compared.values():
            return None
        before = [one for one in self.times if one.end <= number.start and one.tells]
        if not before or not self.same_clause(before[-1].end, number.start):
            return None
        between = [one.text for one in self._between(before[-1].end, number.start)]
        of = any(one in self.line.words.small["of"] for one in between)
        return before[-1] if of and len(between) <= NEAR and self.compared(before[-1]) else None

    def next_in_clause(self, number: Quantity) -> Quantity | None:
        """The next number, where only a few words of the same clause stand between."""
        at = bisect_right(self._number_ends, number.end)
        after = self.numbers[at] if at < len(self.numbers) else None
        between = self._between(number.end, after.start) if after is not None else ()
        alike = parallel(self.line, between)
        if after is None or not 0 < len(between) - self._stepped(number, after) <= (3 * NEAR if alike else NEAR):
            return None
        stops = DELIMITERS | self._forms.openers | self._forms.earlier
        stops = stops if alike else stops | self.line.words.small["listing"]
        if any(mark.kinds & COMPARING for mark in self.line.marks_in(number.end, after.start)):
            return None
        return None if any(one.text in stops for one in between) else after

    def _stepped(self, number: Quantity, after: Quantity) -> int:
        """How many of the words between two numbers only tell the step of a change: "5% year-on-year to 9 billion"."""
        marks = self.line.marks_in(number.end, after.start)
        return sum(one.last - one.first for one in marks if one.kinds & {"on_year", "on_previous"})

    def compared(self, one: PeriodMention) -> bool:
        """Whether words right before a time make it what something is compared with: "than in 1986", "so với"."""
        return self._compared[one.start]

    def owner(self, number: Quantity) -> PeriodMention | None:
        """The time whose number it is: "the previous year's Rs. 1,553 billion"."""
        if not self._owned:
            return None
        first, small = self.line.index(number.start), self.line.words.small
        words = [one.text for one in self.line.tokens[max(0, first - 2) : first]]
        height = len(words) > 1 and words[0] in small["heights"] and words[1] in small["of"]
        reach = 3 * NEAR if height else NEAR  # "The previous month's five-year high of 6%".
        near = (one for one in self.times if one.end <= number.start and first - self.line.index(one.end) < reach)
        joining = self.line.words.small["listing"]
        owners = [one for one in near if not any(t.text in joining for t in self._between(one.end, number.start))]
        return next((one for one in owners if self.line.text.lower[one.end - 2 : one.end] == "'s"), None)

    def led_to(self, before: Quantity, number: Quantity) -> bool:
        """Whether a change led to the number, its own time between: "grew 5% in May to 140"."""
        between, tails = self._between(before.end, number.start), self.tails(before)
        if not tails or not between or between[-1].text not in self.line.words.small["onto"]:
            return False
        near = self.line.index(number.start) - self.line.index(tails[-1].end) == 1
        return near and not any(one.text in DELIMITERS for one in between)

    def is_past(self, number: Quantity) -> bool:
        """Whether a verb of the past stands before the number, behind the number before."""
        start = self.end_before(number, self.line.start)
        between = self.line.tokens[self.line.index(start) : self.line.index(number.start)]
        return any(one.text in self._forms.past for one in between)

    def in_perfect(self) -> bool:
        """Whether the sentence is in the perfect, of what is so by now: "900 people have been moved"."""
        return any(one.text in self._forms.perfect for one in self.line.tokens)

    def since(self, one: PeriodMention) -> bool:
        """Whether what is told began with a time: "since 2010"."""
        return self.word_before(one) in self._forms.since

    def comes_after(self, number: Quantity) -> bool:
        """Whether words before a number make it what came before: "after growing 2.3%", "sau khi tăng 5%", and behind
        another time only with its own: "the growth in May follows a fall of 2% in April"."""
        if self.heads(number) and not self.tails(number):
            return False
        end = self.line.index(number.start)
        words = [one.text for one in self.line.tokens[max(0, end - 2 * NEAR) : end]]
        for i in range(len(words) - 1, -1, -1):
            if words[i] in DELIMITERS or words[i][0].isdigit():
                return False
            if words[i] in self._forms.earlier and not self.line.timed[max(0, end - 2 * NEAR) + i]:
                return True
        return False

    def is_mean(self, number: Quantity) -> bool:
        """Whether words before a number make it a mean."""
        end = self.line.index(number.start)
        return not self._forms.means.isdisjoint([one.text for one in self.line.tokens[max(0, end - NEAR) : end]])

    def of_mean(self, number: Quantity) -> bool:
        """Whether a word before a number, behind the number before, makes it a mean: "the average for the year to June
        was 5%"."""
        start = self.end_before(number, self.line.start)
        return any(one.text in self._forms.means for one in self._between(start, number.start))

    def introduces(self, one: PeriodMention, number: Quantity) -> bool:
        """Whether a colon stands behind a time and makes it that of all numbers behind: "Targets for 2021-2025: …"."""
        words = [token.text for token in self._between(one.end, number.start)]
        colon = words.index(":") if ":" in words else len(words)
        return colon <= NEAR and colon < len(words)

    def goes_on(self, one: PeriodMention) -> bool:
        """Whether "the same period" is the one that is spoken of: "Over the same period spending was 5 billion"."""
        if one.means != "same" or one.year is not None:
            return False
        first = not self.numbers or one.start < self.numbers[0].start
        during = self.word_before(one) in self.adverbial | self._forms.during
        return (first or self.opens_clause(one)) and during and len(self._between(one.start, one.end)) <= NEAR

    def alone(self, one: PeriodMention) -> bool:
        """Whether a word beside a time sets it apart from the one that is spoken of: "in June alone"."""
        at = self.line.index(one.end)
        after = self.line.tokens[at].text if at < len(self.line.tokens) else ""
        return bool({after, self.word_before(one)} & self._forms.alone)

    def of_plan(self, one: PeriodMention) -> bool:
        """Whether a year is that of a plan in the same clause: "the plan for 2024", "kế hoạch năm 2024"."""
        at = self.line.index(one.start)
        return any(
            mark.kinds & {"plan", "plan_subject"}
            and at - mark.last <= 2 * NEAR
            and self.same_clause(self.line.tokens[mark.first].start, one.start)
            for mark in self.line.marks_from(0, at)
        ) or self._before_plan(one)

    def _before_plan(self, one: PeriodMention) -> bool:
        """Whether the whole year stands right before its plan: "28% of the full-year target"."""
        end = self.line.index(one.end)
        marks = self.line.marks_from(self.line.index(one.start), end + 1)
        plans = [mark for mark in marks if mark.kinds & {"plan", "plan_subject"} and mark.last > end]
        return one.means in _WHOLE and bool(plans)

    def _stretches(self) -> Mapping[int, When]:
        """The stretches that bear no year, by place, in the year that was named before them: "In 2011 … by March"."""
        found, year, numbers = dict[int, When](), None, 0
        for one in self.times:
            before = bisect_right(self._number_ends, one.start)
            year, numbers = (year, numbers) if before == numbers else (None, before)
            if one.means == "year" and one.year is not None:
                year = None if self.compared(one) or self.of_plan(one) else one.year
            elif year is not None and not one.dated and one.when is not None and one.means in WITHIN_YEAR - {"ended"}:
                found[one.start] = one.when.in_year(year)
        return found

    def is_list(self, one: PeriodMention) -> bool:
        """Whether a conjunction joins the parts of a time: "May and June", not "from May to June"."""
        words = self.line.words.small["listing"]
        between = self._between(one.start, one.end)
        return any(token.text in words for token in between)

    def named(self, one: PeriodMention) -> When | None:
        """A stretch that bears no year in the year that was named before it."""
        if self._in_year is None:
            self._in_year = self._stretches()
        return self._in_year.get(one.start)

    # --- lists
    def listed_base(self, left: Quantity, right: Quantity) -> bool:
        """Whether a number goes on a list of such as others are compared with: no time of its own stands behind it."""
        return all(one.means in BACK for one in self.tails(right)) and self.joined(left, right)

    def listed(self, start: int, end: int) -> bool:
        """Whether only commas and conjunctions stand between two members of a list."""
        between = self.line.tokens[self.line.index(start) : self.line.index(end)]
        words = self.line.words.small["listing"] | self.line.words.small["then"]
        return 0 < len(between) <= NEAR and all(one.text in ",;" or one.text in words for one in between)
