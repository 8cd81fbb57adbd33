"""The commands `query` and `engine`."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from django.test import override_settings

from quarterdeck.engine.store import Way
from quarterdeck.figures.cli.engine import engine
from quarterdeck.figures.cli.query import query
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries import restating
from quarterdeck.figures.queries.engine import folder
from tests.figures.told import history, later, tell
from tests.world import World, indicator


@pytest.fixture
def revenue(world: World, tmp_path: Path) -> Iterator[Indicator]:
    with override_settings(HOME=tmp_path / "home"):
        made = indicator(world)
        history(world, made)
        history(world, made, "D1")
        yield made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(query, [str(one) for one in arguments])


def keep(*arguments: object) -> Result:
    return CliRunner().invoke(engine, [str(one) for one in arguments])


def test_without_more_it_tells_the_provinces_latest_figures(revenue: Indicator) -> None:
    done = run("BUDGET_REV")
    assert done.exit_code == 0
    assert "Sample Province (P) · Q1 2024" in done.output
    assert "nearly 250" in done.output
    assert "+4.2" in done.output
    assert "Figures as known on 27 March 2024." in done.output


def test_everything_is_said_in_vietnamese_too(revenue: Indicator) -> None:
    done = run("BUDGET_REV", "--children", "--lang", "vi")
    assert "Thu ngân sách nhà nước (BUDGET_REV) · Quý I/2024" in done.output
    assert "gần 250" in done.output
    assert "¹ Chưa báo cáo" in done.output
    assert "Số liệu tính đến ngày 27/3/2024." in done.output
    refused = run("BUDGET_REB", "--lang", "vi")
    assert refused.exit_code == 2
    assert "Không có chỉ tiêu mang mã BUDGET_REB. Có phải ý bạn là BUDGET_REV" in refused.stderr


def test_the_latest_period_is_that_of_the_indicator(world: World, revenue: Indicator) -> None:
    yearly = indicator(world, "POP", unit="persons", decimals=0, frequency="A", time_rule="last")
    tell(world, yearly, "1900", period="2022")
    assert "2022" in run("POP").output
    assert "Q1 2024" in run("BUDGET_REV", "--area", "D2").output


@pytest.mark.parametrize("way", Way)
def test_all_ways_print_the_same(revenue: Indicator, way: Way) -> None:
    every = ("BUDGET_REV", "--children", "--format", "csv", "--statement", "level", "--statement", "rank")
    assert run(*every, "--way", way).output == run(*every, "--way", "reference").output


def test_csv_json_and_parquet_hold_exact_numbers(revenue: Indicator, tmp_path: Path) -> None:
    asked = ("BUDGET_REV", "--area", "P", "--statement", "level", "--statement", "change", "--period", "2024-Q1")
    lines = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").stdout)))
    assert [(one["statement"], one["value"]) for one in lines] == [("level", "250"), ("change", "4.16666667")]
    body = json.loads(run(*asked, "--format", "json").stdout)
    assert [row[body["columns"].index("value")] for row in body["rows"]] == ["250", "4.16666667"]
    done = run(*asked, "--format", "parquet", "--out", tmp_path / "x.parquet")
    assert done.exit_code == 0
    assert "Wrote 2 rows" in done.stderr
    assert pq.read_table(tmp_path / "x.parquet")["value"].to_pylist() == [Decimal(250), Decimal("4.16666667")]
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_lineage_names_the_rows_of_the_log(revenue: Indicator) -> None:
    body = json.loads(run("BUDGET_REV", "--statement", "change", "--lineage", "--format", "json").stdout)
    (row,) = body["rows"]
    newest = revenue.observations.filter(area__code="P", period__in=["2024-Q1", "2023-Q1"], scenario="actual")
    assert row[body["columns"].index("lineage")] == sorted(newest.values_list("pk", flat=True))


def test_figures_as_known_on_a_day(world: World, revenue: Indicator) -> None:
    tell(world, revenue, "260", at=later(100))
    assert "nearly 250" in run("BUDGET_REV", "--period", "2024-Q1").output
    assert "260.0" in run("BUDGET_REV", "--period", "2024-Q1", "--known-on", "2024-12-01").output


def test_a_formula_of_ones_own(world: World, revenue: Indicator) -> None:
    done = run("--formula", "HALF=[BUDGET_REV]/2 in VND_bn", "--statement", "level", "--period", "2023-Q1")
    assert "HALF" in done.output
    assert "120" in done.output
    assert "120.00" not in done.output


@pytest.mark.parametrize("unit", ["VND_mn_per_person", "triệu đồng/người", "million VND per person"])
def test_units_of_a_formula_go_by_code_or_by_name(world: World, revenue: Indicator, unit: str) -> None:
    people = indicator(world, "POP", unit="persons")
    tell(world, people, "1000", period="2024-Q1")
    done = run("--formula", f"X=[BUDGET_REV]/[POP] in {unit}", "--statement", "level", "--format", "csv",
               "--period", "2024-Q1")  # fmt: skip
    assert done.exit_code == 0
    assert ",250," in done.stdout or ",0.25," in done.stdout


def test_codes_of_indicators_are_found_in_any_case(revenue: Indicator) -> None:
    assert run("budget_rev", "--per", "Budget_Rev").output == run("BUDGET_REV", "--per", "BUDGET_REV").output


@pytest.mark.parametrize("borders", ["", "2024-01-01"])
def test_several_units_are_told_as_one(world: World, revenue: Indicator, borders: str) -> None:
    tell(world, revenue, "10", area="D2", period="2024-Q1")
    done = run("BUDGET_REV", "--area", "D1+D2", "--period", "2024-Q1", "--borders", borders, "--format", "csv",
               "--statement", "level")  # fmt: skip
    assert done.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["area"], row["value"]) == ("D1+D2", "260")


def test_borders_that_are_only_planned_are_told_as_such(revenue: Indicator, monkeypatch: pytest.MonkeyPatch) -> None:
    in_force = run("BUDGET_REV", "--borders", "2024-01-01")
    assert "In the borders of 1 January 2024." in in_force.output
    monkeypatch.setattr(restating, "is_awaited", lambda day: True)
    assert "In the borders of 1 January 2024 (planned)." in run("BUDGET_REV", "--borders", "2024-01-01").output
    assert "(dự kiến)" in run("BUDGET_REV", "--borders", "2024-01-01", "--lang", "vi").output
    streamed = run("BUDGET_REV", "--borders", "2024-01-01", "--format", "csv")
    assert "(planned)" in streamed.stderr
    assert "(planned)" not in streamed.stdout


def test_sums_that_do_not_add_up_are_found(world: World, revenue: Indicator) -> None:
    tell(world, revenue, "10", area="D2", period="2024-Q1")
    done = run("--check", "--area", "P", "--period", "2024-Q1")
    assert done.exit_code == 1
    assert "Sample Province (P): 250.0 reported, 260.0 in the areas directly below: -10.0 billion VND" in done.output
    assert "1 place to look at" in done.output
    asked = ("--check", "--area", "P", "--period", "2024-Q1", "--format")
    (row,) = csv.DictReader(io.StringIO(run(*asked, "csv").stdout))
    assert (row["kind"], row["area"], row["level"], row["children"], row["gap"]) == ("sum", "P", "250", "260", "-10")
    assert json.loads(run(*asked, "json").stdout) == [row]
    assert run(*asked, "json").exit_code == 1
    assert "format:" in run(*asked, "parquet").stderr
    tell(world, revenue, "0", area="D2", period="2024-Q1", at=later(0))
    fine = run("BUDGET_REV", "--check", "--area", "P", "--period", "2024-Q1", "--lang", "vi")
    assert fine.exit_code == 0
    assert "Không phát hiện" in fine.output


def test_outliers_among_peers_are_found(world: World, revenue: Indicator) -> None:
    made = indicator(world, "JOBS", unit="persons", decimals=0)
    areas = ("C1", "C2", "C3", "D1", "D2")
    for code in areas:
        world.areas[code].level, world.areas[code].parent_code = 2, "P"
        world.areas[code].save()
    for place, code in enumerate(areas):
        tell(world, made, "100", area=code, period="2023-Q1")
        tell(world, made, "190" if code == "C3" else str(101 + place), area=code, period="2024-Q1")
    from quarterdeck.areas.queries import forget

    forget()
    done = run("JOBS", "--check", "--period", "2024-Q1")
    assert done.exit_code == 1
    assert "Commune Three (C3): changed by +90.0 %" in done.output
    assert run("JOBS", "--check", "--period", "2024-Q1", "--beyond", "1000").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["NOPE"], ["indicator:", "NOPE"]),
        (["BUDGET_REVENUE"], ["Did you mean BUDGET_REV"]),
        (["budget"], ["Did you mean BUDGET_REV"]),
        (["BUDGET_REV", "--area", "City One"], ["No unit ever had the code", "Did you mean D1 (City One)"]),
        (["BUDGET_REV", "--area", "C4"], ["No unit has the code C4 on 31 March 2024"]),
        (["BUDGET_REV", "--level", "5"], ["There are no units of level 5", "Choose a level", "1, 2, 3"]),
        (["BUDGET_REV", "--area", "D1+X9"], ["No unit ever had the code X9"]),
        (["BUDGET_REV", "--borders", "1800-01-01"], ["1 January 1800", "begins on 1 January 2010"]),
        (["BUDGET_REV", "--breakdown", "nobody"], ["breakdown:", "nobody", "only the whole"]),
        (["BUDGET_REV", "--period", "last-0-quarters"], ["last-0-quarters", "from 1 to 1,200"]),
        (["BUDGET_REV", "--period", "last-9999-quarters"], ["last-9999-quarters", "from 1 to 1,200"]),
        (["BUDGET_REV", "--period", "whenever"], ['"whenever"', "last-8-quarters", "2023-Q1..2024-Q4"]),
        (["--formula", "X=[BUDGET_REV] in tỷ đôla"], ["tỷ đôla", "USD_bn"]),
        (["--formula", "X=[BUDGET_REV] in zzzz"], ["zzzz", "VND_bn"]),
        (["BUDGET_REV", "--level", "2", "--under", "C1"], ["There are no units of level 2"]),
        (["BUDGET_REV", "--period", "2024-Q9"], ["2024-Q9"]),
        (["BUDGET_REV", "--period", "2024-Q4..2024-Q1"], ["span of periods"]),
        (["BUDGET_REV", "--statement", "growth"], ["statement:", "change_on_previous"]),
        (["BUDGET_REV", "--scenario", "dream"], ["scenario:", "plan"]),
        (["BUDGET_REV", "--borders", "tomorrow"], ["borders:"]),
        (["BUDGET_REV", "--known-on", "soon"], ["known_on:", "2024-03-27"]),
        (["BUDGET_REV", "--vintage", "Q9"], ["vintage:", "no vintage named Q9", "No state has been frozen"]),
        (["BUDGET_REV", "--vintage", "Q9", "--known-on", "2024-01-01"], ["Give only one"]),
        (["BUDGET_REV", "--per", "NOPE"], ["per:", "NOPE"]),
        (["--formula", "HALF"], ["formula:", "CODE=formula in UNIT"]),
        (["--formula", "X=[BUDGET_REV]+[PEOPLE] in VND_bn"], ["PEOPLE"]),
        (["--formula", "X=[BUDGET_REV] in persons"], ["persons"]),
        (["--formula", "BUDGET_REV=[BUDGET_REV] in VND_bn"], ["BUDGET_REV already"]),
        (["BUDGET_REV", "--format", "parquet"], ["--out"]),
        (["BUDGET_REV", "--format", "csv", "--out", "/nowhere/x.csv"], ["cannot be written"]),
        (["BUDGET_REV", "--check", "--beyond", "many"], ["beyond:"]),
        (["BUDGET_REV", "--check", "--beyond", "1e99999"], ["beyond:", "1e99999"]),
        (["BUDGET_REV", "--check", "--beyond", "1e-99999"], ["beyond:"]),
        (["BUDGET_REV", "--check", "--beyond", "NaN"], ["beyond:"]),
        ([], ["asks for nothing"]),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_clear_line(revenue: Indicator, arguments: list[str], words: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("quarterdeck: ")
    assert [word for word in words if word not in done.stderr] == []


def test_units_that_do_not_fit_are_refused(world: World, revenue: Indicator) -> None:
    indicator(world, "POP", unit="persons")
    done = run("--formula", "X=[BUDGET_REV]+[POP] in VND_bn")
    assert done.exit_code == 2
    assert "column" in done.stderr


def test_a_division_by_zero_has_no_value_and_says_so(world: World, revenue: Indicator) -> None:
    people = indicator(world, "POP", unit="persons")
    tell(world, people, "0", period="2024-Q1")
    formula = "X=[BUDGET_REV]/[POP] in VND_mn_per_person"
    for asked in (["--formula", formula, "--statement", "level"], ["BUDGET_REV", "--per", "POP", "--statement", "per"]):
        done = run(*asked, "--period", "2024-Q1")
        assert done.exit_code == 0
        assert "¹ The base is zero or negative" in done.output


def test_a_period_finer_than_the_data_says_so(revenue: Indicator) -> None:
    done = run("BUDGET_REV", "--period", "2024-M01", "--statement", "level")
    assert done.exit_code == 0
    assert "The period is finer than the data" in done.output


def test_ten_million_cells_are_no_table_but_can_be_streamed(
    world: World, revenue: Indicator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    long = ("BUDGET_REV", "--children", "--period", "1990-M01..2023-M12")
    from quarterdeck.engine.writing import text

    monkeypatch.setattr(text, "MOST_SHOWN", 1000)
    refused = run(*long)
    assert refused.exit_code == 2
    assert "CSV, JSON or Parquet" in refused.stderr
    out = tmp_path / "long.csv"
    assert run(*long, "--format", "csv", "--out", out).exit_code == 0
    assert len(out.read_text().splitlines()) == 1 + 34 * 12 * 3 * 5


def test_segments_are_compacted_verified_rebuilt_and_told(world: World, revenue: Indicator) -> None:
    assert "last compaction:                  never" in keep("status").output
    done = keep("compact")
    assert done.exit_code == 0
    assert "28 rows of 4 years" in done.stdout
    assert "Equal: 28 rows" in keep("verify").stdout
    tell(world, revenue, "260")
    status = keep("status").stdout
    assert "rows still read from the log:     1" in status
    assert "rows in the segments:             28" in status
    assert "29 rows" in keep("rebuild").stdout
    assert keep("compact", "--thoroughly").exit_code == 0


def test_what_differs_from_the_log_is_told_with_the_remedy(revenue: Indicator) -> None:
    keep("compact")
    next(iter(folder().glob("2023-*newest.parquet"))).write_bytes(b"")
    done = keep("verify")
    assert done.exit_code == 1
    assert "newest.parquet is damaged or missing" in done.stderr
    assert "quarterdeck engine rebuild" in done.stderr


def test_keeping_house_speaks_one_language(revenue: Indicator) -> None:
    for lang, words in (
        ("en", ("Equal: 28 rows", "28 rows of 4 years")),
        ("vi", ("Khớp: 28 dòng", "28 dòng của 4 năm")),
    ):
        kept, verified = keep("compact", "--lang", lang), keep("verify", "--lang", lang)
        rebuilt = keep("rebuild", "--lang", lang)
        assert words[0] in verified.stdout
        assert words[1] in kept.stdout
        assert words[1] in rebuilt.stdout
        told = "".join(one.output for one in (kept, verified, rebuilt))
        assert ("Đang" in told or "dòng" in told) == (lang == "vi")


@pytest.mark.parametrize("command", [[], ["compact"], ["verify"], ["rebuild"], ["status"]])
def test_every_engine_command_has_help_with_examples(command: list[str]) -> None:
    assert "Examples:" in CliRunner().invoke(engine, [*command, "--help"]).output


def test_the_query_command_has_help_with_examples() -> None:
    assert "Examples:" in CliRunner().invoke(query, ["--help"]).output
