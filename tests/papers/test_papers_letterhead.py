from datetime import date

import pytest

from quarterdeck.core.errors import BadInput
from quarterdeck.papers.letterhead import BLANK_NUMBER, Heads
from tests.papers.sample import HEADS


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2024, 2, 5), "Bắc Giang, ngày 05 tháng 02 năm 2024", "Bắc Giang, 5 February 2024"),
        (date(2024, 3, 27), "Bắc Giang, ngày 27 tháng 3 năm 2024", "Bắc Giang, 27 March 2024"),
        (date(2024, 12, 1), "Bắc Giang, ngày 01 tháng 12 năm 2024", "Bắc Giang, 1 December 2024"),
    ],
)
def test_a_day_below_ten_and_the_first_two_months_get_a_zero_in_vietnamese(day: date, vi: str, en: str) -> None:
    assert HEADS.place_date("vi", "Bắc Giang", 2024, day) == vi
    assert HEADS.place_date("en", "Bắc Giang", 2024, day) == en


def test_an_unsigned_paper_leaves_room_for_number_and_day() -> None:
    head = HEADS.letterhead(
        style="state", lang="vi", issuer="UBND tỉnh", symbol="TB-UBND", place="Bắc Giang", year=2024
    )
    assert head.number_symbol == f"Số: {BLANK_NUMBER}/TB-UBND"
    assert head.place_date.endswith("năm 2024")


@pytest.mark.parametrize(
    ("style", "modes", "expected"),
    [
        ("state", ("collective", "deputy"), ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
        ("state", ("by_order",), ("TL. CHỦ TỊCH",)),
        ("state", ("authorised",), ("TUQ. CHỦ TỊCH",)),
        ("party", ("collective",), ("T/M ỦY BAN NHÂN DÂN",)),
    ],
)
def test_signing_modes_are_written_as_state_and_party_write_them(
    style: str, modes: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    signed = HEADS.signature(
        style=style, lang="vi", modes=modes, body="Ủy ban nhân dân", head="Chủ tịch", post="Chánh Văn phòng"
    )
    assert signed.modes == expected
    assert signed.post == "CHÁNH VĂN PHÒNG"


def test_both_languages_have_every_entry() -> None:
    def gaps(node: object, path: str) -> list[str]:
        if not isinstance(node, dict):
            return []
        if node.keys() & {"vi", "en"} and path not in {"months"}:
            return [] if {"vi", "en"} <= node.keys() else [path]
        return [gap for key, below in node.items() for gap in gaps(below, f"{path}.{key}".strip("."))]

    assert gaps(HEADS.words, "") == []


def test_a_gap_in_the_pack_is_named() -> None:
    with pytest.raises(BadInput, match=r"letterhead\.yaml: The entry titles\.report\.vi is missing"):
        Heads({"titles": {"report": {}}}).title("report", "vi")
