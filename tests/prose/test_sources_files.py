"""Plain texts, web pages and PDF files are read; what cannot be read is refused with its name and a remedy."""

import io
import random
import re

import pypdf
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.sources import Source, open_source
from quarterdeck.prose.sources.pdf import MOST_PAGES
from tests.word_files import paragraph, table, word_file

SENTENCE = "Tổng thu ngân sách của tỉnh đạt 4.680 tỷ đồng, tăng 11,1% so với cùng kỳ năm trước."
# The same kind of sentence as the old 8-bit fonts show it when their bytes are read as Latin-1.
TCVN3 = "Tæng thu ng©n s¸ch cña tØnh n¨m nay ®¹t 4.680 tû ®ång, t¨ng 11,1%."
VNI = "Toång thu ngaân saùch cuûa tænh naêm nay ñaït 4.680 tyû ñoàng, taêng 11,1%."
PLAIN = "Tổng thu ngân sách của tỉnh năm nay đạt 4.680 tỷ đồng, tăng 11,1%."
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def printed(body: str, style: str = "") -> bytes:
    data: bytes = weasyprint.HTML(string=f"<html><style>{style}</style><body>{body}").write_pdf()
    return data


def place(source: Source, words: str) -> list[str]:
    return [str(part) for part in source.spot(source.text.index(words)).words()]


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(BadInput) as refused:
        open_source(data, name)
    assert str(refused.value.remedy)
    return str(refused.value)


# --- plain text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_texts_are_read_with_or_without_their_mark(encoding: str) -> None:
    found = open_source(f"One\n{SENTENCE}".encode(encoding), "draft.txt")
    assert found.text == f"One\n{SENTENCE}"
    assert (found.kind, found.notes, place(found, "4.680")) == ("text", (), ["line 2"])


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (TCVN3.encode("latin-1"), PLAIN, "TCVN3"),
        (TCVN3.encode(), PLAIN, "TCVN3"),
        (VNI.encode("latin-1"), PLAIN, "VNI"),
        (VNI.encode(), PLAIN, "VNI"),
        (
            b"T\xb1ng thu c\xfca t\xefnh n\xe5m nay \xf0\xd5t 4 t\xd6 \xf0\xb0ng",
            "Tổng thu của tỉnh năm nay đạt 4 tỷ đồng",
            "VISCII",
        ),
        ("Thu cu\u0309a ti\u0309nh năm nay đa\u0323t 4 đô\u0300ng".encode("cp1258"), "", "Windows-1258"),
        ("The target – “ten per cent” – was met: £5m.".encode("cp1252"), "", "Windows-1252"),
    ],
    ids=["TCVN3", "TCVN3 in Unicode", "VNI", "VNI in Unicode", "VISCII", "1258", "1252"],
)
def test_old_encodings_are_converted_and_named(data: bytes, text: str, name: str) -> None:
    found = open_source(data, "draft.txt")
    assert name in str(found.notes[0])
    assert found.text == text or (not text and "nay" in found.text) or "“ten per cent” – was met: £5m" in found.text


@pytest.mark.parametrize(
    "text", [SENTENCE, "Café, naïve and São Tomé grew by 5% – the “best” year.", "só 11,1% à noite"]
)
def test_texts_in_unicode_are_left_as_they_are(text: str) -> None:
    assert open_source(text.encode()).text == text


def test_a_text_that_was_decoded_twice_is_refused() -> None:
    assert "twice" in refusal(SENTENCE.encode().decode("cp1252", "replace").encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    assert "UTF-8" in refusal(bytes(range(128, 256)))


def test_marks_of_direction_and_of_no_width_stay_in_the_text() -> None:
    marked = "Rice \u200f12\u200b.5\ufeff tons"
    assert open_source(marked.encode()).text == marked


def test_a_million_digits_are_a_text_and_more_than_the_bound_is_refused() -> None:
    assert len(open_source(b"7" * 1_000_000).text) == 1_000_000
    assert "5 million" in refusal(b"7 " * 2_600_000)


# --- other files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word 97-2003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (rb"{\rtf1 text}", "RTF"),
        (PNG, "PNG"),
        (b"PK\x05\x06" + bytes(18), "Unpack it"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "MHTML"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (b"%PDF-1.7 nothing more", "damaged"),
    ],
    ids=["nothing", "blanks", ".doc", "protected", "RTF", "PNG", "ZIP", "XML", "MHTML", "broken ZIP", "broken PDF"],
)
def test_what_cannot_be_read_is_refused_by_its_name(data: bytes, told: str) -> None:
    assert told in refusal(data, "draft.docx")


def test_noise_is_no_old_encoding_and_a_damaged_letter_is_found_by_its_line() -> None:
    noise = bytes(random.Random(5).randbytes(60_000))
    assert "not a text" in refusal(noise, "a.txt")
    assert "not a text" in refusal(bytes(one for one in noise if one > 31), "a.txt")
    text = "Thu ngân sách của tỉnh.\nSản lượng lúa của huyện.\n".encode()
    assert "Line 3 " in refusal(text + b"\xed\xa0\x80 tail " + text * 9, "a.txt")
    assert "Line 2 " in refusal(text[:-2] + b"\xc3", "a.txt")


def test_workbooks_are_refused_by_their_name() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    assert "Excel" in refusal(buffer.getvalue(), "figures.xlsx")


def test_the_content_counts_not_the_name() -> None:
    found = open_source(word_file(paragraph("Rice")), "draft.pdf")
    assert (found.kind, found.text) == ("docx", "Rice\n")
    assert str(found.notes[-1]) == "The name says .pdf, but the file is Word; it is read as that."


WHOLE = (
    word_file(
        paragraph("Rice 12 tons"), table(["Crop", "2030"], ["Rice", "12"], ["Tea", "7"]), header=paragraph("Head")
    ),
    printed("<h1>Report</h1><p>Rice 12 tons</p>"),
    b"<html><p>Rice</p><table><tr><th>Crop<th colspan=2>2030<tr><td rowspan=9>Rice<td>12<td>13</table>",
    SENTENCE.encode(),
)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=3)), max_size=6), st.floats(0, 1)
)
def test_whatever_is_broken_in_a_file_it_is_read_or_refused(
    data: bytes, hurt: list[tuple[float, bytes]], cut: float
) -> None:
    broken = bytearray(data if cut > 0.2 else data[: int(len(data) * cut * 5)])
    for place, new in hurt:
        at = int(place * len(broken))
        broken[at : at + len(new)] = new
    try:
        found = open_source(bytes(broken))
    except BadInput:
        return
    assert found.text.strip()


# --- web pages -------------------------------------------------------------------------------------------------


def test_a_web_page_is_read_without_menus_scripts_and_what_is_hidden() -> None:
    page = """<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><nav>Home 12</nav>
    <h1>Quý I</h1><p>Thu đạt <b>4.680</b> tỷ
       đồng.</p><script>var x=5</script><p style="display: none">hidden</p><ul><li>Một<li>Hai</ul>
    <div>Before<p>Inside</p>After</div><pre>a  b
c</pre></body></html>"""
    found = open_source(page.encode(), "page.html")
    assert found.text == "Quý I\nThu đạt 4.680 tỷ đồng.\nMột\nHai\nBefore\nInside\nAfter\na  b\nc\n"
    assert found.kind == "html"


def test_a_table_of_a_web_page_is_header_by_row() -> None:
    page = """<html><table><tr><th rowspan=2>Crop<th colspan=2>Output</tr><tr><th>2029<th>2030</tr>
    <tr><td>Rice<td>11,0<td>12,5</tr></table>"""
    found = open_source(page.encode())
    assert (
        found.text
        == "| Crop | Output | Output |\n| Crop | 2029 | 2030 |\n| --- | --- | --- |\n| Rice | 11,0 | 12,5 |\n"
    )
    assert place(found, "12,5") == ["table 1", "row 3", "column 3"]


def test_a_page_in_another_encoding_is_read_as_it_says() -> None:
    page = '<html><meta charset="windows-1252"><p>The “best” year – £5m</p>'
    assert open_source(page.encode("cp1252")).text == "The “best” year – £5m\n"


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="iso-8859-1"></head><body><p>{vni}</p></body></html>',
        "<html><body><p style=\"font-family: 'VNI-Times'\">{vni}</p><p>Của các tỉnh và của huyện.</p></body></html>",
        '<html><body><p><font face="VNI-Helve">{vni}</font></p></body></html>',
    ],
)
def test_a_page_in_an_old_vietnamese_encoding_is_read_as_unicode(page: str) -> None:
    said = "Saûn löôïng luùa cuûa caùc huyeän ñaït 5,2 trieäu taán"
    source = open_source(page.format(vni=said).encode("latin-1", "xmlcharrefreplace"), "a.html")
    assert "Sản lượng lúa của các huyện đạt 5,2 triệu tấn" in source.text
    assert [str(one) for one in source.notes] == ["Words written in VNI are read as Unicode."]


def test_elements_deep_within_one_another_end() -> None:
    assert isinstance(open_source(b"<html><p>start</p>" + b"<div>" * 5_000 + b"deep").text, str)


def test_a_page_without_words_is_refused() -> None:
    assert "no words" in refusal(b"<html><script>x</script></html>")


# --- PDF -------------------------------------------------------------------------------------------------------


def test_lines_of_a_pdf_that_only_wrap_are_joined_and_its_pages_are_known() -> None:
    long = "Sản lượng lúa của toàn vùng trong chín tháng đầu năm ước đạt 12,5 nghìn tấn, tăng so với cùng kỳ. " * 3
    found = open_source(
        printed(f"<h1>Báo cáo</h1><p>{long}</p><p>Next.</p><p style='break-before: page'>Page two 7 tons.</p>")
    )
    assert found.text == f"Báo cáo\n{long.strip()}\nNext.\nPage two 7 tons.\n"
    assert found.kind == "pdf"
    assert place(found, "Page two")[0] == "page 2"
    box = found.spot(found.text.index("Next")).box
    assert box is not None
    assert 0 < box[0] < box[2] < 595
    assert 0 < box[1] < box[3] < 842


def test_columns_are_read_one_after_the_other() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    found = open_source(printed(f"<p>{words}</p>", "body{columns:2} p{text-align:justify}"))
    assert re.findall(r"word\d+", found.text) == words.split()
    assert found.text.count("\n") <= 2


def test_headers_footers_and_page_numbers_that_repeat_are_left_out() -> None:
    style = '@page{@top-center{content:"Draft of 12 May"} @bottom-center{content:"- " counter(page) " -"}}'
    pages = "".join(f"<p style='break-after: page'>Body {letter} 5 tons.</p>" for letter in "ABCD")
    found = open_source(printed(pages, style))
    assert "Draft" not in found.text
    assert found.text.split("\n")[:4] == [f"Body {letter} 5 tons." for letter in "ABCD"]
    assert "lines that repeat" in str(found.notes[0])


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    found = open_source(printed("<p lang=en>an extra&shy;ordinary result and year-on-year growth</p>", "p{width:70px}"))
    assert "extraordinary" in found.text
    assert "year-on-year" in found.text


def with_picture(text: str) -> bytes:
    import base64

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "grey").save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    picture = f'<img style="display: block; break-after: page" src="data:image/png;base64,{data}">'
    return printed(f"{picture}{picture}<p>{text}</p>")


def test_pages_that_are_pictures_are_named() -> None:
    assert "pictures without text: 1-2" in refusal(with_picture(""))
    found = open_source(with_picture("Rice 12 tons"))
    assert found.text == "Rice 12 tons\n"
    assert "Pages that are pictures without text, not read: 1-2." in [str(note) for note in found.notes]


def written(writer: pypdf.PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_is_read() -> None:
    for user, readable in (("secret", False), ("", True)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed("<p>Rice 12 tons</p>")))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        if readable:
            assert open_source(written(writer)).text == "Rice 12 tons\n"
        else:
            assert "password" in refusal(written(writer))


def test_a_pdf_of_too_many_pages_is_refused_and_one_of_500_is_read() -> None:
    body = "".join(f"<p style='break-after: page'>Crop {letter} gave 12 tons.</p>" for letter in "ABCDE")
    pages = pypdf.PdfReader(io.BytesIO(printed(body))).pages[:5]
    writer = pypdf.PdfWriter()
    for _ in range(100):
        for page in pages:
            writer.add_page(page)
    found = open_source(written(writer))
    assert found.text.count("Crop") == 500
    assert found.pieces[-1].spot.page == 500
    blank = pypdf.PdfWriter()
    for _ in range(MOST_PAGES + 1):
        blank.add_blank_page(100, 100)
    assert "pages" in refusal(written(blank))


@pytest.mark.parametrize(("name", "remedy"), [("bao-cao.docx", "Word"), ("bao-cao.pdf", "PDF")])
def test_a_file_whose_beginning_is_lost_is_called_damaged_and_never_a_bad_text(name: str, remedy: str) -> None:
    with pytest.raises(BadInput) as refused:
        open_source(b"\x00\x00\xd7\x81\x8d\x8f\x90" + bytes(range(256)) * 8, name)
    assert "damaged" in str(refused.value)
    assert remedy in str(refused.value)
    assert "UTF-8" not in str(refused.value)
