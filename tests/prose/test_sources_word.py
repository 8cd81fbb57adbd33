"""Word files become text in reading order, and every word knows where it stands."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.prose.sources import Source, open_source
from tests.word_files import cell, footnote_mark, paragraph, run, table, text_box, word_file

MARK = 'w:id="1" w:author="A" w:date="2030-01-01T00:00:00Z"'


def opened(*blocks: str, **more: object) -> Source:
    return open_source(word_file(*blocks, **more), "draft.docx")  # type: ignore[arg-type]


def field(code: str, result: str) -> str:
    begin, apart, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText> {code} </w:instrText></w:r>{apart}{run(result)}{end}"


def place(source: Source, words: str) -> list[str]:
    return [str(part) for part in source.spot(source.text.index(words)).words()]


def test_runs_of_a_paragraph_are_one_line() -> None:
    found = opened(paragraph("Rice: ", run("12", "<w:b/>"), run(".5", "<w:i/>"), " tons"), paragraph("Maize"))
    assert found.text == "Rice: 12.5 tons\nMaize\n"
    assert (found.kind, found.notes) == ("docx", ())


def test_words_that_python_docx_writes_are_read() -> None:
    document = docx.Document()
    document.add_heading("Quý III", level=1)
    document.add_paragraph("Sản lượng đạt 12,5 nghìn tấn.")
    grid = document.add_table(rows=2, cols=3)
    for at, words in enumerate(("Crop", "Unit", "2030", "Rice", "tons", "125")):
        grid.cell(at // 3, at % 3).text = words
    grid.add_row().cells[2].text = "7"
    buffer = io.BytesIO()
    document.save(buffer)
    assert open_source(buffer.getvalue()).text == (
        "Quý III\nSản lượng đạt 12,5 nghìn tấn.\n"
        "| Crop | Unit | 2030 |\n| --- | --- | --- |\n| Rice | tons | 125 |\n|  |  | 7 |\n"
    )


def test_a_tab_and_a_line_break_stand_where_they_stood() -> None:
    assert opened(paragraph("<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>")).text == "A\tB\nC\n"


def test_a_paragraph_that_begins_with_a_small_letter_is_no_wrapped_line() -> None:
    assert (
        opened(paragraph("They are:"), paragraph("rice;"), paragraph("maize.")).text == "They are:\n\nrice;\n\nmaize.\n"
    )


def test_tracked_changes_are_read_as_accepted() -> None:
    found = opened(
        paragraph(
            "Output ",
            f"<w:del {MARK}><w:r><w:delText>fell</w:delText></w:r></w:del>",
            f"<w:ins {MARK}>{run('rose')}</w:ins>",
            f"<w:moveFrom {MARK}>{run(' twice')}</w:moveFrom>",
            f"<w:moveTo {MARK}>{run(' by 5%')}</w:moveTo>",
        )
    )
    assert found.text == "Output rose by 5%\n"
    assert [str(note) for note in found.notes] == ["4 tracked changes are read as accepted."]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    gone = f"<w:rPr><w:del {MARK}/></w:rPr>"
    assert opened(paragraph("Output rose ", properties=gone), paragraph("by 5%.")).text == "Output rose by 5%.\n"


def test_a_row_that_is_deleted_is_not_read() -> None:
    rows = table(["Crop", "2030"], ["Rice", "12"], ["Tea", "7"], ["Maize", "3"])
    last = rows.rindex("<w:tr>") + len("<w:tr>")
    rows = f"{rows[:last]}<w:trPr><w:del {MARK}/></w:trPr>{rows[last:]}"
    assert opened(rows).text == "| Crop | 2030 |\n| --- | --- |\n| Rice | 12 |\n| Tea | 7 |\n"


def test_fields_show_their_result_and_numbers_of_pages_are_left_out() -> None:
    found = opened(paragraph("Table ", field("SEQ Table", "2"), ", page ", field("PAGEREF x", "14"), "."))
    assert found.text == "Table 2, page .\n"


def test_links_content_controls_and_formulas_are_read_but_no_prompts() -> None:
    link = f"<w:hyperlink>{run('the annex')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' of May')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    formula = "<m:oMath><m:r><m:t>x=3</m:t></m:r></m:oMath>"
    block = f"<w:sdt><w:sdtContent>{paragraph('Signed')}</w:sdtContent></w:sdt>"
    assert (
        opened(paragraph("See ", link, control, prompt, " ", formula), block).text
        == "See the annex of May x=3\nSigned\n"
    )


def test_hidden_words_are_not_read_and_told() -> None:
    found = opened(paragraph("Shown", run("hidden", "<w:vanish/>"), run(" too", '<w:vanish w:val="0"/>')))
    assert found.text == "Shown too\n"
    assert "hidden" in str(found.notes[0])


def level(depth: int, form: str, pattern: str, start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def item(words: str, number: int, depth: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, properties=listed) if words else f"<w:p><w:pPr>{listed}</w:pPr></w:p>"


def test_the_numbers_of_lists_are_read_though_they_stand_in_no_word() -> None:
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2)") + level(2, "bullet", "·")
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6">{level(0, "lowerLetter", "%1)", 3)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Task"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    styled = '<w:pStyle w:val="Task"/>'
    found = opened(
        item("One", 1), item("Below", 1, 1), item("Point", 1, 2), item("", 1), item("Two", 1), item("Below", 1, 1),
        paragraph("styled", properties=styled), paragraph("Styled", properties=styled), item("Anew", 3), item("No", 0),
        numbering=numbering, styles=styles,
    )  # fmt: skip
    assert found.text.split("\n") == [
        "I. One", "I.1) Below", "- Point", "", "II. Two", "II.1) Below", "c) styled", "d) Styled", "I. Anew", "No", "",
    ]  # fmt: skip
    assert found.anchors(0, 6)[0].first == 0


def test_a_footnote_follows_its_paragraph_and_its_mark_adds_no_digit() -> None:
    found = opened(
        paragraph("Revenue reached 4.680", footnote_mark(2), " billion."),
        paragraph("Next."),
        footnotes={2: paragraph("Without land.")},
    )
    assert found.text == "Revenue reached 4.680 billion.\nWithout land.\nNext.\n"
    assert place(found, "Without") == ["footnote", "paragraph 1"]


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [
        ("4.680", "1", "4.680¹"),
        ("12 km", "2", "12 km2"),
        ("năm", "3", "năm³"),
        ("14%", "E", "14% E"),
        ("1", "st", "1st"),
    ],
)
def test_raised_signs_never_join_a_number(before: str, raised: str, read: str) -> None:
    assert opened(paragraph(before, run(raised, '<w:vertAlign w:val="superscript"/>'))).text == f"{read}\n"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    found = opened(paragraph("Chart:", text_box(paragraph("Exports 5.3 billion"))), paragraph("Next."))
    assert found.text == "Chart:\nExports 5.3 billion\nNext.\n"
    assert place(found, "Exports") == ["text box", "paragraph 2"]


def test_headers_and_footers_come_last_without_page_numbers() -> None:
    found = opened(paragraph("Body."), header=paragraph("SECRET"), footer=paragraph("Page ", field("PAGE", "3")))
    assert found.text == "Body.\nSECRET\nPage \n"
    assert place(found, "SECRET") == ["page header", "paragraph 1"]


def test_a_table_of_figures_is_header_by_row() -> None:
    found = opened(
        table(
            [cell("Crop", '<w:vMerge w:val="restart"/>'), cell("Output", '<w:gridSpan w:val="2"/>')],
            [cell("", "<w:vMerge/>"), "2029", "2030"],
            ["A", "1", "2"],
            [cell("Grain", '<w:gridSpan w:val="3"/>')],
            ["Rice | wet", "11,0", "12,5"],
        )
    )
    assert found.text == (
        "| Crop | Output | Output |\n| Crop | 2029 | 2030 |\n| --- | --- | --- |\n"
        "| Grain |  |  |\n| Rice ¦ wet | 11,0 | 12,5 |\n"
    )
    assert place(found, "12,5") == ["table 1", "row 5", "column 3"]


def test_a_table_that_only_sets_words_side_by_side_is_read_cell_by_cell() -> None:
    assert opened(table(["PROVINCE", "THE STATE"], ["No. 12/BC", "Mau, 2 April"])).text == (
        "PROVINCE\nTHE STATE\nNo. 12/BC\nMau, 2 April\n"
    )


def test_a_table_within_a_table_follows_it() -> None:
    inner = table(["Port", "Tons"], ["North", "5"], ["South", "6"])
    found = opened(table(["Crop", "2030"], ["Rice", cell(paragraph("12") + inner)], ["Tea", "7"]))
    assert found.text.index("| Tea | 7 |") < found.text.index("| Port | Tons |") < found.text.index("| South | 6 |")


def test_words_in_an_old_vietnamese_font_are_read_as_unicode() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    )
    found = opened(
        paragraph("Thu ng©n s¸ch ®¹t 4.680 tû ®ång, ", run("taêng 11%", '<w:rFonts w:ascii="VNI-Times"/>')),
        styles=styles,
    )
    assert found.text == "Thu ngân sách đạt 4.680 tỷ đồng, tăng 11%\n"
    assert [one.first for one in found.anchors(found.text.index("11%"), found.text.index("11%") + 3)] == [6]
    assert sorted(str(note) for note in found.notes) == [
        "Words written in TCVN3 (ABC) are read as Unicode.",
        "Words written in VNI are read as Unicode.",
    ]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=6))
def test_every_character_is_found_again_in_the_file(paragraphs: list[list[str]]) -> None:
    document = docx.Document()
    for runs in paragraphs:
        line = document.add_paragraph()
        for one in runs:
            line.add_run(one)
    buffer = io.BytesIO()
    document.save(buffer)
    if not "".join("".join(runs) for runs in paragraphs).strip():
        return
    found = open_source(buffer.getvalue())
    nodes = [one.text or "" for one in document.element.iter(docx.oxml.ns.qn("w:t"))]
    for piece in found.pieces:
        for anchor in found.anchors(piece.start, piece.end):
            assert nodes[anchor.node][anchor.first : anchor.last] == found.text[piece.start : piece.end]


def repacked(data: bytes, **changed: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.rsplit("/", 1)[-1].replace(".", "_"), old.read(name)))
    return buffer.getvalue()


def test_a_part_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = repacked(word_file(paragraph("A")), document_xml=b"<a>" + b" " * (65 * 1024 * 1024) + b"</a>")
    assert len(bomb) < 200_000
    with pytest.raises(BadInput, match="unpacks"):
        open_source(bomb, "draft.docx")


def test_entities_are_never_resolved() -> None:
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "cccc">]><a>&b;&c;</a>'
    with pytest.raises(BadInput, match="damaged"):
        open_source(repacked(word_file(paragraph("A")), document_xml=evil))


@pytest.mark.parametrize("broken", [b"", b"<w:document", b"\x00\x01", b"<a/>"])
def test_a_broken_part_is_named(broken: bytes) -> None:
    with pytest.raises(BadInput, match="damaged") as refused:
        open_source(repacked(word_file(paragraph("A")), document_xml=broken))
    assert refused.value.place == "word/document.xml"


def test_a_file_cut_short_is_refused() -> None:
    whole = word_file(paragraph("A" * 5000))
    for size in (10, len(whole) // 2, len(whole) - 10):
        with pytest.raises(BadInput, match=r"damaged") as refused:
            open_source(whole[:size])
        assert "save it again" in str(refused.value.remedy)


def test_tables_deep_within_one_another_end() -> None:
    inner = paragraph("deep")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('level')}</w:tc></w:tr></w:tbl>"
    assert "level" in opened(inner).text


def test_a_word_file_without_words_is_refused() -> None:
    with pytest.raises(BadInput, match="no words") as refused:
        opened(paragraph(""))
    assert "OCR" in str(refused.value.remedy)


def test_old_letters_in_a_font_of_unicode_are_refused_by_name() -> None:
    told = "Tæng thu ng©n s¸ch cña tØnh n¨m nay ®¹t 4.680 tû ®ång, t¨ng 11,1%."
    with pytest.raises(BadInput, match="TCVN3"):
        opened(paragraph(told))
