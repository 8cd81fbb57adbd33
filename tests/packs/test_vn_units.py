"""The units of Viet Nam on the days on which their number is known, and the form of their rows."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from tests.packs.vn import alive, table, under, units

CODE = {"1": r"\d{2}", "2": r"\d{3}", "3": r"\d{5}"}


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [("2025-06-30", 63, 696, 10035), ("2025-07-01", 34, 0, 3321), ("2026-10-01", 34, 0, 3321)],
)
def test_the_country_has_as_many_units_as_the_state_says(
    day: str, provinces: int, districts: int, communes: int
) -> None:
    assert [len(alive(day, level)) for level in (1, 2, 3)] == [provinces, districts, communes]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2025-06-30", {"phuong": 1726, "thi_tran": 617, "xa": 7692}),
        ("2025-07-01", {"phuong": 687, "xa": 2621, "dac_khu": 13}),
        ("2026-04-30", {"phuong": 697, "xa": 2611, "dac_khu": 13}),
        ("2026-10-01", {"phuong": 709, "xa": 2599, "dac_khu": 13}),
    ],
)
def test_communes_wards_and_special_zones_are_told_apart(day: str, kinds: dict[str, int]) -> None:
    assert Counter(row["kind"] for row in alive(day, 3)) == kinds


@pytest.mark.parametrize(
    ("day", "cities"), [("2024-12-31", 5), ("2025-01-01", 6), ("2026-04-30", 7), ("2026-09-01", 8), ("2026-09-20", 9)]
)
def test_centrally_run_cities_grow_in_number(day: str, cities: int) -> None:
    assert sum(row["kind"] == "thanh_pho_tw" for row in alive(day, 1)) == cities


@pytest.mark.parametrize(
    ("day", "communes"),
    [
        ("2019-12-31", {"phuong": 10, "thi_tran": 16, "xa": 204}),
        ("2020-01-01", {"phuong": 10, "thi_tran": 15, "xa": 184}),
        ("2022-07-01", {"phuong": 10, "thi_tran": 17, "xa": 182}),
        ("2024-02-01", {"phuong": 19, "thi_tran": 15, "xa": 175}),
        ("2025-01-01", {"phuong": 35, "thi_tran": 14, "xa": 143}),
    ],
)
def test_bac_giang_has_its_ten_districts_and_the_communes_of_each_day(day: str, communes: dict[str, int]) -> None:
    districts, found = under("24", day)
    assert len(districts) == 10
    assert Counter(row["kind"] for row in found) == communes


def test_the_districts_of_bac_giang_change_with_the_city_and_chu() -> None:
    def names(day: str) -> set[str]:
        return {row["name_vi"] for row in under("24", day)[0]}

    assert names("2024-01-31") - names("2024-02-01") == {"Huyện Việt Yên"}
    assert names("2024-02-01") - names("2024-01-31") == {"Thị xã Việt Yên"}
    assert names("2024-12-31") ^ names("2025-01-01") == {"Huyện Yên Dũng", "Thị xã Chũ"}


def test_bac_ninh_has_99_units_of_which_58_lie_in_former_bac_giang() -> None:
    new = [row["uid"] for row in alive("2025-07-01", 3) if row["parent_code"] == "24"]
    old = {row["uid"] for row in under("24", "2025-06-30")[1]}
    links = [row for row in table("succession.csv") if row["predecessor"] in old]
    assert len(new) == 99
    assert len({row["successor"] for row in links} & set(new)) == 58
    assert {row["share"] for row in links} == {"1"}
    assert len(links) == len(old)


def test_uids_are_the_code_and_the_first_day_and_stand_once() -> None:
    rows = table("units.csv")
    assert all(row["uid"] == f"{row['code']}@{row['valid_from']}" for row in rows)
    assert len(units()) == len(rows)


def test_codes_keep_their_leading_noughts() -> None:
    assert all(re.fullmatch(CODE[row["level"]], row["code"]) for row in table("units.csv"))


def test_a_code_means_one_unit_on_one_day() -> None:
    lives: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in table("units.csv"):
        lives.setdefault((row["level"], row["code"]), []).append((row["valid_from"], row["valid_to"] or "9999"))
    for spans in lives.values():
        ordered = sorted(spans)
        assert all(first < end for first, end in ordered)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(ordered))


def test_names_are_composed_begin_with_their_kind_and_have_an_unaccented_english_form() -> None:
    words = {
        "xa": "Xã", "phuong": "Phường", "thi_tran": "Thị trấn", "dac_khu": "Đặc khu", "huyen": "Huyện", "quan": "Quận",
        "thi_xa": "Thị xã", "thanh_pho_thuoc_tinh": "Thành phố", "tinh": "Tỉnh", "thanh_pho_tw": "Thành phố",
    }  # fmt: skip
    for row in table("units.csv"):
        assert unicodedata.is_normalized("NFC", row["name_vi"])
        assert row["name_vi"].startswith(f"{words[row['kind']]} ")
        assert row["name_vi"] == " ".join(row["name_vi"].split())
        assert row["name_en"].isascii()
        assert row["name_en"].strip()


@pytest.mark.parametrize(
    ("uid", "english"),
    [
        ("24@2019-09-11", "Bac Giang Province"),
        ("46@2025-01-01", "Hue City"),
        ("001@2025-06-30", "Ba Dinh Urban District"),
        ("224@2025-01-01", "Chu Town"),
        ("760@2025-06-30", "District 1"),
        ("07549@2025-01-01", "Thanh Hai Ward"),
        ("31318@2025-06-30", "Ward I"),
        ("11948@2025-07-01", "Bach Long Vi Special Zone"),
    ],
)
def test_english_names_follow_the_kind(uid: str, english: str) -> None:
    assert units()[uid]["name_en"] == english


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01", "2024-02-01", "2025-01-01", "2025-06-30", "2026-10-01"])
def test_every_unit_lies_in_a_unit_alive_on_that_day(day: str) -> None:
    above = {row["code"] for level in (1, 2) for row in alive(day, level)}
    assert all(row["parent_code"] in above for level in (2, 3) for row in alive(day, level))
    assert not any(row["parent_code"] for row in alive(day, 1))


def test_parents_are_alive_on_every_day_of_their_units() -> None:
    days = sorted({row[end] for row in table("units.csv") for end in ("valid_from", "valid_to") if row[end]})
    for day in days:
        above = {row["code"] for level in (1, 2) for row in alive(day, level)}
        assert {row["parent_code"] for level in (2, 3) for row in alive(day, level)} <= above, day


def test_no_first_day_is_made_up_outside_bac_giang() -> None:
    home = {"24"} | {code for row in table("units.csv") if row["parent_code"] == "24" for code in [row["code"]]}
    for row in table("units.csv"):
        if row["level"] != "1" and row["valid_from"] < "2025-07-01" and row["parent_code"] not in home:
            assert (row["valid_from"], row["valid_from_precision"]) == ("2025-06-30", "on_or_before"), row["uid"]


def test_tiles_place_each_unit_once_and_each_layout_is_whole() -> None:
    rows = table("tiles.csv")
    for level, day, expected in (
        (2, "2024-12-31", {row["code"] for row in under("24", "2024-12-31")[0]}),
        (2, "2025-06-30", {row["code"] for row in under("24", "2025-06-30")[0]}),
        (1, "2025-07-01", {row["code"] for row in alive("2025-07-01", 1)}),
        (3, "2025-07-01", {row["code"] for row in alive("2025-07-01", 3) if row["parent_code"] == "24"}),
    ):
        placed = [
            row
            for row in rows
            if row["level"] == str(level)
            and row["valid_from"] <= day
            and (not row["valid_to"] or day < row["valid_to"])
        ]
        assert {row["code"] for row in placed} == expected
        assert len({(row["col"], row["row"]) for row in placed}) == len(placed) == len(expected)
