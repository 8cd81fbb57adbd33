"""The checked Word file of a draft: corrections as tracked changes, findings and decisions as comments."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from quarterdeck.core.anchors import Anchor
from quarterdeck.files.queries import content
from quarterdeck.papers.plain_word import fit, plain_word
from quarterdeck.papers.word_review import Correction, Remark, reviewed
from quarterdeck.prose.sources import Source, open_source
from quarterdeck.prose.text import language_of
from quarterdeck.reports.models import Draft, DraftChange, DraftFinding
from quarterdeck.reports.queries.desk import changes, edits
from quarterdeck.reports.queries.posts import Posts
from quarterdeck.reports.queries.shown import Cards, Shown
from quarterdeck.reports.rules.desk import ACCEPTED, ALARMS, OPEN, OUTCOMES, SET_ASIDE
from quarterdeck.reports.rules.edits import in_original
from quarterdeck.web.templatetags.quarterdeck.signs import MARKS, verdict_word
from quarterdeck.web.templatetags.quarterdeck.words import localname_filter, moment


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file that holds a draft's original text, and the way from the text to it."""

    data: bytes
    source: Source
    lines: tuple[tuple[int, int], ...] = ()

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """The places of characters [start, end) of the original in the Word file."""
        if not self.lines:
            return self.source.anchors(start, end)
        at = bisect_right(self.lines, (start, len(self.source.text))) - 1
        if at < 0:
            return ()
        moved = self.lines[at][1] - self.lines[at][0]
        return self.source.anchors(start + moved, end + moved)


def paper_of(of: Draft) -> Paper:
    """The Word file that came in, else a plain one with the same words."""
    if of.kind == "docx" and of.file is not None:
        data = content(of.file)
        source = open_source(data, of.file.name)
        if source.text == of.original:
            return Paper(data, source)
    data = plain_word(of.original)
    source = open_source(data, "draft.docx")
    return Paper(data, source, tuple(_lines(of.original, source.text)))


def _lines(original: str, text: str) -> Iterator[tuple[int, int]]:
    """Where each line of the original begins there and in the Word file's text."""
    start, at = 0, 0
    for line in original.split("\n"):
        words = fit(line).strip()
        if words:
            found = text.find(words, at)
            if found >= 0:
                yield start + line.index(line.strip()), found
                at = found + len(words)
        start += len(line) + 1


def checked_word(of: Draft) -> bytes:
    """The draft as a Word file with every correction that stands and a comment at every place that was looked at.

    The comments are in the language of the text.
    """
    language = language_of(of.text[:20_000])
    with override(language):
        paper, cards, known, posts = paper_of(of), Cards(of), changes(of), Posts()
        remarks = [
            *(Remark(paper.anchors(one.start, one.end), _why(one, language, posts)) for one in known),
            *_remarks(of, paper, cards, posts),
        ]
        corrections = [Correction(paper.anchors(one.start, one.end), one.new) for one in known]
        return reviewed(paper.data, remarks, [one for one in corrections if one.anchors],
                        author=posts.called(of.checked_by), at=timezone.localtime(of.checked_at))  # fmt: skip


def _remarks(of: Draft, paper: Paper, cards: Cards, posts: Posts) -> Iterator[Remark]:
    known = edits(changes(of))
    for one in of.findings.exclude(state=ACCEPTED):
        if one.state != OPEN or one.verdict in ALARMS:
            place = in_original((one.start, one.end), known)
            yield Remark(paper.anchors(*place), _said(cards.card(one), posts))


def _why(one: DraftChange, language: str, posts: Posts) -> str:
    found = one.because
    told = [f"{MARKS[found['verdict']]} {verdict_word(found['verdict'])}: {found[f'reason_{language}']}"]
    told.append(_('Corrected: "{old}" is now "{new}" ({who}, {at}).').format(
        old=one.old, new=one.new, who=posts.called(one.by), at=moment(one.at)
    ))  # fmt: skip
    return "\n".join(told)


def _said(card: Shown, posts: Posts) -> str:
    one: DraftFinding = card.row
    told = [f"{MARKS[one.verdict]} {verdict_word(one.verdict)}: {localname_filter(one, 'reason')}"]
    if one.fix and one.state == OPEN:
        told.append(_('Proposed: "{fix}".').format(fix=one.fix))
    if one.state == SET_ASIDE:
        told.append(_("Set aside: {why} ({who}, {at}).").format(
            why=one.decided_why, who=posts.called(one.decided_by), at=moment(one.decided_at)
        ))  # fmt: skip
    if card.inquiry is not None:
        asked = card.inquiry
        told.append(_("Put to {organisation} ({at}).").format(
            organisation=localname_filter(asked.organisation), at=moment(asked.asked_at)
        ))  # fmt: skip
        if asked.answered_at:
            told.append(_("Answer: {outcome}. {answer}").format(
                outcome=_(OUTCOMES[asked.outcome]), answer=asked.answer
            ).strip())  # fmt: skip
    return "\n".join(told)
