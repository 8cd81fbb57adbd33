"""Numbers as the cells of a page: each with its digits, its badge, the reason if it is missing, and its door."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from quarterdeck.core.measures import Qualifier, Quantity, format_number
from quarterdeck.core.messages import Message
from quarterdeck.core.pace import Pace
from quarterdeck.engine.reading.reading import Measure, Reading
from quarterdeck.figures.queries.catalogue import measure
from quarterdeck.figures.queries.tables import Row
from quarterdeck.figures.rules import reasons
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.figures.rules.table import Line
from quarterdeck.figures.views.asked import Asked
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.signs import LETTERS, letters_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One number on a page; `url` opens its origin."""

    quantity: Quantity | None
    decimals: int | None
    url: str
    origin: str = ""
    reason: Message | str = ""
    sign: bool = False
    with_unit: bool = False
    unreadable: bool = False

    @property
    def sort(self) -> str:
        """The exact number for sorting, "" where it is not known."""
        return "" if self.quantity is None or self.quantity.value is None else f"{self.quantity.value:f}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another source says of a number that cannot be read; `later`: not known yet in the state shown."""

    quantity: Quantity
    source: Any
    day: date
    later: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the figures table, ready for the page. `period` is told where it is not the one asked for."""

    indicator: Any
    url: str
    period: str
    now: Cell
    same: Cell
    change: Cell
    of_plan: Cell
    pace: Pace
    trend: tuple[Decimal | None, ...]
    course: str
    hollow: bool
    conflicts: Sequence[Any]
    elsewhere: Sequence[Elsewhere]


def digits(quantity: Quantity | None, decimals: int) -> int:
    """The indicator's digits; a hedged number keeps those with which it was said: "nearly 4,680"."""
    if quantity is None or quantity.qualifier is Qualifier.EXACT:
        return decimals
    return natural_decimals(quantity.value, decimals) or 0


def level_cell(of: Measure, reading: Reading, what: Asked, *, scenario: str = "", with_unit: bool = False) -> Cell:
    """The value of a period, or its plan."""
    door = what.to("origin", of.code, period=reading.period, of=scenario or "level")
    reason = reasons.why_no_level(of, reading) or ""
    shown = digits(reading.quantity, of.decimals)
    return Cell(reading.quantity, shown, door, reading.origin if reading.rows else "", reason, with_unit=with_unit)


def plan_cell(of: Measure, line: Line, what: Asked) -> Cell:
    """The year's plan or target."""
    door = what.to("origin", of.code, period=line.plan.period, of="plan") if line.plan.known else ""
    reason = reasons.why_no_plan(line) or ""
    shown = digits(line.plan.quantity, of.decimals)
    return Cell(line.plan.quantity, shown, door, line.plan.origin if line.plan.rows else "", reason)


def change_cell(of: Measure, line: Line, what: Asked) -> Cell:
    """Growth in per cent, or the difference in points, with its sign."""
    reading, decimals = line.change, of.decimals if line.change.kind == "points" else 1
    return Cell(
        reading.quantity, digits(reading.quantity, decimals), _door("change", of, reading, what),
        reading.origin if reading.rows else "", reasons.why_no_change(line) or "", sign=True, with_unit=True,
        unreadable=reading.unreadable,
    )  # fmt: skip


def share_cell(of: Measure, line: Line, what: Asked) -> Cell:
    """How much of the year's plan is reached, in per cent."""
    reading = line.of_plan
    return Cell(
        reading.quantity, digits(reading.quantity, 1), _door("of_plan", of, reading, what),
        reading.origin if reading.rows else "", reasons.why_no_share(of, line) or "",
    )  # fmt: skip


def _door(kind: str, of: Measure, reading: Reading, what: Asked) -> str:
    known = reading.known or reading.unreadable
    return what.to("origin", of.code, period=reading.period, of=kind) if known else ""


def table_row(row: Row, what: Asked) -> TableRow:
    """The row of one indicator."""
    of, line = measure(row.indicator), row.line
    return TableRow(
        row.indicator, what.to("indicator", of.code), line.now.period if line.now.period != what.period.code else "",
        level_cell(of, line.now, what), level_cell(of, line.same, what), change_cell(of, line, what),
        share_cell(of, line, what), line.pace, line.trend, _course(line.trend, of.decimals),
        line.now.illustrative, row.conflicts,
        elsewhere(row.elsewhere, what),
    )  # fmt: skip


def _course(trend: Sequence[Decimal | None], decimals: int) -> str:
    """The course in words: how many figures, from which to which."""
    known = [value for value in trend if value is not None]
    if len(known) < 2:
        return ""
    first, last = (format_number(value, language(), decimals) for value in (known[0], known[-1]))
    return _("{count} figures, from {first} to {last}").format(count=len(known), first=first, last=last)


def elsewhere(found: Iterable[Any], what: Asked) -> list[Elsewhere]:
    """Rows of other sources, each with the day since when it is known."""
    return [
        Elsewhere(one.quantity, one.batch.source, timezone.localtime(one.batch.at).date(), not what.known.includes(one))
        for one in found
    ]


def letters(readings: Iterable[Reading]) -> list[str]:
    """The badges that a legend must explain."""
    found = {
        letter
        for reading in readings
        if reading.quantity is not None
        for letter in letters_of(reading.quantity.status.value, illustrative=reading.illustrative)
    }
    return [letter for letter in LETTERS if letter in found]
