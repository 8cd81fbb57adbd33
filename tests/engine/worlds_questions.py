"""Random questions that a world can be asked."""

from datetime import date, timedelta
from random import Random

from quarterdeck.core.lineage import Register
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.plan.periods import periods_of
from quarterdeck.engine.query import Areas, Borders, Derived, Question, Statement
from quarterdeck.engine.world import World
from tests.engine.worlds_figures import DERIVED, FIRST_MOMENT, FORMULAS, PERIODS, THEMES, UNITS, Focus
from tests.engine.worlds_registers import START, alive

RELATIVE = (
    "this-quarter", "last-month", "this-half", "this-quarter-last-year", "last-3-quarters", "year-to-date",
    "2000-Q1..2000-Q3", "2000-M04..2000-M06", "this-year",
)  # fmt: skip
TODAY = date(2000, 8, 20)


def question(random: Random, world: World, focus: Focus) -> Question:
    """One question, mostly about what the world has."""
    periods = tuple(dict.fromkeys(_period(random, focus) for _ in range(random.choice((1, 1, 2)))))
    borders = Borders(_day(random, world.statistical)) if random.random() < 0.4 else None
    held = world.register if borders is None else world.statistical
    day = borders.day if borders else max(periods_of(periods, TODAY), key=lambda one: one.end).last_day
    if not held.state(day):
        day, periods = date(2000, 12, 31), ("2000",)
    derived = (random.choice(DERIVED),) if random.random() < 0.1 else ()
    common = random.random() < 0.8
    codes = (*focus.codes, *focus.codes, *focus.formulas) if common else (*focus.codes, *UNITS, *FORMULAS)
    breakdowns: tuple[str, ...] = ("",)
    if random.random() < 0.15:
        codes, breakdowns = (focus.codes[0],), random.choice((("", focus.breakdown or "F"), (focus.breakdown or "F",)))
    indicators = dict.fromkeys((*random.choices(codes, k=random.choice((1, 1, 2))), *(one[0] for one in derived)))
    rollup = random.choice((2, 3)) if random.random() < 0.3 else None
    areas = _areas(random, held, day, rollup)
    statements = random.sample(tuple(Statement), random.choice((1, 2, 3)))
    if areas.children or areas.level:
        statements += random.choice(((), (), (Statement.RANK,), (Statement.DEVIATION,)))
    return Question(
        tuple(indicators), areas, periods, tuple(dict.fromkeys(statements)), breakdowns,
        "plan" if random.random() < 0.1 else "actual", borders, _known(random), rollup,
        random.choice(("POP", random.choice(focus.codes), "F_OVER")), tuple(Derived(*one) for one in derived),
        random.random() < 0.5, TODAY,
    )  # fmt: skip


def _period(random: Random, focus: Focus) -> str:
    theme = [code for stretch in THEMES[focus.theme] for code in stretch if code[:4] == "2000"]
    return random.choice(theme if random.random() < 0.8 else random.choice((THEMES["years"][0], PERIODS, RELATIVE)))


def _day(random: Random, register: Register) -> date:
    days = [*register.days, max(register.days) + timedelta(days=400), date(2000, 5, 15)]
    return random.choice([day for day in days if register.state(day)] or [START])


def _areas(random: Random, held: Register, day: date, rollup: int | None) -> Areas:
    units = [one for one in alive(held, day) if rollup is None or one.level <= rollup or random.random() < 0.1]
    codes = [one.code for one in units]
    above = [one for one in units if held.children(one, day)]

    def some() -> tuple[str, ...]:
        return tuple(random.sample(codes, min(len(codes), random.choice((1, 2, 3)))))

    match random.choice(("codes", "children", "children", "level", "level", "under", "all under", "groups", "both")):
        case "level":
            return Areas(level=random.choice(units).level)
        case "under" if above:
            chosen = random.choice(above)
            return Areas((chosen.code,), level=random.choice(held.below(chosen, day)).level, under=chosen.code)
        case "all under" if above:
            return Areas(under=random.choice(above).code)
        case "children" if above:
            return Areas((random.choice(above).code,), children=True)
        case "groups":
            return Areas(groups=(some(), some()) if random.random() < 0.5 else (some(),))
        case "both":
            return Areas(some(), groups=(some(),))
        case _:
            return Areas(some())


def _known(random: Random) -> KnownOn:
    if random.random() < 0.5:
        return KnownOn()
    moment = FIRST_MOMENT + timedelta(hours=random.choice((0, 1, 2, 3, 4)))
    return KnownOn(random.choice((None, moment)), random.choice((None, 1, 2, 3, random.randint(0, 5))))
