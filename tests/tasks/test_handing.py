"""Open tasks pass from a post that ends to another by hand, on record; the tasks stay what they were."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.notices.models import Receipt
from quarterdeck.people.models import Membership, Post
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.courses import differing
from quarterdeck.tasks.queries.handing import gone, named, post_of
from quarterdeck.tasks.queries.parts import contributions
from tests.tasks.cast import accepted, issued, moment, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import LONG_AGO, NOW, TODAY, World

pytestmark = pytest.mark.store
LATER = moment(date(2024, 4, 20))


def deputy(world: World, body: str = "SGTVT", role: str = "unit_leader", code: str = "deputy") -> Post:
    post = Post.objects.create(code=code, organisation=world.organisations[body], name_vi="Phó Giám đốc",
                               name_en="Deputy Director", role=role)  # fmt: skip
    Membership.objects.create(post=post, holder="Dũng", valid_from=LONG_AGO)
    return post


def handed(world: World, heir: Post, *tasks: Task, origin: str = "transport", who: str = "specialist") -> list[Task]:
    return actions.hand_over(origin=world.posts[origin], heir=heir, codes=[one.code for one in tasks],
                             reason="Quyết định 120/QĐ-UBND", by=world.actor(who), at=LATER)  # fmt: skip


def test_a_task_passes_with_its_due_date_and_its_lateness_and_counts_once(world: World) -> None:
    task, day = taken(world), date(2024, 4, 22)
    before = queries.stand(queries.task(task.code), day)
    handed(world, deputy(world), task)
    after = queries.stand(queries.task(task.code), day)
    assert after.task.accountable_post.code == "deputy"
    assert replace(after.standing, state="taken_on") == before.standing
    assert (after.standing.bucket, after.task.lead.code, Task.objects.count()) == ("open_overdue", "SGTVT", 1)
    event = queries.events(task).last()
    assert event is not None
    assert event.kind == "handed_over"
    assert event.note_en.startswith("Accountable post: Director of the Department of Transport → Deputy Director")
    assert "120/QĐ-UBND" in event.note_vi
    assert differing() == []


def test_whoever_answers_for_it_now_takes_it_on_by_a_day_of_their_own_and_silence_takes_it_on(world: World) -> None:
    task = taken(world)
    handed(world, world.posts["finance"], task)
    of = queries.task(task.code)
    assert (of.state, of.take_on_again_by) == ("passed_on", date(2024, 4, 24))  # three working days, as at the issue
    assert queries.stand(of, date(2024, 4, 25)).standing.state == "taken_on"
    told = Receipt.objects.get(post=world.posts["finance"], kind="task.transferred")
    assert (told.message.about, told.due) == (task.code, date(2024, 4, 24))
    with pytest.raises(Conflict, match="not yet taken on"):
        actions.report_progress(task=of, note="Đang làm", by=world.actor("finance"), at=LATER)
    actions.take_on(task=of, by=world.actor("finance"), at=LATER)
    assert queries.task(task.code).state == "taken_on"
    assert differing() == []


def test_a_body_that_comes_to_lead_cooperates_no_longer(world: World) -> None:
    finance = world.organisations["STC"]
    task = taken(world, cooperating=[finance], parts=[actions.Part(finance, "Thẩm định dự toán", "", None)])
    handed(world, world.posts["finance"], task)
    of = queries.task(task.code)
    assert (of.lead, list(of.cooperating.all()), list(contributions(of))) == (finance, [], [])
    event = queries.events(task).last()
    assert event is not None
    assert "Cooperating: Sở Tài chính" not in event.note_en
    assert "Cooperating: Department of Finance → –" in event.note_en


def test_where_only_another_post_follows_it_up_nobody_takes_it_on_anew(world: World) -> None:
    task = taken(world)
    handed(world, world.posts["office_head"], task, origin="specialist")
    assert (queries.task(task.code).state, queries.task(task.code).take_on_again_by) == ("taken_on", None)


def test_the_page_speaks_of_an_heir_only_where_there_is_one(world: World, signed_in: SignIn) -> None:
    task = taken(world)
    handed(world, deputy(world), task)
    page = text_of(signed_in("leader", "en"), reverse("tasks:task", args=[task.code]))
    assert "handed over" in page
    assert "heir" not in page


def test_the_lead_follows_its_accountable_post_to_another_body(world: World) -> None:
    task = taken(world)
    handed(world, world.posts["finance"], task)
    of = queries.task(task.code)
    assert (of.lead.code, of.accountable_post.code, of.acceptor.code) == ("STC", "finance", "leader")


def test_a_post_passes_on_every_role_in_which_a_task_names_it(world: World) -> None:
    task = taken(world)
    heir = deputy(world, body="UBND", role="leader", code="vice")
    handed(world, heir, task, origin="leader")
    of = queries.task(task.code)
    assert (of.assigner.code, of.acceptor.code, of.accountable_post.code) == ("vice", "vice", "transport")


@pytest.mark.parametrize(
    ("origin", "heir", "why"),
    [
        ("leader", "transport", "may not accept"),
        ("specialist", "transport", "follow itself up"),
        ("transport", "inspector", "may not do tasks"),
        ("leader", "specialist_of_lead", "accept its own work"),
    ],
)
def test_nobody_comes_to_accept_or_follow_up_their_own_work(world: World, origin: str, heir: str, why: str) -> None:
    task = taken(world)
    taker = world.posts.get(heir) or deputy(world, role="specialist")
    with pytest.raises(BadInput, match=why):
        handed(world, taker, task, origin=origin)
    assert queries.events(task).filter(kind="handed_over").count() == 0


def test_all_of_the_chosen_tasks_pass_or_none(world: World) -> None:
    fine, other = taken(world), taken(world)
    Task.objects.filter(pk=other.pk).update(acceptor=world.posts["verifier"])
    with pytest.raises(BadInput, match=other.code):
        handed(world, world.posts["finance"], fine, other)
    assert queries.task(fine.code).accountable_post.code == "transport"


def test_what_was_passed_or_closed_meanwhile_is_told(world: World) -> None:
    done, task = accepted(world), taken(world)
    heir = deputy(world)
    with pytest.raises(Conflict, match=done.code):
        handed(world, heir, done, task)
    handed(world, heir, task)
    with pytest.raises(Conflict, match=task.code):
        handed(world, world.posts["finance"], task)


def test_a_hand_over_needs_tasks_a_reason_and_a_post_that_lives_on(world: World) -> None:
    task, heir = taken(world), deputy(world)
    plain = {"origin": world.posts["transport"], "heir": heir, "codes": [task.code], "reason": "QĐ 1",
             "by": world.actor("specialist"), "at": NOW}  # fmt: skip
    ended = deputy(world, code="gone")
    Post.objects.filter(pk=ended.pk).update(valid_to=TODAY)
    ended.refresh_from_db()
    for wrong, why in (({"codes": []}, "No task"), ({"reason": " "}, "reason"), ({"heir": ended}, "lives on"),
                       ({"heir": plain["origin"]}, "another post")):  # fmt: skip
        with pytest.raises(BadInput, match=why):
            actions.hand_over(**(plain | wrong))
    with pytest.raises(Refused):
        actions.hand_over(**(plain | {"by": world.actor("transport")}))


def test_posts_that_ended_or_that_nobody_holds_are_listed_with_their_open_tasks(world: World) -> None:
    issued(world)
    accepted(world)
    Post.objects.filter(code="transport").update(valid_to=TODAY)
    Membership.objects.filter(post__code="specialist").delete()
    assert [(one.post.code, one.ended, one.tasks) for one in gone(TODAY)] == [
        ("transport", True, 1), ("specialist", False, 1)
    ]  # fmt: skip
    assert [str(role) for role in named(post_of("leader"), TODAY)[0].roles] == ["Accepted by", "Assigned by"]
    with pytest.raises(NotFound):
        post_of("nobody")


def test_the_page_hands_over_what_is_chosen_and_says_what_is_left(world: World, signed_in: SignIn) -> None:
    first, second = taken(world), taken(world)
    deputy(world)
    client, page = signed_in("specialist"), f"{reverse('tasks:handover')}?post=transport"
    assert all(one.code in text_of(client, page) for one in (first, second))
    sent = {"heir": "Không Có", "reason": "QĐ 120", "tasks": [first.code]}
    assert "không có trong danh mục" in client.post(page, sent).content.decode()
    answer = client.post(page, sent | {"heir": "Phó Giám đốc (deputy)"})
    assert answer.status_code == 302
    left = text_of(client, answer.headers["Location"])
    assert f'value="{second.code}"' in left
    assert f'value="{first.code}"' not in left
    assert client.post(page, sent | {"heir": "deputy", "tasks": [first.code]}).status_code == 200
    assert text_of(client, reverse("tasks:handover"))
    assert signed_in("transport").get(reverse("tasks:handover")).status_code == 403
