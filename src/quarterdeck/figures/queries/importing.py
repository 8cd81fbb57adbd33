"""What a received file would do to the log: new, changed and same rows, and every cell that cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from quarterdeck.areas.queries import neighbourhood
from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import convert
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.figures.queries.catalogue import last_batch
from quarterdeck.figures.queries.doubting import doubts
from quarterdeck.figures.queries.log import end_of_day
from quarterdeck.figures.rules.importing import (
    AreaFact,
    CellError,
    Column,
    Facts,
    IndicatorFact,
    ParsedRow,
    parse_sheet,
)
from quarterdeck.figures.rules.numbers import storable
from quarterdeck.papers.csv_sheet import read_csv
from quarterdeck.papers.sheets import read_sheet

TEXT_FILES = (".csv", ".txt", ".tsv")
NEW, CHANGED, SAME = "new", "changed", "same"
Place = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A good row, the value in the indicator's own unit, and the row of the log that it would replace."""

    parsed: ParsedRow
    value: Decimal | None
    before: Observation | None

    @property
    def unit(self) -> str:
        """The unit in which the value is kept."""
        return "%" if self.parsed.breakdown.startswith("@") else self.parsed.indicator.unit

    @property
    def kind(self) -> str:
        """ "new", "changed" or "same"."""
        if self.before is None:
            return NEW
        now = (self.value, self.parsed.status, self.parsed.qualifier, self.parsed.as_of)
        then = (self.before.value, self.before.status, self.before.qualifier, self.before.as_of)
        return SAME if now == then and not self.before.direction else CHANGED


@dataclass(frozen=True)
class DryRun:
    """What importing the file would do now. `last_batch` tells whether the log has grown since.

    `warnings` forbid nothing: areas that look like those of other days than the periods reported.
    """

    source: str
    changes: tuple[Change, ...]
    errors: tuple[CellError, ...]
    total: int
    last_batch: int
    warnings: tuple[Message, ...] = ()

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind, in the order of the file."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Change, ...]]:
        return {kind: tuple(one for one in self.changes if one.kind == kind) for kind in (NEW, CHANGED, SAME)}

    @property
    def to_write(self) -> tuple[Change, ...]:
        """The rows that would be appended: what is already there is not written again."""
        return tuple(one for one in self.changes if one.kind != SAME)

    @property
    def without_reason(self) -> tuple[Change, ...]:
        """Corrections that do not say why."""
        return tuple(one for one in self.of_kind(CHANGED) if not one.parsed.reason)

    @property
    def bad_rows(self) -> int:
        """How many rows have an error."""
        return len({error.row for error in self.errors})


def facts(by: Actor) -> Facts:
    """What a file may name, and what the reporter may write. Four queries."""
    indicators = [
        IndicatorFact(
            one.code, (one.name_vi, one.name_en, *(alias.text for alias in one.aliases.all())), one.unit, one.frequency
        )
        for one in Indicator.objects.prefetch_related("aliases")
    ]
    areas = [
        AreaFact(key, one.code, (one.name_vi, one.name_en), one.valid_from, one.valid_to)
        for key, one in neighbourhood()
    ]
    return Facts(indicators, areas, by.areas)


def dry_run(*, content: bytes, name: str, by: Actor, at: datetime, custom: str = "") -> DryRun:
    """Read a file and hold it against the log as known on the day of `at`; nothing is written.

    `custom` is how its numbers are written, see `parse_sheet`. Raises `BadInput` where the file as a whole cannot
    be read.
    """
    read = read_csv if name.lower().endswith(TEXT_FILES) else read_sheet
    known = facts(by)
    parsed = parse_sheet(read(content, name), known, custom=custom)
    newest = _newest(parsed.rows, end_of_day(at))
    changes, errors = [], list(parsed.errors)
    for row in parsed.rows:
        try:
            changes.append(Change(row, in_own_unit(row), newest.get(row.key)))
        except BadInput as error:
            errors.append(CellError(row.place, row.row, Column.VALUE.value, error.message, error.remedy))
    errors.sort(key=lambda error: error.row)
    return DryRun(parsed.source, tuple(changes), tuple(errors), parsed.total, last_batch(), doubts(parsed, known))


def in_own_unit(row: ParsedRow) -> Decimal | None:
    """The value in the unit in which the indicator is kept; `BadInput` where it would lose digits."""
    unit = "%" if row.breakdown.startswith("@") else row.indicator.unit
    return None if row.value is None else storable(convert(row.value, row.unit, unit))


def _newest(rows: Iterable[ParsedRow], until: datetime) -> dict[Place, Observation]:
    """The newest authoritative row of each key."""
    wanted = {row.key for row in rows}
    found = Observation.objects.filter(
        indicator__code__in={key[0] for key in wanted}, area__code__in={key[1] for key in wanted},
        period__in={key[2] for key in wanted}, batch__at__lte=until,
    ).select_related("indicator", "area", "batch").order_by("batch__at", "id")  # fmt: skip
    newest: dict[Place, Observation] = {}
    for one in found:
        key = (one.indicator.code, one.area.code, one.period, one.breakdown, one.scenario)
        if key in wanted and one.regime in ("", one.indicator.regime):
            newest[key] = one
    return newest


def reasons_missing(run: DryRun, note: str) -> tuple[CellError, ...]:
    """An error for each correction that does not say why, unless a note says it for the whole file."""
    if note.strip():
        return ()
    return tuple(
        CellError(
            one.parsed.reason_place or one.parsed.place, one.parsed.row, Column.REASON.value,
            Message(gettext_noop("A correction needs its reason.")),
            Message(gettext_noop("Fill the column reason, or give one reason for the whole file.")),
        )
        for one in run.without_reason
    )  # fmt: skip


def with_errors(run: DryRun, errors: Iterable[CellError]) -> DryRun:
    """The run with more errors; their rows are no longer good."""
    added = tuple(errors)
    bad = {error.row for error in added}
    kept = tuple(one for one in run.changes if one.parsed.row not in bad)
    every = sorted((*run.errors, *added), key=lambda error: error.row)
    return replace(run, changes=kept, errors=tuple(every))
