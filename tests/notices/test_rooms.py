"""What is told of difficulties, calls, reviews and documents, to whom."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from quarterdeck.difficulties.actions import confirm_difficulty, hand_over, return_answer
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.actions import pass_on
from quarterdeck.notices.models import Message, Receipt
from quarterdeck.reviews.actions import close_review, edit_review, invite_posts, keep_to_be_clarified, send_papers
from quarterdeck.reviews.actions.preparing import Setting
from quarterdeck.reviews.models import Review
from tests.difficulties.cast import answered, called, landslide
from tests.documents.cast import directive
from tests.reviews.cast import concluded, opened, review, with_agenda
from tests.world import NOW, TODAY, World


def told(kind: str) -> list[str]:
    found = Receipt.objects.filter(message__kind=kind).order_by("post__code")
    return list(found.values_list("post__code", flat=True))


def test_a_difficulty_is_told_to_who_must_answer_and_its_answer_to_who_asked(world: World) -> None:
    one = landslide(world)
    assert told("difficulty.raised") == ["transport"]
    assert Message.objects.get(kind="difficulty.raised").due == one.answer_by
    answered(world, one)
    assert told("difficulty.answered") == ["district"]
    now = Difficulty.objects.get(pk=one.pk)
    return_answer(difficulty=now, reason="Chưa rõ nguồn vốn", version=now.version, by=world.actor("district"), at=NOW)
    assert told("difficulty.returned") == ["transport"]
    assert Message.objects.get(kind="difficulty.returned").note_vi == "Chưa rõ nguồn vốn"


def test_a_confirmed_answer_is_told_to_who_gave_it(world: World) -> None:
    one = answered(world, landslide(world, asks="guidance"))
    confirm_difficulty(difficulty=one, version=one.version, by=world.actor("district"), at=NOW)
    assert told("difficulty.confirmed") == ["transport"]


def test_a_difficulty_handed_over_is_told_to_its_new_answerer_and_to_who_asked(world: World) -> None:
    one = landslide(world)
    bodies = world.organisations
    hand_over(difficulty=one, origin=bodies["SGTVT"], to=bodies["STC"], reason="Thuộc thẩm quyền Sở Tài chính",
              version=one.version, by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert told("difficulty.handed_over") == ["finance"]
    assert told("difficulty.moved") == ["district"]


def test_a_call_is_told_to_the_units_asked(world: World) -> None:
    call = called(world)
    assert told("call.opened") == ["district", "transport"]
    assert Message.objects.get(kind="call.opened").due == call.due


def test_a_difficulty_about_a_denunciation_is_told_by_its_code_alone(world: World) -> None:
    one = landslide(world, matter_vi="Vướng mắc khi xử lý đơn tố cáo ở xã Ba", matter_en="")
    message = Message.objects.get(kind="difficulty.raised")
    assert (message.about, message.title_vi, message.withheld) == (one.code, "", True)


def coming(world: World) -> Review:
    return review(world, held_on=TODAY + timedelta(days=10), attending=[world.posts["finance"]])


def test_posts_are_told_that_they_are_asked_to_a_review_and_of_its_papers(world: World) -> None:
    made = coming(world)
    assert "finance" in told("review.invited")
    invite_posts(review=made, posts=[world.posts["transport"]], by=world.actor("specialist"), at=NOW)
    assert told("review.invited").count("finance") == 1
    assert "transport" in told("review.invited")


def test_a_review_that_is_over_asks_nobody(world: World) -> None:
    review(world, held_on=TODAY - timedelta(days=1), attending=[world.posts["finance"]])
    assert told("review.invited") == []


def test_another_day_or_hour_is_told_but_not_another_title(world: World) -> None:
    made = coming(world)
    setting = Setting(**{name: getattr(made, name) for name in Setting.__dataclass_fields__})
    plain = {"review": made, "title_vi": "Tên khác", "title_en": "Another", "held_on": made.held_on,
             "chairs": list(made.chairs.all()), "by": world.actor("specialist"), "at": NOW}  # fmt: skip
    edit_review(**plain, setting=setting, version=made.version)
    assert told("review.changed") == []
    now = Review.objects.get(pk=made.pk)
    edit_review(**plain, setting=replace(setting, starts_at=time(14)), version=now.version)
    assert "finance" in told("review.changed")


def test_papers_are_told_to_everybody_asked(world: World) -> None:
    made = with_agenda(world, held_on=TODAY + timedelta(days=10), attending=[world.posts["finance"]])
    send_papers(review=made, by=world.actor("specialist"), at=NOW)
    assert "finance" in told("review.papers")


def test_what_is_unclear_reaches_its_owner_and_the_end_everybody(world: World) -> None:
    made = opened(world, with_agenda(world, attending=[world.posts["finance"]]))
    one = concluded(world, made, world.posts["leader"], "Tăng cường phối hợp", "task")
    keep_to_be_clarified(conclusion=one, owner=world.posts["office_head"], clarify_by=date(2024, 4, 5), why=["P1"],
                         by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert told("conclusion.to_be_clarified") == ["office_head"]
    assert Message.objects.get(kind="conclusion.to_be_clarified").due == date(2024, 4, 5)
    close_review(review=Review.objects.get(pk=made.pk), by=world.actor("specialist"), at=NOW)
    assert "finance" in told("review.closed")


def test_bodies_are_told_that_a_document_binds_them_and_not_again_by_its_correction(world: World) -> None:
    bodies = [world.organisations["STC"], world.organisations["UBND-D2"]]
    first = directive(world, bound=bodies[:1])
    assert told("document.bound") == ["finance"]
    directive(world, bound=bodies, again=first, abstract_vi="Trích yếu đã sửa")
    assert told("document.bound") == ["district", "finance"]


@pytest.mark.parametrize(("receiver", "posts"), [("Sở Tài chính", ["finance"]), ("Bà Hoa, phòng 12", [])])
def test_a_document_passed_on_is_told_to_a_body_that_is_known(world: World, receiver: str, posts: list[str]) -> None:
    pass_on(document=directive(world), receiver=receiver, passed_on=TODAY, by=world.actor("specialist"), at=NOW)
    assert told("document.passed") == posts
