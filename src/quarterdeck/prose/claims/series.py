"""Numbers and times in the same order: "in 2021, 2022 and 2023 it was 5%, 6% and 7%", "5% and 6% in 2021 and 2022"."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

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
    for run in _runs(moments.numbers, lambda a, b: a.unit == b.unit and moments.listed(a.end, b.start)):
        named = [one for one in moments.times if one.when is not None and one.end <= run[0].start]
        for group in [*_behind(moments, run), *_groups(moments, named)]:
            if len(group) == len(run):
                whole = _stretch(named, group) or _opening(moments, run[-1], group)
                for number, one in zip(run, group, strict=True):
                    if (when := _in_year(whole, one)) is not None:
                        pairs[number.start] = when
                break
    return pairs


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
