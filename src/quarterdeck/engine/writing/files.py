"""Answers for programs: CSV, JSON and Parquet, written part by part, so that memory stays bounded.

Numbers are exact decimals, never floats: as text without needless zeros in CSV and JSON, as decimals in Parquet.
"""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_NULL = pa.scalar("null", pa.string())


def plain(values: pa.Array) -> pa.Array:
    """Decimals as text: all digits that they have and none that says nothing, never a power of ten.

    >>> plain(pa.array([Decimal("250.50000000"), Decimal("1E-8"), None], pa.decimal128(38, 8))).to_pylist()
    ['250.5', '0.00000001', None]
    """
    text = pc.cast(values, pa.string())
    zero = pc.equal(values, pa.scalar(Decimal(0), pa.decimal128(38, 8)))
    text = pc.if_else(zero, pa.scalar("0."), text)
    powers = pc.match_substring(text, "E")
    if pc.any(powers).as_py():
        spelt = [f"{Decimal(one):.8f}" if one and "E" in one else one for one in text.to_pylist()]
        text = pa.array(spelt, pa.string())
    return pc.utf8_rtrim(pc.utf8_rtrim(text, "0"), ".")


def json_rows(table: pa.Table) -> pa.Array:
    """Each row as an array of JSON; values are text, so that no reader makes floats of them."""
    parts = [_as_json(table.column(name).combine_chunks()) for name in table.column_names]
    return pc.binary_join_element_wise("[", pc.binary_join_element_wise(*parts, ","), "]", "")


def json_head(schema: pa.Schema) -> str:
    """What stands before the rows."""
    return f'{{"columns":{json.dumps(schema.names)},"rows":[\n'


JSON_END = "\n]}\n"


def json_text(table: pa.Table) -> str:
    """A whole answer as JSON: `{"columns": [...], "rows": [[...], ...]}`."""
    return json_head(table.schema) + _joined(json_rows(table), ",\n") + JSON_END


def json_parts(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[bytes]:
    """The same text in pieces, one for each part of the answer."""
    yield json_head(schema).encode()
    between = ""
    for table in tables:
        if len(table):
            yield (between + _joined(json_rows(table), ",\n")).encode()
            between = ",\n"
    yield JSON_END.encode()


def write_json(tables: Iterable[pa.Table], schema: pa.Schema, out: BinaryIO) -> int:
    """Write JSON, one row a line; gives how many rows."""
    counted = _Counted(tables)
    for piece in json_parts(counted, schema):
        out.write(piece)
    return counted.rows


def write_csv(tables: Iterable[pa.Table], schema: pa.Schema, out: BinaryIO) -> int:
    """Write CSV in UTF-8 with a head; a value that is not told is empty. Gives how many rows."""
    rows = 0
    out.write((",".join(schema.names) + "\n").encode())
    for table in tables:
        if len(table):
            parts = [_as_text(table.column(name).combine_chunks()) for name in table.column_names]
            out.write((_joined(pc.binary_join_element_wise(*parts, ","), "\n") + "\n").encode())
        rows += len(table)
    return rows


def write_parquet(tables: Iterable[pa.Table], schema: pa.Schema, out: BinaryIO) -> int:
    """Write Parquet with decimals as such; gives how many rows."""
    rows = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table.cast(schema))
            rows += len(table)
    return rows


class _Counted:
    """Counts the rows that pass."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._tables, self.rows = tables, 0

    def __iter__(self) -> Iterator[pa.Table]:
        for table in self._tables:
            self.rows += len(table)
            yield table


def _joined(rows: pa.Array, between: str) -> str:
    text: str = pc.binary_join(pa.ListArray.from_arrays([0, len(rows)], rows), between)[0].as_py()
    return text


def _as_json(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        words = pa.array([json.dumps(one, ensure_ascii=False) for one in column.dictionary.to_pylist()], pa.string())
        return words.take(column.indices)
    if pa.types.is_decimal(column.type):
        quoted = pc.binary_join_element_wise('"', plain(column), '"', "")
        return pc.if_else(pc.is_null(column), _NULL, quoted)
    if pa.types.is_list(column.type):
        return pa.array([json.dumps(one) for one in column.to_pylist()], pa.string())
    return pc.cast(column, pa.string())


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        words = pa.array([_quoted(one) for one in column.dictionary.to_pylist()], pa.string())
        return words.take(column.indices)
    if pa.types.is_decimal(column.type):
        return pc.fill_null(plain(column), "")
    if pa.types.is_list(column.type):
        return pa.array([" ".join(map(str, one)) for one in column.to_pylist()], pa.string())
    return pc.cast(column, pa.string())


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if any(sign in text for sign in ',"\r\n') else text
