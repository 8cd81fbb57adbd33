"""`quarterdeck tick`: everything that is due by itself. One timer of the machine calls it; nothing else is needed."""

import os
import shlex
import sys
from datetime import datetime

import click
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone, translation

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.rights import SYSTEM
from quarterdeck.notices import jobs
from quarterdeck.tasks.actions.ladder import climb_ladder
from quarterdeck.web import clock
from quarterdeck.web.home import home, keep_tick, last_tick

# Reminders go out from this hour of the morning on, once a day.
MORNING = 6
PASSED_ON = ("QUARTERDECK_DATABASE_URL", "QUARTERDECK_MAIL", "QUARTERDECK_MAIL_FROM", "QUARTERDECK_ADDRESS")


@click.command()
@click.option("--quiet", is_flag=True, help="Say only what failed.")
@click.option("--timer", type=click.Choice(["systemd", "cron"]), default=None,
              help="Print the timer for this installation and do nothing.")  # fmt: skip
def tick(quiet: bool, timer: str | None) -> None:
    """Do what is due by itself: remind of tasks once every morning, and send the mail that is due.

    Let a timer call it every ten minutes; --timer prints one with the folders and settings of this installation. Called
    more often it does nothing twice, and what was missed is made up for. Home tells administrators when it last ran.

    Exit code 1 where something failed; the next run tries it again.

    \b
    Examples:
      quarterdeck tick
      quarterdeck tick --timer cron | crontab -
      quarterdeck tick --timer systemd
    """
    if timer:
        click.echo(_cron() if timer == "cron" else _systemd())
        return
    with translation.override("en"):
        failed = _run(clock.now(), quiet)
    if failed:
        sys.exit(1)


def _run(at: datetime, quiet: bool) -> bool:
    """Do it and keep what came of it; whether something failed."""
    said, failed, reminded = [], [], str(last_tick().get("reminded_on", ""))
    local = timezone.localtime(at)
    if local.hour >= MORNING and reminded != local.date().isoformat():
        try:
            told = len({one.task.pk for one in climb_ladder(by=SYSTEM, at=at)})
            reminded = local.date().isoformat()
            said.append(f"Reminded of {told} tasks.")
        except DatabaseError as busy:  # another run reminds at this moment, or the store is being written to
            failed.append(f"Reminders: {busy}")
    if settings.MAIL:
        try:
            done = jobs.send_due(at)
            said.append(f"Sent {done.sent} mails.")
            failed += [f"{name}: {problem}" for name, problem in done.failed]
        except QuarterdeckError as refused:
            failed.append(str(refused))
    else:
        said.append("No mail server is set (QUARTERDECK_MAIL); everybody finds everything in their inbox.")
    keep_tick(at=at.isoformat(), reminded_on=reminded, failed="; ".join(failed))
    for line in said if not quiet else ():
        click.echo(line)
    for line in failed:
        click.echo(line, err=True)
    return bool(failed)


def _command() -> str:
    return f"{shlex.quote(sys.argv[0] if os.path.isabs(sys.argv[0]) else os.path.abspath(sys.argv[0]))} tick --quiet"


def _settings() -> dict[str, str]:
    """What the timer needs of the environment of this installation."""
    return {"QUARTERDECK_HOME": str(home())} | {name: os.environ[name] for name in PASSED_ON if os.environ.get(name)}


def _cron() -> str:
    said = " ".join(f"{name}={shlex.quote(value)}" for name, value in _settings().items())
    return f"*/10 * * * * {said} {_command()}".replace("%", r"\%")


def _systemd() -> str:
    said = "\n".join(f'Environment="{name}={value}"'.replace("%", "%%") for name, value in _settings().items())
    return f"""# /etc/systemd/system/quarterdeck-tick.service
[Unit]
Description=Reminders and mail of Quarterdeck
After=network.target

[Service]
Type=oneshot
User={os.environ.get("USER") or "quarterdeck"}
{said}
ExecStart={_command()}
UMask=0077

# /etc/systemd/system/quarterdeck-tick.timer; then: systemctl enable --now quarterdeck-tick.timer
[Unit]
Description=Reminders and mail of Quarterdeck, every ten minutes

[Timer]
OnCalendar=*:0/10
Persistent=true

[Install]
WantedBy=timers.target"""
