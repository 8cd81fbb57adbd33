"""The steps are plain enough for other engines: every statement is read and written again by sqlglot."""

from collections.abc import Iterator

import pytest
import sqlglot
from sqlglot import exp

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.engine.plan import planned
from quarterdeck.engine.sql.dialect import DUCK, SPARK, Dialect
from quarterdeck.engine.sql.prepared import Prepared
from quarterdeck.engine.sql.program import Program
from quarterdeck.engine.sql.restating import EXCEPTIONS
from quarterdeck.engine.sql.sources import Source, Sources, newest_step
from tests.engine.worlds import drawn, held_of

WORLDS = range(12)


def programs(dialect: Dialect) -> Iterator[Program]:
    """The programs of some random questions."""
    for seed in WORLDS:
        one = drawn(seed)
        with held_of(one.world, one.told) as held:
            for question in one.questions:
                try:
                    plan = planned(question, one.world)
                except QuarterdeckError:
                    continue
                yield Prepared(plan, held).program(dialect)


@pytest.mark.parametrize("dialect", [DUCK, SPARK], ids=lambda one: one.name)
def test_every_statement_can_be_said_in_the_words_of_spark(dialect: Dialect) -> None:
    texts = {one.sql for program in programs(dialect) for one in program.steps}
    texts |= {program.answer for program in programs(dialect)} | {EXCEPTIONS}
    texts.add(newest_step(Sources((Source("newest_2024", 2024),), True, False), dialect).sql)
    assert len(texts) > 50
    for text in texts:
        (said,) = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
        read_again = sqlglot.parse_one(said, read="spark")
        assert isinstance(read_again, exp.Query)
        assert not read_again.find(exp.Command)


def test_the_words_of_spark_divide_no_128_bits_as_64() -> None:
    for program in programs(SPARK):
        for step in program.steps:
            (said,) = sqlglot.transpile(step.sql, read="duckdb", write="spark")
            assert "INT128" not in said
            assert " DIV " not in said


def test_a_program_is_made_once_for_all_questions_of_its_shape() -> None:
    one = drawn(3)
    with held_of(one.world, one.told) as held:
        plan = planned(one.questions[0], one.world)
        assert Prepared(plan, held).program(DUCK) is Prepared(plan, held).program(DUCK)
