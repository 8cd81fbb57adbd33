"""Which days are worked, and the day that lies so many days ahead, explained step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

_DAY = timedelta(days=1)
_REMEDY_YEARS = gettext_noop(
    "Enter the holidays and swaps of that year in the country pack with their documents, then raise the verified year."
)


class Name(NamedTuple):
    """A name in both languages."""

    en: str
    vi: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day given off, and the day of rest that is worked instead.

    `document` is the number of the document that orders it, "" where it is not known yet.
    """

    off: date
    worked: date
    document: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that was computed, and the steps that lead to it, in order."""

    date: date
    steps: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many days after one day, up to and with another, are worked.

    Steps: the count, then every day on the way that is worked or not against the week, with what says so.
    """

    count: int
    steps: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of the public service of a country.

    A swap overrides the holidays, the holidays override the week. `rest_days` are ISO weekdays (Saturday 6).
    `counting` cites the rule by which the first day is not counted. Days of years before `verified_from` or
    after `verified_through` are refused with `BadInput`: their swaps are not known, so any answer would be a
    guess.

    >>> plain = WorkingCalendar("XX", 2024, 2024, {}, (), frozenset({6, 7}), Name("the law", "luật"))
    >>> plain.add_working_days(date(2024, 3, 28), 2).date.isoformat()
    '2024-04-01'
    """

    country: str
    verified_from: int
    verified_through: int
    holidays: Mapping[date, Name]
    swaps: tuple[Swap, ...]
    rest_days: frozenset[int]
    counting: Name

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`; raises `BadInput` for a year that is not verified."""
        self._require_verified(day)
        if any(day == swap.worked for swap in self.swaps):
            return True
        off = any(day == swap.off for swap in self.swaps)
        return not (off or day in self.holidays or day.isoweekday() in self.rest_days)

    def next_working(self, day: date) -> date:
        """`day` itself if it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += _DAY
        return day

    def explain(self, day: date) -> Message:
        """Why `day` is worked or not, with the document or the holiday that says so."""
        self._require_verified(day)
        shown: dict[str, object] = {"day": _shown(day)}
        for swap in self.swaps:
            if day in (swap.off, swap.worked):
                return _swap_message(swap, day)
        if name := self.holidays.get(day):
            return Message(
                gettext_noop("{day} is a public holiday ({name_en})."),
                shown | {"name_en": name.en, "name_vi": name.vi},
            )
        if day.isoweekday() in self.rest_days:
            return Message(gettext_noop("{day} falls on a weekend."), shown)
        return Message(gettext_noop("{day} is a working day."), shown)

    def add_working_days(self, day: date, count: int) -> Dated:
        """The last of the `count` working days that follow `day`; `day` itself is not counted.

        Steps: where counting begins, every holiday and swap on the way, the weekends, the result.
        """
        _require_count(count)
        steps, weekends, left, at = [self._begin(day)], 0, count, day
        while left:
            at += _DAY
            working = self.is_working(at)
            left -= working
            if working == (at.isoweekday() not in self.rest_days):
                weekends += not working
            else:
                steps.append(self.explain(at))
        if weekends:
            steps.append(Message(gettext_noop("Weekend days passed over: {count}."), {"count": weekends}))
        result = gettext_noop("Working day number {count} is {day}.")
        return Dated(at, (*steps, Message(result, {"count": count, "day": _shown(at)})))

    def count_working_days(self, day: date, last: date) -> Counted:
        """The working days after `day` up to and with `last`; none where `last` is not after `day`.

        >>> plain = WorkingCalendar("XX", 2024, 2024, {}, (), frozenset({6, 7}), Name("the law", "luật"))
        >>> plain.count_working_days(date(2024, 3, 28), date(2024, 4, 2)).count
        3
        """
        passed = [day + _DAY * step for step in range(1, (last - day).days + 1)]
        count = sum(self.is_working(one) for one in passed)
        odd = [one for one in passed if self.is_working(one) != (one.isoweekday() not in self.rest_days)]
        said = Message(
            gettext_noop("Working days after {day} up to and with {last}: {count}."),
            {"day": _shown(day), "last": _shown(last), "count": count},
        )
        if count > 1 and self.is_working(last):
            said = Message(gettext_noop("{count} working days from {day} end on {last}."), said.params)
        return Counted(count, (said, *(self.explain(one) for one in odd)))

    def add_calendar_days(self, day: date, count: int) -> Dated:
        """The end of a time limit of `count` days after `day`, moved on if that day is not worked.

        Laws that say "days" and not "working days" count every day, and let the limit end with the next
        working day where its last day is a day of rest.
        """
        _require_count(count)
        last = day + count * _DAY
        result = gettext_noop("Day number {count} is {day}.")
        steps = [self._begin(day), Message(result, {"count": count, "day": _shown(last)})]
        end = last
        while not self.is_working(end):
            steps.append(self.explain(end))
            end += _DAY
        if end != last:
            moved = gettext_noop("The limit therefore ends on the next working day, {day}.")
            steps.append(Message(moved, {"day": _shown(end)}))
        return Dated(end, tuple(steps))

    def _begin(self, day: date) -> Message:
        self._require_verified(day)
        return Message(
            gettext_noop("Counting begins on the day after {day} ({rule_en})."),
            {"day": _shown(day), "rule_en": self.counting.en, "rule_vi": self.counting.vi},
        )

    def _require_verified(self, day: date) -> None:
        if not self.verified_from <= day.year <= self.verified_through:
            raise BadInput(
                Message(
                    gettext_noop("The working days of {year} are not verified ({country}: {first} to {last} only)."),
                    {
                        "year": day.year,
                        "country": self.country,
                        "first": self.verified_from,
                        "last": self.verified_through,
                    },
                ),
                remedy=_REMEDY_YEARS,
            )


def _swap_message(swap: Swap, day: date) -> Message:
    params = {
        "day": _shown(day),
        "other": _shown(swap.worked if day == swap.off else swap.off),
        "document": swap.document,
    }
    if day == swap.off:
        if swap.document:
            return Message(gettext_noop("{day} is a day off in exchange for {other} ({document})."), params)
        return Message(gettext_noop("{day} is a day off in exchange for {other}."), params)
    if swap.document:
        return Message(gettext_noop("{day} is a working day in exchange for {other} ({document})."), params)
    return Message(gettext_noop("{day} is a working day in exchange for {other}."), params)


def _require_count(count: int) -> None:
    if count < 1:
        raise BadInput(
            Message(gettext_noop("A time limit of {count} days cannot be computed."), {"count": count}),
            remedy=gettext_noop("Give a number of days of at least 1."),
        )


def _shown(day: date) -> str:
    """Day, month and year in figures, the same for readers of both languages."""
    return f"{day:%d/%m/%Y}"
