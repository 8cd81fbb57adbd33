"""Comments and tracked changes are set into a Word file at the right words, and nothing else of it changes."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quarterdeck.core.anchors import Anchor
from quarterdeck.core.errors import BadInput
from quarterdeck.papers.word_review import Correction, Remark, reviewed
from quarterdeck.prose.sources import open_source
from tests.word_files import cell, footnote_mark, paragraph, run, table, text_box, word_file

AUTHOR, AT = "Trần Thị Mẫu", datetime(2030, 4, 2, 9, 30)
BODY = "word/document.xml"
DRAFT = word_file(
    paragraph("Thu ", run("4.6", "<w:b/><w:color w:val='C00000'/>"), run("80 tỷ", "<w:b/>"), " đồng, tăng 11,1%."),
    table(["Cây", "Đơn vị", "2030"], ["Lúa", "tấn", cell(paragraph(run("12,5", "<w:i/>")))], ["Ngô", "tấn", "7"]),
    paragraph("Hộp: ", text_box(paragraph("Vốn 938,7 triệu"))),
    paragraph("Ghi chú", footnote_mark(2), " ở dưới; ", f'<w:hyperlink w:anchor="x">{run("xem 31 mục")}</w:hyperlink>'),
    paragraph(f'<w:ins w:id="7" w:author="Other" w:date="2030-01-01T00:00:00Z">{run("Thêm 25 dự án mới")}</w:ins>'),
    footnotes={2: paragraph("Cùng kỳ 4.212 tỷ.")},
    header=paragraph("In 2.500 bản"),
    extra={"customXml/item1.xml": b"<a  b='1'/>", "word/media/image1.png": bytes(range(256))},
)


def anchors(data: bytes, words: str) -> tuple[Anchor, ...]:
    source = open_source(data)
    start = source.text.index(words)
    return source.anchors(start, start + len(words))


def review(words: str, new: str | None = None, text: str = "", data: bytes = DRAFT) -> bytes:
    at = anchors(data, words)
    remarks = [Remark(at, text)] if text else []
    corrections = [] if new is None else [Correction(at, new)]
    return reviewed(data, remarks, corrections, author=AUTHOR, at=AT)


def body(data: bytes, name: str = BODY) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return etree.fromstring(opened.read(name))


def shown(data: bytes, part: str = BODY) -> tuple[str, str]:
    """The struck out and the new words of a part, in order, by the author of the review."""
    root = body(data, part)
    mine = [one for kind in ("w:del", "w:ins") for one in root.iter(qn(kind)) if one.get(qn("w:author")) == AUTHOR]
    struck = "".join(text.text for one in mine for text in one.iter(qn("w:delText")))
    return struck, "".join(text.text for one in mine for text in one.iter(qn("w:t")))


def commented(data: bytes) -> list[tuple[str, str]]:
    """The words that each comment is around, struck out ones too, and what it says."""
    document = docx.Document(io.BytesIO(data))
    said = {str(one.comment_id): one.text for one in document.comments}
    open_now: dict[str, str] = {}
    closed: dict[str, str] = {}
    for one in document.element.body.iter():
        number = one.get(qn("w:id"), "")
        if one.tag == qn("w:commentRangeStart"):
            open_now[number] = ""
        elif one.tag == qn("w:commentRangeEnd"):
            closed[number] = open_now.pop(number)
        elif one.tag in (qn("w:t"), qn("w:delText")):
            open_now = {key: words + one.text for key, words in open_now.items()}
    called = [one.get(qn("w:id")) for one in document.element.body.iter(qn("w:commentReference"))]
    assert sorted(called) == sorted(closed) == sorted(said)
    return [(closed[number], said[number]) for number in sorted(said, key=int)]


# --- comments --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["4.680 tỷ đồng", "80 tỷ", "6", "12,5", "31 mục", "25 dự"])
def test_a_comment_is_around_exactly_its_words(words: str) -> None:
    out = review(words, text="Sai số liệu\nKỳ: quý I")
    assert commented(out) == [(words, "Sai số liệu\nKỳ: quý I")]
    comment = next(iter(docx.Document(io.BytesIO(out)).comments))
    assert (comment.author, comment.initials) == (AUTHOR, "TTM")
    assert comment.timestamp is not None
    assert comment.timestamp.replace(tzinfo=None) == AT


def test_comments_may_overlap_and_earlier_ones_stay() -> None:
    once = review("4.680 tỷ", text="first")
    at = [anchors(once, "680 tỷ đồng"), anchors(once, "4.680 tỷ")]
    twice = reviewed(once, [Remark(at[0], "second"), Remark(at[1], "third")], [], author="B", at=AT)
    assert commented(twice) == [("4.680 tỷ", "first"), ("680 tỷ đồng", "second"), ("4.680 tỷ", "third")]


def test_a_comment_may_go_over_several_paragraphs() -> None:
    source = open_source(DRAFT)
    start, end = source.text.index("11,1%"), source.text.index("Đơn")
    out = reviewed(DRAFT, [Remark(source.anchors(start, end), "long")], [], author=AUTHOR, at=AT)
    assert commented(out) == [("11,1%.Cây", "long")]


@pytest.mark.parametrize(
    ("words", "around"),
    [("4.212", ""), ("938,7", "Vốn 938,7 triệu" * 2), ("2.500", "Thu ")],
    ids=["note", "box", "head"],
)
def test_where_programs_take_no_comment_it_stands_nearby_and_quotes(words: str, around: str) -> None:
    assert commented(review(words, text="why")) == [(around, f"“{words}”\nwhy")]


def test_a_remark_about_the_whole_file_stands_at_its_beginning() -> None:
    out = reviewed(DRAFT, [Remark((), "Checked")], [], author=AUTHOR, at=AT)
    assert commented(out) == [("Thu ", "Checked")]
    empty = word_file("<w:p/>")
    assert commented(reviewed(empty, [Remark((), "Nothing")], [], author=AUTHOR, at=AT)) == [("", "Nothing")]


# --- corrections -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "new", "change", "part"),
    [
        ("4.680 tỷ đồng", "4.860 tỷ đồng", ("4.680", "4.860"), BODY),
        ("12,5", "13,5", ("12,5", "13,5"), BODY),
        ("31 mục", "32 mục", ("31", "32"), BODY),
        ("25 dự", "26 dự", ("25", "26"), BODY),
        ("938,7", "939,0", ("938,7938,7", "939,0939,0"), BODY),  # for newer and for older programs
        ("4.212", "4.213", ("4.212", "4.213"), "word/footnotes.xml"),
        ("2.500", "2.600", ("2.500", "2.600"), "word/header1.xml"),
        (", tăng 11,1%", "", (", tăng 11,1%", ""), BODY),
    ],
)
def test_a_correction_strikes_out_only_what_differs(words: str, new: str, change: tuple[str, str], part: str) -> None:
    out = review(words, new)
    assert shown(out, part) == change
    assert open_source(out).text == open_source(DRAFT).text.replace(words, new)


def test_blanks_that_do_not_break_and_letters_put_together_otherwise_stay() -> None:
    data = word_file(paragraph("4.680\u00a0ty\u0309 đồng một quý"))
    source = open_source(data)
    out = reviewed(data, [], [Correction(source.anchors(0, 22), "4.860 tỷ đồng mỗi quý")], author=AUTHOR, at=AT)
    assert open_source(out).text == "4.860 tỷ đồng mỗi quý\n"  # from the first word that changes to the last
    out = reviewed(data, [], [Correction(source.anchors(0, 14), "4.860 tỷ đồng")], author=AUTHOR, at=AT)
    assert shown(out) == ("4.680", "4.860")
    assert open_source(out).text == source.text.replace("4.680", "4.860")


def test_new_words_are_set_as_the_old_ones_were() -> None:
    added = next(one for one in body(review("4.680 tỷ đồng", "4.860 tỷ đồng")).iter(qn("w:ins")))
    properties = added.find(f".//{qn('w:rPr')}")
    assert [one.tag for one in properties] == [qn("w:b"), qn("w:color")]


def test_new_words_with_letters_that_an_old_font_lacks_take_another_font() -> None:
    data = word_file(paragraph(run("®¹t 5 tû ®ång cña tØnh", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')))
    source = open_source(data)
    assert source.text == "đạt 5 tỷ đồng của tỉnh\n"
    for new, font in (("6 triệu đồng", "Times New Roman"), ("6", ".VnTime")):
        out = reviewed(data, [], [Correction(source.anchors(4, 13), new)], author=AUTHOR, at=AT)
        added = next(body(out).iter(qn("w:ins")))
        assert added.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == font


def test_a_comment_goes_around_the_change_of_its_words() -> None:
    assert commented(review("4.680 tỷ đồng", "4.860 tỷ đồng", "why")) == [("4.6804.860 tỷ đồng", "why")]
    assert commented(review("25 dự", "25 nhà", "why")) == [("25 dựnhà", "why")]


def test_an_insertion_of_somebody_else_stays_theirs_around_the_change() -> None:
    root = body(review("25 dự", "26 dự"))
    theirs = [one for one in root.iter(qn("w:ins")) if one.get(qn("w:author")) == "Other"]
    assert ["".join(text.text for text in one.iter(qn("w:t"))) for one in theirs] == ["Thêm ", " dự án mới"]
    ids = [one.get(qn("w:id")) for one in root.iter(qn("w:ins"), qn("w:del"))]
    assert len(ids) == len(set(ids))


def test_a_correction_that_changes_nothing_leaves_no_trace() -> None:
    assert shown(review("4.680", "4.680")) == ("", "")


def test_corrections_of_the_same_words_are_refused() -> None:
    at = anchors(DRAFT, "12,5")
    with pytest.raises(BadInput, match="same words"):
        reviewed(DRAFT, [], [Correction(at, "1"), Correction(at, "2")], author=AUTHOR, at=AT)


# --- the rest of the file --------------------------------------------------------------------------------------


def test_all_other_parts_keep_every_byte() -> None:
    out = reviewed(
        DRAFT, [Remark(anchors(DRAFT, "11,1%"), "why")], [Correction(anchors(DRAFT, "12,5"), "13")], author="A", at=AT
    )
    with zipfile.ZipFile(io.BytesIO(DRAFT)) as old, zipfile.ZipFile(io.BytesIO(out)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert changed == {BODY, "[Content_Types].xml", "word/_rels/document.xml.rels"}
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]
        assert [one.date_time for one in new.infolist()[:-1]] == [one.date_time for one in old.infolist()]


def test_the_same_review_gives_the_same_bytes() -> None:
    assert review("12,5", "13", "why") == review("12,5", "13", "why")


def letters(root: etree._Element, struck: bool) -> list[tuple[str, str]]:
    """Each letter with the formatting of its run, as it was before the review (`struck`) or as it is now."""
    found = []
    for one in root.iter(qn("w:r")):
        parent = one.getparent()
        mine = parent.get(qn("w:author")) == AUTHOR
        if mine and parent.tag == (qn("w:ins") if struck else qn("w:del")):
            continue
        properties = one.find(qn("w:rPr"))
        look = "" if properties is None else etree.tostring(properties, method="c14n", exclusive=True).decode()
        for text in one.iter(qn("w:t"), qn("w:delText")):
            found += [(letter, look) for letter in text.text or ""]
    return found


looks = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:sz w:val="30"/>'])
lines = st.lists(
    st.lists(st.tuples(st.text("ab 1,.%đ", min_size=1, max_size=8), looks), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)
ranges = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(lines, ranges)
def test_whatever_is_marked_the_old_words_and_their_formatting_can_be_had_back(
    written: Sequence[Sequence[tuple[str, str]]], marked: Sequence[tuple[int, int]]
) -> None:
    data = word_file(*(paragraph(*(run(text, look) for text, look in runs)) for runs in written), paragraph("end"))
    source = open_source(data)
    found = [source.anchors(start, start + size) for start, size in marked]
    remarks = [Remark(at, "why") for at in found if at]
    corrections = [Correction(at, "X9") for at in found[:1] if at]
    out = reviewed(data, remarks, corrections, author=AUTHOR, at=AT)
    assert letters(body(out), struck=True) == letters(body(data), struck=True)
    if not corrections:
        assert letters(body(out), struck=False) == letters(body(data), struck=False)
    if remarks:
        assert len(commented(out)) == len(remarks)


@pytest.mark.parametrize(
    "anchor", [Anchor(BODY, 900, 0, 1), Anchor(BODY, 0, 0, 99), Anchor(BODY, 0, 2, 2), Anchor("word/none.xml", 0, 0, 1)]
)
def test_a_place_that_is_not_in_the_file_is_refused(anchor: Anchor) -> None:
    with pytest.raises(BadInput):
        reviewed(DRAFT, [Remark((anchor,), "why")], [], author=AUTHOR, at=AT)


@pytest.mark.parametrize("data", [b"", b"no file", DRAFT[:300]])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="damaged"):
        reviewed(data, [], [], author=AUTHOR, at=AT)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DRAFT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_file_is_written_into_or_refused(hurt: list[tuple[int, int]]) -> None:
    broken = bytearray(DRAFT)
    for place, new in hurt:
        broken[place] = new
    try:
        out = reviewed(bytes(broken), [Remark((), "why")], [], author=AUTHOR, at=AT)
    except BadInput:
        return
    assert out.startswith(b"PK")


def test_another_program_shows_the_comments_and_the_changes(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    marked = ["4.680 tỷ đồng", "12,5", "938,7", "4.212", "2.500", "25 dự"]
    remarks = [Remark(anchors(DRAFT, words), f"about {words}") for words in marked]
    corrections = [Correction(anchors(DRAFT, words), "77") for words in marked]
    (tmp_path / "out.docx").write_bytes(reviewed(DRAFT, remarks, corrections, author=AUTHOR, at=AT))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "fodt", "--outdir", str(tmp_path), "out.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    root = etree.parse(str(tmp_path / "out.fodt")).getroot()
    office = root.nsmap["office"]
    notes = ["".join(one.itertext()) for one in root.iter(f"{{{office}}}annotation")]
    assert all(any(f"about {words}" in note for note in notes) for words in marked)
    changed = ["".join(one.itertext()) for one in root.iter(f"{{{root.nsmap['text']}}}changed-region")]
    assert sum(AUTHOR in one for one in changed) == 2 * len(marked)  # each is a deletion and an insertion
