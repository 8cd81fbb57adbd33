"""The command `engine run`."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import override_settings

from quarterdeck import engine as engines
from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.figures.cli.engine import engine
from quarterdeck.figures.models import Indicator
from tests.figures.told import history
from tests.world import World, indicator


@pytest.fixture
def revenue(world: World, tmp_path: Path) -> Iterator[Indicator]:
    with override_settings(HOME=tmp_path / "home"):
        made = indicator(world)
        history(world, made)
        history(world, made, "D1")
        yield made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(engine, ["run", *(str(one) for one in arguments)])


def test_the_state_of_a_day_is_written_as_segments_that_answer(revenue: Indicator, tmp_path: Path) -> None:
    done = run("--work", "vintage", "--known-on", "2024-12-31", "--out", tmp_path / "then")
    assert done.exit_code == 0
    assert f"{tmp_path / 'then'} holds" in done.output
    question = engines.Question((revenue.code,), engines.Areas(("P",)), ("2023-Q1",))
    assert engines.open(tmp_path / "then").ask(question)["value"].to_pylist() == [Decimal(240)]


def test_other_works_say_what_they_wrote(revenue: Indicator, tmp_path: Path) -> None:
    checked = run("--work", "check", "--out", tmp_path / "differences")
    assert "rows in " in checked.output
    assert (tmp_path / "differences" / "differences.csv").exists()
    rolled = run("--work", "roll-up", "--level", 2, "--out", tmp_path / "sums")
    assert f"rows in {tmp_path / 'sums' / 'untold.parquet'}" in rolled.output
    restated = run("--work", "restate", "--borders", "today", "--out", tmp_path / "today")
    assert f"{tmp_path / 'today'} holds" in restated.output


def test_what_cannot_be_done_is_refused_and_leaves_nothing(revenue: Indicator, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert isinstance(run("--work", "restate", "--out", out).exception, BadInput)
    assert isinstance(run("--work", "check", "--on", "spark:there", "--out", out).exception, BadInput)
    assert isinstance(run("--work", "check", "--on", "spark://127.0.0.1:1", "--out", out).exception, NotFound)
    assert isinstance(
        run("--work", "check", "--setting", "memory", "--on", "spark://a:1", "--out", out).exception, BadInput
    )
    assert not out.exists()
    out.mkdir()
    (out / "mine").write_text("")
    assert isinstance(run("--work", "check", "--out", out).exception, Conflict)
    assert [path.name for path in out.iterdir()] == ["mine"]
