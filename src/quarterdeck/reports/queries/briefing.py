"""The briefing book: what a conference must look at, with its evidence."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from quarterdeck.papers.content import Block, Bullets, Cell, Column, Heading, Paper, Paragraph, Run, Table
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.prose.write import listed
from quarterdeck.reports.queries import material, work
from quarterdeck.reports.queries.doubts import doubts
from quarterdeck.reports.queries.gaps import gap_sections
from quarterdeck.reports.queries.head import Office
from quarterdeck.reports.queries.material import Basis
from quarterdeck.reports.queries.overview import main_table, standings_sentence
from quarterdeck.reviews.models import AgendaItem, Conclusion
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

ITEM_KINDS = {
    "gap": gettext_noop("Indicator behind"),
    "difficulty": gettext_noop("Difficulty"),
    "task": gettext_noop("Task"),
    "conclusion": gettext_noop("Left unclear before"),
    "matter": gettext_noop("Matter"),
}


def briefing(of: Basis, office: Office) -> Paper:
    """The whole book."""
    return Paper(
        kind="briefing", lang=of.lang, header=office.letterhead(), title=office.title(),
        subtitle=localname(of.review, "title"), blocks=tuple(_blocks(of)), footer=office.footer(),
        recipients=office.listed("recipients"), signature=office.signature(),
    )  # fmt: skip


def _blocks(of: Basis) -> Iterator[Block]:
    figures, agenda = material.figures(of, districts=True), material.agenda_of(of)
    rows = figures.rows
    yield _opening(of)
    yield Heading(1, _("All indicators").upper(), "I.")
    yield Paragraph((Run(standings_sentence(of, rows)),))
    yield main_table(of, rows, _("Table 1. Indicators in {period}").format(period=of.named(of.period)))
    yield Heading(1, _("Indicators behind their plan").upper(), "II.")
    yield from gap_sections(of, figures.gaps(of))
    yield Heading(1, _("What the figures leave open").upper(), "III.")
    yield from doubts(of, rows)
    yield Heading(1, _("Difficulties raised").upper(), "IV.")
    yield from _difficulties(of, agenda)
    yield Heading(1, _("Tasks given before").upper(), "V.")
    yield from _tasks(of)
    yield Heading(1, _("Conclusions still to be made clear").upper(), "VI.")
    yield _unclear(of, material.unclear_before(of))
    yield Heading(1, _("Agenda of the conference").upper(), "VII.")
    yield _agenda(of, agenda)


def _opening(of: Basis) -> Paragraph:
    names = listed([localname(post) for post in of.chairs], of.lang)
    text = _("This book serves the conference of {day}") + (_(", chaired by: {names}") if names else "")
    end = _(". Every number in it leads to where it was reported; what is not known is said to be unknown.")
    return Paragraph((Run((text + end).format(day=day_text(of.review.held_on), names=names)),))


def _difficulties(of: Basis, agenda: Sequence[AgendaItem]) -> Iterator[Block]:
    found = material.difficulties_of(of, agenda)
    if not found:
        yield Paragraph((Run(_("No difficulty waits for an answer.")),))
        return
    yield work.difficulties_table(of, found, _("Table 2. Difficulties, who asks and who must answer"))


def _tasks(of: Basis) -> Iterator[Block]:
    stood = material.earlier_tasks(of)
    if not stood:
        yield Paragraph((Run(_("No task was given before.")),))
        return
    yield work.counts_sentence(of, stood)
    yield work.counts_table(stood, _("Table 3. Tasks by lead, as of {day}").format(day=day_text(of.today)))
    late, soon = work.overdue(stood), work.due_soon(of, stood)
    if late:
        yield work.tasks_table(of, late, _("Table 4. Tasks overdue"))
    if soon:
        number = 5 if late else 4
        yield work.tasks_table(of, soon, _("Table {number}. Tasks due within two weeks").format(number=number))


def _unclear(of: Basis, found: Sequence[Conclusion]) -> Block:
    if not found:
        return Paragraph((Run(_("Nothing was left unclear by earlier conferences.")),))
    pattern = _("{text} ({review}; {owner}, by {day})")
    return Bullets(tuple(
        (Run(pattern.format(
            text=work.bare(localname(one, "text")), review=localname(one.review, "title"),
            owner=localname(one.clarify_owner) if one.clarify_owner else _("no owner"),
            day=day_text(one.clarify_by) or "–",
        )),)
        for one in found
    ))  # fmt: skip


def _agenda(of: Basis, agenda: Sequence[AgendaItem]) -> Block:
    if not agenda:
        return Paragraph((Run(_("The agenda is still empty.")),))
    rows = tuple(
        TableRow(
            (Cell(str(item.number)), Cell(localname(item, "title")), Cell(_(ITEM_KINDS.get(item.kind, item.kind))))
        )
        for item in agenda
    )
    columns = (
        Column(pgettext("column", "No."), align="center", width=12),
        Column(_("Item"), width=104),
        Column(_("Kind"), width=44),
    )
    return Table(columns, rows)
