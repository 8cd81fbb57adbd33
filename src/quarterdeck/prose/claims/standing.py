"""The words of one sentence around its times and numbers: brackets, clauses, what stands between two places."""

from collections.abc import Sequence

from quarterdeck.prose.claims.comparing import DELIMITERS, NEAR
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.periods.words import time_forms
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.words import Token


class Standing:
    """How the words of one sentence stand to each other."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._forms = time_forms(line.words.lang)
        self._brackets: Sequence[int] | None = None
        self.adverbial, self.relative, self.caption = self._forms.adverbial, self._forms.relative, self._forms.caption
        self.contrary = self._forms.contrary

    # --- brackets and clauses
    def _opened(self) -> Sequence[int]:
        """For each token the place of the innermost bracket that is open there, -1 for none."""
        found, open_at = list[int](), list[int]()
        if "(" not in self.line.text.flat[self.line.start : self.line.end]:
            return found
        for one in self.line.tokens:
            if one.text == ")" and open_at:
                open_at.pop()
            found.append(open_at[-1] if open_at else -1)
            if one.text == "(":
                open_at.append(one.start)
        return found

    def bracket(self, place: int) -> int:
        """The place of the innermost bracket that is open at `place`, -1 for none."""
        if self._brackets is None:
            self._brackets = self._opened()
        at = self.line.index(place)
        return self._brackets[at] if at < len(self._brackets) else -1

    def owned_behind(self, number: Quantity) -> bool:
        """Whether "of" right behind a number names whose it is, not the whole that it is a part of."""
        at = self.line.index(number.end)
        if at >= len(self.line.tokens) or self.line.tokens[at].text not in self.line.words.small["of"]:
            return False
        return not any("whole" in one.kinds and one.first == at + 1 for one in self.line.topics)

    def cuts(self, one: PeriodMention) -> bool:
        """Whether brackets tell only the day up to which something is counted: "giải ngân (tính đến 30/11) đạt"."""
        flat, opened = self.line.text.flat, self.bracket(one.start)
        return one.as_of and opened == one.start - 1 and flat[one.end : one.end + 1] == ")"

    def opens_clause(self, one: PeriodMention) -> bool:
        """Whether a clause begins with it: "(cùng kỳ …", "; a year earlier it was", "in the same period last year"."""
        at = self.line.index(one.start)
        at -= bool(at) and self.line.tokens[at - 1].text in self.adverbial | self._forms.during
        return at == 0 or self.line.tokens[at - 1].text in DELIMITERS

    @property
    def tenseless(self) -> bool:
        """Whether verbs of the language have no tense."""
        return not self._forms.past

    def same_subject(self, start: int, end: int) -> bool:
        """Whether no new name and no mark stronger than a comma stands between two places: "đạt 90 tấn, đạt 81%"."""
        first, stop = self.line.index(start), self.line.index(end)
        return not (
            has_unknown(self.line, first, stop) or any(one.text in ";:." for one in self.line.tokens[first:stop])
        )

    def opens_line(self, one: PeriodMention) -> bool:
        """Whether the sentence begins with it, small words aside."""
        return self.line.index(one.start) <= 1

    def same_clause(self, start: int, end: int) -> bool:
        """Whether no comma or bracket stands between two places."""
        between = self.line.tokens[self.line.index(start) : self.line.index(end)]
        return not any(one.text in DELIMITERS for one in between)

    def tops(self, one: PeriodMention) -> bool:
        """Whether something is only the most or the least since a time: "54.7 points, the highest since May 2018"."""
        at, most = self.line.index(one.start), self.line.words.small["most"]
        return any(token.text in most for token in self.line.tokens[max(0, at - 2 * NEAR) : at])

    def joined(self, left: Quantity, right: Quantity) -> bool:
        """Whether nothing but a conjunction and small words stand between two numbers."""
        between = self.line.tokens[self.line.index(left.end) : self.line.index(right.start)]
        words = self.line.words.small["listing"]
        free = not any(one.text in DELIMITERS for one in between)
        return 0 < len(between) < NEAR and free and any(one.text in words for one in between)

    def word_before(self, one: PeriodMention) -> str:
        """The word before a time, "" for none."""
        at = self.line.index(one.start)
        return self.line.tokens[at - 1].text if at else ""

    def _between(self, start: int, end: int) -> Sequence[Token]:
        return self.line.tokens[self.line.index(start) : self.line.index(end)]
