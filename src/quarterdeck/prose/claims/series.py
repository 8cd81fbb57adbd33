"""Numbers and times in the same order: "in 2021, 2022 and 2023 it was 5%, 6% and 7%", "5% and 6% in 2021 and 2022"."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from quarterdeck.core.periods import Period
from quarterdeck.prose.claims.comparing import NEAR
from quarterdeck.prose.claims.moments import Moments
from quarterdeck.prose.periods import Fiscal, PeriodMention, When
from quarterdeck.prose.periods.years import WITHIN_YEAR
from quarterdeck.prose.quantities import Quantity

T = TypeVar("T")


def paired(moments: Moments) -> dict[int, When]:
    """For each number of a list its time, by the place of the number: as many times as numbers stand before, or right
    behind the last of them."""
    pairs: dict[int, When] = {}
    if len(moments.times) < 2 and not any(one.means == "from_to" for one in moments.times):
        return pairs
    for run in _runs(moments.numbers, lambda a, b: a.unit == b.unit and moments.listed(a.end, b.start)):
        named = [one for one in moments.times if one.when is not None and one.end <= run[0].start]
        for group in [*_behind(moments, run), *_groups(moments, named), *_two(moments, run, named)]:
            if len(group) == len(run):
                whole = _stretch(named, group) or _opening(moments, run[-1], group)
                for number, one in zip(run, group, strict=True):
                    if (when := _in_year(whole, one) if whole else _of_last(one, group[-1])) is not None:
                        pairs[number.start] = when
                break
    return pairs


def _of_last(one: PeriodMention, last: PeriodMention) -> When | None:
    """The time of a member of a list, in the year that only the last one bears: "in May, June and July 2019"."""
    if one.dated or not last.dated or one.when is None or last.when is None or one.means != last.means:
        return one.when
    return one.when.in_year(last.when.year) if last.when.year and one.means in WITHIN_YEAR else one.when


def _two(moments: Moments, run: Sequence[Quantity], named: Sequence[PeriodMention]) -> list[list[PeriodMention]]:
    """The two months that "in May and June" names, for the two numbers beside it."""
    near = [*moments.tails(run[-1])[:1], *named[-1:]] if len(run) == 2 else []
    both = next((one for one in near if one.means == "from_to" and not moments.compared(one)), None)
    period = both.period if both is not None else None
    if both is None or period is None or not moments.is_list(both):
        return []
    months = [Period.of_day(day, "M") for day in (period.start, period.last_day)]
    return [[replace(both, period=one, means="month") for one in months]] if months[0].next() == months[1] else []


def _behind(moments: Moments, run: Sequence[Quantity]) -> list[list[PeriodMention]]:
    """The list of times that begins right behind the last number of a list."""
    tails = [one for one in moments.tails(run[-1]) if one.when is not None and not moments.compared(one)]
    if not tails or moments.gap(run[-1], tails[0]) > NEAR:
        return []
    behind = [one for one in moments.times if one.when is not None and one.start >= tails[0].start]
    if len(behind) > 1 and not tails[0].dated and tails[0].means in WITHIN_YEAR and behind[1].means == "year":
        behind = behind[1:]
    lists = _runs(behind, lambda a, b: moments.listed(a.end, b.start))
    return lists[:1] if lists and lists[0][0] is behind[0] else []


def _stretch(named: Sequence[PeriodMention], group: Sequence[PeriodMention]) -> When | None:
    """The stretch of several years behind their list: "in 2022 and 2023, arrivals for May were"."""
    if any(one.means != "year" for one in group):
        return None
    behind = [one for one in named if one.start >= group[-1].end and not one.dated and one.means in WITHIN_YEAR]
    return behind[0].when if behind else None


def _opening(moments: Moments, last: Quantity, group: Sequence[PeriodMention]) -> When | None:
    """The stretch of several years before their list: "5% và 6% của 9 tháng các năm 2020 và 2021"."""
    before = [one for one in moments.tails(last) if one.end <= group[0].start and one.when is not None]
    alone = len(before) == 1 and not before[0].dated and before[0].means in WITHIN_YEAR and group[0].means == "year"
    return before[0].when if alone else None


def _in_year(stretch: When | None, one: PeriodMention) -> When | None:
    return stretch.in_year(one.year) if stretch is not None and one.year is not None else one.when


def _groups(moments: Moments, named: list[PeriodMention]) -> list[list[PeriodMention]]:
    """Times in a list, the last list first; then those that stand each behind a number of its own."""
    lists = _runs(named, lambda a, b: moments.listed(a.end, b.start))[::-1]
    behind = [one for one in named if moments.behind(one) is not None]
    return [*lists, behind] if len(behind) > 1 else lists


def together(moments: Moments, one: PeriodMention) -> When | None:
    """All the months of a list that `one` ends or belongs to, for the one number beside it: "April, May and June came
    to 8 million"."""
    if one.means != "month" or len(moments.times) < 2:
        return None
    lists = _runs(
        [other for other in moments.times if other.means == "month"], lambda a, b: moments.listed(a.end, b.start)
    )
    run = next((run for run in lists if any(other is one for other in run)), [])
    whens = [_of_last(other, run[-1]) for other in run]
    if not run or any(when is None or when.period is None for when in whens) or any(map(moments.compared, run)):
        return None
    periods = [when.period for when in whens if when is not None and when.period is not None]
    follow = all(left.next() == right for left, right in pairwise(periods))
    return When(Period.days(periods[0].start, periods[-1].end).named()) if follow else None


def spanned(moments: Moments, place: int) -> When | None:
    """From the first to the last of the times listed before `place`."""
    named = [one for one in moments.times if one.when is not None and one.end <= place]
    lists = _runs(named, lambda a, b: moments.listed(a.end, b.start))
    return _span(lists[-1]) if lists else None


def _runs(members: Sequence[T], joined: Callable[[T, T], bool]) -> list[list[T]]:
    """The longest stretches of at least two members each of which is joined to the next."""
    runs: list[list[T]] = []
    for left, right in pairwise(members):
        if joined(left, right):
            if runs and runs[-1][-1] is left:
                runs[-1].append(right)
            else:
                runs.append([left, right])
    return runs


def _span(named: Sequence[PeriodMention]) -> When | None:
    first, last = named[0].when, named[-1].when
    if first is None or last is None:
        return None
    if first.fiscal is not None and last.fiscal is not None:
        return When(fiscal=Fiscal(first.fiscal.first, last.fiscal.last, first.fiscal.mark))
    return first.until(last)


def up_to(heads: Sequence[PeriodMention], one: PeriodMention) -> PeriodMention:
    """The day up to which something is counted before its year or season is named: "đến ngày 15/11, vụ mùa 2030 gieo
    được 70 ha"."""
    cut = next((other for other in heads if other.when is not None and other.when.as_of), None)
    if cut is None or one.means != "year" or cut.when is None or cut.when.year != one.year:
        return one
    return cut


def in_list(moments: Moments, one: PeriodMention | None, inside: When | None, base: When | None) -> When | None:
    """The stretch that brackets list by its years: "(in the same period of 2017 7%, in 2016 6%)", "6 tháng đầu các năm
    trước (2015 tăng 6%; …)"; `inside` is what was heard in them before, `base` what is spoken of around them."""
    if one is None or one.means != "year" or one.year is None:
        return None
    stretch = inside or (base if _lists_years(moments, one) else None)
    if stretch is None or stretch.period is None or stretch.period.kind == "A":
        return None
    return stretch.in_year(one.year)


def _lists_years(moments: Moments, one: PeriodMention) -> bool:
    """Whether a year opens a bracket right behind the earlier years that it lists."""
    opened = moments.bracket(one.start)
    before = [other for other in moments.line.times if other.end == opened - 1]
    return opened >= 0 and any(other.means in ("none", "same") and other.year is None for other in before)
