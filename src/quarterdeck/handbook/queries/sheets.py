"""The handbook as a workbook."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from quarterdeck.handbook import rules
from quarterdeck.handbook.queries.entries import Row as Shown
from quarterdeck.handbook.queries.pack import topic_name
from quarterdeck.papers.content import Cell, Column, Lang, Row, Table
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def sheet(some: Iterable[Shown], lang: Lang) -> Table:
    """Entries as the list shows them, a row each, in the reader's language."""
    columns = (
        Column(_("Number"), align="right", width=6), Column(_("Topic"), width=14), Column(_("Question"), width=40),
        Column(_("Answer"), width=60), Column(_("Legal basis"), width=30), Column(_("Standing"), width=14),
        Column(_("Valid until"), width=12), Column(_("Answered by"), width=24),
        Column(_("Used"), align="right", width=8), Column(_("Solved"), align="right", width=8),
    )  # fmt: skip
    return Table(columns, tuple(_row(one, lang) for one in some), caption=_("Handbook of answers"))


def _row(shown: Shown, lang: Lang) -> Row:
    one = shown.entry
    texts = (
        str(one.number), topic_name(one.topic, lang), localname(one, "question"), localname(one, "answer"),
        "; ".join(ground.words for ground in one.basis.all()), say(rules.STANDINGS[shown.standing]),
        day_text(one.valid_until), localname(one.answered_by) if one.answered_by else "",
        str(shown.helped.used), str(shown.helped.solved),
    )  # fmt: skip
    return Row(tuple(Cell(text) for text in texts))
