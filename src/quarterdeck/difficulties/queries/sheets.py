"""The lists of difficulties, replies to a call and the watch list as tables to take away."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from quarterdeck.difficulties import rules
from quarterdeck.difficulties.models import Call, WatchEntry
from quarterdeck.difficulties.queries.calls import Unit
from quarterdeck.difficulties.queries.limits import money_unit
from quarterdeck.difficulties.queries.lists import Row
from quarterdeck.difficulties.queries.watch import days_on
from quarterdeck.difficulties.rules.calls import CALL_STATES, REPLIES
from quarterdeck.papers import content
from quarterdeck.papers.content import Cell, Column, Table
from quarterdeck.people.models import Organisation
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def difficulties(rows: Iterable[Row]) -> Table:
    """Every field of every difficulty, one row each, in the reader's language."""
    columns = (
        Column(_("Code"), width=12), Column(_("Matter"), width=40), Column(_("Raised by"), width=20),
        Column(_("Raised for"), width=20), Column(_("Raised on"), width=11), Column(_("Asks for"), width=14),
        Column(_("Amount asked for"), unit=money_unit(language()), align="right", width=12),
        Column(_("What it delays or costs"), width=30), Column(_("What was tried"), width=30),
        Column(_("Legal ground"), width=24), Column(_("Put to"), width=20), Column(_("Answer due"), width=11),
        Column(_("Interim answer due"), width=11), Column(_("State"), width=18),
        Column(_("Days waiting"), align="right", width=8),
        Column(_("Days late"), align="right", width=8), Column(_("Answered on"), width=11),
        Column(_("Answered by"), width=20), Column(_("The answer"), width=40), Column(_("Legal basis"), width=24),
        Column(_("Holds until"), width=11), Column(_("Indicator"), width=16),
    )  # fmt: skip
    return Table(columns, tuple(_row(row) for row in rows), caption=_("Difficulties"), filters=True)


# What of the list of difficulties a printed sheet has room for, by place in the whole table.
PRINTED = (0, 1, 2, 4, 5, 10, 11, 13, 16, 18)


def on_paper(table: Table) -> Table:
    """The list of difficulties with the columns that fit on a sheet on its side."""
    columns = tuple(table.columns[place] for place in PRINTED)
    rows = tuple(content.Row(tuple(row.cells[place] for place in PRINTED)) for row in table.rows)
    return Table(columns, rows, caption=table.caption)


def calls(found: Iterable[Call]) -> Table:
    """The calls with how many units were asked and what they replied."""
    columns = (
        Column(_("Code"), width=12), Column(_("Subject"), width=40), Column(_("Document"), width=16),
        Column(_("Opened on"), width=11), Column(_("Last day"), width=11),
        Column(_("Units asked"), align="right", width=8), Column(_("Replied"), align="right", width=8),
        Column(_("No difficulty"), align="right", width=8), Column(_("Replied late"), align="right", width=8),
        Column(_("Difficulties"), align="right", width=8), Column(_("State"), width=10),
    )  # fmt: skip
    rows = tuple(
        content.Row((
            Cell(one.code), Cell(localname(one, "title")), Cell(one.document.number if one.document else ""),
            _day(one.opened_on), _day(one.due), *(_number(getattr(one, name)) for name in COUNTED),
            Cell(say(CALL_STATES[one.state][0])),
        ))
        for one in found
    )  # fmt: skip
    return Table(columns, rows, caption=_("Calls for difficulties"), filters=True)


COUNTED = ("units", "replied", "nil", "late", "found")


def _row(row: Row) -> content.Row:
    one = row.difficulty
    return content.Row((
        Cell(one.code), Cell(localname(one, "matter")), Cell(_names(one.raised_by.all())),
        Cell(one.concerned or say(rules.CONCERNS[one.concerns])), _day(one.raised_on), Cell(say(rules.ASKS[one.asks])),
        _number(one.amount, 0), Cell(localname(one, "impact")), Cell(localname(one, "tried")), Cell(one.ground),
        Cell(_names(one.routed_to.all())), _day(one.answer_by), _day(one.interim_by),
        Cell(say(rules.STATES[row.state][0])),
        _number(row.wait.days), _number(row.wait.days_late), _day(one.answered_on),
        Cell(localname(one.answered_by) if one.answered_by else ""), Cell(localname(one, "answer")),
        Cell(one.answer_ground), _day(one.answer_valid_until), Cell(one.indicator_code),
    ))  # fmt: skip


def replies(call: Call, units: Sequence[Unit]) -> Table:
    """Every unit asked, with its reply, late or not, and the difficulties it named."""
    columns = (
        Column(_("Unit"), width=30), Column(_("Reply"), width=16), Column(_("Replied on"), width=11),
        Column(_("Days late"), align="right", width=8), Column(_("Difficulties"), align="right", width=8),
        Column(_("Codes"), width=40),
    )  # fmt: skip
    rows = tuple(
        content.Row((
            Cell(localname(unit.body)), Cell(say(REPLIES[unit.standing.state])),
            _day(unit.reply.replied_on if unit.reply else None), _number(unit.standing.days_late),
            _number(len(unit.difficulties)), Cell(", ".join(one.code for one in unit.difficulties)),
        ))
        for unit in units
    )  # fmt: skip
    return Table(columns, rows, caption=f"{call.code} · {localname(call, 'title')}", filters=True)


def watch_list(entries: Iterable[WatchEntry], day: date) -> Table:
    """Every entry of the watch list, with what it left by."""
    columns = (
        Column(_("Code"), width=12), Column(_("Case"), width=36), Column(_("Why it is on the list"), width=40),
        Column(_("Owner"), width=20), Column(_("On the list since"), width=11), Column(_("Put there by"), width=16),
        Column(_("Left on"), width=11), Column(_("Left by"), width=16),
        Column(_("Days on the list"), align="right", width=8),
    )  # fmt: skip
    rows = tuple(
        content.Row((
            Cell(one.code), Cell(localname(one, "subject")), Cell(localname(one, "ground")), Cell(localname(one.owner)),
            _day(one.since), Cell(one.document.number if one.document else ""), _day(one.removed_on),
            Cell(one.removed_by_document.number if one.removed_by_document else ""), _number(days_on(one, day)),
        ))
        for one in entries
    )  # fmt: skip
    return Table(columns, rows, caption=_("Watch list"), filters=True)


def _names(bodies: Iterable[Organisation]) -> str:
    return "; ".join(localname(body) for body in bodies)


def _day(day: date | None) -> Cell:
    return Cell(day_text(day), day=day) if day else Cell("")


def _number(value: int | Decimal | None, decimals: int = 0) -> Cell:
    return Cell("") if value is None else Cell(str(value), value=Decimal(value), decimals=decimals)
