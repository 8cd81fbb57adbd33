"""Is every parent a unit of a higher level that lives as long as its child?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from quarterdeck.core.lineage.integrity.facts import Facts, end, finding
from quarterdeck.core.lineage.rows import Finding, Severity, UnitRow
from quarterdeck.core.messages import gettext_noop


def check_parents(facts: Facts) -> Iterator[Finding]:
    """Everything about parents."""
    by_code: dict[str, list[UnitRow]] = defaultdict(list)
    for row in sorted(facts.living, key=lambda one: one.unit.valid_from):
        by_code[row.unit.code].append(row)
    level_wrong = []
    for row in facts.living:
        if not row.unit.parent_code or row.unit.parent_code in facts.unread:
            continue
        bearers = by_code.get(row.unit.parent_code, [])
        above = [one for one in bearers if one.unit.level < row.unit.level]
        if not bearers:
            yield _unknown(row)
        elif not above:
            level_wrong.append(row)
            yield _not_above(row, bearers[0])
        elif hole := _hole(row, above):
            yield _not_alive(row, *hole)
    yield from _circles(level_wrong, by_code)


def _hole(row: UnitRow, above: Sequence[UnitRow]) -> tuple[date, date] | None:
    """The first days of a child's life on which nobody bears its parent's code; None where there are none."""
    covered, until = row.unit.valid_from, end(row.unit)
    if covered == until:
        there = any(one.unit.valid_from <= covered <= end(one.unit) for one in above)
        return None if there else (covered, until)
    for one in above:
        if one.unit.valid_from > covered:
            return covered, min(one.unit.valid_from, until)
        covered = max(covered, end(one.unit))
        if covered >= until:
            return None
    return covered, until


def _circles(rows: Sequence[UnitRow], by_code: Mapping[str, Sequence[UnitRow]]) -> Iterator[Finding]:
    """Units that are above themselves; only one whose parent is not above it by level can begin such a circle."""
    told: set[str] = set()
    for row in rows:
        way, here = [row.unit.uid], row
        while (above := _parent(here, by_code)) is not None and above.unit.uid not in way:
            way.append(above.unit.uid)
            here = above
        if above is row and row.unit.uid not in told:
            told.update(way)
            yield finding(
                row, Severity.ERROR,
                gettext_noop("{unit} stands above itself: its parents run in a circle."),
                gettext_noop("Correct the parent_code of one of these units."),
                unit=row.unit.uid,
            )  # fmt: skip


def _parent(row: UnitRow, by_code: Mapping[str, Sequence[UnitRow]]) -> UnitRow | None:
    """The bearer of its parent's code in whose life it has a day, of the highest level first."""
    unit = row.unit
    bearers = by_code.get(unit.parent_code, ())
    shared = [one for one in bearers if one.unit.valid_from <= end(unit) and unit.valid_from <= end(one.unit)]
    return min(shared, key=lambda one: one.unit.level, default=None)


def _unknown(row: UnitRow) -> Finding:
    return finding(
        row, Severity.ERROR,
        gettext_noop("The parent {code} of {unit} is no unit of this register."),
        gettext_noop("Correct parent_code, or add the parent to units.csv."),
        code=row.unit.parent_code, unit=row.unit.uid,
    )  # fmt: skip


def _not_above(row: UnitRow, parent: UnitRow) -> Finding:
    return finding(
        row, Severity.ERROR,
        gettext_noop("The parent {code} of {unit} is of level {level}, not above level {own}."),
        gettext_noop("Correct parent_code or level: level 1 is the highest."),
        code=row.unit.parent_code, unit=row.unit.uid, level=parent.unit.level, own=row.unit.level,
    )  # fmt: skip


def _not_alive(row: UnitRow, begin: date, until: date) -> Finding:
    open_ended = until == date.max
    return finding(
        row, Severity.ERROR,
        gettext_noop("The parent {code} of {unit} does not exist from {begin} on.")
        if open_ended
        else gettext_noop("The parent {code} of {unit} does not exist from {begin} to {end}."),
        gettext_noop("Begin a new version of the unit, with its new parent, on the day the parent changes."),
        code=row.unit.parent_code, unit=row.unit.uid, begin=begin.isoformat(), end=until.isoformat(),
    )  # fmt: skip
