"""`quarterdeck areas import` and `export`: a register in and out, all of it or nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import register
from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, NotFound, Refused
from quarterdeck.core.lineage import crosswalk
from quarterdeck.core.rights import NOBODY, SYSTEM
from tests.areas.registers import SMALL, UNITS, folder, imported, read, run, without
from tests.world import NOW, World


def test_a_dry_run_tells_what_is_new_and_writes_nothing(db: None, tmp_path: Path) -> None:
    done = run("import", folder(tmp_path / "r"))
    assert done.exit_code == 0, done.output
    assert "units: 9 new, 0 changed, 0 unchanged" in done.output
    assert "changes: 4 new" in done.output
    assert "successions: 5 new" in done.output
    assert "nothing was written" in done.output
    assert not Area.objects.exists()
    assert not AreaEvent.objects.exists()


def test_with_commit_everything_is_stored_with_its_events(db: None, tmp_path: Path) -> None:
    done = run("import", folder(tmp_path / "r"), "--commit", "--steered", "K1")
    assert done.exit_code == 0, done.output
    assert (Area.objects.count(), AreaEvent.objects.count(), Succession.objects.count()) == (9, 4, 5)
    link = Area.objects.get(uid="2@2010a")
    assert (link.valid_from, link.begun_by.code, link.ended_by.code) == (link.valid_to, "M1", "M2")
    event = AreaEvent.objects.get(code="M1")
    assert (event.kind, event.standing, event.adopted_on) == ("move", "in_force", date(2010, 1, 1))
    assert (event.act, event.act_day) == ("Act 7 (2009-06-30)", date(2009, 6, 30))
    assert Area.objects.get(uid="6@2000").ended_by.code == "M4"
    assert Succession.objects.get(successor__uid="4@2015").shares == {
        "population": ["1/3", "counted"], "land": ["0.25", "counted"]
    }  # fmt: skip
    assert list(Area.objects.filter(steered=True).values_list("uid", flat=True)) == ["K1@2000"]
    assert Line.objects.filter(act="areas.imported").count() == 1


def test_the_same_register_twice_changes_nothing(db: None, tmp_path: Path) -> None:
    imported(tmp_path)
    keys = dict(Area.objects.values_list("uid", "pk"))
    again = imported(tmp_path)
    assert "units: 0 new, 0 changed, 9 unchanged" in again.output
    assert "successions: 0 new, 0 changed, 5 unchanged" in again.output
    assert dict(Area.objects.values_list("uid", "pk")) == keys


def test_a_corrected_row_is_renewed_under_its_key_and_nothing_is_deleted(db: None, tmp_path: Path) -> None:
    imported(tmp_path)
    before = Area.objects.get(uid="5@2015")
    units = [line.replace("Bb Hill,Bb Hill", "Bb Hills,Bb Hills") for line in without("units.csv", "6@2000")]
    changes = without("changes.csv", "M4")
    done = imported(tmp_path, units=units, changes=changes)
    assert "units: 0 new, 1 changed, 7 unchanged, 1 only in the store" in done.output
    after = Area.objects.get(uid="5@2015")
    assert (after.pk, after.name_vi) == (before.pk, "Bb Hills")
    assert Area.objects.filter(uid="6@2000").exists()


def test_changed_shares_are_counted_and_stored(db: None, tmp_path: Path) -> None:
    imported(tmp_path)
    lines = [line.replace("1/3", "0.4").replace("2/3", "0.6") for line in SMALL["succession.csv"]]
    done = imported(tmp_path, succession=lines)
    assert "successions: 0 new, 2 changed, 3 unchanged" in done.output
    assert Succession.objects.get(successor__uid="4@2015").shares["population"] == ["0.4", "counted"]


def test_an_error_is_told_with_file_line_and_remedy_and_nothing_is_written(db: None, tmp_path: Path) -> None:
    lines = [line.replace("1/3", "0.9") for line in SMALL["succession.csv"]]
    done = imported(tmp_path, succession=lines)
    assert done.exit_code == 1
    assert "succession.csv:6: error:" in done.stderr
    assert "more than the whole" in done.stderr
    assert "Nothing was written" in done.stderr
    assert not Area.objects.exists()


def test_warnings_are_summed_up_by_kind_and_all_shows_each(db: None, tmp_path: Path) -> None:
    units = [*SMALL["units.csv"], *(f"9{n}@2005,9{n},2,New {n},New {n},commune,K1,2005-01-01," for n in range(5))]
    path = folder(tmp_path / "r", units=units)
    short, full = run("import", path), run("import", path, "--all")
    assert "units.csv: 5 × warning." in short.output
    assert "and 2 more" in short.output
    assert (short.output.count("without a predecessor"), full.output.count("without a predecessor")) == (3, 5)
    assert short.exit_code == 0


def test_json_tells_the_same_for_programs(db: None, tmp_path: Path) -> None:
    lines = [line.replace("1/3", "0.9") for line in SMALL["succession.csv"]]
    told = json.loads(run("import", folder(tmp_path / "r", succession=lines), "--json", "--commit").stdout)
    first = told["findings"][0]
    assert (first["file"], first["line"], first["severity"]) == ("succession.csv", 6, "error")
    assert told["tables"]["units"] == {"new": 9, "changed": 0, "same": 0, "only_here": 0}
    assert told["written"] is False


def test_only_units_are_needed_and_other_columns_are_named(db: None, tmp_path: Path) -> None:
    path = tmp_path / "r"
    path.mkdir()
    text = "uid;Code;level;name;valid_from;colour\r\nA@1;A;1;Aland;2000-01-01;red\r\n"
    (path / "units.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = run("import", path, "--commit")
    assert done.exit_code == 0, done.output
    assert "these columns are not read: colour" in done.output
    assert "There is no file changes.csv" in done.output
    assert Area.objects.get().name_en == "Aland"


BROKEN = {
    "empty": (b"", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "UTF-8"),
    "workbook": (b"PK\x03\x04 and so on", "workbook"),
    "old letters": ("uid,code,level,name_vi,valid_from\na,a,1,Huyện,2000-01-01\n".encode("utf-16-le"), "UTF-8"),
    "no column": (b"uid,level,name_vi,valid_from\na,1,A,2000-01-01\n", "missing: code"),
    "no name": (b"uid,code,level,valid_from\na,a,1,2000-01-01\n", "missing: name_vi"),
    "heads alone": (UNITS.encode(), "lists no unit"),
    "column twice": (f"{UNITS},uid\n".encode(), "there twice"),
    "open quotation": (f'{UNITS}\nA,"A,1\n'.encode(), "never closed"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_clear_line(db: None, tmp_path: Path, content: bytes, said: str) -> None:
    path = folder(tmp_path / "r")
    (path / "units.csv").write_bytes(content)
    done = run("import", path, "--commit")
    assert done.exit_code == 1
    assert said in done.stderr
    assert "units.csv" in done.stderr
    assert "Traceback" not in done.output
    assert not Area.objects.exists()


BAD_ROWS = {
    "day": ("units", "X@1,X,2,X,X,commune,K1,2000-02-31,", "not a day"),
    "level": ("units", "X@1,X,two,X,X,commune,K1,2000-01-01,", "whole number"),
    "short row": ("units", "X@1,X,2", "3 cells under 9 columns"),
    "long code": ("units", f"X@1,{'X' * 21},2,X,X,commune,K1,2000-01-01,", "too long"),
    "kind": ("changes", "M9,2010-01-01,explode,,", "not a kind"),
    "share": ("succession", "1@2000,3@2010,lots,1,exact,M2", "not a share"),
    "dangling": ("succession", "1@2000,nobody,1,1,exact,M2", "not in units.csv"),
}


@pytest.mark.parametrize(("file", "row", "said"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_told_by_its_line(db: None, tmp_path: Path, file: str, row: str, said: str) -> None:
    lines = [*SMALL[f"{file}.csv"], row]
    done = imported(tmp_path, **{file: lines})
    assert done.exit_code == 1
    assert f"{file}.csv:{len(lines)}: error:" in done.stderr
    assert said in done.stderr
    assert not Area.objects.exists()


def test_a_folder_without_units_is_refused(db: None, tmp_path: Path) -> None:
    done = run("import", tmp_path, "--commit")
    assert done.exit_code == 1
    assert "no file units.csv" in done.stderr


def test_a_code_that_another_stored_version_bears_is_refused(world: World, tmp_path: Path) -> None:
    units = [UNITS, "P-other,P,1,Other,Other,province,,2012-01-01,"]
    done = run("import", folder(tmp_path / "r", {"units.csv": units}), "--commit")
    assert done.exit_code == 1
    assert "units.csv:2: error:" in done.stderr
    assert "P@2010-01-01" in done.stderr
    assert not Area.objects.filter(uid="P-other").exists()


def test_events_after_the_day_are_planned_with_what_they_begin(db: None) -> None:
    import_register(register=read(), as_of=date(2012, 6, 1), by=SYSTEM, at=NOW)
    standings = dict(AreaEvent.objects.values_list("code", "standing"))
    assert standings == {"M1": "in_force", "M2": "in_force", "M3": "planned", "M4": "planned"}
    merged = Area.objects.get(uid="3@2010")
    assert (merged.standing, merged.valid_to, merged.expected_to) == ("in_force", None, date(2015, 1, 1))
    assert Area.objects.get(uid="4@2015").standing == "planned"
    assert {unit.code for unit in register().state(date(2021, 1, 1), 2)} == {"3", "6"}
    assert {unit.code for unit in register(expected=True).state(date(2021, 1, 1), 2)} == {"4", "5"}


def test_a_known_event_keeps_its_standing_when_the_files_come_again(db: None) -> None:
    import_register(register=read(), as_of=date(2012, 6, 1), by=SYSTEM, at=NOW)
    again = import_register(register=read(), by=SYSTEM, at=NOW)
    assert {one.changed + one.new for one in again.values()} == {0}
    assert AreaEvent.objects.get(code="M3").standing == "planned"


def test_an_event_of_the_store_alone_is_not_undone_by_the_files(db: None) -> None:
    import_register(register=read(), by=SYSTEM, at=NOW)
    own = AreaEvent.objects.create(
        code="OWN", kind="rename", day=date(2030, 1, 1), adopted_on=date(2030, 1, 1), title_vi="x", standing="staged"
    )
    Area.objects.filter(uid="4@2015").update(expected_to=own.day, ended_by=own)
    again = import_register(register=read(), by=SYSTEM, at=NOW)
    assert again["units"].changed == 0
    assert Area.objects.get(uid="4@2015").ended_by == own


def test_who_may_not_administer_imports_nothing(db: None) -> None:
    with pytest.raises(Refused):
        import_register(register=read(), by=NOBODY, at=NOW)


def test_rows_that_cannot_be_read_are_never_stored(db: None) -> None:
    broken = {**SMALL, "units.csv": [*SMALL["units.csv"], "X@1,X,two,X,X,commune,K1,2000-01-01,"]}
    with pytest.raises(BadInput, match=r"units\.csv:11"):
        import_register(register=read(broken), by=SYSTEM, at=NOW)
    assert not Area.objects.exists()


def test_a_steered_code_that_nobody_bears_undoes_the_import(db: None) -> None:
    with pytest.raises(NotFound, match="99"):
        import_register(register=read(), steered="99", by=SYSTEM, at=NOW)
    assert not Area.objects.exists()


def test_what_is_exported_is_the_same_register(db: None, tmp_path: Path) -> None:
    imported(tmp_path)
    before = crosswalk(register(), date(2009, 1, 1), date(2016, 1, 1)).pairs
    assert run("export", tmp_path / "out").exit_code == 0
    done = run("import", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.output.count(" 0 new, 0 changed") == 3
    Succession.objects.all().delete()
    Area.objects.all().delete()
    AreaEvent.objects.all().delete()
    assert run("import", tmp_path / "out", "--commit").exit_code == 0
    assert crosswalk(register(), date(2009, 1, 1), date(2016, 1, 1)).pairs == before


def test_a_planned_event_is_still_planned_after_export_and_import(db: None, tmp_path: Path) -> None:
    import_register(register=read(), as_of=date(2012, 6, 1), by=SYSTEM, at=NOW)
    run("export", tmp_path / "out")
    done = run("import", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.output.count(" 0 new, 0 changed") == 3


def test_an_empty_store_has_nothing_to_export(db: None, tmp_path: Path) -> None:
    done = run("export", tmp_path / "out")
    assert isinstance(done.exception, NotFound)
    assert not (tmp_path / "out").exists()


def test_out_of_what_is_planned_nothing_comes_into_force_without_an_event(db: None) -> None:
    units = [*(line.replace("Bb Hill,commune,K1,2015-01-01,", "Bb Hill,commune,K1,2015-01-01,2018-01-01")
               for line in SMALL["units.csv"]), "5@2018,5,2,Bb Hill,Bb Hill,commune,K1,2018-01-01,"]  # fmt: skip
    lines = [*SMALL["succession.csv"], "5@2015,5@2018,1,1,exact,"]
    files = read({**SMALL, "units.csv": units, "succession.csv": lines})
    import_register(register=files, as_of=date(2012, 6, 1), by=SYSTEM, at=NOW)
    first, second = Area.objects.get(uid="5@2015"), Area.objects.get(uid="5@2018")
    assert (first.standing, first.valid_to, first.expected_to) == ("planned", None, date(2018, 1, 1))
    assert second.standing == "planned"
    assert "5@2018" in {unit.uid for unit in register(expected=True).state(date(2019, 1, 1))}
    assert {unit.code for unit in register().state(date(2019, 1, 1), 2)} == {"3", "6"}
