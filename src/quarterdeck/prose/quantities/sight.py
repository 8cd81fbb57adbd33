"""What a number is read against: its line, the tokens of it, the periods named there, the lists of its language."""

from bisect import bisect_left
from collections.abc import Sequence

from quarterdeck.core.record import record
from quarterdeck.prose.numbers.lists import NumberLists
from quarterdeck.prose.periods import PeriodMention, covering
from quarterdeck.prose.text import Text
from quarterdeck.prose.units.lists import Sort, UnitLists
from quarterdeck.prose.words import Mark, Token, Words

_SIGNS = {"-": -1, "−": -1, "+": 1}
_HEDGE_WITHIN = 4


@record(frozen=True, slots=True)
class Sight:
    """One line as its numbers are read; `forms` are the texts and `starts` the places of its tokens.

    `each` are the phrases that tell a number of each person or month, `subjects` the nouns that tell what is counted,
    `counted` those behind "the number of", each with the token behind it.
    """

    text: Text
    words: Words
    line: list[Token]
    forms: list[str]
    starts: list[int]
    numbers: NumberLists
    units: UnitLists
    periods: Sequence[PeriodMention]
    each: Sequence[Mark]
    subjects: Sequence[Mark]
    counted: Sequence[tuple[int, Sort]]

    @property
    def lang(self) -> str:
        """The language of the line."""
        return self.words.lang

    def index(self, place: int) -> int:
        """The first token that begins at `place` or later."""
        return bisect_left(self.starts, place)

    def dated(self, start: int, end: int) -> bool:
        """Whether a period or a date covers these places."""
        return covering(self.periods, start, end)

    def word(self, at: int) -> str:
        """The token at `at`, "" beyond the line."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def sign(self, first: int) -> tuple[int, int]:
        """A sign directly before token `first`, not the dash of a range or a list, and where the number begins."""
        if self.word(first - 1) in self.numbers.small["minus"]:
            return -1, first - 1
        if first and (sign := _SIGNS.get(self.forms[first - 1])):
            before, flat = self.line[first - 1], self.text.flat
            joined = first == len(self.line) or before.end == self.line[first].start
            if joined and (flat[before.start - 1] if before.start else "\n") in " (\n":
                return sign, first - 1
        return 0, first

    def hedge(self, first: int, behind: int) -> tuple[str, int]:
        """How the number between tokens `first` and `behind` is hedged, and the token where that begins."""
        if self.word(first - 1) == "~":
            return "about", first - 1
        near = max(0, first - _HEDGE_WITHIN)
        forms = self.forms[near:first]
        kinds, start = self.numbers.hedges.ending(forms, len(forms))
        if kinds:
            said, begins = self.words.marks.ending(forms, len(forms))
            if not (begins < start and said & {"up", "down", "than"}):
                return min(kinds), near + start
        after, _ = self.numbers.hedges_behind.longest(self.forms[behind : behind + _HEDGE_WITHIN], 0)
        return (min(after) if after else ""), first
