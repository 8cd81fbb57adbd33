"""The command `figures`: imports all or nothing, shows and exports."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quarterdeck.figures.cli import figures
from quarterdeck.figures.models import Observation
from tests.figures.told import history, later, tell
from tests.world import World, indicator

HEADS = "indicator,area,period,value,unit,scenario,breakdown,status,qualifier,as_of,reason"


@pytest.fixture
def revenue(world: World):
    made = indicator(world)
    history(world, made)
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(figures, [str(one) for one in arguments])


def file(folder: Path, *lines: str) -> Path:
    path = folder / "june.csv"
    path.write_text("\n".join([HEADS, *lines]), encoding="utf-8")
    return path


def test_a_good_file_is_imported(world: World, revenue, tmp_path: Path) -> None:
    done = run("import", file(tmp_path, "BUDGET_REV,D1,2024-Q1,12,VND_bn"))
    assert done.exit_code == 0
    assert "1 new, 0 changed, 0 already there, 0 with errors" in done.output
    assert Observation.objects.latest("id").batch.by == "Quarterdeck"


def test_a_dry_run_writes_nothing(world: World, revenue, tmp_path: Path) -> None:
    before = Observation.objects.count()
    done = run("import", file(tmp_path, "BUDGET_REV,D1,2024-Q1,12,VND_bn"), "--dry-run")
    assert done.exit_code == 0
    assert Observation.objects.count() == before


def test_with_an_error_nothing_is_imported_and_the_cell_is_told(world: World, revenue, tmp_path: Path) -> None:
    before = Observation.objects.count()
    path = file(tmp_path, "BUDGET_REV,D1,2024-Q1,12,VND_bn", "BUDGET_REV,D1,2024-Q1x,12,VND_bn")
    done = run("import", path)
    assert done.exit_code == 1
    assert "C3 period" in done.stderr
    assert Observation.objects.count() == before
    assert run("import", path, "--accept-good-rows").exit_code == 1
    assert Observation.objects.count() == before + 1


def test_a_wrong_file_is_one_clear_line(world: World, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"junk")
    done = run("import", path)
    assert done.exit_code == 1
    assert "not a workbook" in done.stderr
    assert "Traceback" not in done.output


def test_an_account_imports_with_its_own_rights(world: World, revenue, tmp_path: Path) -> None:
    path = file(tmp_path, "BUDGET_REV,D1,2024-Q1,12,VND_bn")
    done = run("import", path, "--as", "district")
    assert done.exit_code == 1
    assert "B2 area" in done.stderr
    assert run("import", file(tmp_path, "BUDGET_REV,D2,2024-Q1,12,VND_bn"), "--as", "district").exit_code == 0
    assert Observation.objects.latest("id").batch.by == "Minh"
    assert "no account" in str(run("import", path, "--as", "nobody").exception)
    assert "no post" in str(run("import", path, "--as", "outsider").exception)


def test_a_note_is_the_reason_of_corrections(world: World, revenue, tmp_path: Path) -> None:
    path = file(tmp_path, "BUDGET_REV,P,2024-Q1,260,VND_bn")
    assert run("import", path).exit_code == 1
    assert run("import", path, "--note", "Second count").exit_code == 0
    assert Observation.objects.latest("id").reason == "Second count"


def test_figures_are_shown_as_known_on_a_day(world: World, revenue) -> None:
    tell(world, revenue, "260", at=later(100))
    now = json.loads(run("show", "BUDGET_REV", "--period", "2024-Q1", "--format", "json").output)
    then = json.loads(
        run("show", "BUDGET_REV", "--period", "2024-Q1", "--known-on", "2024-12-01", "--format", "json").output
    )
    assert now[0]["value"]["value"].startswith("250")
    assert now[0]["value"]["qualifier"] == "nearly"
    assert then[0]["value"]["value"].startswith("260")
    assert "nearly 250" in run("show", "--period", "2024-Q1").output
    assert "gần 250" in run("show", "--period", "2024-Q1", "--lang", "vi").output
    assert run("show", "--period", "2024-Q1", "--format", "csv").output.startswith("Theme,Code,Indicator")
    assert "NOPE" in str(run("show", "NOPE").exception)
    assert "2024-Q9" in str(run("show", "--period", "2024-Q9").exception)


@pytest.mark.parametrize(("shape", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_figures_are_exported_to_a_file(world: World, revenue, tmp_path: Path, shape: str, start: bytes) -> None:
    out = tmp_path / f"q1.{shape}"
    assert run("export", "--period", "2024-Q1", "--format", shape, "--out", out).exit_code == 0
    assert out.read_bytes().startswith(start)


@pytest.mark.parametrize("command", [[], ["import"], ["show"], ["export"]])
def test_the_help_teaches_by_examples(command: list[str]) -> None:
    said = run(*command, "--help").output
    assert "Examples:" in said
    assert "quarterdeck figures" in said
