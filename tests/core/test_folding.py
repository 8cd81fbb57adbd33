"""What is typed without accents finds what is written with them."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.folding import fold, lowered, near_patterns, search_words, searchable

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặèéẻẽẹòóỏõọùúủũụỳýỷỹỵ /-0123456789", max_size=40)


def found(query: str, text: str) -> bool:
    return all(word in searchable(text) for word in search_words(query))


def test_words_without_accents_find_words_with_them() -> None:
    assert found("giai phong mat", "Giải phóng mặt bằng")


def test_words_with_accents_find_only_those_accents() -> None:
    assert found("đất", "Giá đất cụ thể")
    assert not found("đạt", "Giá đất cụ thể")


def test_both_customs_of_placing_a_tone_are_one() -> None:
    assert found("uỷ ban hoà bình", "Ủy ban tỉnh Hòa Bình")
    assert found("quý", "Quý I/2024")


def test_the_look_alike_of_the_stroked_d_is_folded_too() -> None:
    assert fold("230-QÐ/TW") == fold("230-QĐ/TW") == "230-qd/tw"


def test_a_query_of_a_thousand_words_stays_short() -> None:
    assert len(search_words("a " * 1000)) == 12


@given(VIETNAMESE)
def test_a_text_is_found_by_itself_and_by_its_fold(text: str) -> None:
    assert found(text, text)
    assert found(fold(text), text)


@given(VIETNAMESE)
def test_decomposed_text_is_the_same_text(text: str) -> None:
    assert lowered(unicodedata.normalize("NFD", text)) == lowered(text)


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("ke hoach", "Lập kế hoạch năm 2024", True),
        ("ke hoach", "Kể ra thì lâu, nói dài dòng về nhà đất, hoách", False),
        ("ke hoach", "Thống kê quy hoạch", False),
        ("ke hoach tinh", "Kế hoạch của tỉnh", True),
        ("sat lo ke hoach", "Kế hoạch năm 2024 của Ủy ban nhân dân về xử lý sạt lở", True),
        ("ke hoac", "Lập kế hoạch", True),
        ("housing resettlement", "The resettlement of thirty families into new housing", True),
    ],
)
def test_syllables_without_accents_stand_beside_one_another(query: str, text: str, expected: bool) -> None:
    words, kept = search_words(query), searchable(text)
    assert all(word in kept for word in words) or not expected
    assert all(re.search(pattern, kept) for pattern in near_patterns(words)) is expected
