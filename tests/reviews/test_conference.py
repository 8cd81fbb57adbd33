"""The conference: what secretaries type is kept once, never overwritten, and the hall sees what they put before it."""

import uuid
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.audit.models import Line
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.reviews import actions as desk
from quarterdeck.reviews import queries
from quarterdeck.reviews.actions import conference as actions
from quarterdeck.reviews.models import Conclusion, Opinion, Review
from quarterdeck.reviews.queries import conference as reading
from tests.reviews.test_review import concluded, opened
from tests.world import NOW, World

KEY = "0b9f9a0e-3c61-4d0e-9c25-6f2f5b3f9d10"
OTHER = "5a6f1c2e-8b7d-4a55-8a0c-1f3e2d4c5b6a"
SAID = "Đề nghị tỉnh bố trí vốn cho đường 294B."


def said(world: World, review: Review, text: str = SAID, version: int = 0, key: str = KEY, **more: object) -> Opinion:
    """The finance director speaks on the first item."""
    return actions.save_opinion(
        key=key, item=queries.item(review, 1), speaker=world.posts["finance"], text_vi=text, version=version,
        by=world.actor("specialist"), at=NOW, **more,
    )  # fmt: skip


def stamp(review: Review) -> str:
    """The stamp of the review as it is stored now."""
    now = queries.review(review.code)
    return reading.stamp(now, reading.agenda(now))


def drafted(world: World, review: Review, text: str = SAID, version: int = 0, kind: str = "task") -> Conclusion:
    """The secretary drafts what the leader is about to conclude."""
    return actions.save_draft(
        key=KEY, item=queries.item(review, 1), kind=kind, author=world.posts["leader"], text_vi=text,
        version=version, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip


@pytest.mark.store
def test_an_opinion_sent_twice_is_kept_once(world: World) -> None:
    review = opened(world)
    first, again = said(world, review), said(world, review)
    assert (again.pk, again.version, Opinion.objects.count()) == (first.pk, 1, 1)


@pytest.mark.store
def test_typing_on_corrects_the_same_opinion_and_keeps_what_it_was(world: World) -> None:
    review = opened(world)
    said(world, review, "Đề nghị")
    after = said(world, review, SAID, version=1)
    assert (after.text_vi, after.version, after.recorded_by) == (SAID, 2, "Chuyên viên tổng hợp")
    assert Line.objects.get(act="opinion.corrected").detail["before"] == "Đề nghị"


@pytest.mark.store
def test_the_second_secretary_does_not_overwrite_the_first(world: World) -> None:
    review = opened(world)
    said(world, review)
    said(world, review, "Câu của người thứ nhất.", version=1)
    with pytest.raises(Conflict, match="meanwhile"):
        said(world, review, "Câu của người thứ hai.", version=1)
    assert Opinion.objects.get().text_vi == "Câu của người thứ nhất."


@pytest.mark.store
def test_two_forms_with_one_key_make_one_opinion(world: World) -> None:
    review = opened(world)
    said(world, review)
    with pytest.raises(Conflict):
        said(world, review, "Câu khác.", version=0)
    assert Opinion.objects.count() == 1


def test_an_opinion_withdrawn_leaves_the_desk_and_comes_back(world: World) -> None:
    review = opened(world)
    said(world, review)
    said(world, review, version=1, withdrawn=True)
    assert list(queries.item(review, 1).opinions.all()) == []
    said(world, review, version=2)
    assert [one.text_vi for one in queries.item(review, 1).opinions.all()] == [SAID]


def test_what_was_recorded_at_the_desk_is_corrected_under_its_number(world: World) -> None:
    review = opened(world)
    old = desk.record_opinion(item=queries.item(review, 1), speaker=world.posts["finance"], text_vi="Cũ.",
                              by=world.actor("specialist"), at=NOW)  # fmt: skip
    key = str(reading.entries(review)[0]["key"])
    new = said(world, review, "Mới.", version=1, key=key)
    assert (new.pk, new.text_vi) == (old.pk, "Mới.")
    if key.isdecimal():
        with pytest.raises(NotFound):
            said(world, review, key=str(old.pk + 1000))


def test_only_who_may_record_types_at_a_conference(world: World) -> None:
    review = opened(world)
    with pytest.raises(Refused):
        actions.save_opinion(key=KEY, item=queries.item(review, 1), speaker=world.posts["finance"], text_vi=SAID,
                             version=0, by=world.actor("inspector"), at=NOW)  # fmt: skip


@pytest.mark.store
def test_a_draft_counts_nowhere_until_it_is_recorded(world: World) -> None:
    review = opened(world)
    concluded(world, review, "information")
    draft = drafted(world, review)
    assert (draft.number, draft.state, draft.line) == (None, "draft", "state")
    assert [one.number for one in queries.conclusions(review)] == [1]
    recorded = actions.record_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    assert (recorded.number, recorded.state) == (2, "recorded")
    again = actions.record_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    assert (again.number, again.version) == (2, 2)


@pytest.mark.store
def test_a_draft_whose_words_have_changed_is_not_recorded_unread(world: World) -> None:
    review = opened(world)
    drafted(world, review)
    drafted(world, review, "Câu mới.", version=1)
    with pytest.raises(Conflict):
        actions.record_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    assert Conclusion.objects.get().state == "draft"


@pytest.mark.store
def test_a_recorded_conclusion_is_not_typed_over(world: World) -> None:
    review = opened(world)
    drafted(world, review)
    actions.record_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    with pytest.raises(Conflict):
        drafted(world, review, "Câu khác.", version=2)


@pytest.mark.store
def test_a_discarded_draft_stays_in_the_record_and_does_not_come_back_by_itself(world: World) -> None:
    review = opened(world)
    drafted(world, review)
    actions.discard_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    actions.discard_draft(review=review, key=KEY, version=1, by=world.actor("specialist"), at=NOW)
    assert not Conclusion.objects.exists()
    assert Line.objects.get(act="conclusion.draft_discarded").detail["words"] == SAID
    with pytest.raises(Conflict, match="discarded"):
        drafted(world, review, "Gõ tiếp.", version=1)


def test_a_conclusion_is_of_one_of_three_kinds(world: World) -> None:
    with pytest.raises(BadInput, match="information, a decision or a task"):
        drafted(world, opened(world), kind="wish")


def test_the_stamp_moves_with_every_word_draft_and_screen(world: World) -> None:
    review, by = opened(world), world.actor("specialist")
    acts: list[Callable[[], object]] = [
        lambda: said(world, review),
        lambda: said(world, review, "Khác.", version=1),
        lambda: actions.save_draft(key=OTHER, item=queries.item(review, 1), kind="task", author=world.posts["leader"],
                                   text_vi=SAID, version=0, by=by, at=NOW),
        lambda: actions.discard_draft(review=review, key=OTHER, version=1, by=by, at=NOW),
        lambda: actions.show_in_hall(review=review, item=queries.item(review, 1), screen="item", by=by, at=NOW),
    ]  # fmt: skip
    stamps = [stamp(review)]
    for act in acts:
        act()
        stamps.append(stamp(review))
    assert all(one != other for one, other in pairwise(stamps))


def _post(client: Client, address: str, **data: object) -> dict[str, object]:
    answer = client.post(f"/reviews/2024-Q1/conference/{address}", data)
    return {"status": answer.status_code, **answer.json()}


@pytest.mark.store
def test_the_page_saves_and_tells_what_somebody_else_has_saved(world: World, signed_in: Callable[..., Client]) -> None:
    review = opened(world)
    client, item = signed_in("specialist"), queries.item(review, 1).pk
    sent = {"item": item, "version": 0, "who": "finance", "text": SAID}
    first = _post(client, f"opinions/{KEY}/", **sent)
    assert (first["status"], first["version"], first["who"]) == (200, 1, "finance")
    second = _post(client, f"opinions/{KEY}/", **(sent | {"text": "Câu khác."}))
    assert second["status"] == 409
    assert second["theirs"]["text"] == SAID
    assert second["remedy"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"who": "nobody"}, 400), ({"text": "  "}, 400), ({"item": 999999}, 404), ({"version": "x"}, 400)],
)
def test_what_cannot_be_kept_is_refused_with_its_reason(
    world: World, signed_in: Callable[..., Client], changes: dict[str, object], status: int
) -> None:
    review = opened(world)
    sent = {"item": queries.item(review, 1).pk, "version": 0, "who": "finance", "text": SAID} | changes
    answer = _post(signed_in("specialist", "en"), f"opinions/{KEY}/", **sent)
    assert answer["status"] == status
    assert answer["reason"]
    assert not Opinion.objects.exists()


def test_after_closing_nothing_more_is_taken_and_the_page_says_so(
    world: World, signed_in: Callable[..., Client]
) -> None:
    review = opened(world)
    item = queries.item(review, 1).pk
    desk.close_review(review=review, by=world.actor("leader"), at=NOW)
    client = signed_in("specialist", "en")
    answer = _post(client, f"opinions/{KEY}/", item=item, version=0, who="finance", text=SAID)
    assert (answer["status"], answer["reason"]) == (423, "The review has been closed meanwhile.")
    assert "data-closed" in client.get("/reviews/2024-Q1/conference/").content.decode()


def test_a_reader_sees_the_hall_but_not_the_screen_of_the_secretary(
    world: World, signed_in: Callable[..., Client]
) -> None:
    opened(world)
    client = signed_in("inspector")
    assert client.get("/reviews/2024-Q1/conference/").status_code == 403
    page = client.get("/reviews/2024-Q1/hall/").content.decode()
    assert "data-hall" in page
    assert "data-show" not in page


def test_asking_again_costs_nothing_until_something_happens(world: World, signed_in: Callable[..., Client]) -> None:
    review = opened(world)
    client = signed_in("specialist")
    first = client.get("/reviews/2024-Q1/conference/now/")
    again = client.get("/reviews/2024-Q1/conference/now/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    said(world, review)
    news = client.get("/reviews/2024-Q1/conference/now/", headers={"if-none-match": first.headers["ETag"]})
    assert [one["text"] for one in news.json()["entries"]] == [SAID]


def test_the_secretarys_page_stays_within_its_queries(
    world: World, signed_in: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    review = opened(world)
    for number in range(10):
        said(world, review, f"Ý kiến {number}.", key=str(uuid.uuid4()))
    client = signed_in("specialist")
    client.get("/reviews/2024-Q1/conference/")
    with django_assert_max_num_queries(20):
        client.get("/reviews/2024-Q1/conference/")
    with django_assert_max_num_queries(12):
        client.get("/reviews/2024-Q1/conference/now/")


def test_the_stamp_moves_when_the_agenda_is_put_in_another_order(world: World) -> None:
    review = opened(world)
    before = stamp(review)
    desk.move_item(item=queries.item(review, 2), to=1, version=1, by=world.actor("specialist"), at=NOW)
    assert stamp(review) != before


def test_a_draft_on_a_difficulty_answers_it(world: World) -> None:
    review, by = opened(world), world.actor("specialist")
    matter = Item("difficulty", "KK-2024-004", "Đường 294B sạt lở", "Route 294B")
    desk.put_items(review=review, items=[matter], by=by, at=NOW)
    draft = actions.save_draft(
        key=OTHER, item=queries.item(review, 3), kind="task", author=world.posts["leader"], text_vi=SAID, version=0,
        by=by, at=NOW,
    )  # fmt: skip
    assert draft.difficulty_code == "KK-2024-004"
