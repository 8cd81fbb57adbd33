"""The words of a sentence that name what a number is said of, in whatever words: no catalogue is needed."""

from quarterdeck.prose.lines import BASES, GOVERNORS, Line, Slot
from quarterdeck.prose.units import MONEY, PERCENT

Place = tuple[int, int]
# Words of these kinds name nothing themselves.
_EMPTY = frozenset(
    {"split", "breakdown", "pronoun", "compare", "source", "rest", "respectively", "own_area", "country"}
)
_STRIPPED = frozenset({"light", "lead", "copula", "article"}) | _EMPTY | BASES
# "Đầu tư" begins with a word that is small elsewhere: where adjectives follow, names begin with such words.
_OPENING = _STRIPPED - {"light"}
_VERBS = GOVERNORS | {"target", "exceed"}
_ENDS = BASES | GOVERNORS | {"compare", "split"}
_RATES = frozenset({"growth", "share", "rate", "attained", "stock"})
_LONGEST = 14


def subject_of(line: Line, slot: Slot, carried: Place | None) -> Place | None:
    """The place in the normal form of the words that name the subject of the number of `slot`.

    They stand before its verb, in the clause next to it that says anything; else right behind a count ("310 new
    firms") or a rate ("a 3% rise in prices"); else the subject is the one of the number before, `carried`.
    """
    first, stop = line.index(slot.head_start), line.index(slot.quantity.start)
    for begin, end in reversed(_segments(line, first, _verb(line, first, stop))):
        if (found := _stripped(line, begin, end)) is not None:
            return found
    return _behind(line, slot) or carried


def _verb(line: Line, first: int, stop: int) -> int:
    """The token at which the verb of the number begins.

    Words of growth that open a name ("tăng trưởng GDP") are no verbs, nor is a verb that opens the words and has
    another behind it ("thu hút đầu tư đạt…").
    """
    verbs = [
        mark.first for mark in line.marks_from(first, stop) if mark.kinds & _VERBS and not _is_topic(line, mark.first)
    ]
    if verbs and verbs[0] == first and len(verbs) > 1 and verbs[1] > first + 1:
        return verbs[1]
    return verbs[0] if verbs else stop


def _segments(line: Line, first: int, stop: int) -> list[Place]:
    """The stretches of tokens [first, stop) between commas, brackets and verbs of saying."""
    cuts = [*line.breaks_in(first, stop)]
    cuts += [mark.last - 1 for mark in line.marks_from(first, stop) if "speech" in mark.kinds]
    segments, begin = [], first
    for cut in sorted(cuts):
        segments.append((begin, cut))
        begin = cut + 1
    return [*segments, (begin, stop)]


def _stripped(line: Line, first: int, stop: int, opening: frozenset[str] | None = None) -> Place | None:
    """Tokens [first, stop) without the small words, times and conjunctions at both ends; None where nothing is left."""
    if opening is None:
        opening = _STRIPPED if line.words.adjectives_before_noun else _OPENING
    while first < stop and _is_empty(line, first, opening):
        first += 1
    while stop > first and _is_empty(line, stop - 1, _STRIPPED):
        stop -= 1
    if first == stop or stop - first > _LONGEST or not any(_says(line, i) for i in range(first, stop)):
        return None
    return line.tokens[first].start, line.tokens[stop - 1].end


def _is_empty(line: Line, at: int, small: frozenset[str]) -> bool:
    token = line.tokens[at]
    if not token.text[0].isalnum() or line.numeric[at]:
        return True
    if line.timed[at]:
        return True
    mark = line.mark_at[at]
    return (
        not _is_topic(line, at) and mark is not None and not mark.kinds.isdisjoint(small) and "noun" not in mark.kinds
    )


def _says(line: Line, at: int) -> bool:
    """Whether the token means something: it is no known small word, or it is a noun or the name of a rate."""
    mark = line.mark_at[at]
    means = _is_topic(line, at) or mark is None or bool(mark.kinds & {"noun", "restrict"})
    return line.tokens[at].text[0].isalpha() and means


def _is_topic(line: Line, at: int) -> bool:
    """Whether the token belongs to the name of a rate."""
    if line.topic_kinds.isdisjoint(_RATES):
        return False
    return any(one.first <= at < one.last and one.kinds & _RATES for one in line.topics)


def _behind(line: Line, slot: Slot) -> Place | None:
    """The words behind the number up to its base, its verb or the end of the clause."""
    at, last = line.index(slot.quantity.end), line.index(slot.tail_end)
    stop = next(iter(line.breaks_in(at, last)), last)
    marks = line.marks_from(at + 1, stop)
    stop = next((mark.first for mark in marks if mark.kinds & _ENDS), stop)
    if slot.quantity.unit in PERCENT:
        return _stripped(line, at + 1, stop) if at < stop else None
    measured = slot.quantity.unit in MONEY or "/" in slot.quantity.unit
    return _stripped(line, at if measured else line.index(slot.quantity.number_end), stop, _OPENING)
