"""How a signed notice differs from the generated one, paragraph by paragraph and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.reviews.rules.difference import Change, difference, differs, normal

BLANK = chr(160) * 8
LINES = st.lists(st.text(alphabet="abcđ ô.", min_size=1, max_size=20), max_size=8)


def _kinds(old: str, new: str) -> list[str]:
    return [one.kind for one in difference(old, new)]


def test_number_and_day_written_in_are_no_difference() -> None:
    old = f"Số: {BLANK}/TB-UBND\nBắc Giang, ngày {BLANK} tháng {BLANK} năm 2024\nGiao Sở Tài chính báo cáo."
    new = "Số: 45/TB-UBND\nBắc Giang, ngày 05 tháng 4 năm 2024\nGiao Sở Tài chính báo cáo."
    found = difference(old, new)
    assert [one.kind for one in found] == ["filled", "filled", "same"]
    assert not differs(found)


def test_a_changed_due_date_is_marked_word_by_word() -> None:
    (found,) = difference(
        "Sở Tài chính trình phương án trước 30/4/2024.", "Sở Tài chính trình phương án trước 15/5/2024."
    )
    assert found.kind == "changed"
    assert [part.text for part in found.before if part.mark] == ["30/4/2024."]
    assert [part.text for part in found.after if part.mark] == ["15/5/2024."]


def test_paragraphs_left_out_and_added_are_told_apart_from_changed_ones() -> None:
    assert _kinds("Một hai ba\nBốn năm sáu\nHết", "Một hai ba\nKhác hẳn rồi\nHết") == [
        "same",
        "removed",
        "added",
        "same",
    ]


def test_forms_of_letters_and_blanks_make_no_difference() -> None:
    assert _kinds("khẩn  trương", "khẩn trương") == ["same"]


@given(LINES)
def test_a_paper_does_not_differ_from_itself(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert not differs(difference(text, text))


@given(LINES, LINES)
def test_nothing_of_either_paper_is_lost(old: list[str], new: list[str]) -> None:
    found = difference("\n".join(old), "\n".join(new))

    def side(parts: str) -> list[str]:
        return sorted(" ".join(part.text for part in getattr(one, parts)) for one in found if getattr(one, parts))

    assert side("before") == sorted(filter(None, map(normal, old)))
    assert side("after") == sorted(filter(None, map(normal, new)))
    assert all(isinstance(one, Change) for one in found)
