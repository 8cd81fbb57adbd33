"""Which rows of a follow-up sheet are tasks, and which are not, with the reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.sheets import Sheet, SheetCell
from quarterdeck.tasks.rules.sheets.columns import Field, Head, Vocabulary, key_of

_NUMBERS_OF_COLUMNS = re.compile(r"\(?([0-9]{1,2}|[A-Da-d])\)?(\s*=.*)?")
_ON_A_DAY = re.compile(r"[0-3]?[0-9]([./-])[01]?[0-9]\1[0-9]{2,4}[ .;]*$")
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

    def stands(self, field: Field) -> str:
        """What stands at that place."""
        cell = self.cells.get(field) or self.cells.get(Field.TEXT)
        return cell.text if cell else ""


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
    tasks, left, numbered = [], [], set()
    for number, cells in enumerate(sheet.rows[head.last + 1 :], head.last + 2):
        if not any(cell.text for cell in cells) or _numbers_columns(cells):
            continue
        row = SheetRow(number, dict(_meaning(cells, fields)))
        why = _left_out(row, cells, fields, vocabulary)
        if why is None:
            tasks.append(row)
            if any(cell.text.isdigit() for cell, field in zip(cells, fields, strict=False) if field is Field.LEFT_OUT):
                numbered.add(number)
        else:
            said = row.text(Field.TEXT) or next(cell.text for cell in cells if cell.text)
            left.append(LeftOut(number, said, why))
    end = _end_of_tasks(tasks, numbered, sheet, vocabulary)
    why = Message(gettext_noop("below the last task: who signs, to whom it goes, or a sum"))
    below = [LeftOut(one.number, _said(sheet, one), why) for one in tasks[end:]]
    return tasks[:end], sorted([*left, *below], key=lambda one: one.number)


def _end_of_tasks(rows: Sequence[SheetRow], numbered: set[int], sheet: Sheet, vocabulary: Vocabulary) -> int:
    """How many of the rows come before who signs, to whom it goes, and sums.

    Below the last row that has a number, or says what, who and by when, the first one that has not in a sheet whose
    tasks are numbered, that says nothing to do, or that begins like a signature ends the tasks.
    """
    signs = [_signs(sheet, one, vocabulary) for one in rows]
    full = [one.number in numbered or (not sign and all(map(one.text, (Field.TEXT, Field.LEAD, Field.DUE))))
            for one, sign in zip(rows, signs, strict=True)]  # fmt: skip
    if not any(full):
        return len(rows)
    last = max(place for place, one in enumerate(full) if one)
    after = range(last + 1, len(rows))
    return next((at for at in after if numbered or signs[at] or not rows[at].text(Field.TEXT)), len(rows))


def _signs(sheet: Sheet, row: SheetRow, vocabulary: Vocabulary) -> bool:
    texts = [cell.text for cell in sheet.rows[row.number - 1] if cell.text]
    begins = any(f"{key_of(text)} ".startswith(f"{word} ") for text in texts for word in vocabulary.below)
    return begins or (bool(vocabulary.dated) and any(re.search(vocabulary.dated, fold(text)) for text in texts))


def _said(sheet: Sheet, row: SheetRow) -> str:
    return row.text(Field.TEXT) or next(cell.text for cell in sheet.rows[row.number - 1] if cell.text)


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
    # "done on 20/3/2024." is done, "done 50/120" is not
    state = _ON_A_DAY.sub("", " ".join(fold(row.text(Field.STATE)).split())).rstrip(".; ")
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
