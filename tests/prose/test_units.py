"""Units: currencies of many countries, what is counted, quotients, points; and numbers that are no claims."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.prose.claims.form import to_json
from quarterdeck.prose.units import CURRENCIES, base_of, fits, units_of
from tests.prose.test_numbers import claims, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The loan was 3.5 billion yen.", ("3500000000", "JPY")),
        ("Reserves were 16.1 mln baht.", ("16100000", "THB")),
        ("A grant of NT$40 bn was made.", ("40000000000", "TWD")),
        ("RM2.5 million was spent.", ("2500000", "MYR")),
        ("Costs of Rs. 450 million arose in Colombo, Sri Lanka.", ("450000000", "LKR")),
        ("India set aside Rs 4,500 crore.", ("45000000000", "INR")),
        ("The scheme took Rs 1.25 lakh crore in India.", ("1250000000000", "INR")),
        ("Manila collected P12.5 billion for the Philippines.", ("12500000000", "PHP")),
        ("The budget is £1.8bn.", ("1800000000", "GBP")),
        ("Debt of 6.2 billion francs weighs on Swiss farms.", ("6200000000", "CHF")),
        ("Egypt owes 40 mln pounds.", ("40000000", "EGP")),
        ("Doanh thu đạt 5,2 triệu euro.", ("5200000", "EUR")),
        ("Giải ngân 12,5 nghìn tỷ.", ("12500000000000", "VND")),
    ],
)
def test_sums_are_in_the_currency_of_the_country_spoken_of(text: str, expected: tuple[str, str]) -> None:
    assert said(text)[0] == expected


def test_dollars_are_those_of_the_country_whose_dollars_the_text_names() -> None:
    text = "The treasury spent 40 mln jamaica dlrs. It collected 38 mln dlrs and holds 2 mln U.S. dlrs."
    assert [unit for _, unit in said(text)] == ["JMD", "JMD", "USD"]


def test_dollars_are_american_where_a_country_has_another_money() -> None:
    assert said("Indonesia sold rubber for 12 mln dlrs.") == [("12000000", "USD")]


def test_a_scale_without_a_currency_takes_that_of_the_sums_around_it() -> None:
    text = "Exports rose to 753 mln ringgit from 580 mln. Imports were 1.2 billion, a 447 mln deficit."
    assert {unit for _, unit in said(text)} == {"MYR"}


def test_a_scale_behind_counted_things_counts_them_too() -> None:
    assert said("The port saw 1.2 million passengers, against 0.9 million.") == [
        ("1200000", "passengers"),
        ("900000", "passengers"),
    ]
    assert said("Tourist arrivals reached 2.4 million.") == [("2400000", "visitors")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 1,200 new rural roads were built.", ("1200", "roads")),
        ("They opened nine domestic terminals.", ("9", "terminals")),
        ("It cleared two more industrial parks.", ("2", "parks")),
        ("The fund serves 3.4 lakh farmers.", ("340000", "farmers")),
        ("Có 47 đơn vị hành chính cấp xã.", ("47", "units")),
        ("Thành lập 4 phường.", ("4", "wards")),
        ("Đón 2,5 triệu lượt khách.", ("2500000", "visits")),
        ("Khởi công ba dự án.", ("3", "projects")),
    ],
)
def test_what_is_counted_is_the_unit_in_the_plural(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oil cost 15.50 dlrs a barrel.", ("15.5", "USD/barrel")),
        ("Rubber sold at 210 cents a kilo.", ("210", "cents/kg")),
        ("Output was 2.1 mln barrels per day.", ("2100000", "barrels/day")),
        ("Income per head was £21,400.", ("21400", "GBP/person")),
        ("Lương đạt 7,5 triệu đồng/người/tháng.", ("7500000", "VND/person/month")),
        ("Thu nhập bình quân đầu người đạt 4.200 USD.", ("4200", "USD/person")),
        ("Bình quân một tháng có 1.250 doanh nghiệp giải thể.", ("1250", "enterprises/month")),
        ("Giá vàng 85,5 triệu đồng/lượng.", ("85500000", "VND/tael")),
    ],
)
def test_quotients_name_what_is_divided_by(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


def test_a_year_ago_is_no_quotient() -> None:
    assert said("Sales were 40 mln dlrs a year ago.") == [("40000000", "USD")]


@pytest.mark.parametrize(
    "text",
    [
        "The unemployment rate fell by 0.4% to 6%.",
        "Growth was revised up 0.2% from 2.1% to 2.3%.",
        "Tỷ lệ hộ nghèo giảm 1,5% so với đầu năm.",
        "Giải ngân đạt 47,3% kế hoạch, thấp hơn 1,1% so với cùng kỳ.",
        "The bank cut its rate by 25 basis points.",
    ],
)
def test_differences_of_rates_are_points_even_where_per_cent_is_printed(text: str) -> None:
    assert [unit for _, unit in said(text)].count("pp") == 1


@pytest.mark.parametrize(
    "text", ["The growth rate rose by 0.4%.", "Output rose 3%.", "Tỷ lệ lạm phát tăng 3,2%.", "Doanh thu giảm 1,5%."]
)
def test_growth_of_amounts_stays_in_per_cent(text: str) -> None:
    assert [unit for _, unit in said(text)] == ["%"]


@pytest.mark.parametrize(
    "text",
    [
        "Among the 17 regions it is the poorest.",
        "Accidents fell on all three criteria.",
        "Một trong những địa phương của 4 thành phố lớn.",
        'They follow the "3 dares" and "5 clears" mottos.',
        "The 500 kV line, route 294B and Table 3 of Annex 2.",
        "Đường dây 500kV, quốc lộ 37, Nghị quyết 57 và cơ sở 2.",
        "The five-year plan runs for 15 years and six months.",
        "Trong 3 năm qua và 6 tháng tới.",
        "A man aged 45 called 1-800-555 at 7.30 pm.",
        "There is one project in one of these villages.",
    ],
)
def test_names_known_things_and_lengths_of_time_are_no_claims(text: str) -> None:
    assert to_json(claims(text))["claims"] == []


def test_what_counted_things_fulfil_is_no_count_of_its_own() -> None:
    assert said("59 communes had 19/19 criteria.") == [("59", "communes")]


def test_a_figure_without_a_unit_takes_that_of_the_one_before() -> None:
    text = "The north grew 7.9 percent; the coast, 7.5; the hills slowed to 1.8 from 2.0."
    assert [unit for _, unit in said(text)] == ["%"] * 4


@pytest.mark.parametrize(
    ("code", "base"),
    [
        ("VND_bn", ("VND", 10**9)),
        ("VND_mn_per_person", ("VND/person", 10**6)),
        ("kWh_mn", ("kWh", 10**6)),
        ("%", ("%", 1)),
    ],
)
def test_units_of_the_catalogue_meet_those_of_texts(code: str, base: tuple[str, int]) -> None:
    assert base_of(code) == (base[0], Decimal(base[1]))


def test_a_scale_without_a_currency_fits_every_currency_and_nothing_else() -> None:
    assert all(fits("money", code) for code in CURRENCIES)
    assert not fits("money", "persons")


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(sorted(CURRENCIES)))
def test_a_sum_with_a_code_is_read_in_that_currency(value: Decimal, code: str) -> None:
    known = {one for one in CURRENCIES if units_of("en").behind.longest([one.lower()], 0)[0]}
    if code in known:
        assert said(f"The sum was {code} {value:,} on paper, or {value:,} {code} in gold.")[-1][1] == code
