"""Papers as Word files, from a docxtpl template that an office may have edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from PIL import ImageFont

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers import charts
from quarterdeck.papers.content import (
    Annex,
    Block,
    Bullets,
    Chart,
    ConclusionItem,
    Heading,
    Lang,
    PageBreak,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    close_end,
)
from quarterdeck.papers.html import absolute
from quarterdeck.papers.word_table import runs_xml, table_xml
from quarterdeck.papers.words import word

HERE = Path(__file__).parent
TEXT_MM, HEAD_MM, SHORT_RULE_MM, MOTTO_POINTS = 160, 97, 22, 13
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def render(paper: Paper, *, template: Path | None = None, site: str = "", cache: Path | None = None) -> bytes:
    """The paper as .docx; `template` replaces the one of its kind, origins link to `site` if given.

    `cache` is a folder that keeps the drawings of charts.
    Raises BadInput where the template cannot be read or its tags are wrong.
    """
    file = template or HERE / "templates" / f"{paper.kind}.docx"
    try:
        document = DocxTemplate(file)
        document.render(_Filling(document, paper, site, cache).context(), autoescape=True)
    except (TemplateError, KeyError, ValueError, OSError, BadZipFile) as error:
        raise BadInput(
            Message(gettext_noop("The Word template cannot be filled: {detail}"), {"detail": error}),
            place=file.name,
            remedy=gettext_noop("Compare its tags with docs/how-to/change-a-word-template.md"),
        ) from error
    _describe(document, paper)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _describe(document: Any, paper: Paper) -> None:
    """Title and language, so that Word's reader and spelling check know them."""
    properties = document.docx.core_properties
    properties.title = f"{paper.title}: {paper.subtitle}"[:255]
    properties.author = paper.header.issuer.replace("\n", " ")
    code = {"vi": "vi-VN", "en": "en-GB"}[paper.lang]
    properties.language = code
    for lang in document.docx.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), code)


@dataclass(frozen=True, slots=True)
class _Xml:
    """Markup for Word made by this package from escaped text; the template takes it as it is."""

    text: str

    def __html__(self) -> str:
        return self.text


class _Picture:
    """A chart as an inline picture with its words as alternative text."""

    def __init__(self, document: Any, chart: Chart, cache: Path | None) -> None:
        self.document, self.chart, self.cache = document, chart, cache

    def __html__(self) -> str:
        # The part being filled (body, header) is known only while docxtpl asks for the text.
        part = self.document.current_rendering_part
        inline = part.new_pic_inline(
            BytesIO(charts.png(self.chart.spec, cache=self.cache)), Mm(self.chart.width_mm), None
        )
        inline.docPr.set("descr", self.chart.alt)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # LibreOffice sets 3 mm where this is not said
        return f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'

    __str__ = __html__


class _Filling:
    """What fills a template: the paper's parts as text, XML and pictures."""

    def __init__(self, document: Any, paper: Paper, site: str, cache: Path | None) -> None:
        self.document, self.paper, self.site, self.cache = document, paper, site, cache

    def context(self) -> dict[str, Any]:
        """The names that tags in a template may use."""
        paper, signature, writer = self.paper, self.paper.signature, self.paper.writer
        return {
            "head": paper.header,
            "issuer": paper.header.issuer.split("\n"),
            "motto_rule": _rule(HEAD_MM, _width_mm(paper.header.motto or paper.header.nation)),
            "short_rule": _rule(TEXT_MM, SHORT_RULE_MM),
            "title": paper.title,
            "subtitle": close_end(paper.subtitle),
            "addressees": "; ".join(paper.addressees),
            "blocks": self.body(),
            "annex_blocks": [entry for annex in paper.annexes for entry in self.annex(annex)],
            "recipients": _listed(paper.recipients),
            "signature": (*signature.modes, signature.post) if signature else (),
            "holder": signature.holder if signature else "",
            "writer": (*writer.modes, writer.post) if writer else (),
            "writer_holder": writer.holder if writer else "",
            "vintage": paper.footer.vintage,
            "legend": _legend(paper),
            "words": {name: word(paper.lang, name) for name in ("addressees", "recipients")},
        }

    def body(self) -> list[dict[str, Any]]:
        """All entries of the body; a last paragraph keeps to the signature, which never stands alone."""
        entries = [entry for block in self.paper.blocks for entry in self.entries(block)]
        if self.paper.signature and entries and entries[-1]["kind"] == "text":
            entries[-1]["kind"] = "closing"
        return entries

    def annex(self, annex: Annex) -> Iterator[dict[str, Any]]:
        """The head of an annex, then its blocks."""
        yield {"kind": "annex", "label": annex.label, "title": annex.title, "reference": annex.reference}
        for block in annex.blocks:
            yield from self.entries(block)

    def entries(self, block: Block) -> Iterator[dict[str, Any]]:
        """The paragraphs a block becomes; `kind` chooses the template's paragraph and its style."""
        match block:
            case Heading():
                yield {"kind": f"heading{block.level}", "text": f"{block.number} {block.text}".strip()}
            case Paragraph():
                yield {"kind": "text", "text": self.text(block.runs)}
            case Bullets():
                yield from ({"kind": "text", "text": self.text((Run("- "), *item))} for item in block.items)
            case Table():
                yield from self.table(block)
            case Chart():
                yield {"kind": "chart", "picture": _Picture(self.document, block, self.cache)}
            case ConclusionItem():
                yield from self.conclusion(block)
            case PageBreak():
                yield {"kind": "page_break", "page_break": _Xml(_PAGE_BREAK)}

    def table(self, table: Table) -> Iterator[dict[str, Any]]:
        if table.caption:
            yield {"kind": "caption", "text": table.caption}
        yield {"kind": "table", "table": _Xml(table_xml(table, TEXT_MM, self.link))}
        for note in table.notes or ("",):  # two tables without a paragraph between would become one
            yield {"kind": "note", "text": note}

    def conclusion(self, item: ConclusionItem) -> Iterator[dict[str, Any]]:
        number = (Run(f"{item.number} "),) if item.number else ()
        details = _details(item, self.paper.lang)
        yield {"kind": "closing" if details else "text", "text": self.text((*number, *item.text))}
        if details:
            yield {"kind": "details", "text": details}

    def text(self, runs: Runs) -> _Xml:
        return _Xml(runs_xml(runs, self.link))

    def link(self, origin: str) -> str:
        """The relationship id of an origin's address; empty where it has none outside the system."""
        address = absolute(origin, site=self.site, linked=bool(self.site))
        return str(self.document.build_url_id(address)) if address else ""


def _details(item: ConclusionItem, lang: Lang) -> str:
    said = ((name, getattr(item, name)) for name in ("lead", "due", "result"))
    return " ".join(f"{word(lang, name)}: {value}." for name, value in said if value)


def _listed(lines: tuple[str, ...]) -> list[str]:
    """Each line ends with a semicolon, the last with a full stop."""
    return [f"{line}{'.' if place == len(lines) else ';'}" for place, line in enumerate(lines, 1)]


def _legend(paper: Paper) -> list[str]:
    badges = " · ".join(f"{badge}: {meaning}" for badge, meaning in paper.footer.legend)
    return [line for part in (paper.footer.produced, badges) if (line := part)]


def _rule(space_mm: float, length_mm: float) -> _Xml:
    """A line of `length_mm` in the middle of `space_mm`; the style "Rule" draws it."""
    indent = round((space_mm - length_mm) / 2 * 56.7)
    return _Xml(f'<w:p><w:pPr><w:pStyle w:val="Rule"/><w:ind w:left="{indent}" w:right="{indent}"/></w:pPr></w:p>')


@lru_cache(maxsize=16)
def _width_mm(text: str) -> float:
    """How wide a line of the head is set, by the metrics of Times New Roman bold."""
    font = ImageFont.truetype(str(HERE / "fonts" / "Tinos-Bold.ttf"), 1000)
    return float(font.getlength(text)) / 1000 * MOTTO_POINTS * 25.4 / 72
