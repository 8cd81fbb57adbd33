"""Whether the words behind a change tell that it is one on the month or quarter before."""

from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import PeriodMention

_STEPS = frozenset({"M", "Q"})
_UNITS = frozenset({"month", "quarter", "months"})
# Behind a comma the words that name the change again are no further off.
_NAMED = 8
_KINDS = frozenset({"on_year", "on_previous"})


def from_level_before(line: Line, slot: Slot) -> bool:
    """Whether the level that a change led to is told with the one before: "rose by 40 to 512 in the second quarter from
    472 in the first"."""
    at = line.index(slot.quantity.end)
    if at + 1 >= len(line.tokens) or line.tokens[at].text not in line.words.small["onto"]:
        return False
    level = line.number_after(slot.quantity.end)
    base = line.number_after(level.end) if level is not None else None
    if level is None or base is None or level.unit != base.unit or line.index(level.start) != at + 1:
        return False
    first = line.index(base.start)
    if not any("source" in one.kinds and one.last == first for one in line.marks_from(first - 1, first)):
        return False
    later = line.number_after(base.end)
    stop = later.start if later is not None else line.end
    told = next((one for one in line.times if base.end <= one.start < stop), None)
    now = next((one for one in line.times if level.end <= one.start < base.start), None)
    return told is not None and (_looks_back(told) or _is_before(told, now))


def _looks_back(one: PeriodMention) -> bool:
    return one.means in ("shift", "last") and one.unit in _UNITS


def _is_before(one: PeriodMention, now: PeriodMention | None) -> bool:
    """Whether it is the month or quarter before `now`."""
    if now is None or now.period is None or one.period is None or now.period.kind not in _STEPS:
        return False
    return now.period.previous() == one.period


def named_behind(line: Line, slot: Slot) -> bool:
    """Whether the change is named again behind a comma by its step: "rose 0.3%, the lowest quarterly increase"."""
    at = line.index(slot.quantity.end)
    tokens = line.tokens
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return False
    if tokens[at + 1].text not in line.words.small["determiners"] and not _is_article(line, at + 1):
        return False
    for mark in line.marks_from(at + 1, min(at + _NAMED, len(tokens))):
        if "on_previous" in mark.kinds:
            between = tokens[at + 1 : mark.first]
            return not any(one.text in ",;:()" or one.text[0].isdigit() for one in between)
    return False


def _is_article(line: Line, at: int) -> bool:
    return any("article" in one.kinds for one in line.marks_from(at, at + 1))


def apposed(line: Line, slot: Slot) -> str:
    """The kind of change that a word set off by commas right behind the number tells: "up 4%, m-o-m, and"."""
    at = line.index(slot.quantity.end)
    if line.kinds.isdisjoint(_KINDS) or at + 1 >= len(line.tokens) or line.tokens[at].text != ",":
        return ""
    step = line.mark_at[at + 1]
    if step is None or not step.kinds & _KINDS or step.first != at + 1:
        return ""
    behind = line.tokens[step.last].text if step.last < len(line.tokens) else "."
    if behind[0].isalnum() and behind not in line.words.small["listing"]:
        return ""
    return "growth_prev" if "on_previous" in step.kinds else "growth_yoy"


def stepped(line: Line, start: int, end: int, *, named: bool = False) -> str:
    """The kind of change that the last words between `start` and `end` about its step tell: "on a monthly basis".

    `named`: none that only tell when, as "in the month" before a number does.
    """
    if line.kinds.isdisjoint(_KINDS):
        return ""
    steps = [mark for mark in line.marks_in(start, end) if mark.kinds & _KINDS]
    if named:
        steps = [mark for mark in steps if line.tokens[mark.first].text not in line.words.small["of_base"]]
    if not steps:
        return ""
    return "growth_prev" if "on_previous" in steps[-1].kinds else "growth_yoy"
