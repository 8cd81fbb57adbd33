from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.calendars import Name, WorkingCalendar, from_pack, time_words_from_pack
from quarterdeck.core.errors import BadInput

PACK = Path(__file__).parents[2] / "packs" / "vn" / "calendars"


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((PACK / name).read_text(encoding="utf-8"))
    return content


VN = from_pack(read("swaps.yaml"))
WORDS = {word.code: word for word in time_words_from_pack(read("time_words.yaml"))}
SAFE_DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31))


def test_sixteen_working_days_from_27_march_2024_pass_over_the_hung_kings_day() -> None:
    due = VN.add_working_days(date(2024, 3, 27), 16)
    assert due.date == date(2024, 4, 19)
    assert [str(step) for step in due.steps] == [
        "Counting begins on the day after 27/03/2024 (Civil Code 2015, Art. 147-148).",
        "18/04/2024 is a public holiday (Hung Kings' Commemoration Day).",
        "Weekend days passed over: 6.",
        "Working day number 16 is 19/04/2024.",
    ]


def test_a_holiday_is_named_in_both_languages() -> None:
    reason = VN.explain(date(2024, 4, 18))
    assert reason.params["name_vi"] == "Ngày Giỗ Tổ Hùng Vương"
    assert VN.explain(date(2024, 4, 19)).text == "{day} is a working day."
    assert VN.explain(date(2024, 4, 20)).text == "{day} falls on a weekend."


def test_the_make_up_saturday_of_4_may_2024_is_worked_and_29_april_is_off() -> None:
    assert VN.is_working(date(2024, 5, 4))
    assert not VN.is_working(date(2024, 4, 29))
    due = VN.add_working_days(date(2024, 4, 26), 3)
    assert due.date == date(2024, 5, 4)
    assert "04/05/2024 is a working day in exchange for 29/04/2024 (2450/VPCP-KGVX)." in map(str, due.steps)
    assert "29/04/2024 is a day off in exchange for 04/05/2024 (2450/VPCP-KGVX)." in map(str, due.steps)


def test_the_swap_table_overrides_the_library_on_2_january_2026() -> None:
    assert not VN.is_working(date(2026, 1, 2))
    assert VN.is_working(date(2026, 1, 10))
    assert "12729/VPCP-KGVX" in str(VN.explain(date(2026, 1, 2)))


def test_a_swap_without_a_known_number_names_no_document() -> None:
    assert str(VN.explain(date(2026, 8, 31))) == "31/08/2026 is a day off in exchange for 22/08/2026."
    assert str(VN.explain(date(2026, 8, 22))) == "22/08/2026 is a working day in exchange for 31/08/2026."


def test_tet_2026_is_off_from_14_to_22_february() -> None:
    days = [date(2026, 2, 13) + timedelta(days=n) for n in range(11)]
    assert [VN.is_working(day) for day in days] == [True] + [False] * 9 + [True]


def test_a_limit_in_calendar_days_that_ends_at_rest_moves_to_the_next_working_day() -> None:
    due = VN.add_calendar_days(date(2024, 3, 28), 30)
    assert due.date == date(2024, 5, 2)
    assert str(due.steps[1]) == "Day number 30 is 27/04/2024."
    assert str(due.steps[-1]) == "The limit therefore ends on the next working day, 02/05/2024."
    assert len(VN.add_calendar_days(date(2024, 3, 27), 5).steps) == 2


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2027, 1, 1)])
def test_a_year_that_is_not_verified_is_refused(day: date) -> None:
    for ask in (VN.is_working, VN.next_working, VN.explain):
        with pytest.raises(BadInput, match=r"not verified \(VN: 2021 to 2026 only\).*country pack"):
            ask(day)


def test_a_deadline_that_runs_into_an_unverified_year_is_refused() -> None:
    with pytest.raises(BadInput, match="The working days of 2027 are not verified"):
        VN.add_working_days(date(2026, 12, 28), 10)
    with pytest.raises(BadInput, match="The working days of 2027 are not verified"):
        VN.add_calendar_days(date(2026, 12, 28), 10)


@pytest.mark.parametrize("count", [0, -3])
def test_a_time_limit_is_at_least_one_day(count: int) -> None:
    for ask in (VN.add_working_days, VN.add_calendar_days):
        with pytest.raises(BadInput, match="cannot be computed"):
            ask(date(2024, 3, 27), count)


@given(SAFE_DAYS, st.integers(1, 60))
def test_exactly_so_many_working_days_lie_behind_the_start(start: date, count: int) -> None:
    due = VN.add_working_days(start, count).date
    passed = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(map(VN.is_working, passed)) == count
    assert VN.is_working(due)


@given(SAFE_DAYS, st.integers(1, 40), st.integers(1, 40))
def test_counting_in_two_stretches_comes_to_the_same_day(start: date, one: int, two: int) -> None:
    halfway = VN.add_working_days(start, one).date
    assert VN.add_working_days(halfway, two).date == VN.add_working_days(start, one + two).date


@given(SAFE_DAYS)
def test_the_next_working_day_is_the_day_itself_only_if_it_is_worked(day: date) -> None:
    assert VN.is_working(VN.next_working(day))
    assert (VN.next_working(day) == day) is VN.is_working(day)


def test_half_a_swap_that_only_the_library_knows_is_refused() -> None:
    data = read("swaps.yaml")
    data["swaps"] = [one for one in data["swaps"] if one["day_off"] != date(2024, 4, 29)]
    with pytest.raises(BadInput, match=r"no swap here proves: 2024-05-04.*Enter each as a swap"):
        from_pack(data)


def test_a_swap_that_changes_nothing_is_refused() -> None:
    data = read("swaps.yaml")
    data["swaps"].append({"day_off": "2024-06-01", "day_worked": "2024-06-08", "document": "1/X", "source": "x"})
    with pytest.raises(BadInput, match=r"vn.yaml: The swap of 2024-06-01 against 2024-06-08 changes nothing"):
        from_pack(data, "vn.yaml")


@pytest.mark.parametrize(
    "change", [{"country": "XX"}, {"verified_from": None}, {"swaps": [{"day_off": 1}]}, {"counting": {}}]
)
def test_an_incomplete_calendar_is_refused_with_its_place(change: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"vn.yaml: The working calendar is incomplete"):
        from_pack(read("swaps.yaml") | change, "vn.yaml")


def test_a_swap_without_a_source_is_refused() -> None:
    data = read("swaps.yaml")
    data["swaps"][0]["source"] = " "
    with pytest.raises(BadInput, match="incomplete"):
        from_pack(data)


def test_another_country_needs_no_other_code() -> None:
    calendar = from_pack(
        {
            "country": "EE",
            "verified_from": 2024,
            "verified_through": 2024,
            "languages": {"en": "en_US", "vi": "en_US"},
            "rest_days": [6, 7],
            "counting": {"en": "the law", "vi": "luật"},
            "swaps": [],
        }
    )
    assert not calendar.is_working(date(2024, 2, 24))
    assert calendar.is_working(date(2024, 4, 18))


def test_a_calendar_is_made_without_a_pack_too() -> None:
    rest = date(2024, 3, 29)
    calendar = WorkingCalendar("XX", 2024, 2024, {rest: Name("Rest", "Nghỉ")}, (), frozenset({6, 7}), Name("", ""))
    assert calendar.next_working(rest) == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("month_start", "2024-02-01"),
        ("month_middle", "2024-02-15"),
        ("month_end", "2024-02-29"),
        ("year_start", "2024-01-01"),
        ("year_middle", "2024-06-30"),
        ("year_end", "2024-12-31"),
    ],
)
def test_a_vague_time_word_means_the_day_that_the_civil_code_says(code: str, day: str) -> None:
    assert WORDS[code].date_in(2024, 2) == date.fromisoformat(day)
    assert "Art. 146" in WORDS[code].source
    assert WORDS[code].phrases["vi"]
    assert WORDS[code].phrases["en"]


def test_a_word_about_a_month_needs_the_month() -> None:
    with pytest.raises(BadInput, match="Name the month"):
        WORDS["month_end"].date_in(2024)


def test_no_phrase_has_two_meanings() -> None:
    phrases = [phrase for word in WORDS.values() for words in word.phrases.values() for phrase in words]
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("data", [{}, {"words": [{"of": "week"}]}, {"words": [{"of": "month", "day": "x"}]}])
def test_incomplete_time_words_are_refused_with_their_place(data: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"words.yaml: The time words are incomplete"):
        time_words_from_pack(data, "words.yaml")


def test_the_working_days_between_two_days_are_counted_and_the_days_off_named() -> None:
    found = VN.count_working_days(date(2024, 3, 27), date(2024, 4, 19))
    assert found.count == 16
    assert [str(step) for step in found.steps] == [
        "16 working days from 27/03/2024 end on 19/04/2024.",
        "18/04/2024 is a public holiday (Hung Kings' Commemoration Day).",
    ]
    on_the_holiday = VN.count_working_days(date(2024, 3, 27), date(2024, 4, 18))
    assert str(on_the_holiday.steps[0]) == "Working days after 27/03/2024 up to and with 18/04/2024: 15."
    assert VN.count_working_days(date(2024, 4, 19), date(2024, 4, 19)).count == 0


@given(SAFE_DAYS, st.integers(1, 60))
def test_counting_working_days_is_the_way_back_from_adding_them(day: date, count: int) -> None:
    assert VN.count_working_days(day, VN.add_working_days(day, count).date).count == count
