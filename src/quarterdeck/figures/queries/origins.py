"""Where a number comes from: who reported it, when, from what, and what was said before and elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import thread_ids
from quarterdeck.figures.models import Indicator, Observation, SourceConflict, Vintage
from quarterdeck.figures.queries.log import AsKnown, in_vintage


@dataclass(frozen=True, slots=True)
class Origin:
    """The row that counts, the older rows of the same key, what other publishers say, and known conflicts.

    `later` are rows that became known after the state asked for: the figure has been revised since.
    """

    current: Observation | None
    earlier: tuple[Observation, ...]
    later: tuple[Observation, ...]
    others: tuple[Observation, ...]
    conflicts: tuple[SourceConflict, ...]


NOTHING = Origin(None, (), (), (), ())


def origin(
    indicator: Indicator, area: Area, period: str, known: AsKnown, *, breakdown: str = "", scenario: str = "actual"
) -> Origin:
    """Everything the log holds on one key. Two queries."""
    rows = statements(indicator, area, [period])
    key = [row for row in rows if (row.breakdown, row.scenario) == (breakdown, scenario)]
    conflicts = SourceConflict.objects.filter(indicator=indicator, period=period)
    return sorted_out(key, indicator, known, tuple(conflicts))


def statements(indicator: Indicator, area: Area, periods: Collection[str]) -> list[Observation]:
    """Every row about an indicator in an area and these periods, of every publisher and time, newest first."""
    found = Observation.objects.filter(indicator=indicator, area_id__in=thread_ids(area), period__in=periods)
    return list(found.select_related("batch__source", "batch__file", "area").order_by("-batch__at", "-id"))


def sorted_out(
    rows: Sequence[Observation], indicator: Indicator, known: AsKnown, conflicts: tuple[SourceConflict, ...] = ()
) -> Origin:
    """The rows of one key, newest first, put in their places."""
    own = [row for row in rows if row.regime in ("", indicator.regime)]
    then = [row for row in own if known.includes(row)]
    return Origin(
        current=then[0] if then else None,
        earlier=tuple(then[1:]),
        later=tuple(row for row in reversed(own) if not known.includes(row)),
        others=tuple(row for row in rows if row.regime not in ("", indicator.regime)),
        conflicts=conflicts,
    )


def in_vintages(
    rows: Sequence[Observation], indicator: Indicator, vintages: Iterable[Vintage]
) -> list[tuple[Vintage, Observation | None]]:
    """Each frozen state with the row of the key that counts in it, from rows newest first."""
    own = [row for row in rows if row.regime in ("", indicator.regime)]
    return [(one, next((row for row in own if in_vintage(one).includes(row)), None)) for one in vintages]
