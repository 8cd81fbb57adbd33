"""Lists of tasks are taken away with every column, as a workbook that can be filtered, in either language."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from quarterdeck.tasks.actions import report_progress
from quarterdeck.tasks.cli.group import tasks
from tests.tasks.cast import DUE, issued, taken
from tests.world import NOW, World

SignIn = Callable[..., Client]


def book_of(signed_in: SignIn, language: str) -> openpyxl.Workbook:
    answer = signed_in("specialist", language).get(reverse("tasks:export", args=["xlsx"]))
    return openpyxl.load_workbook(BytesIO(answer.content))


def test_the_workbook_has_a_frozen_head_and_filters_over_every_row(world: World, signed_in: SignIn) -> None:
    issued(world)
    issued(world, text_vi="Trình kế hoạch sửa chữa cầu Bố Hạ", text_en="")
    sheet = book_of(signed_in, "en").worksheets[0]
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == f"A3:{sheet.cell(3, sheet.max_column).column_letter}5"


def test_days_are_days_and_numbers_are_numbers(world: World, signed_in: SignIn) -> None:
    issued(world)
    sheet = book_of(signed_in, "en").worksheets[0]
    row = dict(zip([cell.value for cell in sheet[3]], [cell.value for cell in sheet[4]], strict=True))
    assert row["Due"] == datetime(DUE.year, DUE.month, DUE.day)
    assert (row["Days late"], row["Extensions granted"]) == (0, 0)


def test_what_was_last_reported_stands_beside_the_task(world: World, signed_in: SignIn) -> None:
    task = taken(world)
    for note in ("Đã khảo sát 3/5 điểm", "Đã khảo sát 5/5 điểm"):
        report_progress(task=task, note=note, by=world.actor("transport"), at=NOW)
    sheet = book_of(signed_in, "vi").worksheets[0]
    row = dict(zip([cell.value for cell in sheet[3]], [cell.value for cell in sheet[4]], strict=True))
    assert row["Báo cáo gần nhất"] == "Đã khảo sát 5/5 điểm"


@pytest.mark.parametrize(("language", "head"), [("vi", "Chủ trì"), ("en", "Lead")])
def test_the_command_writes_the_list_in_either_language(
    world: World, tmp_path: Path, language: str, head: str
) -> None:  # fmt: skip
    issued(world)
    out = tmp_path / "tasks.xlsx"
    done = CliRunner().invoke(tasks, ["export", "--out", str(out), "--lang", language])
    assert (done.exit_code, done.output) == (0, f"Wrote 1 tasks to {out}\n")
    assert head in [cell.value for cell in openpyxl.load_workbook(out).worksheets[0][3]]


def test_the_command_narrows_as_the_page_does(world: World, tmp_path: Path) -> None:
    issued(world)
    issued(world, due=date(2024, 4, 26), lead=world.organisations["STC"], accountable_post=world.posts["finance"])
    out = tmp_path / "tasks.csv"
    CliRunner().invoke(tasks, ["export", "--out", str(out), "--organisation", "STC", "--set", "open_in_time"])
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "2024-04-26" in lines[1]


def test_the_command_refuses_a_kind_of_file_that_it_does_not_write(world: World, tmp_path: Path) -> None:
    done = CliRunner().invoke(tasks, ["export", "--out", str(tmp_path / "tasks.pdf")])
    assert done.exit_code == 2
    assert "Let the name of the file end in .xlsx or .csv." in done.output
