"""What the words right beside a percentage make of it: a part of a whole, a size of a move, a rate that moved."""

from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.units import PERCENT

# Small words between a number and what leads to it.
_NEAR = 2


def is_of_total(line: Line, slot: Slot) -> bool:
    """Whether the whole behind "of" is named as one: "61.5% of the total"."""
    at = line.index(slot.quantity.end)
    return any("whole" in one.kinds and one.first == at + 1 for one in line.topics_in(slot.quantity.end, line.end))


def is_named_behind(line: Line, slot: Slot) -> bool:
    """Whether the number is the size of what is named behind it, neither growth nor share: "a 31 pct devaluation"."""
    first, at = line.index(slot.quantity.start), line.index(slot.quantity.end)
    if first == 0 or line.tokens[first - 1].text not in line.words.small["determiners"]:
        return False
    return any("other" in one.kinds and one.first == at for one in line.topics_in(slot.quantity.end, line.end))


def follows_points(line: Line, slot: Slot) -> bool:
    """Whether a rate moved by points to the number: "rose by 3.4 percentage points to 87.2 per cent"."""
    at = line.index(slot.quantity.start)
    before = line.number_before(slot.quantity.start)
    if before is None or before.unit != "pp" or not 0 < at - line.index(before.end) <= _NEAR + 1:
        return False
    return line.tokens[line.index(before.end)].text in line.words.small["onto"]


def is_paced(line: Line, slot: Slot) -> bool:
    """Whether a verb whose subject is itself a rate leads to the number: "manufacturing moderated to 6.7%"."""
    at = line.index(slot.quantity.start)
    return any(
        "pace" in one.kinds and one.last == at - 1 for one in line.topics_in(slot.head_start, slot.quantity.start)
    )


def is_comprised(line: Line, slot: Slot) -> bool:
    """Whether a verb of parts stands right before the number: "foreign capital comprised 77%"."""
    at = line.index(slot.quantity.start)
    return any("exhaustive" in one.kinds and one.last == at for one in line.marks_from(at - _NEAR, at))


def is_of_which(line: Line, slot: Slot) -> bool:
    """Whether the number is a part of what was named before: "debt, more than half of which is domestic"."""
    at = line.index(slot.quantity.end)
    return any(one.first == at and "breakdown" in one.kinds for one in line.marks_from(at, at + 1))


def is_unlike(line: Line, slot: Slot) -> bool:
    """Whether the number is measured against no time before: "23% above normal"."""
    unlike = "unlike" in line.topic_kinds
    return unlike and any("unlike" in one.kinds for one in line.topics_in(slot.tail_start, slot.tail_end))


def is_added(line: Line, slot: Slot) -> bool:
    """Whether brackets add the percentage to an amount: "184,000 persons (13.9%)"."""
    before = next((one for one in reversed(line.quantities) if one.end <= slot.quantity.start), None)
    if before is None or before.unit in PERCENT | {"rank", "times", ""}:
        return False
    return line.text.flat[before.end : slot.quantity.start].strip() == "("
