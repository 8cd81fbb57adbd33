"""Many series at once: the same answers as one by one."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.lineage import Crosswalk, Figure, Register, crosswalk, restate_counts
from quarterdeck.core.lineage.matrix import Applied, Matrix, matrix
from tests.core.lineage.registers import AFTER, BEFORE, TANGLE, became, day, unit
from tests.core.lineage.strategies import PATIENT, figures, journeys

Series = Mapping[str, Decimal | None]
PLACES = 2


def applied(ready: Matrix, several: Sequence[Series]) -> Applied:
    cells = [[one.get(uid) for one in several] for uid in ready.sources]
    missing = np.array([[cell is None for cell in row] for row in cells], dtype=np.bool_)
    steps = [[-987654 if cell is None else int(cell.scaleb(PLACES)) for cell in row] for row in cells]
    return ready.apply(
        np.array(steps, dtype=np.int64).reshape(len(cells), len(several)), missing.reshape(len(cells), -1)
    )


def one_by_one(way: Crosswalk, series: Series) -> dict[tuple[str, ...], Figure]:
    found = restate_counts(series, way, decimals=PLACES)
    single = {(uid,): one for uid, one in found.values.items() if uid not in found.group_of}
    return {**single, **{one.targets: one for one in found.groups}, **({(): found.untold} if found.untold else {})}


def assert_same(way: Crosswalk, several: Sequence[Series]) -> None:
    ready = matrix(way)
    result = applied(ready, several)
    for column, series in enumerate(several):
        wanted = one_by_one(way, series)
        lost = sum(int(result.values[row, column]) for row, cell in enumerate(ready.cells) if not cell.targets)
        assert () not in wanted or Decimal(lost).scaleb(-PLACES) == wanted[()].reported
        for row, cell in enumerate(ready.cells):
            if cell.targets:
                figure = wanted.pop(cell.targets)
                assert Decimal(int(result.values[row, column])).scaleb(-PLACES) == figure.reported
                assert bool(result.missing[row, column]) == (figure.value is None)
                assert figure.value is None or bool(ready.exact[row]) == (figure.status.value == "A")
        assert set(wanted) <= {()}


@PATIENT
@given(journeys(), st.data())
def test_many_series_at_once_are_restated_as_one_by_one(
    journey: tuple[Register, list[date]], data: st.DataObject
) -> None:
    register, (start, end) = journey
    for way in (crosswalk(register, start, end), crosswalk(register, end, start)):
        uids = sorted(way.of)
        assert_same(way, [data.draw(figures(uids, PLACES)), data.draw(figures(uids, PLACES))])


def test_numerators_too_large_for_64_bits_are_worked_out_exactly() -> None:
    """Shares with 20 digits, as long chains of events make them, on figures near the limit."""
    olds = [unit(uid, "2000-01-01", "2010-01-01") for uid in "ab"]
    news = [unit(uid, "2010-01-01") for uid in "xy"]
    share = "33333333333333333333/100000000000000000000"
    rest = "66666666666666666667/100000000000000000000"
    register = Register(
        [*olds, *news], [became(old, new, part) for old in "ab" for new, part in (("x", share), ("y", rest))]
    )
    assert_same(crosswalk(register, BEFORE, AFTER), [{"a": Decimal(10**15), "b": Decimal(-3)}, {"a": Decimal(1)}])


def test_units_have_rows_and_groups_are_told_as_one() -> None:
    ready = matrix(crosswalk(TANGLE, BEFORE, AFTER))
    assert set(ready.row) == {"z@2", "e@2"}
    assert [cell.targets for cell in ready.cells if cell.group] == [("x@2", "y@2")]
    values = np.arange(6, dtype=np.int64).reshape(6, 1)
    assert ready.apply(values).values[ready.row["z@2"], 0] == ready.sources.index("d@1")
    assert not ready.apply(values).missing.any()


def test_rows_that_are_not_the_sources_are_refused() -> None:
    ready = matrix(crosswalk(TANGLE, day("2000-01-01"), BEFORE))
    with pytest.raises(ValueError, match="6 rows are needed"):
        ready.apply(np.zeros((5, 1), dtype=np.int64))
