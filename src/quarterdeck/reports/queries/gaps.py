"""One section for every indicator that is behind: what is known, its course, who is responsible, its districts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quarterdeck.core.measures import unit
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import unit_label
from quarterdeck.figures.queries.charts import chart_of, drawings
from quarterdeck.figures.queries.tables import places
from quarterdeck.papers.charts import spec_of
from quarterdeck.papers.content import Block, Cell, Chart, Column, Heading, Paragraph, Run, Table
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.reports.queries.figures import Writer, year_so_far
from quarterdeck.reports.queries.material import Basis, Gap
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import localname

CHART_MM, CHART_HEIGHT = 130, 190
FEW = Decimal(100)  # above it no digits after the mark are needed


def gap_sections(of: Basis, gaps: Sequence[Gap]) -> Iterator[Block]:
    """The sections in order, worst first; a sentence where nothing is behind."""
    if not gaps:
        yield Paragraph((Run(_("No indicator is behind its plan.")),))
    for number, gap in enumerate(gaps, 1):
        yield Heading(2, localname(gap.row.indicator), f"{number}.")
        yield from _section(of, gap)


def _section(of: Basis, gap: Gap) -> Iterator[Block]:
    writer = Writer(of.lang, of.doors)
    own, sheet = Period.parse(gap.row.line.now.period), gap.sheet
    so_far = year_so_far(sheet.measure, sheet.log, of.area.code, own, sheet.book)
    yield Paragraph(writer.sentence(gap.row, of.period, judged=True, so_far=so_far))
    yield Paragraph((Run(_needed(gap, writer)), Run(_responsible(gap))))
    chart = chart_of(gap.sheet, gap.row.line, of.area, of.doors.day)
    if chart is None:
        yield Paragraph((Run(say(gap.row.line.pace.reason)),))
    else:
        yield Chart(
            spec_of(replace(chart, height=CHART_HEIGHT), cache=drawings()),
            f"{localname(gap.row.indicator)}. {chart.title}",
            CHART_MM,
        )
    if gap.districts:
        yield districts_table(of, gap)


def _needed(gap: Gap, writer: Writer) -> str:
    """What the remaining months must bring, where that can be said: things counted in whole ones."""
    needed, code = gap.row.line.pace.needed_per_remaining_month, gap.row.indicator.unit
    if not needed or code == "%":
        return ""
    if unit(code).dimension.startswith("count"):
        needed = needed.to_integral_value(ROUND_CEILING)
    number = writer.number(needed, code, 0 if needed >= FEW else 1)
    return _("To meet the plan, each remaining month must bring {number}.").format(number=number) + " "


def _responsible(gap: Gap) -> str:
    return _("Responsible: {body}.").format(body=localname(gap.row.indicator.responsible))


def districts_table(of: Basis, gap: Gap) -> Table:
    """The districts ranked, best first, in two halves side by side; those without a figure stand last, unranked."""
    beside, title = _beside(gap)
    columns = [
        Column(pgettext("column", "No."), align="center", width=9),
        Column(_("District"), width=36),
        Column(_("Value"), unit_label(gap.sheet.measure.unit, of.lang), "right", 20),
    ]
    if title:
        columns.append(Column(title, align="right", width=15))
    writer = Writer(of.lang, of.doors)
    ranks = places(gap.sheet, gap.districts)
    cells = [_district(writer, gap, place, rank, beside) for place, rank in enumerate(ranks)]
    half = (len(cells) + 1) // 2
    left, right = cells[:half], [*cells[half:], (Cell(""),) * len(columns)][:half]
    rows = tuple(TableRow((*one, *other)) for one, other in zip(left, right, strict=True))
    caption = _("{name} by district, best first").format(name=localname(gap.row.indicator))
    return Table((*columns, *columns), rows, caption)


def _beside(gap: Gap) -> tuple[str, str]:
    """What stands beside the value, with its title: the share of the plan, else the change, else nothing."""
    if any(line.of_plan.known for _area, line in gap.districts):
        return "share", _("% of plan")
    if any(line.change.known for _area, line in gap.districts):
        return "change", _("Change")
    return "", ""


def _district(writer: Writer, gap: Gap, place: int, rank: int | None, beside: str) -> tuple[Cell, ...]:
    (area, line), measure = gap.districts[place], gap.sheet.measure
    cells = (
        Cell("" if rank is None else str(rank)),
        Cell(localname(area)),
        writer.level(measure, line.now, area.code),
    )
    return (*cells, getattr(writer, beside)(measure, line, area.code)) if beside else cells
