"""Who is told, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from quarterdeck.core.secrecy import Level, Marks
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.models import Message, Receipt
from quarterdeck.notices.queries.addressees import posts_held, posts_of_bodies
from quarterdeck.notices.queries.withholding import words
from quarterdeck.notices.rules import GROUPS, KINDS, Subject, Words, of_group, told
from quarterdeck.people.models import Membership
from tests.world import LONG_AGO, NOW, TODAY, World

TASK = Subject("task", "NV-2024-001", "/tasks/NV-2024-001/", "Trình phương án sạt lở", "Submit the landslide plan")


def said(world: World, who: str, kind: str, subject: Subject = TASK, **to: object) -> list[Message]:
    return tell(tellings=[Telling(kind, subject, **to)], by=world.actor(who), at=NOW)  # type: ignore[arg-type]


def posts_told(messages: list[Message]) -> list[str]:
    told_posts = Receipt.objects.filter(message__in=messages).values_list("post__code", flat=True)
    return sorted(told_posts)


def test_posts_and_those_by_whom_bodies_answer_are_told_once(world: World) -> None:
    made = said(world, "specialist", "task.issued", posts=["finance", "finance"], bodies=["STC", "UBND-D2"])
    assert posts_told(made) == ["district", "finance"]


def test_nobody_is_told_of_what_they_did_themselves(world: World) -> None:
    assert said(world, "leader", "task.accepted", posts=["leader"]) == []
    assert not Message.objects.exists()


def test_a_body_is_told_by_its_heads_or_where_it_has_none_by_all_but_administrators(world: World) -> None:
    assert posts_of_bodies(["STC", "VPUB"], TODAY) == {"STC": ["finance"], "VPUB": ["office_head", "specialist"]}


def test_where_nobody_reads_for_a_post_its_colleagues_are_told_too(world: World) -> None:
    assert posts_told(said(world, "leader", "task.issued", posts=["finance"])) == ["finance"]
    Membership.objects.filter(post__code="finance").update(user=None)
    assert posts_told(said(world, "leader", "task.issued", posts=["finance"])) == ["finance", "verifier"]
    assert posts_told(said(world, "leader", "task.issued", bodies=["STC"])) == ["finance", "verifier"]
    assert posts_told(said(world, "verifier", "task.issued", posts=["finance"])) == ["finance"]


def test_a_post_that_has_ended_is_told_nothing_more(world: World) -> None:
    post = world.posts["finance"]
    post.valid_to = TODAY
    post.save()
    assert said(world, "leader", "task.issued", posts=["finance"]) == []


def test_an_account_is_told_by_every_post_it_holds(world: World) -> None:
    Membership.objects.create(post=world.posts["office_head"], user=world.users["specialist"], holder="Lan",
                              valid_from=LONG_AGO)  # fmt: skip
    assert posts_held(world.users["specialist"].pk, TODAY) == ["office_head", "specialist"]


def test_of_a_sealed_thing_nothing_is_told(world: World) -> None:
    for subject in (Subject("case", "TC-7", "/cases/TC-7/"), Subject("task", "NV-1", "/tasks/NV-1/", sealed=True)):
        assert said(world, "leader", "task.issued", subject, posts=["finance"]) == []
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "title", ["Giải quyết tố cáo của công dân A", "giai quyet don TO CAO cong dan A", "Settle the denunciation by A"]
)
def test_of_words_about_a_denunciation_only_the_code_is_told(world: World, title: str) -> None:
    subject = Subject("task", "NV-2024-009", "/tasks/NV-2024-009/", title, note_vi="Công dân A cung cấp thêm")
    [made] = said(world, "leader", "task.issued", subject, posts=["finance"])
    kept = Message.objects.values_list("title_vi", "title_en", "note_vi", "note_en", "folded").get()
    assert kept == ("", "", "", "", "nv-2024-009\nnv-2024-009")
    assert made.withheld


def test_words_that_only_look_alike_are_told(world: World) -> None:
    assert not words().betrayed_by(["Bảo tồn báo cáo", "Tố tụng", "toccata"])


@given(before=st.text(max_size=40), after=st.text(max_size=40), mark=st.sampled_from(["tố cáo", "TO CAO", "Tố  cáo"]))
def test_no_text_around_a_sealed_word_ever_passes(before: str, after: str, mark: str) -> None:
    shown = told(Subject("task", "NV-1", "/", f"{before} {mark} {after}"), Words(("to cao",)))
    assert shown is not None
    assert (shown.title_vi, shown.title_en, shown.note_vi, shown.note_en) == ("", "", "", "")


def test_a_mark_of_secrecy_withholds_the_words() -> None:
    marks = Marks((Level("secret", "Mật", "Secret", "M"),))
    shown = told(Subject("document", "12", "/", "Danh sách", note_vi="(Mật)"), Words((), marks))
    assert shown is not None
    assert shown.withheld


def test_every_kind_belongs_to_a_group_that_is_shown() -> None:
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)
    assert sorted(KINDS) == sorted(key for group in GROUPS for key in of_group(group))


def test_hundreds_of_notices_take_a_handful_of_queries(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tellings = [
        Telling("task.transferred", Subject("task", f"NV-{number}", f"/tasks/NV-{number}/", "Nhiệm vụ"), ["finance"],
                ["SGTVT"])
        for number in range(200)
    ]  # fmt: skip
    with django_assert_max_num_queries(15):
        tell(tellings=tellings, by=world.actor("specialist"), at=NOW)
    assert Receipt.objects.count() == 400


def test_a_kind_that_nobody_knows_is_a_mistake_of_the_program(world: World) -> None:
    with pytest.raises(KeyError):
        said(world, "leader", "task.unheard", posts=["finance"])
