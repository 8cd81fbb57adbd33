"""A sentence with everything that was found in it, and which words belong to which number."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate

from quarterdeck.core.periods import Period
from quarterdeck.prose import names, periods, places
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.names import Mention
from quarterdeck.prose.numbers import Number
from quarterdeck.prose.periods import Context, PeriodMention
from quarterdeck.prose.places import AreaMention
from quarterdeck.prose.quantities import Quantity, quantities, unreadable
from quarterdeck.prose.record import record
from quarterdeck.prose.text import Text
from quarterdeck.prose.topics import topics_of
from quarterdeck.prose.words import Mark, Token, Words, tokens

GOVERNORS = frozenset({"up", "down", "reach", "share", "contribute", "exceed"})
BASES = frozenset({"same", "previous", "plan", "year_end"})


@record(frozen=True)
class Line:
    """One sentence, places [start, end) of `text.flat`, read with the words of one language for the period `review`.

    `named[i]` says that token i lies in the name of an indicator, a period or an area; `numeric[i]` in a number;
    `known[i]` that the language's lists know the word. `concepts` are all meanings of its words. `starts` are the
    places of its tokens, `firsts` and `topic_firsts` the first tokens of its marks and topics. `current` is the
    period under review, else the one that the sentences before spoke of. `times` are the periods with the words that
    tell a time only by another ("a year earlier").
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
    firsts: Sequence[int]
    topic_firsts: Sequence[int]
    current: Period | None
    times: Sequence[PeriodMention]

    @cached_property
    def index(self) -> Callable[[int], int]:
        """Tells the first token that begins at a place or later."""
        # Asked some fifty times for each number: the bisection itself, without a call around it.
        return partial(bisect_left, self.starts)

    def marks_in(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that lie in places [start, end), in order."""
        return self._within(self.marks, self.firsts, start, end)

    def topics_in(self, start: int, end: int) -> Sequence[Mark]:
        """The topics that lie in places [start, end), in order."""
        return self._within(self.topics, self.topic_firsts, start, end)

    def _within(self, marks: Sequence[Mark], firsts: Sequence[int], start: int, end: int) -> Sequence[Mark]:
        if not firsts:
            return marks
        first = bisect_left(firsts, bisect_left(self.starts, start))
        last = bisect_left(firsts, bisect_left(self.starts, end))
        if first < last and self.tokens[marks[last - 1].last - 1].end > end:
            last -= 1
        return marks[first:last]

    def marks_from(self, first: int, last: int) -> Sequence[Mark]:
        """The marks that begin at tokens [first, last), in order."""
        return self.marks[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]

    def has(self, kind: str) -> bool:
        """Whether a mark of `kind` stands anywhere in the line."""
        return kind in self._by_kind

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

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [one.end for one in self.quantities]

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return [one.start for one in self.quantities]

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Mark]]:
        found: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            for kind in mark.kinds:
                found[kind].append(mark)
        return dict(found)

    @cached_property
    def mark_at(self) -> Sequence[Mark | None]:
        """For each token the mark that it belongs to."""
        found: list[Mark | None] = [None] * len(self.tokens)
        for mark in self.marks:
            found[mark.first : mark.last] = [mark] * (mark.last - mark.first)
        return found

    @cached_property
    def unknown(self) -> Sequence[int]:
        """How many words that the language's lists do not know stand before each token, and in all."""
        flags = zip(self.known, self.named, self.numeric, strict=True)
        return [0, *accumulate(not (known or named or number) for known, named, number in flags)]

    @cached_property
    def nouns(self) -> Sequence[int]:
        """The tokens at which known words begin that can be subjects of their own."""
        return [mark.first for mark in self.of_kind("noun") if not self.named[mark.first]]

    @cached_property
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
    marks = list(words.marks.marks([one.text for one in line]))
    times = periods.times(text, words, context, start, end) if at.times is None else at.times
    found_periods = periods.named(times)
    marks = [one for one in marks if not _within_period(line, one, found_periods)]
    found = quantities(text, words, line, at.numbers, found_periods)
    found = sorted([*found, *(unreadable(text, *one) for one in at.broken)], key=lambda one: one.start)
    numeric = _flags(line, [(one.number_start, one.number_end) for one in found])
    areas = places.mentions(text, line, marks, words, places.index_of(catalogue)) if found else []
    spans = [(one.start, one.end) for one in found_periods] + [(one.start, one.end) for one in areas]
    skips = _flags(line, spans)
    indicators, concepts = _named(text, words, catalogue, line, found, numeric, skips)
    topics = [one for one in topics_of(words.lang).marks([one.text for one in line]) if not _in_name(text, line, one)]
    named = _flags(line, [*spans, *((one.start, one.end) for one in indicators)])
    return Line(
        text, words, context.main, start, end, line, marks, found, found_periods, indicators, areas, named, numeric,
        _known(line, marks, words), concepts, topics, [one.start for one in line], [one.first for one in marks],
        [one.first for one in topics], context.main if context.given else at.current, times,
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


def _known(line: Sequence[Token], marks: Sequence[Mark], words: Words) -> list[bool]:
    ending = words.adverb_ending
    known = [not one.text[0].isalpha() or bool(ending and one.text.endswith(ending)) for one in line]
    for mark in marks:
        known[mark.first : mark.last] = [True] * (mark.last - mark.first)
    return known


def _flags(line: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[bool]:
    flags = [False] * len(line)
    for start, end in spans:
        at = bisect_left(line, start, key=lambda one: one.start)
        while at < len(line) and line[at].start < end:
            flags[at] = True
            at += 1
    return flags


def leads_to(line: Line, mark: Mark, place: int) -> bool:
    """Whether a small word such as "to" opens a number: it does so only right before it (at `place`)."""
    return "toward" not in mark.kinds or line.index(place) - mark.last <= 1


def clause_start(line: Line, first: int, stop: int) -> int:
    """The token at which the clause of token `stop` begins, not before `first`; closed brackets are no break."""
    depth = 0
    for i in range(stop - 1, first - 1, -1):
        word = line.tokens[i].text
        if word == ")":
            depth += 1
        elif word == "(" and depth:
            depth -= 1
        elif word in ",;:(" and not depth:
            return i + 1
    return first
