"""Two reviews of the cast, a quarter apart, with their agenda."""

from datetime import date, datetime

from quarterdeck.core.agenda import Item
from quarterdeck.core.periods import Period
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.reviews import actions
from quarterdeck.reviews.models import AgendaItem, Conclusion, Review
from tests.world import LONG_AGO, NOW, ZONE, World

HELD = date(2024, 3, 27)
NEXT = date(2024, 6, 27)
LATER = datetime(2024, 6, 27, 9, 0, tzinfo=ZONE)
SHOWN = {"value": "450.5", "unit": "VND_bn", "standing": "behind", "period": "2024-Q1", "vintage": "V1"}
GAP = Item("gap", "BUDGET_REV", "Thu ngân sách", "Budget revenue", SHOWN, 300)


def review(world: World, code: str = "2024-Q1", held_on: date = HELD, **fields: object) -> Review:
    """A review of the quarter, chaired by the leader, with transport and finance asked to come."""
    period = Period.parse(code)
    plain: dict[str, object] = {
        "period": period, "ahead": period.next(), "title_vi": f"Hội nghị {code}", "title_en": f"Review {code}",
        "chairs": [world.posts["leader"]], "attending": [world.posts["transport"], world.posts["finance"]],
        "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return actions.create_review(code=code, held_on=held_on, **(plain | fields))


def with_agenda(world: World, **fields: object) -> Review:
    """The same with one gap on its agenda."""
    made = review(world, **fields)
    actions.put_items(review=made, items=[GAP], by=world.actor("specialist"), at=NOW)
    return made


def item(of: Review) -> AgendaItem:
    """The first item of the agenda."""
    return of.items.first()


def opened(world: World, of: Review) -> Review:
    """The review, opened on a vintage."""
    by = world.actor("specialist")
    vintage = freeze_vintage(code=f"{of.code}-v", name_vi="V", name_en="V", known_on=NOW, by=by, at=NOW)
    return actions.open_review(review=of, vintage=vintage, by=by, at=NOW)


def secretary_of_the_party(world: World) -> Post:
    """The head of the provincial Party committee."""
    body, _made = Organisation.objects.get_or_create(
        code="TINHUY", defaults={"name_vi": "Tỉnh ủy", "name_en": "Provincial Party Committee", "line": "party",
                                 "kind": "party_committee", "area": world.areas["P"]},
    )  # fmt: skip
    post, made = Post.objects.get_or_create(
        code="party_secretary", defaults={"organisation": body, "name_vi": "Bí thư Tỉnh ủy",
                                          "name_en": "Secretary of the Party Committee", "role": "leader"},
    )  # fmt: skip
    if made:
        Membership.objects.create(post=post, holder="Sơn", valid_from=LONG_AGO)
    return post


def concluded(world: World, of: Review, author: Post, text: str, kind: str = "decision") -> Conclusion:
    """A conclusion of somebody's."""
    return actions.record_conclusion(
        review=of, item=None, kind=kind, text_vi=text, text_en=f"{text} (en)", author=author,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
