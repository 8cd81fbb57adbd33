"""The engine itself, asked as its callers ask it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench._engine.nation import BREAKDOWNS, COMMUNE, DAY_KNOWN, LAST_YEAR, PROVINCE, TURN
from bench._engine.works import Asked, Counted, Dashboard, Line, Restated
from quarterdeck.engine.bulk.checking import Checked, sums_to_parent
from quarterdeck.engine.bulk.everything import Everything, gathered
from quarterdeck.engine.bulk.knowing import Known, as_known
from quarterdeck.engine.bulk.restating import InBorders, in_borders
from quarterdeck.engine.bulk.rolling import RollUp, roll_up
from quarterdeck.engine.facts import KnownOn, LogReader
from quarterdeck.engine.query import Areas, Question, Statement
from quarterdeck.engine.segments.reading import Corrupt
from quarterdeck.engine.slabs.form import MISSING
from quarterdeck.engine.store import Store, Way

STATEMENTS = (
    Statement.LEVEL, Statement.SAME_PERIOD, Statement.CHANGE, Statement.YEAR_TO_DATE, Statement.PLAN,
    Statement.ATTAINMENT, Statement.RANK,
)  # fmt: skip
QUARTER, TODAY = "2025-Q3", date(LAST_YEAR, 12, 31)


def question(asked: Asked, province: int) -> Question:
    """The dashboard of a province as a question."""
    nation = asked.nation
    codes = tuple(nation.code(one) for one in asked.indicators)
    name = nation.units[nation.first[PROVINCE] + province].code
    return Question(codes, Areas(codes=(name,), children=True), (QUARTER,), STATEMENTS)


class Ours:
    """The engine over a folder of segments."""

    name = "ours"

    def __init__(self, asked: Asked, folder: Path, log: LogReader) -> None:
        self._asked = asked
        world = asked.nation.world
        self.store = Store(folder, log, lambda _planned: world, _raised)

    def a(self, province: int, way: Way = Way.MATRICES) -> pa.Table:
        """The dashboard of a province, worked out anew."""
        return self.store.ask(question(self._asked, province), way)

    def again(self, province: int) -> pa.Table:
        """The dashboard of a province, which may have been answered already."""
        return self.store.ask(question(self._asked, province))

    def everything(self) -> Everything:
        """All that is known now."""
        return gathered(self.store.held(), self._asked.nation.world)

    def plainly(self, work: str) -> Callable[[], object]:
        """A work from (b) to (e) as callers have it: whole results in arrays, without counting them."""
        return {"b": self.rolled, "c": self.known, "d": self.restated, "e": self.checked}[work]

    def rolled(self) -> RollUp:
        """Work (b)."""
        return roll_up(self.everything(), LAST_YEAR)

    def b(self) -> Counted:
        """Work (b), in the form that is compared."""
        rolled = self.rolled()
        actual = np.array([one.scenario == "actual" for one in rolled.slots])
        found: Counted = {}
        for level, units in rolled.levels.items():
            reported, values = rolled.reported[actual, units], rolled.values[actual, units]
            told = values != MISSING
            counts = np.count_nonzero(reported), reported.sum(), np.count_nonzero(told), values[told].sum()
            found[level] = tuple(int(one) for one in counts)
        return found

    def known(self) -> Known:
        """Work (c)."""
        return as_known(self.everything(), KnownOn(at=DAY_KNOWN))

    def c(self) -> Counted:
        """Work (c), in the form that is compared."""
        found: Counted = {}
        known = self.known()
        for row, column in np.argwhere(known.counts > 0).tolist():
            indicator, breakdown, scenario, _ = known.series[row]
            key = (int(indicator[1:]), BREAKDOWNS.index(breakdown), int(scenario == "plan"), known.years[column])
            found[key] = (int(known.counts[row, column]), int(known.totals[row, column] * 100))
        return found

    def restated(self) -> InBorders:
        """Work (d)."""
        return in_borders(self.everything(), TODAY)

    def d(self) -> Restated:
        """Work (d), in the form that is compared: communes only, and actual figures only."""
        found, asked = self.restated(), self._asked
        numbers = {one.uid: number for number, one in enumerate(asked.nation.units)}
        divided = {target for _, _, target, _, whole in asked.pairs if not whole}
        cells = np.array([numbers[one] if len(targets) == 1 else -1 for targets in found.cells for one in targets[:1]])
        communes = cells >= asked.nation.first[COMMUNE]
        parted = np.isin(cells, list(divided)) & (np.array(found.years) < TURN.year)[:, None]
        actual = np.array([one.scenario == "actual" for one in found.slots])
        values = found.values[actual][:, :, communes]
        told, parted = values != MISSING, np.broadcast_to(parted[:, communes], values.shape)
        whole, rest = told & ~parted, told & parted
        return Restated(int(whole.sum()), int(values[whole].sum()), int(rest.sum()), float(values[rest].sum()))

    def checked(self) -> Checked:
        """Work (e)."""
        return sums_to_parent(self.everything())

    def e(self) -> Counted:
        """Work (e), in the form that is compared."""
        checked = self.checked()
        gaps = sum(int(np.abs(one.reported - one.sum).sum()) for one in checked.differences)
        return {"": (checked.checked, checked.differing, gaps)}

    def dashboard(self, answer: pa.Table) -> Dashboard:
        """The answer in the form that is compared."""
        nation = self._asked.nation
        areas = {one.code: number for number, one in enumerate(nation.units)}
        cells: dict[tuple[int, int], dict[str, Decimal | None]] = {}
        columns = (answer[name].to_pylist() for name in ("indicator", "area", "statement", "value"))
        for code, area, statement, value in zip(*columns, strict=True):
            cells.setdefault((int(code[1:]), areas[area]), {})[statement] = value
        found = {key: Line(*(_plain(one, told[one.value]) for one in STATEMENTS)) for key, told in cells.items()}
        return {key: line for key, line in found.items() if any(value is not None for value in line)}


def _plain(statement: Statement, value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    if statement in (Statement.CHANGE, Statement.ATTAINMENT):
        return float(value)
    return int(value if statement is Statement.RANK else value * 100)


def _raised(damage: Corrupt) -> None:
    raise damage
