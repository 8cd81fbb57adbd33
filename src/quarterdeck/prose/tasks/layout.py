"""Sentences with what their place on the page tells: paragraph, heading, item of a list."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quarterdeck.core.record import record
from quarterdeck.prose.tasks.words import OrderWords
from quarterdeck.prose.text import Text, sentences
from quarterdeck.prose.words import words_of

_BULLET = re.compile(
    r"\s*(?:[-+*•·●▪–]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|[ivx]{1,5}[.)]\s|\(\w{1,3}\)\s)"
)
_NUMBERED = re.compile(r"\s*(?:\d|[IVX])")
_DEEPER = re.compile(r"\s*(?:[-+*•·●▪–]\s|[a-zđ][.)]\s)")
_NUMERAL = re.compile(r"(?:[IVX]{1,5}|[ivx]{1,5})\.")
_STOPPED = re.compile(r"[.!?…;:,/][\"')\]]*\s*$")
_SHORT_HEADING = 240
_SHORT_TITLE = 120


@record(frozen=True, slots=True)
class Stretch:
    """The half-open place of a sentence in the normal form; `first` in its paragraph, `alone` the whole of it.

    `heading` is a short line without a stop, `titled` such a line that may bear a number,
    `leads` whether it is numbered and items of a list follow.
    """

    start: int
    end: int
    paragraph: int
    first: bool
    alone: bool
    item: bool
    heading: bool
    opens_list: bool
    titled: bool
    leads: bool = False


def stretches(whole: Text, words: OrderWords) -> Iterator[Stretch]:
    """The sentences of a text in order."""
    held: tuple[int, int, bool] | None = None
    paragraph, listing = 0, False
    for start, end in [*sentences(whole, words_of(words.lang).abbreviations), (-1, -1)]:
        label = held is not None and start >= 0 and _is_label(whole, words, held)
        if held is not None and label:
            held = (held[0], end, held[2])
            continue
        breaks = held is None or start < 0 or "\n" in whole.flat[held[1] : start]
        if held is not None:
            leads = start >= 0 and bool(_DEEPER.match(whole.flat, start, end) and _NUMBERED.match(whole.flat, held[0]))
            one = replace(_stretch(whole, held, paragraph, last=breaks, listing=listing), leads=leads)
            listing = one.opens_list or (listing and (one.item or not breaks))
            yield one
        paragraph += breaks
        held = (start, end, breaks)


def _is_label(whole: Text, words: OrderWords, held: tuple[int, int, bool]) -> bool:
    """Whether a sentence is only the number of what follows: "Điều 3.", "IV."."""
    start, end, first = held
    return bool(
        words.article.fullmatch(whole.lower, start, end) or (first and _NUMERAL.fullmatch(whole.flat, start, end))
    )


def _stretch(whole: Text, held: tuple[int, int, bool], paragraph: int, *, last: bool, listing: bool) -> Stretch:
    start, end, first = held
    said = whole.flat[start:end]
    bullet = bool(first and _BULLET.match(said))
    alone = first and last
    stopped = bool(_STOPPED.search(said))
    titled = alone and not _STOPPED.search(said.rstrip(":")) and len(said) < _SHORT_TITLE
    heading = alone and not stopped and not bullet and not listing and len(said) < _SHORT_HEADING
    return Stretch(
        start, end, paragraph, first, alone, bullet or (first and listing), heading, said.endswith(":"), titled
    )
