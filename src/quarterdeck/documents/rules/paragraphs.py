"""How the paragraphs of a document are cited: by their running number, and by article, clause and point. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Marks:
    """How a country marks the parts of documents, from the greatest to the smallest.

    A part is a pattern that its first paragraph begins with, its mark in the group `mark`, and the words in which it
    is cited, in both languages, with {mark} in them.
    """

    parts: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]

    @classmethod
    def of(cls, data: Sequence[Mapping[str, Any]]) -> "Marks":
        """The parts of a pack's `documents/register.yaml`."""
        return cls(tuple((re.compile(one["begins"]), {"vi": one["vi"], "en": one["en"]}) for one in data))


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph: its running number from 1, its text, and how its part is cited, "" before the first part."""

    number: int
    text: str
    label_vi: str = ""
    label_en: str = ""


def cited(text: str, marks: Marks) -> list[Cited]:
    """The paragraphs of a text, a line each, blank ones left out; over-long lines are cut into several.

    >>> marks = Marks.of([{"begins": r"Điều (?P<mark>\\d+)", "vi": "Điều {mark}", "en": "Article {mark}"}])
    >>> [(one.number, one.label_en) for one in cited("Căn cứ\\n\\nĐiều 2. Giao", marks)]
    [(1, ''), (2, 'Article 2')]
    """
    found: list[Cited] = []
    stands: dict[int, str] = {}
    for line in _lines(text):
        for rank, (begins, _) in enumerate(marks.parts):
            mark = begins.match(line)
            if mark:
                stands = {place: kept for place, kept in stands.items() if place < rank} | {rank: mark["mark"]}
                break
        labels = {lang: _label(stands, marks, lang) for lang in ("vi", "en")}
        found.append(Cited(len(found) + 1, line, labels["vi"], labels["en"]))
    return found


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line[at : at + LONGEST] for line in lines for at in range(0, len(line), LONGEST)]


def _label(stands: Mapping[int, str], marks: Marks, lang: str) -> str:
    return ", ".join(marks.parts[rank][1][lang].format(mark=mark) for rank, mark in sorted(stands.items()))
