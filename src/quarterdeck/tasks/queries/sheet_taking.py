"""What taking in a follow-up sheet would do: which rows become tasks, which do not, and what is wrong in which cell."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.clarity import Finding, Severity
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.papers.csv_sheet import read_csv
from quarterdeck.papers.sheets import Sheet, read_sheet
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.clarity import Draft, Examined, Order, examine
from quarterdeck.tasks.queries.drafts import day_or_words
from quarterdeck.tasks.queries.sheet_drafts import CellRemark, Reader, RowDraft
from quarterdeck.tasks.queries.sheet_mappings import Plan
from quarterdeck.tasks.rules.clear import field_of
from quarterdeck.tasks.rules.sheets import DAY_FIRST, DAYS, Field, LeftOut, SheetRow, order_of, rows_of, with_days

TEXT_FILES = (".csv", ".txt", ".tsv")
MOST_ROWS = 2000
_DIGITS = re.compile(r"[0-9]+")
GOOD, WARNED, BAD, SAME = "good", "warned", "bad", "same"


@dataclass(frozen=True, slots=True)
class Line:
    """A row and what would become of it: its order where nothing blocks, and what is said about its cells.

    `key` is that of the task in the store: the same row is taken in once. `task` is the code of the task that it is.
    """

    row: SheetRow
    kind: str
    examined: Examined
    issued_on: date
    order: Order | None
    key: str
    remarks: tuple[CellRemark, ...]
    task: str = ""
    resting_on: str = ""

    @property
    def draft(self) -> Draft:
        """The row as it is understood."""
        return self.examined.draft


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day that a column writes in another way than most of its cells, as it is read."""

    place: str
    row: int
    field: Field
    said: str
    day: date


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking in the sheet would do now; nothing is written. `days` are those written in another way than usual."""

    source: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    days: tuple[DayRead, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Line, ...]:
        """The rows of these kinds, in the order of the sheet."""
        return tuple(one for one in self.lines if one.kind in kinds)

    def remarks(self, severity: Severity) -> tuple[CellRemark, ...]:
        """What is said about cells with this severity, in the order of the sheet."""
        return tuple(one for line in self.lines for one in line.remarks if one.severity is severity)

    def to_write(self, reason: str) -> tuple[Line, ...]:
        """The rows that become tasks: those that the check warns of only with the reason why."""
        return self.of_kind(GOOD, WARNED) if reason.strip() else self.of_kind(GOOD)


def opened(content: bytes, name: str, sheet: str = "") -> Sheet:
    """The sheet of a file; raises `BadInput` where it cannot be read. What is merged over rows counts for each."""
    if name.lower().endswith(TEXT_FILES):
        return read_csv(content, name)
    return read_sheet(content, name, sheet=sheet, merged=True, fill_down=True)


def look(sheet: Sheet, plan: Plan, *, by: Actor, today: date, lang: str) -> Taking:
    """Hold every row against the clarity check and the lists of the store; what is said is in the reader's language."""
    reader = Reader(plan.values, by, today)
    rows, left = rows_of(sheet, plan.head, plan.fields, reader.words)
    for row in rows[MOST_ROWS:]:
        why = Message(gettext_noop("beyond the {most} rows that are taken in at once"), {"most": MOST_ROWS})
        left.append(LeftOut(row.number, row.text(Field.TEXT), why))
    orders = orders_of(rows, plan)
    drafts = [reader.read(with_days(row, orders)) for row in rows[:MOST_ROWS]]
    keys = {one.row.number: _key(one) for one in drafts}
    by_key = dict(Task.objects.filter(form_key__in=keys.values()).values_list("form_key", "code"))
    codes = {one.row.text(Field.CODE) for one in drafts} - {""}
    there = set(Task.objects.filter(code__in=codes).values_list("code", flat=True))
    first: dict[str, int] = {}
    lines = []
    for one in drafts:
        key, code = keys[one.row.number], one.row.text(Field.CODE)
        known = code if code in there else by_key.get(key, "")
        lines.append(_line(one, reader, key, known, first.setdefault(key, one.row.number), lang))
    days = tuple(_other_days(rows, [one.row for one in drafts]))
    return Taking(sheet.source, tuple(lines), tuple(sorted(left, key=lambda one: one.number)), days)


def orders_of(rows: Sequence[SheetRow], plan: Plan) -> dict[Field, str]:
    """In which order each column writes its days: as was answered for these headings, else as its cells tell."""
    told = {field: plan.values.get(field.value, {}).get(DAY_FIRST) for field in DAYS}
    return {field: told[field] or order_of(row.text(field) for row in rows).order for field in DAYS}


def _other_days(sent: Sequence[SheetRow], rows: Sequence[SheetRow]) -> Iterator[DayRead]:
    """Where a column writes its days in several ways, those that are not written in the usual one, each as read.

    `rows` are those of `sent` with their days as they are read.
    """
    for field in (Field.ISSUED_ON, Field.DUE):
        read = [(row, was.text(field), day) for was, row in zip(sent, rows, strict=False)
                for day in [day_or_words(row.text(field))] if isinstance(day, date)]  # fmt: skip
        ways = Counter(_DIGITS.sub("0", said) for _row, said, _day in read)
        usual = ways.most_common(1)[0][0] if len(ways) > 1 else None
        for row, said, day in read:
            if usual and _DIGITS.sub("0", said) != usual:
                yield DayRead(row.place(field), row.number, field, said, day)


def lacks_result(of: Taking) -> int:
    """How many rows are refused because nothing says what will be there at the end; 0 unless that is all of them."""
    new = [line for line in of.lines if line.kind != SAME]
    without = [line for line in new
               if any(one.field is Field.RESULT and one.code == "K1" and one.severity is Severity.BLOCKS
                      for one in line.remarks)]  # fmt: skip
    return len(without) if len(without) == len(new) else 0


def _line(of: RowDraft, reader: Reader, key: str, known: str, first: int, lang: str) -> Line:
    examined = examine(of.draft, issued_on=of.issued_on, reader=lang, choices=reader.choices)
    if known:
        return Line(of.row, SAME, examined, of.issued_on, None, key, (), known)
    remarks = [*of.remarks, *_found(of, examined.blocking), *_found(of, examined.warnings), *_as_read(of, examined)]
    if first != of.row.number:
        remarks.append(_twice(of, first))
    remarks = _once(remarks)
    kind = BAD if any(one.severity is Severity.BLOCKS for one in remarks) else WARNED if remarks else GOOD
    order = None if kind == BAD else _order(of, examined.draft)
    return Line(of.row, kind, examined, of.issued_on, order, key, tuple(remarks), resting_on=of.resting_on)


def _found(of: RowDraft, findings: Iterable[Finding]) -> list[CellRemark]:
    """What the clarity check says, each beside the cell that it is about.

    Nothing is said twice: not what the sheet itself is blocked for, nor who answers for a task whose lead is missing.
    """
    known = {one.value: one for one in Field}
    told = {one.field for one in of.remarks if one.severity is Severity.BLOCKS}
    if of.draft.lead is None and not of.row.text(Field.ACCOUNTABLE):
        told.add(Field.ACCOUNTABLE)
    return [
        CellRemark(of.row.place(field), of.row.number, field, one.code, one.severity, one.message, one.proposal,
                   of.row.stands(field))
        for one in findings
        for field in [known.get(field_of(one), Field.TEXT)]
        if field not in told
    ]  # fmt: skip


def _as_read(of: RowDraft, examined: Examined) -> list[CellRemark]:
    """A due date that stands in words is said as it is read, so that nobody is held to another day than was meant."""
    said, due = of.draft.due, examined.draft.due
    if not isinstance(said, str) or not isinstance(due, date):
        return []
    what = Message(gettext_noop("“{words}” is read as {day}."), {"words": said, "day": due})
    remedy = Message(gettext_noop("Write the day itself where another one is meant."))
    return [CellRemark(of.row.place(Field.DUE), of.row.number, Field.DUE, "T2", Severity.WARNS, what, remedy, said)]


def _twice(of: RowDraft, first: int) -> CellRemark:
    what = Message(gettext_noop("The same task stands in row {row}."), {"row": first})
    remedy = Message(gettext_noop("Keep one of the two rows."))
    return CellRemark(of.row.place(Field.TEXT), of.row.number, Field.TEXT, "W5", Severity.BLOCKS, what, remedy,
                      of.draft.text)  # fmt: skip


def _once(remarks: Sequence[CellRemark]) -> list[CellRemark]:
    """Of what a cell is blocked for by the same rule only the first, which comes from the sheet itself."""
    kept: dict[tuple[object, ...], CellRemark] = {}
    for one in remarks:
        kept.setdefault((one.field, one.code, one.severity), one)
    return list(kept.values())


def _key(of: RowDraft) -> str:
    """The same for the same task of the same sheet, whenever it is taken in."""
    lead = of.draft.lead.code if of.draft.lead else of.row.text(Field.LEAD)
    issued = of.issued_on.isoformat() if of.dated else ""
    said = "\n".join((fold(of.draft.text), lead, str(of.draft.due), issued))
    return f"sheet-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _order(of: RowDraft, draft: Draft) -> Order:
    texts: Mapping[str, str] = {
        f"{name}_{draft.language}": getattr(draft, name) for name in ("text", "result", "evidence")
    }
    return Order(
        assigner=draft.assigner, accountable_post=draft.accountable_post, lead=draft.lead,
        follower_up=draft.follower_up, acceptor=draft.acceptor, due=draft.due, result_kind=draft.result_kind,
        cooperating=draft.cooperating, document=of.document, indicator=of.indicator, **texts,
    )  # fmt: skip
