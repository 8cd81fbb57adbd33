"""The parts of the build that judge: names, spellings, and which pairs of old and new units are believed."""

import csv
from pathlib import Path

import pytest

from packs.vn.areas.builder.ledger import Ledger
from packs.vn.areas.builder.links import nearest, pairs
from packs.vn.areas.builder.names import clean, english, kind_of, loose
from packs.vn.areas.builder.sources import Move, Named, Sources
from packs.vn.areas.builder.words import formed, kind_of_turn, listed, turned
from tests.packs.vn import AREAS

OLD = {
    "00001": Named("Xã Hoà Lạc", "001"),
    "00004": Named("Xã Đông Sơn", "001"),
    "00007": Named("Xã Đông Sơn", "002"),
}
NEW = {"00001": Named("Xã Hòa Lạc", "01"), "00007": Named("Xã Tân Sơn", "01")}


def sources(*moves: tuple[str, str, str], keyed: frozenset[tuple[str, str]], **notes: str) -> Sources:
    """A country of one province with two districts, the three communes of OLD and the two of NEW."""
    last = {1: {"01": Named("Tỉnh Một", "")}, 2: {"001": Named("Huyện A", "01"), "002": Named("Huyện B", "01")}, 3: OLD}
    now = {1: {"01": Named("Tỉnh Một", "")}, 3: NEW}
    told = tuple(Move("Tỉnh Một", district, old, "Tỉnh Một", new) for district, old, new in moves)
    text = {code: notes.get(f"note_{code}", "") for code in NEW}
    return Sources(last, last, last, now, now, told, (), keyed, text, {})


def test_a_pair_of_names_counts_when_the_converter_or_a_note_agrees() -> None:
    keyed = frozenset({("00001", "00001"), ("00007", "00007")})
    found = sources(
        ("Huyện A", "Xã Hòa Lạc", "Xã Hòa Lạc"), ("Huyện A", "Xã Đông Sơn", "Xã Hòa Lạc"),
        keyed=keyed, note_00001="Hợp nhất xã Hòa Lạc và xã Đông Sơn",
    )  # fmt: skip
    assert pairs(found, []) == [("00001", "00001"), ("00004", "00001"), ("00007", "00007")]


def test_a_namesake_that_only_the_converter_gives_is_not_believed() -> None:
    keyed = frozenset({("00001", "00001"), ("00004", "00001"), ("00007", "00001"), ("00007", "00007")})
    found = sources(
        ("Huyện A", "Xã Hòa Lạc", "Xã Hòa Lạc"), ("Huyện A", "Xã Đông Sơn", "Xã Hòa Lạc"), keyed=keyed
    )  # fmt: skip
    assert ("00007", "00001") not in pairs(found, [])


def test_a_commune_that_nobody_follows_up_stops_the_build() -> None:
    found = sources(keyed=frozenset({("00001", "00001"), ("00007", "00007")}))
    with pytest.raises(ValueError, match=r"no successor of \['00004'\]"):
        pairs(found, [])


def test_a_correction_that_corrects_nothing_stops_the_build() -> None:
    found = sources(keyed=frozenset({("00001", "00001"), ("00004", "00001"), ("00007", "00007")}))
    row = {"change": "add", "predecessor": "00001", "successor": "00001"}
    with pytest.raises(ValueError, match="is not needed"):
        pairs(found, [row])


def test_names_are_matched_exactly_then_loosely_and_never_between_two_alike() -> None:
    known = {"1": "Xã Đắk Rơ Wa", "2": "Xã Ea Bar", "3": "Xã Hòa Mỹ", "4": "Xã Hoà Mỹ Đông"}
    assert nearest("Xã Hoà Mỹ", known) == "3"
    assert nearest("Xã EaBar", known) == "2"
    assert nearest("Xã Đăk Rơ Oa", known) == "1"
    assert nearest("Thị trấn Vôi", known) == ""
    assert nearest("Xã Tân Lập", {"5": "Xã Tân Lâp", "6": "Xã Tấn Lập"}) == ""


def test_names_are_cleaned_and_taken_apart() -> None:
    assert clean("Thị  Xã Việt Yên") == "Thị xã Việt Yên"
    assert (kind_of("Thành phố Huế", 1), kind_of("Thành phố Huế", 2)) == ("thanh_pho_tw", "thanh_pho_thuoc_tinh")
    assert english("Phường 4", 3) == "Ward 4"
    assert english("Quận Đống Đa", 2) == "Dong Da Urban District"
    assert loose("Xã H' Neng") == "xahneng"
    with pytest.raises(ValueError, match="no kind of unit begins"):
        kind_of("Vùng Một", 1)


def test_events_are_told_in_two_languages() -> None:
    book = Ledger({})
    town = book.begin(3, "00001", Named("Thị trấn Vôi", "001"), "2020-01-01", "")
    part = book.begin(3, "00004", Named("Xã Phi Mô", "001"), "2020-01-01", "")
    new = book.begin(3, "00007", Named("Phường Vôi", "01"), "2020-01-01", "")
    above = book.begin(1, "01", Named("Tỉnh Một", ""), "2020-01-01", "")
    assert formed(new, [part, town], [True, False]) == (
        "Thành lập Phường Vôi từ Thị trấn Vôi và một phần Xã Phi Mô",
        "Voi Ward formed from Voi Township and part of Phi Mo Commune",
    )
    assert turned(town, new, above) == (
        "Thị trấn Vôi thành Phường Vôi, thuộc Tỉnh Một",
        "Voi Township becomes Voi Ward, directly under Mot Province",
    )
    assert [kind_of_turn(town, new), kind_of_turn(town, part), kind_of_turn(town, town)] == [
        "reclassify", "reclassify", "move",
    ]  # fmt: skip
    assert listed(["A", "B", "C"], "and") == "A, B and C"


def test_a_version_cannot_begin_twice() -> None:
    book = Ledger({})
    book.begin(1, "01", Named("Tỉnh Một", ""), "2020-01-01", "")
    with pytest.raises(ValueError, match="has not ended"):
        book.begin(1, "01", Named("Tỉnh Hai", ""), "2021-01-01", "")


@pytest.mark.parametrize("path", sorted((AREAS / "corrections").glob("*.csv")), ids=lambda path: path.name)
def test_every_correction_has_a_reason_and_a_source(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["reason"] and row["source"] for row in rows)
