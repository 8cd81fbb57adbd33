"""The words around a number that say what it means: its verb, its base, what it is only compared with."""

from quarterdeck.prose.lines import BASES, GOVERNORS, Line, Slot, clause_start, leads_to
from quarterdeck.prose.words import Mark

# Behind these, last year is what something is compared with.
_LINKS = frozenset({"compare", "source", "than", "comparative"})
# Behind "from" these make a number the least or the most that is meant.
_BOUNDS = frozenset({"at_least", "at_most"})
_GOVERNED = (GOVERNORS - {"up", "down"}) | BASES
# Words between a rate and what it came from: "in 2017".
_NEAR = 3
_PASSING = frozenset({"exceed", "beyond"})
_PLANNING = frozenset({"planned_after", "target", "plan_subject"})
_TOWARDS = frozenset({"compare", "dated", "source", "comparative", "than", "equal", "up", "down"})


def _visible(line: Line, mark: Mark) -> bool:
    """A word of growth counts even within the name of an indicator; other verbs in names do not."""
    return not line.named[mark.first] or bool(mark.kinds & {"up", "down"})


def governor_of(line: Line, slot: Slot) -> Mark | None:
    """The last verb before the number."""
    place = slot.quantity.start
    if place not in line.governors:
        line.governors[place] = _governor(line, slot)
    return line.governors[place]


def _governor(line: Line, slot: Slot) -> Mark | None:
    found = [
        mark
        for mark in line.marks_in(slot.head_start, slot.head_end)
        if mark.kinds & GOVERNORS and _visible(line, mark) and leads_to(line, mark, slot.quantity.start)
    ]
    outside = [mark for mark in found if not line.named[mark.first]]
    chosen = outside or found
    if len(chosen) > 1 and "toward" in chosen[-1].kinds and "share" in chosen[-2].kinds:
        return chosen[-2] if chosen[-2].last == chosen[-1].first else chosen[-1]  # "chiếm tới 85%"
    return chosen[-1] if chosen else None


def post_governor_of(line: Line, slot: Slot) -> Mark | None:
    """A word of growth right behind the number: 18.00% higher than, a 9% rise."""
    at = line.index(slot.tail_start)
    for mark in line.marks_in(slot.tail_start, slot.tail_end):
        close = mark.first <= at + 1 and all(one.text in "-" for one in line.tokens[at : mark.first])
        if close and mark.kinds & {"up", "down"} and not line.named[mark.first]:
            return mark
        break
    return None


def is_baseline(line: Line, slot: Slot) -> bool:
    """Whether the number itself is what something is compared with: up from 10%, than 5,000, so với mức 8%."""
    at = line.index(slot.quantity.start)
    for mark in line.marks_in(slot.before, slot.head_end):
        if "exceed" in mark.kinds and _is_article(line, mark.last, at) and _is_size_of_move(line, slot):
            return True  # "exceeded the 9% rise of 1985"
        if not mark.kinds & {"compare", "source", "than", "comparative"}:
            continue
        between = line.tokens[mark.last : at]
        if not between and "comparative" not in mark.kinds:
            # "Up from 9 to 10%" begins a move, "tăng từ 9 - 10%" a range, "đạt từ 7% trở lên" a bound.
            ranging = line.tokens[mark.first - 1].text in line.words.small["ranging"]
            bound = slot.quantity.high is not None and (ranging or not line.words.adjectives_before_noun)
            return "source" not in mark.kinds or not (bound or slot.quantity.hedge in _BOUNDS)
        if between and (_is_article(line, mark.last, at) or _is_level(line, mark, slot)):
            return True
    if slot.gap_start < slot.head_start:
        gap = line.marks_in(slot.gap_start, slot.head_start)
        if any(mark.kinds & {"than", "times", "comparative"} for mark in gap):
            return True
    if _is_owned(line, slot):
        return True
    return _of_last_year(line, slot) and not _base_in_tail(line, slot)


def _is_height(line: Line, first: int, at: int) -> bool:
    """Whether the words up to the number at token `at` name how high something stood: "down from May's high of 6%"."""
    small, words = line.words.small, [one.text for one in line.tokens[first:at]]
    named = len(words) > 1 and words[-1] in small["of"] and words[-2] in small["heights"]
    return named and not any(one in ",;:()" for one in words)


def _moved_from(line: Line, slot: Slot, mark: Mark) -> bool:
    """Whether a rate came from another, told with its noun or by how high it stood: "rebounded to 2% from a 1%
    contraction", "down from May's high of 6%"."""
    at = line.index(slot.quantity.start)
    if mark.kinds & {"source", "compare"} and _is_height(line, mark.last, at):
        return True
    before = line.number_before(slot.quantity.start)
    if "source" not in mark.kinds or before is None or before.unit != slot.quantity.unit:
        return False
    first = line.index(before.end)
    # "Grew by 2%, rebounding from a 1% contraction".
    first += line.tokens[first].text == "," and mark.first - first == _NEAR - 1
    near = mark.first - first <= _NEAR and not any(one.text in ",;:()" for one in line.tokens[first : mark.first])
    one_of = line.tokens[mark.last].text in line.words.small["determiners"]
    return near and one_of and at - mark.last == 1 and slot.quantity.unit == "%" and _is_size_of_move(line, slot)


def _is_size_of_move(line: Line, slot: Slot) -> bool:
    """Whether a noun of growth stands right behind the number: "the 9% rise"."""
    at = line.index(slot.quantity.end)
    return any(one.kinds & {"up", "down"} for one in line.marks_from(at, at + 1))


def _is_owned(line: Line, slot: Slot) -> bool:
    """Whether an earlier time has the number that something is compared with: "down from last year's 26 pct"."""
    at = line.index(slot.quantity.start)
    if not at or line.tokens[at - 1].text not in line.words.small["possessive"]:
        return False
    links = [mark for mark in line.marks_in(slot.before, slot.quantity.start) if mark.kinds & _LINKS]
    return bool(links) and not any(one.text in ",;:()" for one in line.tokens[links[-1].last : at])


def says_itself(line: Line, slot: Slot, governor: Mark | None, post: Mark | None) -> bool:
    """Whether a number that another is compared with has a verb of its own: "after declining
    7.3%", "(cùng kỳ giảm 2%)"."""
    if post is not None:
        return True
    if governor is None or governor.kinds & {"comparative", "compare", "than", "source"}:
        return False
    links = [mark for mark in line.marks_in(slot.before, slot.head_end) if mark.kinds & _LINKS]
    return bool(governor.kinds & {"up", "down"}) and not any(one.first >= governor.last for one in links)


def _of_last_year(line: Line, slot: Slot) -> bool:
    """Whether last year is the subject: "(cùng kỳ tăng 10,2%)", "the same period saw 8.1%"."""
    before: Mark | None = None
    if "same" not in line.kinds:
        return False
    for mark in line.marks_in(slot.head_start, slot.head_end):
        if "same" in mark.kinds and "on_year" not in mark.kinds:
            compared = before is not None and before.last >= mark.first - 2 and before.kinds & (_TOWARDS | BASES)
            return not compared
        # "So với tháng trước và cùng kỳ": both are bases.
        if "split" not in mark.kinds or before is None or not before.kinds & BASES:
            before = mark
    return False


def _is_article(line: Line, at: int, end: int) -> bool:
    return any(mark.last == end and "article" in mark.kinds for mark in line.marks_from(at, at + 1))


def _is_level(line: Line, mark: Mark, slot: Slot) -> bool:
    """Whether the words behind a comparison name a level that the number gives: "cao hơn mức bình quân cả nước 38%"."""
    at = line.index(slot.quantity.start)
    between = line.tokens[mark.last : at]
    bracket = between[-1].text == "("
    named = any("article" in one.kinds for one in line.marks_from(mark.last, mark.last + 1))
    barring = _GOVERNED - BASES if bracket else _GOVERNED
    governed = any(one.kinds & barring for one in line.marks_from(mark.last, at))
    stops = any(one.text in ",;:()" for one in between[: len(between) - bracket])
    level = (named or (bracket and "comparative" in mark.kinds)) and not governed and not stops
    return level or _moved_from(line, slot, mark)


def _base_in_tail(line: Line, slot: Slot) -> bool:
    return any(mark.kinds & BASES for mark in line.marks_in(slot.tail_start, slot.tail_end))


def noun_of_growth(line: Line, slot: Slot, governor: Mark) -> Mark | None:
    """ "the growth rate reached", "mức tăng đạt": the noun of growth in the same clause as its verb."""
    first = line.index(slot.head_start)
    clause = clause_start(line, first, governor.first)
    found = [mark for mark in line.marks_from(clause, governor.first) if mark.kinds & {"up", "down"}]
    return found[-1] if found else None


def moves_onto(line: Line, slot: Slot, governor: Mark) -> bool:
    """Whether something moved to the number: "fell to 5%", "giảm xuống còn 5%" give the rate, not its change."""
    words = line.words.small["onto"]
    if _passes_level(line, slot, governor):
        return True
    if line.tokens[governor.last - 1].text not in words or not adjoins(line, governor, slot):
        return False
    clause = clause_start(line, line.index(slot.head_start), governor.first)
    if any(mark.kinds & {"up", "down"} for mark in line.marks_from(clause, governor.first)):
        return True
    return _moved_by(line, slot, governor)


def _moved_by(line: Line, slot: Slot, governor: Mark) -> bool:
    """Whether the percentage before tells by how much something moved to this one: "fell by 2% year-on-year to 8%"."""
    before = line.number_before(slot.quantity.start)
    if before is None or before.unit != "%" or governor.last != line.index(slot.quantity.start):
        return False
    first, last = line.index(before.start), line.index(before.end)
    if governor.first - last > 2 * _NEAR or any(one.text in ",;:()" for one in line.tokens[last : governor.first]):
        return False
    by = first > 0 and line.tokens[first - 1].text in line.words.small["by"]
    return by and any(mark.kinds & {"up", "down"} for mark in line.marks_from(first - 2, first))


def _passes_level(line: Line, slot: Slot, governor: Mark) -> bool:
    """Whether something moved past the number: "is expected to fall below 3 pct" tells where it goes."""
    at, past = line.index(slot.quantity.start), line.words.small["past"]
    return governor.last == at and bool(governor.kinds & {"up", "down"}) and line.tokens[at].text in past


def equals(line: Line, governor: Mark) -> bool:
    """Verbs that make a ratio, whatever stood before: equal to 66.5%, bằng 66,5%."""
    return "equal" in governor.kinds


def opens_with_of(line: Line, slot: Slot) -> bool:
    at = line.index(slot.tail_start)
    return (
        at < len(line.tokens)
        and line.tokens[at].start < slot.tail_end
        and line.tokens[at].text in line.words.small["of"]
    )


def parts_whole(line: Line, slot: Slot) -> bool:
    """Whether "of" names a whole, and a plan is only where the number came from: "6% of GDP from the goal of 5%"."""
    at = line.index(slot.tail_start)
    if not opens_with_of(line, slot):
        return False
    named = [one for one in line.topics_in(slot.tail_start, slot.tail_end) if "whole" in one.kinds]
    if not named or named[0].first != at + 1:
        return False
    behind = line.marks_from(named[0].last, len(line.tokens))
    return bool(behind) and behind[0].first == named[0].last and bool(behind[0].kinds & {"source", "compare"})


def has_whole(line: Line, slot: Slot) -> bool:
    """Whether "of" names a whole before the earlier period: "2.5% of GDP the previous year"."""
    at, stop = line.index(slot.tail_start), line.index(slot.tail_end)
    base = next((one.first for one in line.marks_in(slot.tail_start, slot.tail_end) if one.kinds & BASES), stop)
    dated = next((line.index(one.start) for one in line.periods if one.start >= slot.tail_start), stop)
    words = [one.text for one in line.tokens[at : min(base, dated)]]
    return any(one[0].isalpha() and one not in line.words.small["denominator"] for one in words)


def is_share_of_named(line: Line, slot: Slot) -> bool:
    """Whether the words before the number name what it is a share of: "Of the new enterprises, 74% are…"."""
    first, last = line.index(slot.head_start), line.index(slot.head_end)
    opens = any("of_whole" in mark.kinds for mark in line.marks_from(first, first + 1))
    return opens and last > first and line.tokens[last - 1].text == ","


def exceeds(line: Line, slot: Slot, governor: Mark | None) -> bool:
    """Whether the percentage is what lies above the plan: exceeding it by 3%, 3% over the plan, vượt 3%."""
    if governor is not None and "exceed" in governor.kinds:
        return True
    if line.kinds.isdisjoint(_PASSING):
        return False
    hedges = line.marks_in(slot.quantity.start, slot.quantity.number_start)
    if any("exceed" in mark.kinds for mark in hedges):
        return True
    at = line.index(slot.tail_start)
    opens = any(mark.first == at and "beyond" in mark.kinds for mark in line.marks_in(slot.tail_start, slot.tail_end))
    return opens and (governor is None or "reach" not in governor.kinds)


def is_planned(line: Line, slot: Slot) -> bool:
    """Whether the number is meant, not reached: a target of, will reach, phấn đấu đạt."""
    if line.kinds.isdisjoint(_PLANNING):
        return False
    first = line.index(slot.head_start)
    stop = line.index(slot.head_end)
    clause = clause_start(line, first, stop)
    if any("planned_after" in mark.kinds for mark in line.marks_in(slot.head_start, slot.tail_end)):
        return True
    for mark in (*line.marks_from(0, min(2, clause)), *line.marks_from(clause, stop)):
        if line.named[mark.first] or mark.first >= stop:
            continue
        planned = "target" in mark.kinds and clause <= mark.first
        if planned or ("plan_subject" in mark.kinds and not _compared(line, mark)):
            return True
    return False


def _compared(line: Line, mark: Mark) -> bool:
    """Whether a plan is only what something is compared with: so với kế hoạch, exceeding the plan."""
    for one in reversed(line.marks_from(0, mark.first)):
        if one.last < mark.first - 2:
            break
        if one.last <= mark.first and one.kinds & {"compare", "exceed", "reach", "beyond"}:
            return True
    return False


def adjoins(line: Line, mark: Mark, slot: Slot) -> bool:
    """Whether only small words stand between `mark` and the number."""
    at = line.index(slot.quantity.start)
    between = line.tokens[mark.last : at]
    return len(between) <= 2 and not any(one.text in ",;:()" for one in between)


def is_bracketed_rate(line: Line, slot: Slot, governor: Mark) -> bool:
    """Whether brackets give the level of a rate that moved: "unemployment rates fell for women (3.5%)"."""
    at = line.index(slot.quantity.start)
    apart = line.tokens[at - 1].text == "(" and governor.last < at - 1
    return apart and any("rate" in one.kinds for one in line.topics_in(slot.head_start, slot.quantity.start))
