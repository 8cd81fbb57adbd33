import builtins
import re
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from quarterdeck.core.errors import BadInput
from quarterdeck.papers import pdf
from quarterdeck.papers.content import Paper
from tests.papers import sample


@pytest.fixture(scope="module")
def report() -> PdfReader:
    return opened(sample.report(), site="https://bacgiang.example")


def opened(paper: Paper, site: str = "") -> PdfReader:
    return PdfReader(BytesIO(pdf.render(paper, site=site)))


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def fonts(reader: PdfReader) -> dict[str, bool]:
    """Font names, and whether the font is embedded."""
    found = {}
    pages: Any = reader.pages
    for page in pages:
        for entry in page["/Resources"]["/Font"].values():
            font = entry.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            found[font["/BaseFont"]] = "/FontFile2" in descendant["/FontDescriptor"]
    return found


def test_both_families_are_embedded(report: PdfReader) -> None:
    found = fonts(report)
    assert all(found.values())
    assert any("Tinos" in name for name in found)
    assert any("Be-Vietnam-Pro" in name for name in found)
    assert all("Tinos" in name or "Be-Vietnam-Pro" in name for name in found)


def test_vietnamese_text_can_be_read_and_searched(report: PdfReader) -> None:
    first = text(report.pages[0])
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Kết quả nổi bật"):
        assert words in first


def test_every_page_names_the_vintage_and_is_numbered_from_the_second(report: PdfReader) -> None:
    assert len(report.pages) >= 3
    for number, page in enumerate(report.pages, 1):
        shown = "" if number == 1 else f"{number} "
        assert text(page).endswith(f" {shown}{sample.FOOTER.vintage}")
    assert not text(report.pages[0]).endswith(f" 1 {sample.FOOTER.vintage}")


def test_the_paper_is_a4_tagged_and_in_its_language(report: Any) -> None:
    box = report.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert report.trailer["/Root"]["/Lang"] == "vi"
    assert "Tình hình kinh tế" in str(report.metadata.title)


def test_a_file_is_kept_for_whoever_asks_for_the_same(tmp_path: Path) -> None:
    first = pdf.render(sample.notice(), cache=tmp_path)
    (kept,) = tmp_path.glob("*.pdf")
    kept.write_bytes(b"kept")
    assert pdf.render(sample.notice(), cache=tmp_path) == b"kept"
    assert pdf.render(sample.notice("party"), cache=tmp_path) not in (b"kept", first)


def test_numbers_link_to_their_origin(report: PdfReader) -> None:
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in report.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    }
    assert "https://bacgiang.example/figures/GRDP_GROWTH?period=2024-Q1" in links


def test_a_missing_library_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(BadInput, match=r"Pango is missing.*apt-get install"):
        pdf.render(sample.notice())


def test_how_long_a_long_report_takes(capsys: pytest.CaptureFixture[str]) -> None:
    paper = sample.report(times=4)
    pages = len(opened(paper).pages)
    start = time.perf_counter()
    size = len(pdf.render(paper))
    with capsys.disabled():
        print(f"\nPDF, {pages} pages, warm: {time.perf_counter() - start:.2f} s, {size // 1024} KiB")
    assert pages >= 5
