"""Who became whom in Viet Nam: whole where it is known to be whole, unknown where nobody has said how much."""

from collections import Counter
from fractions import Fraction

import pytest

from tests.packs.vn import REFORM, alive, backward, communes_of_reform, onward, table, units


def test_every_commune_and_province_of_30_june_2025_has_a_successor() -> None:
    for level in (1, 3):
        assert all(row["uid"] in onward() for row in alive("2025-06-30", level))


def test_every_unit_of_1_july_2025_has_a_predecessor() -> None:
    assert all(row["uid"] in backward() for level in (1, 3) for row in alive(REFORM, level))


def test_2909_new_communes_are_exact_sums_and_440_old_ones_split() -> None:
    parts = Counter(row["predecessor"] for row in communes_of_reform())
    split = {old for old, count in parts.items() if count > 1}
    exact = {row["successor"] for row in communes_of_reform()} - {
        row["successor"] for row in communes_of_reform() if row["predecessor"] in split
    }
    assert (len(parts), len(exact), len(split)) == (10040, 2909, 440)


def test_the_people_of_59_split_communes_went_wholly_to_one_successor() -> None:
    by_old = Counter(row["predecessor"] for row in communes_of_reform())
    known = [row for row in communes_of_reform() if by_old[row["predecessor"]] > 1 and row["share"] == "1"]
    assert len(known) == 59
    for row in known:
        others = [one["share"] for one in onward()[row["predecessor"]] if one != row]
        assert set(others) == {"0"}


def test_unknown_shares_stay_empty() -> None:
    by_old = Counter(row["predecessor"] for row in communes_of_reform())
    for row in communes_of_reform():
        assert row["share"] in {"", "0", "1"}
        assert (row["quality"] == "unknown") == (row["share"] == "")
        assert (row["quality_land"] == "unknown") == (row["share_area"] == "")
        if by_old[row["predecessor"]] == 1:
            assert (row["share"], row["share_area"], row["basis"]) == ("1", "1", "whole")


@pytest.mark.parametrize("column", ["share", "share_area"])
def test_the_known_shares_of_a_unit_add_to_one(column: str) -> None:
    for links in onward().values():
        known = [Fraction(row[column]) for row in links if row[column]]
        assert sum(known) <= 1
        if len(known) == len(links):
            assert sum(known) == 1, links[0]["predecessor"]


def test_thanh_hai_gave_people_and_land_to_bien_son_in_different_shares() -> None:
    given = {row["successor"][:5]: row for row in onward()["07549@2019-09-11"]}
    bien_son = given["07555"]
    assert Fraction(bien_son["share"]) == Fraction(520, 17933)
    assert Fraction(bien_son["share_area"]) == Fraction(1198, 2907)
    assert round(100 * Fraction(bien_son["share"]), 2) == Fraction("2.90")
    assert round(100 * Fraction(bien_son["share_area"]), 1) == Fraction("41.2")
    assert Fraction(given["07549"]["share"]) == Fraction(17413, 17933)
    assert bien_son["quality"] == "counted"


def test_the_provinces_go_whole_into_the_34() -> None:
    links = [row for row in table("succession.csv") if units()[row["successor"]]["uid"] in _provinces()]
    assert len(links) == 63
    assert {(row["share"], row["share_area"], row["quality"]) for row in links} == {("1", "1", "exact")}
    assert Counter(Counter(row["successor"] for row in links).values()) == {1: 11, 2: 17, 3: 6}


def _provinces() -> set[str]:
    return {row["uid"] for row in alive(REFORM, 1)}


def test_no_new_commune_crosses_an_old_province() -> None:
    districts = {row["code"]: row["parent_code"] for row in alive("2025-06-30", 2)}
    for row in alive(REFORM, 3):
        old = [units()[one["predecessor"]]["parent_code"] for one in backward()[row["uid"]]]
        assert len({districts.get(code, code) for code in old}) == 1, row["uid"]


def test_five_island_districts_become_special_zones_and_the_others_end_by_an_event() -> None:
    districts = alive("2025-06-30", 2)
    islands = [row for row in districts if row["uid"] in onward()]
    ended = [row for row in districts if row["uid"] not in onward()]
    kinds = {event["change_id"]: event["kind"] for event in table("changes.csv")}
    assert {row["code"] for row in islands} == {"318", "471", "498", "536", "755"}
    assert {units()[link["successor"]]["kind"] for row in islands for link in onward()[row["uid"]]} == {"dac_khu"}
    assert len(ended) == 691
    assert {kinds[row["ended_by"]] for row in ended} == {"abolish"}


def test_links_join_versions_that_meet_on_the_day_of_their_event() -> None:
    days = {row["change_id"]: row["date"] for row in table("changes.csv")}
    for row in table("succession.csv"):
        old, new = units()[row["predecessor"]], units()[row["successor"]]
        assert old["valid_to"] == new["valid_from"]
        assert days.get(row["change_id"], REFORM) == new["valid_from"]


def test_an_event_without_name_is_only_the_unchanged_province() -> None:
    loose = [row for row in table("succession.csv") if not row["change_id"]]
    assert {units()[row["successor"]]["level"] for row in loose} == {"1"}
    assert len(loose) == 11


def test_events_stand_once_have_an_act_and_two_titles() -> None:
    rows = table("changes.csv")
    assert len({row["change_id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["title"], row["change_id"]
        assert row["title_en"].isascii(), row["change_id"]
        assert row["legal_basis"], row["change_id"]


@pytest.mark.parametrize(
    ("change", "act", "day"),
    [
        ("2020-01-01-07288", "813/NQ-UBTVQH14", "2019-11-21"),
        ("2022-07-01-07870", "510/NQ-UBTVQH15", "2022-05-12"),
        ("2024-02-01-222", "938/NQ-UBTVQH15", "2023-12-13"),
        ("2025-01-01-213", "1191/NQ-UBTVQH15", "2024-09-28"),
        ("2025-01-01-46", "175/2024/QH15", "2024-11-30"),
        ("2025-07-01-24", "202/2025/QH15", "2025-06-12"),
        ("2025-07-01-07210", "1658/NQ-UBTVQH15", "2025-06-16"),
        ("2025-07-01-213", "203/2025/QH15", "2025-06-16"),
        ("2026-04-30-75", "30/2026/QH16", ""),
        ("2026-09-01-22", "36/2026/QH16", "2026-08-24"),
        ("2026-09-20-24", "39/2026/QH16", "2026-08-24"),
        ("2026-09-20-07294", "388/NQ-UBTVQH16", "2026-08-04"),
    ],
)
def test_the_events_name_their_acts(change: str, act: str, day: str) -> None:
    row = next((row for row in table("changes.csv") if row["change_id"] == change), None)
    if row is None:
        pytest.fail(f"no event {change}")
    assert (row["legal_basis"], row["act_date"]) == (act, day)


def test_bac_giang_changed_on_five_days() -> None:
    found = Counter(row["date"] for row in table("changes.csv") if row["province_scope"] == "24")
    assert [found[day] for day in ("2020-01-01", "2022-07-01", "2024-02-01", "2025-01-01")] == [19, 2, 10, 52]
    assert found["2026-09-20"] == 13


def test_provinces_have_one_act_each_on_their_communes() -> None:
    acts = {
        (row["province_scope"], row["legal_basis"])
        for row in table("changes.csv")
        if row["date"] == REFORM and row["level"] == "3"
    }
    assert len(acts) == 34
    assert {act for _, act in acts} == {f"{number}/NQ-UBTVQH15" for number in range(1654, 1688)}
