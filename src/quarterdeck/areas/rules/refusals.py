"""Why an event cannot stand as it is drafted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from quarterdeck.areas.rules.drafting import Draft, NewUnit, change_of, has_parent, orphans
from quarterdeck.areas.rules.sense import place_of, sense_refusals
from quarterdeck.areas.rules.shapes import shape_refusals
from quarterdeck.areas.rules.shares import share_refusals
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Event, Register, Standing, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message, gettext_noop

Ended = Mapping[str, str]
NAMED = 5


def check(draft: Draft, register: Register, *, taken: Sequence[str] = (), ended_by: Ended | None = None) -> AreaChange:
    """The rows that a sound draft makes; raises the first of its `refusals` otherwise."""
    for refusal in refusals(draft, register, ended_by):
        raise refusal
    return change_of(draft, register, taken)


def refusals(draft: Draft, register: Register, ended_by: Ended | None = None) -> Iterator[BadInput]:
    """Everything that speaks against a draft, each with its remedy and the part of the draft as its place.

    `register` holds what is in force and, where planned and staged events count too, what they will make; not the
    draft itself. `ended_by` names, by uid, the event that ends a unit where no succession tells.
    """
    yield from fact_refusals(draft.facts.act, draft.facts.title_vi)
    yield from _ending_refusals(draft, register, ended_by or {})
    yield from _beginning_refusals(draft, register)
    yield from _parent_refusals(draft, register)
    yield from _part_refusals(draft, register)
    yield from shape_refusals(draft, register)
    yield from share_refusals(draft, register)
    yield from sense_refusals(draft, register)


def fact_refusals(act: str, title_vi: str) -> Iterator[BadInput]:
    """What is missing of the legal facts of an event."""
    if not act.strip():
        yield BadInput(gettext_noop("An event of areas rests on a legal act."), place="act",
                       remedy=gettext_noop("Cite the act: its number and who issued it."))  # fmt: skip
    if not title_vi.strip():
        yield BadInput(gettext_noop("The event has no title in Vietnamese."), place="title_vi",
                       remedy=gettext_noop("Say in one line what happens to which unit."))  # fmt: skip


def _ending_refusals(draft: Draft, register: Register, ended_by: Ended) -> Iterator[BadInput]:
    day = draft.facts.day
    for uid in dict.fromkeys(draft.ends):
        unit = register.units.get(uid)
        if draft.ends.count(uid) > 1:
            yield _refusal(gettext_noop("{unit} is named twice."), {"unit": named(unit) if unit else uid},
                           gettext_noop("Name every unit once."))  # fmt: skip
        elif unit is None:
            yield _refusal(gettext_noop("There is no unit {unit} in force or planned."), {"unit": uid},
                           gettext_noop("Choose a unit that is alive on the eve of the event."))  # fmt: skip
        elif not _begun_before(unit, draft, register):
            yield _refusal(
                gettext_noop("{unit} begins on {born} only: the event of {day} comes before its birth."),
                {"unit": named(unit), "born": unit.valid_from, "day": day},
                gettext_noop("Correct the day, or choose the unit that was alive on the eve."),
            )
        elif unit.valid_to is not None:
            yield ended_already(unit, unit.valid_to, day, _ender(unit, register, ended_by))


def _begun_before(unit: Unit, draft: Draft, register: Register) -> bool:
    if unit.valid_from != draft.facts.day:
        return unit.valid_from < draft.facts.day
    codes = {one.event for one in register.backward.get(unit.uid, ())}
    return all(event.order < draft.facts.order for code in codes if (event := register.events.get(code)))


def _ender(unit: Unit, register: Register, ended_by: Ended) -> Event | None:
    codes = [ended_by.get(unit.uid, ""), *(one.event for one in register.onward.get(unit.uid, ()))]
    return next((register.events[code] for code in codes if code in register.events), None)


def ended_already(unit: Unit, end: date, day: date, event: Event | None) -> BadInput:
    """That a unit has ended, or will end by another event, before this one could end it."""
    by = _described(event) if event else Message("–")
    told: dict[str, object] = {"unit": named(unit), "day": day, "end": end, "event": by}
    if event is not None and event.standing in (Standing.PLANNED, Standing.STAGED):
        if end < day:
            text = gettext_noop("{unit} is not alive on the eve of {day}: it is to be ended on {end} by {event}.")
        else:
            text = gettext_noop("{unit} is already to be ended on {end} by {event}.")
        return _refusal(text, told, gettext_noop("Choose what that event begins, or revise or withdraw it first."))
    if end < day:
        return _refusal(
            gettext_noop("{unit} is not alive on the eve of {day}: it ended on {end} by {event}."), told,
            gettext_noop("Choose the unit that succeeded it, or correct the day."),
        )  # fmt: skip
    return _refusal(
        gettext_noop("{unit} is already ended by {event} on {end}."), told,
        gettext_noop("Choose what that event begins, or withdraw or revise it first."),
    )  # fmt: skip


def _described(event: Event) -> Message:
    told = {
        "planned": gettext_noop("the planned event {code} ({title})"),
        "staged": gettext_noop("the staged event {code} ({title})"),
    }
    plain = gettext_noop("event {code} ({title})")
    return Message(told.get(event.standing.value, plain), {"code": event.code, "title": event.title_vi})


def _beginning_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    places = [new.place for new in draft.begins]
    for new in draft.begins:
        if not (new.code.strip() and new.name_vi.strip() and new.kind.strip() and new.level >= 1):
            yield BadInput(
                Message(gettext_noop('The new unit "{unit}" lacks its code, name, kind or level.'),
                        {"unit": new.name_vi or new.code}),
                place=place_of(draft, new),
                remedy=gettext_noop("Give every new unit a code, a name in Vietnamese and a kind."),
            )  # fmt: skip
        elif places.count(new.place) > 1:
            yield _refusal(gettext_noop("Two new units have the code {code}."), {"code": new.code},
                           gettext_noop("Give each its own code."), place_of(draft, new))  # fmt: skip
        elif bearer := _bearer(new, draft, register):
            yield borne(new.code, bearer, place_of(draft, new), _beginner(bearer, register))


def _bearer(new: NewUnit, draft: Draft, register: Register) -> Unit | None:
    """Whoever bears the new unit's code on its level on the day or later, and does not end by this event."""
    day = draft.facts.day
    for unit in register.by_code.get(new.code, ()):
        lives_on = unit.valid_to is None or unit.valid_to > max(day, unit.valid_from)
        if unit.level == new.level and lives_on and unit.uid not in draft.ends:
            return unit
    return None


def _parent_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    highest = min((unit.level for unit in register.units.values()), default=1)
    for new in draft.begins:
        if new.parent_code == "" and new.level <= highest:
            continue
        if new.parent_code == new.code and not has_parent(draft, register, new.code, new.level):
            yield _refusal(gettext_noop("{unit} would stand under itself."), {"unit": f"{new.name_vi} ({new.code})"},
                           gettext_noop("Choose its parent among the units of a higher level."),
                           place_of(draft, new, "parent"))  # fmt: skip
        elif not has_parent(draft, register, new.parent_code, new.level):
            place = place_of(draft, new, "parent")
            yield no_parent(new.parent_code, f"{new.name_vi} ({new.code})", draft.facts.day, place)
    left = orphans(draft, register)
    for parent in dict.fromkeys(parent for parent, _child in left):
        below = [named(child) for above, child in left if above == parent]
        named_below = ", ".join(below[:NAMED]) + "…" * (len(below) > NAMED)
        yield _refusal(
            gettext_noop("{unit} ends, and {count} units below it would have no parent: {units}."),
            {"unit": named(parent), "count": len(below), "units": named_below},
            gettext_noop("Say under which unit each of them goes."), "placed",
        )  # fmt: skip


def _part_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    begun = set(draft.begins)
    for part in draft.parts:
        if part.predecessor not in draft.ends or part.successor not in begun:
            yield _refusal(
                gettext_noop("{unit} does not end by this event, or what it becomes does not begin by it."),
                {"unit": part.predecessor}, gettext_noop("Name every predecessor among the units that end."),
            )  # fmt: skip
    pairs = [(part.predecessor, part.successor) for part in draft.parts]
    for uid, new in dict.fromkeys(pair for pair in pairs if pairs.count(pair) > 1):
        if draft.ends.count(uid) > 1:
            continue
        yield _refusal(
            gettext_noop("That {unit} becomes {new} is said twice."),
            {"unit": named(register.units[uid]) if uid in register.units else uid, "new": new.name_vi},
            gettext_noop("Add both shares together."), "shares",
        )  # fmt: skip


def borne(code: str, bearer: Unit, place: str = "begins", event: Event | None = None) -> BadInput:
    """That another unit bears a code, or will bear it by a planned event."""
    told: dict[str, object] = {"code": code, "unit": named(bearer), "born": bearer.valid_from}
    if event is not None and event.standing in (Standing.PLANNED, Standing.STAGED):
        return _refusal(
            gettext_noop("The code {code} is to be borne by {unit} from {born} on, by {event}."),
            told | {"event": _described(event)},
            gettext_noop("Give another code, or revise or withdraw that event first."), place,
        )  # fmt: skip
    return _refusal(
        gettext_noop("The code {code} is borne by {unit} from {born} on."), told,
        gettext_noop("Give another code, or let this event end that unit too."), place,
    )  # fmt: skip


def _beginner(unit: Unit, register: Register) -> Event | None:
    codes = [one.event for one in register.backward.get(unit.uid, ())]
    return next((register.events[code] for code in codes if code in register.events), None)


def no_parent(parent_code: str, unit: str, day: date, place: str = "parent") -> BadInput:
    """That a unit would stand under no living one."""
    return _refusal(
        gettext_noop("The parent {parent} of {unit} is no unit of a higher level alive on {day}."),
        {"parent": parent_code or "–", "unit": unit, "day": day},
        gettext_noop("Choose a parent that is alive from that day on."), place,
    )  # fmt: skip


def named(unit: Unit) -> str:
    """A unit as refusals name it."""
    return f"{unit.name_vi} ({unit.code})"


def _refusal(text: str, params: Mapping[str, object], remedy: str, place: str = "ends") -> BadInput:
    return BadInput(Message(text, params), remedy=remedy, place=place)
