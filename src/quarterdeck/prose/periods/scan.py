"""Finding the times that a text names, in one pass over its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from quarterdeck.core.periods import Period
from quarterdeck.prose.periods.context import Context
from quarterdeck.prose.periods.meaning import DAYS, OTHERS, meant
from quarterdeck.prose.periods.mention import PeriodMention, moved
from quarterdeck.prose.periods.words import NUMBER, TimeForms, time_forms
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Words

_WORD = re.compile(r"[^\W\d_]+|\d+")
_AGAIN = 200
# Digits behind these are parts of numbers and codes.
_JOINED = frozenset(".,/-#_:")
# No time begins so: 12,5 and 12.5 and 12 %.
_AMOUNT = re.compile(r"\d++(?:[.,]\d++(?!\.)| ?%)")
_BARE_DATE = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d\d)?"
    r"|\d{1,2}-\d{1,2}-\d\d|\d{1,2}/(?:19|20)\d\d)(?![\d%]|[.,]\d)"
)
_YEARS = re.compile(r"(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d(?![\d%/]|[.,]\d)")


def mentions(
    text: Text, words: Words, context: Context | Period, start: int = 0, end: int | None = None
) -> list[PeriodMention]:
    """The periods and days that `text` names between `start` and `end`, in order, each the longest there.

    What the text leaves out (a year) is taken from `context`. Words that tell a time only by another ("a year
    earlier") are left out: see `times`.

    >>> from quarterdeck.prose.text import normal
    >>> from quarterdeck.prose.words import words_of
    >>> text = normal("Tính đến 15/3, quý I/2024 tăng so với 3 tháng đầu năm 2023")
    >>> [str(one.period) for one in mentions(text, words_of("vi"), Period.parse("2024-Q1"))]
    ['2024-01-01/2024-03-15', '2024-Q1', '2023-Q1']
    """
    return named(times(text, words, context, start, end))


def named(found: Iterable[PeriodMention]) -> list[PeriodMention]:
    """Those of `found` that name a time by themselves."""
    return [one for one in found if one.means not in OTHERS]


def times(
    text: Text, words: Words, context: Context | Period, start: int = 0, end: int | None = None
) -> list[PeriodMention]:
    """Everything that `text` says of time between `start` and `end`, in order, without overlap."""
    about = context if isinstance(context, Context) else Context.of_review(context)
    forms = time_forms(words.lang)
    last = len(text.flat) if end is None else end
    found: list[PeriodMention] = []
    at = start
    whole = start == 0 and last == len(text.flat)
    openings = (
        _all_openings(text.flat, text.lower, words.lang)
        if whole
        else _openings(text.flat, text.lower, forms, start, last)
    )
    for begin, opened in openings:
        if begin < at:
            continue
        one = _at(text, forms, about, begin, last, opened)
        if one is not None and one.means == "quarter_again":
            one = _again(one, found)
        if one is not None:
            found.append(one)
            at = one.end
    return found


def _again(one: PeriodMention, found: Sequence[PeriodMention]) -> PeriodMention | None:
    """A quarter without its noun, "in the first", behind one with it; of the same year."""
    near = (other for other in reversed(found[-2:]) if one.start - other.end < _AGAIN)
    before = next((other.period for other in near if other.means == "quarter" and other.period is not None), None)
    if before is None or one.period is None:
        return None
    return replace(one, period=moved(one.period, before.year - one.period.year), means="quarter")


@lru_cache(maxsize=4)
def _all_openings(flat: str, lower: str, lang: str) -> Sequence[tuple[int, str]]:
    """The openings of a whole text, which is looked through several times: with its own day, then by it."""
    return tuple(_openings(flat, lower, time_forms(lang), 0, len(flat)))


def _openings(flat: str, lower: str, forms: TimeForms, start: int, last: int) -> Iterator[tuple[int, str]]:
    """The words between two places that a time may begin with: their places, and the forms they may begin, "" for
    digits that may only be a date."""
    for word in _WORD.finditer(lower, start, last):
        name = word[0]
        number = name[0].isdigit()
        key = NUMBER if number else name
        if key not in forms.forms:
            continue
        begin = word.start()
        if number and (_within_number(flat, begin) or _AMOUNT.match(lower, begin)):
            continue
        if forms.opened[key].match(lower, begin, last):
            yield begin, key
        elif number and (_BARE_DATE.match(lower, begin, last) or _YEARS.match(lower, begin, last)):
            yield begin, ""


def _at(text: Text, forms: TimeForms, about: Context, begin: int, last: int, key: str) -> PeriodMention | None:
    """The longest time that begins at `begin` in one of the forms of `key`."""
    best: PeriodMention | None = None
    for form in forms.forms[key] if key else ():
        found = form.pattern.match(text.lower, begin, last)
        if found is None or (best is not None and found.end() <= best.end) or not _is_name(text, forms, found):
            continue
        best = meant(form.means, found, forms, about) or best
    if best is None and key in ("", NUMBER):
        for pattern in (_BARE_DATE, _YEARS):
            if bare := pattern.match(text.lower, begin, last):
                return PeriodMention(*bare.span(), None, means="date")
    return best


def _within_number(flat: str, begin: int) -> bool:
    """Whether the digits at `begin` go on a number or a code: 2,024 and QD-2024 and No/2024."""
    if not begin or flat[begin - 1] not in _JOINED:
        return False
    return flat[begin - 1] not in "-:" or (begin > 1 and flat[begin - 2].isalnum())


def _is_name(text: Text, forms: TimeForms, found: re.Match[str]) -> bool:
    """Whether the name of a month is one: "March", not "to march" or "it may"."""
    name = found.groupdict().get("month")
    return name is None or not forms.capital_months or text.flat[found.start("month")].isupper()


def covering(found: Sequence[PeriodMention], start: int, end: int) -> bool:
    """Whether [start, end) touches one of `found`."""
    # Asked of every number: a loop, for a generator would cost more than what it goes through.
    for one in found:  # noqa: SIM110
        if one.start < end and start < one.end:
            return True
    return False


def days(found: Sequence[PeriodMention], year: int) -> list[PeriodMention]:
    """The days among `found`, those without a year in `year`."""
    named = [one for one in found if one.means in DAYS and one.day is not None]
    return [one if one.dated or one.day is None else replace(one, day=_in(one.day, year)) for one in named]


def _in(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)
