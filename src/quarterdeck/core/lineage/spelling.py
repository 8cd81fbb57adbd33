"""Whether a table and a register mean the same name, whatever word for the kind of unit stands before it."""

from collections.abc import Callable, Sequence

from quarterdeck.core.folding import fold, lowered
from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.units import Unit


class Spelling:
    """Compares names with their accents, in one custom of tone marks; without accents where the table has none."""

    def __init__(self, register: Register, names: Sequence[str]) -> None:
        self._register = register
        self._form: Callable[[str], str] = fold if all(name.isascii() for name in names) else lowered
        kinds = {unit.kind: unit for unit in register.units.values()}
        self._leads = {(), *(self._lead(unit) for unit in kinds.values())}

    def agree(self, name: str, unit: Unit) -> bool:
        """Whether a name in a table is that of a unit, in either of its languages."""
        words = tuple(self._form(name).split())
        if words in {self._words(unit.name_vi), self._words(unit.name_en)}:
            return True
        bare = self._words(" ".join(self._register.bare_name(unit)))
        rest = len(words) - len(bare)
        return rest >= 0 and words[rest:] == bare and words[:rest] in self._leads

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(self._form(name).split())

    def _lead(self, unit: Unit) -> tuple[str, ...]:
        words = self._words(unit.name_vi)
        return words[: len(words) - len(self._register.bare_name(unit))]
