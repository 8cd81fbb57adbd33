"""The command `accounts`: adds accounts, sets passwords, lists who has one; every act is in the record."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError, Refused
from quarterdeck.core.rights import NOBODY
from quarterdeck.people.actions import change_password
from quarterdeck.people.cli import accounts
from quarterdeck.people.models import Membership, User
from quarterdeck.people.queries import actor_for
from tests.world import NOW, PASSWORD, TODAY, World

NEW = "bamboo bridge river"


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(accounts, list(arguments), input=given)


def refused(*arguments: str, given: str = "") -> QuarterdeckError:
    failure = run(*arguments, given=given).exception
    assert isinstance(failure, QuarterdeckError)
    return failure


def signs_in(username: str, password: str) -> bool:
    answer = Client().post("/account/login/", {"login": username, "password": password})
    return answer.status_code == 302


def add(username: str = "nga", post: str = "finance", *more: str, given: str = f"{NEW}\n{NEW}\n") -> Result:
    return run("add", username, "--post", post, "--name", "Nga", *more, given=given)


@pytest.mark.store
def test_a_new_account_acts_as_its_post_and_signs_in(world: World) -> None:
    done = add("nga", "finance", "--language", "en")
    assert done.exit_code == 0
    assert "nga, who acts as finance (Director of the Department of Finance) from 2024-03-27 on" in done.output
    nga = User.objects.get(username="nga")
    assert (nga.language, actor_for(nga, TODAY).post) == ("en", "finance")
    assert signs_in("nga", NEW)


def test_the_password_is_asked_for_until_it_is_given_twice_and_never_shown(world: World) -> None:
    done = add(given=f"{NEW}\nsomething else\n{NEW}\n{NEW}\n")
    assert done.exit_code == 0
    assert NEW not in done.output
    assert signs_in("nga", NEW)


def test_a_password_comes_from_standard_input(world: World) -> None:
    assert add("nga", "finance", "--password-stdin", given=f"{NEW}\n").exit_code == 0
    assert signs_in("nga", NEW)


@pytest.mark.parametrize(
    ("username", "post", "given", "error", "words"),
    [
        ("nga", "nobody", NEW, NotFound, "no post with the code nobody"),
        ("specialist", "finance", NEW, BadInput, "already an account named specialist"),
        ("nga", "finance", "12345", BadInput, "too short"),
        ("nga", "finance", "", BadInput, "no password on standard input"),
    ],
)
def test_what_is_wrong_is_said_in_english_and_nothing_is_kept(
    world: World, username: str, post: str, given: str, error: type[Exception], words: str
) -> None:
    before = (User.objects.count(), Membership.objects.count(), Line.objects.count())
    failure = refused("add", username, "--post", post, "--name", "Nga", "--password-stdin", given=given)
    assert isinstance(failure, error)
    assert words in str(failure)
    assert (User.objects.count(), Membership.objects.count(), Line.objects.count()) == before


def test_a_new_password_replaces_the_old_one_and_signs_out(world: World) -> None:
    open_page = Client()
    open_page.post("/account/login/", {"login": "district", "password": PASSWORD})
    assert open_page.get("/figures/").status_code == 200
    assert run("password", "district", given=f"{NEW}\n{NEW}\n").exit_code == 0
    assert open_page.get("/figures/").status_code == 302
    assert not signs_in("district", PASSWORD)
    assert signs_in("district", NEW)


def test_the_record_names_the_account_but_not_its_password(world: World) -> None:
    run("password", "district", "--password-stdin", given=NEW)
    line = Line.objects.get(act="account.password")
    assert (line.actor, line.about_kind, line.about) == ("Quarterdeck", "account", "district")
    assert NEW not in f"{line.detail}{line.reason}"


def test_a_weak_password_or_an_unknown_account_changes_nothing(world: World) -> None:
    assert "too common" in str(refused("password", "district", "--password-stdin", given="password123"))
    assert "no account named nobody" in str(refused("password", "nobody", "--password-stdin", given=NEW))
    assert signs_in("district", PASSWORD)


def test_only_who_administers_sets_passwords_of_others(world: World) -> None:
    for by in (NOBODY, world.actor("leader")):
        with pytest.raises(Refused):
            change_password(username="district", password=NEW, by=by, at=NOW)
    assert signs_in("district", PASSWORD)


def test_the_list_names_posts_and_who_has_none_or_is_deactivated(world: World) -> None:
    User.objects.filter(username="district").update(is_active=False)
    lines = run("list").output.splitlines()
    assert len(lines) == User.objects.count()
    (lan,) = [line for line in lines if line.startswith("specialist ")]
    assert "Lan" in lan
    assert "specialist (General affairs specialist)" in lan
    (minh,) = [line for line in lines if line.startswith("district ")]
    assert minh.endswith("; deactivated")
    (oanh,) = [line for line in lines if line.startswith("outsider ")]
    assert oanh.endswith("no post: may do nothing")


def test_an_empty_list_says_what_to_do(db: None) -> None:
    assert "Nobody has an account yet" in run("list").output


@pytest.mark.parametrize("command", ["", "add", "password", "list"])
def test_help_teaches_by_examples(command: str) -> None:
    shown = run(*filter(None, [command, "--help"])).output
    assert "quarterdeck accounts " in shown.partition("Example")[2]
