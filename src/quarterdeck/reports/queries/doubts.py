"""What must be said openly of the figures: sources that differ, numbers nobody can read, numbers not there."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from quarterdeck.figures.queries.tables import Row
from quarterdeck.papers.content import Block, Bullets, Paragraph, Run, Runs
from quarterdeck.prose.write import in_sentence, listed
from quarterdeck.reports.queries.figures import Writer
from quarterdeck.reports.queries.material import Basis
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def doubts(of: Basis, rows: Sequence[Row]) -> tuple[Block, ...]:
    """Conflicts of sources, unreadable numbers, and indicators without a figure."""
    items = [*_unreadable(of, rows), *_conflicts(of, rows)]
    blocks: list[Block] = []
    if items:
        text = _("Sources differ, or a number cannot be read, in these places. Figures are kept as reported.")
        blocks.append(Paragraph((Run(text),)))
        blocks.append(Bullets(tuple(items)))
    missing = [in_sentence(localname(row.indicator)) for row in rows if not row.line.now.known]
    if missing:
        text = _("No figure is known yet for: {names}.").format(names=listed(missing, of.lang))
        blocks.append(Paragraph((Run(text),)))
    return tuple(blocks) or (Paragraph((Run(_("There are no conflicts of sources and no unreadable numbers.")),)),)


def _conflicts(of: Basis, rows: Sequence[Row]) -> Iterator[Runs]:
    for row in rows:
        for one in row.conflicts:
            yield (_name(of, row), Run(f" {localname(one, 'text')}"))


def _unreadable(of: Basis, rows: Sequence[Row]) -> Iterator[Runs]:
    for row in rows:
        reading = next((one for one in (row.line.now, row.line.change) if one.unreadable), None)
        if reading is None:
            continue
        kind = "level" if reading is row.line.now else "change"
        said = _('reported as "{words}", which cannot be read as a number.').format(words=reading.rows[0].source_words)
        door = of.doors.figure(row.indicator.code, reading.period, kind)
        yield (_name(of, row), Run(" "), Run(said, origin=door), *_elsewhere(of, row))


def _elsewhere(of: Basis, row: Row) -> Iterator[Run]:
    writer = Writer(of.lang, of.doors)
    for one in row.elsewhere:
        day = timezone.localtime(one.batch.at).date()
        text = _("Another source ({source}) gives {value}")
        if not of.known.includes(one):
            text = _("Another source ({source}), published on {day} after these figures were frozen, gives {value}")
        source = localname(one.batch.source, "title") if one.batch.source else _("not named")
        number = writer.number(one.value, one.unit, 2)
        yield Run(" " + text.format(source=in_sentence(source), day=day_text(day), value=number) + ".")


def _name(of: Basis, row: Row) -> Run:
    address = of.doors.indicator(row.indicator.code, of.period.code)
    return Run(f"{localname(row.indicator)}:", bold=True, origin=address)
