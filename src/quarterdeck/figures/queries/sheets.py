"""Figures as tables to take away: the figures table for Excel and CSV, and the template of an import."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import neighbourhood
from quarterdeck.core.measures import UNITS, ObservationStatus, Origin, Qualifier
from quarterdeck.core.messages import Message
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import EVERY_AREA, Actor
from quarterdeck.core.wording import unit_label
from quarterdeck.engine.reading.reading import Reading
from quarterdeck.figures.models import Batch, Indicator
from quarterdeck.figures.queries.catalogue import measure
from quarterdeck.figures.queries.tables import Row
from quarterdeck.figures.rules import reasons
from quarterdeck.figures.rules.charting import BADGES, badge_of
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.figures.rules.importing import COLUMNS
from quarterdeck.papers.content import Cell, Column, Footer, Lang, Table
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.papers.excel import write_workbook
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.signs import LETTERS, letter_meaning
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

# A computed number is given out with more digits than are shown: enough to compute on, few enough for a workbook.
SPARE_DIGITS = 4


def figures_table(
    rows: Sequence[Row], period: Period, area: Area, day: date, lang: Lang, *, borders: date | None = None
) -> Table:
    """The figures table with everything that explains a number beside it. One query for the batches.

    `borders` is the day whose borders the figures were restated to.
    """
    batches = Batch.objects.select_related("source").in_bulk({
        one.batch for row in rows for one in row.line.now.rows[:1]
    })  # fmt: skip
    within = [_("in the borders of {day}").format(day=day_text(borders))] if borders else []
    names = ", ".join([localname(area), period.label(lang), *within])
    notes = [_legend(), _("Figures as known on {day}").format(day=day_text(day))]
    if borders is not None:
        notes.append(_("In the borders of {day}").format(day=day_text(borders)))
    shown = tuple(TableRow(_cells(row, area, day, batches, lang, borders)) for row in rows)
    return Table(_columns(), shown, caption=f"{_('Figures')}, {names}", notes=tuple(notes))


def footer(day: date, today: date) -> Footer:
    """The state of knowledge and the day of making."""
    meanings = tuple((letter, letter_meaning(letter)) for letter in BADGES)
    return Footer(day_text(day), day_text(today), meanings)


def _legend() -> str:
    letters = "; ".join(f"{letter}: {letter_meaning(letter)}" for letter in ("E", "P", "I", "F") if letter in LETTERS)
    return f"{letters}; –: {_('no figure yet')}"


def _columns() -> tuple[Column, ...]:
    heads: tuple[tuple[str, bool], ...] = (
        (_("Theme"), False), (_("Code"), False), (_("Indicator"), False), (_("Unit"), False), (_("Area code"), False),
        (_("Area"), False), (_("Period"), False), (_("Value"), True), (_("Hedge"), False), (_("Status"), False),
        (_("Origin"), False), (_("Same period last year"), True), (_("Change"), True), (_("Unit of the change"), False),
        (_("Plan for the year"), True), (_("Of the year's plan (%)"), True), (_("Pace"), False), (_("Source"), False),
        (_("Brought by"), False), (_("Known since"), False), (_("Data cut on"), False), (_("As known on"), False),
        (_("Borders"), False), (_("Remark"), False),
    )  # fmt: skip
    wide = {2: 30, 5: 16, 16: 14, 17: 30, 22: 14, 23: 40}
    return tuple(
        Column(head, align="right" if number else "left", width=wide.get(place, 10))
        for place, (head, number) in enumerate(heads)
    )


def _cells(
    row: Row, area: Area, day: date, batches: dict[int, Batch], lang: Lang, borders: date | None
) -> tuple[Cell, ...]:
    one, line, of = row.indicator, row.line, measure(row.indicator)
    first = line.now.rows[0] if line.now.rows else None
    batch = batches.get(first.batch) if first else None
    quantity = line.now.quantity
    change = line.change.quantity
    remark = reasons.why_no_level(of, line.now) or reasons.why_no_change(line) or ""
    texts = [
        localname(one.theme), one.code, localname(one), unit_label(one.unit, lang), area.code, localname(area),
        line.now.period,
    ]  # fmt: skip
    return (
        *(Cell(text) for text in texts),
        _number(line.now, of.decimals, reasons.why_no_level(of, line.now)),
        Cell(quantity.qualifier.label(lang) if quantity else ""),
        Cell(quantity.status.label(lang) if quantity else ""),
        Cell(Origin(line.now.origin).label(lang) if line.now.rows else ""),
        _number(line.same, of.decimals, reasons.why_no_level(of, line.same)),
        _number(line.change, of.decimals if line.change.kind == "points" else 1, reasons.why_no_change(line)),
        Cell(unit_label(change.unit, lang) if change else ""),
        _number(line.plan, of.decimals, reasons.why_no_plan(line)),
        _number(line.of_plan, 1, reasons.why_no_share(of, line)),
        Cell(line.pace.standing.label(lang)),
        Cell(localname(batch.source, "title") if batch and batch.source else ""),
        Cell(batch.by if batch else ""),
        Cell(timezone.localtime(batch.at).date().isoformat() if batch else ""),
        Cell(first.as_of.isoformat() if first and first.as_of else ""),
        Cell(day.isoformat()),
        Cell(borders.isoformat() if borders else _("as it was")),
        Cell(say(remark)),
    )


def _number(reading: Reading, decimals: int, reason: Message | None) -> Cell:
    badge = badge_of(reading)
    if reading.value is None:
        worded = reading.quantity.direction if reading.quantity else None
        text = localname({"name_vi": worded.label_vi, "name_en": worded.label_en}) if worded else ""
        text = _("unreadable") if reading.unreadable else text
        return Cell(text or "–", badge=badge, note=say(reason) if reason else "")
    exact = (round(reading.value, decimals + SPARE_DIGITS) if reading.computed else reading.value).normalize()
    return Cell(f"{exact:f}", exact, natural_decimals(exact, decimals if reading.computed else None), badge)


def template_workbook(actor: Actor, today: date, lang: Lang) -> bytes:
    """The template of an import: heads in the first sheet, and sheets with the codes that may be used."""
    heads = tuple(Column(one.label(lang), width=14) for one in COLUMNS)
    lists = [_indicators(lang), _areas(actor, today), _units(lang), _statuses(lang)]
    blank = Footer(day_text(today))
    return write_workbook([Table(heads, (), caption=_("Figures to import")), *lists], lang=lang, footer=blank)


def _list(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    columns = tuple(Column(head, width=30 if place else 16) for place, head in enumerate(heads))
    return Table(columns, tuple(TableRow(tuple(Cell(text) for text in row)) for row in rows), caption=caption)


def _indicators(lang: Lang) -> Table:
    rows = [(one.code, localname(one), one.unit, unit_label(one.unit, lang), one.frequency)
            for one in Indicator.objects.filter(formula="")]  # fmt: skip
    return _list(_("Indicators"), (_("Code"), _("Name"), _("Unit"), _("Unit in words"), _("Shortest period")), rows)


def _areas(actor: Actor, today: date) -> Table:
    alive = sorted((one for _, one in neighbourhood() if one.alive_on(today)), key=lambda one: (one.level, one.code))
    found = [one for one in alive if actor.areas == EVERY_AREA or one.code in actor.areas]
    return _list(_("List of areas"), (_("Code"), _("Name")), [(one.code, localname(one)) for one in found])


def _units(lang: Lang) -> Table:
    rows = [(code, one.label(lang)) for code, one in UNITS.items()]
    return _list(_("Units"), (_("Code"), _("Name")), rows)


def _statuses(lang: Lang) -> Table:
    rows = [(one.value, one.label(lang)) for one in ObservationStatus]
    rows += [(one.value, one.label(lang)) for one in Qualifier if one.label(lang)]
    return _list(_("Statuses and hedges"), (_("Code"), _("Meaning")), rows)
