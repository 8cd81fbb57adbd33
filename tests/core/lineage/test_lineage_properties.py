"""What holds for any register, through any chain of events."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.lineage import (
    ChangeRow,
    Crosswalk,
    EventKind,
    Quality,
    Register,
    Severity,
    SuccessionRow,
    UnitRow,
    check,
    compose,
    crosswalk,
    restate_counts,
    restate_mean,
    restate_ratio,
)
from quarterdeck.core.measures import ObservationStatus as Status
from tests.core.lineage.strategies import EVERY_KIND, EXACT_KINDS, PATIENT, figures, journeys, registers

Journey = tuple[Register, list[date]]
MOVES = EXACT_KINDS[1:]
MARKED = tuple(kind for kind in EVERY_KIND if kind is not EventKind.ABSORB)


def shares(way: Crosswalk) -> Mapping[tuple[str, str | None], Fraction | None]:
    return {(pair.source, pair.target): pair.share for pair in way.pairs}


def reported(values: Mapping[str, Decimal | None]) -> Decimal:
    return sum((value for value in values.values() if value is not None), Decimal(0))


@PATIENT
@given(registers())
def test_the_random_registers_are_sound(register: Register) -> None:
    found = check(
        [UnitRow(line, unit) for line, unit in enumerate(register.units.values())],
        [ChangeRow(line, event) for line, event in enumerate(register.events.values())],
        [
            SuccessionRow(line, one)
            for line, one in enumerate(one for several in register.onward.values() for one in several)
        ],
    )
    assert [str(one.message) for one in found if one.severity is Severity.ERROR] == []


@PATIENT
@given(journeys(), st.data())
def test_nothing_is_gained_or_lost(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    for way in (crosswalk(register, start, end), crosswalk(register, end, start)):
        values = data.draw(figures(sorted(way.of)))
        found = restate_counts(values, way, decimals=data.draw(st.integers(0, 3)))
        assert found.total == reported(values)
        told = [one for one in [*found.values.values(), *found.groups] if one.value is not None]
        assert all(one.coverage.complete and one.value == one.reported for one in told)


@PATIENT
@given(journeys(), st.data())
def test_whole_numbers_stay_whole(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    way = crosswalk(register, start, end)
    found = restate_counts(data.draw(figures(sorted(way.of), whole=True)), way)
    assert all(one.value is None or one.value == one.value.to_integral_value() for one in found.values.values())


@PATIENT
@given(journeys())
def test_the_parts_of_every_unit_make_the_whole(journey: Journey) -> None:
    register, (start, end) = journey
    way = crosswalk(register, start, end)
    for source, pairs in way.of.items():
        told = [pair.share for pair in pairs if pair.share is not None]
        assert all(0 <= share <= 1 for share in told), source
        assert sum(told) == 1 if len(told) == len(pairs) else sum(told) <= 1


@PATIENT
@given(journeys(stops=3), st.data())
def test_through_a_day_between_is_the_same_as_at_one_stroke(journey: Journey, data: st.DataObject) -> None:
    register, (first, between, last) = journey
    direct = crosswalk(register, first, last)
    composed = compose(crosswalk(register, first, between), crosswalk(register, between, last))
    assert shares(composed) == shares(direct)
    assert composed.groups == direct.groups
    values = data.draw(figures(sorted(direct.of)))
    mine, theirs = restate_counts(values, composed), restate_counts(values, direct)
    assert {uid: one.value for uid, one in mine.values.items()} == {
        uid: one.value for uid, one in theirs.values.items()
    }
    assert [one.value for one in mine.groups] == [one.value for one in theirs.groups]


@PATIENT
@given(journeys(stops=3, kinds=MARKED))
def test_back_through_a_day_between_is_the_same_too(journey: Journey) -> None:
    """But for parts of nothing, and for units that take in others without a new version."""
    register, (first, between, last) = journey
    direct = crosswalk(register, last, first)
    composed = compose(crosswalk(register, last, between), crosswalk(register, between, first))
    mine, theirs = shares(composed), shares(direct)
    assert {ends for ends in mine.items() if ends[1] != 0} == {ends for ends in theirs.items() if ends[1] != 0}
    assert composed.partial.intersection(direct.into) == direct.partial.intersection(direct.into)


@PATIENT
@given(journeys(kinds=MOVES), st.data())
def test_new_names_and_parents_change_no_figure_there_and_back(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    there, back = crosswalk(register, start, end), crosswalk(register, end, start)
    values = data.draw(figures(sorted(there.of)))
    later = {uid: one.value for uid, one in restate_counts(values, there).values.items()}
    assert {uid: one.value for uid, one in restate_counts(later, back).values.items()} == values
    means = restate_mean(values, {}, there, decimals=0)
    assert {uid: one.value for uid, one in means.values.items()} == later


@PATIENT
@given(journeys(kinds=EXACT_KINDS), st.data())
def test_mergers_are_unflagged_and_come_back_as_groups_with_their_total(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    there, back = crosswalk(register, start, end), crosswalk(register, end, start)
    values = data.draw(figures(sorted(there.of), whole=True))
    later = restate_counts(values, there)
    assert all(one.status is Status.NORMAL and one.value is not None for one in later.values.values())
    again = restate_counts({uid: one.value for uid, one in later.values.items()}, back)
    for group in again.groups:
        assert group.value == sum(values[uid] or 0 for uid in group.targets)
        assert group.status is Status.NORMAL
    kept = {uid: one.value for uid, one in again.values.items() if one.value is not None}
    assert kept == {uid: values[uid] for uid in kept}


@PATIENT
@given(journeys(), st.data())
def test_only_what_was_never_divided_is_unflagged(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    way = crosswalk(register, start, end)
    found = restate_counts(data.draw(figures(sorted(way.of), whole=True)), way)
    for uid, one in found.values.items():
        if one.value is not None:
            assert (one.status is Status.NORMAL) == way.exact(uid)
            assert one.status in {Status.NORMAL, Status.ESTIMATED}


@PATIENT
@given(journeys(), st.data())
def test_a_ratio_of_a_series_to_itself_is_one_wherever_it_is_told(journey: Journey, data: st.DataObject) -> None:
    register, (start, end) = journey
    way = crosswalk(register, start, end)
    values = data.draw(figures(sorted(way.of)))
    found = restate_ratio(values, values, way, decimals=2, factor=100)
    told = [one.value for one in [*found.values.values(), *found.groups] if one.value is not None]
    assert set(told) <= {Decimal(100)}


@PATIENT
@given(journeys())
def test_a_share_that_is_told_says_how_well_it_is_known(journey: Journey) -> None:
    register, (start, end) = journey
    for pair in crosswalk(register, start, end).pairs:
        assert (pair.quality is Quality.UNKNOWN) >= (pair.share is None)
