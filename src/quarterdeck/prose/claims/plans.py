"""Numbers that are measured by a plan, where no words of their own say so."""

from quarterdeck.prose.bases import base_of
from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.governing import exceeds, governor_of
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.relations import Relation

# Words of the name of a plan: "its revenue", "the approved".
_NAMED = 3


def grew_over_plan(line: Line, slot: Slot) -> bool:
    """Whether a multiple is that of the own plan: "rose 2.3 times the plan", not "is 1.5 times the plan of Ha Noi"."""
    verb = governor_of(line, slot)
    return verb is not None and "up" in verb.kinds and "comparative" not in verb.kinds and base_of(line, slot) == "plan"


def passes_plan(line: Line, slot: Slot) -> bool:
    """Whether an amount lies above the plan or above what was estimated: "exceeded the plan by 3 billion"."""
    if not exceeds(line, slot, governor_of(line, slot)) or " of " in slot.quantity.label:
        return False  # "Met or surpassed 10 out of 13 targets".
    last = line.number_before(slot.quantity.start)
    named = line.marks_in(last.end if last is not None else line.start, slot.tail_end)
    by = line.tokens[line.index(slot.quantity.start) - 1].text in line.words.small["by"]
    planned = [one for one in named if one.kinds & {"plan", "plan_subject"}]
    return any(by or one.first >= line.index(slot.quantity.end) for one in planned)


def is_gap(line: Line, slot: Slot) -> bool:
    """Whether words right before or behind an amount make it what a plan was missed or passed by: "fell short by 3
    billion", "3 billion below its target"."""
    at, behind = line.index(slot.quantity.start), line.index(slot.quantity.end)
    than = line.mark_at[behind] if behind < len(line.mark_at) else None
    if than is not None and than.first == behind and than.kinds & {"short", "than"}:
        named = line.marks_from(than.last, than.last + _NAMED)
        if any(one.kinds & {"plan", "plan_subject", "target"} for one in named):
            return not any(line.numeric[than.last : named[0].first])
    return any("gap" in one.kinds and one.last == at for one in line.marks_in(slot.before, slot.quantity.start))


def of_plan(line: Line, slot: Slot, relation: Relation, told: Told) -> bool:
    """Whether a bare percentage is one of a plan: "vượt 3,8%", or a rate where the sentence compares with a plan."""
    if told.nature == "growth_yoy" or told.percent.startswith("growth"):
        return False
    if not told.percent and exceeds(line, slot, None):
        return True
    planned = any("plan" in one.kinds for one in line.marks_in(line.start, slot.head_start))
    return planned and not relation.equal and told.last == "level" and told.nature in ("share", "")
