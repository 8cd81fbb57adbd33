"""Whether a draft does what its kind says."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quarterdeck.areas.rules.drafting import Draft, NewUnit
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import EventKind, Register, Unit
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class _Shape:
    """A draft as its kind looks at it."""

    draft: Draft
    pairs: tuple[tuple[Unit, NewUnit], ...]

    def joins(self) -> bool:
        """Whether a new unit has two predecessors or more."""
        return max(Counter(part.successor for part in self.draft.parts).values(), default=0) > 1

    def divides(self) -> bool:
        """Whether a unit has two successors or more."""
        return max(Counter(part.predecessor for part in self.draft.parts).values(), default=0) > 1

    def keeps_a_code(self) -> bool:
        """Whether a unit that takes another one in lives on under its code."""
        joined = {new for new, count in Counter(part.successor for part in self.draft.parts).items() if count > 1}
        return any(new in joined and new.place == (unit.code, unit.level) for unit, new in self.pairs)


def _changed(name: str) -> Callable[[_Shape], bool]:
    return lambda shape: any(getattr(unit, name) != getattr(new, name) for unit, new in shape.pairs)


KINDS: Mapping[EventKind, tuple[Callable[[_Shape], bool], str]] = {
    EventKind.MERGE: (_Shape.joins, gettext_noop("A merger makes one unit of two or more.")),
    EventKind.ABSORB: (
        _Shape.keeps_a_code, gettext_noop("A unit that takes others in keeps its code, and takes at least one in."),
    ),
    EventKind.SPLIT: (_Shape.divides, gettext_noop("A split makes two or more units of one.")),
    EventKind.TRANSFER: (
        lambda shape: shape.divides() and shape.joins(),
        gettext_noop("The transfer of a part takes it from one unit and adds it to another."),
    ),
    EventKind.MOVE: (_changed("parent_code"), gettext_noop("The parent stays the same.")),
    EventKind.RENAME: (_changed("name_vi"), gettext_noop("The name stays the same.")),
    EventKind.RECLASSIFY: (_changed("kind"), gettext_noop("The kind stays the same.")),
    EventKind.ABOLISH: (lambda shape: bool(shape.draft.ends), gettext_noop("An abolition ends a unit at least.")),
    EventKind.CREATE: (lambda shape: bool(shape.draft.begins), gettext_noop("A creation begins a unit at least.")),
}  # fmt: skip


def shape_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    """What a draft of this kind must have and lacks; and units that come from nowhere or go nowhere."""
    kind = draft.facts.kind
    if kind not in KINDS:
        yield BadInput(gettext_noop("A withdrawal is no event to be drafted."), place="kind",
                       remedy=gettext_noop("Open the event and withdraw it there."))  # fmt: skip
        return
    pairs = tuple(
        (register.units[part.predecessor], part.successor) for part in draft.parts if part.predecessor in register.units
    )
    fits, said = KINDS[kind]
    if not fits(_Shape(draft, pairs)):
        yield BadInput(said, place="kind", remedy=gettext_noop("Complete the event, or choose another kind."))
    yield from _loose_ends(draft, register)


def _loose_ends(draft: Draft, register: Register) -> Iterator[BadInput]:
    going = {part.predecessor for part in draft.parts}
    coming = {part.successor for part in draft.parts}
    for uid in draft.ends:
        if uid not in going and draft.facts.kind is not EventKind.ABOLISH and uid in register.units:
            yield _loose(gettext_noop("{unit} ends and becomes part of nothing."), register.units[uid].name_vi,
                         gettext_noop("Name its successor, or abolish it."), "ends")  # fmt: skip
    for new in draft.begins:
        if new not in coming and draft.facts.kind is not EventKind.CREATE:
            yield _loose(gettext_noop("{unit} begins and comes from nothing."), new.name_vi,
                         gettext_noop("Name its predecessors, or create it."), "begins")  # fmt: skip


def _loose(text: str, unit: str, remedy: str, place: str) -> BadInput:
    return BadInput(Message(text, {"unit": unit}), remedy=remedy, place=place)
