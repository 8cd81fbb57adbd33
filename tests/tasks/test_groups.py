"""A collective order becomes one task for each unit, each as clear as any, and is followed as one row."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import backlinks
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.actions import Order, cancel_task, issue_group, issue_task
from quarterdeck.tasks.models import Task, TaskGroup
from quarterdeck.tasks.queries import groups
from quarterdeck.tasks.rules import OFFICIAL, Bucket
from tests.tasks.cast import UNCLEAR_VI, WHY, conclusion, moment, order
from tests.world import LONG_AGO, NOW, TODAY, World

pytestmark = pytest.mark.store
SignIn = Callable[..., Client]
ALL = "Các sở, ngành trình phương án tiết kiệm 10 tỷ đồng chi thường xuyên"
BODIES = {"SYT": "Sở Y tế", "SXD": "Sở Xây dựng", "SNV": "Sở Nội vụ"}


@pytest.fixture
def departments(world: World) -> list[Organisation]:
    """Three departments with a director each, beside those of the cast."""
    made = []
    for code, name in BODIES.items():
        body = Organisation.objects.create(code=code, name_vi=name, name_en=f"Department {code}", kind="department",
                                           line="state", area=world.areas["P"])  # fmt: skip
        post = Post.objects.create(code=f"{code}-GD", organisation=body, name_vi=f"Giám đốc {name}",
                                   name_en=f"Director of {code}", role="unit_leader")  # fmt: skip
        Membership.objects.create(post=post, holder=f"Người giữ {code}", valid_from=LONG_AGO)
        made.append(body)
    return made


def orders(world: World, bodies: list[Organisation], **fields: object) -> list[Order]:
    """The same clear order to each body."""
    return [
        order(world, lead=body, accountable_post=Post.objects.get(code=f"{body.code}-GD"), **fields) for body in bodies
    ]


def issued(world: World, bodies: list[Organisation], **fields: object) -> TaskGroup:
    """A collective order issued by Lan."""
    said = fields.pop("conclusion", None)
    return issue_group(orders=orders(world, bodies, **fields), text_vi=ALL, conclusion=said, reason=WHY,  # type: ignore[arg-type] # by name
                       by=world.actor("specialist"), at=NOW)  # fmt: skip


def form(**fields: object) -> dict[str, object]:
    """The form for all departments, filled in."""
    plain: dict[str, object] = {
        "text": f"{ALL} chậm nhất ngày 12/04/2024", "units": ["set:departments"], "assigner": "Chủ tịch UBND tỉnh",
        "follower_up": "Chuyên viên tổng hợp", "acceptor": "Chủ tịch UBND tỉnh", "result": "Phương án tiết kiệm",
        "result_kind": "document", "evidence": "Văn bản đã ký", "form_key": "g1", "reason-K5": "Việc của năm",
    }  # fmt: skip
    return plain | fields


def test_each_unit_gets_a_task_and_the_order_is_one_row(world: World, departments: list[Organisation]) -> None:
    group = issued(world, departments)
    tasks = Task.objects.filter(group=group)
    assert {one.lead.code for one in tasks} == set(BODIES)
    assert group.text_vi == ALL
    assert Line.objects.get(act="task.group_issued").detail["leads"] == list(BODIES)
    (row,) = groups.rows(list(groups.groups()), TODAY)
    assert (row.count.total, row.count.buckets[Bucket.OPEN_IN_TIME]) == (3, 3)


def test_the_four_counts_of_a_row_add_up_and_the_worst_lateness_is_told(
    world: World, departments: list[Organisation]
) -> None:
    group = issued(world, departments)
    first = group.tasks.order_by("pk")[0]
    cancel_task(task=first, reason="Không còn cần", by=world.actor("specialist"), at=moment(TODAY))
    (row,) = groups.rows([group], date(2024, 4, 25))
    assert sum(row.count.buckets[bucket] for bucket in OFFICIAL) == row.count.total == 2
    assert (row.count.issued, row.worst) == (3, 10)


def test_one_unclear_task_leaves_none_issued_and_names_the_unit(world: World, departments: list[Organisation]) -> None:
    made = orders(world, departments)
    made[1] = order(world, lead=departments[1], accountable_post=made[1].accountable_post, evidence_vi="")
    with pytest.raises(BadInput, match="Sở Xây dựng") as refusal:
        issue_group(orders=made, text_vi=ALL, reason=WHY, by=world.actor("specialist"), at=NOW)
    assert refusal.value.place == "units"
    assert not TaskGroup.objects.exists()
    assert not Task.objects.exists()


def test_a_unit_twice_or_one_unit_alone_is_no_collective(world: World, departments: list[Organisation]) -> None:
    for bodies in (departments[:1], [departments[0], departments[0]]):
        with pytest.raises(BadInput, match="two units at least"):
            issued(world, bodies)


def test_a_conclusion_fanned_out_leads_to_its_row_and_is_issued_once(
    world: World, departments: list[Organisation]
) -> None:
    said = conclusion(world, text_vi=ALL)
    group = issued(world, departments, conclusion=said)
    said.refresh_from_db()
    assert said.state == Conclusion.ISSUED
    (link,) = backlinks("conclusion", "2024-Q1/1")
    assert link.url == reverse("tasks:group", args=[group.code])
    with pytest.raises(Conflict, match="already been issued"):
        issued(world, departments, conclusion=said)


def test_the_form_fans_a_collective_out_with_the_name_of_each_unit(
    world: World, departments: list[Organisation], signed_in: SignIn
) -> None:
    client = signed_in("specialist")
    chosen = [*BODIES]
    for _time in range(2):  # the same form sent twice issues them once
        answer = client.post(reverse("tasks:new"), form(units=chosen))
        assert answer.headers["Location"] == reverse("tasks:group", args=["NVC-2024-001"])
    texts = set(Task.objects.values_list("lead__code", "text_vi", "accountable_post__code"))
    assert texts == {
        (code, f"{name} trình phương án tiết kiệm 10 tỷ đồng chi thường xuyên chậm nhất ngày 12/04/2024", f"{code}-GD")
        for code, name in BODIES.items()
    }
    page = client.get(reverse("tasks:group", args=["NVC-2024-001"])).content.decode()
    assert all(name in page for name in BODIES.values())
    listed = client.get(f"{reverse('tasks:index')}?group=NVC-2024-001").content.decode()
    assert "NV-2024-003" in listed


def test_a_collective_in_the_sentence_proposes_the_units_it_may_mean(
    world: World, departments: list[Organisation], signed_in: SignIn
) -> None:
    page = signed_in("specialist").post(reverse("tasks:check"), form(units=[])).content.decode()
    assert 'data-fill="units" data-value="set:departments"' in page
    taken = signed_in("specialist").post(reverse("tasks:new"), form(units=[], take="units=set:departments"))
    assert "Sẽ giao 6 nhiệm vụ" in taken.content.decode()  # the three of the cast too


def test_a_unit_without_a_head_is_told_before_anything_is_issued(
    world: World, departments: list[Organisation], signed_in: SignIn
) -> None:
    Organisation.objects.create(code="SCT", name_vi="Sở Công Thương", name_en="SCT", kind="department", line="state",
                                area=world.areas["P"])  # fmt: skip
    answer = signed_in("specialist").post(reverse("tasks:new"), form(units=["SYT", "SCT"]))
    assert "chưa có chức danh chịu trách nhiệm: Sở Công Thương" in answer.content.decode()
    assert not Task.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_of_groups_say_what_they_are_with_and_without_one(
    world: World, departments: list[Organisation], signed_in: SignIn, language: str
) -> None:
    client = signed_in("specialist", language)
    empty = client.get(reverse("tasks:groups")).content.decode()
    assert {"vi": "Chưa có nhiệm vụ nào giao chung", "en": "Nothing has been ordered"}[language] in empty
    group = issued(world, departments)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("tasks:groups")).content.decode()
    assert group.code in page
    assert len(queries) <= 20
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("tasks:group", args=[group.code])).status_code == 200
    assert len(queries) <= 20
    assert client.get(reverse("tasks:group", args=["NVC-1999-001"])).status_code == 404


def test_an_unclear_collective_stays_word_for_word(world: World, departments: list[Organisation]) -> None:
    with pytest.raises(BadInput, match="W3"):
        issued(world, departments, text_vi=UNCLEAR_VI)
    assert not TaskGroup.objects.exists()


def test_what_waits_to_be_made_clear_is_listed_with_its_owner_its_day_and_what_is_missing(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in("specialist")
    assert "Không có kết luận nào chờ làm rõ" in client.get(reverse("tasks:unclear")).content.decode()
    conclusion(world)
    client.post(reverse("tasks:keep"), {"conclusion": "2024-Q1/1", "text": UNCLEAR_VI, "form_key": "k"})
    page = client.get(reverse("tasks:unclear")).content.decode()
    assert UNCLEAR_VI in page
    assert "Chuyên viên tổng hợp" in page
    assert "03/04/2024" in page
    assert "rõ việc" in page
    assert f"{reverse('tasks:new')}?conclusion=2024-Q1/1" in page


def test_the_letter_tells_which_warnings_were_overridden_by_whom_and_why(
    world: World, departments: list[Organisation], signed_in: SignIn
) -> None:
    group = issued(world, departments)
    page = signed_in("leader").get(reverse("tasks:task", args=[group.tasks.first().code])).content.decode()
    assert "Vẫn giao dù có cảnh báo" not in page  # it leads back to the order to all
    task = issue_task(order=order(world), reason=WHY, by=world.actor("specialist"), at=NOW)
    page = signed_in("leader").get(reverse("tasks:task", args=[task.code])).content.decode()
    assert "Vẫn giao dù có cảnh báo" in page
    assert WHY in page
    assert "Chuyên viên tổng hợp" in page


def test_the_other_language_names_each_unit_too_and_the_row_keeps_the_order_to_all(
    world: World, departments: list[Organisation], signed_in: SignIn
) -> None:
    english = "All departments submit the plan to save 10 billion VND by 12 April 2024"
    sent = form(units=[*BODIES], text_other=english, result_other="The savings plan", evidence_other="Signed document")
    assert signed_in("specialist").post(reverse("tasks:new"), sent).status_code == 302
    group = TaskGroup.objects.get()
    one = group.tasks.get(lead__code="SYT")
    assert (group.text_en, one.text_en) == (english, english.replace("All departments", "Department SYT"))
    assert one.text_vi.startswith("Sở Y tế trình phương án")
    page = signed_in("leader", "en").get(reverse("tasks:group", args=[group.code])).content.decode()
    assert english in page
