"""What a paper contains, free of language, layout and file format.

All text arrives already written in the paper's language; numbers arrive formatted, with the exact value
beside them where a table has to be exported. Every number may carry a badge (how far it may be trusted)
and an origin (the address of the place that explains it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

Lang = Literal["vi", "en"]
Badge = Literal["", "E", "I", "P"]  # estimated, illustrative, provisional
Tone = Literal["", "ahead", "on_course", "behind", "off_course"]
Align = Literal["left", "right", "center"]
MANY_COLUMNS, FEW_ROWS = 7, 16


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set alike. `origin` is a URL, absolute or relative to the site."""

    text: str
    bold: bool = False
    italic: bool = False
    badge: Badge = ""
    origin: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or plain heading: level 1 is "I.", level 2 "1.", level 3 "a)"."""

    kind: ClassVar[str] = "heading"
    level: Literal[1, 2, 3]
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list set with dashes, as official papers set it."""

    kind: ClassVar[str] = "bullets"
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `width` is a share of the table's width (weights, any sum)."""

    title: str
    unit: str = ""
    align: Align = "left"
    width: int = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what people read; `value` the exact figure, with `decimals` to show, or `day`, for workbooks.

    `note` is the reason why a figure is missing or odd. `tone` is a standing that the text also says. Where `percent`,
    `value` is told in per cent: a workbook keeps the share and shows it so.
    """

    text: str
    value: Decimal | None = None
    decimals: int | None = None
    badge: Badge = ""
    origin: str = ""
    note: str = ""
    tone: Tone = ""
    day: date | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of as many cells as columns; a "group" row is one cell that heads those below it."""

    cells: tuple[Cell, ...]
    role: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; in a workbook the rows of one with `filters` can be sorted and narrowed by any column."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    filters: bool = False

    @property
    def dense(self) -> bool:
        """Whether it has so many columns that it is set smaller."""
        return len(self.columns) >= MANY_COLUMNS

    @property
    def short(self) -> bool:
        """Whether it fits on a page and so is not broken."""
        return len(self.rows) <= FEW_ROWS

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            expected = 1 if row.role == "group" else len(self.columns)
            if len(row.cells) != expected:
                raise BadInput(
                    Message(
                        gettext_noop("The row has {cells} cells, the table needs {expected}"),
                        {"cells": len(row.cells), "expected": expected},
                    ),
                    place=f"{self.caption or 'table'}:{number}",
                    remedy=gettext_noop("Give one cell per column; a group row has one cell only"),
                )


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: `spec` is the Vega-Lite specification as JSON text, `alt` says it in words."""

    kind: ClassVar[str] = "chart"
    spec: str
    alt: str
    width_mm: int = 160


@dataclass(frozen=True, slots=True)
class ConclusionItem:
    """One conclusion of a notice; who leads, by when and with which result where it is a task."""

    kind: ClassVar[str] = "conclusion"
    number: str
    text: Runs
    lead: str = ""
    due: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: ClassVar[str] = "page_break"


Block = Heading | Paragraph | Bullets | Table | Chart | ConclusionItem | PageBreak


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official paper (parts 1 to 4 of Decree 30/2020/ND-CP, Art. 8).

    `parent_body` and `motto` may be empty. `divider` is a short rule, or the words to set instead of it
    (Party papers set an asterisk under the issuer).
    """

    nation: str
    motto: str
    parent_body: str
    issuer: str
    number_symbol: str
    place_date: str
    divider: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the modes in the order of the lines, then the post, then the holder (may be blank)."""

    modes: tuple[str, ...]
    post: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """Which vintage the numbers are from and when the paper was made; `legend` explains the badges used.

    `facts` are further lines, name and text, of the sheet of a workbook that tells where it comes from.
    """

    vintage: str
    produced: str = ""
    legend: tuple[tuple[Badge, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature on a page of its own: label "Phụ lục I", title, "(Kèm theo …)"."""

    label: str
    title: str
    reference: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `title` is the name of its type ("BÁO CÁO"), `subtitle` its abstract (trích yếu).

    `writer` signs minutes beside the chair, in the place of the recipients.
    """

    kind: Literal["briefing", "report", "notice", "minutes"]
    lang: Lang
    header: Letterhead
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    footer: Footer
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    annexes: tuple[Annex, ...] = field(default=())
    writer: Signature | None = None


def all_blocks(paper: Paper) -> Iterator[Block]:
    """Every block in reading order, those of the annexes included."""
    yield from paper.blocks
    for annex in paper.annexes:
        yield from annex.blocks


def joined(runs: Runs) -> str:
    """The words of runs, without badges."""
    return "".join(run.text for run in runs)


def close_end(text: str) -> str:
    """Text whose last two words stay on one line, so that no year stands alone under a title."""
    return "\u00a0".join(text.rsplit(" ", 1))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.number} {block.text}".strip()
        case Paragraph():
            yield joined(block.runs)
        case Bullets():
            yield from (f"- {joined(item)}" for item in block.items)
        case ConclusionItem():
            yield f"{block.number} {joined(block.text)}".strip()
        case Table():
            yield from ("\t".join(cell.text for cell in row.cells) for row in block.rows)


def plain_text(paper: Paper) -> str:
    """The paper's running text, one line per paragraph, for checking what it claims."""
    lines = [line for block in all_blocks(paper) for line in _lines(block)]
    return "\n".join([paper.title, paper.subtitle, *lines]) + "\n"
