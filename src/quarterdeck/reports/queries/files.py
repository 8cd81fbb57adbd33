"""Papers as files: for a page, for the browser to save, for the command line."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db.models import Subquery

from quarterdeck.audit.models import Line
from quarterdeck.figures.queries.charts import drawings
from quarterdeck.papers import html, pdf, word
from quarterdeck.papers.content import Paper
from quarterdeck.reports.queries import paper_of
from quarterdeck.reports.rules import Format, Kind, Lang
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import review as find_review
from quarterdeck.reviews.queries import reviews

# Two acts may be committed in another order than their lines are numbered: then the older one shows after this time.
REMEMBERED_SECONDS = 60


def rendered(paper: Paper, form: Format, *, site: str = "") -> bytes:
    """The paper as a file; its numbers lead to `site` ("https://…") where it is given.

    Raises `BadInput` where the office's own Word template cannot be filled or a library is missing.
    """
    if form == "pdf":
        return pdf.render(paper, site=site, cache=drawings())
    if form == "docx":
        return word.render(paper, template=office_template(paper.kind), site=site, cache=drawings())
    return html.render_page(paper, site=site, cache=drawings()).encode()


def office_template(kind: Kind) -> Path | None:
    """The office's own Word template of a kind, kept in the store; None where it uses the one that is shipped."""
    own: Path = settings.HOME / "templates" / f"{kind}.docx"
    return own if own.is_file() else None


def fragment(code: str, kind: Kind, lang: Lang, *, today: date, at: datetime, body: str = "") -> tuple[Review, str]:
    """A review, and one of its papers to set within a page, its numbers opening in the side panel.

    On frozen figures it is remembered until anything is written: every act leaves a line in the record.
    """
    last = Line.objects.order_by("-id").values("id")[:1]
    review = reviews().filter(code=code).annotate(last_line=Subquery(last)).first() or find_review(code)
    if review.vintage is None:
        return review, _fragment(review, kind, lang, today, at, body)
    key, stamp = f"paper-{review.pk}-{kind}-{body}-{lang}", (today, review.last_line)
    known, text = cache.get(key) or (None, "")
    if known != stamp:
        text = _fragment(review, kind, lang, today, at, body)
        cache.set(key, (stamp, text), timeout=REMEMBERED_SECONDS)
    return review, text


def _fragment(review: Review, kind: Kind, lang: Lang, today: date, at: datetime, body: str) -> str:
    return fragment_of(paper_of(review, kind, lang, today=today, at=at, body=body))


def fragment_of(paper: Paper) -> str:
    """A paper to set within a page, its numbers opening in the side panel."""
    return html.render_fragment(paper, top=2, cache=drawings(), panel="/origin/")


def stylesheet() -> str:
    """The style sheet that a page with a paper in it must carry."""
    return html.stylesheet()
