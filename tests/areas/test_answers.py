"""`quarterdeck areas state`, `crosswalk` and `detect`."""

import csv
import io
import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.cli.asked import DAY
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.rights import SYSTEM
from tests.areas.registers import SMALL, read, run
from tests.world import NOW


@pytest.fixture
def small(db: None) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_units_of_a_day_are_printed_as_csv(small: None) -> None:
    done = run("state", "--date", "2010-01-01", "--level", "2")
    assert [row[0] for row in rows(done.stdout)] == ["uid", "3@2010", "6@2000"]
    assert "2 units on 2010-01-01: 2 of level 2" in done.stderr


def test_a_crosswalk_goes_through_a_chain_of_one_day_and_a_split(small: None, tmp_path: Path) -> None:
    out = tmp_path / "crosswalk.csv"
    done = run("crosswalk", "--from", "2009-12-31", "--to", "2020-01-01", "--level", "2", "--out", out)
    found = rows(out.read_text("utf-8"))
    third, rest = "0.33333333333333333", "0.66666666666666667"
    assert found == [
        ["from_code", "to_code", "share", "quality"],
        ["1", "4", third, "counted"], ["1", "5", rest, "counted"],
        ["2", "4", third, "counted"], ["2", "5", rest, "counted"],
        ["6", "", "1", "unknown"],
    ]  # fmt: skip
    assert "3 units of 2009-12-31 in 2 units of 2020-01-01" in done.stderr
    assert "2 counted, 0 estimated, 0 unknown, 1 ended" in done.stderr


def test_land_has_shares_of_its_own(small: None) -> None:
    done = run("crosswalk", "--from", "2014-12-31", "--to", "2015-01-01", "--level", "2", "--by", "land")
    assert {row[1]: row[2] for row in rows(done.stdout)[1:3]} == {"4": "0.25", "5": "0.75"}


def test_a_share_that_nobody_knows_is_empty(db: None) -> None:
    lines = [line.replace("1/3,0.25", ",").replace("2/3,0.75", ",") for line in SMALL["succession.csv"]]
    import_register(register=read({**SMALL, "succession.csv": lines}), by=SYSTEM, at=NOW)
    done = run("crosswalk", "--from", "2014-12-31", "--to", "2015-01-01", "--level", "2")
    assert rows(done.stdout)[1:3] == [["3", "4", "", "unknown"], ["3", "5", "", "unknown"]]
    assert "1 unknown" in done.stderr


def test_backwards_what_came_together_cannot_be_divided_again(small: None) -> None:
    done = run("crosswalk", "--from", "2010-01-01", "--to", "2009-12-31", "--level", "2")
    assert rows(done.stdout)[1:] == [["3", "1", "", "unknown"], ["3", "2", "", "unknown"], ["6", "6", "1", "exact"]]


def test_what_is_planned_counts_unless_only_what_is_in_force_is_asked_for(db: None) -> None:
    import_register(register=read(), as_of=date(2012, 1, 1), by=SYSTEM, at=NOW)
    planned = run("state", "--date", "2021-01-01", "--level", "2")
    assert [row[1] for row in rows(planned.stdout)[1:]] == ["4", "5"]
    assert "2 of the events up to 2021-01-01 are planned" in planned.stderr
    in_force = run("state", "--date", "2021-01-01", "--level", "2", "--in-force")
    assert [row[1] for row in rows(in_force.stdout)[1:]] == ["3", "6"]


def test_what_cannot_be_answered_says_what_can(small: None) -> None:
    early = run("state", "--date", "1999-01-01").exception
    assert isinstance(early, NotFound)
    assert "begins on 2000-01-01 and has these levels: 1, 2" in str(early)
    failed = run("crosswalk", "--from", "2009-01-01", "--to", "2010-01-01", "--by", "cows").exception
    assert isinstance(failed, BadInput)
    assert "Use one of: land, population" in str(failed)
    assert run("state", "--date", "yesterday").exit_code == 2


def test_a_store_without_units_says_how_to_take_some_in(db: None) -> None:
    failed = run("state", "--date", "2020-01-01").exception
    assert isinstance(failed, NotFound)
    assert "areas import DIR --commit" in str(failed)


def test_days_are_read_and_thirds_written_with_enough_digits() -> None:
    from quarterdeck.areas.cli.lists import _decimal

    assert DAY.convert("2025-07-01", None, None) == date(2025, 7, 1)
    assert (_decimal(Fraction(1, 4)), _decimal(Fraction(1)), _decimal(None)) == ("0.25", "1", "")
    assert float(_decimal(Fraction(1, 3))) == 1 / 3


def test_detect_tells_the_days_of_codes_by_the_usual_heads(small: None, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Tiêu đề,,\nMã xã,Tên xã,people\n4,Aa Bridge,10\n5,Bb Hill,20\n", encoding="utf-8")
    done = run("detect", table)
    assert done.exit_code == 0, done.output
    assert 'codes in "Mã xã" and names in "Tên xã"' in done.output
    assert "2 of 2 codes are those of 2015-01-01" in done.output


def test_detect_for_programs_names_what_disagrees(small: None, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("bfs;label;n\n1;Aa;5\n2;Bb;6\n6;Dd;7\n77;Ee;8\n", encoding="utf-8")
    told = json.loads(run("detect", table, "--column", "BFS", "--names", "label", "--json").stdout)
    (fit,) = told["fits"]
    assert (fit["from"], fit["to"], fit["disagreeing"]) == ("2000-01-01", "2010-01-01", ["6"])
    assert told["unknown"] == ["77"]


def test_a_table_without_codes_or_without_the_column_is_refused(small: None, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("who,what\nx,y\nz,w\n", encoding="utf-8")
    assert "No column holds codes" in str(run("detect", table).exception)
    failed = run("detect", table, "--column", "code").exception
    assert isinstance(failed, BadInput)
    assert "Its columns are: who, what." in str(failed)


def test_a_workbook_that_has_eaten_leading_zeros_is_understood(db: None, tmp_path: Path) -> None:
    units = ["uid,code,level,name,valid_from", *(f"0{n}@1,0{n},1,Unit {n},2000-01-01" for n in range(1, 6))]
    import_register(register=read({"units.csv": units}), by=SYSTEM, at=NOW)
    book = openpyxl.Workbook()
    for line in [("code", "name"), *((n, f"Unit {n}") for n in range(1, 6))]:
        book.active.append(line)
    book.save(tmp_path / "t.xlsx")
    done = run("detect", tmp_path / "t.xlsx")
    assert done.exit_code == 0, done.output
    assert "5 of 5 codes" in done.output
    assert "lost their leading zeros: 5" in done.output
