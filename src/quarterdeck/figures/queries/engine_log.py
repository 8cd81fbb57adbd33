"""The observation log as the figures engine reads it: columns in chunks, on SQLite and PostgreSQL."""

import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Context, Decimal
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from django.db import OperationalError, connection, transaction
from numpy.typing import NDArray

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.register import ids
from quarterdeck.core.errors import Conflict
from quarterdeck.core.measures import ObservationStatus
from quarterdeck.core.messages import gettext_noop
from quarterdeck.engine.facts import DIRECTIONS, FACTS, ORIGINS, QUALIFIERS, STATUSES, VALUE, Batches, Mark
from quarterdeck.figures.queries.engine_log_name import log_name, log_state
from quarterdeck.figures.queries.log import hold_log

CHUNK = 50_000
Condition: TypeAlias = tuple[str, Any]

_SMALL_TAIL = 20_000
"""Up to so many rows are sooner looked through one by one than found by their keys."""


class StoredLog:
    """The log in the database of this store; an `engine.facts.LogReader`."""

    def batches(self, after: int = 0) -> Batches:
        """Every committed batch after a number."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {_moment()} FROM figures_batch WHERE id > %s ORDER BY id", [after])  # noqa: S608 - no input
            found = cursor.fetchall()
        numbers, moments = zip(*found, strict=True) if found else ((), ())
        return Batches(np.array(numbers, dtype=np.int32), _micros(moments))

    def facts(
        self, *, after: int = 0, upto: int | None = None, indicators: Collection[str] | None = None,
        units: Collection[str] | None = None, periods: Collection[str] | None = None,
    ) -> Iterator[pa.RecordBatch]:  # fmt: skip
        """The rows of batches in (after, upto] that match, in chunks of the schema `FACTS`, in any order."""
        codes = _codes()
        conditions: list[Condition] = [("batch_id > %s", after)] if after else []
        if upto is not None:
            conditions.append(("batch_id <= %s", upto))
        plus = "+" if after and connection.vendor == "sqlite" and self._is_small(after) else ""
        if indicators is not None:
            wanted = [key for key, code in codes.items() if code in set(indicators)]
            conditions.append(_among(f"{plus}indicator_id", wanted))
        if units is not None:
            conditions.append(_among(f"{plus}area_id", _keys(units)))
        if periods is not None:
            conditions.append(_among(f"{plus}period", list(periods)))
        where = f"WHERE {' AND '.join(text for text, _ in conditions)}" if conditions else ""
        yield from _read(f"{_SELECT[connection.vendor]} {where}", [value for _, value in conditions], codes,
                         chunked=units is None)  # fmt: skip

    @staticmethod
    def _is_small(after: int) -> bool:
        """Whether so few rows are newer that they are best looked through, whatever index there is for keys."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM (SELECT 1 FROM figures_observation WHERE batch_id > %s LIMIT %s)",
                [after, _SMALL_TAIL],
            )
            return bool(cursor.fetchone()[0] < _SMALL_TAIL)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Hold writers back for a moment; gives the number of the last batch, below which no other can appear.

        Raises `Conflict` where a batch is being written all the time that this waits for.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            _hold_patiently()
            cursor.execute("SELECT coalesce(max(id), 0) FROM figures_batch")
            yield int(cursor.fetchone()[0])

    def count(self, *, after: int = 0, upto: int | None = None) -> int:
        """How many rows the batches in (after, upto] have."""
        conditions = ["batch_id > %s"] * (after > 0) + ["batch_id <= %s"] * (upto is not None)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM figures_observation {where}",  # noqa: S608 - no input
                [one for one in (after or None, upto) if one is not None],
            )
            return int(cursor.fetchone()[0])

    def state(self) -> object | None:
        """What tells of this thread's connection whether anybody has written; None within a transaction."""
        return log_state()

    def log_name(self, upto: int) -> str:
        """A digest of the first batch and of the last one up to `upto`: who brought them, when, and what is in them."""
        return log_name(upto)


_HOLD_MILLISECONDS, _PAUSE_SECONDS, _PATIENCE_SECONDS = 300, 1.0, 60.0


def _hold_patiently() -> None:
    """Hold the log as soon as no batch is being written; whoever wants to write meanwhile waits for a moment only.

    On PostgreSQL everybody queues behind one who waits for a lock. So it is asked for briefly, again and again.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while not _is_held():
        if time.monotonic() > until:
            raise Conflict(
                gettext_noop("Figures are being written all the time: the segments cannot be compacted now."),
                remedy=gettext_noop("Try again when the import that is at work has ended. Nothing is lost."),
            )
        time.sleep(_PAUSE_SECONDS)


def _is_held() -> bool:
    if connection.vendor != "postgresql":
        hold_log()
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {_HOLD_MILLISECONDS}")
            hold_log()
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != _NOT_AVAILABLE:
            raise
        return False
    return True


_NOT_AVAILABLE = "55P03"


def _packed(column: str, members: Sequence[Any], shift: int) -> str:
    # The last member is the ordinary one for each but the qualifier; the order of branches only matters for speed.
    branches = " ".join(f"WHEN '{one.value}' THEN {place << shift}" for place, one in reversed([*enumerate(members)]))
    return f"CASE {column} {branches} END"


_MARK = " + ".join(
    (
        _packed("status", STATUSES, 0),
        _packed("qualifier", QUALIFIERS, 5),
        _packed("origin", ORIGINS, 7),
        _packed("direction", DIRECTIONS, 9),
        f"CASE WHEN value IS NULL AND source_words <> '' THEN {Mark(ObservationStatus.BREAK, unreadable=True).packed} "
        "ELSE 0 END",
    )
)
_SELECT = {
    vendor: f"SELECT id, indicator_id, area_id, period, breakdown, scenario, regime, {value}, {_MARK}, batch_id "  # noqa: S608 - no input
    "FROM figures_observation"
    for vendor, value in (("sqlite", "value"), ("postgresql", "value::text"))
}


def _among(column: str, values: list[Any]) -> Condition:
    """A list of any length as one variable, of which SQLite allows few."""
    if connection.vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(values)  # noqa: S608 - no input
    return f"{column} = ANY(%s)", values


def _read(sql: str, values: list[Any], codes: Mapping[int, str], *, chunked: bool) -> Iterator[pa.RecordBatch]:
    uids = _uids()
    with connection.chunked_cursor() if chunked else connection.cursor() as cursor:
        cursor.execute(sql, values)
        while found := cursor.fetchmany(CHUNK):
            yield _facts(found, codes, uids)


def _facts(found: list[tuple[Any, ...]], codes: Mapping[int, str], uids: dict[int, str]) -> pa.RecordBatch:
    row, indicator, area, *texts, value, mark, batch = zip(*found, strict=True)
    decimals = _from_floats(value) if connection.vendor == "sqlite" else pa.array(value, pa.string()).cast(VALUE)
    unread = set(area) - uids.keys()
    if unread:
        uids.update(Area.objects.filter(pk__in=unread).values_list("pk", "uid"))
    names = (_named(indicator, codes), _named(area, uids), *(pa.array(one, pa.string()) for one in texts))
    numbers = (pa.array(mark, pa.int16()), pa.array(batch, pa.int32()))
    return pa.RecordBatch.from_arrays([pa.array(row, pa.int64()), *names, decimals, *numbers], schema=FACTS)


def _named(keys: tuple[int, ...], names: Mapping[int, str]) -> pa.Array:
    different, which = np.unique(np.array(keys, dtype=np.int64), return_inverse=True)
    return pa.array([names[key] for key in different.tolist()], pa.string()).take(pa.array(which))


_EXACT = 10**7
_WHOLE = 9 * 10**10
_AS_READ = Context(prec=15)
_STEP = Decimal("0.00000001")


def _from_floats(values: Sequence[Any]) -> pa.Array:
    """Decimals from what SQLite keeps, which has 15 digits: the very same that a model of Django gives."""
    told = np.array(values, dtype=np.float64)
    known = ~np.isnan(told)
    told[~known] = 0
    small, whole = np.abs(told) < _EXACT, (np.abs(told) < _WHOLE) & (told == np.rint(told))
    words = np.zeros((len(told), 2), dtype=np.int64)
    words[:, 0] = np.rint(np.where(small, told, 0) * 1e8).astype(np.int64)
    words[whole, 0] = told[whole].astype(np.int64) * 10**8
    words[:, 1] = words[:, 0] >> 63
    for place in np.flatnonzero(~small & ~whole).tolist():
        steps = int(_AS_READ.create_decimal_from_float(values[place]).quantize(_STEP).scaleb(8))
        words[place] = np.frombuffer(steps.to_bytes(16, "little", signed=True), dtype=np.int64)
    bits = pa.array(known).buffers()[1]
    return pa.Array.from_buffers(VALUE, len(told), [bits, pa.py_buffer(words)])


def _moment() -> str:
    """The moment of a batch as it is read quickest: text, or microseconds since 1970."""
    return "\"at\" || ''" if connection.vendor == "sqlite" else '(extract(epoch FROM "at") * 1000000)::bigint'


def _micros(moments: Sequence[Any]) -> NDArray[np.int64]:
    kind = "datetime64[us]" if connection.vendor == "sqlite" else np.int64
    return np.array(moments, dtype=kind).astype(np.int64)


def _codes() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code FROM figures_indicator")
        return dict(cursor.fetchall())


def _keys(units: Collection[str]) -> list[int]:
    """The keys of units by uid, also of those that no event in force or to come knows any more."""
    known = ids(expected=True)
    missing = [uid for uid in units if uid not in known]
    found = [known[uid] for uid in units if uid in known]
    if missing:
        found += Area.objects.filter(uid__in=missing).values_list("pk", flat=True)
    return found


_BY_KEY: list[tuple[Mapping[str, int], dict[int, str]]] = []


def _uids() -> dict[int, str]:
    """The uid of each version by its key, turned round once for each state of the register."""
    known = ids(expected=True)
    if not _BY_KEY or _BY_KEY[0][0] is not known:
        _BY_KEY[:] = [(known, {key: uid for uid, key in known.items()})]
    return _BY_KEY[0][1]
