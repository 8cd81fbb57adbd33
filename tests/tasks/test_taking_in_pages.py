"""The pages and the command that take in a follow-up sheet, and that the list taken away comes back as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quarterdeck.tasks.cli.group import tasks
from quarterdeck.tasks.models import SheetMapping, Task
from tests.tasks.cast import issued
from tests.tasks.follow_up_sheets import BRIDGE, HEADINGS, PLAN, row, workbook
from tests.world import World

SignIn = Callable[..., Client]
REASON = "Đã giao bằng văn bản từ trước"


def sent(client: Client, data: bytes, name: str = "so-theo-doi.xlsx") -> str:
    """Where sending the sheet leads to."""
    answer = client.post(reverse("tasks:sheet_send"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def chosen(client: Client, address: str, **more: str) -> str:
    """Where choosing the columns as proposed leads to."""
    form = client.get(address).context["form"]
    values = {one.html_name: one.value() or "" for one in form} | more
    answer = client.post(address, values)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_a_sheet_is_walked_from_its_file_to_its_tasks(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(row(), row(2, BRIDGE)))
    page = client.get(address).content.decode()
    assert "Nội dung công việc" in page
    look = chosen(client, address, name="Sổ của Văn phòng")
    shown = client.get(look).content.decode()
    assert PLAN in shown
    assert not Task.objects.exists()
    answer = client.post(look, {"seen": "2", "reason": REASON}, follow=True)
    assert "Đã nhập 2 nhiệm vụ." in answer.content.decode()
    assert Task.objects.count() == 2


def test_the_next_sheet_with_the_same_headings_goes_straight_to_what_it_would_do(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in("specialist")
    chosen(client, sent(client, workbook(row())))
    assert sent(client, workbook(row(text=BRIDGE)), "thang-sau.xlsx").endswith("/look/")


def test_a_bad_cell_stands_on_the_page_with_its_address_in_the_readers_language(
    world: World, signed_in: SignIn
) -> None:
    for language, words in (("vi", "không phải là một cơ quan"), ("en", "is no organisation")):
        client = signed_in("specialist", language)
        look = sent(client, workbook(row(lead="Các sở, ngành")))
        page = client.get(look if look.endswith("/look/") else chosen(client, look)).content.decode()
        assert words in page
        assert "C2<" in page


def test_with_a_bad_row_the_page_refuses_the_whole_and_offers_the_good_rows(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    look = chosen(client, sent(client, workbook(row(), row(2, BRIDGE, "Các sở, ngành"))))
    refused = client.post(look, {"seen": "1", "reason": REASON})
    assert "Chưa nhập nhiệm vụ nào: 1 dòng chưa rõ." in refused.content.decode()
    assert not Task.objects.exists()
    client.post(look, {"seen": "1", "reason": REASON, "good_only": "1"})
    assert [one.text_vi for one in Task.objects.all()] == [PLAN]


def test_an_unknown_name_is_answered_on_the_page_and_remembered(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(row(lead="Phòng Hạ tầng")))
    look = chosen(client, address, meant_0="Sở Giao thông vận tải")
    client.post(look, {"seen": "1", "reason": REASON})
    assert Task.objects.get().lead.code == "SGTVT"
    assert SheetMapping.objects.get().values["lead"]["Phòng Hạ tầng"] == "Sở Giao thông vận tải"


def test_an_answer_can_be_corrected(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(row(lead="Phòng Hạ tầng")))
    chosen(client, address, meant_0="Sở Tài chính")
    assert client.get(address).context["form"]["meant_0"].value() == "Sở Tài chính"
    chosen(client, address, meant_0="Sở Giao thông vận tải")
    assert SheetMapping.objects.get().values["lead"] == {"Phòng Hạ tầng": "Sở Giao thông vận tải"}


def test_a_name_that_is_only_like_another_is_proposed_but_never_put_in(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(row(lead="Sở Giao thông")))
    form = client.get(address).context["form"]
    assert (form["meant_0"].value(), form.fields["meant_0"].widget.attrs["placeholder"]) == (
        "", "có phải là Sở Giao thông vận tải",
    )  # fmt: skip


def test_without_anybody_who_assigned_the_tasks_the_columns_are_asked_back(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(row()))
    values = {one.html_name: one.value() or "" for one in client.get(address).context["form"]}
    answer = client.post(address, values | {"default_assigner": ""})
    assert "Không có cột nào ghi ai giao nhiệm vụ" in answer.content.decode()


def test_a_file_that_is_no_sheet_is_refused_with_the_remedy(world: World, signed_in: SignIn) -> None:
    answer = signed_in("specialist", "en").post(
        reverse("tasks:sheet_send"), {"file": SimpleUploadedFile("a.xlsx", b"not a workbook")}
    )
    assert "The file is not a workbook, whatever its name ends with. Send .xlsx" in answer.content.decode()


@pytest.mark.parametrize("step", ["sheet_columns", "sheet_look"])
def test_a_file_that_was_never_sent_is_not_found(world: World, signed_in: SignIn, step: str) -> None:
    assert signed_in("specialist").get(reverse(f"tasks:{step}", args=["0" * 64])).status_code == 404


def test_a_district_does_not_reach_the_pages(world: World, signed_in: SignIn) -> None:
    assert signed_in("district").get(reverse("tasks:sheet_send")).status_code == 403


def test_the_pages_make_few_queries_however_many_rows(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist")
    address = sent(client, workbook(*(row(n, f"{PLAN}, điểm số {n}") for n in range(1, 41))))
    look = chosen(client, address)
    for one in (address, look):
        with CaptureQueriesContext(connection) as queries:
            client.get(one)
        assert len(queries) <= 20, one


def test_the_list_taken_away_comes_back_as_already_there(world: World, signed_in: SignIn, tmp_path: Path) -> None:
    issued(world)
    out = tmp_path / "tasks.xlsx"
    CliRunner().invoke(tasks, ["export", "--out", str(out), "--lang", "vi"])
    done = CliRunner().invoke(tasks, ["import", str(out), "--dry-run"])
    assert done.exit_code == 0, done.output
    assert "1 tasks: 0 clear, 0 with a warning, 0 not clear, 1 already there" in done.output


def test_the_list_of_one_store_becomes_the_tasks_of_another(world: World, tmp_path: Path) -> None:
    task = issued(world)
    out = tmp_path / "tasks.csv"
    CliRunner().invoke(tasks, ["export", "--out", str(out), "--lang", "vi"])
    out.write_text(out.read_text(encoding="utf-8-sig").replace(task.code, "NV-2023-900"), encoding="utf-8")
    done = CliRunner().invoke(tasks, ["import", str(out), "--as", "specialist", "--reason", REASON])
    assert done.exit_code == 0, done.output
    made = Task.objects.exclude(pk=task.pk).get()
    same = ("text_vi", "lead", "accountable_post", "follower_up", "acceptor", "due", "result_kind", "result_vi")
    assert [getattr(made, name) for name in same] == [getattr(task, name) for name in same]


def test_the_command_tells_every_bad_cell_and_writes_nothing(world: World, tmp_path: Path) -> None:
    file = tmp_path / "so.xlsx"
    file.write_bytes(workbook(row(), row(2, BRIDGE, "Các sở, ngành")))
    done = CliRunner().invoke(tasks, ["import", str(file), "--as", "specialist"])
    assert done.exit_code == 1
    assert "Theo dõi, C3 lead “Các sở, ngành” P4: “Các sở, ngành” is no organisation" in done.output
    assert "Nothing was taken in." in done.output
    assert not Task.objects.exists()


def test_the_command_reads_columns_and_names_as_it_is_told(world: World, tmp_path: Path) -> None:
    file = tmp_path / "so.xlsx"
    headings = ("STT", "Công tác phải làm ngay", *HEADINGS[2:])
    file.write_bytes(workbook(row(lead="P. Hạ tầng"), headings=headings))
    options = ["--column", "Công tác phải làm ngay=text", "--means", "lead:P. Hạ tầng=SGTVT", "--reason", REASON]
    done = CliRunner().invoke(tasks, ["import", str(file), "--as", "specialist", *options])
    assert done.exit_code == 0, done.output
    assert Task.objects.get().lead.code == "SGTVT"
    again = CliRunner().invoke(tasks, ["import", str(file), "--as", "specialist", "--dry-run"])
    assert "1 already there" in again.output


@pytest.mark.parametrize(
    ("option", "words"),
    [(("--column", "Không có=text"), "The sheet has no heading"), (("--default", "owner=x"), "names no field")],
)
def test_an_option_that_names_nothing_is_refused(
    world: World, tmp_path: Path, option: tuple[str, str], words: str
) -> None:
    file = tmp_path / "so.xlsx"
    file.write_bytes(workbook(row()))
    done = CliRunner().invoke(tasks, ["import", str(file), *option])
    assert done.exit_code == 1
    assert words in done.output
