"""A text as a list of claims, sentence by sentence."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.prose import periods
from quarterdeck.prose.catalogue import EMPTY, Catalogue
from quarterdeck.prose.claims.claim import Claim
from quarterdeck.prose.claims.memory import START, Frame
from quarterdeck.prose.claims.sentence import read_line
from quarterdeck.prose.claims.stretches import stretches
from quarterdeck.prose.claims.tabled import Grid, grids, inside
from quarterdeck.prose.garbled import garbled
from quarterdeck.prose.lines import Stretch, line_of
from quarterdeck.prose.numbers import Number, decimal_mark, numbers
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.text import Text, language_of, normal
from quarterdeck.prose.words import LANGUAGES, words_of

Place = tuple[int, int]
_START = attrgetter("start")
Progress = Callable[[int], None]
_TOLD_EVERY = 200


def read(
    text: str,
    lang: str | None = None,
    catalogue: Catalogue = EMPTY,
    *,
    period: Period | None = None,
    area: str = "",
    written: date | None = None,
    on_progress: Progress | None = None,
) -> list[Claim]:
    """The claims of `text`, in order.

    `lang` is "vi" or "en", None to tell it from each sentence. What the text does not say itself is taken to speak
    of `period` and of the area with the code `area`; without a period, of what the document's own date (`written`,
    else its date line) makes it, and of none where that is unknown. `on_progress` is told now and then
    how many characters have been read. Raises `BadInput` for an unknown language.
    """
    if lang is not None and lang not in LANGUAGES:
        raise BadInput(
            Message(gettext_noop('"{lang}" is not a language that texts are read in.'), {"lang": lang}),
            remedy=gettext_noop('Use "vi" or "en", or leave it out.'),
        )
    whole = normal(text)
    main = lang or language_of(whole.flat)
    words = words_of(main)
    about = periods.Context.of_review(period) if period else periods.context(whole, words, written)
    frame = Frame(catalogue, about, area)
    mark = decimal_mark(whole, words.decimal_mark)
    tables = grids(whole, main)
    claims = _claims(whole, lang, main, frame, mark, tables, on_progress=on_progress)
    for grid in tables:
        # The names of its rows are said again with every figure, and the line above it stands in the text too.
        read_there = _claims(grid.text, lang, main, frame, mark, before=len(whole.flat) + grid.start)
        claims += (one for one in read_there if grid.holds(one.start))
    return sorted(claims, key=_START) if tables else claims


def _claims(
    whole: Text,
    lang: str | None,
    main: str,
    frame: Frame,
    mark: tuple[str, bool],
    tables: Sequence[Grid] = (),
    *,
    before: int = 0,
    on_progress: Progress | None = None,
) -> list[Claim]:
    """The claims of the sentences of `whole` that lie in none of `tables`; sentences are counted from `before`."""
    catalogue, about = frame.catalogue, frame.context
    words = words_of(main)
    found = list(numbers(whole, *mark))
    times = periods.times(whole, words, about)
    broken = garbled(whole, words, found, periods.named(times))
    claims: list[Claim] = []
    memory = START
    for sentence, (start, end) in enumerate(stretches(whole, broken, found), before):
        if on_progress is not None and sentence % _TOLD_EVERY == 0:
            on_progress(start)
        if inside(tables, start):
            continue
        one = lang or language_of(whole.flat[start:end], main)
        cracks = _inside(broken, start, end)
        whole_numbers = _numbers_in(found, start, end)
        if cracks:
            whole_numbers = [n for n in whole_numbers if not _touches(n, cracks)]
        current = memory.clock.now.period if memory.clock.now is not None else None
        at = Stretch(start, end, whole_numbers, cracks, _times_in(times, start, end) if one == main else None, current)
        line = line_of(whole, words_of(one), catalogue, about, at)
        read_claims, memory = read_line(line, frame, memory, sentence)
        claims += read_claims
        if "\n" in whole.flat[end : end + 1]:
            memory = memory.at_paragraph()
    return claims


def _inside(places: Sequence[Place], start: int, end: int) -> list[Place]:
    first = bisect_left(places, (start, start))
    last = bisect_left(places, (end, end))
    return list(places[first:last])


def _times_in(found: Sequence[PeriodMention], start: int, end: int) -> Sequence[PeriodMention]:
    first = bisect_left(found, start, key=_START)
    last = bisect_left(found, end, key=_START)
    return [one for one in found[first:last] if one.end <= end]


def _numbers_in(found: Sequence[Number], start: int, end: int) -> Sequence[Number]:
    first = bisect_left(found, start, key=_START)
    last = bisect_left(found, end, key=_START)
    return found[first:last]


def _touches(number: Number, places: Sequence[Place]) -> bool:
    return any(start < number.end and number.start < end for start, end in places)
