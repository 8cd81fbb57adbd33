"""A sentence with everything that was found in it, and which words belong to which number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from quarterdeck.core.periods import Period
from quarterdeck.prose import names, periods, places
from quarterdeck.prose.catalogue import Catalogue
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
_DELIMITERS = frozenset(",;:()|")
_OF_BASE = frozenset({"compare", *BASES})


@dataclass(frozen=True)
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

    def index(self, place: int) -> int:
        """The first token that begins at `place` or later."""
        return bisect_left(self.starts, place)

    def marks_in(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that lie in places [start, end), in order."""
        return self._within(self.marks, self.firsts, start, end)

    def topics_in(self, start: int, end: int) -> Sequence[Mark]:
        """The topics that lie in places [start, end), in order."""
        return self._within(self.topics, self.topic_firsts, start, end)

    def _within(self, marks: Sequence[Mark], firsts: Sequence[int], start: int, end: int) -> Sequence[Mark]:
        first, last = bisect_left(firsts, self.index(start)), bisect_left(firsts, self.index(end))
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


class Slot(NamedTuple):
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


@dataclass(frozen=True, slots=True)
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
    indicators = names.mentions(text, line, words, index, numeric, skips) if found else []
    return indicators, names.said(text, line, words)


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


def slots(line: Line) -> list[Slot]:
    """Each quantity of the line with the words that belong to it."""
    solid = _slots_of(line, [one for one in line.quantities if one.unit])
    bare = [one for one in line.quantities if not one.unit]
    if not bare:
        return solid
    # A bare number (12 tasks, Directive 26) may be a part of a whole, but it takes no words from the others.
    every = {one.quantity.start: one for one in _slots_of(line, line.quantities)}
    every.update({one.quantity.start: one for one in solid})
    return [every[start] for start in sorted(every)]


def _slots_of(line: Line, found: Sequence[Quantity]) -> list[Slot]:
    bounds = [line.start]
    for left, right in pairwise(found):
        bounds.append(_cut(line, left, right.start, has_head=_governed(line, bounds[-1], left)))
    read: list[Slot] = []
    for i, one in enumerate(found):
        last = i + 1 == len(found)
        tail = _cut(line, one, line.end, _governed(line, bounds[i], one)) if last else bounds[i + 1]
        bracketed = line.text.flat[bounds[i] : one.start].lstrip().startswith("(")
        gap = found[i - 1].end if i and bracketed else bounds[i]
        before = found[i - 1].end if i else line.start
        read.append(Slot(one, before, gap, bounds[i], one.start, one.end, max(one.end, tail)))
    return read


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


def _governed(line: Line, head: int, one: Quantity) -> bool:
    """Whether the words before a number already say that it rose or fell."""
    marks = line.marks_in(head, one.start)
    moved = [mark.last for mark in marks if mark.kinds & {"up", "down"}]
    return bool(moved) and not any(mark.kinds & {"source", "compare"} and mark.first >= moved[-1] for mark in marks)


def _cut(line: Line, left: Quantity, end: int, has_head: bool) -> int:
    """Where the words that belong to `left` end and those of the next quantity (at `end`) begin."""
    first = at = line.index(left.end)
    stop = line.index(end)
    marks = {mark.first: mark for mark in line.marks_from(first, stop + 1)}
    of = first < stop and line.tokens[first].text in line.words.small["of"]
    subjects = {one.first for one in line.indicators if one.first > first and not _attached(line, one.first, first)}
    while at < stop:
        if at in subjects and end != line.end:
            return line.tokens[at].start
        if line.tokens[at].text in _DELIMITERS or _dash(line, at):
            return line.tokens[at].start
        mark = marks.get(at)
        if mark is None or line.named[at]:
            at += 1
            continue
        of = of and not mark.kinds & BASES
        leads = leads_to(line, mark, end)
        if leads and _begins_new(line, mark, left, at == first, has_head) and not (of and "reach" in mark.kinds):
            return line.tokens[at].start
        at = max(mark.last, at + 1)
    if end == line.end or first >= stop:
        return end
    opening = marks.get(first)
    owned = line.tokens[first].text in line.words.small["of_base"] or (opening is not None and opening.kinds & _OF_BASE)
    return end if owned else line.tokens[first].start


def _attached(line: Line, at: int, first: int) -> bool:
    """Whether the name at token `at` is joined to the number that ends before token `first` by a small word."""
    for i in range(at - 1, first - 1, -1):
        if line.tokens[i].text in line.words.small["attaching"]:
            return True
        mark = line.mark_at[i]
        if mark is None or "lead" not in mark.kinds:
            return False
    return False


def _begins_new(line: Line, mark: Mark, left: Quantity, at_once: bool, has_head: bool) -> bool:
    """Whether `mark` opens the words of the next quantity: a conjunction, or a verb that is not `left`'s own.

    "18.00% higher than" and "310 enterprises were founded" keep theirs.
    """
    if "split" in mark.kinds and not mark.kinds & BASES:
        return True
    if not mark.kinds & GOVERNORS or mark.kinds & {"compare", *BASES}:
        return False
    percent = left.unit in ("%", "pp")
    own = percent and not has_head and bool(mark.kinds & {"up", "down"})
    passive = not percent and "reach" in mark.kinds
    return not (at_once and line.words.adjectives_before_noun and (own or passive))


def _dash(line: Line, at: int) -> bool:
    one = line.tokens[at]
    flat = line.text.flat
    return one.text == "-" and flat[one.start - 1 : one.start] == " " and not line.named[at]
