"""The works as SQL: the state of a day, sums over all levels, children and parents, series in other borders."""

from quarterdeck.engine.sql.works.texts import figures, filled, said

VINTAGE = """
SELECT k.series, k.unit, k.period, k.value, k.mark, k.batch, k.row
FROM ($known) AS k
JOIN periods AS p ON p.period = k.period
WHERE p.wanted
ORDER BY k.series, k.unit, k.period
"""

HALF_UP = """
  CASE WHEN ({above} < 0) = ({below} < 0) THEN 1 ELSE -1 END
    * ((2 * abs({above}) + abs({below}) * {grain}) // (2 * abs({below}) * {grain})) * {grain}
"""
"""A quotient of whole numbers to the nearest multiple of a grain, halves away from zero."""


def _kept_small(text: str) -> str:
    """A number that may be added up: sums do not say when they need more than 38 digits, so what goes in has fewer."""
    return f"CAST(CAST({text} AS DECIMAL(33, 0)) AS HUGEINT)"


_ROLLUP = """
, sums AS (
  SELECT f.subject, f.period, t.above, max(t.needed) AS needed, count(f.value) AS told, sum(f.value) AS total, $said
  FROM figures AS f
  JOIN subjects AS m ON m.subject = f.subject
  JOIN periods AS p ON p.period = f.period
  JOIN tree AS t ON t.epoch = p.epoch AND t.who = f.who
  WHERE p.wanted AND m.rule < 2
  GROUP BY f.subject, f.period, t.above
),
loads AS (
  SELECT m.subject, c.period, t.above, c.turn, t.who, w.value AS weight
  FROM subjects AS m
  JOIN figures AS w ON w.subject = m.weight
  JOIN candidates AS c ON c.weight_period = w.period
  JOIN periods AS p ON p.period = c.period
  JOIN tree AS t ON t.epoch = p.epoch AND t.who = w.who
  WHERE m.rule = 1
),
first_turn AS (SELECT subject, period, above, min(turn) AS turn FROM loads GROUP BY subject, period, above),
means AS (
  SELECT l.subject, l.period, l.above, count(l.weight) AS loaded, sum(l.weight) AS below, sum($load) AS top
  FROM loads AS l
  JOIN first_turn AS t ON t.subject = l.subject AND t.period = l.period AND t.above = l.above AND t.turn = l.turn
  JOIN figures AS f ON f.subject = l.subject AND f.period = l.period AND f.who = l.who
  GROUP BY l.subject, l.period, l.above
),
rolled AS (
  SELECT s.subject, s.above, s.period, s.told, s.needed, s.place,
    CASE WHEN s.needed = 1 THEN s.mark ELSE s.status + s.hedges END AS mark,
    CASE WHEN s.told < s.needed THEN 'incomplete' WHEN m.rule = 0 THEN ''
      WHEN q.loaded = s.needed AND q.below <> 0 THEN '' ELSE 'no_weight' END AS why,
    CASE WHEN s.told < s.needed THEN NULL WHEN m.rule = 0 THEN s.total
      WHEN q.loaded = s.needed AND q.below <> 0 THEN $quotient END AS value
  FROM sums AS s
  JOIN subjects AS m ON m.subject = s.subject
  LEFT JOIN means AS q ON q.subject = s.subject AND q.period = s.period AND q.above = s.above
)
SELECT r.subject AS series, r.above AS unit, r.period, $fitting AS value, CAST(r.mark AS INT) AS mark, b.batch,
  $why AS why, CAST(r.told AS INT) AS reported, CAST(r.needed AS INT) AS needed
FROM rolled AS r JOIN batches AS b ON b.place = r.place
ORDER BY series, unit, r.period
"""

_CHECK = """
, sums AS (
  SELECT f.subject, f.period, t.above, t.own, count(f.value) AS told, sum(f.value) AS total
  FROM figures AS f
  JOIN subjects AS m ON m.subject = f.subject
  JOIN periods AS p ON p.period = f.period
  JOIN children AS t ON t.epoch = p.epoch AND t.who = f.who
  WHERE p.wanted AND m.rule = 0
  GROUP BY f.subject, f.period, t.above, t.own
  HAVING count(f.value) = max(t.needed)
)
SELECT s.subject AS series, s.above AS unit, s.period, CAST(f.value AS BIGINT) AS value,
  CAST(s.total AS DECIMAL(38, 0)) AS total, CAST(f.value - s.total AS DECIMAL(38, 0)) AS difference,
  CAST(s.told AS INT) AS children
FROM sums AS s JOIN figures AS f ON f.subject = s.subject AND f.period = s.period AND f.who = s.own
WHERE f.value <> s.total
ORDER BY series, unit, s.period
"""

WALKED = """
SELECT f.subject, f.period, u.family,
  CASE WHEN max(CASE WHEN u.born <= p.epoch AND p.epoch < u.ends THEN 1 ELSE 0 END) = 1 THEN max(p.epoch)
    WHEN max(u.born) > max(p.epoch) THEN max(u.born) ELSE min(u.ends) - 1 END AS walk
FROM figures AS f
JOIN units AS u ON u.unit = f.who
JOIN periods AS p ON p.period = f.period
WHERE p.wanted
GROUP BY f.subject, f.period, u.family
"""
"""The turn to whose units figures belong: that of the period's last day, or of a day on which any of them lived."""

_USED = """
SELECT f.subject, f.who, f.period, f.value, f.mark, f.place, w.walk, u.family
FROM figures AS f
JOIN units AS u ON u.unit = f.who
JOIN walked AS w ON w.subject = f.subject AND w.period = f.period AND w.family = u.family
WHERE u.born <= w.walk AND w.walk < u.ends
"""
"""The figures of the units of the turn to which they belong."""

_ENTERING = """
, loads AS (
  SELECT d.subject, d.period, d.family, d.who, c.turn, w.value AS weight
  FROM used AS d
  JOIN subjects AS m ON m.subject = d.subject
  JOIN candidates AS c ON c.period = d.period
  JOIN figures AS w ON w.subject = m.weight AND w.period = c.weight_period AND w.who = d.who
  WHERE m.rule = 1
),
first_turn AS (SELECT subject, period, family, min(turn) AS turn FROM loads GROUP BY subject, period, family),
weights AS (
  SELECT l.subject, l.period, l.who, l.weight
  FROM loads AS l
  JOIN first_turn AS t ON t.subject = l.subject AND t.period = l.period AND t.family = l.family AND t.turn = l.turn
)
SELECT d.subject, d.period, i.cell, i.numerator, d.value, d.mark, d.place, m.rule, m.room, w.weight
FROM used AS d
JOIN subjects AS m ON m.subject = d.subject
JOIN inputs AS i ON i.walk = d.walk AND i.unit = d.who
LEFT JOIN weights AS w ON w.subject = d.subject AND w.period = d.period AND w.who = d.who
"""
"""What goes into each cell: a figure with its numerator, and for means its weight."""

_PARTS = """
SELECT e.subject, e.period, e.cell, count(e.value) AS told, sum($amount) AS amount,
  count(CASE WHEN e.weight = 0 OR e.value * e.weight IS NOT NULL THEN 1 END) AS weighed,
  sum($top) AS top, sum($below) AS below,
  $said
FROM entering AS e
GROUP BY e.subject, e.period, e.cell
"""
"""What came into each cell."""

_TOLD = """
WITH grains AS (
  SELECT e.subject, e.period, c.block, max(c.denominator) AS denominator,
    CASE min(CASE $zeros ELSE 0 END) $powers ELSE 1 END AS grain
  FROM entering AS e JOIN cells AS c ON c.cell = e.cell
  WHERE c.divided AND e.rule = 0 AND e.value IS NOT NULL
  GROUP BY e.subject, e.period, c.block
),
shares AS (
  SELECT s.subject, s.period, c.block, s.cell, g.grain, CAST(g.denominator AS HUGEINT) * g.grain AS whole, s.amount
  FROM parts AS s
  JOIN cells AS c ON c.cell = s.cell
  JOIN grains AS g ON g.subject = s.subject AND g.period = s.period AND g.block = c.block
  WHERE s.amount IS NOT NULL
),
floors AS (
  SELECT subject, period, block, cell, grain, whole,
    amount // whole - CASE WHEN amount % whole < 0 THEN 1 ELSE 0 END AS lower,
    amount % whole + CASE WHEN amount % whole < 0 THEN whole ELSE 0 END AS rest
  FROM shares
),
ranked AS (
  SELECT subject, period, cell, grain, lower,
    row_number() OVER (PARTITION BY subject, period, block ORDER BY rest DESC, cell) AS nth,
    sum(rest) OVER (PARTITION BY subject, period, block) // whole AS more
  FROM floors
),
rounded AS (
  SELECT subject, period, cell, (lower + CASE WHEN nth <= more THEN 1 ELSE 0 END) * grain AS value FROM ranked
),
told AS (
  SELECT s.subject, s.period, c.place AS unit, s.told, c.needed, s.place,
    m.statement AND NOT c.single AS silent,
    CASE WHEN CASE WHEN NOT c.single THEN FALSE WHEN m.rule <> 1 OR c.same THEN TRUE
        WHEN s.below <> 0 THEN ($quotient) * c.denominator = s.amount ELSE TRUE END THEN s.mark
      WHEN c.whole OR s.status < $estimated THEN s.status + s.hedges ELSE $estimated + s.hedges END AS mark,
    CASE WHEN c.member THEN 'not_divided'
      WHEN c.same AND s.told = 1 THEN ''
      WHEN m.rule = 2 THEN CASE WHEN c.same THEN 'incomplete' ELSE 'cannot_divide' END
      WHEN m.rule = 1 AND (c.blocked > 0 OR s.weighed < c.needed OR s.below = 0) AND s.told = c.needed THEN 'no_weight'
      WHEN c.blocked = 1 THEN 'leaks' WHEN c.blocked = 2 THEN 'partial'
      WHEN m.rule = 1 AND s.weighed < c.needed THEN 'incomplete'
      WHEN m.rule = 1 AND s.below = 0 THEN 'no_weight'
      WHEN m.rule = 0 AND s.told < c.needed THEN 'incomplete' ELSE '' END AS why,
    CASE WHEN m.rule = 1 AND NOT c.member AND s.told < c.needed THEN s.weighed ELSE s.told END AS reported,
    CASE WHEN m.rule = 0 AND c.divided THEN r.value
      WHEN m.rule = 0 OR c.same THEN s.amount
      WHEN s.below <> 0 THEN $quotient END AS value
  FROM parts AS s
  JOIN cells AS c ON c.cell = s.cell
  JOIN subjects AS m ON m.subject = s.subject
  LEFT JOIN rounded AS r ON r.subject = s.subject AND r.period = s.period AND r.cell = s.cell
  WHERE c.place <> -1
)
SELECT t.subject AS series, t.unit, t.period, $fitting AS value, CAST(t.mark AS INT) AS mark, b.batch,
  $why AS why, CAST(t.reported AS INT) AS reported, CAST(t.needed AS INT) AS needed
FROM told AS t JOIN batches AS b ON b.place = t.place
WHERE t.why = '' OR NOT t.silent
ORDER BY series, t.unit, t.period
"""


def _fitting(row: str) -> dict[str, str]:
    """A value that fits 64 bits, and why there is none."""
    fits = f"abs({row}.value) < {2**63}"
    return {
        "fitting": f"CASE WHEN {row}.why = '' AND {fits} THEN CAST({row}.value AS BIGINT) END",
        "why": f"CASE WHEN {row}.why = '' AND NOT ({fits}) THEN 'too_large' ELSE {row}.why END",
    }


def vintage(known: str) -> str:
    """The newest row of every key as known: the columns of segments."""
    return filled(VINTAGE, known=known)


def rollup(known: str, *, plain: bool) -> str:
    """The figures of every unit as made of those of the units of a level under it, as it was."""
    columns = said("f.value IS NOT NULL", "f.mark", "f.place")
    quotient = HALF_UP.format(above="q.top", below="q.below", grain="m.grain")
    load = _kept_small("f.value * l.weight")
    return figures(known, "thread", plain=plain) + filled(
        _ROLLUP, said=columns, quotient=quotient, load=load, **_fitting("r")
    )


def check(known: str, *, plain: bool) -> str:
    """Where a unit's figure is not the sum of those of the units directly below it, all of which have reported."""
    return figures(known, "thread", plain=plain) + filled(_CHECK)


def restate(known: str, *, plain: bool) -> dict[str, str]:
    """Every figure in the borders of a day: of units, and of groups that are told as one.

    The last of these statements gives them; each of the others makes a table that those after it look at. After
    `walked`, the tables of cells must be made for its turns.
    """
    zeros = " ".join(f"WHEN e.room >= {count} AND e.value % {10**count} = 0 THEN {count}" for count in range(8, 0, -1))
    powers = " ".join(f"WHEN {count} THEN {10**count}" for count in range(1, 9))
    above = figures(known, "unit", plain=plain)
    parts = filled(
        _PARTS, said=said("e.value IS NOT NULL", "e.mark", "e.place"), amount=_kept_small("e.numerator * e.value"),
        top=_kept_small("e.numerator * (CASE WHEN e.weight = 0 THEN 0 ELSE e.value * e.weight END)"),
        below=_kept_small("e.numerator * e.weight"),
    )  # fmt: skip
    quotient = HALF_UP.format(above="s.top", below="s.below", grain="m.grain")
    told = filled(_TOLD, quotient=quotient, zeros=zeros, powers=powers, **_fitting("t"))
    return {"walked": above + WALKED, "used": above + _USED, "entering": above + filled(_ENTERING), "parts": parts,
            "told": told}  # fmt: skip
