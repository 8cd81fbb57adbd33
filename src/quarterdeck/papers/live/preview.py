"""A filled template as plain lines and tables, its figures apart: to look at before it is saved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from quarterdeck.papers.live.marks import Reference

_BOOKMARK = re.compile(r"qd_([0-9]+)_")
Line = Sequence["Stretch"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words, one figure with its reference, or the raised letter behind one."""

    text: str
    of: Reference | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or the rows of a table."""

    line: Line = ()
    rows: Sequence[Sequence[Line]] = ()


def preview(content: bytes, references: Sequence[Reference]) -> list[Part]:
    """The body of a filled template in reading order; empty paragraphs are left out."""
    known = {one.number: one for one in references}
    body = docx.Document(BytesIO(content)).element.body
    return [part for one in body for part in _parts(one, known)]


def _parts(element: Any, known: Mapping[int, Reference]) -> Iterator[Part]:
    if element.tag == qn("w:p"):
        line = _line(element, known)
        if any(one.text.strip() for one in line):
            yield Part(line)
    elif element.tag == qn("w:tbl"):
        yield Part(rows=[[_line(cell, known) for cell in row.iter(qn("w:tc"))] for row in element.iter(qn("w:tr"))])


def _line(element: Any, known: Mapping[int, Reference]) -> Line:
    found: list[Stretch] = []
    within: Reference | None = None
    for one in element.iter(qn("w:t"), qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        if one.tag == qn("w:bookmarkStart"):
            number = _BOOKMARK.match(one.get(qn("w:name")) or "")
            within = known.get(int(number[1])) if number else within
        elif one.tag == qn("w:bookmarkEnd"):
            within = None
        else:
            found.append(Stretch(one.text or "", within, _is_raised(one)))
    return found


def _is_raised(text: Any) -> bool:
    height = text.getparent().find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return height is not None and height.get(qn("w:val")) == "superscript"
