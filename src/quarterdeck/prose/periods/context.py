"""What a text speaks of where it does not say so: its review, or its own date and main period."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from quarterdeck.core.periods import Period
from quarterdeck.prose.periods.mention import Fiscal, When, moved

# A month that is further ahead than this when a text is written is that of the year before.
_AHEAD = timedelta(days=100)
# So is a year to date that would end so much later.
_FAR = timedelta(days=240)
# A month so much later than all that bear their year is that of the year before: December in a text of January.
_LONG = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Context:
    """What a text speaks of where it does not say so itself.

    `main` is its period, `year` the year of what bears none, `written` its day, if known. `given` says that a reader
    gave the period of a review: then each sentence that says nothing else speaks of that. `known` is False where
    neither a reader nor the text tells a period: `main` is only a guess then, and no number is said to be of it.
    `fiscal` are the fiscal years that it speaks of instead; `to_date` is the part of the year that it reports on.
    `latest` is the last day of the last month or quarter that it names with its year. `fiscal_begins` is the month in
    which its fiscal years begin, 0 where it does not tell, `fiscal_year` the one that it names most, `fiscal_now` the
    one in which it speaks, `fiscal_pair` how it writes one by two years. `unnamed` says that it has a day but names no
    period at all.
    """

    main: Period
    year: int
    written: date | None = None
    given: bool = False
    known: bool = True
    fiscal: When | None = None
    to_date: Period | None = None
    latest: date | None = None
    fiscal_begins: int = 0
    fiscal_year: Fiscal | None = None
    fiscal_now: Fiscal | None = None
    fiscal_pair: Fiscal | None = None
    unnamed: bool = False
    # What a number is said of where nothing tells.
    default: When | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "default", (self.fiscal or When(self.main)) if self.known else None)

    @classmethod
    def of_review(cls, review: Period) -> "Context":
        """The context of a text for the review of one period."""
        return cls(review, review.year, given=True)

    @property
    def now(self) -> int:
        """The year in which it speaks: "this year"."""
        return self.written.year if self.written is not None else self.year

    @property
    def today(self) -> When | None:
        """The year up to the day of the text, named by that day; None where the day is unknown."""
        if self.written is None:
            return None
        return When(Period.days(date(self.written.year, 1, 1), self.written + timedelta(days=1)).named(), as_of=True)

    def dated(self, period: Period) -> Period:
        """A period of `year` that bore no year itself: the one before where that would be far ahead of the text."""
        if self.given or (self.written is None and self.latest is None):
            return period
        if self.written is None:
            return moved(period, -1) if self.latest and period.start > self.latest + _LONG else period
        own = moved(period, self.written.year - period.year)
        far = own.start > self.written + _AHEAD or own.last_day > self.written + _FAR
        return moved(own, -1) if far else own
