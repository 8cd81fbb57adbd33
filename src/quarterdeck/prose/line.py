"""One sentence with everything that was found in it, and what is asked of it again and again."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from quarterdeck.core.periods import Period
from quarterdeck.core.record import record
from quarterdeck.prose.marked import Marked, flags
from quarterdeck.prose.names import Mention
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.places import AreaMention
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Mark, Token, Words

DELIMITERS = frozenset(",;:()|")


@record(frozen=True)
class Line:
    """One sentence, places [start, end) of `text.flat`, read with the words of one language for the period `review`.

    `named[i]` says that token i lies in the name of an indicator, a period or an area; `numeric[i]` in a number;
    `known[i]` that the language's lists know the word. `concepts` are all meanings of its words. `starts` are the
    places of its tokens. `current` is the period under review, else the one that the sentences before spoke of.
    `times` are the periods with the words that tell a time only by another ("a year earlier").
    """

    text: Text
    words: Words
    review: Period
    start: int
    end: int
    tokens: list[Token]
    marks: list[Mark]
    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    indicators: Sequence[Mention]
    areas: Sequence[AreaMention]
    named: list[bool]
    numeric: list[bool]
    known: list[bool]
    concepts: frozenset[str]
    topics: list[Mark]
    starts: list[int]
    current: Period | None
    times: Sequence[PeriodMention]

    def __post_init__(self) -> None:
        marked, topical = Marked(self.marks, self.tokens), Marked(self.topics, self.tokens)
        # The first token that begins at a place or later. Asked some fifty times for each number: the bisection
        # itself, without a call around it.
        self.index: Callable[[int], int] = partial(bisect_left, self.starts)
        # The marks and the topics that lie in places [start, end), in order.
        self.marks_in: Callable[[int, int], list[Mark]] = marked.within
        self.topics_in: Callable[[int, int], list[Mark]] = topical.within
        # The marks that begin at tokens [first, last), in order.
        self.marks_from: Callable[[int, int], list[Mark]] = marked.beginning
        # All kinds of its marks and of its topics.
        self.kinds, self.topic_kinds = marked.kinds, topical.kinds
        # The tokens that part clauses.
        self.breaks = [i for i, one in enumerate(self.tokens) if one.text in DELIMITERS]
        self._numbers = [one.start for one in self.quantities]
        self._ends = [one.end for one in self.quantities]
        # Kept for `governing.governor_of` by the place of the number, and for `bases.is_compared` by place.
        self.governors: dict[int, Mark | None] = {}
        self.compared: dict[int, bool] = {}
        # Worked out where a rule asks for them. A property that keeps its answer by itself would not be compiled.
        self._by_kind: dict[str, Sequence[Mark]] = {}
        self._timed: Sequence[bool] | None = None
        self._mark_at: list[Mark | None] | None = None
        self._unknown: list[int] | None = None
        self._nouns: list[int] | None = None

    def breaks_in(self, first: int, last: int) -> Sequence[int]:
        """The tokens that part clauses among [first, last)."""
        return self.breaks[bisect_left(self.breaks, first) : bisect_left(self.breaks, last)]

    def has(self, kind: str) -> bool:
        """Whether a mark of `kind` stands anywhere in the line."""
        return kind in self.kinds

    def of_kind(self, kind: str) -> Sequence[Mark]:
        """The marks of `kind`, in order."""
        if kind not in self.kinds:
            return ()
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = [one for one in self.marks if kind in one.kinds]
        return found

    def number_after(self, place: int) -> Quantity | None:
        """The first quantity that begins at `place` or later."""
        at = bisect_left(self._numbers, place)
        return self.quantities[at] if at < len(self.quantities) else None

    def number_before(self, place: int) -> Quantity | None:
        """The last quantity that ends at `place` or earlier."""
        at = bisect_right(self._ends, place)
        return self.quantities[at - 1] if at else None

    @property
    def timed(self) -> Sequence[bool]:
        """For each token whether it lies in a period."""
        if self._timed is None:
            self._timed = flags(self.starts, [(one.start, one.end) for one in self.periods])
        return self._timed

    @property
    def mark_at(self) -> list[Mark | None]:
        """For each token the mark that it belongs to."""
        if self._mark_at is None:
            found: list[Mark | None] = [None] * len(self.tokens)
            for mark in self.marks:
                found[mark.first : mark.last] = [mark] * (mark.last - mark.first)
            self._mark_at = found
        return self._mark_at

    @property
    def unknown(self) -> list[int]:
        """How many words that the language's lists do not know stand before each token, and in all."""
        if self._unknown is None:
            words = zip(self.known, self.named, self.numeric, strict=True)
            self._unknown = [0, *accumulate(not (known or named or number) for known, named, number in words)]
        return self._unknown

    @property
    def nouns(self) -> list[int]:
        """The tokens at which known words begin that can be subjects of their own."""
        if self._nouns is None:
            self._nouns = [mark.first for mark in self.of_kind("noun") if not self.named[mark.first]]
        return self._nouns
