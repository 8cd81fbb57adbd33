"""The list of tasks as a table to take away."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from quarterdeck.papers.content import Cell, Column, Row, Table
from quarterdeck.tasks.queries.lists import Stood
from quarterdeck.tasks.queries.words import standing_words
from quarterdeck.tasks.rules import BUCKET_LABELS, RESULT_KINDS, STATES
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Code"), width=12), Column(_("Task"), width=40), Column(_("Lead"), width=20),
        Column(_("Accountable post"), width=20), Column(_("Cooperating"), width=20), Column(_("Issued on"), width=10),
        Column(_("Due"), width=10), Column(_("Original due date"), width=10),
        Column(_("Days late"), align="right", width=8),
        Column(_("Official count"), width=12), Column(_("Late for ever"), width=8),
        Column(_("State"), width=16), Column(_("Standing"), width=14),
        Column(_("Done on"), width=10), Column(_("Accepted by"), width=20), Column(_("Followed up by"), width=20),
        Column(_("Assigned by"), width=20), Column(_("Kind of result"), width=12), Column(_("Result"), width=30),
        Column(_("Evidence"), width=30), Column(_("Indicator"), width=20), Column(_("Source"), width=20),
        Column(_("Stuck on"), width=12),
    )  # fmt: skip


def table(rows: Sequence[Stood]) -> Table:
    """One row per task with everything it names, in the reader's language."""
    return Table(_columns(), tuple(_row(one) for one in rows), caption=_("Tasks"))


def _row(one: Stood) -> Row:
    of, where = one.task, one.standing
    late = Cell(str(where.days_late), value=Decimal(where.days_late), decimals=0)
    texts = (
        localname(of, "text"), localname(of.lead), localname(of.accountable_post),
        "; ".join(localname(body) for body in of.cooperating.all()), day_text(of.issued_on), day_text(of.due),
        day_text(of.original_due),
    )  # fmt: skip
    after = (
        say(BUCKET_LABELS[where.bucket]), _("late for ever") if where.late_for_ever else "",
        say(STATES[where.state][0]), standing_words(one), day_text(where.done_on), localname(of.acceptor),
        localname(of.follower_up),
        localname(of.assigner), say(RESULT_KINDS[of.result_kind]), localname(of, "result"), localname(of, "evidence"),
        localname(of.indicator) if of.indicator else "", _source(one), of.stuck_on.code if one.stuck else "",
    )  # fmt: skip
    cells = (*(Cell(text) for text in texts), late, *(Cell(text) for text in after))
    return Row((Cell(of.code, badge="I" if of.illustrative else ""), *cells))


def _source(one: Stood) -> str:
    of = one.task
    if of.conclusion is not None:
        said = _("{review}, conclusion {number}")
        return said.format(review=localname(of.conclusion.review, "title"), number=of.conclusion.number)
    return of.document.number if of.document else ""
