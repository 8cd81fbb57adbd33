"""Papers as HTML: a fragment for a page, a file to save, and the print form the PDF is made of."""

from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quarterdeck.papers import charts
from quarterdeck.papers.content import Chart, Paper, close_end
from quarterdeck.papers.words import badge_meaning, word

TEMPLATES = Path(__file__).parent / "templates"


def render_fragment(paper: Paper, *, top: int = 1) -> str:
    """The paper as one `<article>` to set within a page whose heading level `top` is free.

    It holds no inline style and no script; the page must carry `paper.css` (see `stylesheet`).
    """
    return _render("_body.html", paper, site="", linked=True, top=top)


def render_page(paper: Paper, *, site: str = "") -> str:
    """The paper as a complete file to save; origins point to `site` ("https://…"), else are plain."""
    return _render("page.html", paper, site=site, linked=bool(site), css=stylesheet())


def render_print(paper: Paper, *, site: str = "") -> str:
    """The complete HTML that is set as PDF, without style sheets."""
    return _render("page.html", paper, site=site, linked=bool(site), css="")


@lru_cache(maxsize=2)
def stylesheet(name: str = "paper.css") -> str:
    """The text of a style sheet of this package: "paper.css" or "print.css"."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def absolute(origin: str, *, site: str, linked: bool) -> str:
    """The address an origin is shown with; empty where it would lead nowhere.

    >>> absolute("/figures/IIP#2024-Q1", site="https://example.vn", linked=True)
    'https://example.vn/figures/IIP#2024-Q1'
    >>> absolute("/figures/IIP", site="", linked=False)
    ''
    """
    if origin.startswith(("https://", "http://")):
        return origin
    if not linked or not origin or not origin.startswith(("/", "#", "?")):
        return ""
    return urljoin(site, origin) if site else origin


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _render(template: str, paper: Paper, *, site: str, linked: bool, top: int = 1, css: str = "") -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            paper=paper,
            top=top,
            css=css,
            word=partial(word, paper.lang),
            badge_meaning=partial(badge_meaning, paper.lang),
            address=partial(absolute, site=site, linked=linked),
            picture=_picture,
            close_end=close_end,
        )
    )


def _picture(chart: Chart) -> str:
    return charts.svg(chart.spec, alt=chart.alt, width_mm=chart.width_mm)
