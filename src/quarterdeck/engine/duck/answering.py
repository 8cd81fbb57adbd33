"""Runs a plan on DuckDB."""

import logging
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from quarterdeck.engine import reference
from quarterdeck.engine.duck.connection import cursor
from quarterdeck.engine.duck.handing import Handed
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.sql.dialect import DUCK
from quarterdeck.engine.sql.prepared import Prepared
from quarterdeck.engine.sql.program import Program, words
from quarterdeck.engine.sql.restating import EXCEPTIONS
from quarterdeck.engine.sql.sources import Source, Sources, newest_step
from quarterdeck.engine.sql.walks import Beyond

logger = logging.getLogger(__name__)

_BETWEEN = words(EXCEPTIONS)

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
    first, then = words(newest.sql), program.words
    with cursor(held.folder) as duck:
        handed = Handed(duck)
        handed.hand_over(prepared.relations, first | then | (_BETWEEN if prepared.restates else frozenset()))
        duck.execute(f"CREATE TEMP TABLE newest AS {handed.statement(newest.sql, first)}")
        if prepared.restates:
            exceptional = duck.execute(handed.statement(EXCEPTIONS, _BETWEEN)).fetchall()
            handed.hand_over(prepared.in_borders(exceptional), then)
        rows = duck.execute(handed.statement(program.answer, then, _steps(program))).to_arrow_table()
    return prepared.told(rows)


def _steps(program: Program) -> str:
    """The steps of a program as parts of one statement, each worked out once."""
    return ", ".join(f"{one.name} AS MATERIALIZED ({one.sql})" for one in program.steps)


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
