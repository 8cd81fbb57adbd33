"""`quarterdeck notices`: send what people were told by mail. A timer of the machine calls it."""

import sys

import click
from django.utils import translation

from quarterdeck.notices import jobs
from quarterdeck.notices.queries.digests import without_address
from quarterdeck.web import clock


@click.group()
def notices() -> None:
    """Send what people were told by mail, in the language of each.

    The server is named by QUARTERDECK_MAIL, the sender by QUARTERDECK_MAIL_FROM, the address of this store in links by
    QUARTERDECK_ADDRESS. Let a timer call it every ten minutes: it sends each person what is due at that time only.

    \b
    Examples:
      quarterdeck notices send
      */10 * * * *  quarterdeck notices send --quiet       in a crontab
    """


@notices.command()
@click.option("--quiet", is_flag=True, help="Say only what failed.")
def send(quiet: bool) -> None:
    """Send everybody the mail that is due now; what fails is sent in the next run.

    Exit code 1 where a mail failed, 2 where the server cannot be reached.

    \b
    Example:
      QUARTERDECK_MAIL=smtp+starttls://user:password@mail.example:587 quarterdeck notices send
    """
    with translation.override("en"):
        done = jobs.send_due(clock.now())
        missing = without_address(clock.today())
    if not quiet:
        click.echo(f"Sent {done.sent}, failed {len(done.failed)}, nothing new for {done.nothing}.")
        if missing:
            names = ", ".join(one.username for one in missing)
            click.echo(f"No mail address: {names}. They find everything in their inbox.")
    for name, problem in done.failed:
        click.echo(f"{name}: {problem}", err=True)
    if done.failed:
        sys.exit(1)
