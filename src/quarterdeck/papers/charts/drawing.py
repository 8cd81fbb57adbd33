"""Drawing a specification: SVG and PNG by vl-convert, remembered by the specification's fingerprint."""

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import fontpkg_be_vietnam_pro
import vl_convert

from quarterdeck.papers.keeping import kept

_PART_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
FONT_FOLDER = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


def fingerprint(spec: str) -> str:
    """SHA-256 of a specification, 64 hex digits: equal fingerprints, equal pictures."""
    return hashlib.sha256(spec.encode()).hexdigest()


def svg(spec: str, *, alt: str, width_mm: int = 0, cache: Path | None = None) -> str:
    """The chart as an `<svg>` element named by `alt`, without inline styles.

    `width_mm` scales it for print (0: its own size in pixels). `cache` is a folder for drawings.
    """
    drawing = _svg(spec, cache)
    root = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>', drawing)
    if root is None:
        raise ValueError("vl-convert returned no SVG root with a size")
    width, height = float(root[1]), float(root[2])
    size = f'width="{width:g}" height="{height:g}"'
    if width_mm:
        size = f'width="{width_mm}mm" height="{width_mm * height / width:.1f}mm"'
    name = f"<title>{escape(alt)}</title>"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="chart" '
        f'role="img" aria-label={quoteattr(alt)} {size} viewBox="0 0 {width:g} {height:g}">'
    )
    # vl-convert names parts of the picture for screen readers in English; the whole is named once, by `alt`.
    return head + name + _PART_ROLES.sub("", drawing[root.end() :])


def png(spec: str, *, scale: float = 2.5, cache: Path | None = None) -> bytes:
    """The chart as PNG; 2.5 gives 240 dots per inch at the chart's own size."""
    name = f"{fingerprint(spec)}-{scale:g}.png"
    return kept(name, cache, lambda: _png(_svg(spec, cache), scale))


def _svg(spec: str, cache: Path | None) -> str:
    return kept(f"{fingerprint(spec)}.svg", cache, lambda: _drawn(spec).encode()).decode()


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    _register_fonts()
    drawing: str = vl_convert.vegalite_to_svg(json.loads(spec))
    return drawing


@lru_cache(maxsize=64)
def _png(drawing: str, scale: float) -> bytes:
    _register_fonts()
    picture: bytes = vl_convert.svg_to_png(drawing, scale=scale)
    return picture


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    # Text in a font that vl-convert does not know vanishes without an error; it reads TTF, not WOFF2.
    vl_convert.register_font_directory(str(FONT_FOLDER))
