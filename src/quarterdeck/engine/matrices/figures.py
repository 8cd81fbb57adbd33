"""The figures of the log for every place of a plan."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.held import Held
from quarterdeck.engine.matrices import restating
from quarterdeck.engine.matrices.basis import Span
from quarterdeck.engine.matrices.cells import Cells, chosen, stacked
from quarterdeck.engine.matrices.located import located
from quarterdeck.engine.matrices.memory import remembered
from quarterdeck.engine.matrices.program import Program
from quarterdeck.engine.matrices.rolling import Items, at_home, rolled, unitless
from quarterdeck.engine.matrices.rows import Rows, rows_of
from quarterdeck.engine.matrices.standing import Threads, standing, threads_of
from quarterdeck.engine.matrices.tail import Wanted
from quarterdeck.engine.matrices.walking import kin_of
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.plan.places import Places
from quarterdeck.engine.query import Place

Numbers = NDArray[np.intp]


def figures(plan: Plan, program: Program, held: Held) -> Cells:
    """The cells of every base of the program for every place of the plan."""
    borders = plan.question.borders
    if not program.basis.bases:
        return unitless(0, len(plan.places.list))
    if borders is not None:
        kin = kin_of(plan.world, borders.day, plan.places.uids)
        rows = _rows(plan, program, held, kin.versions)
        items = restating.in_borders(rows, program.basis, kin)
        return _placed(plan, program, items, {})
    if plan.question.rollup is None and not any(place.group for place in plan.places.list):
        threads = _threads_of_places(plan)
        return standing(_rows(plan, program, held, threads.uids), threads, program.basis.span)
    return _as_it_was(plan, program, held)


def _rows(plan: Plan, program: Program, held: Held, uids: tuple[str, ...]) -> Rows:
    return rows_of(Wanted(program.basis, uids), located(program.basis, held), held, plan.question.known)


def _threads_of_places(plan: Plan) -> Threads:
    """The threads of places that are single units, remembered with the world."""
    uids = tuple(place.members[0] for place in plan.places.list)
    return remembered(plan.world, ("threads", uids), lambda: threads_of(plan.world, uids, {}))


def _as_it_was(plan: Plan, program: Program, held: Held) -> Cells:
    """Where places are made of units: first the cells of all units that any place needs in any period."""
    places, world = plan.places, plan.world
    needed: dict[str, None] = {}
    for _, day in _turns(plan, np.unique(program.basis.span.last).tolist()).values():
        for place in places.list:
            needed.update(dict.fromkeys(_needed(places, place, day)))
    needed.update((place.members[0], None) for place in places.list)
    first = {uid: world.thread(uid)[0].uid for uid in needed}
    columns = {uid: number for number, uid in enumerate(dict.fromkeys(first.values()))}
    territories: dict[str, int] = {}
    threads = threads_of(world, tuple(columns), territories)
    cells = standing(_rows(plan, program, held, threads.uids), threads, program.basis.span)
    return _placed(plan, program, Items(cells, {uid: columns[first[uid]] for uid in needed}, {}), territories)


def _turns(plan: Plan, days: Sequence[int]) -> dict[int, tuple[list[int], date]]:
    """The numbers of days between two changes of the areas, with one of these days; nothing differs between them."""
    found: dict[int, tuple[list[int], date]] = {}
    fixed = plan.question.borders is not None or plan.question.rollup is None
    changes = () if fixed else plan.places.held.days
    for number, last in enumerate(days):
        day = date.fromordinal(last)
        found.setdefault(bisect_right(changes, day), ([], day))[0].append(number)
    return found


def _needed(places: Places, place: Place, day: date) -> tuple[str, ...]:
    """The units of which a place is made on a day."""
    return place.members if places.question.rollup is None else places.needed(place, day)


@dataclass(frozen=True, slots=True)
class _Made:
    """How places are made in some periods: by column of an item, of several units each, or not at all."""

    alone: tuple[int, ...]
    needed: tuple[tuple[str, ...], ...]


def _placed(plan: Plan, program: Program, items: Items, territories: dict[str, int]) -> Cells:
    """The cells of places from those of units."""
    turns = _turns(plan, program.basis.span.last[:, 0].tolist()).values()
    kinds: dict[_Made, list[int]] = {}
    for numbers, day in turns:
        kinds.setdefault(_made(plan, items, day), []).extend(numbers)
    rows = [np.array(sorted(numbers), dtype=np.intp) for numbers in kinds.values()]
    found = [_of(plan, program, items, made, mine, territories) for made, mine in zip(kinds, rows, strict=True)]
    return stacked(found, rows)


def _made(plan: Plan, items: Items, day: date) -> _Made:
    alone, needed = [], []
    for place in plan.places.list:
        units = _needed(plan.places, place, day)
        itself = _is_itself(plan, place, units)
        alone.append(items.columns[place.members[0]] if itself else -1)
        needed.append(() if itself else units)
    return _Made(tuple(alone), tuple(needed))


def _is_itself(plan: Plan, place: Place, units: Sequence[str]) -> bool:
    """Whether a place is no more than the one unit that it is made of."""
    if plan.question.rollup is None and not place.group:
        return True
    if len(units) != 1 or len(place.members) != 1:
        return False
    if plan.question.borders is not None:
        return units[0] == place.members[0]
    return units[0] in {one.uid for one in plan.world.thread(place.members[0])}


def _of(
    plan: Plan, program: Program, items: Items, made: _Made, rows: Numbers, territories: dict[str, int]
) -> Cells:  # fmt: skip
    """The cells of all places for the bases of periods in which they are made in one way."""
    count = len(made.alone)
    cells = items.cells.rows(rows)
    found = unitless(len(rows), count)
    single = np.array(made.alone, dtype=np.intp)
    found = _where(single >= 0, cells.columns(np.maximum(single, 0)), found)
    several = [number for number, units in enumerate(made.needed) if units]
    if several:
        inside = items.inside([made.needed[number] for number in several])
        sums = rolled(items, inside, rows, program.basis.rules, program.basis.span.unreported)
        if plan.question.borders is None:
            mine = [plan.places.list[number] for number in several]
            sums = at_home(sums, _territory(plan, mine, program.basis.span, rows, territories))
        back = np.zeros(count, dtype=np.intp)
        back[several] = np.arange(len(several))
        found = _where(np.isin(np.arange(count), several), sums.columns(back), found)
    return _with_groups(plan, items, cells, found)


def _with_groups(plan: Plan, items: Items, cells: Cells, found: Cells) -> Cells:
    """Groups that are told together in these borders count before what their members make."""
    if plan.question.rollup is not None:
        return found
    columns = np.array([items.groups.get(place.members, -1) for place in plan.places.list], dtype=np.intp)
    if (columns < 0).all():
        return found
    together = cells.columns(np.maximum(columns, 0))
    return chosen(together.there & (columns >= 0), together, found)


def _where(places: NDArray[np.bool_], one: Cells, other: Cells) -> Cells:
    return chosen(np.broadcast_to(places, one.known.shape), one, other)


def _territory(
    plan: Plan, places: Sequence[Place], span: Span, rows: Numbers, numbers: dict[str, int]
) -> NDArray[np.int32]:
    """By base and place the number of the territory that it has on the period's last day."""
    found = np.empty((len(rows), len(places)), dtype=np.int32)
    changes, by_turn = plan.places.held.days, dict[int, list[int]]()
    for line, last in enumerate(span.last[rows, 0].tolist()):
        day = date.fromordinal(last)
        turn = bisect_right(changes, day)
        if turn not in by_turn:
            by_turn[turn] = [_number(plan, place, day, numbers) for place in places]
        found[line] = by_turn[turn]
    return found


def _number(plan: Plan, place: Place, day: date, numbers: dict[str, int]) -> int:
    alive = plan.places.alive(place, day) or place.members
    name = "+".join(sorted(plan.world.territory(uid) for uid in alive))
    return numbers.setdefault(name, len(numbers))
