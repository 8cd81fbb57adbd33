"""Whether a number is meant to be reached: the size of a goal, a part of an order, an aim."""

from collections.abc import Sequence

from quarterdeck.prose.claims.goals import is_listed, opens_list
from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.lines import GOVERNORS, Line, Slot, clause_start
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import PERCENT, UNCOUNTED
from quarterdeck.prose.words import Mark

_OPENING = 2
# Words before the heading of a list of goals: "Một số", "The main".
_HEADING = 3
# "It has been planned to improve": behind these nothing is done yet.
_INTENTIONS = frozenset({"aim", "order", "goal", "task", "set", "forecast"})
# Verbs so near behind a number are its own.
_BEHIND = 2
_DUE = 5
# Without a topic of one of these, and nothing meant before, nothing is.
_TOLD = frozenset({"aim", "set", "order", "task", "goal", "ahead", "budgeted", "under", "heading", "due"})
_REPORTING = frozenset({"reach", "up", "down", "exceed", "compare"})
_MOVED = frozenset({"up", "down", "share"})
_LIGHT = frozenset(",;:()|")


def meant(line: Line, slot: Slot, relation: Relation, topics: Sequence[Mark], told: Told) -> str:
    """The rule by which the number is meant to be reached, "" where it is not."""
    if not (told.goals or told.aimed or told.orders or told.last == "target" or line.topic_kinds & _TOLD):
        return ""
    clause = clause_start(line, line.index(slot.head_start), line.index(slot.quantity.start))
    if _is_done(line, slot, clause) or adds(line, slot, relation):
        return ""
    if _is_sized(line, slot) or _is_budgeted(line, slot):
        return "goal"
    if relation.kind != "baseline" and (is_listed(line, told) or _in_list_of_goals(line, slot)):
        return "listed"
    turned = _contrasted(line.topics_in(slot.before, slot.quantity.start), 0, line.index(slot.quantity.start))
    if told.aimed and not turned and relation.kind != "baseline" and relation.base in ("", "plan"):
        return "aimed"
    if told.last == "target" and relation.kind != "baseline" and _goes_on(line, slot):
        return "listed"
    if rule := _by_words(line, slot, relation, topics, clause=clause, told=told):
        return rule
    measured = relation.plain == "pct_of_plan" and not _is_size(line, slot, told)
    return "goal" if not measured and _is_goal(line, slot, told) else ""


def _by_words(line: Line, slot: Slot, relation: Relation, topics: Sequence[Mark], *, clause: int, told: Told) -> str:
    """The rule by which words of aims and orders around the number, whose clause begins at token `clause`, make it a
    goal, beside what was `told` before."""
    stop = line.index(slot.quantity.start)
    foreseen = any("forecast" in one.kinds and clause <= one.first < stop for one in topics)
    for one in topics:
        if one.kinds & {"aim", "set"} and clause <= one.first < stop and not _contrasted(topics, one.last, stop):
            return "aimed"
        if "order" in one.kinds and not foreseen:
            return "ordered"
        if _is_task(line, one, told) and relation.base != "same":
            return "task"
        if "also" in one.kinds and one.first == 0 and told.orders and relation.base != "same":
            return "ordered"
        behind = line.tokens[one.first].start >= slot.quantity.end
        if "set" in one.kinds and behind and relation.plain != "pct_of_plan":
            return "goal"
        if "due" in one.kinds and behind and _is_due(line, slot, one):
            return "goal"
        if "ahead" in one.kinds and line.tokens[stop - 1].text in line.words.small["onto"]:
            return "aimed"
    return ""


def _is_task(line: Line, topic: Mark, told: Told) -> bool:
    """Whether a sentence opens with an act to be done, which no verb makes a subject or a deed: "Xây dựng tăng 7%",
    "Tiết kiệm được 5 tỷ đồng"; behind a report in its paragraph it goes on with that."""
    if "aim" not in topic.kinds and ((told.reported and not told.orders) or "estimated" in line.topic_kinds):
        return False
    if "task" not in topic.kinds or topic.first >= _OPENING:
        return False
    if topic.kinds & {"aim", "order"} or topic.last >= len(line.tokens):
        return True
    behind = line.mark_at[topic.last]
    moves = behind is not None and bool(behind.kinds & _MOVED) and "toward" not in behind.kinds
    moved = moves and behind is not None and any(line.numeric[behind.last : behind.last + _BEHIND])
    return not moved and line.tokens[topic.last].text not in line.words.small["achieving"]


def _goes_on(line: Line, slot: Slot) -> bool:
    """Whether only a comma and a time stand between the goal before and the number: "quý I đạt 5%, quý II 6%"."""
    before = line.number_before(slot.quantity.start)
    if before is None or before.unit != slot.quantity.unit:
        return False
    first, stop = line.index(before.end), line.index(slot.quantity.start)
    timed = any(before.end <= one.start < slot.quantity.start for one in line.periods)
    return timed and line.tokens[first].text == "," and all(line.timed[first + 1 : stop])


def _is_due(line: Line, slot: Slot, one: Mark) -> bool:
    """Whether a verb right behind a count says that it is to be made: "20 bridges will be built this year"."""
    between = line.tokens[line.index(slot.quantity.end) : one.first]
    near = len(between) <= _DUE and not any(token.text in _LIGHT for token in between)
    return near and slot.quantity.unit not in UNCOUNTED


def _contrasted(topics: Sequence[Mark], first: int, stop: int) -> bool:
    """Whether tokens [first, stop) turn to what came of an aim: "planned to drill 45 wells but finished 28"."""
    return any("contrast" in one.kinds and first <= one.first < stop for one in topics)


def _is_budgeted(line: Line, slot: Slot) -> bool:
    """Whether a word behind the number alone says that it was planned: "against 4 billion budgeted"."""
    at = line.index(slot.quantity.end)
    found = next((one for one in line.topics_in(slot.quantity.end, line.end) if one.first == at), None)
    if found is None or "budgeted" not in found.kinds or slot.quantity.unit in PERCENT:
        return False
    return found.last == len(line.tokens) or not line.tokens[found.last].text[0].isalpha() or line.known[found.last]


def _is_done(line: Line, slot: Slot, clause: int) -> bool:
    """Whether the clause tells what is reached already: "2,150 have been built so far", "đến nay đã đạt 40%"."""
    start = line.tokens[clause].start if clause < len(line.tokens) else line.end
    head = line.topics_in(start, slot.quantity.start)
    last = next((one for one in reversed(head) if one.kinds & _INTENTIONS or "done" in one.kinds), None)
    if last is not None:
        return "done" in last.kinds
    at = line.index(slot.quantity.end)
    behind = line.topics_in(slot.quantity.end, slot.tail_end)
    return any("done" in one.kinds and one.first <= at + _BEHIND for one in behind)


def adds(line: Line, slot: Slot, relation: Relation) -> bool:
    """Whether a percentage only tells more of the amount before it: "collect 5 billion, up 10%"."""
    before = next((one for one in reversed(line.quantities) if one.end <= slot.quantity.start), None)
    if before is None or before.unit in PERCENT or slot.quantity.unit not in PERCENT or not relation.plain:
        return False
    first, stop = line.index(before.end), line.index(slot.quantity.start)
    breaks = any(one.text in ";:" for one in line.tokens[first:stop])
    return line.tokens[first].text in ",(" and not breaks and not has_unknown(line, first, stop)


def _is_sized(line: Line, slot: Slot) -> bool:
    """Whether the goal stands behind its size: "the 4-6 percent target band", "its 5 billion target"."""
    first, at = line.index(slot.quantity.start), line.index(slot.quantity.end)
    owns = line.words.small["determiners"] | line.words.small["possessive"]
    if first == 0 or line.tokens[first - 1].text not in owns:
        return False
    return any("goal" in one.kinds and at <= one.first <= at + 1 for one in line.topics_in(slot.quantity.end, line.end))


def _in_list_of_goals(line: Line, slot: Slot) -> bool:
    """Whether the sentence opens with a plan or with the heading of goals: "Theo kế hoạch, …", "Main targets for 2018:
    …"."""
    topics = line.topics_in(line.start, slot.quantity.start)
    if opens_list(line, topics):
        return True
    for one in topics:
        if one.first > _HEADING:
            return False
        if "under" in one.kinds and one.first < _OPENING:
            return "done" not in line.topic_kinds
        if "heading" in one.kinds:
            stop = line.index(slot.quantity.start)
            colon = next((i for i in range(one.last, stop) if line.tokens[i].text in _LIGHT), stop)
            told = any(
                mark.last < colon and mark.kinds & _REPORTING and "toward" not in mark.kinds for mark in line.marks
            )
            dated = one.first == 0 and any(one.last <= line.index(time.start) < colon for time in line.periods)
            return colon < stop and (line.tokens[colon].text == ":" or dated) and not told
    return False


def _is_goal(line: Line, slot: Slot, told: Told) -> bool:
    """Whether a noun names the number as the size of a goal."""
    first, stop = line.index(slot.head_start), line.index(slot.quantity.start)
    goals = [one for one in line.topics_in(slot.before, slot.quantity.start) if "goal" in one.kinds]
    for i, one in enumerate(goals):
        # The first of several may be what the number before was measured by; brackets give its size.
        near = one.first >= first or stop - one.last <= 1 or (i > 0 and told.last == "pct_of_plan")
        near |= line.tokens[stop - 1].text == "(" and first >= stop - 1
        if near and _names(line, slot, one):
            return True
    return False


def _is_size(line: Line, slot: Slot, told: Told) -> bool:
    """Whether a goal for a rate stands right before the number: "tăng 9,1%, vượt mục tiêu 9%"."""
    at = line.index(slot.quantity.start)
    goal = any("goal" in one.kinds and one.last == at for one in line.topics)
    return goal and "growth_yoy" in (told.percent, told.nature)


def _names(line: Line, slot: Slot, goal: Mark) -> bool:
    """Whether the number is the size of the goal: nothing else governs it, and no new clause begins between them."""
    stop = line.index(slot.quantity.start)
    verbs = [
        mark for mark in line.marks_from(goal.last, stop) if mark.kinds & GOVERNORS and not mark.kinds & {"up", "down"}
    ]
    if verbs and line.tokens[verbs[-1].first - 1].text in line.words.small["by"]:
        return False  # "Surpassed the target by collecting 5 billion".
    bracket = line.tokens[stop - 1].text == "("
    between = [one.text for one in line.tokens[goal.last : stop - bracket]]
    names = bool(verbs) and "copula" in verbs[-1].kinds
    breaks = _LIGHT - {","} if names else _LIGHT
    compared = any(
        one.kinds & {"compare", "comparative"} and goal.first - 1 <= one.last <= goal.first for one in line.marks
    )
    if compared and not bracket and not names:
        return all(one in line.words.small["of"] for one in between)
    split = any(one.kinds & ({"rest"} if names else {"split", "rest"}) for one in line.marks_from(goal.last, stop))
    return len(verbs) <= 1 and not split and not any(one in breaks for one in between)


def is_order(line: Line, told: Told) -> bool:
    """Whether the sentence orders something."""
    return any("order" in one.kinds or _is_task(line, one, told) for one in line.topics)
