"""Files of figures: every bad cell is told with its place and remedy, and an import is never half done."""

from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter

from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.importing import import_figures
from quarterdeck.figures.models import Batch, Observation
from quarterdeck.figures.queries.importing import DryRun, dry_run, reasons_missing, with_errors
from quarterdeck.figures.rules.importing.cells import period_like
from quarterdeck.files.models import KeptFile
from tests.figures.told import tell
from tests.world import NOW, World, indicator

HEADS = "indicator,area,period,value,unit,scenario,breakdown,status,qualifier,as_of,reason"


def csv(*lines: str, heads: str = HEADS) -> bytes:
    return "\n".join([heads, *lines]).encode()


def look(world: World, *lines: str, heads: str = HEADS, who: str = "specialist", custom: str = "") -> DryRun:
    return dry_run(content=csv(*lines, heads=heads), name="june.csv", by=world.actor(who), at=NOW, custom=custom)


def workbook(rows: list[list[object]], merge: str = "") -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for place, cells in enumerate(rows):
        sheet.write_row(place, 0, cells)
    if merge:
        sheet.merge_range(merge, "x")
    book.close()
    return buffer.getvalue()


@pytest.fixture
def revenue(world: World):
    return indicator(world)


BAD_CELLS = [
    ("BUDGET_REVV,P,2024-Q1,5,VND_bn", "A2", "indicator", 'no indicator "BUDGET_REVV"', 'Did you mean "BUDGET_REV"'),
    ("GIBBERISH_X,P,2024-Q1,5,VND_bn", "A2", "indicator", "no indicator", "lists in the template"),
    ("BUDGET_REV,D9,2024-Q1,5,VND_bn", "B2", "area", 'no area "D9"', ""),
    ("BUDGET_REV,Distrikt Two,2024-Q1,5,VND_bn", "B2", "area", "no area", 'Did you mean "D2"'),
    ("BUDGET_REV,C1,2025-Q1,5,VND_bn", "B2", "area", "did not exist in Q1 2025", "existed then"),
    ("BUDGET_REV,P,2024-Q5,5,VND_bn", "C2", "period", "2024-Q5", ""),
    ("BUDGET_REV,P,Quý I/2024,5,VND_bn", "C2", "period", "", 'Did you mean "2024-Q1"'),
    ("BUDGET_REV,P,2024-03,5,VND_bn", "C2", "period", "", 'Did you mean "2024-M03"'),
    ("BUDGET_REV,P,2024-M03,5,VND_bn", "C2", "period", "so short a period", "Quarterly"),
    ("BUDGET_REV,P,2024-Q1,hơn 5,VND_bn", "D2", "value", "not a number", "its own column"),
    ("BUDGET_REV,P,2024-Q1,4.680,VND_bn", "D2", "value", "4680 or as 4.68", "without a separator"),
    ("BUDGET_REV,P,2024-Q1,,VND_bn", "D2", "value", "no value and no status", "O missing"),
    ("BUDGET_REV,P,2024-Q1,1234567890123456,VND_bn", "D2", "value", "more digits", "Round it"),
    ("BUDGET_REV,P,2024-Q1,1,VND", "D2", "value", "more digits", "larger"),
    ("BUDGET_REV,P,2024-Q1,5,", "E2", "unit", "unit is missing", 'Write "VND_bn"'),
    ("BUDGET_REV,P,2024-Q1,5,USD_mn", "E2", "unit", "not in million USD", "VND_bn"),
    ("BUDGET_REV,P,2024-Q1,5,dollars", "E2", "unit", "not a known unit", "VND_bn"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,hoped", "F2", "scenario", "not understood", "plan"),
    ("BUDGET_REV,P,2024-Q1,5,%,,@growth", "G2", "breakdown", "not a statement", "@growth_yoy"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,,@growth_yoy", "E2", "unit", "not in billion VND", "%"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,,,Z", "H2", "status", "not understood", "A"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,,,O", "H2", "status", "there is no value, but there is one", "Clear"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,,,,maybe", "I2", "qualifier", "not understood", "nearly"),
    ("BUDGET_REV,P,2024-Q1,5,VND_bn,,,,,31/2/2024", "J2", "as_of", "not a day", "2024-03-15"),
]


@pytest.mark.parametrize(("line", "place", "column", "what", "remedy"), BAD_CELLS)
def test_a_bad_cell_is_told_with_its_place_and_remedy(
    world: World, revenue, line: str, place: str, column: str, what: str, remedy: str
) -> None:
    run = look(world, line)
    (error,) = run.errors
    assert (error.place, error.column) == (place, column)
    assert what in str(error.what)
    assert remedy in str(error.remedy)
    assert str(error.remedy)
    assert run.to_write == ()


def test_a_good_row_is_read_by_names_and_words_in_either_language(world: World, revenue) -> None:
    heads = "Chỉ tiêu;Địa bàn;Kỳ;Giá trị;Đơn vị tính;Loại số liệu;Trạng thái;Cách nói;Số liệu đến ngày"
    (told,) = look(
        world, "State budget revenue;huyện hai;2024-q1;4.680,5;tỷ đồng;Kế hoạch;E;gần;15/3/2024", heads=heads
    ).changes
    assert (told.value, told.parsed.area.code, told.parsed.scenario) == (Decimal("4680.5"), "D2", "plan")
    assert (told.parsed.status, told.parsed.qualifier, str(told.parsed.as_of)) == ("E", "nearly", "2024-03-15")


def test_leading_zeros_that_a_spreadsheet_dropped_are_recognised(world: World, revenue) -> None:
    from quarterdeck.areas.models import Area

    Area.objects.filter(code="D2").update(code="027")
    (error,) = look(world, "BUDGET_REV,27,2024-Q1,5,VND_bn").errors
    assert 'Did you mean "027"' in str(error.remedy)


def test_mixed_units_of_one_indicator_are_pointed_out(world: World, revenue) -> None:
    rows = [f"BUDGET_REV,P,2023-Q{number},5,VND_bn" for number in (1, 2, 3)]
    (error,) = look(world, *rows, "BUDGET_REV,P,2023-Q4,5,VND_mn").errors
    assert (error.place, error.column) == ("E5", "unit")


def test_the_same_key_twice_points_to_the_first_row(world: World, revenue) -> None:
    (error,) = look(world, "BUDGET_REV,P,2024-Q1,5,VND_bn", "BUDGET_REV,P,2024-Q1,6,VND_bn").errors
    assert error.row == 3
    assert "row 2" in str(error.what)


def test_one_number_that_proves_the_custom_settles_the_others(world: World, revenue) -> None:
    lines = ['BUDGET_REV,P,2023-Q1,"4.680,5",VND_bn', "BUDGET_REV,P,2023-Q2,4.680,VND_bn"]
    assert [one.value for one in look(world, *lines).changes][1] == 4680
    assert look(world, lines[1], custom="en").changes[0].value == Decimal("4.68")
    both = [*lines, 'BUDGET_REV,P,2023-Q3,"4,680.5",VND_bn']
    assert [error.row for error in look(world, *both).errors] == [3]


def test_a_district_cannot_bring_figures_of_another(world: World, revenue) -> None:
    run = look(world, "BUDGET_REV,D2,2024-Q1,5,VND_bn", "BUDGET_REV,D1,2024-Q1,5,VND_bn", who="district")
    (error,) = run.errors
    assert (error.place, "own area" in str(error.what)) == ("B3", True)
    with pytest.raises(Refused):
        import_figures(content=csv("BUDGET_REV,P,2024-Q1,5,VND_bn"), name="x.csv", by=world.actor("leader"), at=NOW)


WRONG_FILES = [
    (b"", "x.csv", "empty"),
    (b"name,amount\nfoo,5\n", "x.csv", "not a file of figures"),
    (csv("BUDGET_REV,P,2024-Q1,5", heads="indicator,area,period,value"), "x.csv", "columns are missing: unit"),
    (csv("a,b", heads=HEADS + ",colour"), "x.csv", 'no column "colour"'),
    (csv("a,b", heads=HEADS + ",reasons"), "x.csv", 'Did you mean "reason"'),
    (csv("a,b", heads=HEADS + ",value"), "x.csv", "there twice"),
    (csv("BUDGET_REV,P,2024-Q1,5,VND_bn,,,,,,,stray"), "x.csv", "no head"),
    ("chỉ tiêu,địa bàn".encode("utf-16-le")[:-1], "x.csv", ""),
    ("chØ tiªu;®Þa bµn\n".encode("latin-1"), "x.csv", "UTF-8"),
    (b"not a workbook", "x.xlsx", "not a workbook"),
    (b"PK\x03\x04broken", "x.xlsx", "damaged"),
]


@pytest.mark.parametrize(("content", "name", "said"), WRONG_FILES)
def test_a_wrong_file_is_refused_as_a_whole_with_place_and_remedy(
    world: World, revenue, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        dry_run(content=content, name=name, by=SYSTEM, at=NOW)
    assert said in str(refused.value)
    assert name in refused.value.place
    assert str(refused.value.remedy)


def test_a_workbook_is_read_with_a_title_above_its_heads_and_typed_numbers(world: World, revenue) -> None:
    rows = [["Figures of June"], [], HEADS.split(","), ["BUDGET_REV", "P", "2024-Q1", 4680.5, "VND_bn"], ["", ""]]
    run = dry_run(content=workbook(rows), name="june.xlsx", by=SYSTEM, at=NOW)
    assert run.errors == ()
    assert [str(one.value) for one in run.changes] == ["4680.5"]


def test_merged_cells_are_named(world: World, revenue) -> None:
    rows = [HEADS.split(","), ["BUDGET_REV", "P", "2024-Q1", 4680.5, "VND_bn"]]
    with pytest.raises(BadInput, match=r"merged: A4:B5") as refused:
        dry_run(content=workbook(rows, merge="A4:B5"), name="june.xlsx", by=SYSTEM, at=NOW)
    assert "Unmerge" in str(refused.value.remedy)


GOOD = ("BUDGET_REV,P,2024-Q1,4680,VND_bn", "BUDGET_REV,D1,2024-Q1,12,VND_bn")


def test_a_good_file_becomes_one_batch_that_keeps_the_file_as_it_came(world: World, revenue) -> None:
    content = csv(*GOOD)
    done = import_figures(content=content, name="june.csv", by=world.actor("specialist"), at=NOW)
    assert done.batch is not None
    assert done.batch.file == KeptFile.objects.get()
    assert (done.batch.kind, done.batch.by, done.batch.observations.count()) == ("import", "Lan", 2)


def test_with_one_bad_cell_nothing_at_all_is_imported(world: World, revenue) -> None:
    content = csv(*GOOD, "BUDGET_REV,P,2024-Q9,5,VND_bn")
    with pytest.raises(BadInput, match="Nothing was imported"):
        import_figures(content=content, name="june.csv", by=world.actor("specialist"), at=NOW)
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()


def test_good_rows_are_imported_only_when_asked_for(world: World, revenue) -> None:
    content = csv(*GOOD, "BUDGET_REV,P,2024-Q9,5,VND_bn")
    done = import_figures(content=content, name="june.csv", accept_good_rows=True, by=world.actor("specialist"), at=NOW)
    assert done.run.bad_rows == 1
    assert Observation.objects.count() == 2


def test_a_failure_while_writing_leaves_nothing_behind(world: World, revenue, monkeypatch) -> None:
    from quarterdeck.figures.actions import log as actions

    def fail(**_kept: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        import_figures(content=csv(*GOOD), name="june.csv", by=world.actor("specialist"), at=NOW)
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()


def test_the_same_file_sent_twice_changes_nothing(world: World, revenue) -> None:
    for _ in range(2):
        done = import_figures(content=csv(*GOOD), name="june.csv", by=world.actor("specialist"), at=NOW)
    assert done.batch is None
    assert Observation.objects.count() == 2


def test_corrections_in_a_file_need_a_reason_of_the_row_or_of_the_file(world: World, revenue) -> None:
    tell(world, revenue, "10")
    run = look(world, "BUDGET_REV,P,2024-Q1,11,VND_bn", "BUDGET_REV,D1,2024-Q1,12,VND_bn")
    assert (len(run.of_kind("new")), len(run.of_kind("changed")), len(run.of_kind("same"))) == (1, 1, 0)
    (error,) = reasons_missing(run, "")
    assert (error.place, error.column) == ("K2", "reason")
    assert with_errors(run, [error]).bad_rows == 1
    assert reasons_missing(run, "Second count") == ()
    content = csv("BUDGET_REV,P,2024-Q1,11,VND_bn")
    with pytest.raises(BadInput):
        import_figures(content=content, name="june.csv", by=SYSTEM, at=NOW)
    import_figures(content=content, name="june.csv", note="Second count", by=SYSTEM, at=NOW)
    assert Observation.objects.latest("id").reason == "Second count"


def test_figures_written_since_the_dry_run_are_not_overwritten_unseen(world: World, revenue) -> None:
    tell(world, revenue, "10")
    run = look(world, "BUDGET_REV,P,2024-Q1,11,VND_bn,,,,,,Typo")
    tell(world, revenue, "10.5")
    done = import_figures(
        content=csv("BUDGET_REV,P,2024-Q1,11,VND_bn,,,,,,Typo"), name="june.csv", seen_batch=run.last_batch,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    assert done.batch is None
    assert Observation.objects.latest("id").value == 10.5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quý I/2024", "2024-Q1"), ("Q4 2023", "2023-Q4"), ("Tháng 3/2024", "2024-M03"), ("T12/2023", "2023-M12"),
        ("2024-03-01", "2024-M03"), ("6 tháng đầu năm 2024", "2024-S1"), ("Năm 2024", "2024"), ("soon", ""),
        ("13/2024", ""),
    ],
)  # fmt: skip
def test_a_period_as_people_write_it_leads_to_its_code(text: str, code: str) -> None:
    assert period_like(text) == code


def test_the_reference_lists_every_column_with_both_heads() -> None:
    from pathlib import Path

    from quarterdeck.figures.rules.importing import COLUMNS

    page = Path(__file__).resolve().parents[2] / "docs/reference/figures-file.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    for one in COLUMNS:
        assert any(line.startswith(f"| `{one.label_en}` | {one.label_vi} |") for line in lines), one
