"""Kinds of reviews and their calendar: when each is due, and by when papers are sent and the notice is signed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.calendars import WorkingCalendar
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period, Regime, cutoff

_DAY = timedelta(days=1)
_TEXTS = ("key", "period", "regime", "convened_by")
_COUNTS = ("held", "papers", "notice")
_WORDS = ("label", "title", "source")


@dataclass(frozen=True, slots=True)
class Asks:
    """Bodies of one kind that a review asks, and which of their posts, by suffix; where none is named, their heads."""

    bodies: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of review, as it is held on the days [valid_from, valid_to).

    `held`, `papers` and `notice` are working days: after the cut-off of the period by `regime`, before the day it is
    held, after that day. `period` is M, Q, S, A or "" where it is held when there is a reason.
    """

    key: str
    label_vi: str
    label_en: str
    title_vi: str
    title_en: str
    period: str
    regime: str
    held: int
    papers: int
    notice: int
    convened_by: str
    chaired_by: tuple[str, ...]
    asks: tuple[Asks, ...]
    valid_from: date
    valid_to: date | None
    source_vi: str
    source_en: str

    def holds(self, day: date) -> bool:
        """Whether reviews of this kind are held on that day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def title(self, period: Period, lang: str) -> str:
        """The title of the review of a period, e.g. "Review of the work of Q1 2024"."""
        pattern = self.title_vi if lang == "vi" else self.title_en
        label = period.label(lang)
        if lang == "vi" and not pattern.startswith("{period}"):
            label = label[:1].lower() + label[1:]
        if lang == "vi" and self.period in ("M", "Q"):
            label = label.replace("/", " năm ")
        return pattern.format(period=label)


def kinds_from_pack(data: Mapping[str, Any], place: str = "reviews.yaml") -> tuple[Kind, ...]:
    """The kinds of a country pack; `BadInput` names the kind that lacks a field or its source."""
    return tuple(_kind(one, f"{place}:{number}") for number, one in enumerate(data.get("kinds") or (), 1))


def _kind(one: Mapping[str, Any], place: str) -> Kind:
    try:
        words = {
            f"{name}_{lang}": str(one[name][lang]) for name in ("label", "title", "source") for lang in ("vi", "en")
        }
        return Kind(
            **words, **{name: str(one[name]) for name in _TEXTS}, **{name: int(one[name]) for name in _COUNTS},
            chaired_by=tuple(one["chaired_by"]), asks=tuple(_asks(said) for said in one["asks"]),
            valid_from=one["valid_from"], valid_to=one["valid_to"],
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadInput(
            Message(gettext_noop("A kind of review is not complete: {problem}."), {"problem": wrong}), place=place,
            remedy=gettext_noop("Give it every field that the head of the file names, in both languages."),
        ) from wrong  # fmt: skip


def _asks(said: Mapping[str, Any]) -> Asks:
    return Asks(str(said["bodies"]), tuple(said["posts"]))


def kind_of(kinds: Iterable[Kind], key: str, day: date) -> Kind:
    """The kind of this key as it holds on a day; `NotFound` names the kinds there are."""
    found = [one for one in kinds if one.holds(day)]
    for one in found:
        if one.key == key:
            return one
    raise NotFound(
        Message(gettext_noop('There is no kind of review "{key}" on that day.'), {"key": key}),
        remedy=Message(gettext_noop("Use one of: {keys}."), {"keys": ", ".join(one.key for one in found)}),
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """A review that the calendar asks for: of which period, on which day, its papers and its notice by when.

    `steps` explain the day. Where the working days of a year are not verified yet the days are None and `steps` say so.
    """

    kind: Kind
    period: Period
    held_on: date | None
    papers_by: date | None
    notice_by: date | None
    steps: tuple[Message, ...]


def planned(
    kinds: Iterable[Kind], year: int, regimes: Mapping[str, Regime], calendar: WorkingCalendar
) -> list[Planned]:
    """Every review that the calendar asks for about the periods of a year, by day, those without one last."""
    found = [
        _planned(kind, period, regimes, calendar)
        for kind in kinds
        if kind.period
        for period in Period(f"{year:04}").parts(kind.period)
        if kind.holds(period.last_day)
    ]
    return sorted(found, key=lambda one: (one.held_on or date.max, one.period.end, one.kind.key))


def _planned(kind: Kind, period: Period, regimes: Mapping[str, Regime], calendar: WorkingCalendar) -> Planned:
    try:
        last = cut_off(kind, period, regimes)
        dated = calendar.add_working_days(last, kind.held)
        rule = Message(
            gettext_noop("Held within {count} working days of the cut-off of the period on {day} ({source_en})."),
            {"count": kind.held, "day": f"{last:%d/%m/%Y}", "source_en": kind.source_en, "source_vi": kind.source_vi},
        )
        days = dated.date, papers_by(kind, dated.date, calendar), notice_by(kind, dated.date, calendar)
        return Planned(kind, period, *days, (rule, *dated.steps))
    except BadInput as unknown:
        return Planned(kind, period, None, None, None, (unknown.message,))


def cut_off(kind: Kind, period: Period, regimes: Mapping[str, Regime]) -> date:
    """The last day that the figures of a period cover in the reports of this kind, else the last day of the period."""
    regime = regimes.get(kind.regime)
    return cutoff(period, regime)[1] - _DAY if regime else period.last_day


def papers_by(kind: Kind, held_on: date, calendar: WorkingCalendar) -> date:
    """The last working day on which the papers are sent in time: `kind.papers` working days lie behind it.

    Raises `BadInput` where the working days of the year are not verified.
    """
    day, left = held_on, kind.papers
    while left:
        day -= _DAY
        left -= calendar.is_working(day)
    return day


def notice_by(kind: Kind, held_on: date, calendar: WorkingCalendar) -> date:
    """The last day for signing the notice; raises `BadInput` where the working days of the year are not verified."""
    return calendar.add_working_days(held_on, kind.notice).date


def code_for(kind: Kind, period: Period, taken: Iterable[str]) -> str:
    """A code for a review that none has yet: that of the period, with the kind where that alone is taken or unclear.

    >>> one = Kind("quarterly", "", "", "", "", "Q", "", 0, 0, 0, "", (), (), date(2016, 1, 1), None, "", "")
    >>> code_for(one, Period("2024-Q1"), []), code_for(one, Period("2024-Q1"), ["2024-Q1"])
    ('2024-Q1', '2024-Q1-2')
    """
    plain = period.code.replace("/", "_")
    wanted, used = plain if period.kind == kind.period else f"{plain}-{kind.key}", set(taken)
    free = (f"{wanted}-{number}" for number in range(2, len(used) + 3))
    return wanted[:30] if wanted not in used else next(code for code in free if code not in used)


def consecutive(codes: Sequence[str], named: Iterable[str]) -> int:
    """In how many of the reviews `codes`, newest first, something was named without a gap from the newest on.

    >>> consecutive(["Q3", "Q2", "Q1"], ["Q3", "Q2"]), consecutive(["Q3", "Q2", "Q1"], ["Q3", "Q1"])
    (2, 1)
    """
    there, count = set(named), 0
    for code in codes:
        if code not in there:
            break
        count += 1
    return count
