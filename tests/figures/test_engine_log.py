"""The log as the engine reads it is the log as the models have it, on either store."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pyarrow as pa
import pytest
from django.db import connection, transaction

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import Conflict
from quarterdeck.core.measures import Direction, ObservationStatus, Origin, Qualifier
from quarterdeck.engine.facts import FACTS, Mark, micros
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.figures.models import Batch, Indicator, Observation
from quarterdeck.figures.queries import engine_log, engine_log_name
from quarterdeck.figures.queries.engine_log import StoredLog
from tests.engine.logs import HOW, all_rows, everything
from tests.figures.told import as_committed, as_outside_a_transaction, whereabouts
from tests.world import World, indicator

START = datetime(2024, 3, 1, 8, tzinfo=UTC)
VALUES = (
    None, "0", "-0.00000001", "0.1", "123456.12345678", "-9999999.12345678", "9999999.99999999", "12345678.1234567",
    "-98765432109.8765", "90000000000", "99999999999.5", "123456789012345", "-999999999999999", "1E+14", "0.3",
)  # fmt: skip


def batch(hours: int = 0) -> Batch:
    return Batch.objects.create(at=START + timedelta(hours=hours, microseconds=hours), by="Lan", kind="entry")


def rows(made: Batch, what: Indicator, world: World, values: tuple[str | None, ...], **more: object) -> None:
    """A row for each value, all of different periods and units, with all there is to say along with values."""
    chance = random.Random(f"{made.pk} {what.code}")
    Observation.objects.bulk_create(
        Observation(**{
            "indicator": what, "area": world.areas[chance.choice(sorted(world.areas))],
            "period": f"20{number:02}", "breakdown": chance.choice(("", "nữ")), "unit": "VND_bn",
            "scenario": chance.choice(("actual", "plan")), "regime": chance.choice(("", "GSO")),
            "value": value and Decimal(value), "status": chance.choice(list(ObservationStatus)).value,
            "qualifier": chance.choice(list(Qualifier)).value, "origin": chance.choice(list(Origin)).value,
            "direction": chance.choice(list(Direction)).value, "source_words": chance.choice(("", "4.68O")),
            "batch": made,
        } | more)
        for number, value in enumerate(values)
    )  # fmt: skip


@pytest.fixture
def log(world: World) -> Iterator[StoredLog]:
    """Three batches about two indicators; the last one is dated back."""
    revenue, rate = indicator(world), indicator(world, "RATE")
    for hours in (2, 5, 0):
        made = batch(hours)
        rows(made, revenue, world, VALUES)
        rows(made, rate, world, VALUES[::-1])
    return StoredLog()


def expected(**conditions: object) -> list[dict[str, object]]:
    """The same by the models."""
    return [
        {
            "row": one.pk, "indicator": one.indicator.code, "unit": one.area.uid, "period": one.period,
            "breakdown": one.breakdown, "scenario": one.scenario, "regime": one.regime, "value": one.value,
            "mark": Mark(
                ObservationStatus(one.status), Qualifier(one.qualifier), Origin(one.origin), Direction(one.direction),
                one.value is None and one.source_words != "",
            ).packed,
            "batch": one.batch_id,
        }
        for one in Observation.objects.filter(**conditions).select_related("indicator", "area").order_by("pk")
    ]  # fmt: skip


def read(log: StoredLog, **filters: object) -> list[dict[str, object]]:
    table = pa.Table.from_batches(log.facts(**filters), FACTS)  # type: ignore[arg-type]
    table.validate(full=True)
    return table.sort_by("row").to_pylist()


def test_every_row_is_read_exactly(log: StoredLog) -> None:
    assert read(log) == expected()
    assert len(read(log)) == log.count() == 6 * len(VALUES)


def test_rows_are_read_in_chunks(log: StoredLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_log, "CHUNK", 7)
    assert {one.num_rows for one in log.facts()} == {7, 6 * len(VALUES) % 7}
    assert read(log) == expected()


def test_what_matches_is_read_and_nothing_else(log: StoredLog) -> None:
    first, second, third = log.batches().numbers.tolist()
    units = ["P@2010-01-01", "C4@2025-01-01", "NOBODY@2010-01-01"]
    assert read(log, after=first, upto=second) == expected(batch=second)
    assert read(log, upto=second) == expected(batch__in=(first, second))
    assert read(log, units=units) == expected(area__uid__in=units)
    assert read(log, indicators={"RATE", "NOTHING"}, periods=("2003", "2004", "1999")) == expected(
        indicator__code="RATE", period__in=("2003", "2004")
    )
    assert read(log, after=second, indicators=["RATE"], units=units, periods=[f"20{year:02}" for year in range(9)]) == (
        expected(batch=third, indicator__code="RATE", area__uid__in=units, period__lt="2009")
    )
    assert read(log, indicators=[]) == read(log, units=[]) == read(log, periods=["1999"]) == []
    assert (log.count(after=first), log.count(upto=first)) == (4 * len(VALUES), 2 * len(VALUES))


def test_more_units_can_be_asked_for_than_a_store_has_variables(log: StoredLog) -> None:
    units = [f"X{number}@2010-01-01" for number in range(40_000)] + ["P@2010-01-01"]
    periods = [f"{year:04}" for year in range(2000, 2100)] * 1000
    assert read(log, units=units[-300:], periods=periods) == expected(area__uid="P@2010-01-01")


def test_a_long_tail_is_found_by_its_keys(log: StoredLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_log, "_SMALL_TAIL", 3)
    first = int(log.batches().numbers[0])
    assert read(log, after=first, indicators=["RATE"]) == expected(batch__gt=first, indicator__code="RATE")


def test_rows_of_a_unit_that_only_a_planned_or_withdrawn_event_knows_are_read(log: StoredLog, world: World) -> None:
    for standing in ("planned", "withdrawn"):
        unit = Area.objects.create(
            uid=f"{standing}@2027-01-01", code=standing, level=3, kind="commune", name_vi="x", name_en="x",
            parent_code="D1", valid_from="2027-01-01", standing=standing,
        )  # fmt: skip
        rows(batch(9), Indicator.objects.get(code="RATE"), world, ("1", "2"), area=unit)
        assert len(read(log, units=[unit.uid])) == 2
        assert read(log, units=[unit.uid]) == expected(area=unit)
    assert read(log) == expected()


def test_batches_have_their_moments_to_the_microsecond(log: StoredLog) -> None:
    known = log.batches()
    assert dict(zip(known.numbers.tolist(), known.moments.tolist(), strict=True)) == {
        one.pk: micros(one.at) for one in Batch.objects.all()
    }
    assert log.batches(after=int(known.numbers[1])).numbers.tolist() == known.numbers[2:].tolist()


def test_an_empty_log_has_neither_rows_nor_a_name(world: World) -> None:
    log = StoredLog()
    assert (read(log), log.count(), log.log_name(0), log.log_name(5)) == ([], 0, "", "")
    assert len(log.batches().numbers) == 0
    with log.held() as last:
        assert last == 0


def test_a_log_is_named_by_its_first_batch_and_the_last_one_that_counts(log: StoredLog) -> None:
    first, second, third = log.batches().numbers.tolist()
    names = {log.log_name(one) for one in (0, first, second, third)}
    assert len(names) == 4
    before = log.log_name(third)
    batch(7)
    assert log.log_name(third) == before


@pytest.mark.parametrize("changed", [{"value": Decimal(8000)}, {"status": "E"}, {"source_words": "8 000"}, {}])
def test_another_batch_with_the_same_number_moment_and_person_gives_another_name(
    log: StoredLog, world: World, changed: dict[str, object]
) -> None:
    restored = transaction.savepoint()
    kept = batch(9)
    rows(kept, Indicator.objects.get(code="RATE"), world, ("7000",), status="A", source_words="7000")
    row = Observation.objects.get(batch=kept)
    before = log.log_name(kept.pk)
    assert log.log_name(kept.pk) == before
    transaction.savepoint_rollback(restored)
    assert log.log_name(kept.pk) == log.log_name(kept.pk - 1) != before
    kept.save(force_insert=True)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    assert (log.log_name(kept.pk) == before) is (not changed)


def test_a_name_is_worked_out_once_for_a_state(
    log: StoredLog, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(engine_log_name, "log_state", lambda: ("still",))
    last = int(log.batches().numbers[-1])
    name = log.log_name(last)
    with django_assert_max_num_queries(1):
        assert log.log_name(last) == name


def test_whoever_writes_changes_the_state_of_the_log(log: StoredLog) -> None:
    assert log.state() is None
    with as_outside_a_transaction():
        before = log.state()
        assert log.state() == before
    assert before is not None
    batch(7)
    as_committed()
    with as_outside_a_transaction():
        assert log.state() != before


def test_compaction_gives_way_to_a_long_import_and_nobody_queues_behind_it(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        return
    monkeypatch.setattr(engine_log, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(engine_log, "_PAUSE_SECONDS", 0.2)
    made = "INSERT INTO figures_batch (at, by, post, kind, document, note) VALUES (now(), 'x', '', 'import', '', '')"
    with psycopg.connect(**whereabouts()) as slow, psycopg.connect(**whereabouts()) as other:
        slow.execute(made)
        with pytest.raises(Conflict, match="written all the time"), StoredLog().held():
            pass
        slow.rollback()
        monkeypatch.setattr(engine_log, "_PATIENCE_SECONDS", 20)
        slow.execute(made)

        def meanwhile(_: float) -> None:
            other.execute("SET LOCAL lock_timeout = '2s'")
            other.execute(made)
            other.rollback()
            slow.rollback()

        monkeypatch.setattr(engine_log.time, "sleep", meanwhile)
        with StoredLog().held() as last:
            assert last == 0


def test_the_last_batch_is_told_while_writers_wait(log: StoredLog) -> None:
    with log.held() as last:
        assert last == Batch.objects.latest("id").pk
        if connection.vendor != "postgresql":
            return
        params = {key: connection.get_connection_params()[key] for key in ("host", "port", "user", "dbname")}
        with psycopg.connect(**params) as other:
            other.execute("SET lock_timeout = '100ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("INSERT INTO figures_batch (at, by) VALUES (now(), 'Lan')")


def test_segments_and_tail_together_have_every_row_of_the_store(log: StoredLog, world: World, tmp_path: Path) -> None:
    held = compact(tmp_path, log, **HOW)
    rows(batch(1), Indicator.objects.get(code="RATE"), world, VALUES)
    assert everything(tmp_path, held, log) == all_rows(log)
    assert everything(tmp_path, compact(tmp_path, log, **HOW), log) == all_rows(log)
