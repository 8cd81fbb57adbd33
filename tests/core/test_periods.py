import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, first_months, nine_months

P = Period.parse
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
REGULAR = st.builds(Period.of_day, DAYS, st.sampled_from("ASQM"))
RANGES = st.builds(lambda start, length: Period.days(start, start + timedelta(days=length)), DAYS, st.integers(1, 800))
TERMS = st.builds(lambda year, length: P(f"{year}/{year + length}"), st.integers(1990, 2090), st.integers(1, 10))
ANY = st.one_of(REGULAR, RANGES, TERMS)


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "year", "index"),
    [
        ("2024", "A", "2024-01-01", "2025-01-01", 2024, 1),
        ("2024-S2", "S", "2024-07-01", "2025-01-01", 2024, 2),
        ("2024-Q1", "Q", "2024-01-01", "2024-04-01", 2024, 1),
        ("2024-M12", "M", "2024-12-01", "2025-01-01", 2024, 12),
        ("2024-01-01/2024-03-15", "R", "2024-01-01", "2024-03-16", 2024, 1),
        ("2023-12-15/2024-03-14", "R", "2023-12-15", "2024-03-15", 2024, 1),
        ("2020/2025", "T", "2020-01-01", "2026-01-01", 2025, 1),
    ],
)
def test_each_form_reads_as_its_days(code: str, kind: str, start: str, end: str, year: int, index: int) -> None:
    period = P(code)
    assert (period.kind, period.year, period.index) == (kind, year, index)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert str(period) == code


@pytest.mark.parametrize(
    "text",
    ["", "2024-Q5", "2024-S3", "2024-M13", "2024-M3", "Q1/2024", "24", "2024-03", "٢٠٢٤", "2024-Q1 2024"],
)
def test_an_unreadable_period_is_refused_with_the_valid_forms(text: str) -> None:
    with pytest.raises(BadInput, match=r"is not a period.*2024-S1.*2020/2025"):
        P(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-02-30/2024-03-01", "does not exist"),
        ("2024-03-15/2024-01-01", "ends before it begins"),
        ("2020/2020", "not a term"),
        ("2000/2025", "not a term"),
        ("0024-Q1", "outside the years"),
        ("2199/2201", "outside the years"),
    ],
)
def test_an_impossible_period_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refusal:
        P(text)
    assert str(refusal.value.remedy)


def test_the_same_period_last_year_survives_leap_days() -> None:
    pairs = {
        "2024-01-01/2024-03-15": "2023-01-01/2023-03-15",
        "2024-01-01/2024-02-29": "2023-01-01/2023-02-28",
        "2025-01-01/2025-02-28": "2024-01-01/2024-02-29",
        "2024-02-29/2024-02-29": "2023-02-28/2023-02-28",
        "2024-Q1": "2023-Q1",
        "2024-M02": "2023-M02",
        "2024": "2023",
    }
    assert {code: P(code).same_last_year().code for code in pairs} == pairs


def test_the_first_year_has_no_year_before() -> None:
    with pytest.raises(BadInput, match="outside the years"):
        P("1900-Q1").same_last_year()


def test_year_to_date_takes_the_shortest_name() -> None:
    pairs = {
        "2024-Q1": "2024-Q1",
        "2024-M01": "2024-M01",
        "2024-M02": "2024-01-01/2024-02-29",
        "2024-Q2": "2024-S1",
        "2024-M06": "2024-S1",
        "2024-Q3": "2024-01-01/2024-09-30",
        "2024-S2": "2024",
        "2024-M12": "2024",
        "2024": "2024",
        "2024-02-10/2024-03-15": "2024-01-01/2024-03-15",
        "2023-12-15/2024-03-14": "2024-01-01/2024-03-14",
        "2020/2025": "2025",
    }
    assert {code: P(code).year_to_date().code for code in pairs} == pairs


def test_every_period_is_called_as_offices_call_it() -> None:
    names = {
        "2024": ("Năm 2024", "2024"),
        "2024-S1": ("6 tháng đầu năm 2024", "first half of 2024"),
        "2024-S2": ("6 tháng cuối năm 2024", "second half of 2024"),
        "2024-Q1": ("Quý I/2024", "Q1 2024"),
        "2024-Q4": ("Quý IV/2024", "Q4 2024"),
        "2024-M03": ("Tháng 3/2024", "March 2024"),
        "2024-01-01/2024-09-30": ("9 tháng đầu năm 2024", "first nine months of 2024"),
        "2024-01-01/2024-03-15": ("đến 15/3/2024", "to 15 March 2024"),
        "2023-12-15/2024-03-14": ("từ 15/12/2023 đến 14/3/2024", "15 December 2023 to 14 March 2024"),
        "2024-03-15/2024-03-15": ("ngày 15/3/2024", "15 March 2024"),
        "2020/2025": ("Nhiệm kỳ 2020-2025", "2020-2025 term"),
    }
    assert {code: (P(code).label("vi"), P(code).label("en")) for code in names} == names


def test_a_year_divides_into_quarters_and_a_month_does_not() -> None:
    assert [part.code for part in P("2024").parts("Q")] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert len(P("2020/2025").parts("A")) == 6
    assert len(nine_months(2024).parts("M")) == 9
    with pytest.raises(BadInput, match="does not divide"):
        P("2024-M02").parts("Q")
    with pytest.raises(BadInput, match="does not divide"):
        P("2024-01-01/2024-03-15").parts("M")
    with pytest.raises(BadInput, match="not a kind of regular period"):
        P("2024").parts("W")


def test_the_first_months_of_a_year_are_one_to_twelve() -> None:
    assert first_months(2024, 12) == P("2024")
    assert nine_months(2023).code == "2023-01-01/2023-09-30"
    with pytest.raises(BadInput, match="does not have 13 months"):
        first_months(2024, 13)


def test_the_share_of_the_year_counts_days() -> None:
    assert P("2024-Q1").share_of_year() == Fraction(91, 366)
    assert P("2023-12-15/2024-03-14").share_of_year() == Fraction(74, 366)
    assert P("2023").share_of_year() == 1


def test_periods_sort_by_time() -> None:
    codes = ["2024", "2024-Q2", "2024-M01", "2023-Q4", "2024-Q1"]
    assert [one.code for one in sorted(map(P, codes))] == [
        "2023-Q4",
        "2024-M01",
        "2024-Q1",
        "2024",
        "2024-Q2",
    ]


@given(ANY)
def test_next_and_previous_undo_each_other(period: Period) -> None:
    assert period.next().previous() == period == period.previous().next()


@given(st.one_of(REGULAR, RANGES))
def test_the_next_period_begins_where_this_one_ends(period: Period) -> None:
    assert period.next().start == period.end
    assert period.previous().end == period.start


@given(ANY)
def test_a_code_reads_back_to_the_same_period(period: Period) -> None:
    assert P(period.code) == period
    assert P(f" {period.code.lower()} ") == period


@given(ANY, st.sampled_from("ASQM"))
def test_parts_cover_a_period_exactly_or_are_refused(period: Period, kind: str) -> None:
    try:
        parts = period.parts(kind)
    except BadInput:
        assume(False)
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(one.end == two.start for one, two in itertools.pairwise(parts))
    assert all(period.contains(part) and part.kind == kind for part in parts)


@given(ANY, ANY, st.sampled_from(["vi", "en"]))
def test_different_periods_have_different_names(one: Period, other: Period, lang: str) -> None:
    assert (one == other) == (one.label(lang) == other.label(lang))


@given(st.integers(2000, 2050), st.sampled_from(["vi", "en"]))
def test_all_the_names_in_a_year_differ(year: int, lang: str) -> None:
    periods = {part for kind in "ASQM" for part in P(str(year)).parts(kind)}
    periods |= {Period.days(date(year, 1, 1), month.end) for month in P(str(year)).parts("M")}
    periods |= {Period.days(month.start, month.end) for month in P(str(year)).parts("M")}
    assert len({period.label(lang) for period in periods}) == len(periods)


@given(st.one_of(REGULAR, RANGES))
def test_the_year_to_date_starts_in_january_and_is_stable(period: Period) -> None:
    so_far = period.year_to_date()
    assert so_far.end == period.end
    assert so_far.year_to_date() == so_far
    assert so_far.start <= date(period.year, 1, 1)
    assert 0 < so_far.share_of_year() <= 1


@given(st.one_of(REGULAR, RANGES))
def test_last_year_is_about_a_year_ago_and_of_the_same_kind(period: Period) -> None:
    before = period.same_last_year()
    assert before.kind == period.kind
    assert 364 <= (period.start - before.start).days <= 366
    assert 364 <= (period.end - before.end).days <= 366


@given(RANGES)
def test_a_named_period_has_the_same_days(period: Period) -> None:
    assert (period.named().start, period.named().end) == (period.start, period.end)
