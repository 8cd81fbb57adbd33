"""The figures engine over this store: what figures mean, and where the answers come from."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import register
from quarterdeck.core.lineage import Register
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments import damage
from quarterdeck.engine.segments.reading import Corrupt
from quarterdeck.engine.store import Store
from quarterdeck.engine.world import World
from quarterdeck.engine.writing.text import Names
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine_damage import damaged
from quarterdeck.figures.queries.engine_log import StoredLog
from quarterdeck.figures.queries.log import AsKnown

MEASURE = (
    "code", "unit", "decimals", "frequency", "accumulation", "time_rule", "space_rule", "better", "regime", "formula",
    "weight_code",
)  # fmt: skip


class _Held(NamedTuple):
    """A world and what it was made from."""

    measures: tuple[tuple[object, ...], ...]
    register: Register
    pack: str
    world: World


_HELD: dict[bool, _Held] = {}
_TOKENS = count(1)


def world(expected: bool = False) -> World:
    """The catalogue and the register of now, with planned events where `expected`; the same object until they change.

    One query for the catalogue, and one a request for the revision of the register.
    """
    measures = tuple(Indicator.objects.order_by("theme__order", "order", "code").values_list(*MEASURE))
    units, pack = register(expected=expected), settings.PACK
    held = _HELD.get(expected)
    if held is None or held[:3] != (measures, units, pack):
        other = _HELD.get(not expected)
        same = other is not None and other[:3] == (measures, units, pack)
        made = other.world if other is not None and same else _made(measures, units)
        held = _HELD[expected] = _Held(measures, units, pack, made)
    return held.world


def _made(measures: tuple[tuple[object, ...], ...], units: Register) -> World:
    found = {one.code: one for one in (Measure(*fields) for fields in measures)}
    return World(found, units, catalogue.regimes(), str(next(_TOKENS)))


def known_on(known: AsKnown) -> KnownOn:
    """A state of knowledge in the words of the engine."""
    return KnownOn(known.at, known.last_batch)


def folder() -> Path:
    """Where the engine keeps what it makes from the log; it may be deleted at any time."""
    found: Path = settings.HOME / "engine"
    return found


def store() -> Store:
    """The engine of this process."""
    return _store(folder())


@cache
def _store(where: Path) -> Store:
    return Store(where, StoredLog(), world, lambda corrupt: _mend(where, corrupt))


def read_ahead() -> None:
    """Read and load what every question needs, for a server before its processes part from one another."""
    import_module("quarterdeck.engine.matrices")
    held = world(False)
    held.register.by_code, held.statistical.days  # noqa: B018 - worked out once and remembered
    store().held()


def _mend(where: Path, corrupt: Corrupt) -> None:
    """From here on the year of the file is read from the log; whoever listens has it made again meanwhile."""
    damage.distrust(where, corrupt.file.name)
    damaged.send(sender=Store, file=corrupt.file)


def names(lang: str, plan: Plan) -> Names:
    """What the indicators and places of a plan are called in a language. One query."""
    field = "name_en" if lang == "en" else "name_vi"
    units = [plan.places.held.units[uid] for place in plan.places.list for uid in place.members]
    indicators = dict(Indicator.objects.values_list("code", field))
    return Names(lang, indicators, {one.code: one.name(lang) for one in units})


def both_names() -> dict[str, tuple[str, str]]:
    """The Vietnamese and English names of indicators by code. One query."""
    return {code: (vi, en) for code, vi, en in Indicator.objects.values_list("code", "name_vi", "name_en")}


def level_of() -> Callable[[str], int]:
    """Gives the level of any version of a unit by its uid, whatever its standing. At most one query."""
    units = register(expected=True).units
    others: dict[str, int] = {}

    def level(uid: str) -> int:
        if uid in units:
            return units[uid].level
        if not others:
            others.update(Area.objects.values_list("uid", "level"))
        return others[uid]

    return level
