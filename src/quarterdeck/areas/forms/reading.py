"""What was typed in the form of an event, as a draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quarterdeck.areas.rules import kinds
from quarterdeck.areas.rules.drafting import Draft, Facts, NewUnit, with_units_below
from quarterdeck.areas.rules.finding import Finder, placed
from quarterdeck.areas.rules.shares import read_share
from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.lineage import EventKind, Register, Share, Unit

# Which field a part of the draft stands for: the place of a refusal, by kind.
PLACES: Mapping[EventKind, Mapping[str, str]] = {
    EventKind.MERGE: {"ends": "units", "begins": "code", "kind": "units"},
    EventKind.ABSORB: {"ends": "units", "begins": "absorber", "kind": "units"},
    EventKind.SPLIT: {"ends": "unit", "begins": "r1_code", "parent": "r1_parent", "shares": "r1_population",
                      "kind": "r2_code"},
    EventKind.TRANSFER: {"ends": "giver", "begins": "taker", "shares": "population", "kind": "taker"},
    EventKind.MOVE: {"ends": "units", "begins": "units", "kind": "parent"},
    EventKind.RENAME: {"ends": "unit", "begins": "name_vi", "kind": "name_vi"},
    EventKind.RECLASSIFY: {"ends": "unit", "begins": "unit_kind", "kind": "unit_kind"},
    EventKind.ABOLISH: {"ends": "units", "kind": "units", "parent": "units", "placed": "units"},
    EventKind.CREATE: {"begins": "code", "kind": "code"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """The clean values of a form, and what is needed to read units in them."""

    given: Mapping[str, Any]
    finder: Finder
    register: Register
    rows: int

    def text(self, field: str) -> str:
        """What a field says, "" where it says nothing."""
        return str(self.given.get(field) or "").strip()

    def read(self, field: str, reading: Callable[[str], Any]) -> Any:
        """What a field means; a failure to read it gets the field as its place."""
        try:
            return reading(self.text(field))
        except QuarterdeckError as failure:
            failure.place = field
            raise

    def unit(self, field: str) -> Unit:
        """The one unit that a field names."""
        return self.read(field, self.finder.one)

    def units(self, field: str) -> list[Unit]:
        """The units that a field names, one a line."""
        return self.read(field, self.finder.several)

    def parent(self, field: str, default: str = "") -> str:
        """The code of a parent. A code that no unit has borne yet is kept, for the refusals to judge."""
        text = self.text(field)
        if not text or (" " not in text and text not in self.register.by_code and not self.finder.candidates(text)):
            return text or default
        return self.unit(field).code

    def new(self, like: Unit | None, prefix: str = "") -> NewUnit:
        """The new unit of a form; what is not said of it is as with a predecessor."""
        return NewUnit(
            self.text(f"{prefix}code"),
            int(self.given.get(f"{prefix}level") or (like.level if like else 0)),
            self.text(f"{prefix}unit_kind") or (like.kind if like else ""),
            self.text(f"{prefix}name_vi"),
            self.text(f"{prefix}name_en"),
            self.parent(f"{prefix}parent", like.parent_code if like else ""),
        )

    def shares(self, prefix: str = "") -> dict[str, Share]:
        """The shares typed, by denominator; empty ones are unknown."""
        quality = self.text("quality")
        return {by: self.read(f"{prefix}{by}", lambda text: read_share(text, quality)) for by in ("population", "land")}


def draft_of(kind: EventKind, facts: Facts, typed: Typed) -> Draft:
    """The draft that was typed, with the units below that it takes along; raises `BadInput` for what is unreadable."""
    where = typed.read("placed", lambda text: placed(text, typed.finder))
    return with_units_below(_MADE[kind](facts, typed), typed.register, where)


def _merge(facts: Facts, typed: Typed) -> Draft:
    units = typed.units("units")
    return kinds.merge(facts, units, typed.new(units[0]))


def _absorb(facts: Facts, typed: Typed) -> Draft:
    return kinds.absorb(facts, typed.unit("absorber"), typed.units("units"))


def _split(facts: Facts, typed: Typed) -> Draft:
    unit = typed.unit("unit")
    prefixes = [f"r{row}_" for row in range(1, typed.rows + 1)]
    told = [one for one in prefixes if typed.text(f"{one}code") or typed.text(f"{one}name_vi")]
    into = [(typed.new(unit, one), typed.shares(one)) for one in told]
    return kinds.split(facts, unit, into, typed.text("evidence"))


def _transfer(facts: Facts, typed: Typed) -> Draft:
    giver, taker = typed.unit("giver"), typed.unit("taker")
    return kinds.transfer(facts, giver, taker, typed.shares(), typed.text("evidence"))


def _move(facts: Facts, typed: Typed) -> Draft:
    return kinds.move(facts, typed.units("units"), typed.parent("parent"))


def _rename(facts: Facts, typed: Typed) -> Draft:
    return kinds.rename(facts, typed.unit("unit"), typed.text("name_vi"), typed.text("name_en"))


def _reclassify(facts: Facts, typed: Typed) -> Draft:
    names = typed.text("name_vi"), typed.text("name_en")
    return kinds.reclassify(facts, typed.unit("unit"), typed.text("unit_kind"), *names)


def _abolish(facts: Facts, typed: Typed) -> Draft:
    return kinds.abolish(facts, typed.units("units"))


def _create(facts: Facts, typed: Typed) -> Draft:
    return kinds.create(facts, [typed.new(None)])


_MADE: Mapping[EventKind, Callable[[Facts, Typed], Draft]] = {
    EventKind.MERGE: _merge, EventKind.ABSORB: _absorb, EventKind.SPLIT: _split, EventKind.TRANSFER: _transfer,
    EventKind.MOVE: _move, EventKind.RENAME: _rename, EventKind.RECLASSIFY: _reclassify, EventKind.ABOLISH: _abolish,
    EventKind.CREATE: _create,
}  # fmt: skip
