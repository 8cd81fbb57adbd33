"""The small relations of a plan: its nodes, what its subjects mean, and the rows of the log that it wants."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from quarterdeck.core.measures import Scenario, SpaceRule
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import DIGITS, Batches, KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Asked, Plan
from quarterdeck.engine.plan.nodes import Chosen, operands
from quarterdeck.engine.query import Place
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.sql.bases import BY_FORMULA, PUBLISHED, SUM, UNSUMMED, WEIGHTED
from quarterdeck.engine.sql.numbering import Numbering
from quarterdeck.engine.sql.restating import COUNT, MEAN, OTHER

Relations = dict[str, pa.Table]
Subject = tuple[str, str, str]
"""Indicator, breakdown, scenario."""


NONE = -1
"""Stands for nothing in relations, which hold whole numbers only."""


def integers(heads: str, rows: Iterable[Sequence[int]]) -> pa.Table:
    """A relation of whole numbers with these columns."""
    names = heads.split()
    columns = list(zip(*rows, strict=True)) or [() for _ in names]
    return pa.table({name: pa.array(column, pa.int64()) for name, column in zip(names, columns, strict=True)})


@dataclass
class Catalogue:
    """Numbers for subjects and periods, in the order in which they are first named."""

    subjects: dict[Subject, int] = field(default_factory=dict)
    periods: dict[str, int] = field(default_factory=dict)

    def subject(self, indicator: str, breakdown: str, scenario: str) -> int:
        """The number of a subject."""
        return self.subjects.setdefault((indicator, breakdown, scenario), len(self.subjects))

    def period(self, code: str) -> int:
        """The number of a period."""
        return self.periods.setdefault(code, len(self.periods))


class Nodes:
    """The nodes of a plan, numbered, with what is asked of each and where it chooses its period."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.catalogue = Catalogue()
        self.numbering = Numbering(self.catalogue.subject, self.catalogue.period)
        self.asked = [self._asked(one) for one in plan.asked]
        self.weights = list(self._weights())

    def _asked(self, one: Asked) -> tuple[int, int, int]:
        """Node, choice (-1 without one), period."""
        node, choice = self.numbering.number(one.node), -1
        if one.choice is not None:
            # The statement's own node chooses by the same rows, if it chooses; then nothing more is worked out.
            inside = (each for each in (one.node, *operands(one.node)) if isinstance(each, Chosen))
            choice = self.numbering.number(next(inside, one.choice))
        return node, choice, self.catalogue.period(one.period.code)

    def _weights(self) -> Iterable[tuple[int, int, int, int, int]]:
        """Subject, period, order, weight and its period, for all that may be weighted."""
        measures = self._plan.world.measures
        subjects, periods = list(self.catalogue.subjects), list(self.catalogue.periods)
        for _, subject, period, _ in self.numbering.bases:
            indicator, breakdown, _ = subjects[subject]
            measure = measures[indicator]
            if _rule(measure, breakdown, self._plan) != WEIGHTED:
                continue
            code = periods[period]
            year = Period(code).year
            weight = self.catalogue.subject(measure.weight_code, "", Scenario.ACTUAL.value)
            for place, when in enumerate(dict.fromkeys((code, str(year), str(year - 1)))):
                yield subject, period, place, weight, self.catalogue.period(when)

    @property
    def means(self) -> bool:
        """Whether any subject is a mean by its weights, also by ones that nobody knows."""
        measures = self._plan.world.measures
        return any(_kind(measures[code], breakdown) == MEAN for code, breakdown, _ in self.catalogue.subjects)

    def depths(self, nodes: Iterable[int]) -> tuple[int, ...]:
        """The depths at which these nodes lie."""
        return tuple(sorted({self.numbering.depths[one] for one in nodes if one >= 0}))

    def relations(self) -> Relations:
        """What is asked, and the nodes that lead there."""
        found = self.numbering
        return {
            "asked": integers("ask node choice period", [(ask, *one) for ask, one in enumerate(self.asked)]),
            "bases": integers("node subject period finer", found.bases),
            "constants": integers("node why needed", found.constants),
            "made": integers("depth node op times less nth child", found.made),
            "picks": integers("depth node nth tested test child period", found.picks),
            "looks": integers("depth kind node child lowest", found.looks),
            "weights": integers("subject period nth weight weight_period", self.weights),
            "rules": self._rules(),
        }

    def _rules(self) -> pa.Table:
        return integers("subject rule kind step published", (
            (number, _rule(measure, breakdown, self._plan), _kind(measure, breakdown),
             10 ** max(DIGITS - measure.decimals, 0), int(breakdown.startswith("@")))
            for (indicator, breakdown, _), number in self.catalogue.subjects.items()
            for measure in (self._plan.world.measures[indicator],)
        ))  # fmt: skip

    @cached_property
    def days(self) -> dict[int, Period]:
        """The periods by number."""
        return {number: Period(code) for code, number in self.catalogue.periods.items()}


def _rule(measure: Measure, breakdown: str, plan: Plan) -> int:
    if breakdown.startswith("@"):
        return PUBLISHED
    if measure.space_rule == SpaceRule.SUM.value:
        return SUM
    if measure.space_rule == SpaceRule.WEIGHTED_MEAN.value and measure.weight_code in plan.world.measures:
        return WEIGHTED
    return BY_FORMULA if measure.formula else UNSUMMED


def _kind(measure: Measure, breakdown: str) -> int:
    if breakdown.startswith("@"):
        return OTHER
    if measure.space_rule == SpaceRule.SUM.value:
        return COUNT
    return MEAN if measure.space_rule == SpaceRule.WEIGHTED_MEAN.value and measure.weight_code else OTHER


def places(found: Sequence[Place]) -> Relations:
    """The places, and which lie directly below which."""
    peers: dict[str, int] = {}
    return {
        "places": integers("place asked peers parent", (
            (number, int(one.asked), peers.setdefault(one.peers, len(peers)),
             NONE if one.parent is None else one.parent)
            for number, one in enumerate(found)
        )),
        "relatives": integers("place child", (
            (number, child) for number, one in enumerate(found) for child in one.children
        )),
    }  # fmt: skip


class Wanted:
    """The rows of the log that a plan wants: of its subjects and periods, and of some units by number."""

    def __init__(self, plan: Plan, held: Held, nodes: Nodes, units: dict[str, int]) -> None:
        self._plan, self._held, self._nodes, self._units = plan, held, nodes, units
        measures = plan.world.measures
        self._regimes = {one: tuple(dict.fromkeys(("", measures[one[0]].regime))) for one in nodes.catalogue.subjects}

    @cached_property
    def years(self) -> list[int]:
        """The years of which there are segments that may have such rows."""
        years = {period.year for period in self._nodes.days.values()}
        return sorted(years & self._held.manifest.years.keys())

    @cached_property
    def _series(self) -> list[tuple[int, int, int, int, int]]:
        """Year, series, subject, whether of the indicator's own regime, steps of 10^-8 in one of its values."""
        found = []
        for subject, number in self._nodes.catalogue.subjects.items():
            for regime in self._regimes[subject]:
                series = self._held.series.get((*subject, regime))  # type: ignore[call-overload]
                for year in self.years if series is not None else ():
                    scale = self._held.manifest.years[year].scales.get(subject[0])
                    if scale is not None:
                        found.append((year, series, number, int(regime != ""), 10 ** (DIGITS - scale)))
        return found

    @property
    def distinct(self) -> bool:
        """Whether no subject has two series."""
        return len({(year, subject) for year, _, subject, _, _ in self._series}) == len(self._series)

    def tail(self) -> pa.Table:
        """The rows that the segments do not have, with values in steps of 10^-8."""
        indicators = {indicator for indicator, _, _ in self._nodes.catalogue.subjects}
        units = self._units.keys() if len(self._units) <= MOST_NAMED else None
        found = self._held.tail(indicators=indicators, units=units, periods=self._nodes.catalogue.periods.keys())
        names = [name for name in found.column_names if name not in ("value", "row")]
        steps = [_steps(one) for one in found["value"].chunks]
        return found.select(names).append_column("value", pa.chunked_array(steps, STEPS_TYPE)).append_column(
            "row_id", found["row"]
        )  # fmt: skip

    def relations(self, batches: Batches, known: KnownOn) -> Relations:
        """What numbers and words of the log mean here, and which batches count."""
        held, order, visible = self._held, batches.order(), batches.visible(known)
        subjects = [(*one, regime, number, int(regime != ""))
                    for one, number in self._nodes.catalogue.subjects.items()
                    for regime in self._regimes[one]]  # fmt: skip
        columns = list(zip(*subjects, strict=True)) or [()] * 6
        words = ("indicator", "breakdown", "scenario", "regime")
        return {
            "wanted_series": integers("year series subject own factor", self._series),
            "wanted_units": integers("unit held", (
                (number, held.units.get(one, NONE)) for one, number in self._units.items()
            )),
            "wanted_periods": integers("period held", (
                (number, held.periods.get(one, NONE)) for one, number in self._nodes.catalogue.periods.items()
            )),
            "unit_words": _named("uid", "unit", self._units),
            "period_words": _named("code", "period", self._nodes.catalogue.periods),
            "subjects": pa.table(
                {name: pa.array(columns[place], pa.string()) for place, name in enumerate(words)}
                | {"subject": pa.array(columns[4], pa.int64()), "own": pa.array(columns[5], pa.int64())}
            ),
            "batches": pa.table({
                "batch": pa.array(batches.numbers, pa.int64()), "nth": pa.array(order[batches.numbers]),
                "visible": pa.array(visible[batches.numbers].astype("int64")),
            }),
        }  # fmt: skip


MOST_NAMED = 1000
"""Of more units than this the log is not asked by name."""

STEPS_TYPE = pa.decimal128(38, 0)


def _named(word: str, number: str, rows: Mapping[str, int]) -> pa.Table:
    return pa.table({word: pa.array(rows.keys(), pa.string()), number: pa.array(rows.values(), pa.int64())})


def _steps(values: pa.Array) -> pa.Array:
    """Decimals as whole numbers of steps: the same 128 bits."""
    return pa.Array.from_buffers(STEPS_TYPE, len(values), values.buffers(), values.null_count, values.offset)
