"""Statutes that a due date must leave room for, or that it must not overrun: dated data of a country pack."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.clarity.script import Phrases, Script, one_tone


@dataclass(frozen=True, slots=True)
class Statute:
    """A rule of law about what a task may ask for when.

    It is about texts in which one of `words` (by language) stands, issued on the days [valid_from, valid_to). With
    `days` the work takes at least so many calendar days after the day of issue; with `until` (month, day) it must be
    over by that day of the year after the plan year, which `year` (by language) finds in the text.
    """

    code: str
    names: Mapping[str, str]
    words: Mapping[str, Phrases]
    source: str
    days: int | None = None
    until: tuple[int, int] | None = None
    year: Mapping[str, re.Pattern[str]] | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def bound(self, script: Script, language: str, issued_on: date) -> date | None:
        """The earliest day it allows (`days`) or the last (`until`); None where it says nothing of this text."""
        held = (self.valid_from is None or self.valid_from <= issued_on) and (
            self.valid_to is None or issued_on < self.valid_to
        )
        words = self.words.get(language)
        if not held or words is None or next(words.find(script.tokens), None) is None:
            return None
        if self.until is None:
            return issued_on + timedelta(days=self.days or 0)
        found = self.year[language].search(script.key) if self.year and language in self.year else None
        said = next((one for one in found.groups() if one), None) if found else None
        return date((int(said) if said else issued_on.year) + 1, *self.until)

    def broken_by(self, due: date, bound: date) -> bool:
        """Whether a due date leaves too little time, or lies after the last day."""
        return due > bound if self.until else due < bound


def statutes_from_pack(rows: Iterable[Mapping[str, Any]]) -> tuple[Statute, ...]:
    """The statutes that a profile lists; `KeyError` and the like for a row that is incomplete."""
    return tuple(_statute(row) for row in rows)


def _statute(row: Mapping[str, Any]) -> Statute:
    until = row.get("until")
    return Statute(
        code=str(row["code"]),
        names=dict(row["names"]),
        words={language: Phrases.of({"": listed}) for language, listed in row["words"].items()},
        source=str(row["source"]),
        days=int(row["days"]) if "days" in row else None,
        until=(int(until["month"]), int(until["day"])) if until else None,
        year={language: re.compile(one_tone(pattern)) for language, pattern in row.get("year", {}).items()},
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )
