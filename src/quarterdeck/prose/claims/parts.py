"""Parts of a whole: "310 enterprises, of which 200…", "Trong số 310…", "gồm", "còn lại"."""

from quarterdeck.prose.binding import Bound
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims.claim import PART, REST
from quarterdeck.prose.claims.memory import Memory
from quarterdeck.prose.lines import Line, Slot
from quarterdeck.prose.units import MONEY, base_of, fits


def part_of(line: Line, slot: Slot, bound: Bound, memory: Memory, catalogue: Catalogue) -> tuple[str, Memory]:
    """ "part", "rest" or "" for the number of `slot`, and what that means for the next ones."""
    bare = slot.quantity.unit == "" and memory.whole_unit not in MONEY
    comparable = bool(memory.whole_unit) and (bare or slot.quantity.unit == memory.whole_unit)
    if not comparable:
        return "", memory
    head = line.marks_in(slot.head_start, slot.head_end)
    own = bound.rule != "carried" and bound.codes != memory.whole_codes and _fits(slot, bound, catalogue)
    colon = _colon(line, slot, own)
    opens = memory.in_parts or colon or any(mark.kinds & {"breakdown", "exhaustive"} for mark in head)
    listed = memory.listed or colon or any("exhaustive" in mark.kinds for mark in head)
    if opens and not own:
        kind = REST if any("rest" in mark.kinds for mark in head) else PART
        return kind, memory._replace(in_parts=True, listed=listed)
    if memory.whole_unit == slot.quantity.unit and own and is_component(bound, memory, catalogue):
        return PART, memory._replace(in_parts=True, listed=listed)
    return "", memory


def _fits(slot: Slot, bound: Bound, catalogue: Catalogue) -> bool:
    """Whether the number can be of its own indicator: a sum in dong is none of trade in dollars."""
    return any(fits(slot.quantity.unit, base_of(catalogue.indicator(code).unit)[0]) for code in bound.codes)


def opens_parts(line: Line, slot: Slot) -> bool:
    """Whether the number is a whole that parts follow: "Of the 310 new enterprises, 190…", "Trong số 310…"."""
    first, last = line.index(slot.head_start), line.index(slot.quantity.start)
    return any(one.last == last and "of_whole" in one.kinds for one in line.marks_from(first, first + 1))


def is_component(bound: Bound, memory: Memory, catalogue: Catalogue) -> bool:
    """Whether the catalogue itself calls the indicator a part of the one that the whole was said of."""
    return any(catalogue.indicator(code).parts_of in memory.whole_codes for code in bound.codes)


def _colon(line: Line, slot: Slot, own: bool) -> bool:
    """Whether a colon opens a list of parts; one behind a name of its own ("domestic revenue: 4,678") does not."""
    head = line.text.flat[slot.head_start : slot.quantity.start].strip()
    return head.startswith(":") or (head.endswith(":") and not own)
