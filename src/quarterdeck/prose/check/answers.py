"""What the figures answer to a claim: the values it can be held against, stored or computed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import EXACT
from quarterdeck.core.periods import Period
from quarterdeck.core.record import record
from quarterdeck.prose.binding import is_growth
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.check.language import language
from quarterdeck.prose.check.style import Style, style_of
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.figures import FigureFact, Figures
from quarterdeck.prose.matching import Candidate, Meanings
from quarterdeck.prose.units import base_of

HUNDRED = Decimal(100)
# A year to date that closes this near to the end of the review's period is reported for it (cut-off on the 15th).
_CUTOFF = timedelta(days=31)
# What is stored of an indicator that is a percentage itself.
OWN = "own"
# Which stored percentages a claimed relation may be held against.
ACCEPTED = {
    "growth": frozenset({"growth_yoy", "growth_prev"}),
    "growth_yoy": frozenset({"growth_yoy"}),
    "growth_prev": frozenset({"growth_prev"}),
    "ratio_yoy": frozenset({"ratio_yoy"}),
    "ratio_prev": frozenset({"ratio_prev"}),
    "yoy": frozenset({"growth_yoy", "ratio_yoy"}),
    "prev": frozenset({"growth_prev", "ratio_prev"}),
    "pct_of_plan": frozenset({"pct_of_plan", OWN}),
    "portion": frozenset({OWN, "pct_of_plan", "ratio_yoy"}),
    "share": frozenset({OWN}),
    "target": frozenset({"growth_yoy", "pct_of_plan", OWN}),
    "": frozenset({"growth_yoy", "growth_prev", "ratio_yoy", "pct_of_plan", OWN}),
}
# How a figure's period stands to that of a claim: of that very period, of one it may also mean, of the year around it.
NO_TIME, SAME, MAYBE, AROUND = 0, 1, 2, 3
# Numbers further apart than this are no rounding of each other, whatever the hedge.
_FAR = Decimal("0.7")
_STOP = re.compile(r"[.!?](?=\s)|\n")
_MOST = 20_000  # indicators, areas and periods whose answers are kept from one text to the next
# No sentence is looked at further than this before its number.
_SENTENCE = 300


@record(frozen=True, slots=True)
class Answer:
    """A value to hold a claim against, in base units.

    `derived` values were computed from `fact` and others, `illustrative` ones rest on an invented figure, `vague` ones
    on figures that are known only about.
    """

    value: Decimal
    relation: str
    fact: FigureFact
    qualifier: str = "exact"
    derived: bool = False
    illustrative: bool = False
    vague: bool = False

    @property
    def firm(self) -> bool:
        """Whether a number can be wrong because of it."""
        return not (self.illustrative or self.vague)


@dataclass(slots=True)
class Kept:
    """What was worked out of the figures for one review period: the next text is held against the same rows."""

    computed: dict[tuple[str, str, str], tuple[Answer, ...]] = field(default_factory=dict)
    tiers: dict[tuple[object, ...], tuple[tuple[Answer, ...], ...]] = field(default_factory=dict)
    alike: dict[tuple[str, bool], list[tuple[Decimal, int, str, Answer]]] = field(default_factory=dict)
    standing: dict[tuple[str, bool], dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """How the figures are asked about `text`: the catalogue, the figures, and the period and area under review.

    `meanings` finds names that share no letters with the words. `named` keeps the candidates for words that were looked
    at before.
    """

    catalogue: Catalogue
    figures: Figures
    period: Period
    area: str
    text: str = ""
    meanings: Meanings | None = None
    named: dict[tuple[str, ...], tuple[Candidate, ...]] = field(default_factory=dict, repr=False)
    _styles: dict[str, Style] = field(default_factory=dict, repr=False)
    _stops: list[tuple[int, int]] = field(default_factory=list, repr=False)
    _kept: Kept = field(init=False, repr=False)

    def __post_init__(self) -> None:
        key = Kept, self.catalogue, self.period.code
        kept = self.figures.kept.get(key)
        if kept is None or len(kept.tiers) > _MOST:
            kept = self.figures.kept[key] = Kept()
        object.__setattr__(self, "_kept", kept)

    def style(self, lang: str) -> Style:
        """How the text writes numbers."""
        if lang not in self._styles:
            self._styles[lang] = style_of(self.text, lang)
        return self._styles[lang]

    def under_a_plan(self, claim: Claim) -> bool:
        """Whether the sentence announces plans before the number: "the plan for 2024: …"."""
        begin = self.begin(claim.start)
        if self.text.find(":", begin, claim.start) < 0:
            return False
        return language(claim.lang).plans.search(self.text, begin, claim.start) is not None

    def under_another_year(self, claim: Claim) -> bool:
        """Whether the sentence begins with another year than that of the number's period: "In 2023, …"."""
        opening = language(claim.lang).opening_year.match(self.text, self.begin(claim.start), claim.start)
        return opening is not None and int(opening[1]) != (claim.period or self.period).year

    def begin(self, place: int) -> int:
        """Where the sentence around `place` begins."""
        if not self._stops:
            # A mark ends a sentence for what stands behind the blank after it, the end of a line at once.
            ends = ((one.end(), one[0] != "\n") for one in _STOP.finditer(self.text))
            self._stops.append((0, 0))
            self._stops.extend((end + marked, end) for end, marked in ends)
        before = bisect_right(self._stops, (place, len(self.text))) - 1
        return max(self._stops[before][1], place - _SENTENCE, 0)

    def current(self, code: str, area: str, percent: bool, scenario: str = "actual") -> tuple[Answer, ...]:
        """The vintage's rows of an indicator as percentages or as levels; scenario "" takes every one."""
        # Kept with the figures: the next text is held against the same rows.
        key = code, area, percent, scenario, is_growth(self.catalogue.indicator(code))
        found: tuple[Answer, ...] | None = self.figures.kept.get(key)
        if found is None:
            rows = self.figures.current(code, area)
            chosen = [one for one in rows if one.scenario == scenario] if scenario else rows
            found = self.figures.kept[key] = tuple(self.answers(code, chosen, percent))
        return found

    def answers(self, code: str, facts: Iterable[FigureFact], percent: bool) -> Iterator[Answer]:
        """The rows `facts` of one indicator as percentages or as levels."""
        rate = is_growth(self.catalogue.indicator(code))
        for fact in facts:
            if fact.value is None:
                continue
            unit, factor = base_of(fact.unit)
            if (unit in ("%", "pp")) is not percent:
                continue
            if not percent:
                yield Answer(fact.value * factor, "level", fact, fact.qualifier, False, fact.illustrative)
                continue
            yield from _percentages(fact, rate)

    def by_time(self, code: str, area: str, percent: bool, period: Period, said: bool) -> Sequence[Sequence[Answer]]:
        """The vintage's rows by how their period stands to `period`: [none, SAME, MAYBE, AROUND]."""
        key = code, area, percent, period.code, said
        found = self._kept.tiers.get(key)
        if found is None:
            sorts: tuple[list[Answer], ...] = ([], [], [], [])
            standing = self._kept.standing.setdefault((period.code, said), {})
            for one in self.current(code, area, percent):
                name = one.fact.period
                if name not in standing:
                    standing[name] = self.tier(one.fact, period, said)
                sorts[standing[name]].append(one)
            found = self._kept.tiers[key] = tuple(map(tuple, sorts))
        return found

    def tier(self, fact: FigureFact, claimed: Period, said: bool) -> int:
        """How the period of a row stands to the one that a claim was made for, which the text `said` itself."""
        period = period_of(fact)
        if period is None:
            return NO_TIME
        if period == claimed or (self.near(claimed) and self.near(period)):
            return SAME
        if not said:
            return MAYBE if self.period.contains(period) else (AROUND if period.contains(self.period) else NO_TIME)
        # The figure of a quarter is not that of one of its months.
        within = self.period.contains(claimed) and claimed.kind != "M"
        vague = claimed.contains(self.period) or within
        return MAYBE if vague and self.near(period) else NO_TIME

    def alike(self, area: str, percent: bool, size: Decimal) -> Iterator[tuple[str, Answer]]:
        """The figures here and now of any indicator in `area` that are of about this size, with their indicators."""
        key = area, percent
        if key not in self._kept.alike:
            rows = [
                (abs(one.value), i, code, one)
                for i, code in enumerate(self.figures.indicators_in(area))
                if self.catalogue.knows(code)
                for one in self.current(code, area, percent, "")
                if one.firm and self.here(one.fact)
            ]
            self._kept.alike[key] = sorted(rows, key=lambda one: one[:2])
        rows = self._kept.alike[key]
        first = bisect_left(rows, size * _FAR, key=lambda one: one[0])
        last = bisect_left(rows, size / _FAR, key=lambda one: one[0])
        return ((code, one) for _, _, code, one in sorted(rows[first:last], key=lambda one: one[1]))

    def computed(self, code: str, area: str, period: Period) -> tuple[Answer, ...]:
        """Growth on the same period and attainment of the year's plan, from levels that are known exactly."""
        key = code, area, period.code
        found = self._kept.computed.get(key)
        if found is None:
            found = self._kept.computed[key] = tuple(self._computed(code, area, period))
        return found

    def _computed(self, code: str, area: str, period: Period) -> Iterator[Answer]:
        now = self.figures.level(code, area, period)
        if now is None or now.value is None or now.unit in ("%", "pp"):
            return
        then = self.figures.level(code, area, period.same_last_year())
        if then is not None and then.value and then.unit == now.unit:
            ratio = EXACT.divide(now.value * HUNDRED, then.value)
            yield _derived(ratio - HUNDRED, "growth_yoy", now, then)
            yield _derived(ratio, "ratio_yoy", now, then)
        plan = self.figures.level(code, area, period.year_period(), "plan")
        if plan is not None and plan.value and plan.unit == now.unit:
            yield _derived(EXACT.divide(now.value * HUNDRED, plan.value), "pct_of_plan", now, plan)

    def points(self, code: str, area: str, period: Period) -> tuple[Answer, ...]:
        """By how many points a rate changed, or places a rank rose, on the same period of last year, then on the period
        before."""
        now = self.figures.level(code, area, period)
        if now is None or now.value is None or now.unit not in ("%", "rank"):
            return ()
        found = []
        for relation, other in (("points_yoy", period.same_last_year()), ("points_prev", period.previous())):
            then = self.figures.level(code, area, other)
            if then is not None and then.value is not None and then.unit == now.unit:
                rose = now.value - then.value if now.unit == "%" else then.value - now.value
                found.append(_derived(rose, relation, now, then))
        return tuple(found)

    def near(self, period: Period) -> bool:
        """Whether figures of `period` are those of the period under review, up to the day they were closed."""
        return _near(period, self.period)

    def here(self, fact: FigureFact) -> bool:
        """Whether a row is of the period under review or of a part of it."""
        period = period_of(fact)
        return period is not None and (self.near(period) or self.period.contains(period))


@lru_cache(maxsize=4096)
def _near(period: Period, review: Period) -> bool:
    if period == review:
        return True
    begins = period.start == review.start or (period.start.month, period.start.day) == (1, 1)
    closes_within = period.end.day != 1 and abs(period.end - review.end) <= _CUTOFF
    return begins and closes_within


def _percentages(fact: FigureFact, rate: bool) -> Iterator[Answer]:
    """A stored percentage, and what it says in other words: a ratio of 66.5% is a growth of -33.5%."""
    assert fact.value is not None
    relation = fact.relation if fact.relation != "level" else ("growth_yoy" if rate else OWN)
    value, hedge, shown = fact.value, fact.qualifier, fact.illustrative
    yield Answer(value, relation, fact, hedge, False, shown)
    if relation == "growth_yoy":
        yield Answer(value + HUNDRED, "ratio_yoy", fact, hedge, True, shown)
    elif relation == "ratio_yoy":
        yield Answer(value - HUNDRED, "growth_yoy", fact, _turned(hedge), True, shown)
    elif relation == "growth_prev":
        yield Answer(value + HUNDRED, "ratio_prev", fact, hedge, True, shown)


def _derived(value: Decimal, relation: str, now: FigureFact, then: FigureFact) -> Answer:
    """A percentage that follows from two figures."""
    vague = not now.qualifier == then.qualifier == "exact"
    return Answer(value, relation, now, "exact", True, now.illustrative or then.illustrative, vague)


def _turned(hedge: str) -> str:
    """A ratio of "over 60%" is a fall of nearly 40%."""
    return {"over": "nearly", "nearly": "over"}.get(hedge, hedge)


def period_of(fact: FigureFact) -> Period | None:
    """The period of a row, None where its code is not one."""
    return _period(fact.period)


@lru_cache(maxsize=4096)
def _period(code: str) -> Period | None:
    try:
        return Period(code)
    except BadInput:
        return None
