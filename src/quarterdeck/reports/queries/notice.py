"""The notice of conclusions: what was concluded, word for word, and who does what by when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quarterdeck.papers.content import Block, ConclusionItem, Heading, Paper, Paragraph, Run
from quarterdeck.people.models import Post
from quarterdeck.prose.write import in_sentence, listed
from quarterdeck.reports.queries import material
from quarterdeck.reports.queries.grounds import cited_words
from quarterdeck.reports.queries.head import Office
from quarterdeck.reports.queries.material import Basis
from quarterdeck.reports.queries.work import bare
from quarterdeck.reviews.models import Conclusion
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

ROMAN = ("I.", "II.", "III.", "IV.")


def notice(of: Basis, office: Office) -> Paper:
    """The whole notice."""
    title = _("Conclusions of the {conference}").format(conference=in_sentence(localname(of.review, "title")))
    return Paper(
        kind="notice", lang=of.lang, header=office.letterhead(), title=office.title(), subtitle=title,
        blocks=tuple(_blocks(of, office)), footer=office.footer(), addressees=office.listed("addressees"),
        recipients=office.listed("recipients"), signature=office.signature(),
    )  # fmt: skip


def _blocks(of: Basis, office: Office) -> Iterator[Block]:
    yield _opening(of, material.taking_part(of))
    mine = [one for one in material.conclusions_of(of) if office.body in (None, one.author.organisation)]
    found = [one for one in mine if one.state != Conclusion.WITHDRAWN]
    if not found:
        yield Paragraph((Run(_("Nothing has been concluded yet.")),))
        return
    yield Paragraph((Run(_("Having heard the reports and the discussion, the conference concludes:")),))
    parts = [
        (_("Assessment"), [one for one in found if one.kind == Conclusion.INFORMATION], _as_said),
        (_("Decisions"), [one for one in found if one.kind == Conclusion.DECISION], _as_said),
        (_("Tasks assigned"), [one for one in found if one.state == Conclusion.ISSUED], _task),
        (_("To be made clear before tasks are given"), _unclear(found), _to_clarify),
    ]
    number, cited = 0, material.cited_of(of)
    for (title, some, put), roman in zip([part for part in parts if part[1]], ROMAN, strict=False):
        yield Heading(1, title.upper(), roman)
        for one in some:
            number += 1
            yield _with_cites(put(office, f"{number}.", one), cited_words(cited.get(one.number or 0, ())))
    if office.words("closing"):
        yield Paragraph((Run(office.words("closing")),))


def _with_cites(item: ConclusionItem, cites: str) -> ConclusionItem:
    """With the documents that the conclusion cites, after its own words."""
    said, *more = item.text
    return replace(item, text=(said, Run(f" ({cites})", italic=True), *more)) if cites else item


def _unclear(found: Sequence[Conclusion]) -> list[Conclusion]:
    """Conclusions meant as tasks that were not issued yet."""
    return [one for one in found if one.kind == Conclusion.TASK and one.state != Conclusion.ISSUED]


def _opening(of: Basis, posts: Sequence[Post]) -> Paragraph:
    chairs = {post.code for post in of.chairs}
    day, title = day_text(of.review.held_on), in_sentence(localname(of.review, "title"))
    text = _("On {day} the {conference} was held.").format(day=day, conference=title)
    names = listed([localname(post) for post in posts if post.code in chairs], of.lang)
    if names:
        text += " " + _("It was chaired by: {names}.").format(names=names)
    others = [post for post in posts if post.code not in chairs]
    if others:
        text += " " + ngettext(
            "{count} leader of {bodies} bodies and localities took part.",
            "{count} leaders of {bodies} bodies and localities took part.",
            len(others),
        ).format(count=len(others), bodies=len({post.organisation_id for post in others}))  # fmt: skip
    return Paragraph((Run(text),))


def _said(of: Basis, one: Conclusion) -> Run:
    return Run(localname(one, "text"), origin=of.doors.conclusion(one.number))


def _as_said(office: Office, number: str, one: Conclusion) -> ConclusionItem:
    return ConclusionItem(number, (_said(office.of, one),))


def _task(office: Office, number: str, one: Conclusion) -> ConclusionItem:
    """The conclusion word for word, then the clear task that was made of it."""
    of, task = office.of, one.task
    runs = [_said(of, one)]
    if localname(task, "text") != localname(one, "text"):
        badge = "I" if task.illustrative else ""
        runs += [
            Run(" " + _("Task:") + " ", italic=True),
            Run(localname(task, "text"), badge=badge, origin=of.doors.task(task.code)),
        ]
    return ConclusionItem(
        number, tuple(runs), localname(task.lead), day_text(task.due), bare(localname(task, "result"))
    )


def _to_clarify(office: Office, number: str, one: Conclusion) -> ConclusionItem:
    """The conclusion word for word, and who makes it clear by when."""
    of = office.of
    if one.state == Conclusion.TO_BE_CLARIFIED and one.clarify_owner and one.clarify_by:
        told = _("To be made clear by the {owner} by {day}.")
        said = told.format(owner=office.named(one.clarify_owner), day=day_text(one.clarify_by))
    else:
        said = _("Not yet given as a task: lead, due date and result are to be named.")
    return ConclusionItem(number, (_said(of, one), Run(f" {said}", italic=True)))
