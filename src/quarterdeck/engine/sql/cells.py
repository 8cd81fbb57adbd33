"""The columns of a worked out cell, and how rows of them are written.

A cell is what one node says of one place: `present` where a row is there, `untold` where it has no value because it
was restated or rolled up; `raw` its status as a place in the order of strength, before breaks between territories;
`low` and `high` the territories that it rests on; `qual` a place in `QUALIFIERS`, `why` one in `WHYS`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from quarterdeck.core.measures import ObservationStatus
from quarterdeck.engine.facts import STATUSES
from quarterdeck.engine.query import Why
from quarterdeck.engine.sql.dialect import Dialect
from quarterdeck.engine.sql.numbering import WHYS

FIELDS = (
    "present", "untold", "value", "raw", "low", "high", "qual", "ill", "reported", "needed", "why", "computed",
)  # fmt: skip
IDS = "ids"
MISSING = STATUSES.index(ObservationStatus.MISSING)
BREAK = STATUSES.index(ObservationStatus.BREAK)


class Step(NamedTuple):
    """A SELECT that later steps read under its name."""

    name: str
    sql: str


class Writer(NamedTuple):
    """How rows of cells are written: for which engine, and whether the numbers of the log's rows come along."""

    dialect: Dialect
    lineage: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of a cell but for node and place."""
        return (*FIELDS, IDS) if self.lineage else FIELDS

    def columns(self, of: str) -> str:
        """The columns of a cell in a table with this name."""
        return ", ".join(f"{of}.{name}" for name in self.fields)

    def row(self, **told: str) -> str:
        """All columns of a cell; what is not told is that of a cell without a value."""
        known: Mapping[str, str] = {**self._empty(), **told}
        return ", ".join(f"{known[name]} AS {name}" for name in self.fields)

    def _empty(self) -> dict[str, str]:
        return {
            "present": "0", "untold": "0", "value": self.dialect.nothing(), "raw": str(MISSING), "low": NO_TERRITORY,
            "high": NO_TERRITORY, "qual": "0", "ill": "0", "reported": "0", "needed": "0", "why": "0",
            "computed": "1", IDS: NO_IDS,
        }  # fmt: skip

    def gathered_ids(self, ids: str) -> str:
        """The numbers of the rows of several cells as a further aggregate, if they are wanted."""
        return f", FLATTEN(LIST({ids})) AS {IDS}" if self.lineage else ""


NO_TERRITORY = "CAST(NULL AS INTEGER)"
NO_IDS = "CAST([] AS BIGINT[])"


def shown(of: str) -> str:
    """The status to show: figures of several territories make a break."""
    return (
        f"CASE WHEN {of}.computed = 1 AND {of}.value IS NOT NULL AND {of}.low < {of}.high THEN {BREAK} "
        f"ELSE {of}.raw END"
    )


def where_known(known: str, then: str, otherwise: str) -> str:
    """One text where there is a value, else the other."""
    return f"CASE WHEN {known} THEN {then} ELSE {otherwise} END"


def why(one: Why) -> str:
    """A reason as its number."""
    return str(WHYS.index(one))
