"""Make figures of one width from Be Vietnam Pro, which has none, so that numbers stand in columns.

The result is a modified version under the same Open Font License, under another name as that licence asks.
Usage: python deploy/tabular_figures.py IN.woff2 OUT.woff2
"""

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

DIGITS = range(ord("0"), ord("9") + 1)
FAMILY = "Quarterdeck Figures"
# A little narrower than the widest digit (4), so that numbers do not fall apart around the narrow 1.
TIGHTER = 70


def even_out(font: TTFont) -> None:
    """Give every digit one width, its outline in the middle; the outlines stay as drawn."""
    names = [font.getBestCmap()[code] for code in DIGITS]
    width = max(font["hmtx"][name][0] for name in names) - TIGHTER
    for name in names:
        advance, bearing = font["hmtx"][name]
        shift = (width - advance) // 2
        font["glyf"][name].coordinates.translate((shift, 0))
        font["glyf"][name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, bearing + shift)


def rename(font: TTFont) -> None:
    """Name the family, unique name, full name and PostScript name of the modified version."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY


def main(source: str, target: str) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*DIGITS])
    subsetter.subset(font)
    even_out(font)
    rename(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
