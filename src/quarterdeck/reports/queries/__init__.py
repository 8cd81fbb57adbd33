"""The papers of a review, each gathered once and written in either language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils.translation import override

from quarterdeck.papers.content import Paper
from quarterdeck.reports.queries.briefing import briefing
from quarterdeck.reports.queries.head import Office, with_legend
from quarterdeck.reports.queries.material import Basis, basis
from quarterdeck.reports.queries.minutes import minutes
from quarterdeck.reports.queries.notice import notice
from quarterdeck.reports.queries.report import report
from quarterdeck.reports.rules import Kind, Lang, Line, chaired_by
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries.notices import body_of, signing

WRITERS: Mapping[Kind, Callable[[Basis, Office], Paper]] = {
    "briefing": briefing, "report": report, "notice": notice, "minutes": minutes,
}  # fmt: skip


def paper_of(review: Review, kind: Kind, lang: Lang, *, today: date, at: datetime, body: str = "") -> Paper:
    """A paper of a review in its frozen vintage, or as known at `at` where none is frozen yet.

    `today` is the day on which the standing of tasks is told. A notice holds what the posts of one `body` (its code)
    concluded; left out, it is the first of those that sign. Raises `BadInput` or `NotFound` where the country
    pack lacks the words of its head.
    """
    with override(lang):
        of = basis(review, lang, today=today, at=at)
        return with_legend(WRITERS[kind](of, _office(of, kind, body)))


def _office(of: Basis, kind: Kind, body: str) -> Office:
    signs = signing(of.review) if kind == "notice" else []
    if body or signs:
        one = body_of(of.review, body) if body else signs[0]
        line: Line = "party" if one.body.line == "party" else "state"
        return Office(of, kind, line, one.body, one.conclusions[0].author if one.conclusions else None)
    return Office(of, kind, chaired_by(post.organisation.line for post in of.chairs))
