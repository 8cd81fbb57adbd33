"""What is told in points: a difference of two rates, also where it is printed as a percentage."""

from quarterdeck.prose.claims.changes import moved
from quarterdeck.prose.claims.told import Saying, Told
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.governing import governor_of, post_governor_of
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import PERCENT
from quarterdeck.prose.words import Mark

_GROWTHS = frozenset({"growth", "growth_yoy", "growth_prev", "change"})
_MOVES = frozenset({"up", "down"})
_NAMES = frozenset({"rate", "growth"})
_RATES = frozenset({"rate", "speed"})
# No phrase has so many words.
_NEAR, _WIDEST = 2, 20


def points(line: Line, slot: Slot, relation: Relation, told: Told) -> Saying:
    """What a number in points says: what something adds to a growth, a change of a rate, or neither."""
    contributed = any("contribute" in one.kinds for one in line.marks_in(slot.head_start, slot.quantity.start))
    contributed |= slot.quantity.unit == "pp" and _is_made(line, slot)
    if contributed or relation.plain == "contribution" or (told.last == "contribution" and not relation.base):
        return Saying("contribution")
    if relation.base not in ("", "plan"):
        return Saying(moved(line, slot, relation, told))
    return Saying("other")


def _is_apposed(line: Line, slot: Slot) -> bool:
    """Whether the number says behind a comma how much a growth differs from another: "rose 5% in May, 1% more than in
    April"."""
    at = line.index(slot.quantity.start)
    before, post = line.number_before(slot.quantity.start), post_governor_of(line, slot)
    if before is None or before.unit not in PERCENT or post is None or "than" not in post.kinds:
        return False
    first = line.index(before.end)
    verbs = any(one.kinds & (_MOVES | {"reach", "split"}) for one in line.marks_from(first, at))
    return line.tokens[at - 1].text == "," and not verbs and not has_unknown(line, first, at)


def adds_to_growth(line: Line, slot: Slot, told: Told) -> bool:
    """Whether a percentage tells how much of a growth comes from one part: "contributed 40% to the increase in output";
    so does one that goes on with such a list: "; services contributed 28%"."""
    governor = governor_of(line, slot)
    if governor is None or "contribute" not in governor.kinds:
        return False
    first = stop = line.index(slot.quantity.end)
    ordered = {at for one in line.of_kind("respectively") for at in (one.first - 1, one.last)}
    while stop < len(line.tokens) and (line.numeric[stop] or stop in ordered or line.tokens[stop].text not in ",;:.)"):
        stop += 1
    if any(one.kinds & _MOVES for one in line.marks_from(first, stop)):
        return True
    return stop == first and told.still == "contribution"


def _is_made(line: Line, slot: Slot) -> bool:
    """Whether something else makes the move: "làm CPI chung tăng 0,04 điểm phần trăm"."""
    words = line.tokens[line.index(slot.head_start) : line.index(slot.quantity.start)]
    return any(one.text in line.words.small["making"] for one in words)


def in_points(line: Line, slot: Slot, relation: Relation, told: Told) -> bool:
    """Whether a percentage is a difference of two rates: "revised up 0.3%", "tỷ lệ hộ nghèo giảm 1,2%".

    So is what lies above or below a planned rate, "tăng trưởng đạt 7%, cao hơn 0,5% so với kịch bản", and what a rate
    that was told before moved by: "tốc độ tăng trưởng đạt 11%, tăng 0,3% so với năm 2022".
    """
    if relation.onto or relation.kind == "baseline":
        return False
    at = line.index(slot.quantity.start)
    marks = [one for one in line.marks_from(at - _WIDEST, at) if at - _NEAR <= one.last <= at]
    if any(_revises(line, slot, one) for one in marks):
        return True
    beside = not has_unknown(line, line.index(slot.before), at)
    over = relation.plain == "pct_of_plan" and (relation.over_plan or (beside and told.last == "share"))
    if relation.plain not in _GROWTHS and not over:
        return False
    named = [one for one in line.topics_in(slot.head_start, slot.quantity.start) if one.kinds & _NAMES]
    # "With a 5% share of output, poultry grew by 2%": there the rate is that of the number before.
    owned = slot.before > line.start and bool(named) and named[-1].first == line.index(slot.before)
    if named and "rate" in named[-1].kinds and not owned:
        return relation.plain != "pct_of_plan"
    if told.last in ("growth_yoy", "growth_prev") and relation.base and _is_apposed(line, slot):
        return True
    if told.rate and beside and relation.plain in _GROWTHS and relation.base:
        return True
    apart = any(one.kinds & {"comparative", "exceed"} and one.last >= at - 1 for one in marks)
    if relation.plain == "pct_of_plan" and beside and told.last == "share":
        return apart
    above = any("comparative" in one.kinds and one.last >= at - 1 for one in marks)
    if told.nature != "growth_yoy" or relation.plain != "pct_of_plan":
        return False
    return above or (relation.over_plan and beside and _is_less(line, slot))


def _is_less(line: Line, slot: Slot) -> bool:
    """Whether a growth was told right before that is more than the number: "tăng 7,4%, vượt mục tiêu 0,4%"."""
    before = line.number_before(slot.quantity.start)
    if before is None or before.unit != "%" or not before.values or not slot.quantity.values:
        return False
    # "Thu đạt 9 tỷ đồng, tăng 13%, vượt 2% kế hoạch": what passes the plan is the amount.
    level = line.number_before(before.start)
    return (level is None or level.unit in PERCENT) and slot.quantity.values[0] < before.values[0]


def is_rate(line: Line, slot: Slot) -> bool:
    """Whether the number is where a rate stands, by its name and a verb that moves nothing: "tốc độ tăng đạt 7%"."""
    if slot.quantity.unit not in PERCENT:
        return False
    governor = governor_of(line, slot)
    if governor is None or governor.kinds & _MOVES or "reach" not in governor.kinds:
        return False
    return any(one.kinds & _RATES for one in line.topics_in(slot.gap_start, slot.quantity.start))


def _revises(line: Line, slot: Slot, mark: Mark) -> bool:
    """Whether something was revised by the number, not to it and not "after a revised 0.1 pct"."""
    following = next((one for one in line.quantities if one.start >= slot.quantity.end), None)
    if following is not None and following.unit not in PERCENT:
        return False
    if "revised" not in mark.kinds or line.tokens[line.index(slot.quantity.start) - 1].text in line.words.small["onto"]:
        return False
    return mark.first == 0 or line.tokens[mark.first - 1].text not in line.words.small["determiners"]
