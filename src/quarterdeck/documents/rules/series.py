"""Within which days a number counts once, and which numbers of a series are missing. Pure.

The State numbers from 01 on 1 January (Decree 30/2020/NĐ-CP, Art. 15), the Party from 01 through the term of a
committee, which begins on the day after its congress closes (Guideline 36-HD/VPTW of 2018).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

YEARLY = frozenset({"law", "normative", "administrative", "letter"})
BY_TERM = "party"


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both counted, within which a number of a series is given once; `last` is None while a term runs."""

    first: date
    last: date | None
    term: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing in a series, from `first` to `last`, both counted."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def span_of(family: str, letters: str, day: date, terms: Mapping[str, Sequence[date]]) -> Span | None:
    """The span that the number of a document signed on `day` counts in; None where it is not known.

    `letters` are those of the issuer. `terms` are the days on which terms begin, oldest first, by how the letters of
    the bodies that share them end: TW for VPTW, too.

    >>> span_of("party", "VPTW", date(2023, 6, 2), {"TW": [date(2021, 2, 2), date(2026, 1, 24)]}).last
    datetime.date(2026, 1, 23)
    """
    if family in YEARLY:
        return Span(date(day.year, 1, 1), date(day.year, 12, 31))
    if family != BY_TERM:
        return None
    begins = terms.get(max((end for end in terms if letters.upper().endswith(end.upper())), key=len, default=""), ())
    begun = [one for one in begins if one <= day]
    if not begun:
        return None
    later = [one for one in begins if one > day]
    return Span(begun[-1], later[0] - timedelta(days=1) if later else None, term=True)


def gaps(numbers: Iterable[int]) -> list[Gap]:
    """The numbers from 1 to the greatest that are not there.

    >>> [str(one) for one in gaps([2, 3, 7])]
    ['1', '4–6']
    """
    found, expected = [], 1
    for number in sorted({one for one in numbers if one > 0}):
        if number > expected:
            found.append(Gap(expected, number - 1))
        expected = number + 1
    return found
