"""Numbers in digits of either convention, in words, as fractions, ranges and parts of a total."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.numbers import decimal_mark, numbers_of, spelled
from quarterdeck.prose.text import normal

NO_CATALOGUE = Catalogue((), ())


def claims(text: str, lang: str | None = None) -> list[Claim]:
    return read(text, lang, NO_CATALOGUE)


def said(text: str) -> list[tuple[str, str]]:
    """The values and printed units of all claims of `text`."""
    return [
        (f"{one.value.normalize():f}" if one.value is not None else "", one.label or one.unit) for one in claims(text)
    ]


def only(text: str) -> Claim:
    (one,) = claims(text)
    return one


@pytest.mark.parametrize(
    ("words", "lang", "value"),
    [
        ("nine", "en", 9),
        ("seventeen", "en", 17),
        ("thirty - five", "en", 35),
        ("two hundred and ten", "en", 210),
        ("a hundred", "en", 100),
        ("mười một", "vi", 11),
        ("hai mươi lăm", "vi", 25),
        ("bảy mươi mốt", "vi", 71),
        ("một trăm linh hai", "vi", 102),
        ("ba trăm năm mươi", "vi", 350),
    ],
)
def test_numbers_below_a_thousand_are_read_in_words(words: str, lang: str, value: int) -> None:
    parts = words.split(" ")
    assert spelled(numbers_of(lang).spelling, parts, 0) == (value, len(parts))


WORDS = ["one", "two", "twenty", "hundred", "and", "-", "a", "một", "hai", "mươi", "lăm", "trăm", "linh", "tỷ", "x"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1))
def test_any_words_are_read_within_their_bounds(lang: str, words: list[str]) -> None:
    value, end = spelled(numbers_of(lang).spelling, words, 0)
    assert 0 <= value < 1000
    assert (end > 0) == (value > 0)
    assert end <= len(words)


def test_one_slip_does_not_turn_the_decimal_mark_of_a_text_around() -> None:
    slip = normal("tăng 4,5%, giảm 3,2%, đạt 12,75 tỷ đồng và 7.5 tỷ đồng")
    assert decimal_mark(slip, ",") == (",", True)


def test_thousands_in_groups_tell_the_decimal_mark_too() -> None:
    assert decimal_mark(normal("1.250.000 con và 3.400.500 con"), ".") == (",", False)


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("Output will grow by four to five pct.", "4", "5", "%"),
        ("Output will grow by between 2.5 and three pct.", "2.5", "3", "%"),
        ("The mill will cost $1.2-1.5 billion.", "1200000000", "1500000000", "USD"),
        ("Growth is seen at around 6.1 or 6.2 pct.", "6.1", "6.2", "%"),
        ("Mưa lớn 150-200mm.", "150", "200", "mm"),
        ("Sản lượng dự kiến tăng từ 3,5 đến 4%.", "3.5", "4", "%"),
        ("Sản lượng dự kiến tăng 3,5 - 4%.", "3.5", "4", "%"),
    ],
)
def test_two_ends_make_a_range(text: str, value: str, high: str, unit: str) -> None:
    one = only(text)
    assert (one.value, one.high, one.label) == (Decimal(value), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Reserves rose 200 mln dlrs to 4.3 billion dlrs.", [("200000000", "USD"), ("4300000000", "USD")]),
        ("The rate went up from 5.2 pct to 6.1 pct.", [("5.2", "%"), ("6.1", "%")]),
        ("Imports rose 4 pct and 7 pct.", [("4", "%"), ("7", "%")]),
        ("Tỷ suất tăng từ 5,2% lên 6,1%.", [("5.2", "%"), ("6.1", "%")]),
    ],
)
def test_a_move_from_one_level_to_another_is_no_range(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(value.lstrip("-"), unit) for value, unit in said(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met 11/12 targets.", ("11", "targets of 12")),
        ("Nine out of 12 harbours were open.", ("9", "harbours of 12")),
        ("14 of the 15 bridges were repaired.", ("14", "bridges of 15")),
        ("Toàn huyện có 8/10 xã đạt chuẩn.", ("8", "communes of 10")),
    ],
)
def test_parts_of_a_total_name_the_total(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize("text", ["Họp sáng 2/10 tại Sở.", "Phiên họp ngày 8/10 bàn 3 việc.", "Open 24/7 since 11/12."])
def test_dates_are_no_parts_of_a_total(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The discount rate was cut to 5-1/2 pct.", "5.5", "%"),
        ("It slipped by 3/4 percentage point.", "0.75", "pp"),
        ("Farm income fell by about one-fifth.", "20", "%"),
        ("Two-thirds of the imports came by sea.", "66.6667", "%"),
        ("Its output is just over half that of the north.", "0.5", "times"),
        ("Sản lượng bằng một nửa mức của năm 2019.", "0.5", "times"),
        ("Hai phần ba dân số sống ở nông thôn.", "66.6667", "%"),
        ("Giải ngân bằng 2/3 kế hoạch.", "66.6667", "%"),
    ],
)
def test_fractions_are_shares_or_multiples(text: str, value: str, unit: str) -> None:
    ((read_value, read_unit),) = said(text)
    assert (read_value.lstrip("-"), read_unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["It grew in the first half of the year.", "Nửa đầu năm, sản xuất ổn định.", "An hour and a half."]
)
def test_halves_of_a_year_are_no_fractions(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Exports doubled.", "2"),
        ("Arrivals more than tripled.", "3"),
        ("Output was 2.4 times higher than that of 2010.", "2.4"),
        ("Capital rose 12.5-fold.", "12.5"),
        ("Doanh thu tăng gấp đôi.", "2"),
        ("Doanh thu gấp 3 lần năm trước.", "3"),
        ("Doanh thu tăng 1,5 lần.", "1.5"),
    ],
)
def test_multiples_are_read_with_or_without_a_number(text: str, value: str) -> None:
    assert said(text) == [(value, "times")]


def test_how_often_something_was_done_is_no_multiple() -> None:
    assert said("Hội đồng đã họp 3 lần trong quý.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The port ranked 12th in the country.", "12"),
        ("The port came first with 9.6 percent more ships.", "1"),
        ("The district keeps third place.", "3"),
        ("Tỉnh đứng thứ 4 cả nước.", "4"),
        ("Tỉnh xếp thứ hai vùng Tây Bắc.", "2"),
        ("Tỉnh xếp thứ 5/63 tỉnh, thành phố.", "5"),
    ],
)
def test_ordinals_are_ranks_where_the_words_say_so(text: str, value: str) -> None:
    assert (value, "rank") in said(text)
    assert sum(unit == "rank" for _, unit in said(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The first phase and the second quarter.",
        "In the first place, costs rose.",
        "Kỳ họp thứ 9, lần thứ 2, Quốc hội khóa XV.",
    ],
)
def test_other_ordinals_are_no_ranks(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("The rate was 7.1, 6.8 and 6.5 pct.", 3), ("Tốc độ tăng lần lượt đạt 7,1; 6,8 và 6,5%.", 3)],
)
def test_the_unit_of_a_list_stands_behind_its_last_number(text: str, count: int) -> None:
    assert [unit for _, unit in said(text)] == ["%"] * count


def test_a_count_before_a_percentage_takes_no_unit_from_it() -> None:
    assert ("363", "%") not in said("The number of firms reached 363, 26.9% of the plan.")


@given(st.integers(min_value=1, max_value=10**9))
def test_a_grouped_count_is_read_back_whatever_its_size(value: int) -> None:
    assert said(f"The survey found {value:,} farms.") == [(str(value), "farms")]
    dotted = f"{value:,}".replace(",", ".")
    assert said(f"Toàn tỉnh có {dotted} dự án.") == [(str(value), "projects")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Doanh thu đạt 4 678,4 tỷ đồng.", "4678400000000"),
        ("The harvest weighed 1 250 000 tonnes.", "1250000"),
        ("The harvest weighed 12\N{NO-BREAK SPACE}500 tonnes.", "12500"),
    ],
)
def test_blanks_between_the_thousands_are_no_gaps(text: str, value: str) -> None:
    assert [found for found, _ in said(text)] == [value]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [value for value, _ in said("In route 7 250 farms were visited.")] == ["250"]
