"""Store a register: units, events and successions in bulk, all or nothing."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries.comparing import Comparison, Difference, compare
from quarterdeck.areas.rules.bulk import keeping_everything
from quarterdeck.areas.rules.registers import RegisterFiles
from quarterdeck.areas.rules.settling import EventToStore, SuccessionToStore, UnitToStore
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.lineage.rows import Severity
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require

BATCH = 2000


@transaction.atomic
@keeping_everything()
def import_register(
    *, register: RegisterFiles, steered: str = "", as_of: date | None = None, by: Actor, at: datetime
) -> Mapping[str, Difference]:
    """Store what is new and renew what has changed, by uid and change_id; nothing is deleted.

    Versions keep their primary keys, since figures and bodies point to them, and known events their standing. New
    events later than `as_of` are planned. `steered` is the code of the province that the store steers; without it
    new versions of its code are steered as the old ones. Returns, for each table, how many rows were new, changed
    and the same. The rows are trusted: whoever reads them from outside asks `RegisterFiles.checked` first. Raises
    `BadInput` for rows that could not be read or contradict the store, `NotFound` where no unit has the code
    `steered`.
    """
    require(by, Right.ADMINISTER)
    _refuse(register)
    found = compare(register, as_of=as_of)
    if found.conflicts:
        first = found.conflicts[0]
        raise BadInput(first.message, remedy=first.remedy, place=f"{first.file}:{first.line}")
    _write(found)
    _steer(steered)
    record_change(
        act="areas.imported", about_kind="area", about=steered, by=by, at=at,
        detail={table: difference._asdict() for table, difference in found.differences.items()},
    )  # fmt: skip
    return found.differences


def _refuse(register: RegisterFiles) -> None:
    for finding in register.findings:
        if finding.severity is Severity.ERROR:
            raise BadInput(finding.message, remedy=finding.remedy, place=f"{finding.file}:{finding.line}")


def _write(found: Comparison) -> None:
    events = _upsert_events(found.new_events, found.changed_events)
    units = _upsert_units(found.new_units, found.changed_units, events)
    Succession.objects.bulk_create((_succession(row, units, events) for row in found.new_successions), BATCH)
    changed = [_succession(row, units, events, pk=key) for key, row in found.changed_successions]
    Succession.objects.bulk_update(changed, ["shares", "evidence"], batch_size=200)


def _upsert_events(new: Iterable[EventToStore], changed: Iterable[EventToStore]) -> dict[str, int]:
    AreaEvent.objects.bulk_create((AreaEvent(**row._asdict()) for row in new), BATCH)
    AreaEvent.objects.bulk_create(
        [AreaEvent(**row._asdict()) for row in changed], BATCH, update_conflicts=True, unique_fields=["code"],
        update_fields=EventToStore._fields[1:],
    )  # fmt: skip
    return dict(AreaEvent.objects.values_list("code", "pk"))


def _upsert_units(
    new: Iterable[UnitToStore], changed: Iterable[UnitToStore], events: Mapping[str, int]
) -> dict[str, int]:
    Area.objects.bulk_create((_area(row, events) for row in new), BATCH)
    Area.objects.bulk_create(
        [_area(row, events) for row in changed], BATCH, update_conflicts=True, unique_fields=["uid"],
        update_fields=UnitToStore._fields[1:],
    )  # fmt: skip
    return dict(Area.objects.values_list("uid", "pk"))


def _area(row: UnitToStore, events: Mapping[str, int]) -> Area:
    fields = row._asdict()
    begun, ended = fields.pop("begun_by"), fields.pop("ended_by")
    return Area(**fields, begun_by_id=events.get(begun), ended_by_id=events.get(ended))


def _succession(
    row: SuccessionToStore, units: Mapping[str, int], events: Mapping[str, int], pk: int | None = None
) -> Succession:
    return Succession(
        pk=pk, predecessor_id=units[row.predecessor], successor_id=units[row.successor],
        event_id=events.get(row.event), shares=row.shares, evidence=row.evidence,
    )  # fmt: skip


def _steer(code: str) -> None:
    """Mark every version of the steered code, at the highest level that has it."""
    if not code:
        pairs = set(Area.objects.filter(steered=True).values_list("code", "level"))
    else:
        level = Area.objects.filter(code=code).aggregate(level=Min("level"))["level"]
        if level is None:
            raise NotFound(
                Message(gettext_noop("No unit has the code {code}."), {"code": code}),
                remedy=gettext_noop("Name a code of units.csv, with its leading zeros."),
            )
        pairs = {(code, level)}
        Area.objects.filter(steered=True).exclude(code=code, level=level).update(steered=False)
    for one, level in pairs:
        Area.objects.filter(code=one, level=level, steered=False).update(steered=True)
