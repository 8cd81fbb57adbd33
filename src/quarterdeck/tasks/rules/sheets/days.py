"""How a column of a follow-up sheet writes its days: the day first, the month first, or as Excel counts them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quarterdeck.papers.sheets import SheetCell
from quarterdeck.tasks.rules.sheets.columns import Field
from quarterdeck.tasks.rules.sheets.rows import SheetRow

DAY_FIRST, MONTH_FIRST = "d/m/y", "m/d/y"
DAYS = (Field.DUE, Field.ISSUED_ON)
_WRITTEN = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_COUNTED = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL = date(1899, 12, 30)  # the day before the first that Excel counts, with its leap day of 1900 that never was
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Order:
    """In which order a column writes its days. `sure` is False where no cell tells, or cells tell both.

    `example` is a cell that could be either, "" where there is none.
    """

    order: str
    sure: bool
    example: str = ""


def order_of(texts: Iterable[str]) -> Order:
    """The order of a column, by the cells of which one part can be no month.

    >>> order_of(["03/04/2024", "03/25/2024"]), order_of(["03/04/2024"]).sure
    (Order(order='m/d/y', sure=True, example='03/04/2024'), False)
    """
    found = [hit for text in texts if (hit := _WRITTEN.fullmatch(text.strip()))]
    pairs = [(int(hit[1]), int(hit[3])) for hit in found]
    day_first = any(first > 12 >= second for first, second in pairs)
    month_first = any(second > 12 >= first for first, second in pairs)
    either = [hit[0] for hit, (first, second) in zip(found, pairs, strict=True) if first != second <= 12 >= first]
    order = MONTH_FIRST if month_first and not day_first else DAY_FIRST
    return Order(order, day_first != month_first or not either, either[0] if either else "")


def day_in(text: str, order: str) -> date | None:
    """The day that a cell holds where it is written in numbers; one that cannot be in this order is read in the other.

    >>> day_in("03/04/2024", MONTH_FIRST), day_in("25/04/2024", MONTH_FIRST), day_in("45365", DAY_FIRST)
    (datetime.date(2024, 3, 4), datetime.date(2024, 4, 25), datetime.date(2024, 3, 14))
    """
    if counted := _COUNTED.fullmatch(text.strip()):
        day = _EXCEL + timedelta(days=int(counted[1]))
        return day if _FIRST <= day < _LAST else None
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return None
    first, second, year = int(written[1]), int(written[3]), int(written[4])
    year += 2000 if year < 100 else 0
    either = [(first, second), (second, first)]
    for day, month in either if order == DAY_FIRST else reversed(either):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def with_days(row: SheetRow, orders: Mapping[Field, str]) -> SheetRow:
    """The row with its days as `orders` of their columns say, written year first."""
    cells = dict(row.cells)
    for field in DAYS:
        day = day_in(row.text(field), orders.get(field, DAY_FIRST))
        if day is not None:
            cells[field] = SheetCell(cells[field].address, day.isoformat())
    return replace(row, cells=cells)
