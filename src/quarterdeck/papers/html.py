"""Papers as HTML: a fragment for a page, a file to save, and the print form the PDF is made of."""

import base64
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quarterdeck.papers import charts
from quarterdeck.papers.content import Chart, Paper, close_end
from quarterdeck.papers.words import badge_meaning, word

TEMPLATES = Path(__file__).parent / "templates"
Picture = Callable[..., str]


def render_fragment(paper: Paper, *, top: int = 1, cache: Path | None = None, panel: str = "") -> str:
    """The paper as one `<article>` to set within a page whose heading level `top` is free.

    It holds no inline style and no script; the page must carry `paper.css` (see `stylesheet`).
    `cache` is a folder that keeps the drawings of charts. Links to addresses with `panel` in them open in the
    side panel of the page.
    """
    return _render("_body.html", paper, site="", linked=True, top=top, cache=cache, panel=panel)


def render_page(paper: Paper, *, site: str = "", cache: Path | None = None) -> str:
    """The paper as a complete file to save; origins point to `site` ("https://…"), else are plain."""
    return _render("page.html", paper, site=site, linked=bool(site), css=stylesheet(), cache=cache)


def render_print(paper: Paper, *, site: str = "", cache: Path | None = None) -> str:
    """The complete HTML that is set as PDF, without style sheets."""
    return _render("page.html", paper, site=site, linked=bool(site), css="", cache=cache, picture=_image)


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


def _render(
    template: str,
    paper: Paper,
    *,
    site: str,
    linked: bool,
    top: int = 1,
    css: str = "",
    cache: Path | None = None,
    picture: Picture | None = None,
    panel: str = "",
) -> str:
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
            picture=partial(picture or _picture, cache=cache),
            close_end=close_end,
            panel=panel,
        )
    )


def _picture(chart: Chart, cache: Path | None) -> str:
    return charts.svg(chart.spec, alt=chart.alt, width_mm=chart.width_mm, cache=cache)


def _image(chart: Chart, cache: Path | None) -> str:
    """The same drawing as an image: its thousand parts would each be matched against every rule of the style sheets."""
    drawing = charts.svg(chart.spec, alt=chart.alt, cache=cache)
    data = base64.b64encode(drawing.encode()).decode()
    named = f'alt={quoteattr(chart.alt)} style="width: {chart.width_mm}mm"'
    return f'<img class="chart" {named} src="data:image/svg+xml;base64,{data}">'
