"""Small Word files put together from their XML, for tests of what reads and writes them."""

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the inside of its `w:rPr`."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell; `text` may be blocks."""
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inside}{text if text.startswith('<') else paragraph(text)}</w:tc>"


def table(*rows: list[str], heads: int = 0) -> str:
    """A table of rows of cells; plain words become a cell; the first `heads` rows repeat on each page."""
    made = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < heads else ""
        made.append(f"<w:tr>{head}{''.join(one if one.startswith('<w:tc') else cell(one) for one in row)}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def text_box(*blocks: str) -> str:
    """A run with a text box, written for newer and for older programs."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    newer = (
        '<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="3000000" cy="600000"/>'
        '<wp:docPr id="1" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></mc:Choice>"
    )
    older = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{newer}{older}</mc:AlternateContent></w:r>"


def footnote_mark(number: int) -> str:
    """The run that calls a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def word_file(
    *blocks: str,
    footnotes: Mapping[int, str] | None = None,
    header: str = "",
    footer: str = "",
    styles: str = "",
    numbering: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx whose body is `blocks`; footnotes by number, header and footer are blocks too,
    styles and numbering the inside of their parts."""
    parts: dict[str, tuple[str, str]] = {}
    section = ""
    if footnotes:
        notes = "".join(f'<w:footnote w:id="{number}">{blocks}</w:footnote>' for number, blocks in footnotes.items())
        line = paragraph("<w:r><w:separator/></w:r>")
        notes = f'<w:footnote w:type="separator" w:id="-1">{line}</w:footnote>{notes}'
        parts["footnotes"] = ("footnotes", f"<w:footnotes {SPACES}>{notes}</w:footnotes>")
    for kind, inside in (("header", header), ("footer", footer)):
        if inside:
            tag = "hdr" if kind == "header" else "ftr"
            parts[f"{kind}1"] = (kind, f"<w:{tag} {SPACES}>{inside}</w:{tag}>")
            section += f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>'
    for kind, inside in (("styles", styles), ("numbering", numbering)):
        if inside:
            parts[kind] = (kind, f"<w:{kind} {SPACES}>{inside}</w:{kind}>")
    body = f"<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", _types(parts))
        out.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "word/document.xml")]))
        out.writestr("word/document.xml", _HEAD + body)
        out.writestr(
            "word/_rels/document.xml.rels",
            _relations([(name, kind, f"{name}.xml") for name, (kind, _) in parts.items()]),
        )
        for name, (_, xml) in parts.items():
            out.writestr(f"word/{name}.xml", _HEAD + xml)
        for name, data in (extra or {}).items():
            out.writestr(name, data)
    return buffer.getvalue()


def _types(parts: Mapping[str, tuple[str, str]]) -> str:
    made = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>{made}</Types>'
    )


def _relations(rows: list[tuple[str, str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in rows
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{made}</Relationships>"
    )
