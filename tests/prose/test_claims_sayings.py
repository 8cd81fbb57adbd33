"""What numbers say, read from the language alone: no catalogue, no review."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.claims.form import to_json

HERE = Path(__file__).parent
SAYINGS = [
    (lang, one["text"], one["says"])
    for lang in ("vi", "en")
    for source in sorted(HERE.glob(f"sayings.{lang}*.yaml"))
    for one in yaml.safe_load(source.read_text(encoding="utf-8"))
]


def told(text: str, lang: str | None = None) -> list[tuple[float, str]]:
    """The value and the relation of every claim, as the JSON form prints them."""
    return [(one["value"], one["relation"]) for one in to_json(read(text, lang))["claims"]]


def wanted(said: str) -> tuple[float, str]:
    value, relation = said.split()
    return float(value.split("..")[0]), relation


@pytest.mark.parametrize(("lang", "text", "says"), SAYINGS, ids=[text[:60] for _, text, _ in SAYINGS])
def test_a_sentence_says_of_each_number_what_it_is(lang: str, text: str, says: list[str]) -> None:
    expected = [wanted(one) for one in says]
    found = told(text, lang)
    assert [relation for _, relation in found] == [relation for _, relation in expected]
    assert [value for value, _ in found] == pytest.approx([value for value, _ in expected])


def subjects(text: str, lang: str | None = None) -> list[str | None]:
    return [one.subject_words for one in read(text, lang)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tea exports rose 5% to 3 billion USD.", ["Tea exports"] * 2),
        ("In the first half, the services sector grew 4%, mining 2%.", ["services sector", "mining"]),
        ("He said that cement output was up 3% on the year.", ["cement output"]),
        ("There were 310 newly licensed clinics.", ["newly licensed clinics"]),
        ("Thu nội địa đạt 500 tỷ đồng, tăng 5%; thu hải quan đạt 90 tỷ đồng.", ["Thu nội địa"] * 2 + ["thu hải quan"]),
        ("Tốc độ tăng GRDP đạt 8,1%.", ["Tốc độ tăng GRDP"]),
        ("Thu hút đầu tư đạt 1,2 tỷ USD, bằng 40% kế hoạch.", ["Thu hút đầu tư"] * 2),
    ],
)
def test_the_subject_is_named_in_the_words_of_the_text(text: str, names: list[str]) -> None:
    assert subjects(text) == names


def test_the_place_of_a_subject_cuts_out_its_words() -> None:
    text = "Sản lượng chè đạt 5.200 tấn, tăng 3%."
    for one in read(text, "vi"):
        assert one.subject is not None
        assert text[slice(*one.subject)] == one.subject_words


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Output rose 2% compared with the previous month.", "Orders rose 3%.", "growth_prev"),
        ("Output rose 2% compared with the previous month.", "Orders rose 3% on the year.", "growth_yoy"),
        ("Output rose 2% compared with a year earlier.", "Orders rose 3%.", "growth_yoy"),
        ("Output rose 2% compared with the previous month.", "In 2019 orders rose 3%.", "growth_yoy"),
        ("Chỉ số giá tăng 0,2% so với tháng trước.", "Nhóm may mặc giảm 1%.", "growth_prev"),
    ],
)
def test_a_change_without_a_base_has_that_of_the_sentence_before(first: str, second: str, relation: str) -> None:
    assert told(f"{first} {second}")[-1][1] == relation


def test_a_new_paragraph_begins_without_the_base_of_the_last_one_but_a_list_goes_on() -> None:
    base = "Output rose 2% compared with the previous month."
    assert told(f"{base}\nOrders rose 3%.")[-1][1] == "growth_yoy"
    assert told(f"- {base}\n- Orders rose 3%.")[-1][1] == "growth_prev"


def test_orders_go_on_until_facts_are_told() -> None:
    text = (
        "The minister asked the agencies to act. Strive to open 40 new markets. Exports reached 30 markets last year."
    )
    assert [relation for _, relation in told(text)] == ["target", "level"]


def test_a_forecast_is_no_goal() -> None:
    forecast, goal = read("GDP is expected to grow 5%; the target is 6%.", "en")
    assert (forecast.says, forecast.expected) == ("growth_yoy", True)
    assert (goal.says, goal.expected) == ("target", False)


def test_a_difference_of_two_rates_printed_as_a_percentage_is_told_in_points() -> None:
    (one,) = to_json(read("Tỷ lệ hộ nghèo giảm 1,2% so với cùng kỳ.", "vi"))["claims"]
    assert (one["value"], one["unit"], one["relation"]) == (-1.2, "pp", "growth_yoy")


def test_one_hundredth_of_a_plan_given_as_a_yardstick_is_no_claim() -> None:
    assert told("Cứ 1% dự toán tương đương 40 tỷ đồng.", "vi") == [(40e9, "level")]


def test_every_claim_tells_which_rules_read_it() -> None:
    text = "Revenue rose 5%, compared with 3% a year earlier, and reached 90% of the plan."
    rules = [one.rules for one in read(text, "en")]
    assert all(rules)
    assert "baseline" in rules[1]
    assert "plan" in rules[2]


def test_without_a_catalogue_and_a_date_nothing_is_bound_and_no_period_is_made_up() -> None:
    (one,) = read("Revenue rose 5%.")
    assert (one.codes, one.period, one.value) == (frozenset(), None, Decimal(5))


def test_the_day_of_the_document_tells_the_period() -> None:
    def year(claim: Claim) -> int | None:
        return claim.period.year if claim.period else None

    (one,) = read("Revenue rose 5% this year.", "en", written=date(2021, 11, 3))
    assert year(one) == 2021
