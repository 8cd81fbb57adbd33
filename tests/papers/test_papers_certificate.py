"""The certificate of a checked text is one page to sign; what finds no room there whole is in its annex."""

import io
from dataclasses import replace

import docx
import pypdf
import pytest

from quarterdeck.papers import pdf, word
from quarterdeck.papers.certificate import Certificate, OpenPoint, certificate
from quarterdeck.papers.content import Lang, Letterhead

HEADER = Letterhead("THE STATE", "Motto", "PARENT BODY", "OFFICE", "No. 12/PKT", "Mau, 2 April 2030")
DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SMALL = Certificate(
    lang="en",
    text_title="Report of the first quarter",
    file_name="report.docx",
    digest=DIGEST,
    characters=25432,
    against="Vintage 2030-Q1/2",
    checked_by="Tran Thi Mau",
    checked_at="10:12 on 2 April 2030",
    counts=(("agrees", 40), ("differs", 2), ("contradicts", 0)),
    corrected=1,
    open_points=(OpenPoint("exports of 5.3 billion", "The figure is 5.35.", "Department of Trade"),),
    notes=("Pages that are pictures without text, not read: 3.",),
)
LONG = replace(
    SMALL,
    text_title="A title that goes on and on " * 12,
    file_name="a-file-name-of-a-draft-that-was-sent-around-many-times-" * 4 + ".docx",
    counts=tuple((f"verdict number {number} with words", 1000 + number) for number in range(12)),
    open_points=tuple(OpenPoint("words of the text " * 20, "a reason " * 40, "an office " * 20) for _ in range(30)),
    notes=("something that was not read " * 30,),
)


def text_of(lang: Lang, found: Certificate = SMALL) -> str:
    paper = certificate(replace(found, lang=lang), HEADER)
    document = docx.Document(io.BytesIO(word.render(paper)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_names_the_file_the_figures_the_person_and_what_is_open(lang: Lang) -> None:
    told = text_of(lang)
    for words in (DIGEST, "report.docx", "2030-Q1/2", "Tran Thi Mau", "differs", "The figure is 5.35.", "not read: 3"):
        assert words in told
    assert "contradicts" not in told
    assert "42" in told


def test_it_speaks_the_language_of_the_paper() -> None:
    assert "CERTIFICATE OF CHECKED FIGURES" in text_of("en")
    assert "25,432 characters" in text_of("en")
    assert "PHIẾU XÁC NHẬN KIỂM TRA SỐ LIỆU" in text_of("vi")
    assert "25.432 ký tự" in text_of("vi")


def test_it_says_that_nothing_is_open() -> None:
    assert "Nothing remains open." in text_of("en", replace(SMALL, open_points=()))


def pages_of(found: Certificate) -> list[str]:
    paper = certificate(found, HEADER, "Made by Quarterdeck on 2 April 2030.")
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.render(paper))).pages]


@pytest.mark.parametrize(("lang", "signs"), [("vi", "NGƯỜI KIỂM TRA"), ("en", "CHECKED BY")])
def test_it_is_one_page_to_sign_however_much_there_is_to_say(lang: Lang, signs: str) -> None:
    first, *annex = pages_of(replace(LONG, lang=lang))
    assert signs in first
    assert all("words of the text" in page for page in annex)
    assert len(annex) >= 3


@pytest.mark.parametrize("base", [SMALL, LONG])
@pytest.mark.parametrize(("number", "words"), [(0, 1), (1, 500), (2, 300), (6, 130), (14, 60), (40, 20)])
def test_whatever_the_points_are_the_first_page_is_signed_and_no_reason_is_cut(
    base: Certificate, number: int, words: int
) -> None:
    reason, states = ("because " * words)[:words].strip(), ("open", "asked", "aside")
    points = tuple(OpenPoint("1,234 km", reason, "Department of Trade", states[one % 3]) for one in range(number))
    found = replace(base, open_points=points)
    first, *annex = pages_of(found)
    assert "HEAD OF THE OFFICE" in first
    assert bool(annex) is bool(certificate(found, HEADER).annexes)
    listed = "".join([first, *annex])
    assert listed.count("1,234 km") == number
    assert listed.count("because") == number * reason.count("because")


def test_what_is_many_times_too_much_is_counted_and_left_to_the_word_file() -> None:
    points = tuple(OpenPoint(f"{number} km", "x", "y") for number in range(203))
    first, *annex = pages_of(replace(SMALL, open_points=points))
    here = sum(f"{number} km" in first for number in range(203))
    assert f"{203 - here} more are listed in the annex" in first
    assert "in the comments" not in "".join(annex)
    many = tuple(OpenPoint(f"{number} km", "x", "y") for number in range(403))
    assert f"{203 - here} more are in the comments" in "".join(pages_of(replace(SMALL, open_points=many)))


def test_nothing_is_cut_where_there_is_room_and_what_was_decided_is_counted_apart() -> None:
    reason = "The figure is 5.35 billion, as the department reported on the last day of the month that was closed."
    points = (
        OpenPoint("a", "waits", "Department of Trade", "asked"), OpenPoint("b", reason),
        OpenPoint("c", "known", "X", "aside"),
    )  # fmt: skip
    told = text_of("en", replace(SMALL, open_points=points))
    for words in ("What remains open: 2", reason, "not answered yet: 1", "Set aside with a reason: 1"):
        assert words in told
    asked, aside = points[0], points[2]
    assert "What remains open: 1" in text_of("en", replace(SMALL, open_points=(asked, aside)))
    assert "Nothing remains open." in text_of("en", replace(SMALL, open_points=(aside,)))
