"""Words are found and marked with and without accents, numbers of documents as phrases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.finding import excerpt, hits, marked, sought, tokens

TEXT = "Kế hoạch số 96/KH-UBND về giải phóng mặt bằng, uỷ quyền cho huyện"


def told(text: str, query: str) -> list[str]:
    return [one.text for one in marked(text, sought(query)) if one.hit]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("giai phong", ["giải", "phóng"]),
        ("giải", ["giải"]),
        ("giái", []),
        ("96/kh-ubnd", ["96/KH-UBND"]),
        ("96/kh", ["96/KH"]),
        ("kh/96", []),
        ("ủy", ["uỷ"]),
        ("ban hoach", ["hoạch"]),
        ("hoach ba", ["hoạch", "bằng"]),
        ("KẾ HOẠCH", ["Kế", "hoạch"]),
        ("", []),
        ("/ - .", []),
    ],
)
def test_what_is_sought_is_marked(query: str, expected: list[str]) -> None:
    assert told(TEXT, query) == expected


def test_only_the_last_word_may_be_a_beginning() -> None:
    assert told("mặt bằng", "ma bang") == ["bằng"]
    assert hits("mặt bằng", sought("ma bang")) == 1


def test_an_excerpt_shows_the_first_hit_with_dots_for_what_is_left_out() -> None:
    long = "mở đầu " * 100 + "giải phóng mặt bằng " + "kết thúc " * 100
    shown = "".join(one.text for one in excerpt(long, sought("mat bang")))
    assert "mặt bằng" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 260
    assert "".join(one.text for one in excerpt("ngắn", sought("x"))) == "ngắn"


def test_an_excerpt_of_one_endless_word_ends() -> None:
    assert len("".join(one.text for one in excerpt("a" * 5000, sought("a")))) < 260


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_pieces_are_the_text(text: str, query: str) -> None:
    assert "".join(one.text for one in marked(text, sought(query))) == unicodedata.normalize("NFC", text)


@given(st.text(alphabet="aàảãáạăâbcđeêghoôơuưy 12/-", min_size=1, max_size=30))
def test_each_word_of_a_text_finds_it(text: str) -> None:
    for word in text.split():
        wanted = sought(word)
        assert hits(text, wanted) == len(wanted)


def test_a_word_without_end_is_cut() -> None:
    assert len(tokens("x" * 5000)[0]) == 100
