"""What words mean that tell a time by another: this year, a year earlier, the same period, the previous quarter."""

from dataclasses import replace
from datetime import date

from quarterdeck.core.periods import Period
from quarterdeck.prose.claims.clock import Spoken
from quarterdeck.prose.claims.comparing import BACK
from quarterdeck.prose.periods import Context, PeriodMention, When
from quarterdeck.prose.periods.fiscal import in_fiscal
from quarterdeck.prose.periods.years import WITHIN_YEAR
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import PERCENT

# From this month on a year is reported as a whole, by estimate.
_LATE = 10
# Most fiscal years have begun by this month.
_HALF = 7
_YEAR = 12
# The years of the calendar of Nepal are so many ahead; no goal lies so far ahead.
_VIKRAM, _AHEAD = 57, 45
_KINDS = {"month": "M", "quarter": "Q", "half": "S"}
_PARTS = frozenset({"share", "portion", "contribution", "pct_of_plan"})
_STEPPED = frozenset({"month", "quarter"})
_CALENDAR = frozenset({"this", "spoken", "whole", "to_date", "next"})


def resolved(one: PeriodMention, now: When | None, context: Context, compared: bool) -> When | None:
    """What `one` means beside `now`, which is spoken of; None where nobody knows.

    `compared`: something is compared with it; then last year is the same stretch of last year.
    """
    if one.tells:
        return _before(one, now) if compared else one.when
    if one.means == "last" and one.unit == "year" and compared and now is not None:
        return now.moved(one.step)
    if one.means == "rolling":
        return _rolling(one, now)
    if one.means in _CALENDAR or (one.means == "last" and not compared):
        return _of_calendar(one, now, context)
    if one.means == "same" and one.year is not None:
        return now.in_year(one.year) if now is not None else When(Period(str(one.year)))
    if now is None or (one.means != "last" and one.means not in BACK):
        return None
    if one.unit == "months":
        return _stretch_before(one, now)
    stretch = one.means != "same" and one.unit in ("month", "quarter")
    return steps_back(one, now) if stretch else now.moved(one.step)


def steps_back(one: PeriodMention, now: When) -> When | None:
    """So many months or quarters before what is spoken of now: "the previous quarter"."""
    if now.period is None:
        return None
    period = Period.of_day(now.period.last_day, "M" if one.unit == "month" else "Q")
    for _ in range(-one.step):
        period = period.previous()
    return When(period)


def of_fiscal(one: PeriodMention, now: When | None, context: Context) -> When | None:
    """A quarter or half without a year where a fiscal year is spoken of whose first month the text tells: "In 1993-94
    … in the second quarter"; None for all others."""
    begins, period = context.fiscal_begins, one.period
    if one.means == "month" and period is not None and context.written is None:
        return _month_of_fiscal(one, period, context)
    if one.dated or one.means not in ("quarter", "half") or period is None or begins < 2:
        return None
    year = _fiscal_of(now, context)
    if year is None:
        return None
    ends = (period.start.year * _YEAR + period.start.month, period.end.year * _YEAR + period.end.month)
    start, end = (month + (year - period.start.year) * _YEAR + begins - 2 for month in ends)
    return When(Period.days(date(start // _YEAR, start % _YEAR + 1, 1), date(end // _YEAR, end % _YEAR + 1, 1)).named())


def _fiscal_of(now: When | None, context: Context) -> int | None:
    """The year in which the fiscal year begins that is spoken of: the one that is, or that of its part that is."""
    begins = context.fiscal_begins
    if now is not None and now.fiscal is not None:
        return now.fiscal.first if now.fiscal.mark else now.fiscal.first - 1
    if now is None or now.period is None or context.fiscal is None or now.period.kind == "A":
        return None
    return now.period.start.year - (now.period.start.month < begins)


def _month_of_fiscal(one: PeriodMention, period: Period, context: Context) -> When | None:
    """A month without a year in the fiscal year that a text of an unknown day speaks of."""
    inside = None if one.dated else in_fiscal(period, context)
    main = in_fiscal(context.main, context)
    return When(inside) if inside is not None and main in (None, context.main) else None


def year_of(period: Period, context: Context) -> When:
    """The year that a period lies in: a fiscal one where the text speaks of such and tells when they begin."""
    begins, fiscal = context.fiscal_begins, context.fiscal_year
    if begins < 2 or fiscal is None or period.kind == "A":
        return When(period.year_period())
    first = period.start.year - (period.start.month < begins) + (not fiscal.mark)
    return When(fiscal=replace(fiscal, first=first, last=first))


def _rolling(one: PeriodMention, now: When | None) -> When | None:
    """So many months up to the end of what is spoken of now: "on a three-month on three-month basis"."""
    if now is None or now.period is None or now.period.end.day != 1:
        return None
    end = now.period.end
    months = end.year * _YEAR + end.month - 1 + one.step
    return When(Period.days(date(months // _YEAR, months % _YEAR + 1, 1), end).named())


def _stretch_before(one: PeriodMention, now: When) -> When | None:
    """So many months right before what is spoken of now: "the previous three months"."""
    if now.period is None:
        return None
    end = now.period.start
    months = end.year * _YEAR + end.month - 1 + one.step
    return When(Period.days(date(months // _YEAR, months % _YEAR + 1, 1), end).named()) if end.day == 1 else None


def _of_calendar(one: PeriodMention, now: When | None, context: Context) -> When | None:
    """This year, last year, next year, the whole year, the year to date."""
    if one.means == "whole":
        if context.fiscal_begins > 1 and context.fiscal_year is not None:
            return When(fiscal=context.fiscal_year)
        year = now.year if now is not None else None
        return When(Period(str(year))) if year else None
    if one.means == "to_date":
        month = now.period if now is not None and not now.as_of else None
        is_month = month is not None and month.kind == "M"
        return When(month.year_to_date()) if month is not None and is_month else _to_date(context)
    if one.unit == "fiscal" and context.fiscal_now is not None:
        return When(fiscal=context.fiscal_now.moved(one.step))
    if one.unit == "fiscal" and context.fiscal is not None:
        return _of_fiscal(one, context.fiscal, context.written)
    if one.unit in ("year", "fiscal"):
        if one.means != "this" and now is not None and now.fiscal is not None and context.fiscal is not None:
            return now.moved(one.step)
        return When(Period(str(context.now + one.step))) if context.now else None
    if not context.known:
        return None
    if one.means == "spoken" or (one.means == "this" and _is_main(one, context)):
        return _spoken(one, now, context)
    period = Period.of_day(context.written or context.main.last_day, "M" if one.unit == "month" else "Q")
    return When(period.next() if one.step > 0 else period.previous() if one.step < 0 else period)


def within(one: PeriodMention, year: When | None) -> When | None:
    """The last stretch of the year that its sentence spoke of, where it bears none itself: "8% in 2011 but 6% by
    December"."""
    period = year.period if year is not None else None
    if period is None or period.kind != "A" or one.dated or one.means not in (WITHIN_YEAR - {"ended"}) | {"end_year"}:
        return None
    ends = one.period is not None and one.period.last_day.month == _YEAR
    return When(one.period).in_year(period.year) if ends else None


def onward(when: When | None, one: PeriodMention, context: Context, target: bool) -> When | None:
    """What is still to come where goals (`target`) and forecasts name no year: in July "by December" is not last
    December; a goal by the end of the year is one of the year."""
    period, written = when.period if when is not None else None, context.written
    if target and one.means == "end_year" and one.year is None and period is not None:
        when = When(period)
    if when is None or period is None or written is None or one.dated or one.period is None:
        return when
    return when.moved(1) if period.last_day < written and period.year < written.year else when


def _before(one: PeriodMention, now: When | None) -> When | None:
    """A month or quarter without a year that others are compared with is the last one before them: from December to
    January, from the fourth quarter to the first."""
    when, period = one.when, one.period
    ahead = now is not None and now.period is not None and period is not None and period.start >= now.period.end
    return when.moved(-1) if when is not None and ahead and not one.dated and one.means in _STEPPED else when


def _is_main(one: PeriodMention, context: Context) -> bool:
    """Whether "this quarter" is the one that the text reports on, not the one in which it is written."""
    main, written = context.main, context.written
    return written is not None and main.kind == _KINDS.get(one.unit) and main.last_day < written


def _spoken(one: PeriodMention, now: When | None, context: Context) -> When:
    """The month, quarter or half that is spoken of, "in the quarter"; else the last one of what is."""
    kind = _KINDS.get(one.unit)
    if kind is None:
        return now or When(context.main)
    near = next((when for when in (now, When(context.main)) if when and when.period and when.period.kind == kind), None)
    if near is not None:
        return near
    last = now.period.last_day if now is not None and now.period is not None else context.main.last_day
    return When(Period.of_day(last, kind))


def _to_date(context: Context) -> When | None:
    """The part of the year that the text reports on, else the year up to its day."""
    if not context.known or context.to_date is not None:
        return When(context.to_date) if context.to_date is not None else None
    whole = context.main.kind == "A" and context.main.year == context.now
    return context.today if whole and context.today is not None else When(context.main.year_to_date())


def _of_fiscal(one: PeriodMention, main: When, written: date | None) -> When:
    """The current, the last or the next fiscal year beside the `main` one, which a budget plans for the next."""
    begins = main.fiscal.first if main.fiscal is not None else 0
    if written is not None and begins > written.year + _AHEAD:
        begins -= _VIKRAM
    plans = written is not None and (written.year, written.month) < (begins, _HALF)
    # What is reported on is over by the middle of the year behind it.
    over = written is not None and begins and (written.year, written.month) >= (begins + 1, _HALF)
    return main.moved(one.step - plans + over)


def rated(
    when: When | None, one: PeriodMention, number: Quantity, relation: Relation, *, prices: bool = False
) -> When | None:
    """A yearly rate of `prices` up to a month is the rate of that month: "slowed to 9.7 pct in the year to June"; so is
    one "between May 2011 and May 2012"; growth and goals by the end of a year are of the year."""
    period = when.period if when is not None else None
    if period is not None and one.means == "end_year" and not one.dated and relation.kind == "pct_of_plan":
        return When(period)
    if period is None or number.unit not in PERCENT or relation.kind in _PARTS:
        return when
    if one.means == "end_year" and relation.kind.startswith(("growth", "yoy", "target")):
        return When(period)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    yearly = (prices and one.means == "ended" and months == _YEAR) or (one.means == "from_to" and months == _YEAR + 1)
    return When(Period.of_day(period.last_day, "M")) if yearly else when


def done(when: When | None, relation: Relation, context: Context, past: bool) -> When | None:
    """What is told as done (`past`), or as a part of the year's plan, while the year `when` goes on.

    That is the part of the year that the text reports on, else the year before; None where the year may be meant.
    """
    period, written = when.period if when is not None else None, context.written
    if when is None or period is None or written is None or period.kind != "A" or period.year != written.year:
        return None
    so_far = relation.kind == "pct_of_plan" or relation.kind.startswith("growth")
    if context.unnamed or written.month >= _LATE or not (past or so_far):
        return None
    if context.to_date is not None:
        return When(context.to_date)
    return when.moved(-1) if past else None


def is_to_come(context: Context, spoken: Spoken) -> bool:
    """Whether a number is told of a time that begins after the year of the text."""
    period = spoken.period if spoken.said and context.known and not context.given else None
    return period is not None and period.start.year > context.now
