"""Where a number comes from: who reported it, when, from what, and what was said before and elsewhere."""

from dataclasses import dataclass

from quarterdeck.areas.models import Area
from quarterdeck.figures.models import Indicator, Observation, SourceConflict
from quarterdeck.figures.queries.log import AsKnown


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


def origin(
    indicator: Indicator, area: Area, period: str, known: AsKnown, *, breakdown: str = "", scenario: str = "actual"
) -> Origin:
    """Everything the log holds on one key. Two queries."""
    everything = list(
        Observation.objects.filter(
            indicator=indicator, area__code=area.code, period=period, breakdown=breakdown, scenario=scenario
        )
        .select_related("batch__source", "batch__file", "area")
        .order_by("-batch__at", "-id")
    )
    own = [row for row in everything if row.regime in ("", indicator.regime)]
    then = [row for row in own if _is_known(row, known)]
    return Origin(
        current=then[0] if then else None,
        earlier=tuple(then[1:]),
        later=tuple(row for row in own if not _is_known(row, known)),
        others=tuple(row for row in everything if row.regime not in ("", indicator.regime)),
        conflicts=tuple(SourceConflict.objects.filter(indicator=indicator, period=period)),
    )


def _is_known(row: Observation, known: AsKnown) -> bool:
    return row.batch.at <= known.at and (known.last_batch is None or row.batch_id <= known.last_batch)
