"""Time words whose day a law defines: "cuối năm" (end of the year) is 31 December."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word for a day of the month or of the year.

    `month` is None for a word about a month; `day` is None for the last day of the month. `phrases` are the
    words by language, lower case; `source` is the law.
    """

    code: str
    month: int | None
    day: int | None
    phrases: Mapping[str, tuple[str, ...]]
    source: str

    def date_in(self, year: int, month: int | None = None) -> date:
        """The day that the word means in `year`, or in `month` of it for a word about a month.

        >>> TimeWord("month_end", None, None, {}, "").date_in(2024, 2).isoformat()
        '2024-02-29'
        """
        within = self.month if self.month is not None else month
        if within is None:
            raise BadInput(
                Message(gettext_noop('"{code}" is about a month, and none was given.'), {"code": self.code}),
                remedy=gettext_noop("Name the month."),
            )
        return date(year, within, self.day or calendar.monthrange(year, within)[1])


def time_words_from_pack(data: Mapping[str, Any], place: str = "time_words.yaml") -> tuple[TimeWord, ...]:
    """The time words of a country pack; `data` is the content of its `calendars/time_words.yaml`.

    Raises `BadInput` naming `place` for a missing or wrong field.
    """
    try:
        return tuple(_word(one) for one in data["words"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            Message(gettext_noop("The time words are incomplete: {detail}."), {"detail": repr(error)}),
            remedy=gettext_noop("Each word needs code, of (month or year), day, phrases and source."),
            place=place,
        ) from error


def _word(one: Mapping[str, Any]) -> TimeWord:
    if one["of"] not in ("month", "year"):
        raise ValueError(one["of"])
    phrases = {str(lang): tuple(str(word).lower() for word in words) for lang, words in one["phrases"].items()}
    return TimeWord(
        code=str(one["code"]),
        month=int(one["month"]) if one["of"] == "year" else None,
        day=None if one["day"] == "last" else int(one["day"]),
        phrases=phrases,
        source=str(one["source"]),
    )
