"""What reviews find in each theme, on which evidence, and in how many consecutive reviews it was named."""

import pytest

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.figures.models import Theme
from quarterdeck.reviews import actions
from quarterdeck.reviews.models import Assessment, Review
from quarterdeck.reviews.queries.assessments import assessed, times_named
from tests.reviews.cast import HELD, NEXT, item, opened, review, with_agenda
from tests.world import NOW, World

THIRD = HELD.replace(month=9)
WORDS = "Giải phóng mặt bằng chậm."


@pytest.fixture(autouse=True)
def _theme(db: None) -> None:
    Theme.objects.create(code="land", name_vi="Đất đai", name_en="Land")


def found(world: World, of: Review, **fields: object) -> Assessment:
    plain: dict[str, object] = {
        "theme": "land",
        "kind": "shortcoming",
        "text_vi": WORDS,
        "author": world.posts["leader"],
    }
    return actions.record_assessment(review=of, **(plain | fields), by=world.actor("specialist"), at=NOW)


def test_an_assessment_keeps_what_its_evidence_showed_in_the_vintage(world: World) -> None:
    of = with_agenda(world)
    made = found(world, of, items=[item(of)])
    assert made.evidence == [
        {"kind": "gap", "ref": "BUDGET_REV", "number": 1, "title_vi": "Thu ngân sách", "title_en": "Budget revenue",
         "period": "2024-Q1", "value": "450.5", "unit": "VND_bn", "standing": "behind", "vintage": "V1"}
    ]  # fmt: skip


def test_the_number_of_consecutive_reviews_follows_what_is_named_again(world: World) -> None:
    first, second, third = review(world), review(world, "2024-Q2", NEXT), review(world, "2024-Q3", THIRD)
    one = found(world, first)
    two = found(world, second, follows=one)
    three = found(world, third, follows=two)
    assert times_named(third) == {three.pk: 3}
    assert next(part for part in assessed(third) if part.theme.code == "land").troubled == 3


def test_a_review_that_did_not_name_it_breaks_the_row(world: World) -> None:
    first, _silent, third = review(world), review(world, "2024-Q2", NEXT), review(world, "2024-Q3", THIRD)
    three = found(world, third, follows=found(world, first))
    assert times_named(third) == {three.pk: 1}
    assert next(part for part in assessed(third) if part.theme.code == "land").troubled == 1


def test_what_the_review_before_named_is_proposed_until_it_is_named_again(world: World) -> None:
    first, second = review(world), review(world, "2024-Q2", NEXT)
    one = found(world, first)
    found(world, first, kind="result", text_vi="Kết quả")
    (part,) = [part for part in assessed(second) if not part.empty]
    assert [each.assessment for each in part.before] == [one]
    found(world, second, follows=one)
    (part,) = [part for part in assessed(second) if not part.empty]
    assert part.before == []


def test_what_is_named_again_keeps_theme_and_kind_and_is_named_once(world: World) -> None:
    first, second = review(world), review(world, "2024-Q2", NEXT)
    one = found(world, first)
    with pytest.raises(BadInput, match="keeps its theme and kind"):
        found(world, second, follows=one, kind="lesson")
    with pytest.raises(BadInput, match="earlier review"):
        found(world, first, follows=one)
    found(world, second, follows=one)
    with pytest.raises(Conflict, match="already"):
        found(world, second, follows=one)


def test_a_form_sent_twice_is_recorded_once_and_a_stale_wording_is_refused(world: World) -> None:
    of, by = review(world), world.actor("specialist")
    one = found(world, of, form_key="k1")
    assert found(world, of, form_key="k1") == one
    actions.reword_assessment(assessment=one, text_vi="Mới", text_en="", version=1, by=by, at=NOW)
    with pytest.raises(Conflict, match="meanwhile"):
        actions.reword_assessment(assessment=one, text_vi="Khác", text_en="", version=1, by=by, at=NOW)
    actions.withdraw_assessment(assessment=one, version=2, by=by, at=NOW)
    assert times_named(of) == {}


def test_a_closed_review_takes_no_assessment(world: World) -> None:
    of = opened(world, with_agenda(world))
    actions.close_review(review=of, by=world.actor("specialist"), at=NOW)
    with pytest.raises(Conflict, match="closed"):
        found(world, of)


def test_assessments_are_recorded_named_again_and_taken_back_on_their_page(world: World, signed_in) -> None:
    of, client = with_agenda(world), signed_in("specialist", "en")
    assert "Nothing has been assessed yet" in client.get("/reviews/2024-Q1/assessments/").content.decode()
    sent = {"theme": "land", "kind": "shortcoming", "text_vi": WORDS, "items": [item(of).pk], "author": "leader",
            "form_key": "a1"}  # fmt: skip
    assert client.post("/reviews/2024-Q1/assessments/", sent).status_code == 302
    page = client.get("/reviews/2024-Q1/assessments/").content.decode()
    assert WORDS in page
    assert "450.5" in page
    review(world, "2024-Q2", NEXT)
    one = of.assessments.get()
    assert client.post(f"/reviews/2024-Q2/assessments/{one.pk}/again/").status_code == 302
    assert "named in 2 consecutive reviews" in client.get("/reviews/2024-Q2/assessments/").content.decode()
    again = Assessment.objects.get(review__code="2024-Q2")
    reworded = {"text_vi": "Câu khác", "text_en": "", "version": again.version}
    assert client.post(f"/reviews/2024-Q2/assessments/{again.pk}/", reworded).status_code == 302
    assert client.post(f"/reviews/2024-Q2/assessments/{again.pk}/withdraw/", {"version": 2}).status_code == 302
    assert not Assessment.objects.filter(review__code="2024-Q2", withdrawn_at=None).exists()
