"""The minutes: who came, what was said on each item, what was assessed and concluded, and by whom."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from quarterdeck.papers.content import (
    Block,
    Bullets,
    Cell,
    Column,
    ConclusionItem,
    Heading,
    Paper,
    Paragraph,
    Run,
    Table,
)
from quarterdeck.papers.content import Row as TableRow
from quarterdeck.prose.write import in_sentence, listed
from quarterdeck.reports.queries import material
from quarterdeck.reports.queries.grounds import cited_words, evidence_words
from quarterdeck.reports.queries.head import Office
from quarterdeck.reports.queries.material import Basis
from quarterdeck.reports.queries.work import bare
from quarterdeck.reviews.models import AgendaItem, Assessment, Attendance, Conclusion
from quarterdeck.reviews.queries.assessments import Assessed, Found
from quarterdeck.reviews.queries.conference import who
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

# A longer list of those who took part stands in an annex.
INLINE = 12


def minutes(of: Basis, office: Office) -> Paper:
    """The whole minutes; a long list of those who took part stands in an annex."""
    asked = material.attendance_of(of)
    annexes = [office.annex("I", _("Those who were asked"), (_came_table(asked),))] if len(asked) > INLINE else []
    return Paper(
        kind="minutes", lang=of.lang, header=office.letterhead(), title=office.title(),
        subtitle=localname(of.review, "title"), blocks=tuple(_blocks(of, office, asked)), footer=office.footer(),
        signature=office.signature(), writer=office.writer(), annexes=tuple(annexes),
    )  # fmt: skip


def _blocks(of: Basis, office: Office, asked: Sequence[Attendance]) -> Iterator[Block]:
    agenda, placed = material.discussed(of), bool(localname(of.review, "place"))
    yield Heading(1, (_("Time, place and who took part") if placed else _("Time and who took part")).upper(), "I.")
    yield _opening(of)
    yield from _attendance(asked)
    yield Heading(1, _("Course of the conference").upper(), "II.")
    yield from _course(of, agenda)
    yield Heading(1, _("Assessments").upper(), "III.")
    yield from _assessed(of, material.assessments_of(of))
    yield Heading(1, pgettext("part of the minutes", "Conclusions").upper(), "IV.")
    yield from _concluded(of, office, material.conclusions_of(of))
    if of.review.closed_at:
        ended = timezone.localtime(of.review.closed_at)
        text = _("The conference ended at {hour} on {day}.").format(hour=f"{ended:%H:%M}", day=day_text(ended))
        yield Paragraph((Run(text),))
    yield Paragraph((Run(office.words("closing")),))


def _opening(of: Basis) -> Paragraph:
    review, title = of.review, in_sentence(localname(of.review, "title"))
    begun = review.opened_at and timezone.localtime(review.opened_at)
    hour = review.starts_at or (begun.time() if begun else None)
    text = _("On {day} the {conference} was held.").format(day=day_text(review.held_on), conference=title)
    if hour:
        text += " " + _("It began at {hour}.").format(hour=f"{hour:%H:%M}")
    if place := localname(review, "place"):
        text += " " + _("Place: {place}.").format(place=place)
    if names := listed([localname(post) for post in of.chairs], of.lang):
        text += " " + _("It was chaired by: {names}.").format(names=names)
    if review.secretary:
        text += " " + _("Minutes were written by: {name}.").format(name=localname(review.secretary))
    return Paragraph((Run(text),))


def _attendance(asked: Sequence[Attendance]) -> Iterator[Block]:
    count = {state: sum(row.state == state for row in asked) for state, _same in Attendance.STATES}
    text = ngettext("{asked} post was asked", "{asked} posts were asked", len(asked)).format(asked=len(asked))
    told = {
        Attendance.PRESENT: _("{count} present"), Attendance.REPRESENTED: _("{count} represented"),
        Attendance.ABSENT: _("{count} absent"), Attendance.INVITED: _("of {count} nothing was noted"),
    }  # fmt: skip
    noted = [words.format(count=count[state]) for state, words in told.items() if count[state]]
    text += f": {', '.join(noted)}" if noted else ""
    annexed = _("list annexed") if len(asked) > INLINE else ""
    yield Paragraph((Run(f"{text} ({annexed})." if annexed else f"{text}."),))
    if asked and not annexed:
        yield _came_table(asked)


def _came_table(asked: Sequence[Attendance]) -> Table:
    rows = tuple(
        TableRow((Cell(str(number)), Cell(who(row.post)), Cell(_came(row)))) for number, row in enumerate(asked, 1)
    )
    columns = (Column(pgettext("column", "No."), align="center", width=10), Column(_("Post"), width=95),
               Column(_("Came"), width=55))  # fmt: skip
    return Table(columns, rows)


def _came(row: Attendance) -> str:
    """Whether a post came, with who came instead and why it did not."""
    words = {Attendance.PRESENT: _("present"), Attendance.ABSENT: _("absent"), Attendance.INVITED: "–"}
    said = words.get(row.state, "")
    if row.represented_by:
        said = _("represented by {name}").format(name=localname(row.represented_by))
    return f"{said} ({row.reason})" if row.reason else said


def _course(of: Basis, agenda: Sequence[AgendaItem]) -> Iterator[Block]:
    said = [item for item in agenda if item.opinions.all()]
    for place, item in enumerate(said, 1):
        yield Heading(2, localname(item, "title"), f"{place}.")
        yield Bullets(tuple(
            (Run(f"{localname(one.speaker)}: ", bold=True), Run(localname(one, "text"))) for one in item.opinions.all()
        ))  # fmt: skip
    if not said:
        yield Paragraph((Run(_("No opinion was recorded.")),))
    if silent := [item for item in agenda if item not in said and not item.postponed]:
        yield Paragraph((Run(_("Put before the conference without discussion:")),))
        yield Bullets(tuple(_silent(silent)))
    if postponed := [item for item in agenda if item.postponed]:
        yield Paragraph((Run(_("Put off to the next review:")),))
        yield Bullets(tuple((Run(localname(item, "title")),) for item in postponed))


def _silent(items: Sequence[AgendaItem]) -> Iterator[tuple[Run, ...]]:
    """The items by kind, each kind in a line of its own with what they are about."""
    words = {
        "gap": _("Indicators behind pace"), "difficulty": _("Difficulties"), "task": _("Tasks"),
        "conclusion": _("Left unclear before"), "matter": _("Matters"),
    }  # fmt: skip
    for kind in dict.fromkeys(item.kind for item in items):
        titles = [bare(localname(item, "title")) for item in items if item.kind == kind]
        lead = f"{words.get(kind, kind)} ({len(titles)}): "
        yield Run(lead, bold=True), Run("; ".join(titles) + ".")


def _assessed(of: Basis, found: Sequence[Assessed]) -> Iterator[Block]:
    words = {Assessment.RESULT: _("Result"), Assessment.SHORTCOMING: _("Shortcoming"), Assessment.CAUSE: _("Cause"),
             Assessment.LESSON: _("Lesson")}  # fmt: skip
    named = [one for one in found if one.found]
    for place, one in enumerate(named, 1):
        yield Heading(2, localname(one.theme), f"{place}.")
        lines = [(words[kind], each) for kind in words for each in one.found.get(kind, ())]
        yield Bullets(tuple((Run(f"{word}: ", italic=True), *_assessment(of, each)) for word, each in lines))
    if not named:
        yield Paragraph((Run(_("Nothing was assessed.")),))


def _assessment(of: Basis, one: Found) -> tuple[Run, ...]:
    """Its words, in how many reviews it was named, and the figures that it rests on."""
    text = bare(localname(one.assessment, "text"))
    if one.times > 1:
        text += " " + _("(named in {times} consecutive reviews)").format(times=one.times)
    grounds = [runs for each in one.assessment.evidence if (runs := evidence_words(of, each))]
    if not grounds:
        return (Run(f"{text}."),)
    told = [run for place, runs in enumerate(grounds) for run in ((Run("; "), *runs) if place else runs)]
    return Run(f"{text} ("), *told, Run(").")


def _concluded(of: Basis, office: Office, found: Sequence[Conclusion]) -> Iterator[Block]:
    """In the order in which it was concluded, so that the numbers run on."""
    cited = material.cited_of(of)
    for author, some in groupby(found, key=lambda one: one.author):
        yield Paragraph((Run(_("{post} concluded:").format(post=localname(author)), bold=True),))
        yield from (_conclusion(of, office, one, cited_words(cited.get(one.number or 0, ()))) for one in some)
    if not found:
        yield Paragraph((Run(_("Nothing has been concluded yet.")),))


def _conclusion(of: Basis, office: Office, one: Conclusion, cites: str) -> ConclusionItem:
    said = [Run(localname(one, "text"), origin=of.doors.conclusion(one.number or 0))]
    if cites:
        said.append(Run(f" ({cites})", italic=True))
    if one.state == Conclusion.TO_BE_CLARIFIED and one.clarify_owner and one.clarify_by:
        told = _("To be made clear by the {owner} by {day}.")
        words = told.format(owner=office.named(one.clarify_owner), day=day_text(one.clarify_by))
        said.append(Run(f" {words}", italic=True))
    if one.state != Conclusion.ISSUED:
        return ConclusionItem(f"{one.number}.", tuple(said))
    task = one.task
    return ConclusionItem(
        f"{one.number}.", tuple(said), localname(task.lead), day_text(task.due), bare(localname(task, "result"))
    )
