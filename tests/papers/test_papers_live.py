"""Offices' own Word templates: filled in their own look, every figure traceable, every fault named with its place."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message
from quarterdeck.papers.live import Helper, Marks, Problem, examine, fill
from quarterdeck.papers.live.language import row
from quarterdeck.papers.live.preview import preview

FIELDS = frozenset({"name", "value"})


def helpers(marks: Marks) -> dict[str, Helper]:
    """Figures of a store with one indicator."""

    def figure(code: str, period: str = "2024-Q1") -> str:
        if code != "REVENUE":
            raise NotFound(Message("There is no {code}.", {"code": code}), remedy="Use REVENUE.")
        return marks.mark(
            "4.680 tỷ đồng", code=code, of="level", area="P", period=period, badge="E", origin=f"/figures/{code}/"
        )

    def rows() -> list[object]:
        return [row({"name": lambda n=n: f"Quận <{n}> & bạn", "value": lambda: figure("REVENUE")}) for n in (1, 2)]

    return {"figure": figure, "rows": rows, "value": lambda: 5}


def word(*lines: str) -> bytes:
    document = docx.Document()
    for one in lines:
        document.add_paragraph(one)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled(content: bytes, site: str = "") -> tuple[docx.document.Document, tuple]:
    marks = Marks()
    made = fill(content, helpers(marks), FIELDS, marks, site=site)
    return docx.Document(BytesIO(made.content)), tuple(made.references)


def found(*lines: str) -> list[Problem]:
    marks = Marks()
    return examine(word(*lines), helpers(marks), FIELDS, marks)


def words(element: object) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def test_a_figure_takes_the_look_of_the_words_around_it() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Thu đạt ")
    run = paragraph.add_run("khoảng {{ figure(‘REVENUE’) }}")
    run.bold, run.font.color.rgb = True, RGBColor(0xAA, 0, 0)
    paragraph.add_run(" trong quý.")
    made, references = filled(saved(document), "https://example.vn")
    element = made.paragraphs[0]._p
    assert words(element) == "Thu đạt khoảng 4.680 tỷ đồngE trong quý."
    figure = next(one for one in element.iter(qn("w:r")) if words(one) == "4.680 tỷ đồng")
    assert figure.find(qn("w:rPr")).find(qn("w:b")) is not None
    assert figure.find(qn("w:rPr")).find(qn("w:color")).get(qn("w:val")) == "AA0000"
    assert figure.getparent().tag == qn("w:hyperlink")
    address = made.part.rels[figure.getparent().get(qn("r:id"))].target_ref
    assert address == "https://example.vn/figures/REVENUE/"
    assert (
        element.find(qn("w:bookmarkStart")).get(qn("w:name")) == references[0].bookmark == "qd_1_REVENUE_level_2024_Q1"
    )


def test_without_a_site_figures_have_bookmarks_and_no_links() -> None:
    made, references = filled(word("{{ figure('REVENUE') }} và {{ figure('REVENUE') }}"))
    assert not list(made.element.iter(qn("w:hyperlink")))
    names = [one.get(qn("w:name")) for one in made.element.iter(qn("w:bookmarkStart"))]
    assert names == [one.bookmark for one in references]
    assert len(set(names)) == 2


def test_tables_loops_conditions_heads_and_feet_are_filled() -> None:
    document = docx.Document()
    document.add_paragraph("{% if value() > 4 %}Nhiều{% else %}Ít{% endif %}")
    table = document.add_table(rows=3, cols=2)
    table.rows[0].cells[0].text = "{%tr for one in rows() %}"
    table.rows[1].cells[0].text, table.rows[1].cells[1].text = "{{ one.name }}", "{{ one.value }}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    document.sections[0].header.paragraphs[0].text = "Đầu trang {{ figure('REVENUE') }}"
    document.sections[0].footer.paragraphs[0].text = "Chân trang {{ figure('REVENUE') }}"
    made, references = filled(saved(document), "https://example.vn")
    assert words(made.paragraphs[0]._p) == "Nhiều"
    assert [[words(cell._tc) for cell in one.cells] for one in made.tables[0].rows] == [
        ["Quận <1> & bạn", "4.680 tỷ đồngE"], ["Quận <2> & bạn", "4.680 tỷ đồngE"],
    ]  # fmt: skip
    assert words(made.sections[0].header._element) == "Đầu trang 4.680 tỷ đồngE"
    assert words(made.sections[0].footer._element) == "Chân trang 4.680 tỷ đồngE"
    assert len(references) == 4


def test_only_figures_that_stand_in_the_document_are_listed() -> None:
    _, references = filled(word("{% if figure('REVENUE') %}{{ figure('REVENUE') }}{% endif %}"))
    assert [one.number for one in references] == [2]


def test_every_fault_is_told_at_once_with_its_place_and_what_was_meant() -> None:
    told = found("Tốt", "{{ figur('REVENUE') }}", "Thu {{ figure('REVENU') }} nhé", "{{ one.nam }}", "{{ figure() }}")
    assert [(str(one.place).partition(":")[0], str(one.message)) for one in told] == [
        ("paragraph 2", 'Templates do not know "figur".'),
        ("paragraph 3", "There is no REVENU."),
        ("paragraph 4", 'Templates do not know "nam".'),
        ("paragraph 4", 'Templates do not know "one".'),
        ("paragraph 5", "This asks for a figure in a way that is not known."),
    ]
    assert str(told[1].place) == "paragraph 3: \"Thu {{ figure('REVENU') }} nhé\""
    assert str(told[0].remedy) == "Did you mean figure?"


def test_the_first_fault_is_told_where_a_template_is_filled_and_how_many_more_there_are() -> None:
    with pytest.raises(BadInput) as failure:
        filled(word("{{ figure('A') }}", "{{ figure('B') }}", "{{ figure('C') }}"))
    assert failure.value.place == "paragraph 1: \"{{ figure('A') }}\""
    assert "There is no A." in str(failure.value)
    assert "There are 2 more places" in str(failure.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ figure('REVENUE' }}", "written wrongly here"),
        ("{{ figure('REVENUE')", "not closed"),
        ("{{ figure({{ 'REVENUE' }}) }}", "not closed"),
        ("{% for one in rows() %}", "written wrongly here"),
        ("{{ ''.__class__.__mro__ }}", 'do not know "__class__"'),
        ("{{ figure.__globals__ }}", 'do not know "__globals__"'),
        ("{{ 'a' * 1000000000 }}", "cannot be done"),
        ("{{ '%999999999d' % 1 }}", "cannot be done"),
        ("{{ 'a'.ljust(1000000000) }}", "Only the names of figures"),
        ("{{ 'a' | center(1000000000) }}", 'do not know "center"'),
        ("{% for i in range(1000000000) %}x{% endfor %}", 'do not know "range"'),
        ("{% set a = 'a' ~ 'b' %}{{ a }}", "can be set only"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "cannot be done"),
        ("{% include '/etc/passwd' %}", "cannot be done"),
        (
            "{% for a in rows() %}{% for b in rows() %}{% for c in rows() %}x{% endfor %}{% endfor %}{% endfor %}",
            "twice",
        ),
        ("{{ rows()[0] }}", "by their place"),
        ("{{ self }}", 'do not know "self"'),
        ("{{ rows() | map(attribute='__class__') }}", 'do not know "map"'),
    ],
)
def test_nothing_but_figures_can_be_reached_and_nothing_runs_for_long(line: str, told: str) -> None:
    messages = " ".join(str(one.message) for one in found("Trước", line))
    assert told in messages


@pytest.mark.parametrize(
    "line",
    [
        "{" * 100_000,
        "{{" * 50_000,
        "{% if value() %}" * 20_000,
        "{{ " * 30_000,
        "{{ " + "(" * 3000 + ")" * 3000 + " }}",
    ],
)
def test_a_line_made_to_take_long_is_told_as_wrong(line: str) -> None:
    assert found("Trước", line)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.4", b"plain"])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput) as failure:
        filled(content)
    assert "not a Word file" in str(failure.value)


def test_what_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<" * (65 << 20))
    with pytest.raises(BadInput) as failure:
        filled(buffer.getvalue())
    assert "more than 64 MB" in str(failure.value)


def test_a_template_without_references_comes_back_with_its_words() -> None:
    made, references = filled(word("Kính gửi:", "Nơi nhận: {chưa có}"))
    assert [words(one._p) for one in made.paragraphs] == ["Kính gửi:", "Nơi nhận: {chưa có}"]
    assert references == ()


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="{}%#"),
        max_size=60,
    )
)
def test_any_words_around_a_figure_stay_as_they_are(text: str) -> None:
    content = word(f"{text}{{{{ figure('REVENUE') }}}}{text}")
    before = words(docx.Document(BytesIO(content)).paragraphs[0]._p)
    made, _ = filled(content)
    assert words(made.paragraphs[0]._p) == before.replace("{{ figure('REVENUE') }}", "4.680 tỷ đồngE")


def test_a_preview_keeps_figures_apart() -> None:
    marks = Marks()
    made = fill(word("Thu {{ figure('REVENUE') }}.", ""), helpers(marks), FIELDS, marks)
    parts = preview(made.content, made.references)
    assert [(one.text, one.of.code if one.of else "") for one in parts[0].line] == [
        ("Thu ", ""), ("4.680 tỷ đồng", "REVENUE"), ("E", ""), (".", ""),
    ]  # fmt: skip
    assert [one.raised for one in parts[0].line] == [False, False, True, False]
    assert len(parts) == 1


def test_every_wrongly_written_reference_is_told_at_once_in_words_of_the_house() -> None:
    wrong = ["{{ figure('REVENUE' }}", "{{ figure('REVENUE') }}", "{{ figure('REVENUE' 'x') }}", "{{ nowhere() }}"]
    told = found(*wrong)
    assert [one.line for one in told] == sorted(one.line for one in told)
    assert len(told) == 3
    assert not any("expected" in str(one.message) or "unexpected" in str(one.message) for one in told)
