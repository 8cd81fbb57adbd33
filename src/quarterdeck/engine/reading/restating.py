"""Rows of the log in the borders of another day, by the kind of each figure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from quarterdeck.core.lineage import Crosswalk, Unit
from quarterdeck.core.lineage.restate import Figure, Restated, Unsplittable, refuse, restate_counts, restate_mean
from quarterdeck.core.lineage.restate.figures import KEPT, NOT_DIVIDED
from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier, SpaceRule
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.reading.log import Key, Known
from quarterdeck.engine.reading.reading import Measure

Between = Callable[[date], Crosswalk]
NO_WEIGHTS = gettext_noop("What it is weighted by is not known: {weight}.")
# A key without its area.
Series = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The borders to restate to: the crosswalk from any day to theirs, the units by uid, and the measures by code.

    `families` names for every unit those with which it hangs together (`core.lineage.kin.families`): what is said of
    one does not depend on what was reported for another.
    """

    between: Between
    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]
    families: Mapping[str, str]


def restated(rows: Iterable[Known], frame: Frame) -> list[Known]:
    """The rows of units of many days as rows of the units of one day; groups bear the codes of their units, joined.

    Only the newest row of a key counts, so give the newest. A figure that cannot be told is a row without a value
    that carries the reason.
    """
    series: dict[Series, dict[str, Known]] = {}
    for row in rows:
        indicator, _area, period, breakdown, scenario, regime = row.key
        of = frame.measures.get(indicator)
        # Rows of the indicator's own publisher and those of none are one series: units may report either way.
        publisher = "" if of is not None and regime == of.regime else regime
        held = series.setdefault((indicator, period, breakdown, scenario, publisher), {})
        if row.version not in held or row.is_newer_than(held[row.version]):
            held[row.version] = row
    return [
        made
        for place, found in series.items()
        if place[0] in frame.measures
        for made in _made(place, found, series, frame)
    ]


def joined(codes: Iterable[str]) -> str:
    """The code under which a group of units is told."""
    return "+".join(sorted(codes))


def _made(
    place: Series, found: Mapping[str, Known], series: Mapping[Series, Mapping[str, Known]], frame: Frame
) -> Iterable[Known]:
    for walk, families in _walks(Period.parse(place[1]), found, frame).items():
        used = {uid: row for family in families for uid, row in family.items()}
        told = _restate(place, families, series, frame, walk)
        figures = [(frame.units[uid].code, figure) for uid, figure in told.values.items()]
        figures += [
            (joined(frame.units[uid].code for uid in figure.targets), figure)
            for figure in told.groups
            if len(figure.targets) > 1
        ]
        for area, figure in figures:
            rows = [used[one.uid] for one in figure.sources if one.uid in used and one.share != 0]
            if rows and _says_something(place, figure, rows):
                yield _row(place, area, figure, rows)


def _walks(period: Period, found: Mapping[str, Known], frame: Frame) -> Mapping[Crosswalk, list[Mapping[str, Known]]]:
    """The figures that count, by family, under the crosswalk that each family takes."""
    families: dict[str, dict[str, Known]] = {}
    for uid, row in found.items():
        families.setdefault(frame.families[uid], {})[uid] = row
    taken: dict[Crosswalk, list[Mapping[str, Known]]] = {}
    for family in families.values():
        walk, used = _walk(period, family, frame)
        taken.setdefault(walk, []).append(used)
    return taken


def _says_something(place: Series, figure: Figure, rows: Sequence[Known]) -> bool:
    """Whether a row is worth telling: of statements only those that hold, so that others can be computed instead."""
    return figure.value is not None or _kept(figure, rows) or not place[2].startswith("@")


def _kept(figure: Figure, rows: Sequence[Known]) -> bool:
    """Whether the figure is that of one unit as it was, word for word."""
    return len(rows) == len(figure.sources) == 1 and figure.sources[0].share == 1 and len(figure.targets) == 1


def _walk(period: Period, found: Mapping[str, Known], frame: Frame) -> tuple[Crosswalk, Mapping[str, Known]]:
    """The crosswalk from the units to which the figures belong, and the figures that count.

    A figure belongs to the unit of the last day of its period. A plan may have been set before that unit was born:
    where none was set since, that of its predecessors counts. A unit may report by law before statistics follow the
    event that began it: its figure counts as its own.
    """
    walk = frame.between(period.last_day)
    alive = {uid: row for uid, row in found.items() if uid in walk.of}
    if alive:
        return walk, alive
    begins = [frame.units[uid].valid_from for uid in found if frame.units[uid].valid_from > period.last_day]
    if begins:
        later = frame.between(max(begins))
        return later, {uid: row for uid, row in found.items() if uid in later.of}
    ends = [end for uid in found if (end := frame.units[uid].valid_to) is not None]
    if not ends:
        return walk, {}
    earlier = frame.between(min(ends) - timedelta(days=1))
    return earlier, {uid: row for uid, row in found.items() if uid in earlier.of}


def _restate(
    place: Series, families: Sequence[Mapping[str, Known]], series: Mapping[Series, Mapping[str, Known]], frame: Frame,
    walk: Crosswalk,
) -> Restated:  # fmt: skip
    measure = frame.measures[place[0]]
    found = {uid: row for family in families for uid, row in family.items()}
    values = {uid: row.value for uid, row in found.items()}
    statuses = {uid: ObservationStatus(row.status) for uid, row in found.items() if row.value is not None}
    if place[2].startswith("@"):
        return refuse(Unsplittable.OTHER, values, walk, statuses=statuses)
    if measure.space_rule == SpaceRule.SUM.value:
        return restate_counts(values, walk, decimals=measure.decimals, statuses=statuses)
    if measure.space_rule == SpaceRule.WEIGHTED_MEAN.value and measure.weight_code:
        of = frame.measures.get(measure.weight_code)
        weights = {uid: one for family in families for uid, one in _weights(of, place, family, series).items()}
        told = restate_mean(values, weights, walk, decimals=measure.decimals, statuses=statuses)
        return _weighed(told, measure.weight_code)
    return refuse(Unsplittable.OTHER, values, walk, statuses=statuses)


def _weights(
    of: Measure | None, place: Series, found: Mapping[str, Known], series: Mapping[Series, Mapping[str, Known]]
) -> Mapping[str, Decimal | None]:
    """What the mean is weighted by: the denominator of the same period, else of its year, else of the year before."""
    if of is None:
        return {}
    period = Period.parse(place[1])
    for wanted in (place[1], str(period.year), str(period.year - 1)):
        held = series.get((of.code, wanted, "", "actual", ""), {})
        if any(uid in held for uid in found):
            return {uid: held[uid].value if uid in held else None for uid in found}
    return {}


def _weighed(told: Restated, weight: str) -> Restated:
    """The same with the weight named as the way it was made, and as the reason where only weights are missing."""
    way = Message(gettext_noop("Mean weighted by {weight}"), {"weight": weight})
    missing = Message(NO_WEIGHTS, {"weight": weight})

    def worded(one: Figure) -> Figure:
        reported = [source for source in one.sources if source.share != 0 and source.value is not None]
        all_there = len(reported) == len([source for source in one.sources if source.share != 0])
        covered = replace(one.coverage, reported=len(reported))
        if one.value is not None:
            return one if one.method == KEPT else replace(one, method=way)
        return replace(one, reason=missing, coverage=covered) if all_there and one.reason != NOT_DIVIDED else one

    return replace(
        told, values={uid: worded(one) for uid, one in told.values.items() if one.targets},
        groups=tuple(worded(one) for one in told.groups),
    )  # fmt: skip


def _row(place: Series, area: str, figure: Figure, rows: Sequence[Known]) -> Known:
    indicator, period, breakdown, scenario, regime = place
    key = Key(indicator, area, period, breakdown, scenario, regime)
    newest = max(rows, key=lambda row: (row.at, row.id))
    if _kept(figure, rows) and figure.value == newest.value:
        return replace(newest, id=0, key=key, version="", territory="", restated=figure)
    hedged = any(row.qualifier != Qualifier.EXACT.value for row in rows)
    return Known(
        0, key, figure.value, newest.unit, figure.status.value, _origin(rows),
        (Qualifier.ABOUT if hedged else Qualifier.EXACT).value, "", "", newest.as_of, "", newest.batch, newest.at,
        restated=figure,
    )  # fmt: skip


def _origin(rows: Sequence[Known]) -> str:
    if any(row.illustrative for row in rows):
        return Origin.ILLUSTRATIVE.value
    origins = {row.origin for row in rows}
    return origins.pop() if len(origins) == 1 else Origin.REPORTED.value
