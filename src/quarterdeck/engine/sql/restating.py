"""Figures in the borders of another day: every row goes into the cells of a crosswalk, which are told by their kind.

The rows of a family of units take the crosswalk from the last day of their period, but for `exceptions`, where no unit
of that day has a row.
"""

from quarterdeck.core.measures import ObservationStatus
from quarterdeck.engine.facts import STATUSES
from quarterdeck.engine.query import Why
from quarterdeck.engine.sql.cells import MISSING, Step, Writer, where_known, why

COUNT, MEAN, OTHER = range(3)
"""How a subject is restated: divided and summed, by weights, or not at all."""

ESTIMATED = STATUSES.index(ObservationStatus.ESTIMATED)
ELSEWHERE = STATUSES.index(ObservationStatus.INCLUDED_ELSEWHERE)

EXCEPTIONS = (
    "SELECT n.subject, n.period, k.family, MAX(CASE WHEN k.born > d.last THEN k.born END) AS begins, "
    "MIN(k.ended) AS ends FROM newest n JOIN kin k ON k.unit = n.unit JOIN days d ON d.period = n.period "
    "GROUP BY n.subject, n.period, k.family "
    "HAVING MAX(CASE WHEN k.born <= d.last AND d.last < k.ended THEN 1 ELSE 0 END) = 0"
)
"""Families of which no unit of the last day of a period has a row: when the latest begins, when the first ends."""


def atoms_in_borders(write: Writer, *, means: bool) -> list[Step]:
    """What is told of each unit of the borders, and of those that are told as one."""
    steps = [Step("used", _used())]
    if means:
        steps += [Step("family_weights", _family_weights()), Step("weighty", _weighty())]
    return [
        *steps,
        Step("cell_sums", _cell_sums(write, means=means)),
        Step("block_sums", _block_sums(write)),
        Step("shared_out", _shared_out(write)),
        Step("atoms", f"{_cells(write, means=means)} UNION ALL {_members(write)}"),
    ]


def _used() -> str:
    """The rows that count, with the crosswalk that each takes."""
    return (
        "SELECT n.subject, n.period, n.unit, n.value, n.raw, n.qual, n.ill, n.row_id, k.family, r.kind, r.step, "
        "r.published, s.walk FROM newest n JOIN kin k ON k.unit = n.unit JOIN days d ON d.period = n.period "
        "JOIN rules r ON r.subject = n.subject "
        "LEFT JOIN exceptions x ON x.subject = n.subject AND x.period = n.period AND x.family = k.family "
        "JOIN starts s ON s.walk = COALESCE(x.walk, d.walk) AND s.unit = n.unit"
    )


def _family_weights() -> str:
    """By what the means of each family are weighted: the first period in which any of its units has a weight."""
    return (
        "SELECT u.subject, u.period, u.family, MIN(w.nth) AS nth FROM used u "
        "JOIN weights w ON w.subject = u.subject AND w.period = u.period "
        "JOIN newest v ON v.subject = w.weight AND v.period = w.weight_period AND v.unit = u.unit "
        "GROUP BY u.subject, u.period, u.family"
    )


def _weighty() -> str:
    return (
        "SELECT u.subject, u.period, u.unit, v.value AS weight FROM used u "
        "JOIN family_weights f ON f.subject = u.subject AND f.period = u.period AND f.family = u.family "
        "JOIN weights w ON w.subject = u.subject AND w.period = u.period AND w.nth = f.nth "
        "JOIN newest v ON v.subject = w.weight AND v.period = w.weight_period AND v.unit = u.unit"
    )


def _cell_sums(write: Writer, *, means: bool) -> str:
    """What the rows bring into each cell: amounts are numerators over the denominator of the block."""
    total = write.dialect.total
    weights, joined = "", ""
    if means:
        above = "CASE WHEN y.weight = 0 THEN 0 ELSE i.share * u.value * y.weight END"
        weights = (
            f", {total(above)} AS above, {total('i.share * y.weight')} AS below, "
            "SUM(CASE WHEN y.weight IS NOT NULL AND (u.value IS NOT NULL OR y.weight = 0) THEN 1 ELSE 0 END) AS parted"
        )
        joined = " LEFT JOIN weighty y ON y.subject = u.subject AND y.period = u.period AND y.unit = u.unit"
    ids = ", LIST(u.row_id) AS ids" if write.lineage else ""
    return (
        "SELECT u.subject, u.period, u.walk, i.cell, MAX(u.kind) AS kind, MAX(u.step) AS step, "
        "MAX(u.published) AS published, COUNT(u.value) AS known, MAX(u.value) AS own, "
        f"{total('i.share * u.value')} AS amount, MIN(CASE WHEN u.value IS NOT NULL THEN u.raw END) AS strongest, "
        f"MAX(u.raw) AS raw, MAX(u.qual) AS qual, MAX(u.ill) AS ill{weights}{ids} "
        f"FROM used u JOIN inputs i ON i.walk = u.walk AND i.unit = u.unit{joined} "
        "GROUP BY u.subject, u.period, u.walk, i.cell"
    )


def _block_sums(write: Writer) -> str:
    """For blocks in which a unit is divided: the sum of their counts, and the finest step that any is told in."""
    finest = "".join(f" WHEN u.value % {10**digits} = 0 THEN {10**digits}" for digits in range(8, 0, -1))
    return (
        f"SELECT u.subject, u.period, u.walk, b.block, "
        f"{write.dialect.total('u.value')} AS total, "
        f"MIN(CASE WHEN u.step < (CASE{finest} ELSE 1 END) THEN u.step ELSE (CASE{finest} ELSE 1 END) END) AS fine "
        f"FROM used u JOIN block_units b ON b.walk = u.walk AND b.unit = u.unit "
        f"WHERE u.kind = {COUNT} AND u.value IS NOT NULL GROUP BY u.subject, u.period, u.walk, b.block"
    )


def _shared_out(write: Writer) -> str:
    """The counts of these blocks as whole steps with the same sum, by largest remainder."""
    floored = (
        "SELECT s.subject, s.period, s.walk, c.block, s.cell, c.nth, b.total, b.fine, c.whole * b.fine AS one, "
        "s.amount, (s.amount % (c.whole * b.fine) + c.whole * b.fine) % (c.whole * b.fine) AS remainder "
        "FROM cell_sums s JOIN cells c ON c.walk = s.walk AND c.cell = s.cell "
        "JOIN block_sums b ON b.subject = s.subject AND b.period = s.period AND b.walk = s.walk AND b.block = c.block"
    )
    lower = f"SELECT *, {write.dialect.quotient('(amount - remainder)', 'one')} AS low FROM ({floored}) AS f"
    block = "PARTITION BY subject, period, walk, block"
    placed = (
        f"SELECT *, ROW_NUMBER() OVER ({block} ORDER BY remainder DESC, nth) AS ordinal, "
        f"{write.dialect.as_big(f'SUM(low) OVER ({block})')} AS lows FROM ({lower}) AS l"
    )
    return (
        "SELECT subject, period, walk, cell, "
        "(low + CASE WHEN ordinal * fine <= total - lows * fine THEN 1 ELSE 0 END) * fine AS value "
        f"FROM ({placed}) AS p"
    )


def _cells(write: Writer, *, means: bool) -> str:
    """The cells that are told of a unit or of several as one."""
    source = (
        "SELECT s.*, c.atom, c.needed, c.same, c.kept, c.undivided, c.leaks, c.partial, h.value AS shared "
        "FROM cell_sums s JOIN cells c ON c.walk = s.walk AND c.cell = s.cell AND c.atom >= 0 "
        "LEFT JOIN shared_out h ON h.subject = s.subject AND h.period = s.period AND h.walk = s.walk "
        "AND h.cell = s.cell"
    )
    if means:
        source = (
            "SELECT *, CASE WHEN below < 0 THEN -above ELSE above END AS top, ABS(below) * step AS base "
            f"FROM ({source}) AS s"
        )
    told = f"SELECT *, {_value(write, means=means)} AS value FROM ({source}) AS s"
    reasoned = f"SELECT *, {_reason(means=means)} AS why, {_covered(means=means)} AS reported FROM ({told}) AS t"
    same_row = "r.kept = 1 AND (r.value = r.own OR (r.value IS NULL AND r.own IS NULL))"
    status = (
        f"CASE WHEN {same_row} THEN r.raw WHEN r.value IS NULL THEN {MISSING} "
        f"WHEN r.undivided = 0 AND (r.strongest IS NULL OR r.strongest > {ESTIMATED}) THEN {ESTIMATED} "
        f"ELSE COALESCE(r.strongest, {len(STATUSES) - 1}) END"
    )
    cell = write.row(
        present="1", untold=where_known("r.value IS NULL", "1", "0"), value="r.value", raw=status,
        qual=f"CASE WHEN ({same_row}) OR r.qual = 0 THEN r.qual ELSE 1 END", ill="r.ill", reported="r.reported",
        needed="r.needed", why="r.why", computed="0", ids="r.ids",
    )  # fmt: skip
    return (
        f"SELECT r.atom, r.subject, r.period, {cell} FROM ({reasoned}) r "
        "WHERE r.value IS NOT NULL OR r.kept = 1 OR r.published = 0"
    )


def _value(write: Writer, *, means: bool) -> str:
    there = "known = needed AND leaks = 0 AND partial = 0"
    text = f"CASE WHEN kind = {COUNT} THEN CASE WHEN {there} THEN COALESCE(shared, amount) END WHEN same = 1 THEN own"
    if means:
        mean = f"{write.dialect.rounded('top', 'base')} * step"
        text += f" WHEN kind = {MEAN} AND parted = needed AND leaks = 0 AND partial = 0 AND below <> 0 THEN {mean}"
    return f"{text} END"


def _reason(*, means: bool) -> str:
    found = f"CASE WHEN value IS NOT NULL THEN 0 WHEN kind = {OTHER} THEN CASE WHEN same = 1 THEN "
    found += f"{why(Why.INCOMPLETE)} ELSE {why(Why.CANNOT_DIVIDE)} END "
    if means:
        found += f"WHEN kind = {MEAN} AND known = needed THEN {why(Why.NO_WEIGHT)} "
    found += f"WHEN leaks = 1 THEN {why(Why.LEAKS)} WHEN partial = 1 THEN {why(Why.PARTIAL)} "
    if means:
        found += f"WHEN kind = {MEAN} AND parted = needed THEN {why(Why.NO_WEIGHT)} "
    return f"{found}ELSE {why(Why.INCOMPLETE)} END"


def _covered(*, means: bool) -> str:
    """How many of the units that a cell needs count as reported; a mean needs both parts of each, unless it is kept."""
    if not means:
        return "known"
    alone = "(same = 1 AND own IS NOT NULL) OR (value IS NULL AND known = needed)"
    return f"CASE WHEN kind <> {MEAN} OR {alone} THEN known ELSE parted END"


def _members(write: Writer) -> str:
    """The units that are told only together with others, each without a value of its own."""
    ids = ", LIST(u.row_id) AS ids" if write.lineage else ""
    gathered = (
        "SELECT u.subject, u.period, u.walk, i.atom, MAX(i.needed) AS needed, COUNT(u.value) AS known, "
        f"MAX(u.qual) AS qual, MAX(u.ill) AS ill{ids} "
        "FROM used u JOIN parts i ON i.walk = u.walk AND i.unit = u.unit WHERE u.published = 0 "
        "GROUP BY u.subject, u.period, u.walk, i.atom"
    )
    cell = write.row(
        present="1", untold="1", raw=str(ELSEWHERE), qual=where_known("r.qual = 0", "0", "1"), ill="r.ill",
        reported="r.known", needed="r.needed", why=why(Why.NOT_DIVIDED), computed="0", ids="r.ids",
    )  # fmt: skip
    return f"SELECT r.atom, r.subject, r.period, {cell} FROM ({gathered}) r"
