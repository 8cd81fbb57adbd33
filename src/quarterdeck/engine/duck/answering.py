"""Runs a plan on DuckDB."""

import logging
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from quarterdeck.engine import reference
from quarterdeck.engine.duck.connection import cursor
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.sql.dialect import DUCK
from quarterdeck.engine.sql.prepared import Prepared
from quarterdeck.engine.sql.program import Program, words
from quarterdeck.engine.sql.relations import Relations
from quarterdeck.engine.sql.restating import EXCEPTIONS
from quarterdeck.engine.sql.sources import Source, Sources, newest_step
from quarterdeck.engine.sql.walks import Beyond

logger = logging.getLogger(__name__)

TOO_LARGE = (duckdb.OutOfRangeException, duckdb.ConversionException, Beyond)


def answer(plan: Plan, held: Held) -> pa.Table:
    """The answer to a question; where its numbers leave 128 bits, that of the reference."""
    try:
        return answer_in_sql(plan, held)
    except TOO_LARGE as error:
        logger.warning("The numbers of a question are too large for DuckDB and are worked out plainly: %s", error)
        return reference.answer(plan, held)


def answer_in_sql(plan: Plan, held: Held) -> pa.Table:
    """The answer by SQL alone; raises one of `TOO_LARGE` where its numbers leave 128 bits."""
    prepared = Prepared(plan, held)
    newest, program = newest_step(_sources(prepared, held), DUCK), prepared.program(DUCK)
    read = program.words | words(newest.sql)
    with cursor(held.folder) as duck:
        _hand_over(duck, prepared.relations, read | words(EXCEPTIONS) if prepared.restates else read)
        duck.execute(f"CREATE TEMP TABLE newest AS {newest.sql}")
        if prepared.restates:
            _hand_over(duck, prepared.in_borders(duck.execute(EXCEPTIONS).fetchall()), read)
        rows = duck.execute(statement(program)).to_arrow_table()
    return prepared.told(rows)


def statement(program: Program) -> str:
    """The steps of a program as one statement, each worked out once."""
    steps = ", ".join(f"{one.name} AS MATERIALIZED ({one.sql})" for one in program.steps)
    return f"WITH {steps} {program.answer}"


def _hand_over(duck: duckdb.DuckDBPyConnection, relations: Relations, read: frozenset[str]) -> None:
    """Copy the relations that are read: scans of what Python holds take no part in what joins pass on to each other.

    Whole numbers go over as NumPy arrays, which is a third of the work that an Arrow table is.
    """
    for name, table in relations.items():
        if name in read:
            plain = all(column.type == pa.int64() for column in table.columns)
            duck.register("handed_over", {one: table[one].to_numpy() for one in table.column_names} if plain else table)
            duck.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM handed_over")


def _sources(prepared: Prepared, held: Held) -> Sources:
    files = [Source(_parquet(path), year) for year, path in _paths(prepared, held)]
    return Sources(files, len(prepared.tail) > 0, prepared.distinct)


def _paths(prepared: Prepared, held: Held) -> Iterator[tuple[int, Path]]:
    for year in prepared.years:
        newest, superseded = held.parquet(year)
        yield year, newest
        if prepared.vintage:
            yield year, superseded


def _parquet(path: Path) -> str:
    """A file by its name; a quote in it is doubled."""
    name = str(path).replace("'", "''")
    return f"read_parquet('{name}')"
