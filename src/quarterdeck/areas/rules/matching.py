"""Which unit a feature outlines: by its code, or by its name and that of the unit above where nobody has its code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.areas.rules.geojson import Feature
from quarterdeck.areas.rules.tables import CODE_HEADS, NAME_HEADS
from quarterdeck.core.folding import fold
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.lineage.padding import restored
from quarterdeck.core.lineage.spelling import Spelling
from quarterdeck.core.messages import Message, gettext_noop

PARENT_HEADS = ("parent", "parent code", "parent name", "province", "district", "ten huyen", "ten tinh", "ma tinh")


@dataclass(frozen=True, slots=True)
class Keys:
    """The names of the properties that hold the code, the name, and the unit above; "" for the usual ones."""

    code: str = ""
    name: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A feature that outlines no unit: `kind` is unmatched, ambiguous, duplicate or differs."""

    number: int
    kind: str
    message: Message


@dataclass(frozen=True, slots=True)
class Matching:
    """The unit of each feature by its number, how many were matched by name, the features that have none."""

    units: Mapping[int, Unit]
    by_name: int
    strays: tuple[Stray, ...]

    def bare(self, register: Register, day: date) -> list[Unit]:
        """Units of the levels of those outlined, under the same parents, that no feature outlines."""
        beside = {(unit.level, unit.parent_code) for unit in self.units.values()}
        outlined = {unit.uid for unit in self.units.values()}
        alive = register.state(day)
        return [unit for unit in alive if (unit.level, unit.parent_code) in beside and unit.uid not in outlined]


def match(
    features: Sequence[Feature], register: Register, day: date, *, level: int | None = None, keys: Keys | None = None
) -> Matching:
    """The unit alive on `day` that each feature outlines, of one level or of all."""
    matcher = _Matcher(features, register, day, level, keys or Keys())
    found: dict[int, Unit] = {}
    strays: list[Stray] = []
    first: dict[str, int] = {}
    for feature in features:
        unit = matcher.unit(feature)
        if isinstance(unit, Stray):
            strays.append(unit)
        elif unit.uid in first:
            strays.append(_duplicate(feature, unit, first[unit.uid]))
        else:
            first[unit.uid] = feature.number
            found[feature.number] = unit
    return Matching(found, len(matcher.named & found.keys()), tuple(strays))


def _duplicate(feature: Feature, unit: Unit, number: int) -> Stray:
    text = gettext_noop("outlines {code} {name}, as feature {number} does already")
    return Stray(
        feature.number, "duplicate", Message(text, {"code": unit.code, "name": unit.name_vi, "number": number})
    )


def _differs(feature: Feature, name: str, bearer: Unit) -> Stray:
    """Never matched by its name instead: codes are given out again, and the outline may be of another day."""
    text = gettext_noop("is called {name}, but on this day {code} is {unit}")
    return Stray(feature.number, "differs", Message(text, {"name": name, "code": bearer.code, "unit": bearer.name_vi}))


def _on_levels(feature: Feature, code: str, units: Sequence[Unit]) -> Stray:
    text = gettext_noop("has the code {code}, which units of the levels {levels} bear: give --level")
    levels = ", ".join(str(level) for level in sorted({unit.level for unit in units}))
    return Stray(feature.number, "ambiguous", Message(text, {"code": code, "levels": levels}))


def _unfound(feature: Feature, code: str, name: str, named: Sequence[Unit]) -> Stray:
    if named:
        text = gettext_noop("is called {name}, as {count} units are: {codes}")
        codes = ", ".join(unit.code for unit in named[:5])
        return Stray(feature.number, "ambiguous", Message(text, {"name": name, "count": len(named), "codes": codes}))
    text = gettext_noop("has the code {code} and the name {name}, which no unit has on this day")
    return Stray(feature.number, "unmatched", Message(text, {"code": code or "—", "name": name or "—"}))


class _Matcher:
    def __init__(
        self, features: Sequence[Feature], register: Register, day: date, level: int | None, keys: Keys
    ) -> None:  # fmt: skip
        self._register, self._day, self._level, self._keys = register, day, level, keys
        names = [self._name(one) for one in features]
        self._spelling = Spelling(register, names)
        self._padded = restored([self._code(one) for one in features], register)
        self._alive = register.state(day, level)
        self._folded: dict[str, list[Unit]] = {}
        for unit in self._alive:
            bare = " ".join(register.bare_name(unit))
            for text in {fold(unit.name_vi), fold(unit.name_en), fold(bare)} - {""}:
                self._folded.setdefault(text, []).append(unit)
        self.named: set[int] = set()

    def unit(self, feature: Feature) -> Unit | Stray:
        """The unit of a feature, or why it has none."""
        code, name = self._code(feature), self._name(feature)
        bearers = self._bearers(code)
        alive = [unit for unit in bearers if unit.alive_on(self._day)]
        meant = [unit for unit in alive if not name or self._agrees(name, unit)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            return _on_levels(feature, code, meant)
        if alive:
            return _differs(feature, name, alive[0])
        if name and (of_another_day := [unit for unit in bearers if self._agrees(name, unit)]):
            return self._stale(feature, code, of_another_day)
        found = self._by_name(feature, name)
        if len(found) == 1:
            self.named.add(feature.number)
            return found[0]
        return _unfound(feature, code, name, found)

    def _bearers(self, code: str) -> list[Unit]:
        """Whoever bears the code on any day, of the level asked for."""
        found = self._register.by_code.get(self._padded.get(code, code), ()) if code else ()
        return [unit for unit in found if self._level in (None, unit.level) and unit.valid_from != unit.valid_to]

    def _agrees(self, name: str, unit: Unit) -> bool:
        return self._spelling.agree(name, unit) or unit in self._folded.get(fold(name), ())

    def _by_name(self, feature: Feature, name: str) -> list[Unit]:
        found = self._folded.get(fold(name), []) if name else []
        exact = [unit for unit in found if self._spelling.agree(name, unit)] or found
        above = self._value(feature, self._keys.parent, PARENT_HEADS)
        if len(exact) > 1 and above:
            return [unit for unit in exact if self._under(unit, above)]
        return exact

    def _under(self, unit: Unit, above: str) -> bool:
        parent = self._register.parent(unit, self._day)
        return parent is not None and (parent.code == above or self._agrees(above, parent))

    def _stale(self, feature: Feature, code: str, bearers: Sequence[Unit]) -> Stray:
        """A feature of another day: its outline need not be that of the unit that has the name now."""
        unit = next((one for one in bearers if one.valid_from > self._day), bearers[-1])
        text = gettext_noop("has the code {code} and the name {name}, which belong together only from {begin} to {end}")
        about = {"code": code, "name": unit.name_vi, "begin": unit.valid_from, "end": unit.valid_to or "…"}
        return Stray(feature.number, "differs", Message(text, about))

    def _code(self, feature: Feature) -> str:
        return self._value(feature, self._keys.code, CODE_HEADS) or ("" if self._keys.code else feature.id)

    def _name(self, feature: Feature) -> str:
        return self._value(feature, self._keys.name, NAME_HEADS)

    @staticmethod
    def _value(feature: Feature, key: str, usual: Iterable[str]) -> str:
        if key:
            return feature.properties.get(key, "")
        plain = {fold(name).replace("_", " "): value for name, value in reversed(list(feature.properties.items()))}
        return next((plain[name] for name in usual if plain.get(name)), "")
