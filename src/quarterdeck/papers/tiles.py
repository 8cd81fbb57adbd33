"""The tile map: every area a square with its name and number, five classes, as inline SVG.

Only presentation attributes and classes, so that a strict content security policy lets it pass; a style
sheet may recolour it through the classes `tile-0` to `tile-4`, `tile-missing` and `tile-own`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from quarterdeck.papers.content import Badge, Lang
from quarterdeck.papers.words import badge_meaning, word

SIZE, GAP, LEGEND = 96, 4, 40
PALETTE = ("#eaf2fa", "#b9d5ee", "#7fb1de", "#2f73b5", "#0b4f94")  # lightness falls evenly: safe in grey too
INK = ("#1a2330", "#1a2330", "#1a2330", "#ffffff", "#ffffff")
CLASSES = len(PALETTE)


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map at `column` and `row`; `text` is the number as people read it.

    `href` makes it a link that can be reached by keyboard; `own` outlines the reader's unit.
    """

    code: str
    name: str
    column: int
    row: int
    value: Decimal | None = None
    text: str = ""
    badge: Badge = ""
    href: str = ""
    own: bool = False


def classes(values: Mapping[str, Decimal | None]) -> dict[str, int]:
    """The class (0 lowest, 4 highest) of each known value: as equal in count as ties allow.

    Equal values share a class; unknown values have none.

    >>> classes({"a": Decimal(1), "b": Decimal(1), "c": Decimal(9), "d": None})
    {'a': 0, 'b': 0, 'c': 3}
    """
    ordered = sorted(value for value in values.values() if value is not None)
    count = len(ordered)
    return {code: ordered.index(value) * CLASSES // count for code, value in values.items() if value is not None}


def tile_map(tiles: Sequence[Tile], *, lang: Lang, label: str) -> str:
    """The map as one `<svg>` named by `label`, with a legend from the lowest to the highest figure."""
    ranks = classes({tile.code: tile.value for tile in tiles})
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    width, height = columns * (SIZE + GAP), rows * (SIZE + GAP)
    squares = "".join(_square(tile, ranks.get(tile.code), lang) for tile in sorted(tiles, key=_reading_order))
    return (
        f'<svg class="tiles" role="group" aria-label="{escape(label)}" '
        f'viewBox="0 0 {width} {height + LEGEND}" width="{width}" height="{height + LEGEND}" '
        f'font-family="Be Vietnam Pro, sans-serif">{_hatch()}{squares}{_legend(tiles, lang, height)}</svg>'
    )


def _reading_order(tile: Tile) -> tuple[int, int]:
    return tile.row, tile.column


def _hatch() -> str:
    return (
        '<defs><pattern id="tile-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
        '<path d="M0 0V6" stroke="#dfe3e8" stroke-width="2"/></pattern></defs>'
    )


def _square(tile: Tile, rank: int | None, lang: Lang) -> str:
    x, y = tile.column * (SIZE + GAP) + GAP / 2, tile.row * (SIZE + GAP) + GAP / 2
    fill = "url(#tile-hatch)" if rank is None else PALETTE[rank]
    ink = INK[0] if rank is None else INK[rank]
    kind = "tile-missing" if rank is None else f"tile-{rank}"
    edge = 'stroke="#1a2330" stroke-width="3"' if tile.own else 'stroke="#9db4cc" stroke-width="0.75"'
    inside = (
        f'<rect x="{x + 1.5:g}" y="{y + 1.5:g}" width="{SIZE - 3}" height="{SIZE - 3}" rx="3" '
        f'fill="{fill}" {edge}/>{_name(tile.name, x + SIZE / 2, y, ink)}{_number(tile, x, y, ink)}'
    )
    marks = f'class="tile {kind}{" tile-own" if tile.own else ""}" aria-label="{escape(_said(tile, lang))}"'
    if tile.href:
        return f'<a href="{escape(tile.href)}" {marks}>{inside}</a>'
    return f'<g role="img" {marks}>{inside}</g>'


def _name(name: str, middle: float, top: float, ink: str) -> str:
    """The name on one line, or on two where it is long."""
    parts = _halves(name) if len(name) > 11 else (name,)
    lines = "".join(
        f'<tspan x="{middle:g}" y="{top + 26 + 15 * place:g}">{escape(part)}</tspan>'
        for place, part in enumerate(parts)
    )
    return f'<text text-anchor="middle" font-size="12.5" fill="{ink}">{lines}</text>'


def _halves(name: str) -> tuple[str, ...]:
    """A long name cut at the space that leaves the two lines most alike."""
    cuts = [place for place, letter in enumerate(name) if letter == " "]
    if not cuts:
        return (name,)
    cut = min(cuts, key=lambda place: abs(len(name) - 2 * place))
    return name[:cut], name[cut + 1 :]


def _number(tile: Tile, x: float, y: float, ink: str) -> str:
    text = "–" if tile.value is None else escape(tile.text)
    badge = f'<tspan font-size="10" font-weight="400" dy="-6"> ({tile.badge})</tspan>' if tile.badge else ""
    return (
        f'<text class="tile-number" text-anchor="middle" x="{x + SIZE / 2:g}" y="{y + SIZE - 22:g}" '
        f'font-size="19" font-weight="700" fill="{ink}">{text}{badge}</text>'
    )


def _said(tile: Tile, lang: Lang) -> str:
    """The tile in words: name, figure, badge, and whether it is the reader's own unit."""
    figure = word(lang, "no_data") if tile.value is None else tile.text
    parts = [
        f"{tile.name}: {figure}",
        badge_meaning(lang, tile.badge),
        word(lang, "own_unit") if tile.own else "",
    ]
    return ", ".join(part for part in parts if part)


def _legend(tiles: Sequence[Tile], lang: Lang, top: int) -> str:
    """Five swatches between the lowest and the highest figure, and the hatch where one is missing."""
    known = sorted((tile.value, tile.text) for tile in tiles if tile.value is not None)
    y, x = top + 12, GAP
    parts = []
    if known:
        low = f"{word(lang, 'lowest')} {known[0][1]}"
        parts.append(_legend_text(x, y, low))
        x += 9 + round(6.4 * len(low))
        parts += [_swatch(x + 22 * rank, y, colour) for rank, colour in enumerate(PALETTE)]
        x += 22 * CLASSES + 6
        high = f"{word(lang, 'highest')} {known[-1][1]}"
        parts.append(_legend_text(x, y, high))
        x += 24 + round(6.4 * len(high))
    if len(known) < len(tiles):
        parts.append(_swatch(x, y, "url(#tile-hatch)") + _legend_text(x + 27, y, word(lang, "no_data")))
    return f'<g class="tile-legend" font-size="11.5" fill="#5b6776">{"".join(parts)}</g>'


def _swatch(x: float, y: float, fill: str) -> str:
    edge = 'stroke="#9db4cc" stroke-width="0.5"'
    return f'<rect x="{x:g}" y="{y:g}" width="20" height="12" fill="{fill}" {edge}/>'


def _legend_text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:g}" y="{y + 10:g}">{escape(text)}</text>'
