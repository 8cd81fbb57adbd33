"""Import a file of figures: every row, or none; or the good rows, if that is what was asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.actions.log import NewObservation, write_batch
from quarterdeck.figures.models import Batch, Indicator
from quarterdeck.figures.queries.importing import Change, DryRun, dry_run, reasons_missing, with_errors
from quarterdeck.figures.queries.log import hold_log
from quarterdeck.files.actions import keep_file


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the batch, None where every row was already there; and what was read."""

    batch: Batch | None
    run: DryRun


@transaction.atomic
def import_figures(
    *, content: bytes, name: str, accept_good_rows: bool = False, note: str = "", custom: str = "",
    seen_batch: int | None = None, by: Actor, at: datetime,
) -> Imported:  # fmt: skip
    """Append what the file brings in one batch and keep the file as it came.

    Rows that are already there are not written again, so that the same file sent twice changes nothing. With any
    error nothing is written, unless `accept_good_rows`. `seen_batch` is the newest batch when the dry run was
    shown; if figures of this file were written since, `run` is returned unwritten with `batch` None and the caller
    shows it again. Raises `BadInput` where nothing may be imported, `Refused` for a post that reports no figures.
    """
    require(by, Right.WRITE_FIGURES)
    hold_log()
    run = dry_run(content=content, name=name, by=by, at=at, custom=custom)
    run = with_errors(run, reasons_missing(run, note))
    if run.errors and not accept_good_rows:
        raise BadInput(
            Message(gettext_noop("Nothing was imported: {count} rows have errors."), {"count": run.bad_rows}),
            place=name, remedy=gettext_noop("Correct the cells listed and send the file again."),
        )  # fmt: skip
    if not run.to_write or (seen_batch is not None and _moved(run, seen_batch)):
        return Imported(None, run)
    kept = keep_file(name=name, media_type=_media_type(name), content=content, by=by, at=at)
    youngest = max((one.before.batch.at for one in run.to_write if one.before), default=at)
    batch = Batch(at=max(at, youngest), by=by.name, post=by.post_name, kind="import", file=kept, note=note)
    return Imported(write_batch(rows=_rows(run, note), batch=batch, by=by, at=at), run)


def _moved(run: DryRun, seen_batch: int) -> bool:
    """Whether a row that this file would replace is younger than what the reporter has seen."""
    return any(one.before is not None and one.before.batch_id > seen_batch for one in run.to_write)


def _rows(run: DryRun, note: str) -> list[NewObservation]:
    indicators = {one.code: one for one in Indicator.objects.all()}
    areas = Area.objects.in_bulk({one.parsed.area.id for one in run.to_write})
    return [_row(one, indicators[one.parsed.indicator.code], areas[one.parsed.area.id], note) for one in run.to_write]


def _row(change: Change, indicator: Indicator, area: Area, note: str) -> NewObservation:
    row = change.parsed
    return NewObservation(
        indicator=indicator, area=area, period=row.period, value=row.value, unit=row.unit, breakdown=row.breakdown,
        scenario=row.scenario, status=row.status, qualifier=row.qualifier, as_of=row.as_of,
        reason=row.reason or (note if change.before is not None else ""),
    )  # fmt: skip


def _media_type(name: str) -> str:
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "text/csv" if name.lower().endswith(".csv") else spreadsheet
