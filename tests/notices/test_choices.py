"""How one wants to be told: what is kept, what cannot be switched off, and where mail goes."""

from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.notices.actions import choose
from quarterdeck.notices.models import Choice, Digest
from quarterdeck.notices.queries.choices import rhythm_of, ways_of
from quarterdeck.notices.rules import KINDS
from quarterdeck.people.actions.contact import keep_contact
from tests.world import NOW, TODAY, World

SignIn = Callable[..., Client]
PAGE = "/notices/choices/"


def filled(**fields: object) -> dict[str, object]:
    """The form as it stands for somebody who chose nothing yet."""
    usual = {key: kind.usual for key, kind in KINDS.items()}
    return usual | {"email": "", "language": "vi", "rhythm": "daily", "version": 0} | fields


@pytest.mark.parametrize(("language", "words"), [("vi", "Cách nhận thông báo"), ("en", "How you are told")])
def test_the_page_shows_every_kind_in_both_languages(
    world: World, signed_in: SignIn, language: str, words: str
) -> None:
    page = signed_in("finance", language).get(PAGE).content.decode()
    assert words in page
    assert page.count("<select") == len(KINDS) + 1


def test_what_is_chosen_is_kept_and_shown_again(world: World, signed_in: SignIn) -> None:
    client, user = signed_in("finance"), world.users["finance"]
    sent = filled(email="phuc@stc.example", rhythm="weekly", language="en") | {"task.progress": "mailed"}
    assert client.post(PAGE, sent).status_code == 302
    user.refresh_from_db()
    assert (user.email, user.language, rhythm_of(user.pk)) == ("phuc@stc.example", "en", ("weekly", 1))
    assert list(Choice.objects.values_list("kind", "way")) == [("task.progress", "mailed")]
    assert ways_of(user.pk)["task.progress"] == "mailed"
    assert 'value="phuc@stc.example"' in client.get(PAGE).content.decode()
    assert not Line.objects.filter(detail__icontains="phuc@stc.example").exists()


def test_what_asks_something_of_the_reader_cannot_be_switched_off(world: World, signed_in: SignIn) -> None:
    assert [key for key, kind in KINDS.items() if kind.asks and "muted" in kind.ways] == []
    answer = signed_in("finance").post(PAGE, filled() | {"task.issued": "muted"})
    assert (answer.status_code, Choice.objects.exists()) == (200, False)
    with pytest.raises(BadInput, match="cannot be told in that way"):
        choose(rhythm="daily", ways={"task.issued": "muted"}, version=0, by=world.actor("finance"), at=NOW)


def test_two_windows_do_not_overwrite_each_other(world: World, signed_in: SignIn) -> None:
    client = signed_in("finance", "en")
    client.post(PAGE, filled(rhythm="never"))
    page = client.post(PAGE, filled(rhythm="weekly")).content.decode()
    assert "You chose otherwise in another window meanwhile." in page
    assert rhythm_of(world.users["finance"].pk) == ("never", 1)
    with pytest.raises(Conflict):
        choose(rhythm="daily", ways={}, version=7, by=world.actor("finance"), at=NOW)


def test_a_wrong_address_is_refused_beside_its_field(world: World, signed_in: SignIn) -> None:
    page = signed_in("finance").post(PAGE, filled(email="phuc@")).content.decode()
    assert 'aria-invalid="true"' in page
    with pytest.raises(BadInput, match="no mail address"):
        keep_contact(user=world.users["finance"], email="phuc", language="vi", by=world.actor("finance"), at=NOW)


def test_only_oneself_and_administrators_change_an_address(world: World) -> None:
    user = world.users["finance"]
    with pytest.raises(Refused):
        keep_contact(user=user, email="x@example.org", language="vi", by=world.actor("transport"), at=NOW)
    assert keep_contact(user=user, email="x@example.org", language="vi", by=world.actor("admin"), at=NOW).email


def test_a_mail_that_failed_is_told_with_what_to_do(world: World, signed_in: SignIn) -> None:
    Digest.objects.create(user=world.users["finance"], day=TODAY, at=NOW, address="phuc@stc.example", held=2,
                          state="failed", problem="550 no such mailbox")  # fmt: skip
    page = signed_in("finance", "en").get(PAGE).content.decode()
    assert "550 no such mailbox" in page
    assert "the next mail holds everything" in page
