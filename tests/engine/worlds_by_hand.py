"""A small province by hand, and short ways to report figures of it and to ask for them.

P has the districts A, B and C, and D from 2021. On 1 July 2020 A takes in B (the same name, another territory). On
1 January 2021 C gives birth to D: two fifths of its people live there now. Q has E, which F leaves on 1 January 2021,
nobody knows with how many people. A has the communes A1 and A2 until the merger; then A1, A2 and B1.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Succession, Unit
from quarterdeck.core.measures import Direction, ObservationStatus, Origin, Qualifier
from quarterdeck.core.periods import CutoffRule, Regime
from quarterdeck.engine.facts import Mark
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import planned
from quarterdeck.engine.query import Areas, Borders, Question, Statement
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.reference import answer
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.world import World

FIRST, MERGED, DIVIDED = date(2015, 1, 1), date(2020, 7, 1), date(2021, 1, 1)
OLD, NEW = Borders(date(2020, 1, 1)), Borders(date(2022, 1, 1))


def _unit(uid: str, level: int, parent: str, begun: date = FIRST, ended: date | None = None) -> Unit:
    code = uid.rstrip("'")
    return Unit(uid, code, level, "huyện", f"Tên {code}", "", parent, begun, ended)


def _passed(before: str, after: str, event: str, share: Fraction | None = Fraction(1)) -> Succession:
    quality = Quality.UNKNOWN if share is None else Quality.EXACT if share == 1 else Quality.COUNTED
    return Succession(before, after, event, {"population": Share(share, quality)})


REGISTER = Register(
    [
        _unit("P", 1, ""), _unit("Q", 1, ""),
        _unit("A", 2, "P", FIRST, MERGED), _unit("B", 2, "P", FIRST, MERGED), _unit("A'", 2, "P", MERGED),
        _unit("C", 2, "P", FIRST, DIVIDED), _unit("C'", 2, "P", DIVIDED), _unit("D", 2, "P", DIVIDED),
        _unit("E", 2, "Q", FIRST, DIVIDED), _unit("E'", 2, "Q", DIVIDED), _unit("F", 2, "Q", DIVIDED),
        _unit("A1", 3, "A"), _unit("A2", 3, "A"), _unit("B1", 3, "B", FIRST, MERGED), _unit("B1'", 3, "A", MERGED),
    ],
    [
        _passed("A", "A'", "merger"), _passed("B", "A'", "merger"), _passed("B1", "B1'", "merger"),
        _passed("C", "C'", "division", Fraction(3, 5)), _passed("C", "D", "division", Fraction(2, 5)),
        _passed("E", "E'", "leaving", None), _passed("E", "F", "leaving", None),
    ],
    [
        Event("merger", EventKind.MERGE, MERGED, MERGED), Event("division", EventKind.SPLIT, DIVIDED, DIVIDED),
        Event("leaving", EventKind.SPLIT, DIVIDED, DIVIDED),
    ],
)  # fmt: skip


def measure(code: str, unit: str = "VND_bn", **more: Any) -> Measure:
    """An indicator that adds up over months and areas, unless said otherwise."""
    fields: dict[str, Any] = {
        "decimals": 1, "frequency": "M", "accumulation": "per_period", "time_rule": "sum", "space_rule": "sum",
        "better": "higher", "regime": "",
    } | more  # fmt: skip
    return Measure(code, unit, **fields)


MEASURES = (
    measure("REV"),
    measure("COST", better="lower"),
    measure("POP", "persons", decimals=0, frequency="A", time_rule="last"),
    measure("RATE", "%", decimals=2, time_rule="none", space_rule="weighted_mean", weight_code="POP"),
    measure("POINTS", "points", time_rule="none", space_rule="none"),
    measure("INVEST", accumulation="cumulative", regime="early"),
    measure("EACH", "VND_mn_per_person", formula="per_head([REV], [POP])", time_rule="none", space_rule="none"),
    measure("GROWN", "%", formula="growth([REV])", time_rule="none", space_rule="none"),
)
EARLY = Regime("early", "Early", "Sớm", {"Q": CutoffRule(0, 1, 0, 15, "x", from_year_start=True)})
WORLD = World({one.code: one for one in MEASURES}, REGISTER, {"early": EARLY})


def row(code: str, unit: str, period: str, value: str | int | None, **said: Any) -> Told:
    """A row of the log; `said` has parts of the key, or what goes along with the value."""
    key = {name: said.pop(name) for name in ("breakdown", "scenario", "regime") if name in said}
    status = ObservationStatus(said.get("status", "A" if value is not None else "O"))
    mark = Mark(
        status, Qualifier(said.get("qualifier", "exact")), Origin(said.get("origin", "reported")),
        Direction(said.get("direction", "")),
    )  # fmt: skip
    return Told(code, unit, period, None if value is None else Decimal(value), mark=mark, **key)


def day(number: int) -> datetime:
    """Noon of a day of March 2022."""
    return datetime(2022, 3, number, 12, tzinfo=UTC)


class Answer:
    """The rows of an answer by what was asked."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.rows = rows

    def __call__(self, area: str, statement: Statement = Statement.LEVEL, **more: str) -> Mapping[str, Any]:
        """The one row of an area and statement."""
        wanted = {"area": area, "statement": statement.value} | more
        (found,) = (one for one in self.rows if all(one[name] == value for name, value in wanted.items()))
        return found

    def value(self, area: str, statement: Statement = Statement.LEVEL, **more: str) -> Decimal | str:
        """The value of an area, or the code of why there is none."""
        found = self(area, statement, **more)
        value: Decimal | None = found["value"]
        return found["why"] if value is None else value


def ask(
    told: Sequence[Told] | Mapping[int, Sequence[Told]], code: str, areas: str | Areas, period: str,
    *statements: Statement, world: World = WORLD, **more: Any,
) -> Answer:  # fmt: skip
    """Ask about an indicator; `areas` are codes with spaces between. Batches stand under the day they are known since.

    Batches count in the order in which they are given.
    """
    log = MemoryLog()
    for number, rows in (told if isinstance(told, Mapping) else {1: told}).items():
        log.append(day(number), rows)
    named = Areas(tuple(areas.split())) if isinstance(areas, str) else areas
    question = Question((code,), named, (period,), statements or (Statement.LEVEL,), **more)
    return Answer(answer(planned(question, world), Held(Path(), Manifest(), log)).to_pylist())
