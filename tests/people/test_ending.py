"""Bodies, posts and terms of office end by hand: not while work is open, not unseen, never without an administrator."""

from datetime import date, timedelta

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.people.actions import end_membership, end_organisation, end_post, take_up_post
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries import actor_for
from quarterdeck.people.queries.acts import version, version_of_body
from tests.difficulties.cast import landslide
from tests.tasks.cast import accepted, issued
from tests.world import NOW, TODAY, World

LATER = TODAY + timedelta(days=5)


def end_body(world: World, code: str = "STC", by: str = "admin", **fields: object) -> Organisation:
    one = world.organisations[code]
    plain: dict[str, object] = {"day": LATER, "reason": "Nghị quyết số 9", "version": version_of_body(one)}
    return end_organisation(organisation=one, **(plain | fields), by=world.actor(by), at=NOW)


def end(world: World, code: str, by: str = "admin", **fields: object) -> Post:
    plain: dict[str, object] = {"day": TODAY, "reason": "Tinh giản", "version": version("post", code)}
    return end_post(post=world.posts[code], **(plain | fields), by=world.actor(by), at=NOW)


def test_a_body_ends_with_its_posts_and_whoever_holds_them(world: World) -> None:
    end_body(world)
    assert Organisation.objects.get(code="STC").valid_to == LATER
    assert set(Post.objects.filter(organisation__code="STC").values_list("valid_to", flat=True)) == {LATER}
    held = Membership.objects.filter(post__organisation__code="STC")
    assert (held.count(), set(held.values_list("valid_to", flat=True))) == (2, {LATER})
    assert actor_for(world.users["finance"], LATER - timedelta(days=1)).post == "finance"
    assert actor_for(world.users["finance"], LATER).post == ""
    line = Line.objects.get()
    assert (line.act, line.about, line.reason, line.detail["day"]) == (
        "organisation.ended", "STC", "Nghị quyết số 9", LATER.isoformat(),
    )  # fmt: skip


@pytest.mark.parametrize(("fields", "place"), [({"reason": "  "}, "reason"), ({"day": date(2009, 1, 1)}, "day")])
def test_an_end_needs_a_reason_and_a_day_after_the_beginning(
    world: World, fields: dict[str, object], place: str
) -> None:
    Organisation.objects.filter(code="STC").update(valid_from=date(2010, 1, 1))
    with pytest.raises(BadInput) as failure:
        end_body(world, **fields)
    assert failure.value.place == place


def test_nothing_ends_twice(world: World) -> None:
    end_body(world)
    with pytest.raises(Conflict, match="already ends on 2024-04-01"):
        end_body(world)
    with pytest.raises(Conflict, match="already ends"):
        end(world, "finance")


def test_a_body_with_open_tasks_or_difficulties_does_not_end(world: World) -> None:
    task = issued(world)
    with pytest.raises(Conflict, match="Open work hangs on SGTVT"):
        end_body(world, "SGTVT")
    with pytest.raises(Conflict, match="Open work hangs on transport"):
        end(world, "transport")
    with pytest.raises(Conflict, match="Open work hangs on leader"):
        end(world, "leader")
    assert task.lead.valid_to is None
    raised = landslide(world)
    for body in (*raised.raised_by.all(), *raised.routed_to.all()):
        with pytest.raises(Conflict, match=raised.code):
            end_body(world, body.code)


def test_a_body_whose_work_is_done_ends(world: World) -> None:
    accepted(world)
    assert end_body(world, "SGTVT", day=TODAY).valid_to == TODAY


def test_who_acted_on_an_older_page_is_refused(world: World) -> None:
    seen = version_of_body(world.organisations["STC"])
    take_up_post(post=world.posts["finance"], holder="Mai", user=None, day=TODAY, replace=True,
                 version=version("post", "finance"), by=world.actor("admin"), at=NOW)  # fmt: skip
    with pytest.raises(Conflict, match="Somebody else changed this"):
        end_body(world, version=seen)
    assert Organisation.objects.get(code="STC").valid_to is None
    assert end_body(world).valid_to == LATER


def test_a_post_ends_and_its_body_stays(world: World) -> None:
    end(world, "finance")
    assert Membership.objects.get(post__code="finance").valid_to == TODAY
    assert Organisation.objects.get(code="STC").valid_to is None
    assert Post.objects.get(code="verifier").valid_to is None
    with pytest.raises(BadInput):
        end(world, "verifier", reason="")


def test_somebody_gives_up_a_post_and_the_post_stays(world: World) -> None:
    term = Membership.objects.get(post__code="finance")
    seen = version("post", "finance")
    end_membership(membership=term, day=LATER, version=seen, by=world.actor("admin"), at=NOW)
    term.refresh_from_db()
    assert (term.valid_to, Post.objects.get(code="finance").valid_to) == (LATER, None)
    with pytest.raises(Conflict, match="Somebody else"):
        end_membership(membership=term, day=TODAY, version=seen, by=world.actor("admin"), at=NOW)
    with pytest.raises(Conflict, match="already ends"):
        end_membership(membership=term, day=TODAY, version=version("post", "finance"), by=world.actor("admin"), at=NOW)


def test_the_last_administrator_cannot_be_ended(world: World) -> None:
    term = Membership.objects.get(post__code="admin")
    with pytest.raises(Refused, match="nobody could administer"):
        end(world, "admin")
    with pytest.raises(Refused, match="nobody could administer"):
        end_body(world, "VPUB")
    with pytest.raises(Refused, match="nobody could administer"):
        end_membership(membership=term, day=LATER, version=0, by=world.actor("admin"), at=NOW)
    term.refresh_from_db()
    assert (term.valid_to, Line.objects.count()) == (None, 0)


@pytest.mark.parametrize("person", ["specialist", "leader"])
def test_only_who_administers_ends_anything(world: World, person: str) -> None:
    with pytest.raises(Refused, match="may not administer"):
        end_body(world, by=person)
    with pytest.raises(Refused, match="may not administer"):
        end(world, "finance", by=person)
    with pytest.raises(Refused, match="may not administer"):
        end_membership(membership=Membership.objects.get(post__code="finance"), day=TODAY, version=0,
                       by=world.actor(person), at=NOW)  # fmt: skip
