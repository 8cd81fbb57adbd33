"""What a file of figures may bring: every cell is read or refused with its place, what is wrong and the remedy."""

from quarterdeck.figures.rules.importing.columns import COLUMNS, Column, Head, read_head
from quarterdeck.figures.rules.importing.facts import AreaFact, Facts, IndicatorFact
from quarterdeck.figures.rules.importing.reader import CellError, ParsedRow, ParsedSheet, parse_sheet

__all__ = [
    "COLUMNS",
    "AreaFact",
    "CellError",
    "Column",
    "Facts",
    "Head",
    "IndicatorFact",
    "ParsedRow",
    "ParsedSheet",
    "parse_sheet",
    "read_head",
]
