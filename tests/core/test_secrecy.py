"""What bears a mark of state secrecy, and what only speaks of it."""

from pathlib import Path

import pytest
import yaml

from quarterdeck.core.secrecy import (
    Marks,
    marks_of,
    secrecy_of,
    secrecy_of_file_name,
    secrecy_of_number,
)

PACK = Path(__file__).parents[2] / "packs/vn/documents/secrecy.yaml"


@pytest.fixture(scope="module")
def marks() -> Marks:
    """The levels of Viet Nam."""
    return marks_of(yaml.safe_load(PACK.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MẬT", "secret"),
        ("  * Tối mật *", "highly_secret"),
        ("TUYỆT  MẬT", "top_secret"),
        ("UBND TỈNH\nMẬT\nSố: 12/BC-UBND", "secret"),
        ("MẬT          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "secret"),
        ("Báo cáo tình hình biên giới (Mật)", "secret"),
        ("[tối mật] Kế hoạch diễn tập", "highly_secret"),
        ("Mật - Kế hoạch phòng thủ", "secret"),
        ("Độ mật: Mật; độ khẩn: Hỏa tốc", "secret"),
        ("Kế hoạch tuyệt mật năm 2024", "top_secret"),
        ("Ma\u0323\u0302t", "secret"),
    ],
)
def test_a_stamp_is_seen(marks: Marks, text: str, code: str) -> None:
    found = secrecy_of([text], marks)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Quy hoạch tăng mật độ dân cư",
        "Mật độ xây dựng khu công nghiệp",
        "Công tác bảo vệ bí mật nhà nước năm 2024",
        "Ban hành danh mục bí mật nhà nước độ Tối mật thuộc lĩnh vực tài chính",
        "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật và Mật",
        "Bảo mật thông tin",
        "Giải phóng mặt bằng",
    ],
)
def test_words_about_secrecy_are_no_stamp(marks: Marks, text: str) -> None:
    assert secrecy_of([text], marks) is None


def test_the_highest_level_is_named_first(marks: Marks) -> None:
    found = secrecy_of(["(Mật)", "(Tuyệt mật)"], marks)
    assert found is not None
    assert found.code == "top_secret"


@pytest.mark.parametrize(
    ("number", "code"),
    [("12-BC/TU (TM)", "highly_secret"), ("03/BC-UBND(M)", "secret"), ("5-CV/TU (Mật)", "secret")],
)
def test_the_symbol_of_a_number_is_read(marks: Marks, number: str, code: str) -> None:
    found = secrecy_of_number(number, marks)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("number", ["12-BC/TU", "1683/QĐ-UBND", "89/TM-UBND", "12/BC-UBND (sao)"])
def test_an_open_number_bears_no_symbol(marks: Marks, number: str) -> None:
    assert secrecy_of_number(number, marks) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BC_Toi_mat_2024.docx", "highly_secret"),
        ("bao cao (mat).pdf", "secret"),
        ("MẬT.pdf", "secret"),
        ("Tuyệt mật - ke hoach.pdf", "top_secret"),
    ],
)
def test_a_file_name_can_give_the_level_away(marks: Marks, name: str, code: str) -> None:
    found = secrecy_of_file_name(name, marks)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["giai phong mat bang.pdf", "mat_do_dan_cu.xlsx", "26-CT-TU.pdf", "bao mat.doc", ""])
def test_an_ordinary_file_name_is_let_through(marks: Marks, name: str) -> None:
    assert secrecy_of_file_name(name, marks) is None
