"""The columns of codes and names in a table that somebody made."""

from collections.abc import Sequence
from dataclasses import dataclass

from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.lineage import Register
from quarterdeck.core.lineage.padding import restored
from quarterdeck.core.messages import Message, gettext_noop

HEAD_WITHIN = 10  # rows from the top; a title may stand above the heads
CODE_HEADS = ("code", "area", "area code", "ma", "ma so", "ma xa", "ma huyen", "ma tinh", "ma dvhc", "ma dia ban",
              "dia ban", "kood", "gemeindenummer", "bfs", "insee", "geo")  # fmt: skip
NAME_HEADS = ("name", "name vi", "name_vi", "name en", "name_en", "ten", "ten xa", "ten huyen", "ten tinh", "ten dvhc",
              "don vi hanh chinh", "nimi", "nom", "libelle", "gemeindename")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A column of codes and, where there is one, of names in the same order, with their heads."""

    codes: Sequence[str]
    names: Sequence[str] | None
    codes_head: str
    names_head: str


def find_columns(
    lines: Sequence[Sequence[str]], register: Register, *, place: str, codes: str = "", names: str = ""
) -> Table:
    """The columns with these heads; without a head the column with most codes of the register, and a usual name.

    Raises `BadInput` where there is no such column.
    """
    width = max(len(line) for line in lines)
    cells = [[*line, *[""] * (width - len(line))] for line in lines]
    row: int | None
    if codes:
        row, column = _headed(cells, (fold(codes),), place, codes)
    else:
        row, column = _most_codes(cells, register, place)
    named = _named(cells[row], names, place) if row is not None else None
    below = cells[row + 1 :] if row is not None else cells
    kept = [line for line in below if line[column]]
    return Table(
        [line[column] for line in kept],
        [line[named] for line in kept] if named is not None else None,
        cells[row][column] if row is not None else "",
        cells[row][named] if row is not None and named is not None else "",
    )


def _headed(cells: Sequence[Sequence[str]], heads: Sequence[str], place: str, wanted: str) -> tuple[int, int]:
    for row, line in enumerate(cells[:HEAD_WITHIN]):
        for column, cell in enumerate(line):
            if fold(cell) in heads:
                return row, column
    raise BadInput(
        Message(gettext_noop('There is no column "{column}".'), {"column": wanted}), place=place,
        remedy=Message(gettext_noop("Its columns are: {columns}."), {"columns": ", ".join(filter(None, cells[0]))}),
    )  # fmt: skip


def _most_codes(cells: Sequence[Sequence[str]], register: Register, place: str) -> tuple[int | None, int]:
    """The row of heads, None where there is none, and the column in which most cells are codes of the register."""
    scores = [_known([line[column] for line in cells], register) for column in range(len(cells[0]))]
    heads = next(
        (row for row, line in enumerate(cells[:HEAD_WITHIN]) if {fold(one) for one in line} & {*CODE_HEADS}),
        _above_codes(cells, scores.index(max(scores)), register),
    )
    usual = [fold(cells[heads][column]) in CODE_HEADS for column in range(len(scores))]
    best = max(
        range(len(scores)), key=lambda column: (usual[column] and scores[column] > 0, scores[column], usual[column])
    )
    if not scores[best] and not usual[best]:
        raise BadInput(
            gettext_noop("No column holds codes of the register."), place=place,
            remedy=gettext_noop("Name the column of codes: --column CODE"),
        )  # fmt: skip
    head = cells[heads][best]
    return (None if head in register.by_code else heads), best


def _above_codes(cells: Sequence[Sequence[str]], column: int, register: Register) -> int:
    """The row that heads a column of codes: the last one with a text there before the first code; else the first."""
    texts = [line[column] for line in cells]
    padded = restored([text for text in texts if text], register)
    first = next((row for row, text in enumerate(texts) if padded.get(text, text) in register.by_code), 0)
    return max((row for row in range(min(first, HEAD_WITHIN)) if texts[row]), default=0)


def _known(texts: Sequence[str], register: Register) -> int:
    """How many cells are codes; 0 where most are not, as in a column of figures that now and then look like codes."""
    given = [text for text in texts if text]
    padded = restored(given, register)
    known = sum(padded.get(text, text) in register.by_code for text in given)
    return known if known * 2 >= len(given) else 0


def _named(heads: Sequence[str], names: str, place: str) -> int | None:
    if names:
        return _headed([heads], (fold(names),), place, names)[1]
    found = {fold(head): column for column, head in reversed(list(enumerate(heads)))}
    return next((found[name] for name in NAME_HEADS if name in found), None)
