"""The natural draft of each kind of event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quarterdeck.areas.rules.drafting import Draft, Facts, NewUnit, Part, continued
from quarterdeck.core.lineage import Quality, Share, Unit
from quarterdeck.core.lineage.shares import ONE

Shares = Mapping[str, Share]


def merge(facts: Facts, units: Sequence[Unit], into: NewUnit) -> Draft:
    """Several units become one, each of them whole."""
    return Draft(facts, _uids(units), (into,), tuple(Part(unit.uid, into) for unit in units))


def absorb(facts: Facts, absorber: Unit, absorbed: Sequence[Unit]) -> Draft:
    """Units go whole into another, which keeps its code and name."""
    return merge(facts, [absorber, *absorbed], continued(absorber))


def split(facts: Facts, unit: Unit, into: Sequence[tuple[NewUnit, Shares]], evidence: str = "") -> Draft:
    """One unit becomes several; what each takes is told by the shares, and unknown where they are silent."""
    parts = tuple(Part(unit.uid, new, shares, evidence) for new, shares in into)
    return Draft(facts, (unit.uid,), tuple(new for new, _shares in into), parts)


def transfer(facts: Facts, giver: Unit, taker: Unit, shares: Shares, evidence: str = "") -> Draft:
    """A part of one unit goes to another; both live on with the same codes, names and parents."""
    smaller, larger = continued(giver), continued(taker)
    parts = (
        Part(giver.uid, smaller, {by: _rest(share) for by, share in shares.items()}, evidence),
        Part(giver.uid, larger, shares, evidence),
        Part(taker.uid, larger),
    )
    return Draft(facts, (giver.uid, taker.uid), (smaller, larger), parts)


def move(facts: Facts, units: Sequence[Unit], parent_code: str) -> Draft:
    """Units go under another parent, with their territory, codes and names."""
    return _each(facts, [(unit, replace(continued(unit), parent_code=parent_code)) for unit in units])


def rename(facts: Facts, unit: Unit, name_vi: str, name_en: str = "") -> Draft:
    """A unit gets another name."""
    return _each(facts, [(unit, replace(continued(unit), name_vi=name_vi, name_en=name_en or name_vi))])


def reclassify(facts: Facts, unit: Unit, kind: str, name_vi: str = "", name_en: str = "") -> Draft:
    """A unit becomes one of another kind, most often with another name: a commune becomes a township."""
    name_en = name_en or name_vi or unit.name_en
    named = replace(continued(unit), kind=kind, name_vi=name_vi or unit.name_vi, name_en=name_en)
    return _each(facts, [(unit, named)])


def abolish(facts: Facts, units: Sequence[Unit]) -> Draft:
    """Units end without a successor of their level; the units below them go one level up."""
    return Draft(facts, _uids(units))


def create(facts: Facts, units: Sequence[NewUnit]) -> Draft:
    """Units begin that come from no other."""
    return Draft(facts, (), tuple(units))


def _each(facts: Facts, pairs: Sequence[tuple[Unit, NewUnit]]) -> Draft:
    parts = tuple(Part(unit.uid, new) for unit, new in pairs)
    return Draft(facts, _uids([unit for unit, _new in pairs]), tuple(new for _unit, new in pairs), parts)


def _uids(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.uid for unit in units)


def _rest(share: Share) -> Share:
    if share.value is None:
        return Share(None, Quality.UNKNOWN)
    return Share(ONE - share.value, share.quality)
