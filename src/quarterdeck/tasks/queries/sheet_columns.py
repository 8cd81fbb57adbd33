"""The columns of a follow-up sheet as the page shows them, and the names in it that are on no list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.folding import fold
from quarterdeck.core.rights import Actor
from quarterdeck.papers.sheets import Sheet
from quarterdeck.tasks.queries.drafts import day_or_words
from quarterdeck.tasks.queries.sheet_drafts import Reader, vocabulary
from quarterdeck.tasks.queries.sheet_mappings import Plan
from quarterdeck.tasks.rules.sheets import (
    DAY_FIRST,
    DAYS,
    MONTH_FIRST,
    NAMES,
    Field,
    SheetRow,
    day_in,
    order_of,
    rows_of,
)
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

SAMPLES, MOST_QUESTIONS = 2, 60


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column: its heading, the field that it means, and what stands in its first cells."""

    name: str
    field: Field
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """A column of days in which the order is asked for: a cell that could be either, read both ways, the order so far.

    `sure` is False where no cell tells, or cells tell both.
    """

    field: Field
    order: str
    sure: bool
    example: str
    day_first: date | None
    month_first: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A name that is on no list, in how many rows it stands, the name of the lists that is most like it, the answer.

    What is like is only proposed: two districts may differ by one word. `meant` is what was answered before.
    """

    field: Field
    said: str
    times: int
    near: str
    meant: str = ""


def columns_of(sheet: Sheet, plan: Plan) -> list[ColumnShown]:
    """Every column in which something stands."""
    below = sheet.rows[plan.head.last + 1 :]
    shown = []
    for place, (name, field) in enumerate(plan.columns):
        found = [as_read(row[place].text) for row in below if row[place].text][:SAMPLES]
        if found or not name.startswith("("):
            shown.append(ColumnShown(name, field, tuple(found)))
    return shown


def as_read(text: str) -> str:
    """What stands in a cell; a day as the reader writes days."""
    day = day_or_words(text)
    return day_text(day) if isinstance(day, date) else text


def questions(sheet: Sheet, plan: Plan, *, by: Actor, today: date) -> list[Question]:
    """The names in the sheet that are on no list, open ones and frequent ones first; answered ones can be corrected."""
    reader = Reader(plan.values, by, today)
    rows, _left = rows_of(sheet, plan.head, plan.fields, reader.words)
    times: dict[tuple[Field, str], int] = {}
    for field, said in (one for row in rows for one in _unknown(row, reader)):
        times[field, said] = times.get((field, said), 0) + 1
    asked = sorted(times.items(), key=lambda one: -one[1])[:MOST_QUESTIONS]
    found = [Question(field, said, count, reader.names.nearest(field, said)) for (field, said), count in asked]
    return [*found, *_answered(rows, plan)]


def days_asked(sheet: Sheet, plan: Plan) -> list[DaysAsked]:
    """The columns of days whose order is not the usual one or not sure."""
    rows, _left = rows_of(sheet, plan.head, plan.fields, vocabulary())
    found = []
    for field in DAYS:
        known, told = order_of(row.text(field) for row in rows), plan.values.get(field.value, {}).get(DAY_FIRST)
        if known.example and (told or not known.sure or known.order == MONTH_FIRST):
            both = (day_in(known.example, order) for order in (DAY_FIRST, MONTH_FIRST))
            found.append(DaysAsked(field, told or known.order, known.sure, known.example, *both))
    return found


def _answered(rows: Sequence[SheetRow], plan: Plan) -> Iterator[Question]:
    for field in NAMES:
        for said, meant in plan.values.get(field.value, {}).items():
            count = sum(fold(said) in fold(row.text(field)) for row in rows) if said else 0
            if count:
                yield Question(field, said, count, "", meant)


def _unknown(row: SheetRow, reader: Reader) -> Iterator[tuple[Field, str]]:
    for field in NAMES:
        text = row.text(field)
        if not text:
            continue
        if field in (Field.LEAD, Field.COOPERATING):
            named = reader.names.bodies(field, text)
            if not named.collective:
                yield from ((field, said) for said in named.unknown)
        else:
            _post, said = reader.names.post(field, text)
            if said:
                yield field, said


def usual(plan: Plan, *, by: Actor, today: date) -> dict[str, str]:
    """What is proposed for the whole sheet: the defaults remembered, else who is usual and what usually proves."""
    reader = Reader(plan.values, by, today)
    assigners = reader.choices.assigners(by.post)
    follower_up = reader.choices.follower_up(by.post, None)
    proposed = {
        Field.ASSIGNER.value: localname(assigners[0]) if len(assigners) == 1 else "",
        Field.FOLLOWER_UP.value: localname(follower_up) if follower_up else "",
        Field.EVIDENCE.value: reader.words.evidence["vi"],
    }
    if plan.name:
        return {field: some[""] for field, some in plan.values.items() if "" in some}
    return proposed
