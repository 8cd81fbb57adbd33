"""Append to the observation log. Nothing is ever overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.measures import Direction, ObservationStatus, Qualifier, Quantity, convert
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.core.wording import Named
from quarterdeck.figures.models import Batch, Indicator, Observation, Source, Vintage
from quarterdeck.figures.queries.log import hold_log, newest_row
from quarterdeck.figures.rules.finding import Figured
from quarterdeck.figures.rules.numbers import storable
from quarterdeck.files.models import KeptFile


@dataclass(frozen=True, slots=True)
class NewObservation:
    """A row to append. `value` is in `unit`; it is stored in the indicator's own unit."""

    indicator: Indicator
    area: Area
    period: Period
    value: Decimal | None
    unit: str
    breakdown: str = ""
    scenario: str = "actual"
    regime: str = ""
    status: str = "A"
    origin: str = "reported"
    qualifier: str = "exact"
    direction: str = ""
    source_words: str = ""
    as_of: date | None = None
    reason: str = ""


@transaction.atomic
def append_observations(
    *, rows: Sequence[NewObservation], kind: str, source: Source | None = None, document: str = "",
    file: KeptFile | None = None, note: str = "", known_from: datetime | None = None, by: Actor, at: datetime,
) -> Batch:  # fmt: skip
    """Append one batch: all rows or none, one audit line.

    `known_from` dates a batch back to the day its figures were published; only an administrator may do so.
    Raises `Refused` for an area that is not the actor's, `BadInput` for a row that contradicts itself.
    """
    if known_from is not None:
        require(by, Right.ADMINISTER)
    batch = Batch(
        at=known_from or at, by=by.name, post=by.post_name, kind=kind, source=source, document=document, file=file,
        note=note,
    )  # fmt: skip
    return write_batch(rows=rows, batch=batch, by=by, at=at)


def write_batch(*, rows: Sequence[NewObservation], batch: Batch, by: Actor, at: datetime) -> Batch:
    """Store an unsaved batch with its rows, inside the transaction of the action that calls it."""
    require(by, Right.WRITE_FIGURES)
    for area in {row.area.code for row in rows}:
        require(by, Right.WRITE_FIGURES, area=area)
    stored = [_stored(row, batch) for row in rows]
    batch.save(force_insert=True)
    Observation.objects.bulk_create(stored, batch_size=500)
    record(act="figures.reported", about_kind="batch", about=batch.pk, by=by, at=at,
           detail={"rows": len(rows), "kind": batch.kind})  # fmt: skip
    return batch


def _stored(row: NewObservation, batch: Batch) -> Observation:
    unit = "%" if row.breakdown.startswith("@") else row.indicator.unit
    value = storable(convert(row.value, row.unit, unit)) if row.value is not None else None
    quantity = Quantity(value, unit, ObservationStatus(row.status), Qualifier(row.qualifier), Direction(row.direction))
    _check_life(row)
    return Observation(
        indicator=row.indicator, area=row.area, period=row.period.code, breakdown=row.breakdown,
        scenario=row.scenario, regime=row.regime, value=quantity.value, unit=unit, status=quantity.status.value,
        origin=row.origin, qualifier=quantity.qualifier.value, direction=quantity.direction.value,
        source_words=row.source_words, as_of=row.as_of, reason=row.reason, batch=batch,
    )  # fmt: skip


def _check_life(row: NewObservation) -> None:
    begun, ended = row.area.valid_from, row.area.valid_to
    if row.period.end <= begun or (ended is not None and row.period.start >= ended):
        raise BadInput(
            Message(
                gettext_noop("{area} did not exist in {period:en}."),
                {"area": row.area.name_vi, "period": Named(row.period)},
            ),
            remedy=gettext_noop("Report the figure for the unit that existed then."),
        )


@transaction.atomic
def correct_observation(
    *, row: NewObservation, replaces: int | None, document: str = "", file: KeptFile | None = None, by: Actor,
    at: datetime,
) -> Batch:  # fmt: skip
    """Report a figure, or append a newer row for a key that already has one. The reason is kept with it.

    `replaces` is the id of the row that the form showed (None: none was known); when another row has become the
    newest since, nothing is written and `Conflict` says who saved it. The same form sent twice is written once.
    """
    require(by, Right.WRITE_FIGURES, area=row.area.code)
    hold_log()
    newest = newest_row(row.indicator, row.area, row.period.code, row.breakdown, row.scenario, at)
    if newest is not None and newest.pk != replaces:
        if newest.batch.by == by.name and _says_the_same(newest, row):
            return newest.batch
        raise _saved_meanwhile(newest)
    if newest is not None and not row.reason.strip():
        raise BadInput(gettext_noop("A correction needs its reason."), place="reason",
                       remedy=gettext_noop("Say in a few words why the value changes."))  # fmt: skip
    batch = Batch(
        at=max(at, newest.batch.at) if newest else at, by=by.name, post=by.post_name,
        kind="correction" if newest else "entry", document=document, file=file, note=row.reason,
    )  # fmt: skip
    return write_batch(rows=[row], batch=batch, by=by, at=at)


def _says_the_same(stored: Observation, row: NewObservation) -> bool:
    new = _stored(row, stored.batch)
    fields = ("value", "status", "qualifier", "direction", "source_words", "as_of", "reason")
    return all(getattr(stored, name) == getattr(new, name) for name in fields)


def _saved_meanwhile(newest: Observation) -> Conflict:
    quantity = Figured(newest.quantity, None)
    return Conflict(
        Message(
            gettext_noop("{who} saved a newer value meanwhile: {value:en}."),
            {"who": newest.batch.by, "value": quantity},
        ),
        remedy=gettext_noop("Nothing of yours was written. Look at the newer value, then decide again."),
    )


@transaction.atomic
def freeze_vintage(*, code: str, name_vi: str, name_en: str, known_on: datetime, by: Actor, at: datetime) -> Vintage:
    """Name the state of the log known on `known_on`; later rows never change it."""
    require(by, Right.PREPARE_REVIEW)
    if Vintage.objects.filter(code=code).exists():
        raise Conflict(Message(gettext_noop("The vintage {code} is already frozen."), {"code": code}))
    hold_log()
    last = Batch.objects.order_by("-id").values_list("id", flat=True).first() or 0
    made = Vintage.objects.create(
        code=code, name_vi=name_vi, name_en=name_en, known_on=known_on, last_batch=last, frozen_at=at,
        frozen_by=by.post_name or by.name,
    )  # fmt: skip
    record(act="vintage.frozen", about_kind="vintage", about=code, by=by, at=at, detail={"last_batch": last})
    return made
