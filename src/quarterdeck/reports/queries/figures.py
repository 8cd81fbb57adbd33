"""Figures as they stand in a paper: cells of tables, and numbers within sentences, each with badge and door."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from quarterdeck.core.measures import MISSING_MARK, Accumulation, Better, Qualifier, Quantity, format_quantity
from quarterdeck.core.messages import Message
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.reading import Measure, Reading, nothing
from quarterdeck.figures.queries.tables import Row
from quarterdeck.figures.rules import reasons
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.figures.rules.table import Book, Line, so_far
from quarterdeck.papers.content import Badge, Cell, Run, Runs, Tone
from quarterdeck.prose.write import Statement, sentence
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.rules import Lang
from quarterdeck.web.gates import say

BADGES: dict[str, Badge] = {"E": "E", "P": "P", "I": "I", "F": "E"}
TONES: dict[str, Tone] = {"ahead": "ahead", "behind": "behind", "off_course": "off_course"}
BUDGET_THEME = "budget"  # the plan of a budget is called its estimate


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the figures of one area in one language."""

    lang: Lang
    doors: Doors

    def level(self, of: Measure, reading: Reading, area: str = "") -> Cell:
        """A value, or the plan."""
        digits = _digits(reading.quantity, of.decimals)
        door = self.doors.figure(of.code, reading.period, "level", area)
        return self._cell(reading, digits, door, reasons.why_no_level(of, reading))

    def change(self, of: Measure, line: Line, area: str = "") -> Cell:
        """Growth with its sign, or the difference in points."""
        reading = line.change
        digits = _digits(reading.quantity, of.decimals if reading.kind == "points" else 1)
        door = self.doors.figure(of.code, reading.period, "change", area)
        return self._cell(reading, digits, door, reasons.why_no_change(line), sign=True)

    def share(self, of: Measure, line: Line, area: str = "") -> Cell:
        """How much of the year's plan is reached, in per cent."""
        reading = line.of_plan
        door = self.doors.figure(of.code, reading.period, "of_plan", area)
        return self._cell(reading, _digits(reading.quantity, 1), door, reasons.why_no_share(of, line))

    def standing(self, line: Line) -> Cell:
        """How it stands, in words."""
        code = str(line.pace.standing)
        if code == Standing.UNKNOWN:
            return Cell(MISSING_MARK, note=say(line.pace.reason))
        label = Standing(code).label(self.lang)
        return Cell(label[:1].lower() + label[1:], note=say(line.pace.reason), tone=TONES.get(code, ""))

    def _cell(
        self, reading: Reading, digits: int | None, door: str, reason: Message | None, *, sign: bool = False
    ) -> Cell:
        quantity = reading.quantity
        if quantity is None or (quantity.value is None and not quantity.direction.value):
            text = _("unreadable") if reading.unreadable else MISSING_MARK
            return Cell(text, note=say(reason) if reason else "", origin=door if reading.unreadable else "")
        text = _typographic(format_quantity(quantity, self.lang, digits, sign=sign))
        unit = _point(quantity, self.lang) if sign else ""
        return Cell(text + unit, quantity.value, digits, badge_of(reading), door)

    def sentence(self, row: Row, period: Period, *, judged: bool = False, so_far: Reading | None = None) -> Runs:
        """What is to be said of an indicator, its numbers live; its period is named where it is not `period`.

        `so_far` is the year so far, which the share of the plan then belongs to.
        """
        said = statement(row, so_far)
        pieces = sentence(said, self.lang, dated=said.period != period, judged=judged)
        readings = {
            "value": row.line.now,
            "change": row.line.change,
            "of_plan": row.line.of_plan,
            "plan": row.line.plan,
            "to_date": so_far or row.line.now,
        }
        return tuple(
            self._run(piece.text, row, piece.of, readings[piece.of]) if piece.of else Run(piece.text)
            for piece in pieces
        )

    def _run(self, text: str, row: Row, of: str, reading: Reading) -> Run:
        kind = "level" if of in ("value", "to_date") else of
        return Run(text, badge=badge_of(reading), origin=self.doors.figure(row.indicator.code, reading.period, kind))

    def number(self, value: Decimal, unit: str, decimals: int) -> str:
        """A number that was worked out for the sentence it stands in, with its unit."""
        return format_quantity(Quantity(value, unit), self.lang, natural_decimals(value, decimals), with_unit=True)


def year_so_far(measure: Measure, log: Log, area: str, period: Period, book: Book) -> Reading:
    """The year so far, for what adds up over the year and is not told so anyway; else nothing."""
    if not measure.adds_up or measure.cumulative or period.start.month == 1:
        return nothing(period.code, "level")
    return so_far(measure, log, area, period, book)


def statement(row: Row, so_far: Reading | None = None) -> Statement:
    """What `prose.write` must know of a row. What is counted from 1 January is told of the year so far."""
    line, of = row.line, row.indicator
    own = Period.parse(line.now.period)
    period = own.year_to_date() if of.accumulation == Accumulation.CUMULATIVE.value else own
    return Statement(
        of.name_vi, of.name_en, period, line.now.quantity, of.decimals,
        change=line.change.quantity, change_decimals=1 if line.change.computed else None,
        unreadable=line.change.unreadable, of_plan=line.of_plan.quantity,
        of_plan_decimals=1 if line.of_plan.computed else None, plan=line.plan.quantity, better=Better(of.better),
        standing=line.pace.standing, budget=of.theme.code == BUDGET_THEME,
        to_date=so_far.quantity if so_far else None,
        to_date_period=own.year_to_date() if so_far and so_far.value is not None else None,
    )  # fmt: skip


def badge_of(reading: Reading) -> Badge:
    """The letter a number carries in a paper; a forecast is an estimate."""
    return BADGES.get(reading.badge, "")


def _digits(quantity: Quantity | None, decimals: int) -> int | None:
    """The indicator's digits; a hedged number keeps those with which it was said: "nearly 4,680"."""
    if quantity is None or quantity.qualifier is Qualifier.EXACT:
        return decimals
    return natural_decimals(quantity.value, decimals)


def _point(quantity: Quantity, lang: Lang) -> str:
    """A change in per cent carries its sign; one in points its short unit, which the note explains."""
    if quantity.value is None:
        return ""
    if quantity.unit == "%":
        return "%"
    return f"\N{NO-BREAK SPACE}{'đ' if lang == 'vi' else 'pts'}" if quantity.unit in ("pp", "points") else ""


def _typographic(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text.replace(" -", " \N{MINUS SIGN}", 1)
