"""An event as it would be typed in the form of its kind, to be revised there."""

from collections.abc import Callable, Mapping, Sequence

from quarterdeck.areas.rules.carrying import put_elsewhere
from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.core.lineage import EventKind, Quality, Succession, Unit
from quarterdeck.core.lineage.change import AreaChange

Typed = dict[str, str]


def typed(change: AreaChange) -> Typed:
    """The fields of the form by name; only what the form of this kind can hold."""
    along = {old for old, _new in put_elsewhere(change)} if change.event.kind is not EventKind.MOVE else set()
    ended = [unit for unit in change.ended if unit not in along]
    kept = {unit.uid for unit in ended}
    onward = [one for one in change.successions if one.predecessor in kept]
    gone = {one.successor for one in change.successions} - {one.successor for one in onward}
    begun = [unit for unit in change.begun if unit.uid not in gone]
    if change.event.kind not in _TYPED:
        return {}
    event = change.event
    return {
        "day": event.day.isoformat(), "act": event.act, "title_vi": event.title_vi, "title_en": event.title_en,
        "adopted_on": "" if event.adopted_on == event.day else event.adopted_on.isoformat(),
        **_TYPED[event.kind](ended, begun, onward), **_placed(change, along),
    }  # fmt: skip


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts do the same to the same units."""

    def core(draft: Draft) -> tuple[object, ...]:
        parts = {(part.predecessor, part.successor, _values(part.shares)) for part in draft.parts}
        return set(draft.ends), set(draft.begins), parts

    return core(one) == core(other)


def _values(shares: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    told = {by: getattr(share, "value", None) for by, share in shares.items()}
    return tuple(sorted((by, value) for by, value in told.items() if value is not None))


def _named(units: Sequence[Unit]) -> str:
    return "\n".join(f"{unit.code} {unit.name_vi}" for unit in units)


def _new(unit: Unit, prefix: str = "") -> Typed:
    said = {
        "code": unit.code, "name_vi": unit.name_vi, "name_en": unit.name_en, "unit_kind": unit.kind,
        "parent": unit.parent_code,
    }  # fmt: skip
    return {f"{prefix}{name}": value for name, value in said.items()}


def _shares(one: Succession, prefix: str = "") -> Typed:
    values = {by: one.shares[by].value for by in ("population", "land") if by in one.shares}
    return {f"{prefix}{by}": str(value) for by, value in values.items() if value is not None}


def _evidence(successions: Sequence[Succession]) -> Typed:
    known = [share.quality for one in successions for share in one.shares.values() if share.value is not None]
    evidence = next((one.evidence for one in successions if one.evidence), "")
    return {"quality": Quality.worst(known).value if known else Quality.ESTIMATED.value, "evidence": evidence}


def _merge(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    return {"units": _named(ended), **(_new(begun[0]) if begun else {})}


def _absorb(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    codes = {unit.code for unit in begun}
    return {
        "absorber": _named([unit for unit in ended if unit.code in codes][:1]),
        "units": _named([unit for unit in ended if unit.code not in codes]),
    }


def _split(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    into = {one.successor: one for one in onward}
    rows: Typed = {"unit": _named(ended[:1]), "rows": str(max(len(begun), 2)), **_evidence(onward)}
    for row, unit in enumerate(begun, 1):
        rows |= _new(unit, f"r{row}_") | _shares(into[unit.uid], f"r{row}_")
    return rows


def _transfer(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    codes = {unit.uid: unit.code for unit in (*ended, *begun)}
    part = next((one for one in onward if codes[one.predecessor] != codes[one.successor]), None)
    if part is None:
        return {}
    giver = [unit for unit in ended if unit.uid == part.predecessor]
    taker = [unit for unit in ended if unit.code == codes[part.successor]]
    return {"giver": _named(giver), "taker": _named(taker[:1]), **_shares(part), **_evidence([part])}


def _one(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    return {"unit": _named(ended[:1]), **(_new(begun[0]) if begun else {})}


def _several(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    return {"units": _named(ended), "parent": begun[0].parent_code if begun else ""}


def _create(ended: Sequence[Unit], begun: Sequence[Unit], onward: Sequence[Succession]) -> Typed:
    return {**_new(begun[0]), "level": str(begun[0].level)} if begun else {}


def _placed(change: AreaChange, along: set[Unit]) -> Typed:
    if change.event.kind is not EventKind.SPLIT:
        return {}
    parents = {old: new.parent_code for old, new in put_elsewhere(change)}
    return {"placed": "\n".join(f"{unit.code} {unit.name_vi} > {parents[unit]}" for unit in along)}


_TYPED: Mapping[EventKind, Callable[[Sequence[Unit], Sequence[Unit], Sequence[Succession]], Typed]] = {
    EventKind.MERGE: _merge, EventKind.ABSORB: _absorb, EventKind.SPLIT: _split, EventKind.TRANSFER: _transfer,
    EventKind.MOVE: _several, EventKind.RENAME: _one, EventKind.RECLASSIFY: _one, EventKind.ABOLISH: _several,
    EventKind.CREATE: _create,
}  # fmt: skip
