"""Check long drafts in a process of their own, so that nobody waits for a page."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.db import transaction

from quarterdeck.reports.actions import finish_check
from quarterdeck.reports.queries import desk
from quarterdeck.web import clock

_PROGRAM = "import sys, django; django.setup(); from quarterdeck.reports.jobs import checking; checking.check({number})"
_running: list[subprocess.Popen[bytes]] = []


def start_if_waiting(of: Any) -> None:
    """Check a draft that waits for it, in a process that outlives this one, once it is stored for good."""
    number = of.pk
    if of.state == of.CHECKING:
        transaction.on_commit(lambda: _start(number))


def _start(number: int) -> None:
    _running[:] = [one for one in _running if one.poll() is None]
    _running.append(
        subprocess.Popen(  # noqa: S603 - a command of our own
            [sys.executable, "-c", _PROGRAM.format(number=number)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"QUARTERDECK_HOME": str(settings.HOME),
                              "DJANGO_SETTINGS_MODULE": "quarterdeck.config.settings"},
        )
    )  # fmt: skip


def check(number: int) -> None:
    """Finish the check of one draft."""
    finish_check(draft=desk.draft(number), at=clock.now())
