"""What a number says in coarse terms, also where it is a goal, a forecast or only what another is compared with."""

from dataclasses import dataclass, replace

from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.governing import exceeds
from quarterdeck.prose.lines import GOVERNORS, Line, Slot, clause_start
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import PERCENT
from quarterdeck.prose.words import Mark

_GROWTHS = {"growth": "growth_yoy", "growth_yoy": "growth_yoy", "growth_prev": "growth_prev"}
_NATURES = {"growth": "growth_yoy", "share": "share", "other": "other", "attained": "pct_of_plan", "stock": "stock"}
_BARE = frozenset({"", "yoy", "prev"})
_RATIOS = frozenset({"ratio_yoy", "ratio_prev"})
_OPENING = 2
_SILENT = 3
_LIGHT = frozenset(",;:()|")


@dataclass(frozen=True, slots=True)
class Told:
    """What the numbers and sentences before leave for the next number.

    `percent`: what the last percentage said, with its sign, `still` the last one that was no growth; `nature`: what a
    percentage of the last subject would say; `orders`: the sentences before were orders; `past`: all this was said in
    sentences before; `aimed`: the number before is meant to be reached; `last`: what it said;
    `before`: what the last percentage of the sentences before said.
    """

    percent: str = ""
    sign: int = 1
    nature: str = ""
    orders: bool = False
    still: str = ""
    past: bool = True
    aimed: bool = False
    last: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a number says (see `Claim.says`), and by which rule.

    `sign` is taken over from the number before; `expected` is only foreseen; `over` is by how much a plan was passed.
    """

    says: str
    sign: int = 1
    expected: bool = False
    over: bool = False
    rule: str = ""


def saying(line: Line, slot: Slot, relation: Relation, told: Told) -> tuple[Saying, Told]:
    """What the number of `slot` says, and what that leaves for the next."""
    own = nature_of(line, slot)
    nature = own or ("" if _has_subject(line, slot, told) else told.nature)
    told = replace(told, past=False)
    said = _said(line, slot, relation, replace(told, nature=nature), own)
    topics = line.topics_in(line.start, slot.tail_end)
    topics = [one for one in topics if line.tokens[one.first].start < slot.quantity.start or "ahead" in one.kinds]
    meant = _meant(line, slot, relation, topics, told)
    if meant and said.says not in ("rank", "other" if slot.quantity.unit not in PERCENT else "rank"):
        said = replace(said, says="target", rule=meant)
    foreseen = any("forecast" in one.kinds for one in topics)
    said = replace(said, expected=foreseen and said.says != "target")
    told = replace(told, nature=nature, last=said.says, aimed=meant == "aimed")
    if slot.quantity.unit not in PERCENT:
        return said, told
    still = told.still if said.says.startswith("growth") else said.says
    return said, replace(told, percent=said.says, sign=said.sign * relation.sign, still=still)


def _has_subject(line: Line, slot: Slot, told: Told) -> bool:
    """Whether words before the number may name a subject of its own."""
    first, stop = line.index(slot.head_start), line.index(slot.quantity.start)
    return (told.past and stop - first > _SILENT) or has_unknown(line, first, stop)


def _said(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    unit = slot.quantity.unit
    if unit == "rank":
        return Saying("rank")
    if unit not in PERCENT:
        if relation.plain == "multiple":
            return Saying("other")
        if relation.plain == "change":
            return Saying(_moved(line, slot, relation, told))
        return Saying("level")
    if relation.kind == "baseline" and not relation.own and relation.plain != "pct_of_plan":
        return _carried(relation, told)
    if unit == "pp":
        return _points(line, slot, relation, told)
    return _percent(line, slot, relation, told, own)


def _percent(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    plain = relation.plain
    if _passes_target(line, slot, relation, told):
        return Saying("pct_of_plan", over=True, rule="passed")
    if plain in ("pct_of_plan", "share"):
        return Saying(plain)
    if plain in _RATIOS:
        return Saying("other")
    if plain in _GROWTHS or plain == "change":
        return Saying("growth_prev" if _against_yearly(line, slot, relation) else _moved(line, slot, relation, told))
    if plain == "portion":
        return Saying("pct_of_plan" if told.nature == "pct_of_plan" else "share")
    if plain == "contribution":
        return Saying("contribution")
    if relation.onto:
        return Saying(_still(told.nature) or told.percent or told.before or "growth_yoy", rule="onto")
    if _of_plan(line, slot, relation, told):
        return Saying("pct_of_plan", over=exceeds(line, slot, None), rule="plan")
    if _is_part(line, slot, told):
        return Saying("share", rule="whole")
    if relation.base and told.percent.startswith("growth"):
        return Saying(_moved(line, slot, relation, told), rule="list")
    if own:
        return Saying(_still(own), rule="nature")
    if "list" in relation.rules and told.percent:
        return Saying(told.percent, rule="carried")
    if told.nature:
        return Saying(_still(told.nature), rule="nature")
    return Saying(told.percent or told.before or "growth_yoy", rule="carried")


def _still(nature: str) -> str:
    return "other" if nature == "stock" else nature


def _points(line: Line, slot: Slot, relation: Relation, told: Told) -> Saying:
    contributed = any("contribute" in one.kinds for one in line.marks_in(slot.head_start, slot.quantity.start))
    if contributed or relation.plain == "contribution" or (told.percent == "contribution" and not relation.base):
        return Saying("contribution")
    if relation.base:
        return Saying(_moved(line, slot, relation, told))
    return Saying("other")


def _carried(relation: Relation, told: Told) -> Saying:
    """A number that another is compared with is of the same kind."""
    if (relation.equal or relation.plain in _RATIOS) and told.still:
        return Saying(told.still, rule="compared")
    says = told.percent if told.percent not in ("", "target") else _still(told.nature)
    return Saying(says or "growth_yoy", sign=told.sign if says.startswith("growth") else 1, rule="compared")


def _of_plan(line: Line, slot: Slot, relation: Relation, told: Told) -> bool:
    """Whether a bare percentage is one of a plan: "vượt 3,8%", or a rate where the sentence compares with a plan."""
    if told.nature == "growth_yoy" or told.percent.startswith("growth"):
        return False
    if not told.percent and exceeds(line, slot, None):
        return True
    planned = any("plan" in one.kinds for one in line.marks_in(line.start, slot.head_start))
    return planned and not relation.equal and told.last == "level" and told.nature in ("share", "")


def _passes_target(line: Line, slot: Slot, relation: Relation, told: Told) -> bool:
    """Whether the number says by how much the target before it was passed: "surpassed its target of 500 by 12%"."""
    passed = any("exceed" in one.kinds for one in line.marks_in(line.start, slot.quantity.start))
    return relation.plain in _BARE and told.last == "target" and passed and slot.quantity.unit == "%"


def _moved(line: Line, slot: Slot, relation: Relation, told: Told) -> str:
    """A change on the same period, or on the one before where the words say so."""
    if relation.base in ("previous", "year_end"):
        return "growth_prev"
    if relation.base:
        return "growth_yoy"
    if told.nature == "stock":
        return "other"
    follows = any("follows" in one.kinds for one in line.topics_in(slot.before, slot.quantity.start))
    if follows and told.last == "growth_prev":
        return told.last
    bases = [mark for mark in line.marks_in(line.start, slot.tail_end) if mark.kinds & {"on_year", "on_previous"}]
    if bases:
        return "growth_prev" if "on_previous" in bases[-1].kinds else "growth_yoy"
    return "growth_prev" if _from_period_before(line, slot) else "growth_yoy"


def _from_period_before(line: Line, slot: Slot) -> bool:
    """Whether a month or quarter is named with the one before: "rose 0.4% in March after…in February", "between…and"."""
    said = [one.period for one in line.periods if one.period is not None and one.period.kind in ("M", "Q")]
    if len(said) < 2 or not said[0] or not said[1]:
        return False
    between = any("between" in one.kinds for one in line.topics_in(line.start, slot.quantity.start))
    if between:
        return said[1].previous() == said[0]
    after = any("follows" in one.kinds for one in line.topics_in(slot.quantity.end, line.end))
    return after and said[0].previous() == said[1]


def _against_yearly(line: Line, slot: Slot, relation: Relation) -> bool:
    """Whether a change without a base stands beside the yearly one: "CPI tăng 0,2% và so với cùng kỳ tăng 3%"."""
    following = next((one for one in line.quantities if one.start >= slot.quantity.end), None)
    if relation.base or following is None or following.unit != "%":
        return False
    between = line.marks_in(slot.tail_end, following.start)
    compared = [one.first for one in between if "compare" in one.kinds]
    return bool(compared) and any("same" in one.kinds and one.first > compared[0] for one in between)


def nature_of(line: Line, slot: Slot) -> str:
    """What a percentage of the subject that the words around name would say, "" where they name none that is known."""
    for one in reversed(line.topics_in(slot.gap_start, slot.quantity.start)):
        if found := _nature(one):
            return found
    at = line.index(slot.quantity.end)
    near = [one for one in line.topics_in(slot.quantity.end, slot.tail_end) if one.first <= at + 1]
    return _nature(near[0]) if near else ""


def _nature(topic: Mark) -> str:
    return next((says for kind, says in _NATURES.items() if kind in topic.kinds), "")


def _is_part(line: Line, slot: Slot, told: Told) -> bool:
    """Whether the whole stands right behind the percentage: "1.8% GDP", "60% tổng chi"."""
    at = line.index(slot.quantity.end)
    if any(one.first == at and "whole" in one.kinds for one in line.topics_in(slot.quantity.end, slot.tail_end)):
        return True
    opens = line.tokens[line.index(slot.quantity.start) - 1].text == ","
    if opens and not told.percent and any("among" in one.kinds and one.first == 0 for one in line.topics):
        return True
    if line.words.adjectives_before_noun or at >= len(line.tokens) or not line.tokens[at].text[0].isalpha():
        return False
    return (
        line.tokens[at].start < slot.tail_end and not line.named[at] and not any(one.first == at for one in line.marks)
    )


def _meant(line: Line, slot: Slot, relation: Relation, topics: list[Mark], told: Told) -> str:
    """The rule by which the number is meant to be reached, "" where it is not."""
    first, stop = line.index(slot.head_start), line.index(slot.quantity.start)
    clause = clause_start(line, first, stop)
    foreseen = any("forecast" in one.kinds and clause <= one.first < stop for one in topics)
    measured = relation.plain == "pct_of_plan" and not _is_size(line, slot, told)
    if told.aimed and relation.kind != "baseline" and not relation.base:
        return "aimed"
    for one in topics:
        if "aim" in one.kinds and clause <= one.first:
            return "aimed"
        if "order" in one.kinds and not foreseen:
            return "ordered"
        if "task" in one.kinds and one.first < _OPENING and relation.base != "same":
            return "task"
        if "also" in one.kinds and one.first == 0 and told.orders:
            return "ordered"
        if "ahead" in one.kinds and line.tokens[stop - 1].text in line.words.small["onto"]:
            return "aimed"
        if (
            "goal" in one.kinds
            and not measured
            and (one.first >= first or stop - one.last <= 1)
            and _names(line, slot, one)
        ):
            return "goal"
    between = [one for one in line.topics_in(slot.before, slot.head_start) if "goal" in one.kinds]
    # The first of them is what the number before was measured by.
    return (
        "goal"
        if len(between) > 1 and told.last == "pct_of_plan" and not measured and _names(line, slot, between[-1])
        else ""
    )


def _is_size(line: Line, slot: Slot, told: Told) -> bool:
    """Whether a goal for a rate stands right before the number: "tăng 9,1%, vượt mục tiêu 9%"."""
    at = line.index(slot.quantity.start)
    goal = any("goal" in one.kinds and one.last == at for one in line.topics)
    return goal and "growth_yoy" in (told.percent, told.nature)


def _names(line: Line, slot: Slot, goal: Mark) -> bool:
    """Whether the number is the size of the goal: nothing else governs it, and no new clause begins between them."""
    stop = line.index(slot.quantity.start)
    verbs = [
        mark
        for mark in line.marks
        if goal.last <= mark.first < stop and mark.kinds & GOVERNORS and not mark.kinds & {"up", "down"}
    ]
    bracket = line.tokens[stop - 1].text == "("
    between = [one.text for one in line.tokens[goal.last : stop - bracket]]
    names = bool(verbs) and "copula" in verbs[-1].kinds
    breaks = _LIGHT - {","} if names else _LIGHT
    compared = any(
        one.kinds & {"compare", "comparative"} and goal.first - 1 <= one.last <= goal.first for one in line.marks
    )
    if compared and not bracket:
        return all(one in line.words.small["of"] for one in between)
    split = not names and any("split" in one.kinds and goal.last <= one.first < stop for one in line.marks)
    return len(verbs) <= 1 and not split and not any(one in breaks for one in between)


def after_line(line: Line, told: Told) -> Told:
    """What a whole sentence leaves: whether it was an order."""
    before = told.percent or told.before
    orders = any("order" in one.kinds or ("task" in one.kinds and one.first < _OPENING) for one in line.topics)
    facts = line.has("same") or line.has("speech")
    return Told(nature=told.nature, orders=orders or (told.orders and not facts), still=told.still, before=before)
