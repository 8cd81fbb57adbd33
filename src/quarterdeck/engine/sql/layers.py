"""What nodes say, worked out depth by depth from the cells of bases."""

from collections.abc import Sequence

from quarterdeck.core.formulas import Formula
from quarterdeck.engine.query import Why
from quarterdeck.engine.sql.cells import MISSING, NO_TERRITORY, Step, Writer, shown, where_known, why
from quarterdeck.engine.sql.dialect import STEPS
from quarterdeck.engine.sql.formulas import value_sql
from quarterdeck.engine.sql.numbering import Layer, Look, Made, Test

_SPREAD = 1000
"""More than there are reasons: a reason and its place in one number."""


def layer_steps(layer: Layer, formulas: Sequence[Formula], write: Writer) -> list[Step]:
    """The steps of one depth, the last of which has all its cells."""
    below = _union([f"SELECT * FROM cells_{depth}" for depth in layer.below])
    steps: list[Step] = []
    parts: list[str] = []
    if "made" in layer.kinds:
        steps.append(Step(f"gathered_{layer.depth}", _gathered(layer, below, write)))
        parts.append(_made(layer, formulas, write))
    if "pick" in layer.kinds:
        steps.append(Step(f"picked_{layer.depth}", _picked(layer, below)))
        parts.append(_taken(layer, below, write))
    for kind, text in ((Look.PARENT, _of_parent), (Look.CHILDREN, _of_children), (Look.RANK, _rank)):
        if kind in layer.looks:
            parts.append(text(layer, below, write))
    if Look.DEVIATION in layer.looks:
        steps += _medians(layer, below, write)
        parts.append(_deviation(layer, write))
    return [*steps, Step(f"cells_{layer.depth}", _union(parts))]


def _union(parts: Sequence[str]) -> str:
    return " UNION ALL ".join(parts)


def _gathered(layer: Layer, below: str, write: Writer) -> str:
    """The operands of made nodes side by side, with what they have in common."""
    values = "".join(
        f", MAX(CASE WHEN e.nth = {place} THEN c.value END) AS v{place}" for place in range(max(layer.most, 3))
    )
    total = write.dialect.total(f"CASE WHEN e.op = {Made.SUM.value} THEN c.value END")
    return (
        f"SELECT e.node, c.place, MIN(e.op) AS op, MIN(e.times) AS times, MIN(e.less) AS less{values}, "
        f"{total} AS total, MIN(c.raw) AS raw, MIN(c.low) AS low, MAX(c.high) AS high, "
        "MAX(CASE WHEN c.qual > 0 THEN 1 ELSE 0 END) AS qual, MAX(c.ill) AS ill, MIN(c.reported) AS reported, "
        "MAX(c.needed) AS needed, SUM(CASE WHEN c.value IS NULL THEN 1 ELSE 0 END) AS missing, "
        f"MIN(CASE WHEN c.value IS NULL THEN e.nth * {_SPREAD} + c.why END) % {_SPREAD} AS first_why"
        f"{write.gathered_ids('c.ids')} FROM made e JOIN ({below}) c ON c.node = e.child "
        f"WHERE e.depth = {layer.depth} GROUP BY e.node, c.place"
    )


def _made(layer: Layer, formulas: Sequence[Formula], write: Writer) -> str:
    source = f"gathered_{layer.depth}"
    change = "v0 - COALESCE(v1, 0)"
    top = f"CASE WHEN op = {Made.QUOTIENT.value} AND missing = 0 AND v2 > 0 THEN ({change}) * times * {STEPS} END"
    result = (
        f"CASE WHEN missing > 0 THEN NULL WHEN op = {Made.SUM.value} THEN total "
        f"WHEN op = {Made.DIFFERENCE.value} THEN {change} - less * {STEPS} "
        f"ELSE {write.dialect.rounded('top', 'v2')} END"
    )
    plain = f"SELECT *, {result} AS result FROM (SELECT *, {top} AS top FROM {source} WHERE op < {Made.FORMULA.value})"
    parts = [_finished(f"({plain}) AS m", write)] if "plain" in layer.kinds else []
    for number in layer.formulas:
        chosen = f"(SELECT * FROM {source} WHERE op = {Made.FORMULA + number}) AS g"
        parts.append(_finished(f"({value_sql(formulas[number], chosen, write.dialect)}) AS m", write))
    return _union(parts)


def _finished(source: str, write: Writer) -> str:
    known = "m.result IS NOT NULL"
    cell = write.row(
        present=where_known(known, "1", "0"), value="m.result", raw=where_known(known, "m.raw", str(MISSING)),
        low=where_known(known, "m.low", "NULL"), high=where_known(known, "m.high", "NULL"),
        qual=where_known(known, "m.qual", "0"), ill=where_known(known, "m.ill", "0"),
        reported="m.reported", needed="m.needed",
        why=where_known(known, "0", f"COALESCE(m.first_why, {why(Why.NO_BASE)})"), ids="m.ids",
    )  # fmt: skip
    return f"SELECT m.node, m.place, {cell} FROM {source}"


def _picked(layer: Layer, below: str) -> str:
    """Which of its operands each pick takes, by position."""
    passes = (
        f"e.test = {Test.ALWAYS.value} OR (e.test = {Test.TOLD.value} AND t.present = 1 AND t.untold = 0) "
        f"OR (e.test = {Test.VALUE.value} AND t.value IS NOT NULL) "
        f"OR (e.test = {Test.PRESENT.value} AND t.present = 1)"
    )
    return (
        f"SELECT e.node, t.place, MIN(e.nth) AS nth FROM picks e JOIN ({below}) t ON t.node = e.tested "
        f"WHERE e.depth = {layer.depth} AND ({passes}) GROUP BY e.node, t.place"
    )


def _taken(layer: Layer, below: str, write: Writer) -> str:
    return (
        f"SELECT p.node, p.place, {write.columns('c')} FROM picked_{layer.depth} p "
        f"JOIN picks e ON e.depth = {layer.depth} AND e.node = p.node AND e.nth = p.nth "
        f"JOIN ({below}) c ON c.node = e.child AND c.place = p.place"
    )


def _of_parent(layer: Layer, below: str, write: Writer) -> str:
    there = write.row(
        **{name: f"c.{name}" for name in write.fields} | {"raw": shown("c"), "low": NO_TERRITORY, "high": NO_TERRITORY}
    )
    looked = f"FROM looks e JOIN places p ON e.depth = {layer.depth} AND e.kind = {Look.PARENT.value}"
    return _union(
        [
            f"SELECT e.node, p.place, {there} {looked} JOIN ({below}) c ON c.node = e.child AND c.place = p.parent",
            f"SELECT e.node, p.place, {write.row(why=why(Why.NO_PARENT))} {looked} WHERE p.parent < 0",
        ]
    )


def _of_children(layer: Layer, below: str, write: Writer) -> str:
    looked = f"e.depth = {layer.depth} AND e.kind = {Look.CHILDREN.value}"
    gathered = (
        f"SELECT e.node, r.place, {write.dialect.total('c.value')} AS total, "
        f"MIN({shown('c')}) AS raw, MAX(CASE WHEN c.qual > 0 THEN 1 ELSE 0 END) AS qual, MAX(c.ill) AS ill, "
        f"COUNT(c.value) AS reported, COUNT(*) AS needed{write.gathered_ids('c.ids')} "
        f"FROM looks e JOIN ({below}) c ON {looked} AND c.node = e.child JOIN relatives r ON r.child = c.place "
        "GROUP BY e.node, r.place"
    )
    known = "m.reported = m.needed"
    cell = write.row(
        present=where_known(known, "1", "0"), value=where_known(known, "m.total", "NULL"),
        raw=where_known(known, "m.raw", str(MISSING)), qual=where_known(known, "m.qual", "0"),
        ill=where_known(known, "m.ill", "0"), reported="m.reported", needed="m.needed",
        why=where_known(known, "0", why(Why.INCOMPLETE)), ids="m.ids",
    )  # fmt: skip
    none = (
        f"SELECT e.node, p.place, {write.row(why=why(Why.NO_CHILDREN))} FROM looks e JOIN places p ON {looked} "
        "LEFT JOIN relatives r ON r.place = p.place WHERE r.place IS NULL"
    )
    return _union([f"SELECT m.node, m.place, {cell} FROM ({gathered}) AS m", none])


def _peers(layer: Layer, kind: Look, below: str) -> str:
    """The cells of asked places of which peers are compared, as a source with the names e, c and p."""
    return (
        f"looks e JOIN ({below}) c ON e.depth = {layer.depth} AND e.kind = {kind.value} AND c.node = e.child "
        "JOIN places p ON p.place = c.place AND p.asked = 1"
    )


def _compared(write: Writer, result: str, reason: str) -> str:
    """The cell of one that is compared with its peers; `result` may be no value for the `reason`."""
    known = f"({result}) IS NOT NULL"
    return write.row(
        present=where_known(known, "1", "0"), value=result, raw=where_known(known, "m.raw", str(MISSING)),
        ill=where_known(known, "m.ill", "0"), reported="m.known", needed="m.peers",
        why=f"CASE WHEN m.value IS NULL THEN m.why WHEN {known} THEN 0 ELSE {reason} END", ids="m.ids",
    )  # fmt: skip


def _among(write: Writer) -> str:
    group = "PARTITION BY e.node, p.peers"
    ids = f", FLATTEN(LIST(c.ids) OVER ({group})) AS ids" if write.lineage else ""
    return (
        f"e.node, c.place, p.peers AS {_GROUP}, c.value, {shown('c')} AS raw, c.ill, c.why{ids}, "
        f"COUNT(c.value) OVER ({group}) AS known, COUNT(*) OVER ({group}) AS peers"
    )


_GROUP = "peer_group"


def _rank(layer: Layer, below: str, write: Writer) -> str:
    order = "CASE WHEN e.lowest = 1 THEN c.value ELSE -c.value END"
    apart = "CASE WHEN c.value IS NULL THEN 1 ELSE 0 END"
    ranked = (
        f"SELECT {_among(write)}, RANK() OVER (PARTITION BY e.node, p.peers, {apart} ORDER BY {order}) AS rank_ "
        f"FROM {_peers(layer, Look.RANK, below)}"
    )
    result = f"CASE WHEN m.value IS NOT NULL AND m.known > 1 THEN {write.dialect.as_big('m.rank_')} * {STEPS} END"
    return f"SELECT m.node, m.place, {_compared(write, result, why(Why.NO_PEERS))} FROM ({ranked}) AS m"


def _medians(layer: Layer, below: str, write: Writer) -> list[Step]:
    """Values with the lower median of their peers, then with that of the absolute deviations from it."""
    there = "CASE WHEN value IS NULL THEN 1 ELSE 0 END"

    def placed(order: str) -> str:
        return f"ROW_NUMBER() OVER (PARTITION BY node, {_GROUP}, {there} ORDER BY {order}, place)"

    def middle(what: str) -> str:
        taken = "value IS NOT NULL AND (ordinal * 2 = known OR ordinal * 2 = known + 1)"
        return f"MAX(CASE WHEN {taken} THEN {what} END) OVER (PARTITION BY node, {_GROUP})"

    depth = layer.depth
    compared = f"SELECT {_among(write)} FROM {_peers(layer, Look.DEVIATION, below)}"
    return [
        Step(f"ordered_{depth}", f"SELECT *, {placed('value')} AS ordinal FROM ({compared}) AS c"),
        Step(f"centred_{depth}", f"SELECT *, value - {middle('value')} AS apart FROM ordered_{depth}"),
        Step(f"reordered_{depth}",
             f"SELECT {_without_ordinal(write)}, {placed('ABS(apart)')} AS ordinal FROM centred_{depth}"),
        Step(f"spread_{depth}", f"SELECT *, {middle('ABS(apart)')} AS spread FROM reordered_{depth}"),
    ]  # fmt: skip


def _without_ordinal(write: Writer) -> str:
    ids = ", ids" if write.lineage else ""
    return f"node, place, {_GROUP}, value, raw, ill, why{ids}, known, peers, apart"


def _deviation(layer: Layer, write: Writer) -> str:
    top = f"SELECT *, CASE WHEN known >= 4 AND spread > 0 THEN apart * {STEPS} END AS top FROM spread_{layer.depth}"
    result = write.dialect.rounded("m.top", "m.spread")
    few = f"CASE WHEN m.known < 4 THEN {why(Why.NO_PEERS)} ELSE {why(Why.NO_BASE)} END"
    return f"SELECT m.node, m.place, {_compared(write, result, few)} FROM ({top}) AS m"
