"""The cells of bases: what the log says of a place, directly or made of the units under it.

The steps build on `atoms`: what the log says of each unit (or of units that are told as one) by itself.
"""

from typing import NamedTuple

from quarterdeck.engine.query import Why
from quarterdeck.engine.sql.cells import BREAK, MISSING, NO_IDS, Step, Writer, where_known, why

SUM, WEIGHTED, BY_FORMULA, UNSUMMED, PUBLISHED = range(5)
"""How a subject is rolled up: summed, by weights, by its formula only, not at all; a published statement never is."""


class Made(NamedTuple):
    """How places are made: whether any is made of units, whether units may be told as one, whether weights count."""

    of_units: bool
    groups: bool
    weights: bool


def atoms_as_it_was(write: Writer) -> list[Step]:
    """What the log says of each unit: the newest row of its versions."""
    broken = f"CASE WHEN n.value IS NOT NULL AND k.unit IS NOT NULL THEN {BREAK} ELSE n.raw END"
    ordered = (
        f"SELECT v.atom, v.territory, n.subject, n.period, n.value, {broken} AS raw, n.qual, n.ill, n.row_id, "
        "ROW_NUMBER() OVER (PARTITION BY v.atom, n.subject, n.period ORDER BY n.nth DESC, v.born DESC) AS ordinal "
        "FROM newest n JOIN versions v ON v.unit = n.unit "
        "LEFT JOIN breaks k ON k.unit = n.unit AND k.period = n.period"
    )
    cell = write.row(
        present="1", value="r.value", raw="r.raw", low="r.territory", high="r.territory", qual="r.qual", ill="r.ill",
        reported=where_known("r.value IS NOT NULL", "1", "0"), needed="1",
        why=where_known("r.value IS NOT NULL", "0", why(Why.NO_VALUE)), computed="0", ids="[r.row_id]",
    )  # fmt: skip
    return [Step("atoms", f"SELECT r.atom, r.subject, r.period, {cell} FROM ({ordered}) r WHERE r.ordinal = 1")]


def base_cells(write: Writer, made: Made, *, constants: bool) -> list[Step]:
    """The cells of depth 0."""
    missing = {
        "present": "0", "untold": "0", "raw": str(MISSING), "qual": "0", "ill": "0", "reported": "0", "needed": "1",
        "why": _absent(), "computed": "0", "ids": NO_IDS,
    }  # fmt: skip
    told = {name: f"COALESCE(a.{name}, {missing[name]})" if name in missing else f"a.{name}" for name in write.fields}
    parts = [
        f"SELECT b.node, d.place, {write.row(**told)} FROM bases b JOIN turns t ON t.period = b.period "
        "JOIN direct d ON d.turn = t.turn "
        "LEFT JOIN atoms a ON a.atom = d.atom AND a.subject = b.subject AND a.period = b.period"
    ]
    steps = _rolled_up(write, made) if made.of_units else []
    if made.of_units and made.groups:
        together = (
            f"SELECT b.node, t.place, {write.columns('a')} FROM bases b JOIN together t ON t.turn = 0 "
            "JOIN atoms a ON a.atom = t.atom AND a.subject = b.subject AND a.period = b.period"
        )
        steps.append(Step("as_one", together))
        parts.append("SELECT * FROM as_one")
        parts.append(
            f"SELECT r.node, r.place, {write.columns('r')} FROM rolled r "
            "LEFT JOIN as_one o ON o.node = r.node AND o.place = r.place WHERE o.node IS NULL"
        )
    elif made.of_units:
        parts.append(f"SELECT r.node, r.place, {write.columns('r')} FROM rolled r")
    if constants:
        empty = write.row(needed="k.needed", why="k.why")
        parts.append(f"SELECT k.node, p.place, {empty} FROM constants k CROSS JOIN places p")
    return [*steps, Step("cells_0", " UNION ALL ".join(parts))]


def _absent() -> str:
    """Why there is no row of a base."""
    return f"CASE WHEN b.finer = 1 THEN {why(Why.FINER)} ELSE {why(Why.NOT_REPORTED)} END"


def _rolled_up(write: Writer, made: Made) -> list[Step]:
    """The cells of places that are made of units."""
    items = [Step("items", _items(write, made))]
    if made.weights:
        items += [Step("weighing", _weighing()), Step("weighed", _weighed(write))]
    return [*items, Step("summed", _summed(write)), Step("rolled", _rolled(write, made))]


def _items(write: Writer, made: Made) -> str:
    """What each place is made of: units with a row, and units that are told as one if it needs all of them."""
    columns = write.columns("a")
    units = (
        f"SELECT m.place, a.atom, 1 AS stands, a.subject, a.period, {columns} FROM atoms a "
        "JOIN turns t ON t.period = a.period JOIN members m ON m.turn = t.turn AND m.atom = a.atom"
    )
    if not made.groups:
        return units
    covered = "SELECT c.place, c.unit, g.subject, g.period FROM covered c JOIN atoms g ON g.atom = c.atom"
    return (
        f"{units} LEFT JOIN ({covered}) c ON c.place = m.place AND c.unit = a.atom AND c.subject = a.subject "
        "AND c.period = a.period WHERE c.place IS NULL UNION ALL "
        f"SELECT w.place, a.atom, w.stands, a.subject, a.period, {columns} "
        "FROM atoms a JOIN wholes w ON w.atom = a.atom"
    )


def _weighing() -> str:
    """By what each cell is weighted: the first period in which any needed unit has a weight."""
    return (
        "SELECT i.subject, i.period, i.place, MIN(w.nth) AS nth "
        "FROM (SELECT DISTINCT subject, period, place FROM items) i "
        "JOIN weights w ON w.subject = i.subject AND w.period = i.period JOIN turns t ON t.period = i.period "
        "JOIN members m ON m.turn = t.turn AND m.place = i.place "
        "JOIN atoms a ON a.atom = m.atom AND a.subject = w.weight AND a.period = w.weight_period "
        "GROUP BY i.subject, i.period, i.place"
    )


def _weighed(write: Writer) -> str:
    above, below = write.dialect.total("i.value * a.value"), write.dialect.total("a.value")
    return (
        f"SELECT i.subject, i.period, i.place, {above} AS above, {below} AS below, COUNT(a.value) AS known "
        "FROM items i JOIN weighing g ON g.subject = i.subject AND g.period = i.period AND g.place = i.place "
        "JOIN weights w ON w.subject = i.subject AND w.period = i.period AND w.nth = g.nth "
        "JOIN atoms a ON a.atom = i.atom AND a.subject = w.weight AND a.period = w.weight_period "
        "GROUP BY i.subject, i.period, i.place"
    )


def _summed(write: Writer) -> str:
    total = write.dialect.total("i.value")
    return (
        f"SELECT i.subject, i.period, i.place, {total} AS total, COUNT(*) AS there, "
        "SUM(CASE WHEN i.value IS NULL THEN 0 ELSE i.stands END) AS reported, MIN(i.raw) AS raw, "
        f"MAX(i.qual) AS qual, MAX(i.ill) AS ill{write.gathered_ids('i.ids')} "
        "FROM items i GROUP BY i.subject, i.period, i.place"
    )


def _rolled(write: Writer, made: Made) -> str:
    rule = f"CASE WHEN s.there IS NULL OR k.rule IN ({BY_FORMULA}, {PUBLISHED}) THEN -1 ELSE k.rule END"
    joined = (
        f"SELECT b.node, o.place, b.finer, o.needed, g.territory, {rule} AS rule, k.step, s.total, s.there, "
        f"COALESCE(s.reported, 0) AS reported, s.raw, s.qual, s.ill{_mean_columns(write, made)} "
        "FROM bases b JOIN turns t ON t.period = b.period JOIN made_of o ON o.turn = t.turn "
        "JOIN rules k ON k.subject = b.subject LEFT JOIN grounds g ON g.place = o.place AND g.day = t.day "
        "LEFT JOIN summed s ON s.subject = b.subject AND s.period = b.period AND s.place = o.place"
    )
    if made.weights:
        joined += " LEFT JOIN weighed w ON w.subject = b.subject AND w.period = b.period AND w.place = o.place"
        joined = f"SELECT *, ABS(below) * step AS base, {_signed_above()} AS top FROM ({joined}) AS j"
    known = f"(r.reported = r.needed AND (r.rule = {SUM}"
    value = "r.total"
    if made.weights:
        known += f" OR (r.rule = {WEIGHTED} AND r.weighed = r.there AND r.below <> 0)"
        value = f"CASE WHEN r.rule = {SUM} THEN r.total ELSE {write.dialect.rounded('r.top', 'r.base')} * r.step END"
    return f"SELECT r.node, r.place, {_rolled_cell(write, known + '))', value)} FROM ({joined}) r"


def _signed_above() -> str:
    return "CASE WHEN below < 0 THEN -above ELSE above END"


def _mean_columns(write: Writer, made: Made) -> str:
    weights = ", w.above, w.below, COALESCE(w.known, 0) AS weighed" if made.weights else ""
    return f"{weights}{', s.ids' if write.lineage else ''}"


def _rolled_cell(write: Writer, known: str, value: str) -> str:
    there = "r.rule >= 0"
    untold = (
        f"CASE WHEN r.needed = 0 THEN {why(Why.NO_UNIT)} WHEN r.rule < 0 THEN {_absent().replace('b.', 'r.')} "
        f"WHEN r.rule = {UNSUMMED} THEN {why(Why.SPACE_RULE)} WHEN r.reported < r.needed THEN {why(Why.INCOMPLETE)} "
        f"ELSE {why(Why.NO_WEIGHT)} END"
    )
    qual = "CASE WHEN r.needed = 1 OR r.qual = 0 THEN r.qual ELSE 1 END"
    return write.row(
        present=where_known(there, "1", "0"), untold=f"CASE WHEN {there} AND NOT {known} THEN 1 ELSE 0 END",
        value=where_known(known, value, "NULL"), raw=where_known(known, "r.raw", str(MISSING)),
        low=where_known(there, "r.territory", "NULL"), high=where_known(there, "r.territory", "NULL"),
        qual=where_known(there, qual, "0"), ill=where_known(there, "r.ill", "0"),
        reported=where_known(there, "r.reported", "0"), needed="r.needed", why=where_known(known, "0", untold),
        computed="0", ids=where_known(there, "r.ids", NO_IDS),
    )  # fmt: skip
