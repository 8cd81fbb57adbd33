"""The pieces of a text that are read at a time: its sentences, the very long or dense ones in pieces."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from quarterdeck.prose.numbers import Number
from quarterdeck.prose.text import Text, sentences
from quarterdeck.prose.words import LANGUAGES, words_of

Place = tuple[int, int]
# Longer stretches are not joined, so that time stays linear in the text.
_LONGEST = 2000
# Each number of a sentence is held against the others. No sentence has more; what has is a list, and is read
# in pieces, so that time stays linear within it too.
_MOST = 40
_ABBREVIATIONS = frozenset(short for lang in LANGUAGES for short in words_of(lang).abbreviations)
_START = attrgetter("start")


def stretches(whole: Text, broken: Sequence[Place], numbers: Sequence[Number]) -> Iterator[Place]:
    """The half-open places of `whole.flat` to be read as sentences, in order.

    Sentences are joined where the stop between them is a part of a garbled number, one of the places `broken`, and
    cut where they have too many of the `numbers` of the text.
    """
    for start, end in _joined(whole, broken):
        first, last = (bisect_left(numbers, place, key=_START) for place in (start, end))
        while last - first > _MOST:
            first, cut = _cut(whole.flat, numbers, broken, first)
            yield start, cut
            start = cut + len(whole.flat[cut:end]) - len(whole.flat[cut:end].lstrip())
        yield start, end


def _cut(flat: str, numbers: Sequence[Number], broken: Sequence[Place], first: int) -> tuple[int, int]:
    """The number that begins the next piece, and where that piece begins: behind a comma, else right at the number."""
    last = first + _MOST
    for at in range(last, first + _MOST // 2, -1):
        comma = max(flat.rfind(mark, numbers[at - 1].end, numbers[at].start) for mark in ",;")
        if comma >= 0 and not _within(broken, comma):
            return at, comma + 1
    return last, numbers[last].start


def _joined(whole: Text, broken: Sequence[Place]) -> Iterator[Place]:
    inside = [start for start, _ in broken]
    held: Place | None = None
    for start, end in sentences(whole, _ABBREVIATIONS):
        held = (held[0], end) if held else (start, end)
        at = bisect_left(inside, end) - 1
        if at >= 0 and broken[at][0] < end < broken[at][1] and end - held[0] < _LONGEST:
            continue
        yield held
        held = None
    if held:
        yield held


def _within(places: Sequence[Place], at: int) -> bool:
    before = bisect_left(places, (at, at)) - 1
    return before >= 0 and at < places[before][1]
