"""Reading a sentence: what is found in it, and which words belong to which number."""

from bisect import bisect_right
from collections.abc import Sequence

from quarterdeck.core.periods import Period
from quarterdeck.core.record import record
from quarterdeck.prose import names, periods, places
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.line import DELIMITERS, Line
from quarterdeck.prose.marked import flags
from quarterdeck.prose.names import Mention
from quarterdeck.prose.numbers import Number
from quarterdeck.prose.periods import Context, PeriodMention
from quarterdeck.prose.quantities import Quantity, quantities, unreadable
from quarterdeck.prose.text import Text
from quarterdeck.prose.topics import topics_of
from quarterdeck.prose.words import Mark, Token, Words, tokens

__all__ = ["BASES", "DELIMITERS", "GOVERNORS", "Line", "Slot", "Stretch", "clause_start", "leads_to", "line_of"]

GOVERNORS = frozenset({"up", "down", "reach", "share", "contribute", "exceed"})
BASES = frozenset({"same", "previous", "plan", "year_end"})

# So many signs stand before the first word of an item: "-", "(•)".
_BULLETS = 3


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
    marks = words.marks.marks(forms)
    times = periods.times(text, words, context, start, end) if at.times is None else at.times
    found_periods = periods.named(times)
    marks = [one for one in marks if "year_end" not in one.kinds or not _within_period(line, one, found_periods)]
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
    line: list[Token],
    found: Sequence[Quantity],
    numeric: list[bool],
    skips: list[bool],
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
    at = bisect_right(found, line[mark.first].start, key=lambda one: one.start) - 1
    return at >= 0 and found[at].start < line[mark.first].start < found[at].end


def _in_name(text: Text, line: Sequence[Token], topic: Mark) -> bool:
    """Whether a word is one of a proper name, "Cần Thơ", not the first of a sentence or of an item."""
    after = line[topic.first + 1 : topic.first + 2]
    opens = not any(one.text[0].isalnum() for one in line[: min(topic.first, _BULLETS)])
    return (
        not (opens and topic.first <= _BULLETS)
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
