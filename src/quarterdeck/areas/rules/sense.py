"""What no act can mean: a commune that is a district, a code with spaces, a part that is the whole."""

import re
from collections.abc import Iterator, Mapping

from quarterdeck.areas.rules.drafting import Draft, NewUnit
from quarterdeck.areas.rules.shares import DENOMINATORS
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import EventKind, Register, Standing, Unit
from quarterdeck.core.lineage.shares import ONE
from quarterdeck.core.messages import Message, gettext_noop

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
# The most characters that are kept of each.
LONGEST: Mapping[str, int] = {"code": 20, "name_vi": 200, "name_en": 200, "kind": 40}


def sense_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    """Codes, names and kinds of new units that cannot be, and transfers that leave nothing behind."""
    ended = [register.units[uid] for uid in draft.ends if uid in register.units]
    known = {(unit.code, unit.kind, unit.level) for unit in ended}
    for new in draft.begins:
        place = place_of(draft, new)
        if (new.code, new.kind, new.level) not in known:
            yield from _code_refusals(new, place)
            yield from _kind_refusals(new, register, place)
        yield from _length_refusals(new, place)
    if draft.facts.kind is EventKind.TRANSFER:
        yield from _whole_refusals(draft, register)


def place_of(draft: Draft, new: NewUnit, part: str = "begins") -> str:
    """The part of a draft that says something of a new unit: with its number where it is not the first."""
    number = draft.begins.index(new) + 1 if new in draft.begins else 1
    return part if number == 1 else f"{part} {number}"


def _code_refusals(new: NewUnit, place: str) -> Iterator[BadInput]:
    if new.code.strip() and not CODE.fullmatch(new.code):
        yield BadInput(
            Message(gettext_noop('"{code}" is no code of a unit.'), {"code": new.code}), place=place,
            remedy=gettext_noop("Write letters and digits only, without spaces and signs."),
        )  # fmt: skip


def _length_refusals(new: NewUnit, place: str) -> Iterator[BadInput]:
    for name, most in LONGEST.items():
        text = getattr(new, name)
        if len(text) > most:
            yield BadInput(
                Message(gettext_noop('"{text}…" has {count} characters, more than the {most} that are kept.'),
                        {"text": text[:30], "count": len(text), "most": most}),
                place=place, remedy=gettext_noop("Shorten it."),
            )  # fmt: skip


def _kind_refusals(new: NewUnit, register: Register, place: str) -> Iterator[BadInput]:
    levels = _levels(register, new.kind)
    if levels and new.level not in levels:
        yield BadInput(
            Message(gettext_noop("Units of the kind of {unit} are of level {levels}, not of level {level}."),
                    {"unit": f"{new.name_vi} ({new.code})", "level": new.level,
                     "levels": ", ".join(map(str, sorted(levels)))}),
            place=place, remedy=gettext_noop("Choose a kind of its level."),
        )  # fmt: skip


def _levels(register: Register, kind: str) -> set[int]:
    """The levels of the units of a kind, those left out that are only planned."""
    return {unit.level for uid, unit in register.units.items() if unit.kind == kind and not _planned(register, uid)}


def _planned(register: Register, uid: str) -> bool:
    codes = {one.event for one in register.backward.get(uid, ())}
    found = [register.events[code].standing for code in codes if code in register.events]
    return any(standing is not Standing.IN_FORCE for standing in found)


def _whole_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    for part in draft.parts:
        unit = register.units.get(part.predecessor)
        if unit is None or unit.code == part.successor.code:
            continue
        for by, share in part.shares.items():
            if share.value == ONE:
                yield BadInput(
                    Message(gettext_noop("All of {unit} by {by} would go to {taker}, and nothing would stay."),
                            {"unit": f"{unit.name_vi} ({unit.code})", "taker": part.successor.name_vi,
                             "by": Message(DENOMINATORS.get(by, by))}),
                    place="shares",
                    remedy=gettext_noop("Correct the share, or draft that the whole unit goes into the other."),
                )  # fmt: skip


def doubts(draft: Draft, register: Register) -> Iterator[Message]:
    """What can be meant but seldom is: a name that a living unit of the same parent and kind bears already."""
    wanted = {_likeness(new): new for new in draft.begins}
    for unit in register.state(draft.facts.day):
        new = wanted.get(_likeness(unit))
        if new is not None and unit.uid not in draft.ends and unit.code != new.code:
            yield Message(
                gettext_noop("{unit} under the same parent bears the name {name} too."),
                {"unit": f"{unit.name_vi} ({unit.code})", "name": new.name_vi},
            )


def _likeness(unit: Unit | NewUnit) -> tuple[str, str, int, str]:
    return unit.name_vi, unit.kind, unit.level, unit.parent_code
