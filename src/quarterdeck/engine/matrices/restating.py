"""Figures of the units of the borders of a day, from the rows of all units that they came from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import EXACT, ObservationStatus, Qualifier, decimals_of
from quarterdeck.engine.facts import EPOCH, QUALIFIERS, STATUSES, Mark
from quarterdeck.engine.matrices import exact
from quarterdeck.engine.matrices.basis import Basis, Rules, Span
from quarterdeck.engine.matrices.cells import HEDGE, NEEDED, REAL, REPORTED, STATUS, UNHEDGED, WHY, Cells, empty
from quarterdeck.engine.matrices.exact import Exact
from quarterdeck.engine.matrices.mixing import Mixing
from quarterdeck.engine.matrices.rolling import Items
from quarterdeck.engine.matrices.rows import Rows
from quarterdeck.engine.matrices.standing import said_of
from quarterdeck.engine.matrices.walking import Kin, Walk, walk_from
from quarterdeck.engine.plan.nodes import Base
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading.log import Key, Known
from quarterdeck.engine.reading.restating import restated
from quarterdeck.engine.reference.cells import why_untold

Numbers = NDArray[np.intp]


class Made(NamedTuple):
    """A row in other borders, as `engine.reading.restating` makes it, and of which base and units it is."""

    base: int
    targets: tuple[str, ...]
    row: Known


def in_borders(rows: Rows, basis: Basis, kin: Kin) -> Items:
    """The cells of the units of the borders, and of groups that are told as one."""
    versions = _versions(rows, basis)
    walks: dict[Walk, list[int]] = {}
    for number, day in enumerate(basis.span.last[:, 0].tolist()):
        walks.setdefault(walk_from(kin, date.fromordinal(day)), []).append(number)
    found = _blank(versions, len(kin.units), basis.span)
    made: list[Made] = []
    for walk, numbers in walks.items():
        mine = np.array(numbers, dtype=np.intp)
        if len(walk.same):
            _fill(found, mine, walk.same, versions.rows(mine).columns(walk.origin))
        if len(walk.mixed.units):
            _mix(found, versions, walk, kin, mine, basis)
        made += _one_by_one(rows, basis, kin, mine, _hard(versions, walk, kin, basis.rules, mine))
    return _with(found, made, kin)


@dataclass(eq=False)
class _Blank:
    """Cells in the making."""

    value: Exact
    cells: Cells


def _blank(versions: Cells, units: int, span: Span) -> _Blank:
    value, count = versions.value, len(versions.known)
    cells = empty(count, units, Why.NOT_REPORTED, needed=1, computed=False)
    cells.why[:] = span.unreported
    return _Blank(Exact(np.zeros((count, units), dtype=value.steps.dtype), value.scale, value.most), cells)


def _versions(rows: Rows, basis: Basis) -> Cells:
    """The rows of versions as cells, in steps as fine as anything that is rounded to the decimals of its measure."""
    rounded = (basis.rules.sums | basis.rules.weighed)[:, None]
    scale = np.maximum(rows.value.scale, np.where(rounded, basis.rules.decimals[:, None], 0))
    there = rows.there
    said = said_of(np.where(there, rows.mark, 0), there, rows.known)
    why = np.where(rows.known, 0, np.where(there, WHY[Why.INCOMPLETE], basis.span.unreported)).astype(np.int8)
    value = exact.at_scale(rows.value, scale)
    return Cells(value, rows.known, there, there & ~rows.known, said, why, np.zeros_like(there))


def _hard(versions: Cells, walk: Walk, kin: Kin, rules: Rules, mine: Numbers) -> NDArray[np.bool_]:
    """By base and family whether its figures must be told one by one: no unit alive has a row, or one is not simple.

    So are means of which a unit has a row without value: a weight of zero then counts.
    """
    there = versions.there[mine]
    some, alive = _by_family(kin, there), _by_family(kin, there & walk.alive)
    hollow = _by_family(kin, there & ~versions.known[mine]) & rules.weighed[mine][:, None]
    return some & (~alive | walk.hard | hollow)


def _by_family(kin: Kin, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """By base and family whether it is true of any version."""
    found = np.zeros((len(mask), kin.families), dtype=np.bool_)
    lines, columns = np.nonzero(mask)
    found[lines, kin.family[columns]] = True
    return found


def _mix(found: _Blank, versions: Cells, walk: Walk, kin: Kin, mine: Numbers, basis: Basis) -> None:
    """Units that are made up of others; a published statement of one is not told."""
    rules = basis.rules
    told = ~rules.statement[mine]
    kinds = (
        (mine[told & rules.sums[mine]], Mixing.sums), (mine[told & rules.weighed[mine]], Mixing.means),
        (mine[told & ~rules.sums[mine] & ~rules.weighed[mine]], Mixing.refused),
    )  # fmt: skip
    for rows, work in kinds:
        if len(rows):
            _fill(found, rows, walk.mixed.units, work(Mixing(versions, rows, walk, kin, basis)))


def _fill(found: _Blank, rows: Numbers, columns: Numbers, cells: Cells) -> None:
    at = np.ix_(rows, columns)
    value = found.value
    most = max(value.most, cells.value.most)
    steps = exact.within(value.steps, most)
    steps[at] = cells.value.steps
    found.value = Exact(steps, value.scale, most)
    whole = found.cells
    whole.known[at], whole.there[at], whole.untold[at] = cells.known, cells.there, cells.untold
    whole.why[at] = cells.why
    whole.said[:, rows[:, None], columns] = cells.said


def _one_by_one(rows: Rows, basis: Basis, kin: Kin, mine: Numbers, hard: NDArray[np.bool_]) -> Iterator[Made]:
    """What must be told one by one."""
    for line, family in zip(*np.nonzero(hard), strict=True):
        number = int(mine[line])
        columns, frame = kin.members[family], kin.frame(int(family))
        needed = dict.fromkeys([number, *(int(one) for one in basis.rules.weights[number] if one >= 0)])
        given = [one for each in needed for one in _known(rows, basis.bases[each], each, kin, columns)]
        own = basis.bases[number]
        for row in restated(given, frame):
            assert row.restated is not None
            if row.key[:1] + row.key[2:5] == (own.indicator, own.period, own.breakdown, own.scenario):
                yield Made(number, row.restated.targets, row)


def _known(rows: Rows, base: Base, number: int, kin: Kin, columns: Numbers) -> Iterator[Known]:
    scale = int(rows.value.scale[number, 0])
    for column in columns[rows.mark[number, columns] >= 0].tolist():
        mark = Mark.unpacked(int(rows.mark[number, column]))
        uid = kin.versions[column]
        known = rows.known[number, column]
        value = EXACT.scaleb(Decimal(int(rows.value.steps[number, column])), -scale) if known else None
        yield Known(
            column, Key(base.indicator, uid, base.period, base.breakdown, base.scenario), value, "", mark.status.value,
            mark.origin.value, mark.qualifier.value, "", "", None, "", 0, EPOCH, version=uid,
        )  # fmt: skip


def _with(found: _Blank, made: Sequence[Made], kin: Kin) -> Items:
    """The cells with what was told one by one, which counts before what was there."""
    columns = {uid: number for number, uid in enumerate(kin.units)}
    places: dict[tuple[str, ...], int] = {(uid,): number for uid, number in columns.items()}
    mine = [one for one in made if len(one.targets) > 1 or one.targets in places]
    for one in mine:
        places.setdefault(one.targets, len(places))
    cells = _wider(found, len(places))
    if mine:
        cells = _written(cells, mine, places)
    groups = {targets: number for targets, number in places.items() if len(targets) > 1}
    return Items(cells, columns, groups)


def _wider(found: _Blank, columns: int) -> Cells:
    """The same with more columns, of which there are no rows."""
    cells, count = found.cells, found.cells.known.shape[0]
    more = columns - cells.known.shape[1]
    blank = empty(count, more, Why.NOT_REPORTED, needed=1, computed=False)
    wide = {
        name: np.concatenate((getattr(cells, name), getattr(blank, name)), axis=-1)
        for name in ("known", "there", "untold", "said", "why", "computed")
    }
    steps = np.concatenate((found.value.steps, np.zeros((count, more), dtype=found.value.steps.dtype)), axis=1)
    return Cells(value=Exact(steps, found.value.scale, found.value.most), **wide)


def _written(cells: Cells, made: Sequence[Made], places: dict[tuple[str, ...], int]) -> Cells:
    lines = np.array([one.base for one in made], dtype=np.intp)
    at = (lines, np.array([places[one.targets] for one in made], dtype=np.intp))
    rows = [one.row for one in made]
    figures = [row.restated for row in rows if row.restated is not None]
    cells.known[at] = [row.value is not None for row in rows]
    cells.there[at], cells.untold[at] = True, [row.value is None for row in rows]
    cells.why[at] = [WHY[why_untold(one)] for one in figures]
    said = cells.said
    said[STATUS][at] = [STATUSES.index(ObservationStatus(row.status)) for row in rows]
    said[REAL][at] = [not row.illustrative for row in rows]
    said[HEDGE][at] = [UNHEDGED - QUALIFIERS.index(Qualifier(row.qualifier)) for row in rows]
    said[REPORTED][at] = [one.coverage.reported for one in figures]
    said[NEEDED][at] = [-one.coverage.needed for one in figures]
    return replace(cells, value=_valued(cells.value, at, [row.value for row in rows]))


def _valued(value: Exact, at: tuple[Numbers, Numbers], given: Iterable[Decimal | None]) -> Exact:
    """The values with some put in, in finer steps where these need them."""
    numbers = [one or Decimal(0) for one in given]
    scale = value.scale.copy()
    np.maximum.at(scale[:, 0], at[0], [decimals_of(one.normalize(EXACT)) for one in numbers])
    held = exact.at_scale(value, scale)
    steps = [int(one.scaleb(int(scale[line, 0]), EXACT)) for one, line in zip(numbers, at[0], strict=True)]
    most = max([held.most, *(abs(one) for one in steps)])
    cells = exact.within(held.steps if held is not value else value.steps.copy(), most)
    for line, column, one in zip(*at, steps, strict=True):
        cells[line, column] = one
    return Exact(cells, scale, most)
