"""Which rows of a follow-up sheet are tasks, and which are not, with the reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.sheets import Sheet, SheetCell
from quarterdeck.tasks.rules.sheets.columns import Field, Head, Vocabulary

_NUMBERS_OF_COLUMNS = re.compile(r"\(?([0-9]{1,2}|[A-Da-d])\)?(\s*=.*)?")
_OF_A_GROUP = re.compile(r"\(?([IVXLC]+|[A-Z])[.)]?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is to become a task: what stands in each column that means something. `number` is as people count."""

    number: int
    cells: Mapping[Field, SheetCell]

    def text(self, field: Field) -> str:
        """What stands in a column, "" where there is none."""
        cell = self.cells.get(field)
        return cell.text if cell else ""

    def place(self, field: Field) -> str:
        """The address of the cell, else that of the task itself, else the number of the row."""
        cell = self.cells.get(field) or self.cells.get(Field.TEXT)
        return cell.address if cell else str(self.number)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that becomes no task, and why."""

    number: int
    text: str
    why: Message


def rows_of(
    sheet: Sheet, head: Head, fields: Sequence[Field], vocabulary: Vocabulary
) -> tuple[list[SheetRow], list[LeftOut]]:
    """The tasks below the headings, and the rows that are none: headings of groups, what is done, what is withdrawn."""
    tasks, left = [], []
    for number, cells in enumerate(sheet.rows[head.last + 1 :], head.last + 2):
        if not any(cell.text for cell in cells) or _numbers_columns(cells):
            continue
        row = SheetRow(number, dict(_meaning(cells, fields)))
        why = _left_out(row, cells, fields, vocabulary)
        if why is None:
            tasks.append(row)
        else:
            said = row.text(Field.TEXT) or next(cell.text for cell in cells if cell.text)
            left.append(LeftOut(number, said, why))
    return tasks, left


def _meaning(cells: Sequence[SheetCell], fields: Sequence[Field]) -> Iterator[tuple[Field, SheetCell]]:
    for cell, field in zip(cells, fields, strict=False):
        if field is not Field.LEFT_OUT:
            yield field, cell


def _numbers_columns(cells: Sequence[SheetCell]) -> bool:
    """Whether the row only numbers the columns: (1) (2) (3)."""
    said = [cell.text for cell in cells if cell.text]
    return len(said) > 2 and all(_NUMBERS_OF_COLUMNS.fullmatch(text) for text in said)


def _left_out(
    row: SheetRow, cells: Sequence[SheetCell], fields: Sequence[Field], vocabulary: Vocabulary
) -> Message | None:  # fmt: skip
    state = " ".join(fold(row.text(Field.STATE)).split())
    if state in vocabulary.cancelled:
        return Message(gettext_noop("withdrawn, as the sheet says"))
    if state in vocabulary.done:
        return Message(gettext_noop("done, as the sheet says: a task is closed here only by evidence that is accepted"))
    if _heads_a_group(row, cells, fields):
        return Message(gettext_noop("a heading, not a task: nothing else stands in the row"))
    return None


def _heads_a_group(row: SheetRow, cells: Sequence[SheetCell], fields: Sequence[Field]) -> bool:
    """Whether nothing but a title stands in the row, with no number before it or a Roman one or a letter."""
    if any(cell.text for field, cell in row.cells.items() if field is not Field.TEXT):
        return False
    said = [cell.text for cell in cells if cell.text]
    beside = [cell.text for cell, field in zip(cells, fields, strict=False) if cell.text and field is Field.LEFT_OUT]
    return len(said) == 1 or (len(beside) == 1 and _OF_A_GROUP.fullmatch(beside[0]) is not None)
