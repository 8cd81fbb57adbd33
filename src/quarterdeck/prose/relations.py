"""What a number says of its indicator: a level, a growth, an attainment, a ratio, a share."""

from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.prose.lines import BASES, GOVERNORS, Line, Slot, clause_start
from quarterdeck.prose.units import PERCENT
from quarterdeck.prose.words import Mark

HUNDRED = Decimal(100)
# Behind these, last year is what something is compared with.
_TOWARDS = frozenset({"compare", "dated", "source", "comparative", "than", "equal", "up", "down"})
_OF = frozenset({"of", "của"})


@dataclass(frozen=True, slots=True)
class Relation:
    """How a quantity relates to its indicator.

    `kind`: level, growth (base not named), growth_yoy, growth_prev, ratio_yoy, ratio_prev, yoy and prev (growth or
    ratio: the words allow both), pct_of_plan, share, portion, contribution, target, change, baseline, multiple, or
    "" for a percentage that says nothing more.
    `sign` is -1 for a fall; `over_plan` marks a percentage by which a plan was exceeded or missed;
    `start` and `end` are the places of the words that say so; `rules` name the rules that read it.
    """

    kind: str
    sign: int = 1
    over_plan: bool = False
    start: int = 0
    end: int = 0
    rules: tuple[str, ...] = ()


def relation_of(line: Line, slot: Slot, inherited: str = "") -> Relation:
    """The relation of `slot`; `inherited` is that of the list it continues ("…, services 6.32%")."""
    if slot.quantity.unit in PERCENT:
        return _percent(line, slot, inherited)
    return _amount(line, slot)


def _percent(line: Line, slot: Slot, inherited: str) -> Relation:
    governor, post = _governor(line, slot), _post_governor(line, slot)
    base = base_of(line, slot)
    if _is_baseline(line, slot):
        return Relation("baseline", rules=("baseline",))
    if slot.quantity.unit == "pp":
        contributes = governor is not None and "contribute" in governor.kinds
        return Relation("contribution" if contributes else "change", rules=("points",))
    moved = _direction(line, slot, governor, post, base)
    span = _span(line, slot, governor, post, base)
    if _planned(line, slot) and base != "plan":
        return Relation("target", moved or 1, rules=("planned",))
    if moved:
        return _growth(moved, base, span)
    return _of_base(line, slot, governor, base, inherited, span)


def _of_base(
    line: Line, slot: Slot, governor: Mark | None, base: str, inherited: str, span: tuple[int, int]
) -> Relation:
    """A percentage without a direction, by what it is a percentage of."""
    start, end = span
    if base == "plan":
        over = _exceeds(line, slot, governor)
        return Relation("pct_of_plan", 1, over, start, end, ("plan",))
    if governor is not None and governor.kinds & {"share", "contribute"}:
        return Relation("share", 1, False, start, end, ("share",))
    of = _opens_with_of(line, slot)
    if base in ("same", "previous"):
        if of or (governor is not None and _equals(line, governor)):
            kind = "ratio_yoy" if base == "same" else "ratio_prev"
            return Relation(kind, 1, False, start, end, ("ratio",))
        return Relation("yoy" if base == "same" else "prev", 1, False, start, end, ("bare", base))
    if of:
        return Relation("portion", 1, False, slot.quantity.start, slot.quantity.end, ("portion",))
    if inherited and governor is None:
        return Relation(inherited, 1, False, start, end, ("list",))
    return Relation("", 1, False, start, end, ("bare",))


def _growth(sign: int, base: str, span: tuple[int, int]) -> Relation:
    start, end = span
    if base == "plan":
        return Relation("pct_of_plan", sign, True, start, end, ("growth", "plan"))
    kind = {"same": "growth_yoy", "previous": "growth_prev", "year_end": "change"}.get(base, "growth")
    return Relation(kind, sign, False, start, end, ("growth", *([base] if base else [])))


def _amount(line: Line, slot: Slot) -> Relation:
    governor = _governor(line, slot)
    if slot.quantity.unit in ("times", "points", "times/"):
        return Relation("multiple", rules=("multiple",))
    if _is_baseline(line, slot):
        return Relation("baseline", rules=("baseline",))
    moves = governor is not None and bool(governor.kinds & {"up", "down"}) and "reach" not in governor.kinds
    if governor is not None and moves and _adjoins(line, governor, slot):
        return Relation("change", rules=("change",))
    if _planned(line, slot):
        return Relation("target", rules=("planned",))
    return Relation("level", rules=("level",))


# --- the words around a number ---------------------------------------------------------------------------------


def _visible(line: Line, mark: Mark) -> bool:
    """A word of growth counts even within the name of an indicator; other verbs in names do not."""
    return not line.named[mark.first] or bool(mark.kinds & {"up", "down"})


def _governor(line: Line, slot: Slot) -> Mark | None:
    """The last verb before the number."""
    found = [
        mark
        for mark in line.marks_in(slot.head_start, slot.head_end)
        if mark.kinds & GOVERNORS and _visible(line, mark)
    ]
    outside = [mark for mark in found if not line.named[mark.first]]
    return (outside or found)[-1] if found else None


def _post_governor(line: Line, slot: Slot) -> Mark | None:
    """A word of growth right behind the number: 18.00% higher than, a 9% rise."""
    at = line.index(slot.tail_start)
    for mark in line.marks_in(slot.tail_start, slot.tail_end):
        close = mark.first <= at + 1 and all(one.text in "-" for one in line.tokens[at : mark.first])
        if close and mark.kinds & {"up", "down"} and not line.named[mark.first]:
            return mark
        break
    return None


def base_of(line: Line, slot: Slot) -> str:
    """What a percentage is measured against: same, previous, plan, year_end, or "" where nothing is said."""
    for mark in line.marks_in(slot.tail_start, slot.tail_end):
        if base := _base(line, mark):
            return base
    if dated := _dated_base(line, slot.tail_start, slot.tail_end):
        return dated
    compared: Mark | None = None
    for mark in line.marks_in(slot.head_start, slot.head_end):
        if mark.kinds & {"compare", "exceed", "comparative"} and not mark.kinds & BASES:
            compared = mark
        elif compared is not None and mark.first - compared.last <= 3 and (base := _base(line, mark)):
            return base
    return _dated_base(line, slot.head_start, slot.head_end)


def _base(line: Line, mark: Mark) -> str:
    if line.named[mark.first] and not mark.kinds & {"same", "previous", "plan"}:
        return ""
    if any(one.first <= mark.first and mark.last <= one.last for one in line.indicators):
        return ""
    return next((kind for kind in ("same", "previous", "year_end", "plan") if kind in mark.kinds), "")


def _dated_base(line: Line, start: int, end: int) -> str:
    """A comparison with a period that is named by its date: "over the first quarter of 2023", "so với tháng 2"."""
    for one in line.periods:
        if one.period is None or not start <= one.start < end:
            continue
        if is_compared(line, one.start):
            current = next((p.period for p in line.periods if p.period and not is_compared(line, p.start)), None)
            if current is not None and one.period == current.previous() and current.kind in ("M", "Q"):
                return "previous"
            earlier_month = current is None and one.period.kind == "M" and not one.dated
            return "previous" if earlier_month else "same"
    return ""


def is_compared(line: Line, place: int) -> bool:
    """Whether the word at `place` is what something is compared with, not what is spoken of."""
    at = line.index(place)
    for mark in line.marks:
        near = at - 3 <= mark.last - 1 < at or (mark.first <= at < mark.last)
        directly = "dated" in mark.kinds and mark.last == at
        if (near and mark.kinds & {"compare", "same", "source", "than"}) or directly:
            between = line.tokens[mark.last : at]
            if not any(one.text in ",;:()" for one in between):
                return True
    return False


def _is_baseline(line: Line, slot: Slot) -> bool:
    """Whether the number itself is what something is compared with: up from 10%, than 5,000, so với mức 8%."""
    at = line.index(slot.quantity.start)
    for mark in line.marks_in(slot.before, slot.head_end):
        if not mark.kinds & {"compare", "source", "than", "comparative"}:
            continue
        between = line.tokens[mark.last : at]
        if not between and "comparative" not in mark.kinds:
            return True
        if between and _is_article(line, mark.last, at):
            return True
    if slot.gap_start < slot.head_start:
        gap = line.marks_in(slot.gap_start, slot.head_start)
        if any(mark.kinds & {"than", "times", "comparative"} for mark in gap):
            return True
    return _of_last_year(line, slot) and not _base_in_tail(line, slot)


def _of_last_year(line: Line, slot: Slot) -> bool:
    """Whether last year is the subject: "(cùng kỳ tăng 10,2%)", "the same period saw 8.1%"."""
    before: Mark | None = None
    for mark in line.marks_in(slot.head_start, slot.head_end):
        if "same" in mark.kinds and "on_year" not in mark.kinds:
            compared = (
                before is not None and before.last >= mark.first - 2 and before.kinds & _TOWARDS
            )
            return not compared
        before = mark
    return False


def _is_article(line: Line, at: int, end: int) -> bool:
    return any(mark.first == at and mark.last == end and "article" in mark.kinds for mark in line.marks)


def _base_in_tail(line: Line, slot: Slot) -> bool:
    return any(mark.kinds & BASES for mark in line.marks_in(slot.tail_start, slot.tail_end))


def _direction(line: Line, slot: Slot, governor: Mark | None, post: Mark | None, base: str) -> int:
    """1 for a rise, -1 for a fall, 0 where the words say neither."""
    if governor is not None and governor.kinds & {"up", "down"}:
        return _sign(governor)
    if governor is None or post is not None:
        return _sign(post) if post is not None else 0
    if base in ("plan", "same") and (_opens_with_of(line, slot) or _equals(line, governor)):
        return 0
    if base == "plan" or governor.kinds & {"share", "contribute", "exceed"}:
        return 0
    noun = _noun_of_growth(line, slot, governor)
    return _sign(noun) if noun is not None else 0


def _sign(mark: Mark) -> int:
    return -1 if "down" in mark.kinds else 1


def _noun_of_growth(line: Line, slot: Slot, governor: Mark) -> Mark | None:
    """ "the growth rate reached", "mức tăng đạt": the noun of growth in the same clause as its verb."""
    first = line.index(slot.head_start)
    clause = clause_start(line, first, governor.first)
    found = [mark for mark in line.marks if clause <= mark.first < governor.first and mark.kinds & {"up", "down"}]
    return found[-1] if found else None


def _equals(line: Line, governor: Mark) -> bool:
    """Verbs that make a ratio, whatever stood before: equal to 66.5%, bằng 66,5%."""
    return "equal" in governor.kinds


def _opens_with_of(line: Line, slot: Slot) -> bool:
    at = line.index(slot.tail_start)
    return at < len(line.tokens) and line.tokens[at].start < slot.tail_end and line.tokens[at].text in _OF


def _exceeds(line: Line, slot: Slot, governor: Mark | None) -> bool:
    """Whether the percentage is what lies above the plan: exceeding it by 3%, 3% over the plan, vượt 3%."""
    if governor is not None and "exceed" in governor.kinds:
        return True
    hedges = line.marks_in(slot.quantity.start, slot.quantity.number_start)
    if any("exceed" in mark.kinds for mark in hedges):
        return True
    at = line.index(slot.tail_start)
    opens = any(mark.first == at and "beyond" in mark.kinds for mark in line.marks_in(slot.tail_start, slot.tail_end))
    return opens and (governor is None or "reach" not in governor.kinds)


def _planned(line: Line, slot: Slot) -> bool:
    """Whether the number is meant, not reached: a target of, will reach, phấn đấu đạt."""
    first = line.index(slot.head_start)
    stop = line.index(slot.head_end)
    clause = clause_start(line, first, stop)
    for mark in line.marks:
        if mark.first >= stop:
            return False
        if line.named[mark.first]:
            continue
        planned = "target" in mark.kinds and clause <= mark.first
        subject = "plan_subject" in mark.kinds and (mark.first <= 1 or clause <= mark.first)
        if planned or (subject and not _compared(line, mark)):
            return True
    return False


def _compared(line: Line, mark: Mark) -> bool:
    """Whether a plan is only what something is compared with: so với kế hoạch, exceeding the plan."""
    return any(
        mark.first - 2 <= one.last <= mark.first and one.kinds & {"compare", "exceed", "reach", "beyond"}
        for one in line.marks
    )


def _adjoins(line: Line, mark: Mark, slot: Slot) -> bool:
    """Whether only small words stand between `mark` and the number."""
    at = line.index(slot.quantity.start)
    between = line.tokens[mark.last : at]
    return len(between) <= 2 and not any(one.text in ",;:()" for one in between)


def _span(line: Line, slot: Slot, governor: Mark | None, post: Mark | None, base: str) -> tuple[int, int]:
    """The number with its verb and its base: "equal to 32.6% of the estimate"."""
    start, end = slot.quantity.start, slot.quantity.end
    if governor is not None and _adjoins(line, governor, slot):
        start = line.tokens[governor.first].start
    if post is not None:
        end = line.tokens[post.last - 1].end
    if base:
        for mark in line.marks_in(slot.tail_start, slot.tail_end):
            if mark.kinds & BASES:
                end = max(end, line.tokens[mark.last - 1].end)
    return start, end
