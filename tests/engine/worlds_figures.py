"""Random measures and random rows of the log about the units of a register."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from quarterdeck.core.lineage import Register
from quarterdeck.core.measures import Direction, ObservationStatus, Origin, Qualifier
from quarterdeck.core.periods import CutoffRule, Period, Regime
from quarterdeck.engine.facts import Mark
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.memory_log import Told

FIRST_MOMENT = datetime(2000, 3, 1, 8, tzinfo=UTC)
UNITS = {"A": "VND_bn", "B": "VND_mn", "K": "cases", "POP": "persons", "R": "%", "T": "points"}
FORMULAS = {
    "F_SHARE": ("share([A], [B])", "%"),
    "F_GROWTH": ("growth([A])", "%"),
    "F_PLAN": ("attainment([A])", "%"),
    "F_POINTS": ("contribution([B], [A])", "pp"),
    "F_HEAD": ("per_head([A], [POP])", "VND_mn_per_person"),
    "F_10K": ("per_10k([K], [POP])", "per_10k"),
    "F_SUM": ("[A] * 2 - [B] + plan([B])", "VND_bn"),
    "F_OVER": ("[B] / [A]", "times"),
    "F_STEP": ("[R] - previous([R])", "pp"),
    "F_ABOVE": ("share([A], parent([A]))", "%"),
    "F_MINUS": ("-same_last_year([K]) / 3", "cases"),
    "F_PART": ("[A] * [R]", "VND_bn"),
}
DERIVED = (
    ("D_EACH", "[A] / [K]", "VND_bn/cases"),
    ("D_SHARE", "share([K], plan([K]))", "%"),
    ("D_TEN", "[K] * 10", "cases"),
)
CALENDARS = {
    "own": Regime("own", "Own", "Riêng", {
        "Q": CutoffRule(0, 1, 0, 15, "x", True), "A": CutoffRule(0, 1, 0, 15, "x"), "M": CutoffRule(-1, 16, 0, 15, "x"),
    }),
    "plain": Regime("plain", "Plain", "Thường", {}),
}  # fmt: skip
THEMES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "years": (("1999", "2000", "2001"), ("1999", "2000"), ("2000",), ("2001",), ("1998",)),
    "quarters": (
        tuple(f"{year}-Q{number}" for year in (1999, 2000) for number in (1, 2, 3, 4)), ("2000-Q1", "2000-Q2"),
        ("1999-Q2", "2000-Q2"), ("2000-S1", "1999-S1"), ("2000", "1999"), ("2000-Q3", "2000-01-01/2000-09-30"),
    ),
    "months": (
        tuple(f"{year}-M0{month}" for year in (1999, 2000) for month in range(1, 7)), ("2000-M06", "2000-M05"),
        ("2000-M04", "2000-M05", "2000-M06"), ("2000-Q1", "1999-Q1"), ("2000-Q2",), ("2000-S1",),
    ),
    "days": (
        ("2000-01-01/2000-06-15", "1999-01-01/1999-06-15"), ("2000-Q2", "1999-Q2"), ("2000-01-01/2000-12-15",),
        ("2000-02-16/2000-03-15", "1999-02-16/1999-03-15"), ("2000", "1999"), ("2000/2003",), ("2000-M03",),
    ),
}  # fmt: skip
"""Periods that are told together, by what a world mostly has."""
PERIODS = tuple(dict.fromkeys(code for theme in THEMES.values() for stretch in theme for code in stretch))
MISSING = tuple(one for one in ObservationStatus if one.is_missing)
TOLD = tuple(one for one in ObservationStatus if not one.is_missing)


def measures(random: Random) -> dict[str, Measure]:
    """The plain indicators with rules of every kind, the population that weighs, and every formula."""
    found, choice = {}, random.choice
    for code, unit in UNITS.items():
        rate = code in ("R", "T")
        found[code] = Measure(
            code, unit, choice((0, 1, 2, 3)), choice("MMMQA"), choice(("per_period", "per_period", "cumulative")),
            choice(("sum", "sum", "sum", "last", "mean", "none")),
            choice(("weighted_mean", "weighted_mean", "none") if rate else ("sum", "sum", "sum", "sum", "none")),
            choice(("higher", "lower", "neither")), choice(("", "", "own", "plain")),
            "", choice(("POP", "POP", "POP", "K", "", "GONE")) if rate else "",
        )  # fmt: skip
    for code, (text, unit) in FORMULAS.items():
        found[code] = Measure(
            code, unit, choice((0, 1, 2)), "M", "per_period", choice(("none", "last", "sum")),
            choice(("none", "ratio_of_parts", "sum")), choice(("higher", "lower")), choice(("", "", "own")), text,
        )  # fmt: skip
    return found


class Focus(NamedTuple):
    """What a world mostly tells and is asked: a few plain indicators, in periods of one theme.

    The first of them is also told by a breakdown.
    """

    codes: tuple[str, ...]
    theme: str
    breakdown: str

    @property
    def formulas(self) -> tuple[str, ...]:
        """The formulas that can be worked out from these indicators."""
        others = {f"[{code}]" for code in UNITS if code not in self.codes}
        return tuple(code for code, (text, _) in FORMULAS.items() if not any(one in text for one in others))


def focus_of(random: Random) -> Focus:
    """Two to five indicators; the population is often among them."""
    codes = dict.fromkeys(random.choices((*UNITS, "POP", "POP", "A", "R"), k=random.choice((2, 4, 5, 6))))
    if not codes.keys().isdisjoint(("R", "T")):
        codes["POP"] = None
    breakdown = random.choice(("", "", "F", "@growth_yoy"))
    return Focus(tuple(codes), random.choice((*THEMES, "quarters")), breakdown)


class Batch(NamedTuple):
    """Rows that became known together, at some hours after the first moment."""

    hours: int
    rows: tuple[Told, ...]

    @property
    def at(self) -> datetime:
        """Since when they are known."""
        return FIRST_MOMENT + timedelta(hours=self.hours)


def batches(random: Random, register: Register, held: Mapping[str, Measure], focus: Focus) -> list[Batch]:
    """Batches of rows, some of them dated back; later ones also correct what earlier ones told."""
    found: list[Batch] = []
    earlier: list[Told] = []
    for _ in range(random.choice((1, 2, 3, 4, 5))):
        told = [] if earlier else _groundwork(random, register, held, focus)
        for _ in range(random.choice((0, 1, 2, 4))):
            told += _correction(random, earlier) if random.random() < 0.4 else _stretch(random, register, held, focus)
        rows = tuple({key_of(one): one for one in told}.values())
        earlier += rows
        found.append(Batch(0 if len(found) == 0 and random.random() < 0.8 else random.randint(0, 5), rows))
    return found


def key_of(told: Told) -> tuple[str, ...]:
    """The key of a row, with its publisher."""
    return (told.indicator, told.unit, told.period, told.breakdown, told.scenario, told.regime)


def _groundwork(random: Random, register: Register, held: Mapping[str, Measure], focus: Focus) -> list[Told]:
    """Nearly everything about what the world is mostly about."""
    gaps = random.choice((0, 0, 0, 0.02, 0.1))
    years = THEMES["years"][0]
    found = []
    for code in focus.codes:
        digits, told = random.choice((0, 0, 1, 2, 8, -1)), Told(code, "", "", None, regime=held[code].regime)
        parts = [(period, "actual", "") for period in THEMES[focus.theme][0]]
        parts += [
            (period, scenario, "") for period in years for scenario in random.choice((("actual", "plan"), ("plan",)))
        ]
        if focus.breakdown and code == focus.codes[0]:
            parts += [(period, "actual", focus.breakdown) for period in (*THEMES[focus.theme][0], *years)]
        for period, scenario, breakdown in parts:
            found += [
                _said(random, told._replace(unit=uid, period=period, scenario=scenario, breakdown=breakdown), digits)
                for uid in _units(random, register, Period.parse(period), 0)
                if random.random() >= gaps
            ]
    return found


def _correction(random: Random, earlier: Sequence[Told]) -> list[Told]:
    some = random.sample(earlier, min(len(earlier), random.randint(1, 5)))
    return [_said(random, one, random.choice((0, 1, 8))) for one in some]


def _stretch(random: Random, register: Register, held: Mapping[str, Measure], focus: Focus) -> list[Told]:
    """One indicator in some periods and many units: dense enough that sums, changes and shares come out."""
    code = random.choice((*focus.codes * 6, *UNITS, *FORMULAS))
    breakdown = random.choice(("",) * 9 + ("F", "F", "@growth_yoy", "@ratio_yoy", "@pct_of_plan"))
    scenario = "plan" if random.random() < 0.2 and not breakdown.startswith("@") else "actual"
    own = held[code].regime
    regime = random.choice(("", "", own, own, "other"))
    theme = THEMES["years" if scenario == "plan" or random.random() < 0.2 else focus.theme]
    periods = theme[0] if random.random() < 0.5 else random.choice(theme)
    digits, gaps = random.choice((0, 0, 0, 1, 2, 8, -1)), random.choice((0, 0, 0, 0.1, 0.3))
    level = random.choice((0, 0, 1, 2, 3))
    return [
        _said(random, Told(code, uid, period, None, breakdown, scenario, regime), digits)
        for period in periods
        for uid in _units(random, register, Period.parse(period), level)
        if random.random() >= gaps
    ]


def _units(random: Random, register: Register, period: Period, level: int) -> list[str]:
    """The units that lived on the last day of a period, at some time in it, or ever."""
    kind, every = random.random(), register.units.values()
    found = list(every)
    if kind > 0.2:
        found = register.state(period.last_day) or register.state(min(one.valid_from for one in every))
    elif kind > 0.05:
        found = [
            one for one in every
            if one.valid_from < period.end and (one.valid_to is None or one.valid_to > period.start)
        ]  # fmt: skip
    return [one.uid for one in found if level in (0, one.level) and one.valid_from != one.valid_to]


def _said(random: Random, told: Told, digits: int) -> Told:
    """With a value of so many decimals, -1 for one too large for 64 bits; sometimes without one."""
    origin = random.choice((Origin.REPORTED, Origin.PUBLISHED)) if random.random() > 0.05 else Origin.ILLUSTRATIVE
    if random.random() < 0.05:
        direction = random.choice((Direction.NONE, Direction.UP))
        worded = () if direction is Direction.NONE else (ObservationStatus.NORMAL,)
        return told._replace(
            value=None, mark=Mark(random.choice((*MISSING, *worded)), Qualifier.EXACT, origin, direction)
        )
    status = random.choice(TOLD) if random.random() < 0.1 else ObservationStatus.NORMAL
    qualifier = random.choice(tuple(Qualifier)) if random.random() < 0.1 else Qualifier.EXACT
    return told._replace(value=_value(random, digits), mark=Mark(status, qualifier, origin))


def _value(random: Random, digits: int) -> Decimal:
    if digits < 0:
        return Decimal(random.randint(10**18, 10**21)).scaleb(-8)
    if random.random() < 0.1:
        return Decimal(random.randint(-20, 0))
    return Decimal(random.randint(0, random.choice((4, 100, 10**6)))).scaleb(-random.randint(0, digits))
