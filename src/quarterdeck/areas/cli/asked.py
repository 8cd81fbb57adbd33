"""What the commands of the room have in common: days, levels, and the register that the store holds."""

import atexit
import csv
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import IO, Any

import click
from django.core.management import call_command
from django.db import DatabaseError

from quarterdeck.areas.queries import register
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.lineage import Register, Standing, Unit
from quarterdeck.core.messages import Message, gettext_noop

LEVEL = click.option("--level", type=click.IntRange(1), help="Only units of this level; 1 is the highest.")
IN_FORCE = click.option("--in-force", is_flag=True, help="Leave out what events that are only planned will bring.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


class Day(click.ParamType):
    """A day such as 2025-07-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a refusal that shows how to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2025-07-01.", param, ctx)


DAY = Day()


def held(*, in_force: bool = False, until: date | None = None) -> Register:
    """The register with what is planned and staged, or only what is in force; `NotFound` where the store holds none.

    Planned events up to the day `until` are mentioned on stderr.
    """
    keep_everything()
    try:
        found = register(expected=not in_force)
    except DatabaseError:  # an empty store, or one of an earlier version
        call_command("migrate", verbosity=0, interactive=False)
        found = register(expected=not in_force)
    if not found.units:
        raise NotFound(
            gettext_noop("This store holds no units yet."),
            remedy=gettext_noop("Take in a register first: quarterdeck areas import DIR --commit"),
        )
    coming = [one for one in found.events.values() if one.standing is not Standing.IN_FORCE]
    if until is not None and (near := [one for one in coming if one.day <= until]):
        click.echo(f"Note: {len(near)} of the events up to {until} are planned, not in force.", err=True)
    return found


def keep_everything() -> None:
    """Do not look for garbage while the command runs, nor when it ends: the register lives as long as the command.

    It halves the time of a command over tens of thousands of units.
    """
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def alive_on(found: Register, day: date, level: int | None) -> list[Unit]:
    """The units of a day. Raises `NotFound`, with the days there are, where nobody was alive."""
    units = found.state(day, level)
    if not units:
        first = min(unit.valid_from for unit in found.units.values())
        raise NotFound(
            Message(gettext_noop("No unit of this level was alive on {day}."), {"day": day})
            if level
            else Message(gettext_noop("No unit was alive on {day}."), {"day": day}),
            remedy=Message(
                gettext_noop("The register begins on {day} and has these levels: {levels}."),
                {"day": first, "levels": ", ".join(map(str, sorted({one.level for one in found.units.values()})))},
            ),
        )
    return units


def write_rows(out: Path | None, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """CSV in UTF-8 with plain line ends, to a file or to stdout; `BadInput` where it cannot be written."""
    with naming_troubles(str(out) if out else ""):
        target: AbstractContextManager[IO[str]] = (
            out.open("w", encoding="utf-8", newline="") if out else nullcontext(sys.stdout)
        )
        with target as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(heads)
            writer.writerows(rows)
            stream.flush()


@contextmanager
def naming_troubles(file: str = "") -> Iterator[None]:
    """What the system refuses, as a `BadInput` that names the file; "" for the one that the system names."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read the output has had enough: click ends the command in silence
    except OSError as refused:
        name = file or refused.filename or ""
        if not name:
            _let_go_of_output()
        raise BadInput(
            Message(gettext_noop("{file} cannot be read or written: {reason}."),
                    {"file": name or "stdout", "reason": refused.strerror or refused}),
            remedy=gettext_noop("See that the folder is there, that you may use it, and that the disk has room."),
        ) from refused  # fmt: skip


def _let_go_of_output() -> None:
    """What could not be written to stdout would be tried again, and fail again, when the command ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
