"""The pages of accounts: the password is shown once, nowhere kept, and signs in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.audit.models import Line
from quarterdeck.people.models import Membership, User
from quarterdeck.people.queries import actor_for
from tests.world import PASSWORD, TODAY, World

SignIn = Callable[..., Client]
NEW = "/people/accounts/new/"
SECRET = re.compile(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>")


def sent(client: Client, **fields: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "name": "Nga", "username": "nga", "language": "en", "post": "finance", "replace": "keeps",
        "version": client.get(NEW).context["form"]["version"].value(),
    }  # fmt: skip
    return plain | fields


def signs_in(username: str, password: str) -> bool:
    return Client().post("/account/login/", {"login": username, "password": password}).status_code == 302


def test_an_account_is_made_with_a_password_that_is_shown_once(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    page = client.post(NEW, sent(client))
    (secret,) = SECRET.findall(page.content.decode())
    assert page["Cache-Control"] == "no-store"
    assert signs_in("nga", secret)
    assert actor_for(User.objects.get(username="nga"), TODAY).post == "finance"
    assert secret not in client.get("/people/accounts/nga/").content.decode()
    assert secret not in "".join(f"{line.detail}{line.reason}" for line in Line.objects.all())


def test_no_two_passwords_are_alike(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    pages = [client.post(NEW, sent(client, username=f"nga{number}", post="")) for number in range(5)]
    assert len({SECRET.findall(page.content.decode())[0] for page in pages}) == 5


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"username": "district"}, "username"), ({"username": "new"}, "username"), ({"username": "Nga Lê"}, "username"),
        ({"name": ""}, "name"), ({"post": "nobody"}, "post"), ({"name": "Phúc", "post": "finance"}, "post"),
    ],
)  # fmt: skip
def test_what_cannot_be_stands_beside_its_field(
    world: World, signed_in: SignIn, fields: dict[str, str], field: str
) -> None:
    client = signed_in("admin")
    page = client.post(NEW, sent(client, **fields))
    assert list(page.context["form"].errors) == [field]
    assert not User.objects.filter(name="Nga").exists()


def test_a_holder_without_an_account_gets_one_from_the_page_of_the_body(world: World, signed_in: SignIn) -> None:
    Membership.objects.filter(post__code="finance").update(user=None)
    client = signed_in("admin")
    assert "/people/accounts/new/?post=finance&amp;name=Ph%C3%BAc" in client.get("/people/bodies/STC/").content.decode()
    form = client.get(f"{NEW}?post=finance&name=Phúc").context["form"]
    assert (form["post"].value(), form["name"].value()) == ("finance", "Phúc")
    client.post(NEW, sent(client, name="Phúc", username="phuc"))
    term = Membership.objects.get(post__code="finance")
    assert term.user == User.objects.get(username="phuc")


def test_a_new_password_replaces_the_old_one(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin", "en")
    path = "/people/accounts/district/"
    seen = client.get(path).context["seen"]
    assert client.get(f"{path}password/")["Location"] == path
    page = client.post(f"{path}password/", {"version": seen})
    (secret,) = SECRET.findall(page.content.decode())
    assert (signs_in("district", PASSWORD), signs_in("district", secret)) == (False, True)
    assert client.post(f"{path}password/", {"version": seen}).status_code == 409
    assert signs_in("district", secret)


def test_a_deactivated_account_is_signed_out_and_comes_back(world: World, signed_in: SignIn) -> None:
    client, theirs, path = signed_in("admin", "en"), signed_in("district"), "/people/accounts/district/"
    assert theirs.get("/people/").status_code == 200
    client.post(f"{path}deactivate/", {"version": client.get(path).context["seen"]})
    assert theirs.get("/people/").status_code == 302
    assert not signs_in("district", PASSWORD) or not User.objects.get(username="district").is_active
    assert "deactivated" in client.get("/people/accounts/").content.decode()
    client.post(f"{path}reactivate/", {"version": client.get(path).context["seen"]})
    assert signs_in("district", PASSWORD)
    assert theirs.get("/people/").status_code == 200


def test_buttons_work_only_when_pressed(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    client.get("/people/accounts/district/deactivate/")
    client.post("/people/accounts/district/deactivate/")
    assert User.objects.get(username="district").is_active


def test_the_last_administrator_keeps_its_account_and_is_offered_no_button(world: World, signed_in: SignIn) -> None:
    client = signed_in("admin")
    assert "deactivate" not in client.get("/people/accounts/admin/").content.decode()
    assert client.post("/people/accounts/admin/deactivate/", {"version": 0}).status_code == 403
    assert User.objects.get(username="admin").is_active


def test_the_list_says_who_holds_no_post(world: World, signed_in: SignIn) -> None:
    page = signed_in("admin", "en").get("/people/accounts/").content.decode()
    assert "1 account holds no post and may do nothing." in page
