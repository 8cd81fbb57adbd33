"""The grid of a Word table."""

from dataclasses import dataclass

from lxml import etree

from quarterdeck.prose.sources import word_names as names
from quarterdeck.prose.sources.table_form import WIDEST
from quarterdeck.prose.sources.word_names import VAL, W


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell, how many columns it spans, and whether it only goes on from the cell above it."""

    element: etree._Element
    span: int = 1
    below: bool = False

    @property
    def raw(self) -> str:
        """Its words as they are stored, to tell at once what the table is for."""
        return "".join(one.text or "" for one in self.element.iter(names.T)).strip()


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row: the columns left free before it, its cells, and whether Word repeats it on each page."""

    cells: tuple[WordCell, ...]
    before: int
    head: bool


def grid(table: etree._Element) -> list[WordRow]:
    """The rows of a table that an accepted view shows."""
    rows = []
    for row in _inner(table, names.TR):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        head = properties is not None and properties.find(f"{W}tblHeader") is not None
        before = min(_number(properties, "gridBefore", 0), WIDEST)
        rows.append(WordRow(tuple(_cell(one) for one in _inner(row, names.TC)), before, head))
    return rows


def _inner(parent: etree._Element, tag: str) -> list[etree._Element]:
    """The children of this tag, those wrapped in content controls and changes too."""
    found = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag in names.WRAPPERS or child.tag == names.SDT:
            found += _inner(child, tag)
    return found


def _cell(cell: etree._Element) -> WordCell:
    properties = cell.find(f"{W}tcPr")
    merge = None if properties is None else properties.find(f"{W}vMerge")
    below = merge is not None and merge.get(VAL, "continue") == "continue"
    return WordCell(cell, min(max(_number(properties, "gridSpan", 1), 1), WIDEST), below)


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    said = "" if found is None else found.get(VAL, "")
    return int(said) if said.isdigit() and len(said) < 6 else default
