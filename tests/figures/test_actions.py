"""Writing the log: append only, one's own area, corrections that keep history, conflicts that lose nothing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.log import append_observations, correct_observation, freeze_vintage
from quarterdeck.figures.models import Batch, Observation
from quarterdeck.figures.queries.log import AsKnown, end_of_day, in_vintage, log, newest_row
from quarterdeck.figures.queries.tables import table
from tests.figures.told import later, row, tell
from tests.world import NOW, World, indicator

Q1 = Period.parse("2024-Q1")


def value_known(world: World, at: datetime, code: str = "BUDGET_REV") -> Decimal | None:
    found = log(AsKnown(at), areas=[world.areas["P"]]).find(code, "P", "2024-Q1")
    return found.value if found else None


@pytest.mark.parametrize("table_name", ["figures_observation", "figures_batch", "figures_vintage"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_store_itself_refuses_to_change_or_delete_what_was_reported(
    world: World, table_name: str, change: str
) -> None:
    tell(world, indicator(world), "4680")
    freeze_vintage(code="v", name_vi="v", name_en="v", known_on=NOW, by=SYSTEM, at=NOW)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table_name))
    assert Observation.objects.count() == 1


def test_a_batch_is_one_audit_line_however_many_rows(world: World) -> None:
    revenue = indicator(world)
    rows = [row(world, revenue, str(number), period=f"2023-Q{number}") for number in (1, 2, 3, 4)]
    batch = append_observations(rows=rows, kind="entry", by=SYSTEM, at=NOW)
    line = Line.objects.get(act="figures.reported")
    assert (line.about, line.detail) == (str(batch.pk), {"rows": 4, "kind": "entry"})


def test_a_value_is_kept_in_the_unit_of_the_indicator(world: World) -> None:
    tell(world, indicator(world), "4.68", unit="VND_tn")
    kept = Observation.objects.get()
    assert (kept.value, kept.unit) == (4680, "VND_bn")


def test_a_unit_of_another_kind_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="cannot be converted"):
        tell(world, indicator(world), "4.68", unit="USD_mn")


def test_a_value_that_conversion_would_shrink_to_nothing_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="more digits"):
        tell(world, indicator(world), "1", unit="VND")


def test_a_unit_that_no_longer_existed_cannot_be_reported_for(world: World) -> None:
    with pytest.raises(BadInput, match="did not exist"):
        tell(world, indicator(world), "5", area="C1", period="2025-Q1")


def test_only_an_administrator_may_date_figures_back(world: World) -> None:
    with pytest.raises(Refused):
        append_observations(
            rows=[row(world, indicator(world), "5")], kind="entry", known_from=later(-30),
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip


def test_a_district_writes_its_own_area_and_no_other(world: World) -> None:
    revenue, minh = indicator(world), world.actor("district")
    correct_observation(row=row(world, revenue, "12", area="D2"), replaces=None, by=minh, at=NOW)
    for other in ("D1", "P"):
        with pytest.raises(Refused, match="own area"):
            correct_observation(row=row(world, revenue, "12", area=other), replaces=None, by=minh, at=NOW)
    assert Observation.objects.get().area.code == "D2"


def test_one_foreign_row_keeps_the_whole_batch_out(world: World) -> None:
    revenue = indicator(world)
    rows = [row(world, revenue, "1", area="D2"), row(world, revenue, "2", area="D1")]
    with pytest.raises(Refused):
        append_observations(rows=rows, kind="entry", by=world.actor("district"), at=NOW)
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()


@pytest.mark.parametrize("who", ["leader", "inspector"])
def test_who_reports_no_figures_is_refused(world: World, who: str) -> None:
    with pytest.raises(Refused):
        correct_observation(row=row(world, indicator(world), "1"), replaces=None, by=world.actor(who), at=NOW)


def test_a_correction_keeps_what_was_said_before(world: World) -> None:
    growth = indicator(world, "GRDP_GROWTH", unit="%", time_rule="none")
    tell(world, growth, "14.18", status="E")
    first = Observation.objects.get()
    batch = correct_observation(
        row=row(world, growth, "13.96", reason="Restated"),
        replaces=first.pk,
        by=world.actor("specialist"),
        at=later(200),
    )
    assert batch.kind == "correction"
    assert (value_known(world, NOW, "GRDP_GROWTH"), value_known(world, later(201), "GRDP_GROWTH")) == (
        Decimal("14.18"), Decimal("13.96"),
    )  # fmt: skip


def test_a_correction_needs_its_reason(world: World) -> None:
    revenue = indicator(world)
    tell(world, revenue, "4680")
    with pytest.raises(BadInput, match="reason"):
        correct_observation(
            row=row(world, revenue, "4700", reason="  "), replaces=Observation.objects.get().pk,
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip


def test_a_stale_form_writes_nothing_and_names_who_saved_first(world: World) -> None:
    revenue, lan, van = indicator(world), world.actor("specialist"), world.actor("verifier")
    tell(world, revenue, "4680")
    shown = Observation.objects.get().pk
    correct_observation(row=row(world, revenue, "4700", reason="Tax office"), replaces=shown, by=van, at=NOW)
    with pytest.raises(Conflict, match="Vân saved a newer value"):
        correct_observation(row=row(world, revenue, "4690", reason="Typo"), replaces=shown, by=lan, at=NOW)
    assert value_known(world, NOW) == 4700


def test_the_same_form_sent_twice_is_written_once(world: World) -> None:
    revenue, lan = indicator(world), world.actor("specialist")
    first = correct_observation(row=row(world, revenue, "12"), replaces=None, by=lan, at=NOW)
    again = correct_observation(row=row(world, revenue, "12"), replaces=None, by=lan, at=NOW + timedelta(seconds=1))
    assert first == again
    assert Observation.objects.count() == 1


def test_a_correction_counts_although_the_clock_went_back(world: World) -> None:
    revenue, lan = indicator(world), world.actor("specialist")
    tell(world, revenue, "10", at=NOW + timedelta(hours=5))
    shown = Observation.objects.get().pk
    correct_observation(row=row(world, revenue, "11", reason="Typo"), replaces=shown, by=lan, at=NOW)
    assert value_known(world, end_of_day(NOW)) == 11


def test_what_is_published_only_later_does_not_stand_in_the_way_today(world: World) -> None:
    revenue = indicator(world)
    tell(world, revenue, "10")
    tell(world, revenue, "9", at=later(100))
    shown = newest_row(revenue, world.areas["P"], "2024-Q1", "", "actual", NOW)
    assert shown is not None
    assert shown.value == 10
    correct_observation(
        row=row(world, revenue, "11", reason="Typo"), replaces=shown.pk, by=world.actor("specialist"), at=NOW
    )
    assert value_known(world, later(1)) == 11
    assert value_known(world, later(101)) == 9


def test_a_vintage_stays_as_it_was_frozen_even_against_figures_dated_back(world: World) -> None:
    revenue = indicator(world)
    tell(world, revenue, "10")
    frozen = freeze_vintage(
        code="q1", name_vi="q1", name_en="q1", known_on=later(1), by=world.actor("specialist"), at=NOW
    )
    append_observations(rows=[row(world, revenue, "99")], kind="published", known_from=later(-1) + timedelta(days=1),
                        by=SYSTEM, at=later(5))  # fmt: skip
    tell(world, revenue, "11", at=later(1))
    (shown,) = table(Q1, world.areas["P"], in_vintage(frozen))
    assert shown.line.now.value == 10
    with pytest.raises(Conflict, match="already frozen"):
        freeze_vintage(code="q1", name_vi="", name_en="", known_on=NOW, by=SYSTEM, at=NOW)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 99)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 99)), max_size=4),
    st.integers(0, 40),
)
def test_a_known_state_is_unmoved_by_what_is_written_after_it(
    world: World, before: list[tuple[int, int]], after: list[tuple[int, int]], day: int
) -> None:
    with transaction.atomic():
        revenue = indicator(world)
        for ago, value in before:
            tell(world, revenue, str(value), at=later(day - ago))
        then = value_known(world, later(day))
        for ahead, value in after:
            tell(world, revenue, str(value), at=later(day + ahead))
        assert value_known(world, later(day)) == then
        transaction.set_rollback(True)


@pytest.mark.parametrize("value", ["0", "0.00000001", "999999999999999", "-33.5", "14356.7", "1234567.12345678"])
def test_what_is_written_is_read_back_exactly(world: World, value: str) -> None:
    tell(world, indicator(world), value)
    assert value_known(world, NOW) == Decimal(value)


def test_an_unknown_value_is_kept_as_unknown_with_its_status(world: World) -> None:
    tell(world, indicator(world), None, status="O", source_words="10,000 USD. 03%", as_of=date(2024, 3, 15))
    kept = Observation.objects.get()
    assert (kept.value, kept.status, kept.source_words) == (None, "O", "10,000 USD. 03%")
    with pytest.raises(BadInput):
        tell(world, kept.indicator, None, period="2023-Q1")


def test_the_end_of_a_day_is_its_last_moment_in_the_same_zone() -> None:
    assert end_of_day(datetime(2024, 3, 27, 9, tzinfo=UTC)) == datetime(2024, 3, 27, 23, 59, 59, 999999, tzinfo=UTC)
