"""What names the log up to a batch: what no two states of it share, also where one was restored and went on."""

import threading
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db import connection

ENDS = 500
"""So many rows from either end of a batch go into its name, in the order of their keys."""
_MOST_COUNTED = 50_000
_KEY = "indicator_id, area_id, period, breakdown, scenario, regime"
_FIELDS = f"id, {_KEY}, CAST(value AS text), status, qualifier, origin, direction, source_words"
_FIRST_AND_LAST = (
    'SELECT b.id, CAST(b."at" AS text), b."by", b.post, b.kind, b.document, f.digest '
    "FROM figures_batch b LEFT JOIN files_keptfile f ON f.id = b.file_id "
    "WHERE b.id <= %s AND (b.id = (SELECT min(id) FROM figures_batch) "
    "OR b.id = (SELECT max(id) FROM figures_batch WHERE id <= %s)) ORDER BY b.id"
)


class _Named(NamedTuple):
    """A name that was worked out, and in which state."""

    state: tuple[object, ...]
    batches: list[tuple[Any, ...]]
    name: str


_LAST = threading.local()


def log_name(upto: int) -> str:
    """A digest of the first batch and of the last one up to `upto`: who brought them, when, and what is in them.

    Two batches may have the same number, moment and person, one before a backup was restored and one after: what is in
    them tells them apart, by their file where they came from one, by their number of rows, and by rows of them.
    """
    with connection.cursor() as cursor:
        state = log_state()
        cursor.execute(_FIRST_AND_LAST, [upto, upto])
        batches = cursor.fetchall()
        if not batches:
            return ""
        last: _Named | None = getattr(_LAST, "named", None)
        if last and state and (last.state, last.batches) == (state, batches):
            return last.name
        told = [(*one, *_content(cursor, one[0])) for one in batches]
    name = blake2b(repr(told).encode(), digest_size=16).hexdigest()
    if state:
        _LAST.named = _Named(state, batches, name)
    return name


def log_state() -> tuple[object, ...] | None:
    """Equal for as long as nothing was written by anyone; None where nobody can know.

    A store may be restored under a running process, so that a batch is not known by its number alone: PostgreSQL never
    gives a snapshot twice while a server runs, SQLite tells one connection what it has seen. Within a transaction
    nobody can know: what it wrote may be taken back.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA data_version")
            return (*cursor.fetchone(), connection.connection.total_changes, connection.connection)
        cursor.execute(_SNAPSHOT)
        return tuple(cursor.fetchone())


_SNAPSHOT = "SELECT current_database(), pg_current_snapshot()::text, pg_postmaster_start_time()::text"


def _content(cursor: Any, batch: int) -> tuple[object, ...]:
    """How many rows a batch has, as far as they are quickly counted, and a digest of those at either end."""
    cursor.execute(
        "SELECT count(*) FROM (SELECT 1 FROM figures_observation WHERE batch_id = %s LIMIT %s) AS counted",
        [batch, _MOST_COUNTED],
    )
    (count,) = cursor.fetchone()
    digest = blake2b(digest_size=16)
    for way in ("ASC", "DESC"):
        order = ", ".join(f"{one} {way}" for one in _KEY.split(", "))
        cursor.execute(
            f"SELECT {_FIELDS} FROM figures_observation WHERE batch_id = %s ORDER BY {order} LIMIT %s",  # noqa: S608 - no input
            [batch, ENDS],
        )
        digest.update(repr(cursor.fetchall()).encode())
    return count, digest.hexdigest()
