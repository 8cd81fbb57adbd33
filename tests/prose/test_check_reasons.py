"""Why a number is called wrong: what does not add up, what was revised, what words say of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from quarterdeck.prose.check import Finding, check
from quarterdeck.prose.figures import FigureFact, Figures
from tests.prose.quarter import PROVINCE, QUARTER, catalogue, findings


def fact(indicator: str, value: str | None, unit: str, **more: object) -> FigureFact:
    made = FigureFact(
        indicator, PROVINCE, "2024-Q1", None if value is None else Decimal(value), unit, date(2024, 3, 20)
    )
    return replace(made, **more)  # type: ignore[arg-type] # any field, by name


def held(text: str, *facts: FigureFact) -> list[Finding]:
    return check(text, catalogue(), Figures(facts, date(2024, 3, 27)), review_period=QUARTER, area=PROVINCE)


def alarms(text: str, *facts: FigureFact) -> list[tuple[str, str]]:
    return [(one.verdict, one.cause) for one in held(text, *facts) if one.alarm]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue of the fund reached 500 billion VND, equal to 40% of the plan of 1,000 billion VND.",
        "Số thu của quỹ đạt 500 tỷ đồng, bằng 40% kế hoạch là 1.000 tỷ đồng.",
    ],
)
def test_a_level_must_be_its_share_of_the_plan(text: str) -> None:
    assert ("impossible", "equation") in alarms(text)
    assert alarms(text.replace("40%", "50%")) == []


def test_a_whole_cannot_grow_faster_than_all_its_parts() -> None:
    text = (
        "GRDP grew by 14.18%, industry and construction by 8%, services by 6.32%, agriculture, forestry and fisheries "
        "by 2.14% and product taxes by 4.48%."
    )
    assert ("impossible", "range") in alarms(text)
    assert alarms(text.replace("by 8%", "by 18%")) == []


def test_shares_of_more_than_the_whole_are_impossible() -> None:
    text = "Industry accounted for 62.1% of the economy, services for 30% and agriculture for 15%."
    assert "impossible" in [verdict for verdict, _ in alarms(text)]


def test_parts_that_the_figures_confirm_are_not_the_fault_of_the_text() -> None:
    facts = [fact("TRADE_VALUE", "10", "USD_bn"), fact("EXPORT_VALUE", "6", "USD_bn")]
    text = "Trade turnover was 10.0 billion USD, of which exports were 6.0 billion USD and imports 5.0 billion USD."
    assert alarms(text, *facts, fact("IMPORT_VALUE", "5", "USD_bn")) == []
    assert "impossible" in [verdict for verdict, _ in alarms(text, *facts)]


def test_a_value_that_was_withdrawn_is_told_to_be_of_an_older_vintage() -> None:
    old = fact("BUDGET_REV", "4680", "VND_bn", known_from=date(2024, 3, 1))
    text = "State budget revenue reached 4,680 billion VND."
    assert alarms(text, old) == []
    assert alarms(text, old, fact("BUDGET_REV", None, "VND_bn")) == [("older", "vintage")]


def test_a_value_of_a_batch_behind_the_vintage_is_later_even_on_the_same_day() -> None:
    first = fact("BUDGET_REV", "4500", "VND_bn", known_from=date(2024, 3, 27), order=1)
    second = fact("BUDGET_REV", "4680", "VND_bn", known_from=date(2024, 3, 27), order=2)
    text = "State budget revenue reached 4,680 billion VND."
    verdicts = [
        [one.verdict for one in check(text, catalogue(), Figures((first, second), date(2024, 3, 27), last),
                                      review_period=QUARTER, area=PROVINCE)]
        for last in (1, 2)
    ]  # fmt: skip
    assert verdicts == [["revised"], ["agrees"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Attracted investment achieved positive results, down 33.5% to 624.26 million USD.", "positive results"),
        ("Attracting investment brought good results, equal to 66.5% of the same period.", "good results"),
        ("Thu hút đầu tư quy đổi đạt kết quả tích cực, bằng 66,5% so với cùng kỳ.", "kết quả tích cực"),
        ("Thu hút đầu tư quy đổi đạt kết quả rất khả quan, bằng 66,5% so với cùng kỳ.", "kết quả rất khả quan"),
    ],
)
def test_praise_does_not_go_with_a_fall(text: str, words: str) -> None:
    (found,) = [one for one in findings(text) if one.verdict == "wording"]
    assert found.quote == words
    assert {"words", "claim"} <= {one.kind for one in found.evidence}
    assert "-33.5%" in str(found.reason)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Thu hút khách tham quan đạt kết quả tích cực, bằng 66,5% cùng kỳ.", True),
        ("Attracting visitors brought good results, equal to 66.5% of the same period.", True),
        ("Thu hút khách tham quan đạt kết quả tích cực, bằng 166,5% cùng kỳ.", False),
        ("Số vụ cháy rừng chuyển biến tích cực, giảm 66,5% so với cùng kỳ.", False),
        ("Forest fires showed positive developments, down 66.5% year on year.", False),
    ],
)
def test_praise_does_not_go_with_a_fall_of_what_nobody_counts_either(text: str, flagged: bool) -> None:
    assert ("wording" in [one.verdict for one in findings(text)]) is flagged


def test_a_percentage_that_a_division_made_is_the_figure_to_the_digits_that_are_shown() -> None:
    facts = [fact("BUDGET_REV", "1128.03", "VND_bn"), fact("BUDGET_REV", "1000.03", "VND_bn", period="2023-Q1")]
    (found,) = held("State budget revenue rose by 12.8% year on year.", *facts)
    assert found.verdict == "agrees"


@pytest.mark.parametrize(
    "text",
    [
        "State budget revenue achieved positive results, up 11.1%.",
        "Attracted investment fell by 33.5%, but other sectors achieved positive results.",
        "The goal is positive results in attracting investment, which fell by 33.5%.",
        "Thu ngân sách đạt kết quả tích cực, tăng 11,1% so với cùng kỳ.",
        "Tuy thu hút đầu tư giảm 33,5% nhưng nhiều mặt đạt kết quả tích cực.",
    ],
)
def test_praise_goes_with_a_rise_and_beside_a_contrast(text: str) -> None:
    assert [one.quote for one in findings(text) if one.verdict == "wording"] == []


def test_a_number_of_last_year_is_told_to_be_that() -> None:
    now, then = fact("NEW_JOBS", "8900", "persons"), fact("NEW_JOBS", "7450", "persons", period="2023-Q1")
    (found,) = held("New jobs were created for 7,450 people.", now, then)
    assert (found.verdict, found.cause) == ("differs", "last_year")
    assert [(one.kind, (one.figure or {}).get("period")) for one in found.evidence] == [
        ("figure", "2024-Q1"),
        ("other", "2023-Q1"),
    ]


def test_a_hedge_that_the_figure_does_not_bear_is_told_as_such() -> None:
    (found,) = held("New jobs were created for over 9,000 people.", fact("NEW_JOBS", "8900", "persons"))
    assert (found.verdict, found.cause, found.correction) == ("differs", "hedge", "8,900")


def test_a_change_in_points_is_held_against_both_rates() -> None:
    facts = [fact("POVERTY_RATE", "3.4", "%"), fact("POVERTY_RATE", "4.6", "%", period="2023-Q1")]
    text = "The poverty rate was 3.4%, down {} percentage points on the same period."
    assert alarms(text.format("1.2"), *facts) == []
    assert alarms(text.format("2.1"), *facts) == [("differs", "value")]


def test_a_rate_without_a_base_is_a_hint_and_no_alarm() -> None:
    (found,) = held("State budget revenue rose by 11.1%.", fact("BUDGET_REV", "4680", "VND_bn"))
    assert (found.verdict, found.alarm) == ("no_base", False)


def test_two_rates_of_one_thing_name_each_other_as_evidence() -> None:
    text = "Retail sales rose 16.4% year on year. Later in the report, retail sales rose 12.1% year on year."
    first, second = findings(text)
    assert text[first.evidence[0].start : first.evidence[0].end] == second.quote
    assert text[second.evidence[0].start : second.evidence[0].end] == first.quote


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Số vụ tai nạn giao thông tăng mạnh so với cùng kỳ.", True),
        ("Số vụ tai nạn giao thông tiếp tục giảm so với cùng kỳ.", False),
        ("Thu ngân sách nhà nước giảm so với cùng kỳ.", True),
        ("Tại huyện Lục Ngạn, tai nạn giao thông tăng mạnh.", False),
        ("Năm 2022, thu ngân sách nhà nước giảm so với cùng kỳ.", False),
        ("Nếu tai nạn giao thông tăng thì phải báo cáo.", False),
        ("Traffic accidents rose sharply.", True),
        ("Traffic accidents continued to fall.", False),
        ("State budget revenue did not fall.", False),
    ],
)
def test_words_of_rise_and_fall_are_held_against_the_published_direction(text: str, flagged: bool) -> None:
    assert ([one.verdict for one in findings(text)] == ["wording"]) is flagged


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "tăng " * 20_000, "tai nạn giao thông tăng, " * 1_000, "tăng," * 20_000]
)
def test_long_lines_of_words_without_numbers_are_read(text: str) -> None:
    assert {one.verdict for one in findings(text, "vi")} <= {"wording"}


def test_another_currency_than_that_of_an_illustrative_figure_is_worth_a_second_look() -> None:
    known = fact("TRADE_VALUE", "10.31", "USD_bn", origin="illustrative")
    (found,) = held("Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ đồng.", known)
    assert (found.verdict, found.cause, found.fix) == ("hint", "currency", None)
