"""Papers as files: for a page, for the browser to save, for the command line."""

from pathlib import Path

from django.conf import settings

from quarterdeck.figures.queries.charts import drawings
from quarterdeck.papers import html, pdf, word
from quarterdeck.papers.content import Paper
from quarterdeck.reports.rules import Format, Kind


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


def fragment(paper: Paper) -> str:
    """The paper to set within a page, its numbers opening in the side panel."""
    return html.render_fragment(paper, top=2, cache=drawings(), panel="/origin/")


def stylesheet() -> str:
    """The style sheet that a page with a paper in it must carry."""
    return html.stylesheet()
