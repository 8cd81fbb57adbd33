"""What a number says of its indicator: a level, a growth, an attainment, a ratio, a share."""

from typing import NamedTuple

from quarterdeck.prose.bases import base_in_clause, base_of
from quarterdeck.prose.governing import (
    adjoins,
    equals,
    exceeds,
    governor_of,
    has_whole,
    is_baseline,
    is_bracketed_rate,
    is_planned,
    is_share_of_named,
    moves_onto,
    noun_of_growth,
    opens_with_of,
    parts_whole,
    post_governor_of,
    says_itself,
)
from quarterdeck.prose.lines import BASES, Line, Slot
from quarterdeck.prose.units import MONEY, PERCENT
from quarterdeck.prose.words import Mark

# The words of a sentence among which its whole is named.
_OPENS = 2
_RATIOS = frozenset({"ratio_yoy", "ratio_prev"})
# Behind these, points are a part of a growth.
_PARTS = frozenset({"share", "contribute", "adds"})


class Relation(NamedTuple):
    """How a quantity relates to its indicator.

    `kind`: level, growth (base not named), growth_yoy, growth_prev, ratio_yoy, ratio_prev, yoy and prev (growth or
    ratio: the words allow both), pct_of_plan, share, portion, contribution, target, change, baseline, multiple, or
    "" for a percentage that says nothing more.
    `sign` is -1 for a fall; `over_plan` marks a percentage by which a plan was exceeded or missed;
    `start` and `end` are the places of the words that say so; `rules` name the rules that read it. `plain` is the kind
    that the words make of the number whether or not it is a goal or only compared with, `base` what a percentage is
    measured against; `onto` marks one that something moved to ("fell to 5%"), which is the rate itself; `own` marks a
    number that others are compared with and that says itself how it moved ("after a fall of 3%");
    `equal` one behind a verb that makes a ratio (bằng, equal to).
    """

    kind: str
    sign: int = 1
    over_plan: bool = False
    start: int = 0
    end: int = 0
    rules: tuple[str, ...] = ()
    plain: str = ""
    base: str = ""
    onto: bool = False
    own: bool = False
    equal: bool = False


def relation_of(line: Line, slot: Slot) -> Relation:
    """The relation of the number of `slot`, by the words around it."""
    return _percent(line, slot) if slot.quantity.unit in PERCENT else _amount(line, slot)


def _percent(line: Line, slot: Slot) -> Relation:
    governor, post = governor_of(line, slot), post_governor_of(line, slot)
    base = base_of(line, slot)
    if base == "plan" and parts_whole(line, slot):
        base = ""
    plain = _plain_percent(line, slot, governor, post, base)
    if is_baseline(line, slot):
        return _compared_with(plain, says_itself(line, slot, governor, post))
    if slot.quantity.unit != "pp" and base != "plan" and is_planned(line, slot):
        return plain._replace(kind="target", over_plan=False, start=0, end=0, rules=("planned", *plain.rules))
    return plain


def _compared_with(plain: Relation, own: bool) -> Relation:
    """The relation of a number that another is compared with; how the other moved says nothing of this one."""
    if plain.plain in _RATIOS and not plain.equal:
        plain = plain._replace(plain="")  # "Faster than the 9% of the year before".
    sign = plain.sign if own else 1
    rules = ("baseline", *plain.rules)
    return plain._replace(kind="baseline", sign=sign, own=own, over_plan=False, start=0, end=0, rules=rules)


def _plain_percent(line: Line, slot: Slot, governor: Mark | None, post: Mark | None, base: str) -> Relation:
    """The relation of a percentage by its own words alone."""
    moved = _direction(line, slot, governor, post, base)
    onto = governor is not None and post is None and moves_onto(line, slot, governor)
    if slot.quantity.unit == "pp":
        kind = "contribution" if governor is not None and governor.kinds & _PARTS else "change"
        return Relation(kind, moved or 1, rules=("points",), plain=kind, base=base, onto=onto)
    span = _span(line, slot, governor, post, base)
    apart = governor is not None and post is None and not slot.quantity.sign and not adjoins(line, governor, slot)
    if base == "" and apart and opens_with_of(line, slot) and has_whole(line, slot):
        moved = 0
    found = _growth(moved, base, span) if moved else _of_base(line, slot, governor, base, span)
    equal = governor is not None and equals(line, governor)
    return Relation(
        found.kind, found.sign, found.over_plan, found.start, found.end, found.rules, found.kind, base, onto,
        found.own, equal,
    )  # fmt: skip


def _of_base(line: Line, slot: Slot, governor: Mark | None, base: str, span: tuple[int, int]) -> Relation:
    """A percentage without a direction, by what it is a percentage of."""
    start, end = span
    if base == "plan":
        over = exceeds(line, slot, governor)
        return Relation("pct_of_plan", 1, over, start, end, ("plan",))
    if governor is not None and "contribute" in governor.kinds and _of_growth(line, slot):
        return Relation("contribution", 1, False, start, end, ("share",))
    if governor is not None and governor.kinds & {"share", "contribute"}:
        return Relation("share", 1, False, start, end, ("share",))
    of = opens_with_of(line, slot) or (governor is None and is_share_of_named(line, slot))
    if base in ("same", "previous") and of and has_whole(line, slot):
        return Relation("portion", 1, False, slot.quantity.start, slot.quantity.end, ("portion",))
    if base in ("same", "previous"):
        if of or (governor is not None and equals(line, governor)):
            kind = "ratio_yoy" if base == "same" else "ratio_prev"
            return Relation(kind, 1, False, start, end, ("ratio",))
        if exceeds(line, slot, governor):
            kind = "growth_yoy" if base == "same" else "growth_prev"
            return Relation(kind, 1, False, start, end, ("growth", base))
        return Relation("yoy" if base == "same" else "prev", 1, False, start, end, ("bare", base))
    if of and not _of_time(line, slot):
        return Relation("portion", 1, False, slot.quantity.start, slot.quantity.end, ("portion",))
    return Relation("", 1, False, start, end, ("bare",))


def _of_growth(line: Line, slot: Slot) -> bool:
    """Whether the whole of which a part is told is a growth: "Trong mức tăng chung, … đóng góp 9,2%"."""
    if line.words.adjectives_before_noun:
        # There the names of what grows are among these: "contributed 34% to GDP"; see `adds_to_growth`.
        return False
    named = [one for one in line.topics_in(line.start, slot.tail_end) if "growth" in one.kinds]
    return any(one.first <= _OPENS or line.tokens[one.first].start >= slot.quantity.end for one in named)


def _of_time(line: Line, slot: Slot) -> bool:
    """Whether "of" attaches only a time to the number: "7,3% của quý 1 và 7,9% của quý 2"."""
    at = line.index(slot.tail_start) + 1
    return at < len(line.tokens) and any(one.start == line.tokens[at].start for one in line.times)


def _growth(sign: int, base: str, span: tuple[int, int]) -> Relation:
    start, end = span
    if base == "plan":
        return Relation("pct_of_plan", sign, True, start, end, ("growth", "plan"))
    kind = {"same": "growth_yoy", "previous": "growth_prev", "year_end": "change"}.get(base, "growth")
    return Relation(kind, sign, False, start, end, ("growth", *([base] if base else [])))


def _amount(line: Line, slot: Slot) -> Relation:
    governor = governor_of(line, slot)
    plain = _plain_amount(line, slot, governor)
    if plain.kind == "multiple":
        return plain
    if is_baseline(line, slot):
        return _compared_with(plain, says_itself(line, slot, governor, None))
    if plain.kind == "level" and is_planned(line, slot):
        return plain._replace(kind="target", rules=("planned",))
    return plain


def _plain_amount(line: Line, slot: Slot, governor: Mark | None) -> Relation:
    """The relation of an amount or a count by its own words alone."""
    if slot.quantity.unit in ("times", "times/"):
        return Relation("multiple", rules=("multiple",), plain="multiple")
    if governor is not None and governor.kinds & {"share", "contribute"}:
        return Relation("contribution", rules=("share",), plain="contribution")
    by = line.tokens[line.index(slot.quantity.start) - 1].text in line.words.small["by"]
    moves = governor is not None and bool(governor.kinds & {"up", "down"}) and (by or "reach" not in governor.kinds)
    lost = governor is not None and "outcome" in governor.kinds and slot.quantity.unit in MONEY
    # "Was well above the 57 million of December": a level that another is compared with.
    passes = governor is not None and not by and "than" in governor.kinds and is_baseline(line, slot)
    moves = moves and not lost and not passes and not _is_named_level(line, slot, governor)
    post = post_governor_of(line, slot)
    base = base_of(line, slot) or base_in_clause(line, post) if post is not None and "than" in post.kinds else ""
    if post is not None and base in ("same", "previous", "year_end"):
        return Relation("change", _sign(post), rules=("change", base), plain="change", base=base)
    if _is_size_of_move(line, slot):
        at = line.index(slot.quantity.end)
        fell = any("down" in one.kinds for one in line.marks_from(at, at + 1))
        return Relation("change", -1 if fell else 1, rules=("change",), plain="change", base=base)
    if governor is not None and moves and (by or adjoins(line, governor, slot)) and not _from(line, governor, slot):
        return Relation("change", _sign(governor), rules=("change",), plain="change", base=base_of(line, slot))
    return Relation("level", rules=("level",), plain="level")


def _is_named_level(line: Line, slot: Slot, governor: Mark | None) -> bool:
    """Whether an amount is named as the level that another lies above: "cao hơn mức 5 tỷ đồng", not "cao hơn 5 tỷ"."""
    at = line.index(slot.quantity.start)
    named = line.mark_at[at - 1] if at else None
    level = named is not None and "article" in named.kinds and not named.kinds & {"up", "down"}
    return level and governor is not None and "comparative" in governor.kinds


def _is_size_of_move(line: Line, slot: Slot) -> bool:
    """Whether an amount is how much something moved by: "a 40 million dollar increase in fees"."""
    first, at = line.index(slot.quantity.start), line.index(slot.quantity.end)
    if first == 0 or line.tokens[first - 1].text not in line.words.small["determiners"]:
        return False
    return any("move" in one.kinds and one.first == at for one in line.topics_in(slot.quantity.end, line.end))


def _from(line: Line, governor: Mark, slot: Slot) -> bool:
    """Whether the number is where the move began: "grew from 5 million"."""
    at = line.index(slot.quantity.start)
    begins = line.marks_from(governor.last, at)
    return any("source" in one.kinds or line.tokens[one.first].text in line.words.small["from"] for one in begins)


def _direction(line: Line, slot: Slot, governor: Mark | None, post: Mark | None, base: str) -> int:
    """1 for a rise, -1 for a fall, 0 where neither the words nor a sign say so."""
    if slot.quantity.sign:
        # "Eased to -2.5%" is the rate that it came to.
        return 0 if governor is not None and post is None and moves_onto(line, slot, governor) else 1
    if governor is not None and governor.kinds & {"up", "down"}:
        if post is not None and _from(line, governor, slot):
            return _sign(post)  # "Rebounding from a 3% decline".
        stands = is_bracketed_rate(line, slot, governor) or (post is None and moves_onto(line, slot, governor))
        return 0 if stands else _sign(governor)
    if governor is None or post is not None:
        return _sign(post) if post is not None else 0
    if base in ("plan", "same") and (opens_with_of(line, slot) or equals(line, governor)):
        return 0
    if base == "plan" or governor.kinds & {"share", "contribute", "exceed"}:
        return 0
    if moves_onto(line, slot, governor):
        return 0
    noun = noun_of_growth(line, slot, governor)
    return _sign(noun) if noun is not None else 0


def _sign(mark: Mark) -> int:
    return -1 if "down" in mark.kinds else 1


def _span(line: Line, slot: Slot, governor: Mark | None, post: Mark | None, base: str) -> tuple[int, int]:
    """The number with its verb and its base: "equal to 32.6% of the estimate"."""
    start, end = slot.quantity.start, slot.quantity.end
    if governor is not None and adjoins(line, governor, slot):
        start = line.tokens[governor.first].start
    if post is not None:
        end = line.tokens[post.last - 1].end
    if base:
        for mark in line.marks_in(slot.tail_start, slot.tail_end):
            if mark.kinds & BASES:
                end = max(end, line.tokens[mark.last - 1].end)
    return start, end
