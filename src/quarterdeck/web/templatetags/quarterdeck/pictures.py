"""Small pictures within a page: sparklines and tile maps, drawn by papers."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quarterdeck.core.measures import MISSING_MARK, format_number
from quarterdeck.papers import sparkline as lines
from quarterdeck.papers.tiles import Tile, tile_map
from quarterdeck.web.templatetags.quarterdeck.library import language, register


@register.simple_tag
def sparkline(values: Sequence[Decimal | None], label: str = "", hollow_last: bool = False) -> SafeString:
    """A row's course; without a `label` its numbers are read out. `hollow_last`: the last is illustrative."""
    if not any(value is not None for value in values):
        return SafeString("")
    return SafeString(lines.sparkline(values, label=label or _read_out(values), hollow_last=hollow_last))


def _read_out(values: Sequence[Decimal | None]) -> str:
    lang = language()
    read = "; ".join(MISSING_MARK if value is None else format_number(value, lang) for value in values)
    return _("Course: {values}").format(values=read)


@register.simple_tag
def tilemap(tiles: Sequence[Tile], label: str) -> SafeString:
    """The tile map of `papers.tiles.Tile`s; `label` names the measure, period and unit."""
    return SafeString(tile_map(tiles, lang=language(), label=label))
