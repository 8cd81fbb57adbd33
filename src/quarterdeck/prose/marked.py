"""What was found in a sentence, by place and by token."""

from bisect import bisect_left
from collections.abc import Sequence

from quarterdeck.prose.words import Mark, Token


class Marked:
    """Phrases of one sentence, in order and without overlap; `kinds` are all that one of them is of."""

    def __init__(self, marks: list[Mark], tokens: list[Token]) -> None:
        self.marks = marks
        self.kinds: frozenset[str] = frozenset().union(*(one.kinds for one in marks))
        self._firsts = [one.first for one in marks]
        self._starts = [tokens[one.first].start for one in marks]
        self._ends = [tokens[one.last - 1].end for one in marks]

    def within(self, start: int, end: int) -> list[Mark]:
        """Those that lie in places [start, end), in order."""
        starts = self._starts
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last and self._ends[last - 1] > end:
            last -= 1
        return self.marks[first:last]

    def beginning(self, first: int, last: int) -> list[Mark]:
        """Those that begin at tokens [first, last), in order."""
        return self.marks[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


def flags(starts: list[int], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """For each token, by the place where it begins, whether it begins within one of `spans`."""
    found = [False] * len(starts)
    for start, end in spans:
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            found[at] = True
    return found
