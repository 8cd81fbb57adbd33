"""Pace: expected share, standing, forecast, run-rate, reasons."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import Better
from quarterdeck.core.pace import (
    Pace,
    PaceRule,
    PastYear,
    Standing,
    expected_share,
    judge,
)
from quarterdeck.core.periods import Period

D = Decimal
P = Period.parse
Q1 = P("2024-Q1")
RULE = PaceRule()
BEST_FIRST = (Standing.AHEAD, Standing.ON_COURSE, Standing.BEHIND, Standing.OFF_COURSE)
THREE_YEARS = ((D(20), D(100)), (D(30), D(100)), (D(25), D(100)))

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
PLANS = st.decimals(min_value=D("0.01"), max_value=10**9, places=2)
FACTORS = st.decimals(min_value=D("0.001"), max_value=1000, places=3)
SHARES = st.integers(0, 100).map(lambda share: (D(share), D(100)))
HISTORIES = st.lists(st.one_of(SHARES, st.just((None, None))), max_size=5)
CODES = st.sampled_from(["2024-M01", "2024-Q1", "2024-Q3", "2024-01-01/2024-03-15", "2024-S1", "2024"])
JUDGED = st.sampled_from([Better.HIGHER, Better.LOWER])


def judged(
    actual: object,
    plan: object,
    history: Sequence[PastYear] = THREE_YEARS,
    better: Better = Better.HIGHER,
    period: Period = Q1,
    rule: PaceRule = RULE,
) -> Pace:
    known = [None if value is None else D(str(value)) for value in (actual, plan)]
    return judge(actual_ytd=known[0], plan=known[1], period=period, history=history, better=better, rule=rule)


@pytest.mark.parametrize(
    ("history", "period", "share", "basis"),
    [
        (THREE_YEARS, "2024-Q1", "0.25", "history:3"),
        (THREE_YEARS[:2], "2024-Q1", "0.25", "history:2"),
        (((D(1), D(8)),), "2024-Q1", "0.125", "history:1"),
        (((D(90), D(100)), *THREE_YEARS), "2024-Q1", "0.25", "history:3"),
        (((None, None), (D(10), None), (D(30), D(100))), "2024-Q1", "0.3", "history:1"),
        (((D(10), D(0)), (D(-1), D(100)), (D(101), D(100))), "2024-S1", "0.4972677595628415300546448087", "days"),
        ((), "2024-Q1", "0.2486338797814207650273224044", "days"),
        ((), "2024-01-01/2024-03-15", "0.2049180327868852459016393443", "days"),
        ((), "2023-Q2", "0.4958904109589041095890410959", "days"),
        ((), "2023-12-15/2024-03-14", "0.2021857923497267759562841530", "days"),
        (THREE_YEARS, "2024", "1", "days"),
        (THREE_YEARS, "2024-Q4", "1", "days"),
    ],
)
def test_the_expected_share_comes_from_earlier_years_else_from_the_days(
    history: Sequence[PastYear], period: str, share: str, basis: str
) -> None:
    assert expected_share(history, P(period)) == (D(share), basis)


def test_a_term_has_no_share_of_a_year() -> None:
    with pytest.raises(BadInput, match="longer than a year"):
        expected_share((), P("2020/2025"))


@pytest.mark.parametrize(
    ("actual", "more_is_better", "less_is_better"),
    [
        ("262.5", "ahead", "on_course"),
        ("262.4", "on_course", "on_course"),
        ("262.6", "ahead", "behind"),
        ("237.5", "on_course", "ahead"),
        ("237.4", "behind", "ahead"),
        ("212.5", "behind", "ahead"),
        ("212.4", "off_course", "ahead"),
        ("287.5", "ahead", "behind"),
        ("287.6", "ahead", "off_course"),
        ("0", "off_course", "ahead"),
        ("-1", "off_course", "ahead"),
    ],
)
def test_the_standing_follows_the_ratio_to_what_is_expected(
    actual: str, more_is_better: str, less_is_better: str
) -> None:
    assert judged(actual, 1000).standing == more_is_better
    assert judged(actual, 1000, better=Better.LOWER).standing == less_is_better


def test_the_reason_gives_the_numbers() -> None:
    past = [(D(200), D(1000)), (D(210), D(1000)), (D(220), D(1000))]
    assert str(judged(226, 1000, past).reason) == (
        "22.6% of the plan reached; by this point of the year the median of 2021-2023 is 21.0%."
    )


@pytest.mark.parametrize(
    ("history", "period", "better", "reason"),
    [
        (THREE_YEARS[:1], Q1, "higher", "22.6% of the plan reached; by this point of the year 2023 had reached 20.0%."),
        (
            (THREE_YEARS[0], (None, None), THREE_YEARS[2]),
            Q1,
            "higher",
            "22.6% of the plan reached; by this point of the year the median of 2021, 2023 is 22.5%.",
        ),
        (
            (),
            Q1,
            "lower",
            "22.6% of the year's limit used; 24.9% of the year's days have passed (no earlier years to compare with).",
        ),
        (THREE_YEARS, P("2024"), "higher", "22.6% of the plan reached; the year is over."),
    ],
)
def test_the_reason_says_what_it_rests_on(
    history: Sequence[PastYear], period: Period, better: str, reason: str
) -> None:
    assert str(judged(226, 1000, history, Better(better), period).reason) == reason


@pytest.mark.parametrize(
    ("actual", "plan", "better", "reason"),
    [
        (None, 1000, "higher", "Not known: the figure from 1 January to the end of the period (Q1 2024)."),
        (226, None, "higher", "No plan for 2024 is known."),
        (226, None, "neither", "For this indicator neither more nor less is better, so it is not judged."),
        (226, 1000, "neither", "For this indicator neither more nor less is better, so it is not judged."),
        (226, 0, "higher", "The plan is 0: no share of it can be reached."),
        (226, -5, "lower", "The plan is -5: no share of it can be reached."),
    ],
)
def test_nothing_is_judged_where_something_is_unknown(
    actual: int | None, plan: int | None, better: str, reason: str
) -> None:
    pace = judged(actual, plan, better=Better(better))
    assert (pace.standing, str(pace.reason)) == (Standing.UNKNOWN, reason)


def test_the_unknown_is_never_zero() -> None:
    without_actual = judged(None, 1000)
    assert without_actual.expected_value == 250
    assert {without_actual.attained_share, without_actual.gap, without_actual.ratio} == {None}
    assert {without_actual.forecast_mid, without_actual.needed_per_remaining_month} == {None}
    without_plan = judged(250, None)
    assert (without_plan.forecast_mid, without_plan.expected_value) == (D(1000), None)
    assert {without_plan.attained_share, without_plan.gap, without_plan.needed_per_remaining_month} == {None}


def test_a_plan_of_none_at_all_is_kept_or_broken() -> None:
    kept, broken = (judged(count, 0, better=Better.LOWER) for count in (0, 1))
    assert (kept.standing, broken.standing) == (Standing.ON_COURSE, Standing.OFF_COURSE)
    assert str(broken.reason).startswith("1 so far, where the plan allows none; ")


def test_a_limit_once_exceeded_is_off_course_although_little_is_missing() -> None:
    pace = judged(101, 100, [(D(100), D(100))], Better.LOWER)
    assert pace.standing is Standing.OFF_COURSE
    assert str(pace.reason).startswith("101.0% of the year's limit used, so it is exceeded; ")


def test_a_year_that_ends_just_short_of_its_plan_is_not_on_course() -> None:
    whole = P("2024")
    standings = [judged(actual, 100, period=whole).standing for actual in (105, 100, "99.9", 84)]
    assert standings == [Standing.AHEAD, Standing.ON_COURSE, Standing.BEHIND, Standing.OFF_COURSE]


def test_what_is_usually_finished_by_now_keeps_its_tolerance() -> None:
    recruits = [(D(100), D(100))] * 3
    assert judged(96, 100, recruits).standing is Standing.ON_COURSE


def test_what_never_starts_this_early_is_on_course_with_nothing() -> None:
    harvest = [(D(0), D(100))] * 3
    assert judged(0, 100, harvest).standing is Standing.ON_COURSE
    assert judged(1, 100, harvest).standing is Standing.AHEAD
    assert judged(1, 100, harvest, Better.LOWER).standing is Standing.OFF_COURSE
    assert judged(0, 100, harvest).forecast_mid is None


@pytest.mark.parametrize(
    ("actual", "history", "low", "mid", "high"),
    [
        (240, THREE_YEARS, 800, 960, 1200),
        (-240, THREE_YEARS, -1200, -960, -800),
        (240, THREE_YEARS[:1], None, 1200, None),
        (91, (), None, 366, None),
        (240, ((D(0), D(100)), (D(30), D(100)), (D(40), D(100))), 600, 800, None),
    ],
)
def test_the_forecast_ranges_as_earlier_years_did(
    actual: int, history: Sequence[PastYear], low: int | None, mid: int | None, high: int | None
) -> None:
    pace = judged(actual, 1000, history)
    assert (pace.forecast_low, pace.forecast_mid, pace.forecast_high) == (low, mid, high)


@pytest.mark.parametrize(
    ("actual", "period", "needed"),
    [
        (280, "2024-Q1", "80"),
        (1000, "2024-Q1", "0"),
        (1200, "2024-Q1", "0"),
        (280, "2024-M11", "720"),
        (280, "2024", None),
        (690, "2024-11-01/2024-11-15", "206.6666666666666666666666667"),
    ],
)
def test_the_run_rate_is_what_each_remaining_month_must_bring(actual: int, period: str, needed: str | None) -> None:
    rate = judged(actual, 1000, period=P(period)).needed_per_remaining_month
    assert rate == (None if needed is None else D(needed))


@given(AMOUNTS, AMOUNTS, PLANS, HISTORIES, CODES, JUDGED)
def test_more_is_never_a_worse_standing_nor_less_where_less_is_better(
    one: Decimal, other: Decimal, plan: Decimal, history: list[PastYear], code: str, better: Better
) -> None:
    paces = [judged(actual, plan, history, better, P(code)) for actual in sorted((one, other))]
    little, much = (BEST_FIRST.index(pace.standing) for pace in paces)
    assert much <= little if better is Better.HIGHER else little <= much


@given(AMOUNTS, PLANS, FACTORS, HISTORIES, CODES, JUDGED)
def test_plan_and_actual_in_another_scale_have_the_same_standing(
    actual: Decimal, plan: Decimal, factor: Decimal, history: list[PastYear], code: str, better: Better
) -> None:
    one = judged(actual, plan, history, better, P(code))
    other = judged(actual * factor, plan * factor, history, better, P(code))
    assert (one.standing, one.ratio, one.attained_share) == (other.standing, other.ratio, other.attained_share)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), PLANS, HISTORIES, CODES)
def test_a_forecast_is_in_order(actual: Decimal, plan: Decimal, history: list[PastYear], code: str) -> None:
    pace = judged(actual, plan, history, period=P(code))
    bounds = [one for one in (pace.forecast_low, pace.forecast_mid, pace.forecast_high) if one is not None]
    assert bounds == sorted(bounds)


@given(AMOUNTS, PLANS, HISTORIES, CODES)
def test_nothing_more_is_needed_once_the_plan_is_reached_and_only_then(
    actual: Decimal, plan: Decimal, history: list[PastYear], code: str
) -> None:
    pace = judged(actual, plan, history, period=P(code))
    assume(pace.needed_per_remaining_month is not None)
    assert pace.needed_per_remaining_month is not None
    assert (pace.needed_per_remaining_month == 0) == (actual >= plan)


@given(AMOUNTS, PLANS, CODES)
def test_the_order_of_earlier_years_does_not_matter(actual: Decimal, plan: Decimal, code: str) -> None:
    there, back = (judged(actual, plan, past, period=P(code)) for past in (THREE_YEARS, THREE_YEARS[::-1]))
    assert there == back
