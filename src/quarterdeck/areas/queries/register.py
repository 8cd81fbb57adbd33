"""The whole register in memory, read again only when it has changed."""

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from fractions import Fraction
from functools import cache
from json import loads
from typing import NamedTuple

from django.db.models import CharField, F, TextField
from django.db.models.functions import Cast

from quarterdeck.areas.models import Area, AreaEvent, Revision, Succession, Tile
from quarterdeck.areas.queries.dangling import COMING, dangling
from quarterdeck.areas.rules.bulk import keeping_everything
from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Standing, Unit
from quarterdeck.core.lineage import Succession as SuccessionValue

UNIT = ("uid", "code", "level", "kind", "name_vi", "name_en", "parent_code")
EVENT = ("code", "kind", "day", "adopted_on", "act", "title_vi", "title_en", "standing", "order", "note")


class Square(NamedTuple):
    """The place of a unit's square on a tile map, on the days [valid_from, valid_to)."""

    code: str
    level: int
    column: int
    row: int
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the map of a day has it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class Held(NamedTuple):
    """What a process remembers: the register, the key of each version, the steered versions and the tile maps."""

    revision: int
    register: Register
    ids: Mapping[str, int]
    steered: frozenset[str]
    squares: tuple[Square, ...]
    rows: dict[str, Area]


_HELD: dict[bool, Held] = {}
# The revision as read by the request that is being answered: one question a request, not one a call. Outside of
# requests it is asked every time.
_ASKED: ContextVar[dict[str, int] | None] = ContextVar("revision_of_request", default=None)


def begin_request(**_: object) -> None:
    """A request begins: ask for the revision once, when it is first needed."""
    _ASKED.set({})


def end_request(**_: object) -> None:
    """The request is answered."""
    _ASKED.set(None)


def register(*, expected: bool = False) -> Register:
    """The register in force; with `expected` also what planned and staged events will make of it.

    An event that builds on withdrawn units does not count: what it would end lives on.
    """
    return _held(expected).register


def ids(*, expected: bool = False) -> Mapping[str, int]:
    """The primary key of every version by its uid."""
    return _held(expected).ids


def steered(*, expected: bool = False) -> frozenset[str]:
    """The uids of the versions of the province that this store steers."""
    return _held(expected).steered


def steered_on(day: date) -> Area | None:
    """The version of the steered province that is in force on a day, or None. To be read, not to be changed."""
    held = _held(False)
    alive = (uid for uid in sorted(held.steered) if held.register.units[uid].alive_on(day))
    uid = next(alive, None)
    if uid is None:
        return None
    if uid not in held.rows:
        held.rows[uid] = Area.objects.get(uid=uid)
    return held.rows[uid]


def squares() -> tuple[Square, ...]:
    """The squares of every tile map."""
    return _held(False).squares


def forget() -> None:
    """Read the register again at the next question; for whoever writes units without an action."""
    _HELD.clear()
    ask_again()


def ask_again() -> None:
    """The register has been changed within this request."""
    asked = _ASKED.get()
    if asked is not None:
        asked.clear()


def _revision() -> int:
    asked = _ASKED.get()
    if asked is not None and "number" in asked:
        return asked["number"]
    number = Revision.objects.values_list("number", flat=True).first() or 0
    if asked is not None:
        asked["number"] = number
    return number


def _held(expected: bool) -> Held:
    revision = _revision()
    held = _HELD.get(expected)
    if held is None or held.revision != revision:
        held = _HELD[expected] = _read(revision, expected)
    return held


@keeping_everything()
def _read(revision: int, expected: bool) -> Held:
    wanted = (Standing.IN_FORCE.value, *COMING) if expected else (Standing.IN_FORCE.value,)
    never = dangling() if expected else frozenset[int]()
    rows = Area.objects.filter(standing__in=wanted).order_by("level", "code", "valid_from")
    if never:
        rows = rows.exclude(standing__in=COMING, begun_by__in=never)
    day = cache(date.fromisoformat)  # a register has few days and many units
    units, keys, ours = [], {}, set()
    for key, steers, ender, begin, end, coming, *fields in rows.values_list(
        "pk",
        "steered",
        "ended_by_id",
        *(Cast(F(name), CharField()) for name in ("valid_from", "valid_to", "expected_to")),
        *UNIT,
    ):
        ends = end or coming if expected and ender not in never else end
        unit = Unit(*fields, day(begin), day(ends) if ends else None)
        units.append(unit)
        keys[unit.uid] = key
        if steers:
            ours.add(unit.uid)
    found = Register(units, _successions(wanted, keys, never), _events(wanted, never))
    laid = tuple(map(Square._make, Tile.objects.values_list(*Square._fields)))
    return Held(revision, found, keys, frozenset(ours), laid, {})


def _successions(wanted: tuple[str, ...], keys: Mapping[str, int], never: frozenset[int]) -> list[SuccessionValue]:
    codes = dict(AreaEvent.objects.filter(standing__in=wanted).exclude(pk__in=never).values_list("pk", "code"))
    uids = {key: uid for uid, key in keys.items()}
    shares = cache(_shares)  # most successions share the same few texts
    return [
        SuccessionValue(uids[before], uids[after], codes[event] if event else "", shares(kept), evidence)
        for before, after, event, evidence, kept in Succession.objects.order_by("pk").values_list(
            "predecessor_id", "successor_id", "event_id", "evidence", Cast("shares", TextField())
        )
        if before in uids and after in uids and (event is None or event in codes)
    ]


_WHOLE = Share(Fraction(1))


def _shares(kept: str) -> dict[str, Share]:
    return {
        by: _WHOLE
        if text == "1" and quality == Quality.EXACT.value
        else Share(Fraction(text) if text else None, Quality(quality))
        for by, (text, quality) in loads(kept).items()
    }


def _events(wanted: tuple[str, ...], never: frozenset[int]) -> list[Event]:
    return [
        Event(code, EventKind(kind), day, adopted, act, title_vi, title_en, Standing(standing), order, note)
        for code, kind, day, adopted, act, title_vi, title_en, standing, order, note in AreaEvent.objects.filter(
            standing__in=wanted
        )
        .exclude(pk__in=never)
        .values_list(*EVENT)
    ]
