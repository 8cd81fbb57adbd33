"""Numbers, units, periods, relations and names, each read on its own."""

from decimal import Decimal

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.prose import periods
from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.claims.form import to_json
from quarterdeck.prose.garbled import garbled
from quarterdeck.prose.numbers import decimal_mark, numbers
from quarterdeck.prose.text import language_of, normal, sentences
from quarterdeck.prose.words import words_of
from tests.prose.quarter import PROVINCE, QUARTER, catalogue


def claims(text: str, lang: str | None = None) -> list[Claim]:
    return read(text, lang, catalogue(), period=QUARTER, area=PROVINCE)


def only(text: str) -> Claim:
    (one,) = claims(text)
    return one


@pytest.mark.parametrize(
    ("written", "mark", "value"),
    [
        ("4.680,5", ",", "4680.5"),
        ("4,680.5", ",", "4680.5"),
        ("4.680", ",", "4680"),
        ("4,680", ".", "4680"),
        ("14,18", ".", "14.18"),
        ("14.18", ",", "14.18"),
        ("0,350", ".", "0.350"),
        ("1.234.567", ",", "1234567"),
        ("1,66,590", ".", "166590"),
    ],
)
def test_both_conventions_are_read_in_either_language(written: str, mark: str, value: str) -> None:
    (one,) = numbers(normal(written), mark)
    assert one.value == Decimal(value)


def test_three_digits_behind_the_native_mark_may_be_read_both_ways() -> None:
    (one,) = numbers(normal("350,966"), ",")
    assert {one.value, one.other} == {Decimal("350.966"), Decimal(350966)}


@pytest.mark.parametrize("written", ["10,,03", "1.2.34,5,6", "12.3.567"])
def test_a_malformed_number_has_no_value(written: str) -> None:
    assert [one.malformed for one in numbers(normal(written), ",")] == [True]


def test_a_text_tells_its_own_decimal_mark() -> None:
    assert decimal_mark(normal("tăng 14.18%, đạt 4,680 tỷ"), ",") == (".", False)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Thu ngân sách đạt 4,68 nghìn tỷ đồng.", "4680000000000", "VND"),
        ("Thu ngân sách đạt 1.702 tỷ 417 triệu đồng.", "1702417000000", "VND"),
        ("Budget revenue reached VND4.68 trillion.", "4680000000000", "VND"),
        ("Budget revenue reached 4,680 thousand billion dong.", "4680000000000000", "VND"),
        ("Vốn đầu tư quy đổi đạt 624,26 triệu đô la Mỹ.", "624260000", "USD"),
        ("Imports and exports were worth US$10.31bn.", "10310000000", "USD"),
        ("There were 310 newly established enterprises.", "310", "enterprises"),
        ("Tạo việc làm mới cho 8,9 nghìn lao động.", "8900", "persons"),
        ("The forest covers 29.7 thousand hectares.", "29700", "ha"),
        ("GRDP grew by 14.18 per cent.", "14.18", "%"),
        ("Dịch vụ đóng góp 1,5 điểm phần trăm.", "1.5", "pp"),
    ],
)
def test_scales_and_units_give_base_units(text: str, value: str, unit: str) -> None:
    one = only(text)
    assert (one.value, one.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "hedge"),
    [("gần", "nearly"), ("hơn", "over"), ("trên", "over"), ("khoảng", "about"), ("xấp xỉ", "about"), ("", "")],
)
def test_hedges_are_heard(words: str, hedge: str) -> None:
    assert only(f"Thu ngân sách đạt {words} 4.680 tỷ đồng.").hedge == hedge


def test_a_range_has_both_ends() -> None:
    one = only("Growth of GRDP is put at 6.8-7%.")
    assert (one.value, one.high) == (Decimal("6.8"), Decimal(7))


@pytest.mark.parametrize(
    "text",
    [
        "Directive 26-CT/TU of 2 June 2023, Regulation No. 114-QD/TW and Resolution 8.",
        "Thực hiện Chỉ thị số 30-CT/TU, Nghị quyết số 01/NQ-CP ngày 05/01/2024.",
        "Landslides on route 294B and National Highway 37.",
        "The 3 dares, 3 mores and 5 clears of the 2020-2025 term.",
        "Họp lúc 8 giờ 30 ngày 27/3/2024, phòng 12; điện thoại 0204 3854 123.",
        "2.1. Results\n3) Tasks\n4. Attachments",
        "Theo báo cáo của 63 tỉnh, thành phố; xem Điều 5, khoản 2, biểu số 7.",
    ],
)
def test_dates_codes_ordinals_and_list_numbers_are_no_claims(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("vi", "quý I/2024", "2024-Q1"),
        ("vi", "Quý 1 năm 2024", "2024-Q1"),
        ("vi", "3 tháng đầu năm", "2024-Q1"),
        ("vi", "9 tháng năm 2023", "2023-01-01/2023-09-30"),
        ("vi", "đến ngày 15/3", "2024-01-01/2024-03-15"),
        ("vi", "tính đến hết tháng 3", "2024-Q1"),
        ("vi", "tháng 02/2024", "2024-M02"),
        ("vi", "năm 2023", "2023"),
        ("en", "the first quarter of 2024", "2024-Q1"),
        ("en", "Q1/2023", "2023-Q1"),
        ("en", "the first three months", "2024-Q1"),
        ("en", "As of March 15, 2024", "2024-01-01/2024-03-15"),
        ("en", "by 15 March", "2024-01-01/2024-03-15"),
        ("en", "by mid-March", "2024-01-01/2024-03-15"),
        ("en", "in March", "2024-M03"),
        ("en", "from January to March 2023", "2023-Q1"),
        ("en", "the first half of 2023", "2023-S1"),
    ],
)
def test_periods_are_read_as_codes(lang: str, text: str, code: str) -> None:
    found = [one.period for one in periods.mentions(normal(text), words_of(lang), QUARTER) if one.period]
    assert [one.code for one in found] == [code]


def test_a_day_of_a_meeting_and_a_verb_are_no_periods() -> None:
    text = normal("It may march on; they met on 27 March 2024 at 8:30.")
    assert [one.period for one in periods.mentions(text, words_of("en"), QUARTER)] == [None, None]


@pytest.mark.parametrize(
    ("text", "relation", "value"),
    [
        ("Thu ngân sách tăng 11,1% so với cùng kỳ.", "growth_yoy", "11.1"),
        ("Thu ngân sách giảm 11,1% so với cùng kỳ.", "growth_yoy", "-11.1"),
        ("Thu ngân sách bằng 32,6% dự toán.", "pct_of_plan", "32.6"),
        ("Vốn đầu tư quy đổi bằng 66,5% so với cùng kỳ.", "ratio_yoy", "66.5"),
        ("IIP tăng 20,6% so với tháng trước.", "growth_prev", "20.6"),
        ("Dịch vụ chiếm 18,6% GRDP.", "share", "18.6"),
        ("Budget revenue was equal to 66.5% of the same period.", "ratio_yoy", "66.5"),
        ("Budget revenue was 11.1% higher than in the same period.", "growth_yoy", "11.1"),
        ("Budget revenue fell 3% short of the plan.", "pct_of_plan", "-3"),
        ("Budget revenue exceeded the plan by 3%.", "pct_of_plan", "3"),
        ("An 11.1% drop in budget revenue was seen.", "growth", "-11.1"),
        ("The province aims at GRDP growth of 14.5%.", "target", "14.5"),
        ("Trade was 2.5 times that of 2019.", "multiple", "2.5"),
    ],
)
def test_relations_follow_from_the_words_around_a_number(text: str, relation: str, value: str) -> None:
    one = only(text)
    assert (one.relation, one.value) == (relation, Decimal(value))


def test_what_a_number_is_compared_with_is_no_claim_about_now() -> None:
    now, then = claims("GRDP tăng 14,18%, cao hơn mức 8,12% của cùng kỳ.")
    assert (now.relation, then.relation) == ("growth", "baseline")


def test_the_subject_is_carried_to_the_numbers_that_follow() -> None:
    found = claims("State budget revenue reached 4,680 billion VND, equal to 32.6% of the estimate, up 11.1%.")
    assert [one.codes for one in found] == [frozenset({"BUDGET_REV"})] * 3


def test_a_new_subject_is_not_taken_for_the_old_one() -> None:
    _, retail, other = claims("Thu ngân sách tăng 11,1%; nợ thuế tăng 5%, bằng 3% dự toán.")
    assert retail.codes == other.codes == frozenset()


def test_respectively_pairs_names_and_numbers_in_order() -> None:
    text = "Industry and construction, and services grew by 18.00% and 6.32%, respectively."
    assert [sorted(one.codes) for one in claims(text)] == [["GRDP_GROWTH_IND"], ["GRDP_GROWTH_SRV"]]


def test_a_misspelt_name_is_found_but_not_trusted() -> None:
    one = only("Industral production value reached 150 trillion VND.")
    assert (one.codes, one.strength) == (frozenset({"IND_VALUE"}), "weak")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Huyện Lục Ngạn thu ngân sách 61 tỷ đồng.", "219"),
        ("Thành phố Bắc Giang thu ngân sách 420 tỷ đồng.", "213"),
        ("Tỉnh Bắc Giang thu ngân sách 4.680 tỷ đồng.", "24"),
        ("Budget revenue of Viet Yen town was 900 billion VND.", "222"),
        ("Bí thư Huyện ủy Lục Ngạn nêu thu ngân sách đạt 4.680 tỷ đồng.", "24"),
        ("At a meeting held in Bac Giang city, budget revenue was put at 4,680 billion VND.", "24"),
    ],
)
def test_an_area_is_the_one_spoken_of_not_an_office_or_a_venue(text: str, area: str) -> None:
    assert only(text).area == area


@pytest.mark.parametrize(
    "text",
    [
        "tăng 10.000 USD. 03% so với cùng kỳ",
        "an increase of 10,000 USD. 3% over the same period",
        "up 1O.03%",
        "tăng 10,,03%",
        "tăng 14, 18% so với cùng kỳ",
        "an increase of % over the same period",
        "đạt xx,x tỷ đồng",
        "tăng #REF! so với cùng kỳ",
        "up 11.1%%",
        "reached 3 2.6% of the estimate",
        "Thu ngân sách đạt " + "1" * 1000 + " tỷ đồng",
    ],
)
def test_garbled_numbers_are_found(text: str) -> None:
    words = words_of(language_of(text))
    whole = normal(text)
    found = garbled(whole, words, list(numbers(whole, words.decimal_mark)), [])
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "over the same period in 2023. 100% of the targets were met",
        "In 2024, 18% of firms",
        "tăng 09% so với cùng kỳ",
        "2.1. Thu ngân sách đạt 5%",
        "tăng 5, 10 và 15%",
        "an increase of 10 billion USD, 3% over the same period",
    ],
)
def test_sound_numbers_are_not_called_garbled(text: str) -> None:
    words = words_of(language_of(text))
    whole = normal(text)
    found = periods.mentions(whole, words, QUARTER)
    assert garbled(whole, words, list(numbers(whole, words.decimal_mark)), found) == []


def test_a_paragraph_wrapped_by_hand_is_read_as_one() -> None:
    text = (
        "State budget revenue of the province in the first quarter of the year\n"
        "reached nearly 4,680 billion VND, which is equal to 32.6% of the yearly\n"
        "estimate."
    )
    assert len(list(sentences(normal(text)))) == 1


def test_abbreviations_do_not_end_a_sentence() -> None:
    whole = normal("Regulation No. 114 applies. TP. Bắc Giang tăng 5%.")
    assert len(list(sentences(whole, frozenset({"no", "tp"})))) == 2


def test_claims_for_programs_are_in_base_units_and_garbled_ones_stand_apart() -> None:
    text = (
        "Xuất nhập khẩu đạt 10,31 tỷ USD, tăng 10.000 USD. 03%; thu ngân sách vượt 3% kế hoạch, đến 15/3 đạt 5 tỷ đồng."
    )
    form = to_json(claims(text))
    assert [one["value"] for one in form["claims"]] == [10310000000.0, 103.0, 5000000000.0]
    assert form["claims"][-1]["period"] == "as-of 2024-03-15"
    assert [text[one["start"] : one["end"]] for one in form["anomalies"]] == ["tăng 10.000 USD. 03%"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(BadInput):
        claims("text", "xx")


def test_what_a_text_does_not_say_is_the_period_under_review() -> None:
    one = read("GRDP tăng 5%.", "vi", catalogue(), period=Period.parse("2023-Q3"), area=PROVINCE)[0]
    assert (one.period.code, one.period_said) == ("2023-Q3", False)
