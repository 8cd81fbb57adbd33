"""Which times of a sentence are those of its numbers, and what they mean beside what is spoken of."""

from quarterdeck.prose.claims import accounts, judging
from quarterdeck.prose.claims.calendar import of_fiscal, resolved, within
from quarterdeck.prose.claims.clock import Clock
from quarterdeck.prose.claims.comparing import BACK
from quarterdeck.prose.claims.moments import SPANS, Moments
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation

RATIOS = frozenset({"ratio_yoy", "ratio_prev", "multiple"})
_YEARS = frozenset({"year", "fiscal", "target_year", "this", "whole"})


class Owning:
    """What one sentence speaks of so far: `now`, `ahead` for its goals, each said in it (`in_line`) or carried."""

    def __init__(self, line: Line, context: Context, clock: Clock, before: When | None) -> None:
        """`before` is the time of the sentence before where this one refers to it ("Of which…", "It…")."""
        self.line, self.context, self.clock = line, context, clock
        self.moments = Moments(line, context)
        self.now = before or self._carried()
        self.ahead = clock.ahead
        self.in_line = self.ahead_in_line = False
        self.over: When | None = None
        self.plain: When | None = None  # What the last number that is no base was said of.

    def _carried(self) -> When | None:
        """What goes on from the sentence before: with a review nothing, else all but a year to date by its day."""
        if self.context.given:
            return None
        now, steady = self.clock.now, self.clock.steady
        ends = now is not None and now.as_of and steady is not None and not accounts.refers(self.moments)
        ends = ends and not accounts.goes_on(self.moments, self.clock.counted)
        return steady if ends else now

    # --- what a time means here
    def _base(self) -> When | None:
        if self.ahead_in_line and not self.in_line:
            return self.ahead
        return self.over or self.now or self.context.default

    def _resolved(self, one: PeriodMention) -> When | None:
        """What `one` means; words that look back do so from what is spoken of now."""
        if self.moments.goes_on(one):
            return self._base()
        if one.means == "spoken" and one.unit == "period":
            return accounts.span_named(self.moments, self.context, one.start) or self.clock.span or self._base()
        if (part := of_fiscal(one, self._base(), self.context)) is not None:
            return part
        if one.means == "to_date" and self.in_line and self.now is not None and self.now.as_of:
            return self.now
        spoken = self.ahead if self.ahead_in_line else self.now if self.in_line else None
        named = self.moments.named(one) or within(one, spoken)
        return named or resolved(one, self._base(), self.context, self.moments.compared(one))

    def _from_here(self, one: PeriodMention) -> When | None:
        """The time of what is compared with; last year is the same stretch of last year there."""
        return resolved(one, self.plain or self._base(), self.context, compared=True)

    def _from_main(self, one: PeriodMention) -> When | None:
        """The time of what a sentence looks back to where the one before spoke of an earlier year: that of the text."""
        now, main = self.now, self.context.default
        if self.in_line or now is None or main is None or not (now.year or 0) < (main.year or 0):
            return None
        return resolved(one, main, self.context, compared=True)

    def _leads(self, one: PeriodMention, number: Quantity, target: bool) -> bool:
        """Whether a time before a number is the number's: not one of a base, of a plan, of a span in another clause."""
        moments = self.moments
        if one.means in BACK or moments.compared(one) or judging.is_deadline(self.context, moments, one, target):
            return False
        if target and one.means == "to_date":
            return False
        heads = moments.opens_line(one) or moments.introduces(one, number)
        if one.means in SPANS and not heads and not moments.same_clause(one.start, number.start):
            return False
        opened = moments.bracket(one.start)
        if opened >= 0 and opened != moments.bracket(number.start) and not moments.cuts(one):
            return False
        return target or not self._plans(one)

    def _plans(self, one: PeriodMention) -> bool:
        """Whether a year is that of a plan, while something within that year is spoken of."""
        if one.means not in _YEARS or not self.moments.of_plan(one):
            return False
        now, year = self._base(), self._resolved(one)
        return now is not None and year is not None and now.year == year.year

    def _tells(self, one: PeriodMention, relation: Relation, target: bool) -> bool:
        """Whether a time behind a number is the number's own, not that of its base or of its plan."""
        moments = self.moments
        if one.means in BACK or moments.compared(one) or judging.is_deadline(self.context, moments, one, target):
            return False
        word, small, directly = moments.word_before(one), self.line.words.small, moments.follows(one)
        if relation.kind in RATIOS and (directly or word in small["of"] | small["denominator"]):
            return False
        return target or word in moments.adverbial or not self._plans(one)
