"""Compaction in a process of its own, started when enough has come in. Light: every process loads it."""

import logging
import os
import subprocess
import sys
import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction

BETWEEN_SECONDS = 60
_started: dict[str, float] = {}
_running: list[subprocess.Popen[bytes]] = []

logger = logging.getLogger(__name__)


def after_batch(**_: Any) -> None:
    """A batch is being written: once it is there for good, see whether there is enough to be compacted."""
    if settings.ENGINE_TAIL:
        transaction.on_commit(compact_if_due, robust=True)


def after_damage(**_: Any) -> None:
    """A file of the engine turned out to be damaged: have its year made again."""
    if settings.ENGINE_TAIL and _is_time():
        start()


def compact_if_due() -> bool:
    """Start a compaction where more rows are not in the segments than the store's setting; whether it did.

    Not again before a minute has passed, so that one which fails is not tried with every figure.
    """
    if not settings.ENGINE_TAIL or not _is_time():
        return False
    try:
        due = bool(import_module("quarterdeck.figures.jobs.compacting").tail_rows() > settings.ENGINE_TAIL)
    except DatabaseError as error:
        logger.warning("Nobody knows how many rows the segments of the figures engine lack: %s", error)
        return False
    if due:
        start()
    return due


def _is_time() -> bool:
    return time.monotonic() - _started.get("at", -BETWEEN_SECONDS) >= BETWEEN_SECONDS


def start() -> None:
    """Compact with low priority, in a process that outlives this one; what fails is said on its standard error."""
    _started["at"] = time.monotonic()
    _running[:] = [one for one in _running if one.poll() is None]
    program = "import sys; from quarterdeck.config.cli import main; sys.argv[0] = 'quarterdeck'; main()"
    _running.append(
        subprocess.Popen(  # noqa: S603 - a command of our own
            [sys.executable, "-c", program, "engine", "compact", "--quiet"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"QUARTERDECK_HOME": str(settings.HOME)},
        )
    )  # fmt: skip
