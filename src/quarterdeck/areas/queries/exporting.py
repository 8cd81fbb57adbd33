"""The register as its three files, so that it can be taken elsewhere and read back."""

from collections.abc import Sequence

from django.db.models import Q
from django.db.models.functions import Coalesce

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.core.lineage import EventKind, Standing
from quarterdeck.core.lineage.rows import CHANGES_FILE, SUCCESSIONS_FILE, UNITS_FILE
from quarterdeck.core.lineage.units import LAND, POPULATION

Table = tuple[Sequence[str], list[Sequence[object]]]
# Column of the file and field of the table.
UNITS = {
    "uid": "uid", "code": "code", "level": "level", "name_vi": "name_vi", "name_en": "name_en", "kind": "kind",
    "parent_code": "parent_code", "valid_from": "valid_from", "valid_to": "ends", "begun_by": "begun_by__code",
    "ended_by": "ended_by__code", "valid_from_precision": "from_precision", "source": "source",
}  # fmt: skip
CHANGES = {
    "change_id": "code", "date": "day", "order": "order", "kind": "kind", "province_scope": "scope",
    "title": "title_vi", "title_en": "title_en", "legal_basis": "act", "act_date": "act_day",
    "adopted_on": "adopted_on", "status": "standing", "note": "note", "group": "group",
}  # fmt: skip
# A planned end is written like any other: the status of its event, or of its succession, says that it is to come.
_ENDS = Coalesce("valid_to", "expected_to")
_NEVER = Standing.WITHDRAWN.value


def register_files() -> dict[str, Table]:
    """Heads and rows of units.csv, changes.csv and succession.csv, without what was withdrawn. Three queries.

    What planned and staged events will begin is among the units; what they will end has the day on which it is
    expected to end.
    """
    units = Area.objects.exclude(standing=_NEVER).order_by("level", "code", "valid_from", "uid").annotate(ends=_ENDS)
    changes = AreaEvent.objects.exclude(standing=_NEVER).exclude(kind=EventKind.WITHDRAWAL.value)
    unit_rows = list(units.values_list(*UNITS.values()))
    change_rows = list(changes.order_by("day", "order", "code").values_list(*CHANGES.values()))
    codes = {row[0] for row in change_rows}
    return {
        UNITS_FILE: (tuple(UNITS), [_with_known_events(row, codes) for row in unit_rows]),
        CHANGES_FILE: (tuple(CHANGES), change_rows),
        SUCCESSIONS_FILE: _successions(),
    }


def _with_known_events(row: tuple[object, ...], codes: set[str]) -> Sequence[object]:
    """The unit without events that stay in the store."""
    begun, ended = (list(UNITS).index(name) for name in ("begun_by", "ended_by"))
    return [
        "" if place in (begun, ended) and cell not in codes else cell for place, cell in enumerate(row)
    ]  # fmt: skip


def _successions() -> Table:
    kept = Succession.objects.exclude(Q(predecessor__standing=_NEVER) | Q(successor__standing=_NEVER))
    kept = kept.exclude(event__standing=_NEVER)
    found = list(
        kept.order_by("pk").values_list(
            "shares", "evidence", "successor__standing", "predecessor__uid", "successor__uid", "event__code"
        )
    )
    others = sorted({by for shares, *_ in found for by in shares} - {POPULATION, LAND})
    columns = {POPULATION: "share", LAND: "share_area", **{by: f"share_{by}" for by in others}}
    heads = [
        "predecessor",
        "successor",
        *columns.values(),
        *(f"quality_{by}" for by in columns),
        "basis",
        "change_id",
        "status",
    ]
    rows: list[Sequence[object]] = []
    for shares, evidence, standing, before, after, change in found:
        given = [shares.get(by, ("", "")) for by in columns]
        texts, qualities = [text for text, _ in given], [quality if text else "" for text, quality in given]
        status = standing if change is None and standing != Standing.IN_FORCE.value else ""
        rows.append([before, after, *texts, *qualities, evidence, change or "", status])
    return heads, rows
