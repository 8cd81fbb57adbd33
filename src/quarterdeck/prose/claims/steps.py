"""Whether the words behind a change tell that it is one on the month or quarter before."""

from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.periods import PeriodMention

_STEPS = frozenset({"M", "Q"})
_UNITS = frozenset({"month", "quarter", "months"})
# Behind a comma the words that name the change again are no further off.
_NAMED = 8


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
