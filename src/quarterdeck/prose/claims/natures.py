"""What a percentage of a subject says by the nature of the subject: a rate of growth, a share, an attainment."""

from collections.abc import Sequence

from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.words import Mark

_NATURES = {
    "growth": "growth_yoy",
    "share": "share",
    "other": "other",
    "attained": "pct_of_plan",
    "stock": "stock",
    "rate": "share",
    "move": "growth_yoy",
    "added": "contribution",
}
_SILENT = 3
# No more nouns narrow another.
_NARROWED = 4
_BREAKS = frozenset(";:()")
_VERBS = frozenset({"up", "down", "reach"})


def nature_of(line: Line, slot: Slot) -> str:
    """What a percentage of the subject that the words around name would say, "" where they name none that is known."""
    named = [one for one in line.topics_in(slot.gap_start, slot.quantity.start) if _is_named(line, one)]
    for one in reversed(named):
        if _nature(one):
            head = _head_of(line, one, named)
            # "The contribution of fish to GDP" is a share of it, that to its growth a part of that.
            return "share" if head is not one and "added" in head.kinds and "whole" in one.kinds else _nature(head)
    at = line.index(slot.quantity.end)
    near = [one for one in line.topics_in(slot.quantity.end, slot.tail_end) if one.first <= at + 1]
    return _nature(near[0]) if near else _is_share(line, slot, at)


def _is_share(line: Line, slot: Slot, at: int) -> str:
    """ "share" where that noun stands right behind a percentage, whatever number it leads on to: "a 5% share of"."""
    if slot.quantity.unit != "%" or not line.words.adjectives_before_noun:
        return ""
    named = any(one.first == at and "share" in one.kinds for one in line.topics_in(slot.quantity.end, line.end))
    return "share" if named else ""


def _is_named(line: Line, topic: Mark) -> bool:
    """Whether a topic names something: "a rise in prices" does, "would rise to" only tells where a rate went."""
    moves = "move" in topic.kinds and topic.last < len(line.tokens)
    return not moves or line.tokens[topic.last].text not in line.words.small["moving"]


def _head_of(line: Line, topic: Mark, named: Sequence[Mark]) -> Mark:
    """The noun that `topic` only narrows: "the share of industry in GDP" is a share, "the growth of loans" growth."""
    of = line.words.small["attaching"]
    before = [one for one in named if one.first < topic.first]
    for one in before[-_NARROWED:]:
        opens = line.tokens[one.last - 1].text in of or line.tokens[one.last].text in of
        between = line.marks_from(one.last, topic.first)
        broken = any(token.text in _BREAKS for token in line.tokens[one.last : topic.first])
        verbs = any(mark.kinds & _VERBS and "toward" not in mark.kinds for mark in between)
        if opens and _nature(one) and not broken and not verbs:
            return one
    return topic


def _nature(topic: Mark) -> str:
    return next((says for kind, says in _NATURES.items() if kind in topic.kinds), "")


def is_part(line: Line, slot: Slot, told: Told) -> bool:
    """Whether the whole stands right behind the percentage: "1.8% GDP", "60% tổng chi"."""
    at = line.index(slot.quantity.end)
    if any(one.first == at and "whole" in one.kinds for one in line.topics_in(slot.quantity.end, slot.tail_end)):
        return True
    if line.tokens[0].text in line.words.small["of"] and not told.percent and slot.before == line.start:
        # "Of the capital assigned, 5% was disbursed" is measured by the plan.
        return not any("plan" in one.kinds for one in line.marks_in(line.start, slot.quantity.start))
    first = line.index(slot.quantity.start)
    counted = told.last == "level" and line.tokens[first - 2].text == ","
    opens = line.tokens[first - 1].text == "," or (first > 1 and counted)
    if opens and not told.percent and any("among" in one.kinds and one.first == 0 for one in line.topics):
        return True
    if line.words.adjectives_before_noun or at >= len(line.tokens) or not line.tokens[at].text[0].isalpha():
        return False
    return line.tokens[at].start < slot.tail_end and not line.named[at] and not line.marks_from(at, at + 1)


def begins_move(line: Line, slot: Slot) -> bool:
    """Whether a rate that is named here moved from the number: "tỷ lệ hộ nghèo giảm từ 5% xuống còn 3%"."""
    at = line.index(slot.quantity.start)
    return any("source" in one.kinds and one.last == at for one in line.marks_from(max(0, at - 2), at))


def has_subject(line: Line, slot: Slot, told: Told) -> bool:
    """Whether words before the number may name a subject of its own."""
    first, stop = line.index(slot.head_start), line.index(slot.quantity.start)
    return (told.past and stop - first > _SILENT) or has_unknown(line, first, stop)
