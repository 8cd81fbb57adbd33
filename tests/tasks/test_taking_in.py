"""A follow-up sheet with headings of its own is read, each row held against the five clears, each bad cell told."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from quarterdeck.core.clarity import Severity
from quarterdeck.core.errors import BadInput, Conflict, Refused, Secret
from quarterdeck.files.models import KeptFile
from quarterdeck.tasks.actions import sheets as actions
from quarterdeck.tasks.actions.sheets import TakenIn, keep_sheet, remember_mapping, take_in_sheet
from quarterdeck.tasks.models import SheetMapping, Task
from quarterdeck.tasks.queries.lists import listed
from quarterdeck.tasks.queries.sheet_columns import days_asked, questions, usual
from quarterdeck.tasks.queries.sheet_drafts import vocabulary
from quarterdeck.tasks.queries.sheet_mappings import Plan, plan_for
from quarterdeck.tasks.queries.sheet_taking import BAD, GOOD, SAME, WARNED, Taking, lacks_result, look, opened
from quarterdeck.tasks.queries.wanted import Wanted
from quarterdeck.tasks.rules.sheets import Field, find_head, proposed
from tests.documents.cast import plan as plan_document
from tests.tasks.follow_up_sheets import BRIDGE, HEADINGS, PLAN, row, workbook
from tests.world import NOW, TODAY, World

REASON = "Đã giao bằng văn bản từ trước; nhập để theo dõi"


def planned(world: World, data: bytes, **values: dict[str, str]) -> Plan:
    """The plan proposed for a sheet, with the defaults that the page proposes."""
    plan = plan_for(opened(data, "so-theo-doi.xlsx"))
    known = {name: {"": said} for name, said in usual(plan, by=world.actor("specialist"), today=TODAY).items() if said}
    for name, some in values.items():
        known[name] = known.get(name, {}) | some
    return Plan(plan.head, plan.fields, known)


def taking(world: World, data: bytes, **values: dict[str, str]) -> Taking:
    plan = planned(world, data, **values)
    return look(opened(data, "so-theo-doi.xlsx"), plan, by=world.actor("specialist"), today=TODAY, lang="vi")


def take_in(world: World, data: bytes, name: str = "specialist", **options: object) -> TakenIn:
    by = world.actor("specialist")
    kept = keep_sheet(name="so-theo-doi.xlsx", media_type="", content=data, by=by, at=NOW)
    return take_in_sheet(sheet=opened(data, "so-theo-doi.xlsx"), plan=planned(world, data), source=kept,
                         by=world.actor(name), at=NOW, **options)  # fmt: skip


def told(of: Taking) -> dict[str, tuple[str, str]]:
    """By cell the rule and the sentence of what blocks."""
    return {one.place: (one.code, str(one.what)) for one in of.remarks(Severity.BLOCKS)}


# -- columns
def test_headings_are_understood_below_a_title_and_in_two_rows() -> None:
    data = workbook(
        ("", "", "Chủ trì", "Phối hợp", "", "", "", "", "", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "", "", "", "", ""),
        row(),
        headings=("TT", "Nội dung chỉ đạo", "Cơ quan thực hiện", "", "Số văn bản", "Ngày văn bản", "Hạn xử lý",
                  "Sản phẩm", "Tình trạng", "Ghi chú"),
        above=("UBND TỈNH", "BIỂU THEO DÕI NHIỆM VỤ QUÝ I"),
    )  # fmt: skip
    head = find_head(opened(data, "a.xlsx"), vocabulary())
    assert (head.last, head.names[2:4]) == (3, ("Chủ trì", "Phối hợp"))
    assert proposed(head.names, vocabulary()) == (
        Field.LEFT_OUT, Field.TEXT, Field.LEAD, Field.COOPERATING, Field.DOCUMENT, Field.ISSUED_ON, Field.DUE,
        Field.RESULT, Field.STATE, Field.LEFT_OUT,
    )  # fmt: skip


def test_a_clear_row_becomes_a_task_with_everything_that_the_sheet_says(world: World) -> None:
    done = take_in(world, workbook(row(helping="Sở Tài chính")), reason=REASON)
    task = Task.objects.get()
    assert done.tasks == (task,)
    assert (task.text_vi, task.lead.code, task.due) == (PLAN, "SGTVT", date(2024, 4, 15))
    assert [one.code for one in task.cooperating.all()] == ["STC"]
    assert (task.accountable_post.code, task.acceptor.code, task.follower_up.code) == (
        "transport", "leader", "specialist",
    )  # fmt: skip
    assert task.events.get().file.name == "so-theo-doi.xlsx"


def test_the_day_of_issue_of_the_sheet_is_kept_and_what_is_late_is_late_from_the_start(world: World) -> None:
    take_in(world, workbook(row(issued=date(2024, 2, 1), due=date(2024, 3, 15))), reason=REASON)
    task = Task.objects.get()
    assert (task.issued_on, task.due) == (date(2024, 2, 1), date(2024, 3, 15))
    assert task.events.get().at == NOW
    assert task.take_on_by is not None
    assert task.take_on_by > TODAY


UGLY = ("TT", "Nội dung công việc được giao", "Cơ quan thực hiện", "", "Thời hạn", "", "Tình hình thực hiện", "")
SECOND = ("", "", "Chủ trì", "Đơn vị PH", "Theo văn bản", "Điều chỉnh", "Kết quả", "Ghi chú")


def ugly(*rows: tuple[object, ...]) -> bytes:
    """Groups of headings in two rows, a lead merged over two tasks, days in several ways, and who signs below."""
    below = (
        ("", "", "", "", "", "Bắc Giang, ngày 15 tháng 3 năm 2024", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "KT. CHÁNH VĂN PHÒNG", "", "", "", "", ""), ("", "Lò Thị Cọ", "Sùng A Lềnh"),
    )  # fmt: skip
    plain = (
        (1, PLAN, "Sở Giao thông vận tải", "", "30/4/2024", "", "Đang tham mưu", ""),
        (2, BRIDGE, "", "", "15-5-2024", "", "", ""), (3, f"{PLAN} (đợt 2)", "STC", "", "5/6/2024", "", "", ""),
    )  # fmt: skip
    merged = ((0, 0, 1, 0, "TT"), (0, 1, 1, 1, UGLY[1]), (2, 2, 3, 2, "Sở Giao thông vận tải"))
    return workbook(SECOND, *(rows or plain), *below, headings=UGLY, merged=merged)


def test_a_sheet_as_offices_really_keep_them_is_understood(world: World) -> None:
    data = ugly()
    plan, of = planned(world, data), taking(world, data, result={"": "Tờ trình kèm phương án xử lý"})
    assert dict(plan.columns)["Nội dung công việc được giao"] is Field.TEXT
    assert dict(plan.columns)["Tình hình thực hiện: Kết quả"] is Field.STATE
    assert dict(plan.columns)["Thời hạn: Theo văn bản"] is Field.DUE
    assert [line.draft.lead and line.draft.lead.code for line in of.lines] == ["SGTVT", "SGTVT", "STC"]
    assert [line.draft.due for line in of.lines] == [date(2024, 4, 30), date(2024, 5, 15), date(2024, 6, 5)]
    assert {line.draft.result for line in of.lines} == {"Tờ trình kèm phương án xử lý"}
    assert [(one.row, one.said, one.day) for one in of.days] == [(4, "15-5-2024", date(2024, 5, 15))]
    assert [one.number for one in of.left_out] == [6, 7, 8]


def test_a_last_task_without_a_day_is_no_signature(world: World) -> None:
    of = taking(world, ugly((1, PLAN, "STC", "", "30/4/2024"), (2, BRIDGE, "STC", "", "")))
    assert [line.row.number for line in of.lines] == [3, 4]


def test_tasks_keep_the_order_of_the_sheet_whatever_their_days(world: World) -> None:
    rows = [row(1, PLAN, issued=date(2024, 3, 1)), row(2, BRIDGE, issued=date(2023, 12, 1))]
    done = take_in(world, workbook(*rows), reason=REASON)
    source = KeptFile.objects.get()
    wanted = Wanted(source=f"sheet:{source.digest}", sort="entered")
    assert list(listed(wanted, world.actor("specialist"), TODAY)) == list(done.tasks)
    assert [task.text_vi for task in done.tasks] == [PLAN, BRIDGE]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("04/26/2024", "04/12/2024"), (date(2024, 4, 26), date(2024, 4, 12))),
        (("26/04/2024", "04/12/2024"), (date(2024, 4, 26), date(2024, 12, 4))),
        (("04/12/2024", "04/12/2024 00:00"), (date(2024, 12, 4), date(2024, 12, 4))),
        ((45408, "45394"), (date(2024, 4, 26), date(2024, 4, 12))),
    ],
)
def test_days_are_read_in_the_order_that_their_column_tells(
    world: World, days: tuple[object, ...], read: tuple[date, ...]
) -> None:
    rows = [row(number, text, due=day) for number, (text, day) in enumerate(zip((PLAN, BRIDGE), days, strict=True))]
    assert tuple(line.draft.due for line in taking(world, workbook(*rows)).lines) == read


def test_where_no_cell_tells_which_comes_first_the_order_is_asked_for_and_remembered(world: World) -> None:
    data = workbook(row(1, PLAN, due="04/12/2024"), row(2, BRIDGE, due="05/11/2024"))
    plan = planned(world, data)
    (asked,) = days_asked(opened(data, "a.xlsx"), plan)
    assert (asked.order, asked.sure, asked.example) == ("d/m/y", False, "04/12/2024")
    assert (asked.day_first, asked.month_first) == (date(2024, 12, 4), date(2024, 4, 12))
    assert days_asked(opened(workbook(row(due="26/04/2024")), "a.xlsx"), plan) == []
    of = taking(world, data, due={"d/m/y": "m/d/y"})
    assert [line.draft.due for line in of.lines] == [date(2024, 4, 12), date(2024, 5, 11)]


def test_a_sheet_that_says_no_result_is_told_so_at_its_columns(world: World, signed_in) -> None:
    rows = [row(number, f"Kiểm tra hiện trường tuyến đường số {number}", result="") for number in (1, 2)]
    data = workbook(*rows)
    assert lacks_result(taking(world, data)) == 2
    assert lacks_result(taking(world, data, result={"": "Báo cáo kiểm tra hiện trường"})) == 0
    kept = keep_sheet(name="a.xlsx", media_type="", content=data, by=world.actor("specialist"), at=NOW)
    client, plan = signed_in("specialist", "en"), planned(world, data)
    fields = {f"column_{place}": field.value for place, field in enumerate(plan.fields)}
    names = {f"default_{name}": some.get("", "") for name, some in plan.values.items()}
    path = reverse("tasks:sheet_columns", args=[kept.digest])
    refused = client.post(path, fields | names | {"name": "Sổ", "version": "0"})
    page = refused.content.decode()
    assert "error-summary" in page
    assert "all 2 rows would be refused" in page
    assert "a written report on what was done" in page
    told = {"name": "Sổ", "version": "0", "default_result": "Báo cáo kiểm tra hiện trường"}
    assert client.post(path, fields | names | told).status_code == 302


# -- what is wrong, where, and what to do
@pytest.mark.parametrize(
    ("cells", "place", "code"),
    [
        ({"lead": "Sở Tài chính và Sở Giao thông vận tải"}, "C2", "R1"),
        ({"lead": "Các sở, ngành"}, "C2", "P4"),
        ({"lead": "Phòng Nghiệp vụ 3"}, "C2", "R1"),
        ({"due": date(2024, 3, 20)}, "G2", "T1"),
        ({"due": "thường xuyên"}, "G2", "T1"),
        ({"issued": date(2024, 5, 2)}, "F2", "T1"),
        ({"issued": "tháng trước"}, "F2", "T1"),
        ({"text": "Tăng cường phối hợp với các cơ quan liên quan"}, "B2", "W3"),
    ],
)
def test_a_bad_cell_is_told_with_its_address_the_rule_and_the_remedy(
    world: World, cells: dict[str, object], place: str, code: str
) -> None:
    of = taking(world, workbook(row(**cells)))
    assert [one.kind for one in of.lines] == [BAD]
    found = [one for one in of.remarks(Severity.BLOCKS) if (one.place, one.code) == (place, code)]
    assert found, told(of)
    assert str(found[0].remedy)


def test_a_holiday_as_the_due_date_is_warned_of_with_the_next_working_day(world: World) -> None:
    of = taking(world, workbook(row(due=date(2024, 4, 18))))
    (one,) = [one for one in of.remarks(Severity.WARNS) if (one.place, one.code) == ("G2", "T1")]
    assert "19" in str(one.remedy)


def test_two_leads_are_asked_back_with_the_first_as_the_proposal(world: World) -> None:
    of = taking(world, workbook(row(lead="Sở Tài chính; Sở Giao thông vận tải")))
    (one,) = [one for one in of.remarks(Severity.BLOCKS) if one.code == "R1"]
    assert str(one.remedy) == "Leave “Sở Tài chính” as the lead and name the others as cooperating."


@pytest.mark.parametrize(("words", "day"), [("trước ngày 16/4/2024", date(2024, 4, 15)),
                                            ("quý II/2024", date(2024, 6, 30))])  # fmt: skip
def test_a_due_date_in_words_is_said_as_it_is_read(world: World, words: str, day: date) -> None:
    of = taking(world, workbook(row(due=words)))
    said = [
        one for line in of.lines for one in line.remarks if one.field is Field.DUE and "is read as" in str(one.what)
    ]
    assert [one.what.params for one in said] == [{"words": words, "day": day}]


def test_a_document_that_is_not_registered_is_warned_of(world: World) -> None:
    of = taking(world, workbook(row(document="999/QĐ-UBND")))
    assert [one.kind for one in of.lines] == [WARNED]
    assert "The register has no document 999/QĐ-UBND." in [str(one.what) for one in of.lines[0].remarks]


def test_a_document_is_found_among_other_words_and_one_nearly_so_numbered_is_proposed(world: World) -> None:
    made = plan_document(world)
    data = workbook(row(document="KH số 96/KH-UBND ngày 3/3/2024"), row(2, BRIDGE, document="96/KH-TTg"))
    good, near = taking(world, data).lines
    assert good.draft.document == made
    assert {"number": "96/KH-UBND"} in [one.remedy.params for one in near.remarks if one.code == "K5"]


# -- rows that are none
def test_groups_and_what_is_done_or_withdrawn_are_left_out_with_the_reason(world: World) -> None:
    of = taking(world, workbook(
        ("I", "LĨNH VỰC GIAO THÔNG", *[""] * 8), row(1), ("", "Nhóm việc khác", *[""] * 8),
        row(2, BRIDGE, state="Đã hoàn thành"), row(3, "Trình đề án xe buýt điện", state="thu hồi"),
        row(4, "Trình đề án bến xe", state="Đã hoàn thành ngày 20/3/2024."),
        row(5, "Trình đề án đường tránh", state="hoàn thành 50/120"),
    ))  # fmt: skip
    assert [one.row.number for one in of.lines] == [3, 8]
    assert [(one.number, str(one.why)[:10]) for one in of.left_out] == [
        (2, "a heading,"), (4, "a heading,"), (5, "done, as t"), (6, "withdrawn,"), (7, "done, as t"),
    ]  # fmt: skip


def test_a_numbered_row_without_lead_or_day_is_no_heading_but_a_bad_row(world: World) -> None:
    of = taking(world, workbook((1, PLAN, *[""] * 8)))
    assert [one.kind for one in of.lines] == [BAD]


# -- all, none, or the good ones
def test_with_a_bad_row_nothing_is_taken_in(world: World) -> None:
    with pytest.raises(BadInput, match="Nothing was taken in: 1 rows are not clear"):
        take_in(world, workbook(row(), row(2, BRIDGE, "Các sở, ngành")), reason=REASON)
    assert not Task.objects.exists()


def test_the_good_rows_alone_are_taken_in_where_that_is_chosen(world: World) -> None:
    done = take_in(world, workbook(row(), row(2, BRIDGE, "Các sở, ngành")), reason=REASON, good_only=True)
    assert [one.text_vi for one in done.tasks] == [PLAN]


def test_a_failure_in_the_middle_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = actions.issue_task

    def fails_at_the_second(**given: object) -> Task:
        if Task.objects.exists():
            raise Conflict("Somebody was faster.")
        return issue(**given)

    monkeypatch.setattr(actions, "issue_task", fails_at_the_second)
    with pytest.raises(Conflict):
        take_in(world, workbook(row(), row(2, BRIDGE)), reason=REASON)
    assert not Task.objects.exists()


def test_what_the_check_warns_of_needs_a_reason_that_is_kept_with_the_task(world: World) -> None:
    data = workbook(row(document="999/QĐ-UBND"))
    with pytest.raises(BadInput):
        take_in(world, data)
    take_in(world, data, reason=REASON)
    event = Task.objects.get().events.get()
    assert event.note_vi.startswith(REASON)
    assert "999/QĐ-UBND" in event.note_vi
    assert "999/QĐ-UBND" in event.note_en


def test_the_same_sheet_taken_in_twice_issues_its_tasks_once(world: World) -> None:
    data = workbook(row(), row(2, BRIDGE))
    take_in(world, data, reason=REASON)
    assert [one.kind for one in taking(world, data).lines] == [SAME, SAME]
    assert take_in(world, data, reason=REASON).tasks == ()
    assert Task.objects.count() == 2


def test_a_row_that_stands_twice_is_told(world: World) -> None:
    of = taking(world, workbook(row(), row(2)))
    assert of.lines[1].kind == BAD
    assert told(of)["B3"] == ("W5", "The same task stands in row 2.")


def test_where_the_sheet_would_do_something_else_by_now_nothing_is_written(world: World) -> None:
    done = take_in(world, workbook(row()), reason=REASON, seen=2)
    assert done.tasks == ()
    assert not Task.objects.exists()


def test_only_whoever_issues_tasks_takes_a_sheet_in(world: World) -> None:
    with pytest.raises(Refused):
        take_in(world, workbook(row()), name="district")


def test_a_sheet_that_is_marked_secret_is_not_kept(world: World) -> None:
    with pytest.raises(Secret):
        keep_sheet(name="tuyet-mat MẬT.xlsx", media_type="", content=workbook(row()), by=world.actor("specialist"),
                   at=NOW)  # fmt: skip


# -- mappings
def remember(world: World, data: bytes, at: datetime = NOW, **options: object) -> SheetMapping:
    plan = planned(world, data)
    columns = {name: field.value for name, field in plan.columns}
    given = {"name": "Sổ của Văn phòng", "values": plan.values, "columns": columns} | options
    return remember_mapping(head=plan.head, by=world.actor("specialist"), at=at, **given)


def test_a_mapping_is_remembered_for_the_next_sheet_with_the_same_headings(world: World) -> None:
    data = workbook(row())
    columns = {name: "leave_out" for name in HEADINGS} | {
        "Nội dung công việc": "text", "Chủ trì": "lead", "Thời hạn hoàn thành": "due"
    }  # fmt: skip
    remember(world, data, columns=columns)
    plan = plan_for(opened(workbook(row(text=BRIDGE)), "another.xlsx"))
    assert plan.name == "Sổ của Văn phòng"
    assert dict(plan.columns)["Sản phẩm"] is Field.LEFT_OUT


def test_whom_a_name_means_is_asked_once_and_remembered(world: World) -> None:
    data = workbook(row(lead="Phòng Hạ tầng"), row(2, BRIDGE, "Phòng Hạ tầng"))
    (asked,) = questions(opened(data, "a.xlsx"), planned(world, data), by=world.actor("specialist"), today=TODAY)
    assert (asked.field, asked.said, asked.times) == (Field.LEAD, "Phòng Hạ tầng", 2)
    of = taking(world, data, lead={"Phòng Hạ tầng": "SGTVT"})
    assert {one.draft.lead.code for one in of.lines} == {"SGTVT"}
    assert BAD not in {one.kind for one in of.lines}


def test_a_name_nearly_right_is_proposed(world: World) -> None:
    data = workbook(row(lead="Sở Giao thông"))
    (asked,) = questions(opened(data, "a.xlsx"), planned(world, data), by=world.actor("specialist"), today=TODAY)
    assert asked.near == "Sở Giao thông vận tải"


def test_a_mapping_without_a_lead_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="No column means"):
        remember(world, workbook(row()), columns={"Nội dung công việc": "text", "Thời hạn hoàn thành": "due"})


def test_two_columns_cannot_mean_the_same(world: World) -> None:
    columns = {"Nội dung công việc": "text", "Chủ trì": "lead", "Thời hạn hoàn thành": "due", "Ngày giao": "due"}
    with pytest.raises(BadInput, match="Two columns mean"):
        remember(world, workbook(row()), columns=columns)


def test_two_people_do_not_overwrite_each_others_mapping(world: World) -> None:
    first = remember(world, workbook(row()))
    remember(world, workbook(row()), seen_version=first.version)
    with pytest.raises(Conflict):
        remember(world, workbook(row()), seen_version=first.version)


def test_a_name_of_a_mapping_belongs_to_its_headings(world: World) -> None:
    remember(world, workbook(row()))
    other = workbook(row()[:-1], headings=HEADINGS[:-1])
    with pytest.raises(BadInput, match="other headings"):
        remember(world, other)


def test_a_sheet_without_headings_is_refused_with_the_remedy(world: World) -> None:
    with pytest.raises(BadInput, match="no row near the top names its columns"):
        plan_for(opened(workbook((1,), (2,), headings=("3",)), "a.xlsx"))


def test_clear_rows_are_good(world: World) -> None:
    assert {one.kind for one in taking(world, workbook(row())).lines} <= {GOOD, WARNED}
