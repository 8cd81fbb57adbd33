"""Rows written straight into a table of either store, with the defaults that Django would have filled in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

AT_ONCE = 20_000
Row = Mapping[str, Any]


def write(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Write rows by the names of their columns (`lead_id`); what a row leaves out has the field's default."""
    fields = _written(model)
    defaults = {one.column: None if one.null and not one.has_default() else one.get_default() for one in fields}
    columns = [one.column for one in fields]
    plain = {one.column for one in fields if isinstance(one, models.JSONField)}
    defaults |= {name: json.dumps(defaults[name]) for name in plain}
    stamps = {one.column for one in fields if isinstance(one, models.DateTimeField)}
    many, count = iter(rows), 0
    while part := list(islice(many, AT_ONCE)):
        lines = [[_stored(row.get(name, defaults[name]), name in stamps) for name in columns] for row in part]
        _insert(model._meta.db_table, columns, lines)
        count += len(part)
    _go_on(model._meta.db_table)
    return count


def write_lines(model: type[models.Model], columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> int:
    """Many rows of the same few columns, which are as the store keeps them; the others have their defaults."""
    rest = [one for one in _written(model) if one.column not in columns]
    names = [*columns, *(one.column for one in rest)]
    same = tuple(None if one.null and not one.has_default() else _stored(one.get_default(), False) for one in rest)
    many, count = iter(lines), 0
    while part := [(*line, *same) for line in islice(many, AT_ONCE)]:
        _insert(model._meta.db_table, names, part)
        count += len(part)
    _go_on(model._meta.db_table)
    return count


def _written(model: type[models.Model]) -> list[Any]:
    """The columns that are written; the store works the others out."""
    return [one for one in model._meta.concrete_fields if not one.generated]


def stamp(day: date, hour: int) -> Any:
    """An hour of a day in UTC as the store keeps it."""
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return at if connection.vendor == "postgresql" else _stored(at, True)


def stored_day(day: date | None) -> Any:
    """A day as the store keeps it."""
    return _stored(day, False)


def _stored(value: Any, stamp: bool) -> Any:
    if value is None or connection.vendor == "postgresql":
        return value
    if stamp and isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if hasattr(value, "isoformat") else int(value) if isinstance(value, bool) else value


def _insert(table: str, columns: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    named = ", ".join(f'"{name}"' for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for line in lines:
                    copy.write_row(line)
            return
        marks = ", ".join("?" * len(columns))
        cursor.connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', lines)


def _go_on(table: str) -> None:
    """Let numbering go on after the rows written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM \"{table}\"")


def settle() -> None:
    """Let the planner know what is there."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
