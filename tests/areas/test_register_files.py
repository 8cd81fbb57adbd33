"""What `quarterdeck areas` says of files that are misspelt, incomplete, unreadable, or cannot be written."""

import subprocess
import sys
from pathlib import Path

import pytest

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.models import Area
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import SYSTEM
from tests.areas.registers import SMALL, SUCCESSIONS, folder, imported, read, run
from tests.world import NOW


def headed(head: str, file: str = "succession.csv") -> list[str]:
    """The lines of a file of `SMALL` under other heads; columns beyond them are left out."""
    width = len(head.split(","))
    return [head, *(",".join(line.split(",")[:width]) for line in SMALL[file][1:])]


HEADS = {
    "no share": (
        headed("predecessor,successor"),
        ["succession.csv has no column share: every share of people is unknown.",
         "succession.csv has no column quality: shares of 0 and 1 are exact, all others estimated.",
         "succession.csv has no column change_id: no succession tells its event."],
    ),
    "misspelt": (
        headed(SUCCESSIONS.replace("quality", "qualty").replace("change_id", "chnage_id")),
        ["succession.csv: these columns are not read: qualty, chnage_id.",
         "succession.csv: is the column qualty meant to be quality?",
         "succession.csv: is the column chnage_id meant to be change_id?"],
    ),
    "another denominator": (
        headed(SUCCESSIONS.replace("share_area", "share_aera")),
        ["succession.csv: the column share_aera is read as one of its own; is it meant to be share_area?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "said"), HEADS.values(), ids=HEADS)
def test_columns_that_are_missing_or_misspelt_are_named(
    db: None, tmp_path: Path, lines: list[str], said: list[str]
) -> None:
    done = imported(tmp_path, succession=lines)
    for sentence in said:
        assert f"Note: {sentence}" in done.output


def test_whole_columns_need_no_note(db: None, tmp_path: Path) -> None:
    assert "Note" not in imported(tmp_path, succession=headed(SUCCESSIONS.replace("share_area", "share_jobs"))).output


def test_mergers_without_successions_are_a_warning(db: None, tmp_path: Path) -> None:
    path = folder(tmp_path / "r")
    for lines in ([SUCCESSIONS], None):
        if lines is None:
            (path / "succession.csv").unlink()
        else:
            (path / "succession.csv").write_text("\n".join(lines), encoding="utf-8")
        done = run("import", path)
        assert done.exit_code == 0, done.output
        assert "changes.csv:2: 3 events change units, but no succession is told" in done.output


@pytest.mark.parametrize("name", ["changes.csv", "succession.csv"])
def test_a_folder_that_bears_the_name_of_a_table_is_an_error(db: None, tmp_path: Path, name: str) -> None:
    path = folder(tmp_path / "r")
    (path / name).unlink()
    (path / name).mkdir()
    done = run("import", path, "--commit")
    assert done.exit_code == 1
    assert f"r/{name}: This is not a file. Put the table there" in done.stderr
    assert not Area.objects.exists()


def test_a_link_that_leads_nowhere_is_an_error(db: None, tmp_path: Path) -> None:
    path = folder(tmp_path / "r")
    (path / "succession.csv").unlink()
    (path / "succession.csv").symlink_to(tmp_path / "nowhere.csv")
    assert "r/succession.csv: This is not a file." in run("import", path).stderr


@pytest.mark.parametrize("name", ["units.csv", "changes.csv", "succession.csv"])
def test_a_cell_that_is_longer_than_can_be_read_is_told_by_its_line(db: None, tmp_path: Path, name: str) -> None:
    path = folder(tmp_path / "r")
    with (path / name).open("a", encoding="utf-8") as file:
        file.write("x" * 140_000 + "," * SMALL[name][0].count(",") + "\n")
    done = run("import", path, "--commit")
    assert done.exit_code == 1
    assert f"r/{name}:{len(SMALL[name]) + 1}: A cell holds more than 131072 characters. Look for" in done.stderr


UNPRINTABLE = {"escape": "X\x1b[31m", "line break": '"X\nY"', "line separator": "X\u2028Y", "next line": "X\x85Y"}


@pytest.mark.parametrize("name", UNPRINTABLE.values(), ids=UNPRINTABLE)
def test_a_name_with_a_control_character_is_an_error(db: None, tmp_path: Path, name: str) -> None:
    done = imported(tmp_path, units=[*SMALL["units.csv"], f"X@1,X,2,{name},X,commune,K1,2000-01-01,"])
    assert done.exit_code == 1
    assert "units.csv:11: error: The text in the column name_vi holds a line break or another control" in done.stderr
    assert not Area.objects.exists()


def test_a_note_may_be_of_several_lines(db: None, tmp_path: Path) -> None:
    lines = [f"{SMALL['changes.csv'][0]},note", *(f'{line},"one\ntwo"' for line in SMALL["changes.csv"][1:])]
    assert imported(tmp_path, changes=lines).exit_code == 0
    escaped = [line.replace("two", "\x1b[2J") for line in lines]
    assert "column note holds" in imported(tmp_path, changes=escaped).stderr


def test_a_nul_is_told_by_its_line(db: None, tmp_path: Path) -> None:
    done = imported(tmp_path, units=[*SMALL["units.csv"], "X@1,X,2,A\0b,X,commune,K1,2000-01-01,"])
    assert done.exit_code == 1
    assert "register/units.csv:11: The text holds the character NUL. Delete it" in done.stderr


def test_a_share_that_cannot_be_read_is_the_only_thing_that_is_told(db: None, tmp_path: Path) -> None:
    lines = [line.replace("1@2000,3@2010,1,1", "1@2000,3@2010,half,1") for line in SMALL["succession.csv"]]
    done = imported(tmp_path, succession=lines)
    assert done.stderr.splitlines()[0].startswith('succession.csv:3: error: "half" in the column share is not a share.')
    assert "1 errors, 0 warnings" in done.stdout


def test_a_unit_that_cannot_be_read_is_not_missed_by_others(db: None, tmp_path: Path) -> None:
    lines = [line.replace("3@2010,3,2", "3@2010,3,two") for line in SMALL["units.csv"]]
    assert "1 errors, 0 warnings" in imported(tmp_path, units=lines).stdout
    parents = [line.replace("K1@2000,K1,1", "K1@2000,K1,") for line in SMALL["units.csv"]]
    assert "1 errors, 0 warnings" in imported(tmp_path, units=parents).stdout
    events = [line.replace("abolish", "vanish") for line in SMALL["changes.csv"]]
    assert "1 errors, 0 warnings" in imported(tmp_path, changes=events).stdout


def test_a_steered_code_that_nobody_bears_is_no_fault_of_the_folder(db: None, tmp_path: Path) -> None:
    done = run("import", folder(tmp_path / "r"), "--commit", "--steered", "NOPE")
    assert done.exit_code == 1
    assert done.stderr.startswith("quarterdeck: No unit has the code NOPE. Name a code of units.csv")


def test_what_cannot_be_written_is_one_clear_line(db: None, tmp_path: Path) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)
    out = tmp_path / "missing" / "x.csv"
    days = ("--from", "2009-01-01", "--to", "2016-01-01", "--level", "2")
    for done in (run("crosswalk", *days, "--out", out), run("state", "--date", "2016-01-01", "--out", out)):
        assert isinstance(done.exception, BadInput)
        assert f"{out} cannot be read or written: No such file or directory. See that the folder" in str(done.exception)
    (tmp_path / "taken").write_text("", encoding="utf-8")
    refused = run("export", tmp_path / "taken" / "out").exception
    assert isinstance(refused, BadInput)
    assert "taken" in str(refused)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_one_clear_line_in_a_file_and_on_stdout(db: None) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)
    refused = run("state", "--date", "2016-01-01", "--out", "/dev/full").exception
    assert "/dev/full cannot be read or written: No space left on device." in str(refused)
    code = (
        "from quarterdeck.areas.cli.asked import write_rows\nfrom quarterdeck.core.errors import BadInput\n"
        "try:\n    write_rows(None, ('a',), [('b',)])\nexcept BadInput as refused:\n    raise SystemExit(str(refused))"
    )
    setup = "import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'quarterdeck.config.settings'\ndjango.setup()\n"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([sys.executable, "-c", setup + code], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.startswith("stdout cannot be read or written: No space left on device.")


def test_a_crosswalk_needs_a_level_where_a_code_is_borne_on_two(db: None, tmp_path: Path) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)
    days = ("--from", "2014-01-01", "--to", "2016-01-01")
    assert run("crosswalk", *days).exit_code == 0
    late = ["4@top,4,1,Canton Four,Canton Four,canton,,2015-01-01,"]
    import_register(register=read({**SMALL, "units.csv": [*SMALL["units.csv"], *late]}), by=SYSTEM, at=NOW)
    refused = run("crosswalk", *days).exception
    assert isinstance(refused, BadInput)
    assert "The code 4 is that of a unit of level 1 and of one of level 2 on 2016-01-01. Give --level" in str(refused)
    table = run("crosswalk", *days, "--level", "2").stdout
    assert table.splitlines()[0] == "from_code,to_code,share,quality"
    assert run("crosswalk", "--from", "2009-01-01", "--to", "2014-01-01").exit_code == 0
    assert isinstance(run("crosswalk", "--from", "2016-01-01", "--to", "2014-01-01").exception, BadInput)
