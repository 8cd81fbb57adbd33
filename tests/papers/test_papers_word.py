import time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from quarterdeck.core.errors import BadInput
from quarterdeck.papers import blank, word
from quarterdeck.papers.content import FEW_ROWS, MANY_COLUMNS, Cell, Column, Paper, Row, Table
from quarterdeck.papers.word_table import table_xml
from tests.papers import sample, sample_figures

TEMPLATES = Path(word.__file__).parent / "templates"


def opened(paper: Paper, site: str = "") -> Document:
    return docx.Document(BytesIO(word.render(paper, site=site)))


def head(document: Document) -> list[list[str]]:
    return [[line.text for line in cell.paragraphs if line.text] for cell in document.tables[0].rows[0].cells]


def end(document: Document) -> list[list[str]]:
    table = next(table for table in document.tables if "Nơi nhận" in table.rows[0].cells[0].text)
    return [[line.text for line in cell.paragraphs if line.text] for cell in table.rows[0].cells]


def test_the_head_has_the_parts_of_the_decree_in_their_places() -> None:
    left, right = head(opened(sample.report()))
    assert left[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG"]
    assert left[2].startswith("Số:")
    assert left[2].endswith("/BC-UBND")
    assert right[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert right[2].startswith("Bắc Giang, ngày")


def test_a_party_notice_has_the_party_head_and_no_motto() -> None:
    left, right = head(opened(sample.notice("party")))
    assert left[:2] == ["TỈNH ỦY BẮC GIANG", "*"]
    assert right[0] == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert len(right) == 2


def test_an_english_paper_has_the_same_parts_in_english() -> None:
    document = opened(sample.english_notice())
    left, right = head(document)
    assert right[:2] == ["SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness"]
    assert left[0] == "PEOPLE'S COMMITTEE"
    text = "\n".join(line.text for line in document.paragraphs)
    assert "Survey the landslide on provincial road 294B & submit a plan." in text
    assert "Lead: Department of Transport. Due: before 15 April 2024." in text


def test_the_signature_stands_right_of_the_recipients() -> None:
    left, right = end(opened(sample.report()))
    assert left[0] == "Nơi nhận:"
    assert left[-1] == "- Lưu: VT, TH."
    assert right == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu"]


def test_a_briefing_has_no_signature_block() -> None:
    assert not any("Nơi nhận" in table.rows[0].cells[0].text for table in opened(sample.briefing()).tables)


def test_the_page_is_a4_with_the_margins_of_the_decree() -> None:
    section: Any = opened(sample.notice()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 29.9 <= section.left_margin.mm <= 35.1
    assert 14.9 <= section.right_margin.mm <= 20.1
    assert all(19.9 <= margin.mm <= 25.1 for margin in (section.top_margin, section.bottom_margin))


def test_pages_are_numbered_from_the_second_and_each_names_the_vintage() -> None:
    section = opened(sample.report()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == sample.FOOTER.vintage


def test_no_tag_is_left_over() -> None:
    for paper in (sample.report(), sample.notice(), sample.briefing()):
        assert not any(sign in opened(paper).element.xml for sign in ("{{", "{%", "}}", "%}"))


def test_tables_repeat_their_head_and_set_each_width_twice() -> None:
    document = opened(sample.report())
    table = next(table for table in document.tables if "Chỉ tiêu" in table.rows[0].cells[0].text)
    assert table._tbl.findall(f".//{qn('w:tblHeader')}")
    grid = [column.width for column in table.columns]
    assert grid == [cell.width for cell in table.rows[2].cells]
    assert "14,18E" in table.rows[2].cells[2].text


def test_numbers_link_to_their_origin_where_the_site_is_known() -> None:
    def targets(site: str) -> list[str]:
        document = docx.Document(BytesIO(word.render(sample.report(), site=site)))
        return [link.target_ref for link in document.part.rels.values() if "hyperlink" in link.reltype]

    assert "https://bacgiang.example/figures/GRDP_GROWTH?period=2024-Q1" in targets("https://bacgiang.example")
    assert targets("") == []


def test_charts_carry_words_for_those_who_do_not_see_them() -> None:
    body = opened(sample.report()).element.body
    described = [picture.get("descr") for picture in body.iter(qn("wp:docPr"))]
    assert described == [sample_figures.growth_chart().alt, sample_figures.districts_chart().alt]


def test_the_committed_templates_are_what_the_builder_builds() -> None:
    for kind in blank.KINDS:
        committed = docx.Document(str(TEMPLATES / f"{kind}.docx"))
        built = blank.build(kind)
        assert committed.element.xml == built.element.xml, f"run: python -m quarterdeck.papers.blank {TEMPLATES.name}"
        assert committed.styles.element.xml == built.styles.element.xml


def test_an_edited_template_is_used_and_a_broken_one_is_refused_with_a_remedy(tmp_path: Path) -> None:
    edited = blank.build("notice")
    edited.add_paragraph("Văn phòng: {{ title }}")
    edited.save(str(tmp_path / "ours.docx"))
    text = docx.Document(BytesIO(word.render(sample.notice(), template=tmp_path / "ours.docx")))
    assert text.paragraphs[-1].text == "Văn phòng: THÔNG BÁO"
    edited.add_paragraph("{{ title ")
    edited.save(str(tmp_path / "broken.docx"))
    with pytest.raises(BadInput, match=r"broken\.docx.*change-a-word-template"):
        word.render(sample.notice(), template=tmp_path / "broken.docx")


def test_how_long_a_long_report_takes(capsys: pytest.CaptureFixture[str]) -> None:
    paper = sample.report(times=4)
    word.render(paper)
    start = time.perf_counter()
    size = len(word.render(paper))
    with capsys.disabled():
        print(f"\nWord, 10 pages, warm: {time.perf_counter() - start:.2f} s, {size // 1024} KiB")
    assert size > 100_000


def test_a_table_of_many_columns_is_set_smaller_and_a_short_one_kept_on_a_page() -> None:
    columns = tuple(Column(str(number)) for number in range(MANY_COLUMNS))
    row = Row(tuple(Cell("1,5", badge="E") for _ in columns))
    table = table_xml(Table(columns, (row, row)), 160, lambda origin: "")
    assert '<w:sz w:val="20"/><w:vertAlign w:val="superscript"/></w:rPr>' in table
    assert table.count("<w:keepNext/>") == MANY_COLUMNS
    long = table_xml(Table(columns[:2], (Row(row.cells[:2]),) * (FEW_ROWS + 1)), 160, lambda origin: "")
    assert "<w:sz" not in long
    assert "keepNext" not in long


def test_a_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_bytes(b"text")
    with pytest.raises(BadInput, match=r"own\.docx: The Word template cannot be filled"):
        word.render(sample.notice(), template=tmp_path / "own.docx")
