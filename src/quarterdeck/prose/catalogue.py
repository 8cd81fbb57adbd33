"""What texts can speak of: indicators and areas with the names that they are called by."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator of the catalogue.

    `names` and `aliases` by language ("vi", "en"); `unit` a code of `core.measures`; `better` higher, lower or
    neither; `parts_of` the indicator of which this one is a component.
    """

    code: str
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    unit: str
    better: str = "higher"
    decimals: int = 1
    parts_of: str | None = None

    def label(self, lang: str) -> str:
        """Its official name."""
        return self.names.get(lang) or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area with its full names ("Huyện Lục Ngạn", "Luc Ngan District"); level 1 is the highest.

    Areas without figures of their own, such as the neighbouring provinces, belong here too: a figure that a text
    gives to one of them is told apart from one of the area under review.
    """

    code: str
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: int = 1

    def label(self, lang: str) -> str:
        """Its full name."""
        return self.names.get(lang) or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All indicators and areas that a text may name; compared by identity, so indexes of it can be kept."""

    indicators: tuple[IndicatorEntry, ...]
    areas: tuple[AreaEntry, ...]
    _by_code: dict[str, IndicatorEntry] = field(init=False, repr=False)
    _areas_by_code: dict[str, AreaEntry] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {one.code: one for one in self.indicators})
        object.__setattr__(self, "_areas_by_code", {one.code: one for one in self.areas})

    def indicator(self, code: str) -> IndicatorEntry:
        """The indicator with `code`; raises `KeyError`."""
        return self._by_code[code]

    def knows(self, code: str) -> bool:
        """Whether there is an indicator with `code`."""
        return code in self._by_code

    def area(self, code: str) -> AreaEntry | None:
        """The area with `code`, if there is one."""
        return self._areas_by_code.get(code)


# Nothing known: texts are read from their language alone.
EMPTY = Catalogue((), ())


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A label in both languages, for messages."""

    vi: str
    en: str

    def label(self, lang: str) -> str:
        """The label in `lang`."""
        return self.vi if lang == "vi" else self.en
