"""Claims against the figures of the quarter: every planted error is found, no true statement is flagged."""

import random
from pathlib import Path

import pytest
import yaml

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.check import check, to_json
from tests.prose.quarter import PROVINCE, QUARTER, catalogue, figures, findings

HERE = Path(__file__).parent
KINDS = {
    "value": "differs",
    "scale": "differs",
    "sign": "differs",
    "ratio": "differs",
    "swapped": "differs",
    "parts": "impossible",
    "garbled": "unreadable",
    "vintage": "revised",
    "area": "differs",
    "base": "differs",
}
PLANTED = yaml.safe_load((HERE / "planted.yaml").read_text(encoding="utf-8"))


def true_statements(lang: str) -> list[str]:
    lines = (HERE / f"true.{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


TRUE = [(lang, line) for lang in ("vi", "en") for line in true_statements(lang)]


@pytest.mark.parametrize(("lang", "text"), TRUE, ids=[line[:60] for _, line in TRUE])
def test_a_true_statement_is_not_flagged(lang: str, text: str) -> None:
    assert [(one.quote, str(one.reason)) for one in findings(text, lang) if one.alarm] == []


@pytest.mark.parametrize("case", PLANTED, ids=[f"{one['kind']} {one['text'][:50]}" for one in PLANTED])
def test_a_planted_error_is_found_with_its_verdict(case: dict[str, str]) -> None:
    start = case["text"].index(case["wrong"])
    end = start + len(case["wrong"])
    verdicts = {one.verdict for one in findings(case["text"], case["lang"]) if one.start < end and start < one.end}
    assert KINDS[case["kind"]] in verdicts


@pytest.mark.parametrize(
    ("lang", "text", "verdict"),
    [
        ("vi", "Năm 2023, thứ hạng năng lực cạnh tranh cấp tỉnh (PCI) tăng 2 bậc so với năm 2022.", "illustrative"),
        ("vi", "Năm 2023, thứ hạng năng lực cạnh tranh cấp tỉnh (PCI) giảm 2 bậc so với năm 2022.", "not_in_figures"),
        ("en", "In 2023 the rank in provincial competitiveness (PCI) rose 2 places on 2022.", "illustrative"),
    ],
)
def test_a_rank_that_rises_has_a_smaller_number(lang: str, text: str, verdict: str) -> None:
    assert [one.verdict for one in findings(text, lang)] == [verdict]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("seed", range(6))
def test_true_statements_stay_true_in_any_order(lang: str, seed: int) -> None:
    lines = true_statements(lang)
    random.Random(seed).shuffle(lines)
    joined = (f"\n{line}\n" if line[0] in "-*" else line + " \n"[i % 4 == 3] for i, line in enumerate(lines))
    text = "".join(joined)
    found = [(text[one.start - 40 : one.end + 20], str(one.reason)) for one in findings(text) if one.alarm]
    assert found == []


def test_most_true_statements_of_the_quarter_are_confirmed() -> None:
    ours = [one for _, line in TRUE[:80] for one in findings(line)]
    confirmed = [one for one in ours if one.verdict in ("agrees", "rounds_to")]
    assert len(confirmed) > 0.7 * len(ours)


def test_the_same_figure_at_three_precisions_is_no_contradiction() -> None:
    text = "Thu ngân sách đạt gần 4.680 tỷ đồng (4,68 nghìn tỷ đồng); chính xác hơn, thu ngân sách đạt 4.678,4 tỷ đồng."
    assert {one.verdict for one in findings(text)} <= {"agrees", "rounds_to"}


def test_two_values_of_one_thing_that_the_figures_do_not_know_contradict_each_other() -> None:
    text = "Retail sales rose 16.4% year on year. Later in the report, retail sales rose 12.1% year on year."
    assert [one.verdict for one in findings(text)] == ["contradicts", "contradicts"]


def test_a_difference_names_the_other_indicator_and_offers_the_right_number() -> None:
    (found,) = [one for one in findings("Khu vực dịch vụ tăng 2,14%.") if one.alarm]
    assert "agriculture, forestry and fisheries" in str(found.reason)
    assert found.correction == "6,32"


def test_a_ratio_called_growth_is_told_with_the_true_change() -> None:
    (found,) = [one for one in findings("Investment attraction rose 66.5% over the same period.") if one.alarm]
    assert "-33.5%" in str(found.reason)


def test_a_figure_of_a_later_vintage_is_told_with_both_dates() -> None:
    (found,) = [one for one in findings("GRDP grew by 13.96%.") if one.alarm]
    assert "16 October 2024" in str(found.reason)
    assert "27 March 2024" in str(found.reason)


def test_a_rise_in_money_must_follow_from_level_and_rate() -> None:
    good = findings("Budget revenue rose by 11.1%, or about 467 billion VND.")
    bad = findings("Import and export turnover came to 10.31 billion USD, a rise of 10,000 USD.")
    assert [one.verdict for one in good] == ["agrees", "rounds_to"]
    assert [one.verdict for one in bad] == ["agrees", "differs"]


def test_an_illustrative_figure_never_makes_a_claim_wrong() -> None:
    (found,) = findings("Retail sales reached 99,999 billion VND.")
    assert (found.verdict, found.alarm, found.fix) == ("hint", False, None)
    assert "illustrative" in str(found.reason)


@pytest.mark.parametrize(
    ("text", "verdict", "cause"),
    [
        ("Chi ngân sách đạt 4.650 tỷ đồng.", "illustrative", ""),
        ("Thu tiền sử dụng đất đạt 812,5 tỷ đồng.", "hint", "value"),
        ("Thu tiền sử dụng đất đạt 712,5 triệu đồng.", "hint", "scale"),
        ("Giải ngân vốn đầu tư công tăng 17,6% so với cùng kỳ.", "hint", "sign"),
    ],
)
def test_an_illustrative_figure_proves_a_number_neither_right_nor_wrong(text: str, verdict: str, cause: str) -> None:
    (found,) = findings(text)
    assert (found.verdict, found.cause, found.alarm, found.fix) == (verdict, cause, False, None)
    assert found.figure is not None
    assert found.figure["origin"] == "illustrative"


def test_the_figure_of_a_quarter_is_told_where_the_text_says_one_that_has_not_begun() -> None:
    first, _ = findings("Trong quý II/2024, có 310 doanh nghiệp thành lập mới với số vốn đăng ký trên 2.500 tỷ đồng.")
    assert (first.verdict, first.cause) == ("hint", "period")
    assert "Q1 2024" in str(first.reason)
    assert "had not begun on 27 March 2024" in str(first.reason)


def test_the_figure_of_a_quarter_is_not_that_of_one_of_its_months() -> None:
    (found,) = findings("Thu ngân sách tháng 3/2024 đạt 4.680 tỷ đồng.")
    assert (found.verdict, found.alarm) == ("hint", False)


def test_plans_behind_a_colon_are_held_against_plans() -> None:
    text = "Theo Nghị quyết của Tỉnh ủy, kế hoạch năm 2024: thu ngân sách 14.356 tỷ đồng; GRDP tăng 14,50%."
    assert [(one.verdict, one.fix) for one in findings(text)] == [("agrees", None), ("not_in_figures", None)]


def test_a_number_under_another_year_is_not_corrected() -> None:
    (found,) = findings("Năm 2023, thu ngân sách quý I đạt 4.212,4 tỷ đồng.")
    assert (found.alarm, found.fix) == (False, None)


def test_percentages_are_off_by_points() -> None:
    (found,) = findings("GRDP quý I tăng 17,78%.")
    assert "off by 3.6 percentage points" in str(found.reason)


def test_a_reason_quotes_the_number_as_the_text_has_it() -> None:
    (found,) = findings("Thu hút đầu tư đạt 624,26 tỷ USD.")
    assert '"624,26 tỷ USD"' in str(found.reason)


def test_two_values_of_one_figure_name_each_other_beside_what_the_figure_says() -> None:
    text = "Thu ngân sách nhà nước đạt gần 4.680 tỷ đồng. Đến nay, thu ngân sách nhà nước quý I đạt 5.120 tỷ đồng."
    first, second = findings(text)
    assert (first.verdict, second.verdict) == ("agrees", "differs")
    assert [first.evidence[-1].quote, second.evidence[-1].quote] == [second.quote, first.quote]


@pytest.mark.parametrize(
    "text",
    [
        "Diện tích cây vải thiều sớm đạt 47.500 ha. Tuy nhiên diện tích cây vải thiều sớm chỉ đạt 45.700 ha.",
        "The area of early lychee was 47,500 ha. However, the area of early lychee was only 45,700 ha.",
    ],
)
def test_the_same_words_with_two_values_are_a_hint_without_any_figure(text: str) -> None:
    assert [(one.verdict, one.cause) for one in findings(text)] == [("hint", "contradiction")] * 2


def test_a_unit_that_is_not_printed_raises_no_alarm() -> None:
    assert [
        one.quote for one in findings("Thu ngân sách tăng từ 11,1% lên 66,6.") if one.alarm and "66" in one.quote
    ] == []


def test_the_form_for_programs_is_the_one_of_the_command_line() -> None:
    text = "GRDP tăng 14,18%."
    (claim,) = to_json(findings(text))["claims"]
    assert set(claim) == {"start", "end", "quote", "verdict", "reason", "figure"}
    assert text[claim["start"] : claim["end"]] == claim["quote"]
    assert claim["figure"]["value"] == "14.18"
    assert claim["figure"]["source"] == "conference"


def test_a_reason_can_be_said_in_vietnamese() -> None:
    (found,) = [one for one in findings("Thu ngân sách giảm 11,1% so với cùng kỳ.") if one.alarm]
    said = "Sai dấu: {name:vi} tăng {size:vi}".format(**found.reason.params)
    assert said == "Sai dấu: Thu ngân sách nhà nước trên địa bàn tăng 11,1%"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(BadInput, match="xx"):
        check("text", catalogue(), figures(), lang="xx", review_period=QUARTER, area=PROVINCE)
