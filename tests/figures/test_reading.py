"""A line of the table: reported or made from reported figures, never from unknown ones."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from quarterdeck.core.measures import Qualifier
from quarterdeck.core.pace import PaceRules
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Key, Known, Log
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.figures.rules import reasons
from quarterdeck.figures.rules.choices import current_quarter, periods_on_offer
from quarterdeck.figures.rules.explaining import explained
from quarterdeck.figures.rules.finding import InBoth, finding
from quarterdeck.figures.rules.table import Book, Line, line, periods_needed

AT = datetime(2024, 3, 27, tzinfo=UTC)
REVENUE = Measure("REV", "VND_bn", 1, "M", "per_period", "sum", "sum", "higher", "")
RATE = Measure("GRDP", "%", 2, "Q", "per_period", "none", "none", "higher", "")
SHARE = Measure("DISB_RATE", "%", 1, "M", "cumulative", "last", "ratio_of_parts", "higher", "", "attainment([REV])")
CAPITAL = Measure("CAPITAL", "USD_mn", 2, "Q", "cumulative", "last", "sum", "higher", "")
Q1 = Period.parse("2024-Q1")
TOLD = tuple[str, str, str | None]


def known(number: int, code: str, period: str, value: str | None, **more: str) -> Known:
    fields = {"unit": "VND_bn", "status": "A", "origin": "reported", "qualifier": "exact", "direction": "",
              "source_words": ""} | {k: v for k, v in more.items() if k not in ("scenario", "breakdown")}  # fmt: skip
    key = Key(code, "P", period, more.get("breakdown", ""), more.get("scenario", "actual"))
    return Known(number, key, None if value is None else Decimal(value), *fields.values(), None, "", 1, AT)


def plainly(message: object) -> str:
    """The sentence with ordinary spaces."""
    return str(message).replace("\N{NO-BREAK SPACE}", " ")


def spoken(measure: Measure, *rows: Known, period: Period = Q1) -> Line:
    book = Book({}, PaceRules(), {one.code: one for one in (REVENUE, RATE, SHARE, CAPITAL)})
    return line(measure, Log(rows, {}), "P", period, book)


def quarters(code: str = "REV") -> list[Known]:
    """Three years in which the first quarter is a fifth of the year."""
    told = [(year, number, value) for year in (2021, 2022, 2023) for number, value in enumerate((20, 25, 25, 30), 1)]
    return [known(place, code, f"{year}-Q{number}", str(value)) for place, (year, number, value) in enumerate(told)]


def test_a_quarter_is_the_sum_of_its_months_when_all_are_known() -> None:
    months = [known(number, "REV", f"2024-M0{number}", "10") for number in (1, 2, 3)]
    assert spoken(REVENUE, *months).now.value == 30
    assert spoken(REVENUE, *months).now.computed
    assert spoken(REVENUE, *months[:2]).now.value is None


def test_an_unknown_month_is_not_taken_for_zero() -> None:
    months = [known(1, "REV", "2024-M01", "10"), known(2, "REV", "2024-M02", None, status="O"),
              known(3, "REV", "2024-M03", "10")]  # fmt: skip
    assert spoken(REVENUE, *months).now.value is None


def test_a_reported_quarter_is_preferred_to_the_sum_of_its_months() -> None:
    months = [known(number, "REV", f"2024-M0{number}", "10") for number in (1, 2, 3)]
    assert spoken(REVENUE, *months, known(4, "REV", "2024-Q1", "31")).now.value == 31


def test_growth_is_computed_and_a_hedged_input_makes_it_approximate() -> None:
    told = spoken(REVENUE, known(1, "REV", "2023-Q1", "100"), known(2, "REV", "2024-Q1", "110", qualifier="over"))
    assert told.change.value == 10
    assert told.change.quantity is not None
    assert told.change.quantity.qualifier is Qualifier.ABOUT


def test_a_published_ratio_to_the_same_period_is_not_taken_for_growth() -> None:
    rows = [known(1, "REV", "2024-Q1", "624"), known(2, "REV", "2024-Q1", "66.5", breakdown="@ratio_yoy", unit="%")]
    assert spoken(REVENUE, *rows).change.value == Decimal("-33.5")


def test_the_change_of_a_rate_is_told_in_points() -> None:
    told = spoken(RATE, known(1, "GRDP", "2023-Q1", "8.43", unit="%"), known(2, "GRDP", "2024-Q1", "14.18", unit="%"))
    assert told.change.quantity is not None
    assert (told.change.value, told.change.quantity.unit) == (Decimal("5.75"), "pp")


def test_garbled_growth_stays_unreadable_although_it_could_be_computed() -> None:
    garbled = known(3, "REV", "2024-Q1", None, breakdown="@growth_yoy", unit="%", status="O", direction="up",
                    source_words="10,000 USD. 03%")  # fmt: skip
    told = spoken(REVENUE, known(1, "REV", "2023-Q1", "100"), known(2, "REV", "2024-Q1", "110"), garbled)
    assert told.change.value is None
    assert told.change.unreadable
    assert "10,000 USD. 03%" in str(reasons.why_no_change(told))


def test_one_illustrative_input_marks_what_is_computed_from_it() -> None:
    told = spoken(REVENUE, known(1, "REV", "2023-Q1", "100", origin="illustrative"), known(2, "REV", "2024-Q1", "110"))
    assert (told.now.badge, told.same.badge, told.change.badge) == ("", "I", "I")
    assert told.change.origin == "illustrative"


def test_pace_rests_on_what_earlier_years_had_reached_by_then() -> None:
    told = spoken(
        REVENUE, *quarters(), known(90, "REV", "2024-Q1", "26"), known(91, "REV", "2024", "100", scenario="plan")
    )
    assert told.pace.standing == "ahead"
    assert told.pace.expected_share == Decimal("0.2")
    assert told.of_plan.value == 26


def test_the_share_of_a_plan_is_judged_by_the_course_of_the_year_not_against_the_whole_target() -> None:
    plans = [known(100 + year, "REV", str(year), "100", scenario="plan") for year in (2021, 2022, 2023, 2024)]
    target = known(200, "DISB_RATE", "2024", "95", scenario="plan", unit="%")
    told = spoken(SHARE, *quarters(), *plans, target, known(90, "REV", "2024-Q1", "20"))
    assert told.now.value == 20
    assert told.now.computed
    assert told.pace.standing == "ahead"
    assert told.pace.basis == "history:3"


def test_a_figure_cut_on_another_day_is_found_under_the_period_it_was_reported_for() -> None:
    regimes = {"investment": _investment()}
    measure = replace(CAPITAL, regime="investment")
    rows = [known(1, "CAPITAL", "2024-01-01/2024-03-15", "624.26", unit="USD_mn")]
    book = Book(regimes, PaceRules(), {"CAPITAL": measure})
    told = line(measure, Log(rows, {}), "P", Q1, book)
    assert told.now.period == "2024-01-01/2024-03-15"
    assert told.now.value == Decimal("624.26")
    assert {"2024-01-01/2024-03-15", "2023-01-01/2023-03-15", "2024"} <= periods_needed(Q1, regimes)


def _investment():
    from quarterdeck.core.periods import regimes_from_pack

    rules = {"start": {"from": "year", "months": 0, "day": 1}, "end": {"months": 0, "day": 15}, "source": "test"}
    regime = {"code": "investment", "name_en": "i", "name_vi": "i", "rules": {"Q": rules}}
    return regimes_from_pack({"regimes": [regime]})["investment"]


def test_every_dash_has_its_reason() -> None:
    empty = spoken(REVENUE)
    assert "Q1 2024" in str(reasons.why_no_level(REVENUE, empty.now))
    assert "compare" in str(reasons.why_no_change(empty))
    assert "2024" in str(reasons.why_no_plan(empty))
    assert str(reasons.why_no_share(REVENUE, empty))
    month = spoken(RATE, period=Period.parse("2024-M03"))
    assert "Quarterly" in str(reasons.why_no_level(RATE, month.now))


def test_a_computed_number_tells_how_it_came_about() -> None:
    told = spoken(REVENUE, known(1, "REV", "2023-Q1", "100"), known(2, "REV", "2024-Q1", "110", qualifier="nearly"),
                  known(3, "REV", "2024", "440", scenario="plan"))  # fmt: skip
    (how,) = explained(REVENUE, told.change, told, {})
    assert plainly(how) == "nearly 110 billion VND against 100 billion VND a year before = about 10%"
    (share,) = explained(REVENUE, told.of_plan, told, {})
    assert "440" in str(share)
    assert explained(REVENUE, told.now, told, {}) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Revenue, Q1 2024: no figure yet"),
        ([("2024-Q1", "actual", "110"), ("2023-Q1", "actual", "100"), ("2024", "plan", "500")],
         "Revenue, Q1 2024: 110 billion VND, up 10% on a year before, 22% of the year's plan – behind"),
        ([("2024-Q1", "actual", "90"), ("2023-Q1", "actual", "100")],
         "Revenue, Q1 2024: 90 billion VND, down 10% on a year before"),
        ([("2024-Q1", "actual", "100"), ("2023-Q1", "actual", "100")],
         "Revenue, Q1 2024: 100 billion VND, the same as a year before"),
    ],
)  # fmt: skip
def test_the_finding_is_one_sentence_made_from_the_figures(rows: list[TOLD], said: str) -> None:
    told = spoken(REVENUE, *(known(place, "REV", one[0], one[2], scenario=one[1]) for place, one in enumerate(rows)))
    assert plainly(finding(InBoth("Thu", "Revenue"), REVENUE, told)) == said


def test_a_direction_without_a_number_is_said_in_words() -> None:
    told = spoken(REVENUE, known(1, "REV", "2024-Q1", None, status="O", direction="sharply_down"))
    assert plainly(finding(InBoth("Thu", "Revenue"), REVENUE, told)) == (
        "Revenue, Q1 2024: down sharply; no number was given"
    )


def test_the_quarter_a_reader_means_is_the_running_one_once_a_report_calendar_has_closed_it() -> None:
    regimes = {"investment": _investment()}
    assert current_quarter(date(2024, 3, 27), regimes).code == "2024-Q1"
    assert current_quarter(date(2024, 3, 10), regimes).code == "2023-Q4"
    assert current_quarter(date(2024, 3, 27), {}).code == "2023-Q4"
    offer = periods_on_offer(date(2024, 3, 27))
    assert offer["Q"][0].code == "2024-Q1"
    assert offer["M"][0].code == "2024-M03"
