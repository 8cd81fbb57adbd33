"""The table of all indicators, and how many of them are on course."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import unit_label
from quarterdeck.figures.queries.catalogue import measure
from quarterdeck.figures.queries.tables import Row
from quarterdeck.papers.content import Cell, Column, Table
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.papers.words import legend
from quarterdeck.prose.write import in_sentence, listed
from quarterdeck.reports.queries.figures import Writer
from quarterdeck.reports.queries.material import Basis
from quarterdeck.web.templatetags.quarterdeck.words import localname


def main_table(of: Basis, rows: Sequence[Row], caption: str) -> Table:
    """Every indicator by theme: value, same period, change, share of the plan, standing."""
    writer = Writer(of.lang, of.doors)
    body: list[TableRow] = []
    for theme, some in groupby(rows, key=lambda row: row.indicator.theme):
        body.append(TableRow((Cell(localname(theme)),), role="group"))
        body += [_row(of, writer, row) for row in some]
    return Table(_columns(of), tuple(body), caption, (_note(of, body),))


def _columns(of: Basis) -> tuple[Column, ...]:
    return (
        Column(_("Indicator"), width=44),
        Column(_("Unit"), width=20),
        Column(of.period.label(of.lang), align="right", width=23),
        Column(_("Same period"), align="right", width=20),
        Column(_("Change"), align="right", width=20),
        Column(_("% of plan"), align="right", width=15),
        Column(_("Pace"), width=18),
    )


def _row(of: Basis, writer: Writer, row: Row) -> TableRow:
    line, rules = row.line, measure(row.indicator)
    period = Period.parse(line.now.period)
    name = localname(row.indicator)
    if period != of.period:
        name = f"{name} ({in_sentence(period.label(of.lang))})"
    cells = (
        Cell(name, origin=of.doors.indicator(rules.code, of.period.code)),
        Cell(unit_label(rules.unit, of.lang)),
        writer.level(rules, line.now),
        writer.level(rules, line.same),
        writer.change(rules, line),
        writer.share(rules, line),
        writer.standing(line),
    )
    return TableRow(cells)


def _note(of: Basis, body: Sequence[TableRow]) -> str:
    used = {cell.badge for row in body for cell in row.cells}
    badges = "; ".join(f"{badge}: {meaning}" for badge, meaning in legend(of.lang, used))
    fixed = _("–: no figure, or not judged; pts: percentage points or points of a score")
    return f"{badges}; {fixed}." if badges else f"{fixed}."


def standings_sentence(of: Basis, rows: Sequence[Row]) -> str:
    """How many indicators are ahead, on course, behind, off course and not judged; they add up to all."""
    counts = Counter(str(row.line.pace.standing) for row in rows)
    parts = [
        f"{counts[one]} {in_sentence(one.label(of.lang))}"
        for one in Standing
        if one is not Standing.UNKNOWN and counts[one]
    ]
    if counts[Standing.UNKNOWN]:
        parts.append(_("{count} not judged").format(count=counts[Standing.UNKNOWN]))
    text = ngettext("Of {total} indicator followed: {parts}.", "Of {total} indicators followed: {parts}.", len(rows))
    return text.format(total=len(rows), parts=listed(parts, of.lang))
