"""What a number is said of in time, and what a sentence leaves of that for the next."""

from typing import NamedTuple

from quarterdeck.core.periods import Period
from quarterdeck.prose.periods import When
from quarterdeck.prose.quantities import Quantity

_STEPS = frozenset({"M", "Q"})


class Clock(NamedTuple):
    """What the sentences before leave: what they spoke of last, and what that was before a year to date by its day.

    "As of March 15 …" speaks for its own sentence; the next one returns to the quarter that it reports on. `ahead` is
    what goals and forecasts spoke of, `lead` what the first number of the paragraph was of; `onward`
    is what the next paragraph begins with: the time of the text where the paragraph spoke of it, else its lead;
    `stepped` tells that things moved from where they stood a month or quarter before; `counted` are the units of what
    was counted up to a day, `coming` is a year to come that the paragraph speaks of,
    `span` the years that it named last, "in this period", `of_main` tells that it spoke of the time of the text.
    """

    now: When | None = None
    steady: When | None = None
    ahead: When | None = None
    lead: When | None = None
    onward: When | None = None
    stepped: bool = False
    counted: frozenset[str] = frozenset()
    coming: When | None = None
    span: When | None = None
    of_main: bool = False

    def before(self, now: When, *, moved: bool, first: When | None = None) -> When | None:
        """What a number is of that `now` is compared with, or from which something `moved`: a year before, else the
        month or quarter before, as where the sentence told of that `first`."""
        if not moved or now.period is None or now.period.kind not in _STEPS or now.as_of:
            return now.moved(-1)
        before = When(now.period.previous())
        return before if self.stepped or first == before else now.moved(-1)

    def steps(self, now: When | None, base: tuple[Quantity, When | None] | None) -> bool:
        """Whether what things moved from is of the month or quarter before, by the last `base` that was told beside
        what is of `now`."""
        period = now.period if now is not None else None
        before = base[1].period if base is not None and base[1] is not None else None
        if period is None or before is None or period.kind not in _STEPS:
            return self.stepped
        return before == period.previous()

    def at_paragraph(self) -> "Clock":
        """What a paragraph leaves for the next one."""
        return Clock(self.onward, self.steady, self.ahead, onward=self.onward, stepped=self.stepped)


START = Clock()


class Spoken(NamedTuple):
    """What a number is said of, None where nobody knows; `said` tells that the text says so, `bracketed` that only the
    bracket of the number does."""

    when: When | None
    said: bool
    bracketed: bool = False

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


def whole_of(first: When | None, now: When | None) -> When | None:
    """What a sentence spoke of last, or the whole that its parts were told of: nine months, of which Q1 and Q2; or what
    it spoke of before it looked back to an earlier year: "2.1% by October, at the end of last year 1.7%"."""
    if first is None or now is None or first.period is None or now.period is None:
        return now
    if now.period.year < first.period.year and now.period.last_day < first.period.last_day:
        return first
    return first if first.period.contains(now.period) and not now.as_of else now
