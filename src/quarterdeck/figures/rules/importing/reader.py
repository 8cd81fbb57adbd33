"""A sheet of figures, read cell by cell: good rows, and for every bad cell where, what and the remedy."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import UnitNamed
from quarterdeck.figures.rules import numbers
from quarterdeck.figures.rules.importing import cells
from quarterdeck.figures.rules.importing.columns import Column, Head, read_head
from quarterdeck.figures.rules.importing.facts import AreaFact, Facts, IndicatorFact
from quarterdeck.papers.sheets import Sheet, SheetCell

MOST_ROWS = 50_000
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that cannot be taken as it is: `place` is its address ("D7"), `row` its row as people count."""

    place: str
    row: int
    column: str
    what: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A row without errors; `value` is in `unit`. `row` is as people count; the places are addresses of cells."""

    row: int
    place: str
    unit_place: str
    reason_place: str
    indicator: IndicatorFact
    area: AreaFact
    period: Period
    value: Decimal | None
    unit: str
    scenario: str
    breakdown: str
    status: str
    qualifier: str
    as_of: date | None
    reason: str

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What the row is of, in the order of a key of the log without its regime."""
        return (self.indicator.code, self.area.code, self.period.code, self.breakdown, self.scenario)


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """`rows` have no errors; `total` counts every row that says anything; `errors` stand in the order of the sheet.

    `areas` are the cells of areas as they were written, with or without errors, of each period that could be read.
    """

    source: str
    rows: tuple[ParsedRow, ...]
    errors: tuple[CellError, ...]
    total: int
    areas: Mapping[Period, tuple[str, ...]] = field(default_factory=dict)

    @property
    def bad_rows(self) -> int:
        """How many rows have an error."""
        return len({error.row for error in self.errors})


def parse_sheet(sheet: Sheet, facts: Facts, *, custom: str = "") -> ParsedSheet:
    """Read every row under the heads of the sheet.

    `custom` is how its numbers are written: "vi" (4.680,5), "en" (4,680.5) or "" (told from the sheet itself:
    where one number proves the custom and none the other, it decides the rest). Raises `BadInput` for a sheet
    that is no file of figures or too long.
    """
    head = read_head(sheet)
    lines = [(place, line) for place, line in enumerate(sheet.rows) if place > head.row and any(c.text for c in line)]
    if len(lines) > MOST_ROWS:
        raise BadInput(
            Message(gettext_noop("The file has {rows} rows."), {"rows": len(lines)}), place=sheet.source,
            remedy=Message(gettext_noop("Send it in parts of at most {most} rows."), {"most": MOST_ROWS}),
        )  # fmt: skip
    proven = custom or _proven_custom([line[head.columns[Column.VALUE]] for _, line in lines])
    readers = [_Row(place + 1, line, head, facts, proven) for place, line in lines]
    parsed = {one.number: row for one in readers if (row := one.read()) is not None}
    errors = [error for one in readers for error in one.errors]
    errors += _repeated(list(parsed.values())) + _mixed(list(parsed.values()))
    bad = {error.row for error in errors}
    rows = tuple(row for number, row in parsed.items() if number not in bad)
    ordered = tuple(sorted(errors, key=lambda error: error.row))
    return ParsedSheet(sheet.source, rows, ordered, len(lines), _areas_told(readers))


def _areas_told(readers: "list[_Row]") -> dict[Period, tuple[str, ...]]:
    told: dict[Period, dict[str, None]] = {}
    for one in readers:
        if one.period is not None and (text := one.cell(Column.AREA).text):
            told.setdefault(one.period, {})[text] = None
    return {period: tuple(texts) for period, texts in told.items()}


def _proven_custom(found: list[SheetCell]) -> str:
    """The custom that some number of the column proves while none proves the other."""
    customs = set()
    for cell in found:
        if cell.text and cell.number is None:
            try:
                customs.add(numbers.typed(cell.text).custom)
            except BadInput:
                continue
    customs.discard("")
    return customs.pop() if len(customs) == 1 else ""


@dataclass(slots=True)
class _Row:
    """One row while it is read."""

    number: int
    line: tuple[SheetCell, ...]
    head: Head
    facts: Facts
    custom: str
    errors: list[CellError] = field(default_factory=list)
    period: Period | None = None

    def cell(self, column: Column) -> SheetCell:
        place = self.head.columns.get(column)
        return SheetCell("", "") if place is None else self.line[place]

    def take(self, column: Column, read: Callable[[str], Value]) -> Value | None:
        cell = self.cell(column)
        try:
            return read(cell.text)
        except BadInput as error:
            self.refuse(column, error.message, error.remedy)
            return None

    def refuse(self, column: Column, what: Message, remedy: Message) -> None:
        self.errors.append(CellError(self.cell(column).address, self.number, column.value, what, remedy))

    def read(self) -> ParsedRow | None:
        indicator = self.take(Column.INDICATOR, lambda text: cells.indicator(text, self.facts))
        period = self.period = self.take(Column.PERIOD, lambda text: cells.period(text, indicator))
        area = self.take(Column.AREA, lambda text: cells.area(text, period, self.facts)) if period else None
        breakdown = self.take(Column.BREAKDOWN, cells.breakdown)
        unit = self.unit(indicator, breakdown)
        scenario = self.take(Column.SCENARIO, cells.scenario)
        status = self.take(Column.STATUS, cells.status)
        qualifier = self.take(Column.QUALIFIER, cells.qualifier)
        as_of = self.take(Column.AS_OF, cells.as_of)
        value = self.take(Column.VALUE, self.value)
        if status and not self.errors:
            self.check_presence(value, status)
        if self.errors or not (indicator and period and area and unit and scenario and status and qualifier):
            return None
        at, unit_at, reason_at = (self.cell(one).address for one in (Column.VALUE, Column.UNIT, Column.REASON))
        return ParsedRow(
            self.number, at, unit_at, reason_at, indicator, area, period, value, unit, scenario.value,
            breakdown or "", status.value, qualifier.value, as_of, self.cell(Column.REASON).text,
        )  # fmt: skip

    def unit(self, indicator: IndicatorFact | None, breakdown: str | None) -> str | None:
        if indicator is None or breakdown is None:
            return None
        return self.take(Column.UNIT, lambda text: cells.unit(text, indicator, breakdown))

    def value(self, text: str) -> Decimal | None:
        number = self.cell(Column.VALUE).number
        if number is None and text:
            number = numbers.settled(numbers.typed(text.removesuffix("%")), self.custom)
        return None if number is None else numbers.storable(number)

    def check_presence(self, value: Decimal | None, status: ObservationStatus) -> None:
        """A value or the reason why there is none, never both and never neither."""
        if value is None and not status.is_missing:
            self.refuse(
                Column.VALUE, Message(gettext_noop("There is no value and no status that says why.")),
                Message(gettext_noop("Give the value, or a status: O missing, L not collected, M cannot exist.")),
            )  # fmt: skip
        elif value is not None and status.is_missing:
            self.refuse(
                Column.STATUS, Message(gettext_noop("The status says that there is no value, but there is one.")),
                Message(gettext_noop("Clear the value, or choose another status.")),
            )  # fmt: skip


def _repeated(rows: list[ParsedRow]) -> list[CellError]:
    """The second row of a key, with the place of the first."""
    first: dict[tuple[str, str, str, str, str], ParsedRow] = {}
    errors = []
    for row in rows:
        before = first.setdefault(row.key, row)
        if before is not row:
            errors.append(CellError(
                row.place, row.row, Column.VALUE.value,
                Message(gettext_noop("This figure stands already in row {row}."), {"row": before.row}),
                Message(gettext_noop("Keep one of the two rows.")),
            ))  # fmt: skip
    return errors


def _mixed(rows: list[ParsedRow]) -> list[CellError]:
    """Rows whose unit is not the one that most rows of the same indicator and breakdown have."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        counts.setdefault((row.indicator.code, row.breakdown), Counter())[row.unit] += 1
    errors = []
    for row in rows:
        usual = counts[row.indicator.code, row.breakdown].most_common(1)[0][0]
        if row.unit != usual:
            errors.append(CellError(
                row.unit_place, row.row, Column.UNIT.value,
                Message(
                    gettext_noop("{indicator} is in {unit:en} here and in {usual:en} elsewhere in the file."),
                    {"indicator": row.indicator.code, "unit": UnitNamed(row.unit), "usual": UnitNamed(usual)},
                ),
                Message(gettext_noop("Use one unit for each indicator, so that no slip of a thousand goes unseen.")),
            ))  # fmt: skip
    return errors
