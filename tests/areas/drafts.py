"""Events of the cast as somebody would draft them, and a recorded fake room that follows."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from quarterdeck.areas.actions.activation import activate_event
from quarterdeck.areas.actions.events import draft_event, stage_event
from quarterdeck.areas.actions.rows import write_rows
from quarterdeck.areas.actions.withdrawal import withdraw_event
from quarterdeck.areas.models import Area, AreaEvent
from quarterdeck.areas.queries import forget, register
from quarterdeck.areas.rules.drafting import Draft, Facts, NewUnit, change_of, with_units_below
from quarterdeck.areas.rules.kinds import merge, rename, split
from quarterdeck.core import links
from quarterdeck.core.lineage import EventKind, Quality, Share, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Follower, Moved, Touched
from quarterdeck.core.messages import Message
from quarterdeck.core.rights import Actor
from tests.world import NOW, World

EVE, DAY, LATER = date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 20)


def facts(kind: EventKind, day: date = DAY, **given: object) -> Facts:
    plain: dict[str, object] = {"act": "7/NQ-HĐND", "title_vi": "Sắp xếp đơn vị", "title_en": "Units are rearranged"}
    return Facts(kind, day, **(plain | given))


def unit(code: str, day: date = DAY) -> Unit:
    """The unit of the cast that bears a code, also one that is only expected."""
    found = register(expected=True).on(code, day)
    assert found is not None
    return found


def merged_districts(day: date = DAY, **given: object) -> Draft:
    """Districts One and Two become District Three; their communes go along."""
    into = NewUnit("D3", 2, "district", "Huyện Gộp", "District Joined", "P")
    units = [unit("D1", EVE), unit("D2", EVE)]
    return with_units_below(merge(facts(EventKind.MERGE, day, **given), units, into), register(expected=True))


def split_commune(*shares: str, day: date = DAY) -> Draft:
    """Commune Three becomes C5 and C6, by shares of its people."""
    news = [NewUnit(code, 3, "commune", f"Xã {code}", f"Commune {code}", "D2") for code in ("C5", "C6")]
    told = [
        {"population": Share(Fraction(text) if text else None, Quality.COUNTED if text else Quality.UNKNOWN)}
        for text in shares
    ]
    return split(facts(EventKind.SPLIT, day), unit("C3", EVE), list(zip(news, told, strict=True)))


def kept(world: World, draft: Draft) -> AreaEvent:
    return draft_event(draft=draft, by=world.actor("specialist"), at=NOW)


def staged(world: World, draft: Draft) -> AreaEvent:
    return stage_event(event=kept(world, draft), version=1, by=world.actor("specialist"), at=NOW)


def in_force(world: World, draft: Draft) -> AreaEvent:
    event = staged(world, draft)
    return activate_event(event=event, version=2, today=LATER, by=world.actor("specialist"), at=NOW)


def renamed(code: str = "C3", name: str = "Xã Mới", day: date = DAY) -> Draft:
    return rename(facts(EventKind.RENAME, day), unit(code, EVE), name, "New Commune")


def withdrawn(world: World, event: AreaEvent, **given: object) -> AreaEvent:
    plain: dict[str, object] = {
        "version": event.version, "reason": "Sai căn cứ", "act": "9/NQ-HĐND", "today": LATER,
        "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return withdraw_event(event=event, **(plain | given))


def lives() -> dict[str, tuple[object, ...]]:
    """Every version in force by its uid, and what became of whom."""
    held = register()
    rows = {uid: (one, tuple(held.onward.get(uid, ()))) for uid, one in held.units.items()}
    flags = Area.objects.filter(standing="in_force").values_list("uid", "expected_to", "ended_by", "begun_by")
    return {uid: (*rows[uid], *kept_flags) for uid, *kept_flags in flags}


@dataclass
class FakeRoom:
    """A room in which one task hangs on every ended unit; it keeps what it was asked to do."""

    moved: list[Moved] = field(default_factory=list)
    returned: list[Moved] = field(default_factory=list)
    hanging: list[Touched] = field(default_factory=list)
    fails: bool = False
    delay: float = 0

    def touched(self, change: AreaChange) -> list[Touched]:
        return [Touched("fake", Message("Fake tasks"), len(change.ended), Message("They pass on."), moves=True)]

    def transfer(self, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
        if self.fails:
            raise RuntimeError("the fake room is on fire")
        time.sleep(self.delay)
        new = [Moved("fake", "task", f"T-{uid}", uid, heir) for uid, heir in change.heirs.items()]
        self.moved.extend(new)
        return new

    def give_back(self, change: AreaChange, moved: list[Moved], by: Actor, at: datetime) -> None:
        self.returned.extend(moved)

    def depending(self, change: AreaChange) -> list[Touched]:
        return self.hanging


@contextmanager
def following() -> Iterator[FakeRoom]:
    """Only the fake room follows."""
    room, before = FakeRoom(), dict(links._FOLLOWERS)
    links._FOLLOWERS.clear()
    links.register_follower(Follower("fake", room.touched, room.transfer, room.give_back, room.depending))
    try:
        yield room
    finally:
        links._FOLLOWERS.clear()
        links._FOLLOWERS.update(before)


def imported(code: str, draft: Draft) -> AreaEvent:
    """The rows of a draft as a file brings them: planned, and not checked."""
    held = register(expected=True)
    drafted = replace(draft, facts=replace(draft.facts, code=code))
    told = drafted.facts
    event = AreaEvent.objects.create(
        code=code, kind=told.kind.value, day=told.day, adopted_on=told.day, act=told.act, title_vi=told.title_vi,
        order=told.order,
    )  # fmt: skip
    write_rows(event, drafted, change_of(drafted, held), held)
    event.save()
    forget()
    return event
