"""Random registers: units under two parents, through chains of events of every kind, several of them on one day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Succession, Unit

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = date(2000, 1, 1)
EXACT_KINDS = (EventKind.MERGE, EventKind.RENAME, EventKind.MOVE)
EVERY_KIND = (
    *EXACT_KINDS, EventKind.SPLIT, EventKind.TRANSFER, EventKind.ABSORB, EventKind.ABOLISH, EventKind.CREATE,
)  # fmt: skip


@dataclass
class _Country:
    """A register in the making."""

    day: date = START
    units: dict[str, Unit] = field(default_factory=dict)
    alive: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    made: int = 0

    def begin(self, parent: str = "P", code: str = "") -> str:
        """A new version, with a code of its own, one given out again, or the one it is told to keep."""
        self.made += 1
        bearer = code or f"{self.made:03}"
        uid = f"{bearer}@{self.made}"
        self.units[uid] = Unit(uid, bearer, 2, "xa", f"Xã {bearer}", "", parent, self.day)
        self.alive.append(uid)
        return uid

    def end(self, uid: str) -> str:
        """End a version; its code is free."""
        self.units[uid] = replace(self.units[uid], valid_to=self.day)
        self.alive.remove(uid)
        return self.units[uid].code

    def pass_on(self, before: str, after: Sequence[str], shares: Sequence[Fraction | None]) -> None:
        """Successions from one unit to others; a share of None is not known."""
        for uid, value in zip(after, shares, strict=True):
            told = Share(value, Quality.EXACT if value in (0, 1) else Quality.COUNTED)
            shown = {"population": Share(None, Quality.UNKNOWN) if value is None else told}
            self.successions.append(Succession(before, uid, self.events[-1].code, shown))

    def happen(self, kind: EventKind) -> None:
        """Open an event on the present day."""
        order = len(self.events)
        self.events.append(Event(f"E{order}", kind, self.day, self.day, order=order))


@st.composite
def shares(draw: st.DrawFn, count: int) -> list[Fraction | None]:
    """How a unit divides: all known, none known, some known, some gone to nobody."""
    weights = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    lost = draw(st.sampled_from([0, 0, 0, 2]))
    whole = sum(weights) + lost
    if not whole:
        return [None] * count
    hidden = draw(st.sampled_from([0, 0, 1, 2, count]))
    places = draw(st.permutations(range(count)))[:hidden]
    return [None if place in places else Fraction(weight, whole) for place, weight in enumerate(weights)]


def _some(draw: st.DrawFn, country: _Country, least: int, most: int) -> list[str]:
    return draw(st.lists(st.sampled_from(country.alive), min_size=least, max_size=most, unique=True))


def _merge(draw: st.DrawFn, country: _Country) -> None:
    before = _some(draw, country, 2, 3)
    codes = [country.end(uid) for uid in before]
    after = country.begin(code=draw(st.sampled_from([codes[0], ""])))
    for uid in before:
        country.pass_on(uid, [after], [Fraction(1)])


def _split(draw: st.DrawFn, country: _Country) -> None:
    (before,) = _some(draw, country, 1, 1)
    code = country.end(before)
    after = [country.begin(code=code), *(country.begin() for _ in range(draw(st.integers(1, 2))))]
    country.pass_on(before, after, draw(shares(len(after))))


def _transfer(draw: st.DrawFn, country: _Country) -> None:
    giving, taking = _some(draw, country, 2, 2)
    after = [country.begin(code=country.end(uid)) for uid in (giving, taking)]
    country.pass_on(giving, after, draw(shares(2)))
    country.pass_on(taking, after[1:], [Fraction(1)])


def _absorb(draw: st.DrawFn, country: _Country) -> None:
    before, living = _some(draw, country, 2, 2)
    country.end(before)
    country.pass_on(before, [living], [Fraction(1)])


def _rename(draw: st.DrawFn, country: _Country) -> None:
    (before,) = _some(draw, country, 1, 1)
    parent = "Q" if country.events[-1].kind is EventKind.MOVE else "P"
    country.pass_on(before, [country.begin(parent, country.end(before))], [Fraction(1)])


def _abolish(draw: st.DrawFn, country: _Country) -> None:
    country.end(_some(draw, country, 1, 1)[0])


def _create(draw: st.DrawFn, country: _Country) -> None:
    dead = sorted({unit.code for unit in country.units.values()} - {country.units[uid].code for uid in country.alive})
    country.begin(code=draw(st.sampled_from([*dead, ""])))


_ACTS: dict[EventKind, tuple[int, Callable[[st.DrawFn, _Country], None]]] = {
    EventKind.MERGE: (2, _merge),
    EventKind.SPLIT: (1, _split),
    EventKind.TRANSFER: (2, _transfer),
    EventKind.ABSORB: (2, _absorb),
    EventKind.RENAME: (1, _rename),
    EventKind.MOVE: (1, _rename),
    EventKind.ABOLISH: (1, _abolish),
    EventKind.CREATE: (0, _create),
}


@st.composite
def registers(draw: st.DrawFn, kinds: Sequence[EventKind] = EVERY_KIND, most: int = 10) -> Register:
    """A sound register of a few units and up to `most` events; units of one day's chains are born and end that day."""
    country = _Country()
    for _ in range(draw(st.integers(2, 6))):
        country.begin()
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=most)):
        country.day += timedelta(days=draw(st.sampled_from([0, 0, 1, 10])))
        needed, act = _ACTS[kind]
        if country.day > START and len(country.alive) >= needed:
            country.happen(kind)
            act(draw, country)
    parents = [Unit(code, code, 1, "tinh", code, "", "", START) for code in "PQ"]
    return Register([*parents, *country.units.values()], country.successions, country.events)


def days(register: Register) -> st.SearchStrategy[date]:
    """A day on which something may have changed, or between such days."""
    return st.sampled_from([START, *register.days, register.days[-1] + timedelta(days=5)])


@st.composite
def journeys(draw: st.DrawFn, stops: int = 2, kinds: Sequence[EventKind] = EVERY_KIND) -> tuple[Register, list[date]]:
    """A register and some days in order."""
    register = draw(registers(kinds))
    return register, sorted(draw(st.lists(days(register), min_size=stops, max_size=stops)))


@st.composite
def figures(draw: st.DrawFn, uids: Sequence[str], places: int = 2, whole: bool = False) -> dict[str, Decimal | None]:
    """A figure for each unit, sometimes none; with up to `places` decimals, also below zero."""
    amount = st.decimals(-(10**6), 10**6, places=0 if whole else draw(st.integers(0, places)))
    told = draw(st.lists(st.none() | amount if not whole else amount, min_size=len(uids), max_size=len(uids)))
    return dict(zip(uids, told, strict=True))
