"""The minutes: who came, what was said on each item, what was assessed and concluded, and by whom."""

from collections.abc import Iterator, Sequence

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
from quarterdeck.reports.queries.head import Office
from quarterdeck.reports.queries.material import Basis
from quarterdeck.reports.queries.work import bare
from quarterdeck.reviews.models import AgendaItem, Assessment, Attendance, Conclusion
from quarterdeck.reviews.queries.assessments import Assessed, Found
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname


def minutes(of: Basis, office: Office) -> Paper:
    """The whole minutes."""
    return Paper(
        kind="minutes", lang=of.lang, header=office.letterhead(), title=office.title(),
        subtitle=localname(of.review, "title"), blocks=tuple(_blocks(of, office)), footer=office.footer(),
        signature=office.signature(), writer=office.writer(),
    )  # fmt: skip


def _blocks(of: Basis, office: Office) -> Iterator[Block]:
    asked, agenda = material.attendance_of(of), material.discussed(of)
    yield Heading(1, _("Time, place and who took part").upper(), "I.")
    yield _opening(of)
    yield from _attendance(asked)
    yield Heading(1, _("Course of the conference").upper(), "II.")
    yield from _course(of, agenda)
    yield Heading(1, _("Assessments").upper(), "III.")
    yield from _assessed(of, material.assessments_of(of))
    yield Heading(1, pgettext("part of the minutes", "Conclusions").upper(), "IV.")
    yield from _concluded(of, material.conclusions_of(of))
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
    text = ngettext(
        "{asked} post was asked: {present} present, {represented} represented, {absent} absent.",
        "{asked} posts were asked: {present} present, {represented} represented, {absent} absent.",
        len(asked),
    ).format(asked=len(asked), **count)  # fmt: skip
    if count[Attendance.INVITED]:
        text += " " + ngettext("Of {count} nothing was noted.", "Of {count} nothing was noted.",
                               count[Attendance.INVITED]).format(count=count[Attendance.INVITED])  # fmt: skip
    yield Paragraph((Run(text),))
    if not asked:
        return
    rows = tuple(
        TableRow((Cell(str(number)), Cell(localname(row.post)), Cell(localname(row.post.organisation)),
                  Cell(_came(row))))
        for number, row in enumerate(asked, 1)
    )  # fmt: skip
    columns = (Column(pgettext("column", "No."), align="center", width=10), Column(_("Post"), width=60),
               Column(_("Body"), width=50), Column(_("Came"), width=40))  # fmt: skip
    yield Table(columns, rows)


def _came(row: Attendance) -> str:
    """Whether a post came, with who came instead and why it did not."""
    words = {Attendance.PRESENT: _("present"), Attendance.ABSENT: _("absent"), Attendance.INVITED: "–"}
    said = words.get(row.state, "")
    if row.represented_by:
        said = _("represented by {name}").format(name=localname(row.represented_by))
    return f"{said} ({row.reason})" if row.reason else said


def _course(of: Basis, agenda: Sequence[AgendaItem]) -> Iterator[Block]:
    said = [item for item in agenda if item.opinions.all()]
    for item in said:
        yield Heading(2, localname(item, "title"), f"{item.number}.")
        yield Bullets(tuple(
            (Run(f"{localname(one.speaker)}: ", bold=True), Run(localname(one, "text"))) for one in item.opinions.all()
        ))  # fmt: skip
    if not said:
        yield Paragraph((Run(_("No opinion was recorded.")),))
    silent = [str(item.number) for item in agenda if item not in said and not item.postponed]
    if silent:
        text = _("Put before the conference without discussion: items {numbers}.")
        yield Paragraph((Run(text.format(numbers=", ".join(silent))),))
    if postponed := [item for item in agenda if item.postponed]:
        yield Paragraph((Run(_("Put off to the next review:")),))
        yield Bullets(tuple((Run(f"{item.number}. {localname(item, 'title')}"),) for item in postponed))


def _assessed(of: Basis, found: Sequence[Assessed]) -> Iterator[Block]:
    words = {Assessment.RESULT: _("Result"), Assessment.SHORTCOMING: _("Shortcoming"), Assessment.CAUSE: _("Cause"),
             Assessment.LESSON: _("Lesson")}  # fmt: skip
    named = [one for one in found if one.found]
    for place, one in enumerate(named, 1):
        yield Heading(2, localname(one.theme), f"{place}.")
        lines = [(words[kind], each) for kind in words for each in one.found.get(kind, ())]
        yield Bullets(tuple((Run(f"{word}: ", italic=True), Run(_with_times(each))) for word, each in lines))
    if not named:
        yield Paragraph((Run(_("Nothing was assessed.")),))


def _with_times(one: Found) -> str:
    text = localname(one.assessment, "text")
    if one.times == 1:
        return text
    return f"{bare(text)} " + _("(named in {times} consecutive reviews).").format(times=one.times)


def _concluded(of: Basis, found: Sequence[Conclusion]) -> Iterator[Block]:
    authors = list(dict.fromkeys(one.author for one in found))
    for author in authors:
        yield Paragraph((Run(_("{post} concluded:").format(post=localname(author)), bold=True),))
        yield from (_conclusion(of, one) for one in found if one.author == author)
    if not found:
        yield Paragraph((Run(_("Nothing has been concluded yet.")),))


def _conclusion(of: Basis, one: Conclusion) -> ConclusionItem:
    said = (Run(localname(one, "text"), origin=of.doors.conclusion(one.number or 0)),)
    if one.state != Conclusion.ISSUED:
        return ConclusionItem(f"{one.number}.", said)
    task = one.task
    return ConclusionItem(
        f"{one.number}.", said, localname(task.lead), day_text(task.due), bare(localname(task, "result"))
    )
