"""What a number says in coarse terms, also where it is a goal, a forecast or only what another is compared with."""

from quarterdeck.prose.claims.beside import (
    follows_points,
    is_added,
    is_comprised,
    is_named_behind,
    is_of_total,
    is_of_which,
    is_paced,
    is_unlike,
)
from quarterdeck.prose.claims.changes import heard, listed, moved, paced
from quarterdeck.prose.claims.goals import lists_goals
from quarterdeck.prose.claims.meant import adds, is_order, meant
from quarterdeck.prose.claims.natures import begins_move, has_subject, is_part, nature_of
from quarterdeck.prose.claims.plans import grew_over_plan, is_gap, of_plan, passes_plan
from quarterdeck.prose.claims.points import adds_to_growth, in_points, is_rate, points
from quarterdeck.prose.claims.steps import stepped
from quarterdeck.prose.claims.told import Saying, Told
from quarterdeck.prose.governing import exceeds
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import Context
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import MONEY, PERCENT

_GROWTHS = frozenset({"growth", "growth_yoy", "growth_prev", "change"})
_PLAIN = {
    "pct_of_plan": "pct_of_plan",
    "share": "share",
    "contribution": "contribution",
    "ratio_yoy": "other",
    "ratio_prev": "other",
}
_BARE = frozenset({"", "yoy", "prev"})
_CHANGES = frozenset({"growth_yoy", "growth_prev"})
# These tell behind a number that it is meant.
_BEHIND = frozenset({"ahead", "set", "due"})
_CARRIED = frozenset({"same", "previous"})
# Ranks and multiples are no goals.
_FIXED = frozenset({"rank", "other"})
_RATIOS = frozenset({"ratio_yoy", "ratio_prev"})
# Small words between a number and what leads to it.
_NEAR = 2
_CLAUSE = 6
# What a percentage stays where it moves on.
_RATES = frozenset({"share", "pct_of_plan"})
_GROWN_BY = frozenset({"", "growth_yoy", "growth_prev"})
# So do what is grown and caught: "ước 56.000 tấn, đạt 54%".
_GROWN = frozenset({"tonnes", "ha", "m3", "km"})


def saying(line: Line, slot: Slot, relation: Relation, told: Told) -> tuple[Saying, Told]:
    """What the number of `slot` says, and what that leaves for the next."""
    own = nature_of(line, slot)
    told = heard(line, told)
    nature = own or ("" if has_subject(line, slot, told) else told.nature)
    if told.past or told.broken or told.nature != nature:
        told = told._replace(past=False, broken=False, nature=nature)
    said = _said(line, slot, relation, told, own)
    following = line.number_after(slot.quantity.end)
    topics = line.topics_in(line.start, following.start if following is not None else line.end)
    topics = [one for one in topics if line.tokens[one.first].start < slot.quantity.start or one.kinds & _BEHIND]
    goal = "" if _is_fixed(said, slot) else meant(line, slot, relation, topics, told)
    if goal:
        said = said._replace(
            says="target", sign=relation.sign if relation.over_plan else said.sign, over=False, rule=goal
        )
    foreseen = "forecast" in line.topic_kinds and any("forecast" in one.kinds for one in topics)
    if foreseen and not goal:
        said = said._replace(expected=True)
    aimed = goal == "aimed" or (told.aimed and adds(line, slot, relation))
    return said, _left(slot, relation, told, said, aimed=aimed, rate=is_rate(line, slot))


def _is_fixed(said: Saying, slot: Slot) -> bool:
    """Whether what the number says is no goal, whatever is meant around it."""
    return slot.quantity.unit not in PERCENT and (said.says in _FIXED or slot.quantity.unit == "times")


def _left(slot: Slot, relation: Relation, told: Told, said: Saying, *, aimed: bool, rate: bool) -> Told:
    """What the number leaves for the next."""
    changes, unit, base = said.says in _CHANGES, slot.quantity.unit, told.base
    if changes and relation.kind != "baseline":
        before = "previous" if said.says == "growth_prev" else ""
        base = relation.base if relation.base in _CARRIED else before
    percent, sign, still = told.percent, told.sign, told.still
    if changes and unit not in PERCENT:
        sign = relation.sign
    elif unit == "%" and not said.points:
        percent, sign, still = said.says, said.sign * relation.sign, still if changes else said.says
    return Told(
        percent, sign, told.nature, told.orders, still, told.past, aimed, said.says, told.before, base,
        told.broken, told.goals, told.reported, rate,
    )  # fmt: skip


def _said(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    unit = slot.quantity.unit
    if unit == "rank":
        return Saying("rank")
    if unit not in PERCENT:
        return _amount(line, slot, relation, told)
    alike = relation.plain != "pct_of_plan" or told.percent in ("share", "growth_yoy", "growth_prev")
    if own in _RATES and relation.kind == "baseline" and begins_move(line, slot):
        return Saying(own, rule="nature")
    if relation.kind == "baseline" and not relation.own and alike:
        return _carried(relation, told)
    if relation.kind == "baseline" and told.last in _CHANGES and relation.plain in _GROWTHS:
        return Saying(told.last, rule="compared")
    if unit == "pp":
        return points(line, slot, relation, told)
    return _percent(line, slot, relation, told, own)


def _amount(line: Line, slot: Slot, relation: Relation, told: Told) -> Saying:
    """An amount or a count; a rate of so much a year is told by its subject."""
    if relation.plain == "multiple":
        return Saying("pct_of_plan" if grew_over_plan(line, slot) else "other")
    if slot.quantity.unit == "years":
        return Saying("other", rule="duration")
    passed = relation.plain == "level" and relation.kind != "baseline" and passes_plan(line, slot)
    if passed or is_gap(line, slot):
        return Saying("other", rule="passed")
    if relation.plain == "change":
        return Saying(moved(line, slot, relation, told))
    if slot.quantity.unit.partition("/")[0] in PERCENT:
        return Saying(_still(told.nature) or "other", rule="nature")
    return Saying("level")


def _percent(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    """A percentage by its own words, else by its subject and by what the numbers before said."""
    plain = relation.plain
    if plain in _GROWTHS | _BARE and (change := listed(line, slot)):
        first = not any(one.unit == "%" for one in line.quantities if one.end <= slot.quantity.start)
        return Saying(change, sign=1 if first else told.sign * relation.sign, rule="list")
    if in_points(line, slot, relation, told):
        return points(line, slot, relation, told)._replace(points=True)
    if _passes_target(line, slot, relation, told):
        return Saying("pct_of_plan", over=True, rule="passed")
    if told.last == "contribution" and _is_whole_growth(line, slot):
        return Saying("growth_yoy", rule="growth")
    if own == "contribution" and plain in _GROWTHS:
        return Saying(own, rule="nature")
    if plain in _GROWTHS and (is_named_behind(line, slot) or is_unlike(line, slot)):
        return Saying("other", sign=relation.sign, rule="nature")
    if plain in _GROWTHS:
        return Saying(moved(line, slot, relation, told))
    if plain == "share" and adds_to_growth(line, slot, told):
        return Saying("contribution", rule="growth")
    if plain == "portion":
        attained = told.nature == "pct_of_plan" and not is_of_total(line, slot)
        return Saying("pct_of_plan" if attained else "share")
    return Saying(_PLAIN[plain]) if plain in _PLAIN else _bare(line, slot, relation, told, own)


def _is_whole_growth(line: Line, slot: Slot) -> bool:
    """Whether the number is the growth that a part before it was added to: "added 0.2 points to the 5.7 percent
    growth"."""
    at = line.index(slot.quantity.end)
    leads = line.tokens[line.index(slot.quantity.start) - 1].text in line.words.small["determiners"]
    behind = [one.first for one in line.topics_in(slot.quantity.end, line.end) if one.kinds & {"growth", "move"}]
    return leads and bool(behind) and behind[0] - at < _NEAR


def _bare(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    """A percentage without words of its own that tell what it is one of."""
    if relation.onto or follows_points(line, slot):
        return _reached(line, slot, relation, told, own)
    if is_comprised(line, slot) or is_of_which(line, slot) or (own != "pct_of_plan" and _follows_part(line, slot)):
        return Saying("share", rule="whole")
    if _says_again(line, slot):
        return Saying(told.last if told.last in _CHANGES else "share", sign=told.sign, rule="restated")
    if of_plan(line, slot, relation, told) or (not own and _measures(line, slot, told)):
        return Saying("pct_of_plan", over=exceeds(line, slot, None), rule="plan")
    if told.percent.startswith("growth") and told.still == "pct_of_plan" and not own and _is_reached(line, slot):
        return Saying(told.nature if told.nature == "growth_yoy" else told.still, rule="list")
    if is_added(line, slot) and not told.percent and (told.nature != "growth_yoy" or told.last in _CHANGES):
        return Saying(told.last if told.last in _CHANGES else "share", sign=told.sign, rule="whole")
    if is_part(line, slot, told):
        return Saying("share", rule="whole")
    if relation.base and told.percent.startswith("growth"):
        return Saying(moved(line, slot, relation, told), rule="list")
    listed = told.percent if "list" in relation.rules else ""
    own = "" if own == "stock" and listed.startswith("growth") else own
    if nature := own or (told.nature if not listed else ""):
        return Saying(paced(line, slot) if nature == own == "growth_yoy" else _still(nature), rule="nature")
    before = "" if told.percent == "target" and not _goes_on(line, slot) else told.percent
    step = "" if listed else stepped(line, slot.head_start, slot.quantity.start)
    return Saying(listed or step or before or told.before or "growth_yoy", rule="carried")


def _reached(line: Line, slot: Slot, relation: Relation, told: Told, own: str) -> Saying:
    """A rate that something moved to."""
    if not relation.onto:
        return Saying(_still(told.nature) or "share", rule="onto")
    if told.nature in ("", "growth_yoy") and (step := stepped(line, slot.head_start, slot.quantity.start)):
        return Saying(step, rule="step")  # "The year-on-year rate rose to 6%".
    if told.nature in ("", "growth_yoy") and is_paced(line, slot):
        return Saying("growth_yoy", rule="pace")
    here = told.percent if told.percent in _RATES and not own else ""
    return Saying(here or _still(told.nature) or told.percent or told.before or "growth_yoy", rule="onto")


def _says_again(line: Line, slot: Slot) -> bool:
    """Whether the number says an amount before it again: "287 km, or 69.7%"; "rose by 540 tonnes or 27 percent"."""
    before = line.number_before(slot.quantity.start)
    if before is None or before.unit in PERCENT | {"rank", "times", ""}:
        return False
    first, at = line.index(before.end), line.index(slot.quantity.start)
    again = line.marks_from(max(first, at - 1), at)
    return any("restate" in one.kinds and one.last == at for one in again) and first >= at - _NEAR


def _follows_part(line: Line, slot: Slot) -> bool:
    """Whether the percentage says again how much of a whole came before: "31,4/38,2 km, đạt 82,2%"."""
    before = line.number_before(slot.quantity.start)
    if before is None or " of " not in before.label:
        return False
    gap = line.index(slot.quantity.start) - line.index(before.end)
    if line.tokens[line.index(slot.quantity.start) - 1].text == "(" and gap <= 2 * _CLAUSE:
        return True
    return gap <= _NEAR + 1 or (gap <= _CLAUSE and _is_reached(line, slot))


def _measures(line: Line, slot: Slot, told: Told) -> bool:
    """Whether a verb of reaching alone joins the percentage to an amount: "thu 620 tỷ đồng, đạt 48%"."""
    before = line.number_before(slot.quantity.start)
    if (
        before is None
        or told.last != "level"
        or told.percent not in _GROWN_BY
        or told.nature not in ("", "pct_of_plan")
    ):
        return False
    first, at = line.index(before.end), line.index(slot.quantity.start)
    joined = at - first <= _NEAR + 1 and line.tokens[first].text == ","
    return joined and before.unit in MONEY | _GROWN and _is_reached(line, slot)


def _is_reached(line: Line, slot: Slot) -> bool:
    """Whether a verb of reaching stands right before the number: "tăng 4,5%; chi thường xuyên đạt 60%"."""
    at = line.index(slot.quantity.start)
    return any("reach" in one.kinds and "toward" not in one.kinds and at - 1 <= one.last <= at for one in line.marks)


def _goes_on(line: Line, slot: Slot) -> bool:
    """Whether nothing but commas and conjunctions stands between the number and the one before."""
    between = line.tokens[line.index(slot.before) : line.index(slot.quantity.start)]
    return slot.before > line.start and all(
        one.text in ",;" or one.text in line.words.small["listing"] for one in between
    )


def _still(nature: str) -> str:
    return "other" if nature == "stock" else nature


def _carried(relation: Relation, told: Told) -> Saying:
    """A number that another is compared with is of the same kind."""
    if (relation.equal or relation.plain in _RATIOS) and told.still:
        return Saying(told.still, rule="compared")
    says = told.percent if told.percent not in ("", "target") else _still(told.nature)
    return Saying(says or "growth_yoy", sign=told.sign if says.startswith("growth") else 1, rule="compared")


def _passes_target(line: Line, slot: Slot, relation: Relation, told: Told) -> bool:
    """Whether the number says by how much the target before it was passed: "surpassed its target of 500 by 12%"."""
    if told.last != "target" or slot.quantity.unit != "%" or relation.plain not in _BARE or _is_reached(line, slot):
        return False
    return any("exceed" in one.kinds for one in line.marks_in(line.start, slot.quantity.start))


def after_line(line: Line, told: Told, context: Context) -> Told:
    """What a whole sentence leaves: whether it was an order, and what its numbers were measured against."""
    facts = line.has("same") or line.has("speech")
    return Told(
        nature=told.nature,
        orders=is_order(line, told) or (told.orders and not facts),
        still=told.still,
        before=(told.percent if told.percent != "target" else "") or told.before,
        base=told.base,
        broken=told.broken,
        goals=lists_goals(line, told, context),
        reported=told.last != "target" if told.last else told.reported,
    )
