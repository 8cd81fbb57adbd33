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
from quarterdeck.tasks.rules.sheets.days import DAY_FIRST, DAYS, MONTH_FIRST, day_in, order_of, with_days
from quarterdeck.tasks.rules.sheets.rows import LeftOut, SheetRow, rows_of

__all__ = [
    "BY_DEFAULT",
    "DAYS",
    "DAY_FIRST",
    "LABELS",
    "MONTH_FIRST",
    "NAMES",
    "NEEDED",
    "Field",
    "Head",
    "LeftOut",
    "SheetRow",
    "Vocabulary",
    "day_in",
    "find_head",
    "order_of",
    "proposed",
    "rows_of",
    "with_days",
]
