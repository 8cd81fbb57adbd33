"""For which period and which area a number is said."""

from quarterdeck.prose.bases import is_compared
from quarterdeck.prose.binding import Bound
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.places import AreaMention
from quarterdeck.prose.words import Mark

# The code of an area, the name of one without a code, and its place in the normal form, if it is named there.
Area = tuple[str | None, str, tuple[int, int] | None]


def periods_said(line: Line) -> list[PeriodMention]:
    """The periods that the line speaks of, without those that it compares with."""
    return [one for one in line.periods if one.period is not None and not is_compared(line, one.start)]


def area_of(line: Line, slot: Slot, bound: Bound, review: str, carried: Area | None) -> Area:
    """The area of the number: one named with its subject, else that of the number before, else that of the review.

    A code of None means an unknown area, or several at once where the name is empty too.
    """
    in_tail = [one for one in line.areas if slot.quantity.end <= one.start < slot.tail_end and _placed(line, one)]
    if in_tail:
        return in_tail[0].code, in_tail[0].name, (in_tail[0].start, in_tail[0].end)
    begin = line.start if carried is None else slot.gap_start
    named = [one for one in line.areas if begin <= one.start < slot.quantity.start and not is_compared(line, one.start)]
    own = _last(line, "own_area", begin, slot.quantity.start)
    if (nation := _nation(line, begin, slot, own)) is not None:
        return nation
    if not named or (own is not None and line.tokens[own.first].start > named[-1].end):
        if own is not None:
            return review, "", None
        if carried is None or carried[0] == review:
            return review, "", None
        # A new subject behind another area may be of either.
        return carried if bound.rule == "carried" else (None, "", None)
    if _spoken_after(line, named[-1], slot):
        return review, "", None
    codes = {(one.code, one.name if one.code is None else "") for one in named}
    if len(codes) > 1 and _is_list(line, named):
        return None, "", None
    return named[-1].code, named[-1].name, (named[-1].start, named[-1].end)


def _placed(line: Line, one: AreaMention) -> bool:
    return (
        one.first > 0
        and line.tokens[one.first - 1].text in line.words.small["of_place"]
        and not is_compared(line, one.start)
    )


def _last(line: Line, kind: str, start: int, end: int) -> Mark | None:
    """The last word of `kind` that is not a part of the name of another area or office."""
    for mark in reversed(line.of_kind(kind)):
        if line.tokens[mark.first].start < start or line.tokens[mark.last - 1].end > end:
            continue
        inside = any(one.first <= mark.first < one.last for one in line.areas)
        # "Schools meeting the national standard" are not those of the nation.
        inside |= kind == "country" and any(one.first < mark.first < one.last for one in line.indicators)
        if not inside:
            return mark
    return None


def _nation(line: Line, begin: int, slot: Slot, own: Mark | None) -> Area | None:
    """The whole country, where the number is said of it: a name at the head of the sentence, else only a doubt."""
    mark = _last(line, "country", begin, slot.quantity.start)
    if mark is None or (own is not None and own.first > mark.first):
        return None
    start = line.tokens[mark.first].start
    ranked = any(0 <= mark.first - one.last <= 2 for one in line.of_kind("rank"))
    if ranked or is_compared(line, start):
        return None
    name = line.text.flat[start : line.tokens[mark.last - 1].end]
    place = start, line.tokens[mark.last - 1].end
    return (None, name, place) if mark.first <= 1 else (None, "", None)


def _spoken_after(line: Line, one: AreaMention, slot: Slot) -> bool:
    """Whether somebody speaks between the area and the number: "in Luc Ngan the chair said that revenue…"."""
    return any(mark.kinds & {"speech", "office"} for mark in line.marks_in(one.end, slot.quantity.start))


def _is_list(line: Line, named: list[AreaMention]) -> bool:
    last, before = named[-1], named[-2]
    between = line.tokens[before.last : last.first]
    return bool(between) and all(one.text in ",;-" or one.text in line.words.small["listing"] for one in between)
