"""The quarterly report: results by theme, shortcomings, tasks, difficulties and answers, tasks ahead."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.figures.queries.agenda import gaps
from quarterdeck.papers.content import Block, Bullets, Heading, Paper, Paragraph, Run
from quarterdeck.reports.queries import material, work
from quarterdeck.reports.queries.figures import Writer
from quarterdeck.reports.queries.head import Office
from quarterdeck.reports.queries.material import Basis, Figures
from quarterdeck.reports.queries.overview import main_table, standings_sentence
from quarterdeck.tasks.queries import Stood
from quarterdeck.web.templatetags.quarterdeck.words import localname


def report(of: Basis, office: Office) -> Paper:
    """The whole report."""
    figures, stood = material.figures(of, districts=False), material.all_tasks(of)
    period, ahead = of.named(of.period), of.named(of.ahead)
    title = _("Socio-economic situation in {period}, priorities for {ahead}")
    caption = _("Main indicators in {period}").format(period=period)
    annexes = [office.annex("I", caption, (main_table(of, figures.rows, ""),))]
    if stood:
        counted = (work.counts_table(stood, ""),)
        annexes.append(office.annex("II", _("Tasks by lead organisation"), counted))
    return Paper(
        kind="report", lang=of.lang, header=office.letterhead(), title=office.title(),
        subtitle=title.format(period=period, ahead=ahead), blocks=tuple(_blocks(of, office, figures, stood)),
        footer=office.footer(), addressees=office.listed("addressees"), recipients=office.listed("recipients"),
        signature=office.signature(), annexes=tuple(annexes),
    )  # fmt: skip


def _blocks(of: Basis, office: Office, figures: Figures, stood: Sequence[Stood]) -> Iterator[Block]:
    yield Heading(1, _("Results in {period}").format(period=of.named(of.period)).upper(), "I.")
    yield Paragraph((Run(standings_sentence(of, figures.rows)), Run(" " + _("All indicators are listed in Annex I."))))
    yield from _results(of, figures)
    yield Heading(1, _("Shortcomings").upper(), "II.")
    yield from _shortcomings(of, figures)
    yield Heading(1, _("Tasks given").upper(), "III.")
    yield from _tasks(of, stood)
    yield Heading(1, _("Difficulties and answers").upper(), "IV.")
    yield from _difficulties(of, material.difficulties_of(of, material.agenda_of(of)))
    yield Heading(1, _("Tasks in {period}").format(period=of.named(of.ahead)).upper(), "V.")
    yield from _ahead(of, work.ahead(of, stood))
    if office.words("closing"):
        yield Paragraph((Run(office.words("closing")),))


def _results(of: Basis, figures: Figures) -> Iterator[Block]:
    """By theme; an indicator without a figure is named in the shortcomings instead."""
    writer = Writer(of.lang, of.doors)
    number = 0
    for theme, some in groupby(figures.rows, key=lambda row: row.indicator.theme):
        known = [row for row in some if row.line.now.known]
        if known:
            number += 1
            yield Heading(2, localname(theme), f"{number}.")
            yield Bullets(tuple(writer.sentence(row, of.period, so_far=figures.so_far(of, row)) for row in known))


def _shortcomings(of: Basis, figures: Figures) -> Iterator[Block]:
    writer, behind = Writer(of.lang, of.doors), gaps(list(figures.rows))
    if behind:
        yield Paragraph((Run(_("The following indicators are behind what is needed to meet the plan of the year:")),))
        yield Bullets(
            tuple(writer.sentence(row, of.period, judged=True, so_far=figures.so_far(of, row)) for row in behind)
        )
    else:
        yield Paragraph((Run(_("No indicator is behind its plan.")),))
    missing = [row for row in figures.rows if not row.line.now.known]
    if missing:
        yield Paragraph((Run(_("There is no figure yet for the following indicators:")),))
        yield Bullets(
            tuple(
                (Run(localname(row.indicator)), Run(f" ({localname(row.indicator.responsible)}).")) for row in missing
            )
        )


def _tasks(of: Basis, stood: Sequence[Stood]) -> Iterator[Block]:
    if not stood:
        yield Paragraph((Run(_("No task was given.")),))
        return
    yield work.counts_sentence(of, stood)
    late = work.overdue(stood)
    if late:
        yield work.tasks_table(of, late, _("Tasks overdue"))


def _difficulties(of: Basis, found: Sequence[Difficulty]) -> Iterator[Block]:
    if not found:
        yield Paragraph((Run(_("No difficulty was raised.")),))
    yield from work.answers(of, found)


def _ahead(of: Basis, stood: Sequence[Stood]) -> Iterator[Block]:
    if not stood:
        yield Paragraph((Run(_("No task is due in this period yet.")),))
    yield from work.task_items(of, stood)
