"""What a change or a ratio is measured against: the same period, the one before, the plan, the end of a year."""

from quarterdeck.core.periods import Period
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.lines import BASES, DELIMITERS, GOVERNORS, Line, Slot, clause_start
from quarterdeck.prose.periods import PeriodMention
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.words import Mark

_COMPARING = frozenset({"compare", "exceed", "comparative", "short"})
_PASSES = frozenset({"exceed", "short"})
_BASES = ("same", "previous", "year_end", "plan")
_NAMED = frozenset("ASQM")
_NEAR = 3
_OPENS = 1
# So many words and signs, of which the last is a comma, may open a sentence before it tells anything.
_OPENER = 4


def base_of(line: Line, slot: Slot) -> str:
    """What a percentage is measured against: same, previous, plan, year_end, or "" where nothing is said."""
    for mark in line.marks_in(slot.tail_start, slot.tail_end):
        if base := _base(line, mark):
            return base
    if of_planned(line, slot):
        return "plan"
    if dated := dated_base(line, slot.tail_start, slot.tail_end):
        return dated
    before = _base_before(line, slot) or dated_base(line, slot.head_start, slot.head_end)
    return before or _beside_bracket(line, slot)


def base_in_clause(line: Line, than: Mark) -> str:
    """The base in the clause that `than` opens: "5 million more than it took in the same period last year"."""
    for mark in line.marks_from(than.last, len(line.tokens)):
        between = line.tokens[than.last : mark.first]
        if any(one.text in DELIMITERS or one.text[0].isdigit() for one in between):
            return ""
        if mark.kinds & {"same", "previous"}:
            return _base(line, mark)
    return ""


def _beside_bracket(line: Line, slot: Slot) -> str:
    """The base right before the bracket of a number: "year-on-year (4.3%) and quarter-on-quarter (1.2%)"."""
    at = line.index(slot.quantity.start)
    if line.tokens[at - 1].text != "(":
        return ""
    beside = line.mark_at[at - 2] if at > 1 else None
    return _base(line, beside) if beside is not None and beside.kinds & {"on_year", "on_previous"} else ""


def of_planned(line: Line, slot: Slot) -> bool:
    """Whether it is a percentage of a planned amount that is printed behind it: "104% of the 3.7 billion target"."""
    following, first = line.number_after(slot.quantity.end), line.index(slot.quantity.end)
    if slot.quantity.unit != "%" or following is None or not _leads_on(line, first):
        return False
    number = line.index(following.start)
    marks = line.marks_from(first, line.index(following.end) + 1)
    plan = next((one for one in marks if one.kinds & {"plan", "plan_subject", "target"}), None)
    if plan is None or has_unknown(line, first + 1, min(plan.first, number)):
        return False
    return not any(one.text in DELIMITERS for one in line.tokens[first : min(plan.first, number)])


def _leads_on(line: Line, first: int) -> bool:
    """Whether a percentage is followed by what it is one of, or by what it lies above or below: "5% below the 3 billion
    target"."""
    mark = line.mark_at[first] if first < len(line.mark_at) else None
    than = mark is not None and mark.first == first and bool(mark.kinds & {"than", "short"})
    return than or (first < len(line.tokens) and line.tokens[first].text in line.words.small["of"])


def _base_before(line: Line, slot: Slot) -> str:
    """A base in the words before the number: "compared with March, prices rose", "exceeding the plan by"."""
    compared: Mark | None = None
    opening = False
    clause = clause_start(line, line.index(slot.head_start), line.index(slot.head_end))
    for mark in line.marks_in(slot.head_start, slot.head_end):
        if mark.kinds & _COMPARING and not mark.kinds & BASES:
            opens = mark.first <= _OPENS or _opens_behind(line, mark)
            opening = "compare" in mark.kinds and opens
            # In an earlier clause it speaks of the number only where it opens the sentence, or its part of one.
            compared = mark if mark.first >= clause or opens else None
        elif compared is not None and _passes_budget(compared, mark):
            return "plan"
        elif compared is not None and (opening or mark.first - compared.last <= _NEAR) and (base := _base(line, mark)):
            return base if opening or not _other_verb(line, compared, mark, slot) else ""
    return ""


def _opens_behind(line: Line, mark: Mark) -> bool:
    """Whether a comparison opens its part of a sentence, or stands behind a word or two that open it: "Như vậy, so với
    cùng kỳ năm trước, …"."""
    before = line.tokens[mark.first - 1].text
    opens = mark.first <= _OPENER and line.number_before(line.tokens[mark.first].start) is None
    return before == ";" or (before == "," and opens)


def _passes_budget(verb: Mark, mark: Mark) -> bool:
    """Whether a budget is right behind a verb of passing or missing it: "overshot the budget by 4%"."""
    return "budget" in mark.kinds and bool(verb.kinds & _PASSES) and mark.first == verb.last


def _other_verb(line: Line, compared: Mark, base: Mark, slot: Slot) -> bool:
    """Whether the comparison has its own verb and the number another:
    "was higher than last quarter as sales rose 5%"."""
    at = line.index(slot.head_end)
    verbs = [one for one in line.marks_from(base.last, at) if one.kinds & {"up", "down"}]
    return "comparative" in compared.kinds and bool(compared.kinds & {"up", "down"}) and bool(verbs)


def _base(line: Line, mark: Mark) -> str:
    if line.named[mark.first] and not mark.kinds & BASES:
        return ""
    if "previous" in mark.kinds and names_again(line, mark):
        return ""
    if any(one.first <= mark.first and mark.last <= one.last for one in line.indicators):
        return ""
    if "plan_subject" in mark.kinds:
        return "plan"
    return next((kind for kind in _BASES if kind in mark.kinds), "")


def names_again(line: Line, mark: Mark) -> bool:
    """Whether "during the quarter" only names again what the sentence speaks of: "In the fourth quarter services
    grew 6% during the quarter"."""
    if line.tokens[mark.first].text not in line.words.small["during"]:
        return False
    unit = line.tokens[mark.last - 1].text
    named = (one.start for one in line.periods if one.means == unit and not is_compared(line, one.start))
    return any(line.index(start) < mark.first for start in named)


def dated_base(line: Line, start: int, end: int) -> str:
    """A comparison with a period that is named by its date: "over the first quarter of 2023", "so với tháng 2"."""
    for one in line.periods:
        if not start <= one.start < end or not is_compared(line, one.start):
            continue
        if (later := to_next(line, one)) is not None:
            return "previous" if later.kind == "M" else "same"
        if one.period is None:
            if one.means == "month" and not one.dated:
                return "previous"
            continue
        spoken = (p.period for p in line.periods if p.period and not is_compared(line, p.start))
        return _between(next(spoken, line.current), one.period, one.dated, one.as_of)
    return ""


def to_next(line: Line, one: PeriodMention) -> Period | None:
    """The later of two months or years that a time names and between which something moved: "rose 0.6% from July to
    August 2018", "between 1996 and 1997"; None for all others."""
    if one.means not in ("from_to", "years") or one.period is None:
        return None
    at = line.index(one.start)
    opens = line.mark_at[at]
    between = any("between" in topic.kinds and topic.first == at for topic in line.topics)
    if not between and (opens is None or "source" not in opens.kinds):
        return None
    kind = "M" if one.means == "from_to" else "A"
    last = Period.of_day(one.period.last_day, kind)
    return last if last.previous() == Period.of_day(one.period.start, kind) else None


def _between(current: Period | None, base: Period, dated: bool, as_of: bool) -> str:
    """How the period `base` stands to the `current` one."""
    if as_of and base.kind == "A":
        return "year_end"
    if current is not None and current.start <= base.start and base.end < current.end:
        return "previous"
    if current is not None and not _NAMED & {current.kind, base.kind} and base.end == current.start:
        return "previous"
    if current is None or current.kind != base.kind:
        return "previous" if base.kind == "M" and not dated else "same"
    return "previous" if base.kind in ("M", "Q") and base == current.previous() else "same"


def is_compared(line: Line, place: int) -> bool:
    """Whether the word at `place` is what something is compared with, not what is spoken of."""
    if place not in line.compared:
        line.compared[place] = _is_compared(line, line.index(place))
    return line.compared[place]


def _is_compared(line: Line, at: int) -> bool:
    if _is_denominator(line, at):
        return True
    for mark in reversed(line.marks_from(0, at + 1)):
        if mark.last < at - 2:
            break
        near = at - 3 <= mark.last - 1 < at or (mark.first <= at < mark.last)
        directly = bool(mark.kinds & {"dated", "comparative"}) and mark.last == at
        if (near and mark.kinds & {"compare", "same", "source", "than"}) or directly:
            between = line.tokens[mark.last : at]
            if not any(one.text in ",;:()" for one in between):
                return True
    return False


def _is_denominator(line: Line, at: int) -> bool:
    """Whether an earlier period stands right behind a percentage: "32.6% of the first quarter of 2023"."""
    before = _percent_before(line, at)
    if before is None:
        return False
    last = line.index(before.end)
    return all(one.text in line.words.small["denominator"] for one in line.tokens[last:at]) or is_equalled(line, at)


def _percent_before(line: Line, at: int) -> Quantity | None:
    """The percentage before a period at token `at` that is earlier than the one under review."""
    period = next((one.period for one in line.periods if line.index(one.start) == at), None)
    if period is None or period.end > line.review.start:
        return None
    return next((one for one in reversed(line.quantities) if one.unit == "%" and line.index(one.end) <= at), None)


def is_equalled(line: Line, at: int) -> bool:
    """Whether a percentage tells how something stands to what it was in the earlier period at token `at`, with only a
    name between: "bằng 97% sản lượng vụ mùa năm 2030"."""
    before = None if line.words.adjectives_before_noun else _percent_before(line, at)
    if before is None:
        return False
    first, last = line.index(before.start), line.index(before.end)
    equals = any("equal" in one.kinds and one.last == first for one in line.marks_from(max(0, first - _NEAR), first))
    verbs = any(one.kinds & (GOVERNORS | BASES) for one in line.marks_from(last, at))
    signs = any(one.text in DELIMITERS for one in line.tokens[last:at])
    return equals and not (verbs or signs or any(line.numeric[last:at]))
