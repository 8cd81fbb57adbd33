"""Nothing is offered to a post that its gate refuses: every link and button of both rooms, tried by every post."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.people.models import Membership, Organisation, Post, User
from tests.difficulties.cast import answered, called, landslide, watched
from tests.handbook.cast import LAW, drafted, published
from tests.world import LONG_AGO, PASSWORD, World

SignIn = Callable[..., Client]
ROLES = ("specialist", "transport", "finance", "district", "leader", "party", "verifier", "inspector", "admin")
OFFERED = re.compile(r'(?:href|action|hx-get|hx-post)="(/(?:difficulties|handbook|documents)/[^"#]*)"')


@pytest.fixture
def busy(world: World) -> list[str]:
    """Pages of both rooms with something in every state, and the leader of a Party committee beside the cast."""
    body = Organisation.objects.create(code="TINHUY", name_vi="Tỉnh ủy", name_en="Party Committee", line="party",
                                       kind="committee", area=world.areas["P"])  # fmt: skip
    post = Post.objects.create(code="party", organisation=body, name_vi="Bí thư", name_en="Secretary", role="leader")
    user = world.users["party"] = User.objects.create_user("party", PASSWORD, name="Sơn")
    Membership.objects.create(post=post, user=user, holder="Sơn", valid_from=LONG_AGO)
    call, case = called(world), watched(world)
    asked, money = landslide(world), landslide(world, asks="capital")
    settled = answered(world, landslide(world, call=call))
    draft = drafted(world, basis=LAW, answered_by=world.posts["transport"])
    entry = published(world)
    return [
        "/difficulties/", f"/difficulties/{asked.code}/", f"/difficulties/{money.code}/",
        f"/difficulties/{settled.code}/", "/difficulties/calls/", f"/difficulties/calls/{call.code}/",
        "/difficulties/watch/", f"/difficulties/watch/{case.code}/", "/handbook/", f"/handbook/{draft.number}/",
        f"/handbook/{entry.number}/", "/handbook/waiting/", "/handbook/editions/",
        f"/handbook/alike/?difficulty={asked.code}", f"/handbook/alike/?difficulty={money.code}",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_no_link_and_no_button_leads_to_a_refusal(busy: list[str], signed_in: SignIn, role: str) -> None:
    client, tried = signed_in(role, "en"), set()
    for page in busy:
        for address in OFFERED.findall(client.get(page).content.decode()):
            tried.add((page, address.replace("&amp;", "&")))
    refused = [offer for offer in sorted(tried) if client.get(offer[1]).status_code == 403]
    assert tried
    assert refused == []
