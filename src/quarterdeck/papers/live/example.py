"""An example of a template: what an office may start from."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import docx

from quarterdeck.papers.blank_styles import add_styles
from quarterdeck.papers.content import Lang

_BODY_POINTS = 14
_LINES: Mapping[Lang, tuple[tuple[str, str], ...]] = {
    "vi": (
        ("Paper title", "BÁO CÁO NHANH"),
        ("Paper abstract", "Tình hình {{ period() }}"),
        ("Body Text", "{{ sentence('RATE') }}"),
        ("Body Text", "{{ name('LEVEL') }} đạt {{ figure('LEVEL') }}, {{ growth('LEVEL') }} so với cùng kỳ, bằng "
                      "{{ attainment('LEVEL') }} kế hoạch năm; cùng kỳ năm trước: {{ same_period('LEVEL') }}."),
        ("Body Text", "{% if standing('LEVEL') == 'chậm tiến độ' %}Cần tập trung: {{ name('LEVEL', False) }}."
                      "{% endif %}"),
    ),
    "en": (
        ("Paper title", "BRIEF REPORT"),
        ("Paper abstract", "The situation in {{ period() }}"),
        ("Body Text", "{{ sentence('RATE') }}"),
        ("Body Text", "{{ name('LEVEL') }} reached {{ figure('LEVEL') }}, {{ growth('LEVEL') }} on the same period, "
                      "{{ attainment('LEVEL') }} of the year's plan; a year before it was {{ same_period('LEVEL') }}."),
        ("Body Text", "{% if standing('LEVEL') == 'behind schedule' %}To be looked at: {{ name('LEVEL', False) }}."
                      "{% endif %}"),
    ),
}  # fmt: skip
_HEADS: Mapping[Lang, tuple[str, ...]] = {
    "vi": ("Chỉ tiêu", "Đơn vị tính", "Giá trị", "So với cùng kỳ", "So với kế hoạch"),
    "en": ("Indicator", "Unit", "Value", "On the same period", "Of the plan"),
}
_CELLS = ("{{ one.name }}", "{{ one.unit }}", "{{ one.value }}", "{{ one.change }}", "{{ one.of_plan }}")
_LIST: Mapping[Lang, str] = {"vi": "Số liệu đã dùng", "en": "Figures used"}


def example(lang: Lang, *, rate: str, level: str, theme: str) -> bytes:
    """The example as a Word file: sentences, single figures, a condition, a table and the list of references.

    `rate` and `level` are codes of two indicators, `theme` that of the theme whose indicators the table lists.
    """
    document = docx.Document()
    add_styles(document, _BODY_POINTS)
    document.core_properties.created = datetime(2024, 1, 1, tzinfo=UTC)
    for style, text in _LINES[lang]:
        document.add_paragraph(text.replace("RATE", rate).replace("LEVEL", level), style)
    table = document.add_table(rows=4, cols=len(_CELLS), style="Table Grid")
    for place, text in enumerate(_HEADS[lang]):
        table.rows[0].cells[place].text = text
    table.rows[1].cells[0].text = f"{{%tr for one in indicators('{theme}') %}}"
    for place, text in enumerate(_CELLS):
        table.rows[2].cells[place].text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for style, text in (
        ("Heading 2", _LIST[lang]), ("Body Text", "{{ known() }}"), ("Body Text", "{%p for one in references() %}"),
        ("Body Text", "{{ one.number }}. {{ one.name }}, {{ one.period }}: {{ one.text }} {{ one.badge }}"),
        ("Body Text", "{%p endfor %}"),
    ):  # fmt: skip
        document.add_paragraph(text, style)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
