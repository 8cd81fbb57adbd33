"""`quarterdeck accounts`: who may sign in, from a terminal on the machine that holds the store."""

import sys

import click
from django.utils import translation

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import SYSTEM
from quarterdeck.people import actions, queries
from quarterdeck.web import clock

STDIN = click.option(
    "--password-stdin", "piped", is_flag=True, help="Read the password from the first line of standard input."
)


@click.group()
def accounts() -> None:
    """Give people accounts and new passwords, and list who has one.

    An account acts as a post, and the post says what it may do. Codes of posts are <body>-<suffix>, as the country
    pack names them: STC-CV is the specialist of the Department of Finance.

    \b
    Examples:
      quarterdeck accounts add lan --post STC-CV --name "Lan"
      quarterdeck accounts password lan
      quarterdeck accounts list
    """


@accounts.command()
@click.argument("username")
@click.option("--post", "code", required=True, help="The code of the post that the account acts as.")
@click.option("--name", required=True, help="The person's name, as records show it.")
@click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the pages."
)
@STDIN
def add(username: str, code: str, name: str, language: str, piped: bool) -> None:
    """Add the account USERNAME, which holds a post from today on.

    The password is asked for twice; the person changes it after signing in.

    \b
    Examples:
      quarterdeck accounts add lan --post STC-CV --name "Lan"
      quarterdeck accounts add mary --post VPUB-CV --name "Mary" --language en
      quarterdeck accounts add lan --post STC-CV --name "Lan" --password-stdin < password.txt
    """
    post = queries.post(code)
    password = _password(piped)
    with translation.override("en"):
        actions.add_account(
            username=username, password=password, name=name, language=language, post=post, day=clock.today(),
            by=SYSTEM, at=clock.now(),
        )  # fmt: skip
    click.echo(f"Added {username}, who acts as {post.code} ({post.name_en}) from {clock.today()} on.")


@accounts.command()
@click.argument("username")
@STDIN
def password(username: str, piped: bool) -> None:
    """Set a new password for the account USERNAME, and sign it out everywhere.

    \b
    Examples:
      quarterdeck accounts password lan
      quarterdeck accounts password lan --password-stdin < password.txt
    """
    new = _password(piped)
    with translation.override("en"):
        actions.change_password(username=username, password=new, by=SYSTEM, at=clock.now())
    click.echo(f"{username} has a new password.")


@accounts.command("list")
def list_accounts() -> None:
    """List every account with its name, its language and the post it acts as today.

    \b
    Example:
      quarterdeck accounts list
    """
    found = queries.accounts(clock.today())
    if not found:
        click.echo("Nobody has an account yet. Serve the store and open its address to set it up.")
    for one in found:
        post = f"{one.post.code} ({one.post.name_en})" if one.post else "no post: may do nothing"
        state = "" if one.active else "; deactivated"
        click.echo(f"{one.username:<20} {one.name:<30} {one.language}  {post}{state}")


def _password(piped: bool) -> str:
    """The password: one line of standard input, or asked for twice without showing it."""
    if not piped:
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same again"))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise BadInput(
            gettext_noop("There is no password on standard input."),
            remedy=gettext_noop("Write it on the first line, or leave out --password-stdin to be asked."),
            place="--password-stdin",
        )
    return line
