"""Follow-up sheets that offices keep: which column means what, and which rows are tasks."""

from quarterdeck.tasks.rules.sheets.columns import (
    BY_DEFAULT,
    LABELS,
    NAMES,
    NEEDED,
    Field,
    Head,
    Vocabulary,
    find_head,
    proposed,
)
from quarterdeck.tasks.rules.sheets.rows import LeftOut, SheetRow, rows_of

__all__ = [
    "BY_DEFAULT",
    "LABELS",
    "NAMES",
    "NEEDED",
    "Field",
    "Head",
    "LeftOut",
    "SheetRow",
    "Vocabulary",
    "find_head",
    "proposed",
    "rows_of",
]
