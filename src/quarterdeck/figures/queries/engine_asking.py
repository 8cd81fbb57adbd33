"""A question to the engine in the words of an address or a command, with what is meant where nothing is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from quarterdeck.areas.queries import alive, province, thread_ids
from quarterdeck.areas.queries.borders import unit_in
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.measures import Scenario
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Written
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.plan.periods import periods_of
from quarterdeck.engine.query import Areas, Question, Statement
from quarterdeck.engine.query import Borders as EngineBorders
from quarterdeck.engine.world import World
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine import known_on, world
from quarterdeck.figures.queries.engine_naming import (
    EVERY,
    check_breakdowns,
    check_units,
    check_vintage,
    denominator_named,
    derived_from,
    indicators_named,
)
from quarterdeck.figures.queries.log import AsKnown, end_of_day
from quarterdeck.figures.queries.restating import Borders, borders_of
from quarterdeck.figures.rules.choices import current_quarter

MOST_STATEMENTS = 200_000
USUAL = (Statement.LEVEL, Statement.SAME_PERIOD, Statement.CHANGE, Statement.PLAN, Statement.ATTAINMENT)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, as it is written. Empty parts mean what `question_of` says."""

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    children: bool = False
    level: int | None = None
    under: str = ""
    groups: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    scenario: str = ""
    borders: str = ""
    known_on: str = ""
    vintage: str = ""
    rollup: int | None = None
    per: str = ""
    formulas: tuple[str, ...] = ()
    lineage: bool = False
    everything: bool = False


def question_of(wish: Wish, now: datetime) -> Question:
    """The question that is meant.

    Where nothing is said: the steered province, the latest period with a figure or else the present quarter, the usual
    statements, as known at the end of today. "all" stands for every indicator. With `everything` nothing said means
    every indicator, and the province with all under it. Raises `BadInput` or `NotFound`, where it can with what may
    have been meant.
    """
    today = now.date()
    borders = borders_of(wish.borders, today)
    held = world(expected=borders is not None and borders.expected)
    _refuse_unknown_day(borders, held)
    derived = tuple(derived_from(one) for one in wish.formulas)
    indicators = indicators_named(_named(wish), derived, held)
    check_units((*wish.areas, *wish.groups, *((wish.under,) if wish.under else ())), held)
    known = _known(wish, now)
    per = denominator_named(wish.per, held)
    periods = wish.periods or (_period(indicators, wish, today).code,)
    asked = Question(
        indicators, Areas(), periods, _statements(wish), wish.breakdowns or ("",), _scenario(wish.scenario),
        EngineBorders(borders.day, borders.expected) if borders else None, known, wish.rollup, per, derived,
        today=today, lineage=wish.lineage,
    )  # fmt: skip
    _refuse_endless(asked)
    if any(wish.breakdowns):
        check_breakdowns(wish.breakdowns, indicators, held)
    return replace(asked, areas=_areas(wish, asked))


def _refuse_unknown_day(borders: Borders | None, held: World) -> None:
    """Refuse borders of a day before anything is known of any unit."""
    first = min((one.valid_from for one in held.register.units.values()), default=None)
    if borders is not None and first is not None and borders.day < first:
        raise NotFound(
            Message(gettext_noop("Nothing is known of the units of {day}."), {"day": borders.day}), place="borders",
            remedy=Message(gettext_noop("The register of units begins on {day}."), {"day": first}),
        )  # fmt: skip


def _refuse_endless(asked: Question) -> None:
    """Refuse what would take long to plan already, however few areas it is for."""
    periods = len(periods_of(asked.periods, asked.today))
    statements = len(asked.indicators) * len(asked.breakdowns) * periods * len(asked.statements)
    if statements > MOST_STATEMENTS:
        raise BadInput(
            Message(gettext_noop("The question asks for {count:en} statements about each area; {most:en} at once."),
                    {"count": Written(Decimal(statements)), "most": Written(Decimal(MOST_STATEMENTS))}),
            place="period", remedy=gettext_noop("Ask for fewer periods or indicators."),
        )  # fmt: skip


def _named(wish: Wish) -> tuple[str, ...]:
    return wish.indicators or ((EVERY,) if wish.everything and not wish.formulas else ())


def _statements(wish: Wish) -> tuple[Statement, ...]:
    found = tuple(_statement(one) for one in wish.statements) or USUAL
    return found if not wish.per or Statement.PER in found else (*found, Statement.PER)


def _statement(code: str) -> Statement:
    try:
        return Statement(code.lower().replace("-", "_"))
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{text}" is no statement.'), {"text": code}), place="statement",
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(Statement)}),
        ) from None  # fmt: skip


def _scenario(code: str) -> str:
    if code and code not in set(Scenario):
        raise BadInput(
            Message(gettext_noop('"{text}" is no scenario.'), {"text": code}), place="scenario",
            remedy=Message(gettext_noop("Use one of: {names}."), {"names": ", ".join(Scenario)}),
        )  # fmt: skip
    return code or Scenario.ACTUAL.value


def _known(wish: Wish, now: datetime) -> KnownOn:
    if wish.vintage and wish.known_on:
        raise BadInput(
            gettext_noop("A frozen state has its own day."), place="vintage", remedy=gettext_noop("Give only one.")
        )
    if wish.vintage:
        check_vintage(wish.vintage)
        return known_on(catalogue.as_known(vintage_code=wish.vintage, at=now))
    if not wish.known_on:
        return known_on(AsKnown(end_of_day(now)))
    try:
        day = date.fromisoformat(wish.known_on)
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a day.'), {"text": wish.known_on}), place="known_on",
            remedy=gettext_noop("Write it as 2024-03-27."),
        ) from None  # fmt: skip
    return known_on(AsKnown(timezone.make_aware(datetime.combine(day, time.max))))


def _areas(wish: Wish, asked: Question) -> Areas:
    groups = tuple(tuple(one.split("+")) for one in (*wish.groups, *wish.areas) if "+" in one)
    codes = tuple(one for one in wish.areas if "+" not in one)
    if not codes and not groups and not wish.under and wish.level is None:
        codes = (_home(asked),)
        if wish.everything:
            return Areas(codes, under=codes[0])
    return Areas(codes, wish.children, wish.level, wish.under, groups)


def _home(asked: Question) -> str:
    """The province that this store steers, in the borders or at the end of the periods asked for."""
    if asked.borders is not None:
        return _home_in(asked.borders)
    last = max(one.last_day for one in periods_of(asked.periods, asked.today))
    found = province(last) or (province(asked.today) if asked.today else None)
    if found is None:
        raise NotFound(gettext_noop("This store steers no province yet."), remedy=gettext_noop("Set it up first."))
    return found.code


def _home_in(borders: EngineBorders) -> str:
    try:
        return unit_in("", borders.day, expected=borders.expected).code
    except NotFound:
        raise NotFound(
            Message(gettext_noop("The province of this store did not exist on {day}."), {"day": borders.day}),
            place="borders", remedy=gettext_noop("Choose a later day, or name the units to ask for."),
        ) from None  # fmt: skip


def _period(indicators: Sequence[str], wish: Wish, today: date) -> Period:
    """The latest quarter begun by today in which the province or the first area has a figure of the first indicator.

    For what is reported more seldom the half or the year; the present quarter where there is no figure.
    """
    of = Indicator.objects.filter(code=indicators[0]).first() if indicators else None
    code = next((one for one in wish.areas if "+" not in one), "")
    home = province(today) if not code else alive(today).filter(code=code).order_by("level").first()
    if of is not None and home is not None:
        told = Observation.objects.filter(
            indicator=of, area_id__in=thread_ids(home), breakdown="", scenario=Scenario.ACTUAL.value,
            value__isnull=False,
        )  # fmt: skip
        kind = "Q" if of.frequency == "M" else of.frequency
        found = [Period(one) for one in told.order_by().values_list("period", flat=True).distinct()]
        begun = [Period.of_day(one.start, kind) for one in found if one.kind in (kind, of.frequency)]
        if begun := [one for one in begun if one.start <= today]:
            return max(begun)
    return current_quarter(today, catalogue.regimes())


def pinned(question: Question) -> Question:
    """The same as known up to the batch that is the last one now, so that an answer in parts is of one moment."""
    if question.known.last_batch is not None:
        return question
    return replace(question, known=KnownOn(question.known.at, catalogue.last_batch()))
