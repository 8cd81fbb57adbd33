"""Papers as PDF: the print form of the same HTML, set by WeasyPrint with its fonts embedded."""

import atexit
import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.papers.charts.drawing import FONT_FOLDER
from quarterdeck.papers.content import Paper
from quarterdeck.papers.html import TEMPLATES, render_print, stylesheet
from quarterdeck.papers.keeping import kept

FONTS = TEMPLATES.parent / "fonts"
_ONE_AT_A_TIME = Lock()  # the font configuration below is shared and not made for threads


def render(paper: Paper, *, site: str = "", cache: Path | None = None) -> bytes:
    """The paper as a tagged A4 PDF (PDF/UA-1); origins link to `site` ("https://…") where it is given.

    `cache` is a folder that keeps the drawings of charts, and the file itself for whoever asks for the same.
    Raises BadInput where the system lacks the Pango library that WeasyPrint draws with.
    """
    text = render_print(paper, site=site, cache=cache)
    key = "\n".join((version("weasyprint"), stylesheet(), stylesheet("print.css"), text))
    return kept(f"{hashlib.sha256(key.encode()).hexdigest()}.pdf", cache, lambda: set_pages(text))


def set_pages(text: str) -> bytes:
    """Complete HTML as a tagged PDF, with the style sheets of this package."""
    weasyprint = _weasyprint()
    with _ONE_AT_A_TIME, _no_collection():
        sheets, font_config = _sheets()
        document = weasyprint.HTML(string=text)
        pdf: bytes = document.write_pdf(
            stylesheets=sheets, font_config=font_config, presentational_hints=True, pdf_variant="pdf/ua-1"
        )
    return pdf


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without garbage collection: setting a paper makes millions of objects that all live until it is done."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _weasyprint() -> Any:
    # Imported late: it needs system libraries, and everything but PDF works without them.
    try:
        import weasyprint
    except OSError as error:
        raise BadInput(
            Message(
                gettext_noop("PDF cannot be made: the library Pango is missing ({detail})"),
                {"detail": str(error).splitlines()[0]},
            ),
            remedy=gettext_noop("Install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0), or take Word"),
        ) from error
    return weasyprint


@lru_cache(maxsize=1)
def _sheets() -> tuple[list[Any], Any]:
    """Both style sheets with their fonts loaded once for the life of the process."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    font_config = FontConfiguration()
    atexit.register(_sheets.cache_clear)  # it removes its files, which is too late once modules are gone
    fonts = stylesheet("print.css").replace("chart-fonts/", f"{FONT_FOLDER.as_uri()}/")
    texts = (stylesheet(), fonts.replace("fonts/", f"{FONTS.as_uri()}/"))
    return [weasyprint.CSS(string=text, font_config=font_config) for text in texts], font_config
