"""A unit that tells of a difficulty and asks others for help orders nothing: the matter is a difficulty."""

import pytest

from quarterdeck.prose.catalogue import EMPTY
from quarterdeck.prose.text import language_of
from quarterdeck.prose.whole import read
from quarterdeck.reports.rules.intake import DIFFICULTY, TASK, Found, proposals
from quarterdeck.reports.rules.requests import requests


def proposed(text: str, sender: str = "") -> list[Found]:
    return proposals(text, read(text, None, EMPTY), EMPTY, language_of(text), sender)


def of_kind(kind: str, text: str, sender: str = "") -> list[Found]:
    return [one for one in proposed(text, sender) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "matter", "to"),
    [
        (
            "Khó khăn: Ngầm tràn thôn Hạ xuống cấp, đề nghị Sở Giao thông vận tải bố trí vốn sửa chữa trong năm 2024.",
            "Ngầm tràn thôn Hạ xuống cấp, đề nghị Sở Giao thông vận tải bố trí vốn sửa chữa trong năm 2024",
            ["Sở Giao thông vận tải"],
        ),
        (
            "2. Một số khó khăn, vướng mắc: chưa có đơn giá cây dược liệu; đề nghị Sở Tài chính hướng dẫn áp dụng.",
            "chưa có đơn giá cây dược liệu; đề nghị Sở Tài chính hướng dẫn áp dụng",
            ["Sở Tài chính"],
        ),
        (
            "III. Kiến nghị, đề xuất\n- Đề nghị Sở Nội vụ sớm trả lời về biên chế giáo viên mầm non.",
            "Đề nghị Sở Nội vụ sớm trả lời về biên chế giáo viên mầm non",
            ["Sở Nội vụ"],
        ),
        (
            "Difficulties: the ford is worn out; the Department of Transport is asked to allot funds in 2024.",
            "the ford is worn out; the Department of Transport is asked to allot funds in 2024",
            ["Department of Transport"],
        ),
        (
            "Requests:\n- The district asks the Department of Home Affairs to answer on teachers.",
            "The district asks the Department of Home Affairs to answer on teachers",
            ["Department of Home Affairs"],
        ),
    ],
)
def test_what_is_asked_under_a_difficulty_is_proposed_as_one(text: str, matter: str, to: list[str]) -> None:
    (one,) = of_kind(DIFFICULTY, text)
    assert (one.said["matter"], one.said["to"]) == (matter, to)
    assert text[one.start : one.end] == one.quote
    assert of_kind(TASK, text) == []


def test_an_item_without_the_verb_is_asked_as_those_before_it() -> None:
    text = "Kiến nghị:\n- Đề nghị Sở Tài chính bố trí kinh phí.\n- Sở Nội vụ sớm trả lời về biên chế giáo viên."
    assert [one.said["to"] for one in of_kind(DIFFICULTY, text)] == [["Sở Tài chính"], ["Sở Nội vụ"]]


def test_two_requests_of_one_difficulty_are_one_matter() -> None:
    text = "Khó khăn: Kênh chính bị bồi lắng, đề nghị Sở Xây dựng khảo sát, đề nghị Sở Tài chính bố trí kinh phí."
    (one,) = of_kind(DIFFICULTY, text)
    assert one.said["to"] == ["Sở Xây dựng", "Sở Tài chính"]


def test_a_unit_below_the_province_requests_what_a_body_of_the_province_would_order() -> None:
    text = "Đề nghị Sở Nội vụ bổ sung biên chế trước ngày 15/4/2024."
    assert [one.kind for one in proposed(text, "D1")] == [DIFFICULTY]
    assert of_kind(DIFFICULTY, text, "D1")[0].said["sender"] == "D1"
    assert [one.kind for one in proposed(text)] == [TASK]


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sở Tài chính tham mưu nguồn vốn trước ngày 15/4/2024.",
        "Khó khăn: thiếu vốn. Chủ tịch UBND tỉnh giao Sở Tài chính tham mưu trước ngày 15/4/2024.",
        "Kiến nghị, đề xuất:\n- Không có.\nGiao Phòng Nội vụ huyện hoàn thành rà soát trước ngày 15/4/2024.",
    ],
)
def test_what_is_ordered_stays_a_task(text: str) -> None:
    assert len(of_kind(TASK, text, "D1")) == 1


def test_the_amount_that_is_asked_for_is_no_figure_of_its_own() -> None:
    text = "Kiến nghị:\n- Đề nghị UBND tỉnh bổ sung 12 tỷ đồng để nâng cấp trạm bơm."
    assert [one.kind for one in proposed(text)] == [DIFFICULTY]


def test_a_text_in_a_third_language_has_no_requests() -> None:
    assert requests("Schwierigkeiten: keine", [], "de", from_below=True) == []
