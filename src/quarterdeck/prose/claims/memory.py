"""What a number is read against, and what one number leaves for the next."""

from dataclasses import dataclass
from typing import NamedTuple

from quarterdeck.core.periods import Period
from quarterdeck.prose.binding import NOTHING, Bound
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims.clock import START as MIDNIGHT
from quarterdeck.prose.claims.clock import Clock
from quarterdeck.prose.claims.scope import Area, periods_said
from quarterdeck.prose.claims.told import Told
from quarterdeck.prose.doubts import has_unknown
from quarterdeck.prose.lines import Line
from quarterdeck.prose.periods import Context, When
from quarterdeck.prose.quantities import Quantity
from quarterdeck.prose.relations import Relation
from quarterdeck.prose.units import PERCENT

# A word at the head of a sentence that refers back stands among its first tokens.
_SUBJECT_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text is read against: the catalogue, and what it speaks of where it does not say so itself."""

    catalogue: Catalogue
    context: Context
    area: str


class Memory(NamedTuple):
    """What one number leaves for the next: its indicator, relation, area and period, and the whole it was.

    `doubted` are the indicators of which the sentences before spoke for another period than the review's: what is
    said of them and of their components now may be of that period too. `concepts` are the meanings of the words
    of the sentence before; `told` is what the numbers before said, `subject` the place of the
    words that named what they were said of.
    """

    bound: Bound = NOTHING
    relation: Relation | None = None
    quantity: Quantity | None = None
    area: Area | None = None
    whole_unit: str = ""
    whole_codes: frozenset[str] = frozenset()
    in_parts: bool = False
    listed: bool = False
    period: When | None = None
    doubted: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    subject: tuple[int, int] | None = None
    told: Told = Told()
    clock: Clock = MIDNIGHT

    def at_paragraph(self) -> "Memory":
        """What outlives the end of a paragraph: nothing but the relation of a list that goes on in items."""
        return Memory(
            relation=self.relation,
            told=self.told._replace(broken=True, reported=False),
            clock=self.clock.at_paragraph(),
        )


START = Memory()


def opened(line: Line, memory: Memory, review: Period) -> Memory:
    """Of the sentence before, only what this one refers to: "It equals…", "Of which…", "Đạt 32,6% dự toán"."""
    first = line.quantities[0].start if line.quantities else line.end
    opening = [mark for mark in line.marks_from(0, _SUBJECT_WITHIN) if mark.last <= _SUBJECT_WITHIN]
    silent = not has_unknown(line, 0, line.index(first)) and not any(m.end <= first for m in line.indicators)
    if any("breakdown" in mark.kinds for mark in opening):
        rising = memory.relation._replace(sign=1) if memory.relation is not None else None
        in_parts = bool(memory.whole_unit)
        return memory._replace(bound=NOTHING, relation=rising, quantity=None, area=None, in_parts=in_parts)
    spoken = memory.period.period if memory.period is not None else None
    foreign = spoken is not None and not _overlap(spoken, review)
    doubted = memory.doubted | memory.bound.codes if foreign else memory.doubted
    doubted = frozenset() if doubted and periods_said(line) else doubted
    referring = silent and any("pronoun" in mark.kinds for mark in opening)
    bare = silent and bool(line.quantities) and line.quantities[0].unit in PERCENT and bool(memory.bound.codes)
    bound = memory.bound if referring else memory.bound._replace(strength="weak") if bare else NOTHING
    return Memory(
        bound=bound, period=memory.period if referring or bare else None, doubted=doubted,
        concepts=memory.concepts, told=memory.told, clock=memory.clock,
    )  # fmt: skip


def _overlap(left: Period, right: Period) -> bool:
    return left.start < right.end and right.start < left.end
