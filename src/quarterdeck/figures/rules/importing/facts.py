"""What the store knows and a file may name: indicators and units, by code or by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from quarterdeck.core.folding import fold
from quarterdeck.core.rights import EVERY_AREA

ALIKE = 70


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator as a file may name it; `frequency` is the shortest period that is reported."""

    code: str
    names: tuple[str, ...]
    unit: str
    frequency: str


@dataclass(frozen=True, slots=True)
class AreaFact:
    """One version of a unit, alive on [valid_from, valid_to)."""

    id: int
    code: str
    names: tuple[str, ...]
    valid_from: date
    valid_to: date | None

    def lives_in(self, start: date, end: date) -> bool:
        """Whether it is alive on any of the days [start, end)."""
        return self.valid_from < end and (self.valid_to is None or start < self.valid_to)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the cells of a file are held against; `writable` are the codes that the reporter may write."""

    indicators: Sequence[IndicatorFact]
    areas: Sequence[AreaFact]
    writable: frozenset[str]
    _indicators: Mapping[str, IndicatorFact] = field(init=False)
    _areas: Mapping[str, tuple[AreaFact, ...]] = field(init=False)

    def __post_init__(self) -> None:
        indicators = {fold(name): one for one in self.indicators for name in (*one.names, one.code)}
        areas: dict[str, tuple[AreaFact, ...]] = {}
        for one in self.areas:
            for name in dict.fromkeys(fold(text) for text in (one.code, *one.names)):
                areas[name] = (*areas.get(name, ()), one)
        object.__setattr__(self, "_indicators", indicators)
        object.__setattr__(self, "_areas", areas)

    def may_write(self, code: str) -> bool:
        """Whether the reporter's post writes this area."""
        return self.writable == EVERY_AREA or code in self.writable

    def indicator(self, text: str) -> IndicatorFact | None:
        """The indicator of a code or a name."""
        return self._indicators.get(fold(text))

    def versions(self, text: str) -> tuple[AreaFact, ...]:
        """Every version of the units of a code or a name."""
        return self._areas.get(fold(text), ())

    def area_like(self, text: str) -> str:
        """A code near `text`, leading zeros lost by a spreadsheet first; "" where nothing is near."""
        if text.isdigit():
            padded = next((one.code for one in self.areas if one.code.lstrip("0") == text.lstrip("0")), "")
            return padded or _nearest_code(text, [one.code for one in self.areas])
        near = process.extractOne(fold(text), list(self._areas), scorer=fuzz.WRatio, score_cutoff=ALIKE)
        return self._areas[near[0]][0].code if near else ""

    def indicator_like(self, text: str) -> str:
        """A code near `text`, by code or by name; "" where nothing is near."""
        near = process.extractOne(fold(text), list(self._indicators), scorer=fuzz.WRatio, score_cutoff=ALIKE)
        return self._indicators[near[0]].code if near else ""


def _nearest_code(text: str, codes: Sequence[str]) -> str:
    """A code that differs by one digit; numbers are alike too easily for more."""
    near = process.extractOne(text, codes, scorer=Levenshtein.distance, score_cutoff=1)
    return str(near[0]) if near and len(near[0]) == len(text) else ""
