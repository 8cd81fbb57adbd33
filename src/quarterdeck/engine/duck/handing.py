"""How small relations get from Python to DuckDB.

Each relation on its own costs a millisecond or two, however small it is. So the small ones go over as one table of
whole numbers, from which every statement takes them apart again.
"""

import duckdb
import numpy as np
import pyarrow as pa

from quarterdeck.engine.sql.relations import Relations

MOST_PACKED = 5_000
"""Rows of a relation that goes over together with others."""


class Handed:
    """The relations of one question, as its statements read them."""

    def __init__(self, duck: duckdb.DuckDBPyConnection) -> None:
        self._duck = duck
        self._parts: dict[str, str] = {}
        self._tables = 0

    def hand_over(self, relations: Relations, read: frozenset[str]) -> None:
        """Copy the relations that are read: scans of what Python holds take no part in what joins pass on."""
        wanted = {name: table for name, table in relations.items() if name in read}
        packed = {name: table for name, table in wanted.items() if len(table) <= MOST_PACKED and _plain(table)}
        self._pack(packed)
        for name in wanted.keys() - packed.keys():
            table = wanted[name]
            self._copy(name, _columns(table) if _plain(table) else table)

    def statement(self, sql: str, read: frozenset[str], steps: str = "") -> str:
        """A statement that begins with what it reads of the relations, and with its own steps."""
        parts = [f"{name} AS ({part})" for name, part in self._parts.items() if name in read]
        parts += [steps] if steps else []
        return f"WITH {', '.join(parts)} {sql}" if parts else sql

    def _pack(self, relations: Relations) -> None:
        if not relations:
            return
        name = f"packed_{self._tables}"
        self._tables += 1
        rows, width = sum(map(len, relations.values())), max(len(one.column_names) for one in relations.values())
        columns = {f"c{place}": np.zeros(rows, dtype=np.int64) for place in range(width)}
        which, first = np.zeros(rows, dtype=np.int64), 0
        for number, (relation, table) in enumerate(relations.items()):
            last = first + len(table)
            which[first:last] = number
            for place, column in enumerate(table.columns):
                columns[f"c{place}"][first:last] = column.to_numpy()
            heads = ", ".join(f"c{place} AS {head}" for place, head in enumerate(table.column_names))
            self._parts[relation] = f"SELECT {heads} FROM {name} WHERE which = {number}"
            first = last
        self._copy(name, {"which": which, **columns})

    def _copy(self, name: str, what: object) -> None:
        self._duck.register("handed_over", what)
        self._duck.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM handed_over")


def _plain(table: pa.Table) -> bool:
    return all(column.type == pa.int64() for column in table.columns)


def _columns(table: pa.Table) -> dict[str, object]:
    return {name: table[name].to_numpy() for name in table.column_names}
