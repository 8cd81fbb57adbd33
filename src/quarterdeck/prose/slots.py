"""Which words of a sentence belong to which of its numbers."""

from collections.abc import Sequence
from itertools import pairwise

from quarterdeck.prose.lines import BASES, GOVERNORS, Line, Slot, leads_to
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.words import Mark

_DELIMITERS = frozenset(",;:()|")
_OF_BASE = frozenset({"compare", *BASES})


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
    word, small = line.tokens[first].text if first < stop else "", line.words.small
    of = word in small["of"] or word in small["regarding"]
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
    if opening is not None and opening.kinds & {"up", "down"} and not _begins_new(line, opening, left, True, has_head):
        return line.tokens[opening.last].start
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
    own = (percent or "than" in mark.kinds) and not has_head and bool(mark.kinds & {"up", "down"})
    passive = not percent and "reach" in mark.kinds
    return not (at_once and line.words.adjectives_before_noun and (own or passive))


def _dash(line: Line, at: int) -> bool:
    one = line.tokens[at]
    flat = line.text.flat
    return one.text == "-" and flat[one.start - 1 : one.start] == " " and not line.named[at]
