"""A task is split into parts that end before it; cooperating bodies say what they give and that they gave it."""

from datetime import date

import pytest
from django.urls import reverse

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import CooperatingPart, Task
from quarterdeck.tasks.queries.parts import depth_below, open_parts
from tests.tasks.cast import DUE, moment, order, submitted, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.store
SOON = date(2024, 4, 10)


def split(world: World, parent: Task, due: date = SOON, who: str = "specialist", form_key: str = "") -> Task:
    part = order(
        world, lead=world.organisations["STC"], accountable_post=world.posts["finance"], due=due,
        text_vi="Thẩm định dự toán xử lý sạt lở tuyến đường tỉnh ĐT.294B", text_en="",
        result_vi="Văn bản thẩm định dự toán", result_en="", evidence_vi="Văn bản đã ký, có số và ngày", evidence_en="",
    )  # fmt: skip
    return actions.split_task(parent=parent, order=part, form_key=form_key, reason="Giao kèm nhiệm vụ chung",
                              by=world.actor(who), at=NOW)  # fmt: skip


def test_a_part_is_a_clear_task_of_its_own_below_the_whole(world: World) -> None:
    whole = taken(world)
    part = split(world, whole)
    assert (part.parent_id, part.due, open_parts(whole)) == (whole.pk, SOON, [part.code])
    last = [event.kind for event in queries.events(whole)][-1]
    assert (last, queries.task(whole.code).state) == ("split", "taken_on")


def test_the_same_form_sent_twice_splits_off_one_part(world: World) -> None:
    whole = taken(world)
    assert split(world, whole, form_key="k1").pk == split(world, whole, form_key="k1").pk
    assert Task.objects.count() == 2


def test_a_part_due_after_the_whole_is_refused_with_the_day_it_could_have(world: World) -> None:
    with pytest.raises(BadInput, match="after the whole") as refused:
        split(world, taken(world), due=date(2024, 4, 16))
    assert "2024-04-15" in str(refused.value.remedy)
    assert Task.objects.count() == 1


def test_a_part_is_not_extended_beyond_the_whole(world: World) -> None:
    part = split(world, taken(world))
    asked = {"task": part, "ground": "Chờ hồ sơ", "by": world.actor("finance"), "at": NOW}
    with pytest.raises(BadInput, match="after the whole"):
        actions.ask_extension(new_due=date(2024, 4, 16), **asked)
    assert actions.ask_extension(new_due=DUE, **asked).new_due == DUE


def test_the_whole_is_neither_accepted_nor_cancelled_over_an_open_part(world: World) -> None:
    whole = taken(world)
    part = split(world, whole)
    leader = {"by": world.actor("leader"), "at": moment(TODAY)}
    actions.submit_evidence(
        task=whole, note="Đã trình", words_why="Văn bản lưu ở Sở", by=world.actor("transport"), at=NOW
    )
    for close in (actions.accept_result, actions.cancel_task):
        with pytest.raises(Conflict, match=part.code):
            close(task=whole, **({"reason": "x"} if close is actions.cancel_task else {}), **leader)
    actions.cancel_task(task=part, reason="Không cần nữa", **leader)
    actions.accept_result(task=whole, **leader)
    assert queries.task(whole.code).state == "accepted"


def test_nothing_is_split_off_what_is_done_nor_by_the_lead_itself(world: World) -> None:
    with pytest.raises(Refused, match="does not change what was ordered"):
        split(world, taken(world), who="transport")
    done = submitted(world)
    actions.accept_result(task=done, by=world.actor("leader"), at=NOW)
    with pytest.raises(Conflict, match="done"):
        split(world, done)


def test_a_task_is_split_over_three_levels_and_no_further(world: World) -> None:
    of = taken(world)
    for _level in range(3):
        of = split(world, of)
    assert depth_below(of) == 4
    with pytest.raises(BadInput, match="levels"):
        split(world, of)


def stated(world: World, task: Task, body: str = "STC", due: date | None = None) -> CooperatingPart:
    return actions.state_part(task=task, organisation=world.organisations[body], part="Bố trí dự toán khảo sát",
                              due=due, by=world.actor("specialist"), at=NOW)  # fmt: skip


def finished(world: World, part: CooperatingPart, who: str = "finance", **fields: object) -> CooperatingPart:
    plain = {"note": "Công văn 88 đã bố trí dự toán", "version": part.version}
    return actions.finish_part(part=part, by=world.actor(who), at=NOW, **(plain | fields))


def test_a_cooperating_body_has_a_stated_part_and_notes_that_it_is_done(world: World) -> None:
    task = taken(world)
    part = finished(world, stated(world, task, due=SOON))
    assert (part.done_on, [one.code for one in queries.task(task.code).cooperating.all()]) == (TODAY, ["STC"])
    assert [event.kind for event in queries.events(task)][-1] == "part_done"
    with pytest.raises(Conflict, match="stays as it is"):
        finished(world, part)
    with pytest.raises(Conflict, match="stays as it is"):
        stated(world, task)


def test_a_part_stated_again_is_changed_and_whoever_had_the_old_one_is_told(world: World) -> None:
    task = taken(world)
    old = stated(world, task)
    assert stated(world, task, due=SOON).version == 2
    assert CooperatingPart.objects.count() == 1
    with pytest.raises(Conflict, match="while you had it open"):
        finished(world, old)


@pytest.mark.parametrize(
    ("body", "due", "why"),
    [
        ("SGTVT", None, "does not cooperate with itself"),
        ("STC", date(2024, 4, 16), "not after"),
        ("STC", date(2024, 3, 26), "from today on"),
        ("STC", date(2024, 4, 6), "weekend"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(world: World, body: str, due: date | None, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        stated(world, taken(world), body, due)
    assert not CooperatingPart.objects.exists()


def test_a_part_is_noted_as_done_by_its_body_or_by_the_lead_alone(world: World) -> None:
    part = stated(world, taken(world))
    with pytest.raises(Refused):
        finished(world, part, who="district")
    assert finished(world, part, who="transport").done_on == TODAY


def test_the_page_shows_parts_with_their_standing_and_lets_the_body_note_its_own(
    world: World, signed_in: SignIn
) -> None:
    task = taken(world)
    part = split(world, task)
    page = reverse("tasks:following", args=[task.code])
    state = {"organisation": "Sở Tài chính", "part": "Bố trí dự toán", "due": "2024-04-10"}
    client = signed_in("specialist")
    wrong = client.post(reverse("tasks:contribute", args=[task.code]), state | {"organisation": "Sở Không Có"})
    assert "error-summary" in wrong.content.decode()
    assert client.post(reverse("tasks:contribute", args=[task.code]), state).status_code == 302
    own = signed_in("finance")
    assert part.code in text_of(own, page)
    done = reverse("tasks:contributed", args=[task.code, "STC"])
    assert done in text_of(own, page)
    assert done not in text_of(signed_in("district"), page)
    assert own.post(done, {"note": "Công văn 88", "version": "1"}).status_code == 302
    assert "Công văn 88" in text_of(own, page)
    assert task.code in text_of(own, reverse("tasks:following", args=[part.code]))
    assert (
        own.post(reverse("tasks:contributed", args=[task.code, "TTR"]), {"note": "x", "version": "1"}).status_code
        == 404
    )


def test_a_part_is_split_off_with_the_form_that_writes_tasks(world: World, signed_in: SignIn) -> None:
    whole = taken(world)
    client, page = signed_in("specialist"), reverse("tasks:new")
    start = text_of(client, f"{page}?parent={whole.code}")
    assert f'name="parent" value="{whole.code}"' in start
    assert "Trình phương án xử lý sạt lở trên tuyến đường tỉnh ĐT.294B</blockquote>" in start
    sent = {
        "text": "Giám đốc Sở Tài chính ban hành văn bản thẩm định dự toán xử lý sạt lở chậm nhất ngày 16/04/2024",
        "accountable_post": "Giám đốc Sở Tài chính", "lead": "Sở Tài chính", "assigner": "Chủ tịch UBND tỉnh",
        "follower_up": "Chuyên viên tổng hợp", "acceptor": "Chủ tịch UBND tỉnh", "result_kind": "document",
        "result": "Văn bản thẩm định dự toán của Sở Tài chính", "evidence": "Văn bản đã ký, có số và ngày",
        "form_key": "k1", "parent": whole.code, "reason-K5": "Giao kèm nhiệm vụ chung",
    }  # fmt: skip
    late = client.post(page, sent).content.decode()
    assert "15/04/2024" in late
    assert not whole.parts.exists()
    assert client.post(page, sent | {"text": sent["text"].replace("16/04", "12/04")}).status_code == 302
    part = whole.parts.get()
    assert (part.due, part.lead.code) == (date(2024, 4, 12), "STC")
    assert client.get(f"{page}?parent=NV-1").status_code == 404
