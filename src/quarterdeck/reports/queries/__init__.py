"""The papers of a review, each gathered once and written in either language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils.translation import override

from quarterdeck.papers.content import Paper
from quarterdeck.reports.queries.briefing import briefing
from quarterdeck.reports.queries.head import Office, with_legend
from quarterdeck.reports.queries.material import Basis, basis
from quarterdeck.reports.queries.notice import notice
from quarterdeck.reports.queries.report import report
from quarterdeck.reports.rules import Kind, Lang, chaired_by
from quarterdeck.reviews.models import Review

WRITERS: Mapping[Kind, Callable[[Basis, Office], Paper]] = {"briefing": briefing, "report": report, "notice": notice}


def paper_of(review: Review, kind: Kind, lang: Lang, *, today: date, at: datetime) -> Paper:
    """A paper of a review in its frozen vintage, or as known at `at` where none is frozen yet.

    `today` is the day on which the standing of tasks is told. Raises `BadInput` or `NotFound` where the country
    pack lacks the words of its head.
    """
    with override(lang):
        of = basis(review, lang, today=today, at=at)
        line = chaired_by(post.organisation.line for post in of.chairs)
        return with_legend(WRITERS[kind](of, Office(of, kind, line)))
