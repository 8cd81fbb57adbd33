"""No page of a review asks the store more as more take part, is found or concluded."""

import pytest
from pytest_django import DjangoAssertNumQueries

from quarterdeck.figures.models import Theme
from quarterdeck.people.models import Post
from quarterdeck.reviews import actions
from tests.reviews.cast import concluded, item, opened, secretary_of_the_party, with_agenda
from tests.world import NOW, World

PAGES = ("", "attendance/", "papers/", "assessments/", "notices/", "notices/UBND/")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_much_on_it_stays_under_twenty_queries(
    world: World, signed_in, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    of, by = opened(world, with_agenda(world)), world.actor("specialist")
    for number in range(12):
        post = Post.objects.create(
            code=f"p{number}", organisation=world.organisations["STC"], name_vi=f"Chức vụ {number}",
            name_en=f"Post {number}", role="unit_leader",
        )  # fmt: skip
        actions.invite_posts(review=of, posts=[post], by=by, at=NOW)
        Theme.objects.create(code=f"t{number}", name_vi=f"Lĩnh vực {number}", name_en=f"Theme {number}")
        actions.record_opinion(item=item(of), speaker=post, text_vi="Ý kiến", by=by, at=NOW)
        actions.record_assessment(review=of, theme=f"t{number}", kind="result", text_vi="Kết quả", items=[item(of)],
                                  author=world.posts["leader"], by=by, at=NOW)  # fmt: skip
        concluded(
            world, of, world.posts["leader"] if number % 2 else secretary_of_the_party(world), f"Kết luận {number}"
        )
    client = signed_in("specialist", "en")
    client.get("/reviews/2024-Q1/")
    with django_assert_max_num_queries(20):
        assert client.get(f"/reviews/2024-Q1/{page}").status_code == 200
