"""Who takes up a post, with an account or without; accounts are opened, renewed, switched off and on."""

from datetime import date, timedelta

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.rights import Right
from quarterdeck.people.actions import open_account, renew_password, switch_account, take_up_post
from quarterdeck.people.models import Membership, Organisation, Post, User
from quarterdeck.people.queries import actor_for
from quarterdeck.people.queries.acts import latest, version
from tests.world import NOW, PASSWORD, TODAY, World

NEW = "bamboo bridge river"


def take_up(world: World, code: str = "finance", by: str = "admin", **fields: object) -> Membership:
    plain: dict[str, object] = {
        "holder": "Mai", "user": None, "day": TODAY, "replace": True, "version": version("post", code),
    }  # fmt: skip
    return take_up_post(post=world.posts[code], **(plain | fields), by=world.actor(by), at=NOW)


def holders(code: str, day: date = TODAY) -> set[str]:
    held = Membership.objects.filter(post__code=code, valid_from__lte=day).exclude(valid_to__lte=day)
    return set(held.values_list("holder", flat=True))


def test_a_new_holder_takes_over_on_the_day(world: World) -> None:
    take_up(world)
    assert (holders("finance", TODAY - timedelta(days=1)), holders("finance")) == ({"Phúc"}, {"Mai"})
    acts = list(Line.objects.order_by("id").values_list("act", "about"))
    assert acts == [("membership.begun", "finance"), ("membership.ended", "finance")]


def test_two_may_hold_a_post_together(world: World) -> None:
    take_up(world, replace=False)
    assert holders("finance") == {"Phúc", "Mai"}


def test_an_account_acts_as_the_post_that_it_takes_up(world: World) -> None:
    made = take_up(world, holder="", user=world.users["outsider"])
    assert made.holder == "Oanh"
    assert actor_for(world.users["outsider"], TODAY).post == "finance"


def test_a_holder_without_an_account_gets_one_and_no_second_term(world: World) -> None:
    take_up(world, holder="Oanh")
    made = take_up(world, holder="Oanh", user=world.users["outsider"])
    assert made.user == world.users["outsider"]
    assert Membership.objects.filter(post__code="finance", holder="Oanh").count() == 1
    assert Line.objects.first().act == "membership.linked"


@pytest.mark.parametrize(
    ("fields", "place"),
    [({"holder": " "}, "holder"), ({"day": date(2009, 1, 1)}, "day"), ({"holder": "Phúc"}, "holder")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(world: World, fields: dict[str, object], place: str) -> None:
    Post.objects.filter(code="finance").update(valid_from=date(2010, 1, 1))
    with pytest.raises((BadInput, Conflict)) as failure:
        take_up(world, **fields)
    assert failure.value.place == place
    assert holders("finance") == {"Phúc"}


def test_of_two_who_appoint_at_once_the_second_is_told(world: World) -> None:
    seen = version("post", "finance")
    take_up(world, version=seen)
    with pytest.raises(Conflict, match="Somebody else changed this"):
        take_up(world, holder="Tư", version=seen)
    assert holders("finance") == {"Mai"}


def test_the_last_administrator_takes_up_no_other_post(world: World) -> None:
    with pytest.raises(Refused, match="nobody could administer"):
        take_up(world, holder="", user=world.users["admin"])
    take_up(world, "admin", holder="", user=world.users["outsider"], replace=False)
    take_up(world, holder="", user=world.users["admin"])
    assert Right.ADMINISTER not in world.actor("admin").rights
    assert Right.ADMINISTER in world.actor("outsider").rights


def open_for(world: World, by: str = "admin", **fields: object) -> User:
    plain: dict[str, object] = {
        "username": "nga", "password": NEW, "name": "Nga", "language": "en", "post": world.posts["finance"],
        "replace": False, "day": TODAY, "version": latest(),
    }  # fmt: skip
    return open_account(**(plain | fields), by=world.actor(by), at=NOW)


def test_an_account_is_opened_with_or_without_a_post(world: World) -> None:
    assert actor_for(open_for(world), TODAY).post == "finance"
    assert actor_for(open_for(world, username="ty", post=None), TODAY).post == ""
    assert holders("finance") == {"Phúc", "Nga"}


def test_an_account_whose_post_cannot_be_taken_is_not_opened(world: World) -> None:
    seen = latest()
    take_up(world)
    with pytest.raises(Conflict, match="Somebody else"):
        open_for(world, version=seen)
    with pytest.raises(BadInput):
        open_for(world, username="admin")
    assert not User.objects.filter(username="nga").exists()


def test_a_new_password_is_given_once_for_a_page_that_is_up_to_date(world: World) -> None:
    user, seen = world.users["district"], version("account", "district")
    renew_password(user=user, password=NEW, version=seen, by=world.actor("admin"), at=NOW)
    with pytest.raises(Conflict):
        renew_password(user=user, password="another bridge river", version=seen, by=world.actor("admin"), at=NOW)
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.check_password(PASSWORD)


def test_an_account_is_switched_off_and_on_again(world: World) -> None:
    user = world.users["district"]
    for active in (False, True):
        switch_account(
            user=user, active=active, version=version("account", "district"), by=world.actor("admin"), at=NOW
        )
        user.refresh_from_db()
        assert user.is_active is active
    assert holders("district") == {"Minh"}
    acts = Line.objects.order_by("id").values_list("act", flat=True)
    assert list(acts) == ["account.deactivated", "account.reactivated"]


def test_the_last_administrator_is_not_switched_off(world: World) -> None:
    with pytest.raises(Refused, match="nobody could administer"):
        switch_account(user=world.users["admin"], active=False, version=0, by=world.actor("admin"), at=NOW)
    assert User.objects.get(username="admin").is_active


@pytest.mark.parametrize("person", ["specialist", "leader"])
def test_only_who_administers_appoints_and_gives_accounts(world: World, person: str) -> None:
    by, user = world.actor(person), world.users["district"]
    for attempt in (
        lambda: take_up(world, by=person), lambda: open_for(world, by=person),
        lambda: renew_password(user=user, password=NEW, version=0, by=by, at=NOW),
        lambda: switch_account(user=user, active=False, version=0, by=by, at=NOW),
    ):  # fmt: skip
        with pytest.raises(Refused, match="may not administer"):
            attempt()
    assert Organisation.objects.count() == 6
    assert Line.objects.count() == 0
