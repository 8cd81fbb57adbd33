"""A sentence with everything that was found in it, and which words belong to which number."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate

from quarterdeck.core.periods import Period
from quarterdeck.core.record import lazy, record
from quarterdeck.prose import names, periods, places
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.marked import Marked, flags
from quarterdeck.prose.names import Mention
from quarterdeck.prose.numbers import Number
from quarterdeck.prose.periods import Context, PeriodMention
from quarterdeck.prose.places import AreaMention
from quarterdeck.prose.quantities import Quantity, quantities, unreadable
from quarterdeck.prose.text import Text
from quarterdeck.prose.topics import topics_of
from quarterdeck.prose.words import Mark, Token, Words, tokens

GOVERNORS = frozenset({"up", "down", "reach", "share", "contribute", "exceed"})
BASES = frozenset({"same", "previous", "plan", "year_end"})
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
    tokens: Sequence[Token]
    marks: Sequence[Mark]
    quantities: Sequence[Quantity]
    periods: Sequence[PeriodMention]
    indicators: Sequence[Mention]
    areas: Sequence[AreaMention]
    named: Sequence[bool]
    numeric: Sequence[bool]
    known: Sequence[bool]
    concepts: frozenset[str]
    topics: Sequence[Mark]
    starts: Sequence[int]
    current: Period | None
    times: Sequence[PeriodMention]

    @lazy
    def index(self) -> Callable[[int], int]:
        """Tells the first token that begins at a place or later."""
        # Asked some fifty times for each number: the bisection itself, without a call around it.
        return partial(bisect_left, self.starts)

    @lazy
    def _marked(self) -> Marked:
        return Marked(self.marks, self.tokens)

    @lazy
    def _topical(self) -> Marked:
        return Marked(self.topics, self.tokens)

    @lazy
    def marks_in(self) -> Callable[[int, int], Sequence[Mark]]:
        """Tells the marks that lie in places [start, end), in order."""
        return self._marked.within

    @lazy
    def topics_in(self) -> Callable[[int, int], Sequence[Mark]]:
        """Tells the topics that lie in places [start, end), in order."""
        return self._topical.within

    @lazy
    def marks_from(self) -> Callable[[int, int], Sequence[Mark]]:
        """Tells the marks that begin at tokens [first, last), in order."""
        return self._marked.beginning

    @lazy
    def kinds(self) -> frozenset[str]:
        """All kinds of its marks."""
        return self._marked.kinds

    @lazy
    def topic_kinds(self) -> frozenset[str]:
        """All kinds of its topics."""
        return self._topical.kinds

    @lazy
    def breaks(self) -> Sequence[int]:
        """The tokens that part clauses."""
        return [i for i, one in enumerate(self.tokens) if one.text in DELIMITERS]

    def breaks_in(self, first: int, last: int) -> Sequence[int]:
        """Those among tokens [first, last)."""
        return self.breaks[bisect_left(self.breaks, first) : bisect_left(self.breaks, last)]

    @lazy
    def timed(self) -> Sequence[bool]:
        """For each token whether it lies in a period."""
        return flags(self.starts, [(one.start, one.end) for one in self.periods])

    def has(self, kind: str) -> bool:
        """Whether a mark of `kind` stands anywhere in the line."""
        return kind in self.kinds

    def of_kind(self, kind: str) -> Sequence[Mark]:
        """The marks of `kind`, in order."""
        return self._by_kind.get(kind, ())

    def number_after(self, place: int) -> Quantity | None:
        """The first quantity that begins at `place` or later."""
        at = bisect_left(self._numbers, place)
        return self.quantities[at] if at < len(self.quantities) else None

    def number_before(self, place: int) -> Quantity | None:
        """The last quantity that ends at `place` or earlier."""
        at = bisect_right(self._ends, place)
        return self.quantities[at - 1] if at else None

    @lazy
    def _ends(self) -> Sequence[int]:
        return [one.end for one in self.quantities]

    @lazy
    def _numbers(self) -> Sequence[int]:
        return [one.start for one in self.quantities]

    @lazy
    def _by_kind(self) -> Mapping[str, Sequence[Mark]]:
        found: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            for kind in mark.kinds:
                found[kind].append(mark)
        return dict(found)

    @lazy
    def mark_at(self) -> Sequence[Mark | None]:
        """For each token the mark that it belongs to."""
        found: list[Mark | None] = [None] * len(self.tokens)
        for mark in self.marks:
            found[mark.first : mark.last] = [mark] * (mark.last - mark.first)
        return found

    @lazy
    def unknown(self) -> Sequence[int]:
        """How many words that the language's lists do not know stand before each token, and in all."""
        flags = zip(self.known, self.named, self.numeric, strict=True)
        return [0, *accumulate(not (known or named or number) for known, named, number in flags)]

    @lazy
    def nouns(self) -> Sequence[int]:
        """The tokens at which known words begin that can be subjects of their own."""
        return [mark.first for mark in self.of_kind("noun") if not self.named[mark.first]]

    @lazy
    def governors(self) -> dict[int, Mark | None]:
        """Kept for `governing.governor_of`, by the place of the number."""
        return {}

    @lazy
    def compared(self) -> dict[int, bool]:
        """Kept for `bases.is_compared`, by place."""
        return {}


@record(frozen=True, slots=True)
class Slot:
    """A quantity with its head [head_start, head_end) before it and its tail [tail_start, tail_end) after it.

    `before` is where the number before it ends. `gap_start` is that too for a number in brackets: there the words
    before the bracket speak as well.
    """

    quantity: Quantity
    before: int
    gap_start: int
    head_start: int
    head_end: int
    tail_start: int
    tail_end: int


@record(frozen=True, slots=True)
class Stretch:
    """Places [start, end) of a text to be read as one sentence, with what is known of them before.

    `numbers` are the written numbers there, `broken` the unreadable ones, `times` all that is said of time (None where
    that must be looked for), `current` the period that the sentences before spoke of.
    """

    start: int
    end: int
    numbers: Sequence[Number] = ()
    broken: Sequence[tuple[int, int]] = ()
    times: Sequence[PeriodMention] | None = None
    current: Period | None = None


def line_of(text: Text, words: Words, catalogue: Catalogue, context: Context, at: Stretch) -> Line:
    """Read the sentence `at` in `text`."""
    start, end = at.start, at.end
    line = tokens(text.lower, start, end)
    forms, starts = [one.text for one in line], [one.start for one in line]
    marks = list(words.marks.marks(forms))
    times = periods.times(text, words, context, start, end) if at.times is None else at.times
    found_periods = periods.named(times)
    marks = [one for one in marks if not _within_period(line, one, found_periods)]
    found = quantities(text, words, (line, forms, starts), at.numbers, found_periods)
    if at.broken:
        found = sorted([*found, *(unreadable(text, *one) for one in at.broken)], key=lambda one: one.start)
    numeric = flags(starts, [(one.number_start, one.number_end) for one in found])
    areas = places.mentions(text, line, marks, words, places.index_of(catalogue)) if found else []
    spans = [(one.start, one.end) for one in found_periods] + [(one.start, one.end) for one in areas]
    skips = flags(starts, spans)
    indicators, concepts = _named(text, words, catalogue, line, found, numeric, skips)
    topics = [one for one in topics_of(words.lang).marks(forms) if not _in_name(text, line, one)]
    named = flags(starts, [*spans, *((one.start, one.end) for one in indicators)])
    return Line(
        text, words, context.main, start, end, line, marks, found, found_periods, indicators, areas, named, numeric,
        _known(forms, marks, words), concepts, topics, starts, context.main if context.given else at.current, times,
    )  # fmt: skip


def _named(
    text: Text,
    words: Words,
    catalogue: Catalogue,
    line: Sequence[Token],
    found: Sequence[Quantity],
    numeric: Sequence[bool],
    skips: Sequence[bool],
) -> tuple[Sequence[Mention], frozenset[str]]:
    """The indicators that the line names, and all meanings of its words; nothing where the catalogue is empty."""
    if not catalogue.indicators:
        return [], frozenset()
    index = names.index_of(catalogue, words.lang)
    if not found:
        return [], names.said(text, line, words)
    return names.told(text, line, words, index, numeric, skips)


def _within_period(line: Sequence[Token], mark: Mark, found: Sequence[PeriodMention]) -> bool:
    """Whether the end or the beginning of a year only goes on a longer period: "6 tháng đầu năm 2015"."""
    if "year_end" not in mark.kinds:
        return False
    at = bisect_right(found, line[mark.first].start, key=lambda one: one.start) - 1
    return at >= 0 and found[at].start < line[mark.first].start < found[at].end


def _in_name(text: Text, line: Sequence[Token], topic: Mark) -> bool:
    """Whether a word is one of a proper name: "Cần Thơ"."""
    after = line[topic.first + 1 : topic.first + 2]
    return (
        topic.first > 0
        and topic.last == topic.first + 1
        and all(text.flat[one.start].isupper() for one in (line[topic.first], *after))
    )


def _known(forms: Sequence[str], marks: Sequence[Mark], words: Words) -> list[bool]:
    ending = words.adverb_ending
    known = [not one[0].isalpha() or bool(ending and one.endswith(ending)) for one in forms]
    for mark in marks:
        known[mark.first : mark.last] = [True] * (mark.last - mark.first)
    return known


def leads_to(line: Line, mark: Mark, place: int) -> bool:
    """Whether a small word such as "to" opens a number: it does so only right before it (at `place`)."""
    return "toward" not in mark.kinds or line.index(place) - mark.last <= 1


def clause_start(line: Line, first: int, stop: int) -> int:
    """The token at which the clause of token `stop` begins, not before `first`; closed brackets are no break."""
    depth = 0
    for i in reversed(line.breaks_in(first, stop)):
        word = line.tokens[i].text
        if word == ")":
            depth += 1
        elif word == "(" and depth:
            depth -= 1
        elif word in ",;:(" and not depth:
            return i + 1
    return first
