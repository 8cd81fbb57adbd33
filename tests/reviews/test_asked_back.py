"""What is asked back before it is done, what two people do at once, and a review that was made by mistake."""

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.models import Opinion, Review
from tests.reviews.cast import concluded, item, opened, review, with_agenda
from tests.world import NOW, World


def test_a_second_review_of_one_kind_and_period_is_asked_back_naming_the_first(world: World, signed_in) -> None:
    review(world)
    client = signed_in("specialist", "en")
    sent = {"kind": "quarterly", "period": "2024-Q1", "held_on": "2024-03-28"}
    asked = client.post("/reviews/new/", sent).content.decode()
    assert "There is already “Review 2024-Q1”, held on 27 March 2024" in asked
    assert 'href="/reviews/2024-Q1/"' in asked
    assert Review.objects.count() == 1
    assert client.post("/reviews/new/", sent | {"beside": "Họp lại theo chỉ đạo"}).status_code == 302
    assert Line.objects.get(act="review.created", about="2024-Q1-2").reason == "Họp lại theo chỉ đạo"


def test_a_review_made_by_mistake_is_cancelled_and_its_code_is_not_given_again(world: World, signed_in) -> None:
    of, client = with_agenda(world), signed_in("specialist", "en")
    unsaid = client.post("/reviews/2024-Q1/cancel/", {"why": " ", "version": of.version})
    assert "could not be saved yet" in unsaid.content.decode()
    assert "meanwhile" in client.post("/reviews/2024-Q1/cancel/", {"why": "Nhầm", "version": 9}).content.decode()
    assert client.post("/reviews/2024-Q1/cancel/", {"why": "Lập nhầm quý", "version": of.version}).status_code == 302
    page = client.get("/reviews/2024-Q1/").content.decode()
    assert "Lập nhầm quý" in page
    assert "Cancelled by General affairs specialist" in page
    assert "Thu ngân sách" in page or "Budget revenue" in page
    assert "Review 2024-Q1" not in client.get("/").content.decode()
    assert "cancelled" in client.get("/reviews/").content.decode()
    assert not queries.reviews().exists()
    with pytest.raises(Conflict, match="was cancelled"):
        actions.send_papers(review=queries.review("2024-Q1"), by=world.actor("specialist"), at=NOW)
    made = {"kind": "quarterly", "period": "2024-Q1", "held_on": "2024-03-27"}
    assert client.post("/reviews/new/", made).status_code == 302
    assert Review.objects.filter(code="2024-Q1-2").exists()


def test_a_review_in_which_something_was_concluded_is_not_cancelled(world: World) -> None:
    of = opened(world, with_agenda(world))
    concluded(world, of, world.posts["leader"], "Kết luận")
    with pytest.raises(BadInput, match="it was held"):
        actions.cancel_review(review=of, why="Nhầm", version=of.version, by=world.actor("specialist"), at=NOW)


def test_where_nobody_chairs_the_desk_and_the_conference_lead_to_naming_the_chair(world: World, signed_in) -> None:
    of, client = with_agenda(world, chairs=[]), signed_in("specialist", "en")
    for page in ("/reviews/2024-Q1/", "/reviews/2024-Q1/conference/"):
        assert "Nobody is named to chair" in client.get(page).content.decode()
    answer = client.post("/reviews/2024-Q1/chair/", {"chair-post": "leader", "back": "conference", "item": "1"})
    assert answer.headers["Location"] == "/reviews/2024-Q1/conference/?item=1"
    assert queries.chairs(of) == [world.posts["leader"]]
    assert of.attendances.filter(post=world.posts["leader"]).exists()
    for page in ("/reviews/2024-Q1/", "/reviews/2024-Q1/conference/"):
        assert "Nobody is named to chair" not in client.get(page).content.decode()


def test_two_who_order_the_agenda_do_not_move_each_others_items(world: World) -> None:
    of, by = with_agenda(world), world.actor("specialist")
    second = actions.add_matter(review=of, title_vi="Việc hai", by=by, at=NOW)
    shown = item(of).version
    actions.move_item(item=second, to=1, version=second.version, by=by, at=NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        actions.move_item(item=of.items.get(kind="gap"), to=1, version=shown, by=by, at=NOW)


def test_an_opinion_goes_to_the_item_that_the_page_showed(world: World, signed_in) -> None:
    of, by = with_agenda(world), world.actor("specialist")
    gap = item(of)
    second = actions.add_matter(review=of, title_vi="Việc hai", by=by, at=NOW)
    actions.move_item(item=second, to=1, version=second.version, by=by, at=NOW)
    sent = {"opinion-speaker": "finance", "opinion-text_vi": "Thu còn chậm"}
    signed_in("specialist", "en").post(f"/reviews/2024-Q1/items/1/opinions/?of={gap.pk}", sent)
    assert [one.item for one in Opinion.objects.all()] == [gap]
