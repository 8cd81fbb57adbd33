"""Documents are found by number, abstract and text, with and without accents, best first, the same on both stores."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from quarterdeck.core.errors import BadInput
from quarterdeck.core.finding import sought
from quarterdeck.documents.actions import Upload
from quarterdeck.documents.models import Document, Paragraph
from quarterdeck.documents.queries.register import listed
from quarterdeck.documents.queries.searching import best_paragraphs, ranked
from quarterdeck.documents.queries.texts import marks
from quarterdeck.documents.rules import cited
from quarterdeck.files.models import KeptFile
from tests.documents.cast import directive, plan
from tests.world import World

TEXT = """Căn cứ Luật Đất đai

Điều 1. Giao nhiệm vụ
1. Sở Tài chính bố trí kinh phí
a) bồi thường cây trồng
b) hỗ trợ
Điều 2. Thi hành"""


@pytest.fixture(autouse=True)
def files_apart(tmp_path: Path, settings: Settings) -> None:
    """Kept files go to a folder of this test."""
    settings.MEDIA_ROOT = tmp_path


def test_paragraphs_are_cited_by_article_clause_and_point() -> None:
    told = [(one.number, one.label_vi) for one in cited(TEXT, marks())]
    assert told == [
        (1, ""), (2, "Điều 1"), (3, "Điều 1, khoản 1"), (4, "Điều 1, khoản 1, điểm a"), (5, "Điều 1, khoản 1, điểm b"),
        (6, "Điều 2"),
    ]  # fmt: skip
    assert cited(TEXT, marks())[3].label_en == "Article 1, clause 1, point a"
    assert [one.label_vi for one in cited("II. VIỆC CHUNG\n1. Rà soát\nđ) báo cáo", marks())][
        2
    ] == "mục II, khoản 1, điểm đ"


@given(st.text(max_size=300))
def test_the_paragraphs_of_any_text_hold_all_its_words(text: str) -> None:
    found = cited(text, marks())
    assert " ".join(one.text for one in found).split() == text.split()
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_the_text_of_a_file_is_found_and_its_best_paragraph_shown(world: World) -> None:
    made = plan(world, file=Upload("ke-hoach.txt", "text/plain", TEXT.encode()))
    other = plan(world, "97/KH-UBND", text="Bố trí lịch làm việc")
    for words in ("bồi thường", "boi thuong", "luat dat dai", "cay tro", "giao nhiem vu tai chinh"):
        assert list(listed(search=words)) == [made], words
    for scattered in ("bo kinh", "tri cay", "luat chinh boi", "vu giao"):
        assert not listed(search=scattered).exists(), scattered
    assert set(listed(search="bo tri")) == {made, other}
    assert not listed(search="bổ trí")
    hit = best_paragraphs([made, other], sought("kinh phi"))[made.pk]
    assert (hit.paragraph.number, hit.paragraph.label_vi) == (3, "Điều 1, khoản 1")
    assert [one.text for one in hit.pieces if one.hit] == ["kinh", "phí"]
    assert best_paragraphs([other], sought("kinh phi")) == {}


def test_what_stands_in_the_abstract_comes_before_what_stands_in_the_text(world: World) -> None:
    deep = plan(world, "1/KH-UBND", abstract_vi="Về việc khác", text="xúc tiến du lịch " * 3)
    high = plan(world, "2/KH-UBND", abstract_vi="Kế hoạch xúc tiến du lịch", text="mở đầu " * 50)
    assert ranked(sought("xuc tien du lich")) == [high.pk, deep.pk]
    assert ranked(sought("xúc tiến"), {deep.pk}) == [deep.pk]


@pytest.mark.parametrize("words", ["96/kh-ubnd", "96/KH", "96", "KH-UBND", "096/kh-ubnd"])
def test_a_number_is_found_as_typed(world: World, words: str) -> None:
    made = plan(world, "096/KH-UBND")
    directive(world)
    assert list(listed(search=words)) == [made]


def test_a_phrase_of_a_number_spans_no_other_words(world: World) -> None:
    plan(world, "96/BC-UBND")
    assert not listed(search="96/kh-ubnd")


@pytest.mark.parametrize(
    "words", ["'", '"', "a' OR 1=1 --", "NEAR(a b)", "{x} : y", "a:*", "& | ! ( )", "ا", "%zq", "\\", "* * *"]
)
def test_signs_in_a_query_break_nothing(world: World, words: str) -> None:
    plan(world)
    assert list(listed(search=words)) == []


def test_a_long_text_of_strange_words_is_kept(world: World) -> None:
    strange = " ".join(f"từ{place} 1e{place} a-{place}'b" for place in range(5000)) + " x" * 20_000
    made = plan(world, text=strange)
    assert list(listed(search="tu4999")) == [made]
    assert list(listed(search="1e4999")) == [made]


def test_a_picture_has_no_text_and_typed_text_stands_for_it(world: World) -> None:
    picture = Upload("quet.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    assert not plan(world, file=picture).paragraphs.exists()
    typed = plan(world, "97/KH-UBND", file=picture, text="Điều 1. Chữ đánh máy")
    assert [one.text for one in typed.paragraphs.all()] == ["Điều 1. Chữ đánh máy"]


def test_a_mark_of_secrecy_in_the_text_is_refused_and_nothing_is_kept(world: World) -> None:
    page = Upload("a.html", "text/html", "<p>MẬT</p><p>Số 1</p>".encode())
    for fields in ({"text": "TỐI MẬT\nKế hoạch"}, {"file": page}):
        with pytest.raises(BadInput, match="state secrecy may not be kept"):
            plan(world, **fields)
    assert not Document.objects.exists()
    assert not Paragraph.objects.exists()
    assert not KeptFile.objects.exists()
