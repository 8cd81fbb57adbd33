"""The `quarterdeck` command. Each command is loaded when it is asked for, so that help answers at once."""

import importlib
import os
import sys
from typing import NamedTuple

import click

from quarterdeck.core.errors import NotFound, QuarterdeckError
from quarterdeck.web.home import has_store


class Place(NamedTuple):
    """Where a command lives and what it says of itself in the list."""

    module: str
    attribute: str
    summary: str
    needs_store: bool = True
    makes_store: bool = True  # where False, it only reads one that is there


COMMANDS = {
    "demo": Place("quarterdeck.config.start", "demo", "Load the sample province and serve it."),
    "serve": Place("quarterdeck.config.start", "serve", "Serve this store; an empty one leads through its set-up."),
    "accounts": Place("quarterdeck.people.cli", "accounts", "Give people accounts, and new passwords."),
    "figures": Place("quarterdeck.figures.cli", "figures", "Import figures from CSV or Excel, and print them."),
    "query": Place("quarterdeck.figures.cli.query", "query", "Ask for figures of any areas, periods and borders."),
    "engine": Place("quarterdeck.figures.cli.engine", "engine", "Compact, verify or rebuild what the engine keeps."),
    "areas": Place("quarterdeck.areas.cli", "areas", "Take in registers of units, and ask what became of whom."),
    "report": Place(
        "quarterdeck.reports.cli.report",
        "report",
        "Write the briefing, report, minutes or a notice.",
        makes_store=False,
    ),
    "check": Place(
        "quarterdeck.reports.cli.check", "check", "Check a text against the figures of a review.", makes_store=False
    ),
    "read": Place(
        "quarterdeck.reports.cli.read", "read", "List the numbers, tasks and documents of a text.", needs_store=False
    ),
    "write": Place(
        "quarterdeck.reports.cli.write", "write", "Put figures into words, in both languages.", makes_store=False
    ),
    "tasks": Place("quarterdeck.tasks.cli.group", "tasks", "Take in and take away lists of tasks."),
    "clarity": Place("quarterdeck.tasks.cli", "clarity", "Check whether a task is clear.", needs_store=False),
    "notices": Place("quarterdeck.notices.cli", "notices", "Send what people were told by mail.", makes_store=False),
    "tick": Place("quarterdeck.config.tick", "tick", "Do what is due by itself: remind, send mail.", makes_store=False),
    "messages": Place("quarterdeck.config.messages", "messages", "Collect and compile translations.", False),
}

EPILOG = """\b
Examples:
  quarterdeck demo                                   the sample province on http://127.0.0.1:8000
  quarterdeck figures import june.xlsx --dry-run     says what would happen, writes nothing
  quarterdeck figures import june.xlsx               all rows or none
  quarterdeck query BUDGET_REV --children            the province's latest figures and those of its districts
  quarterdeck report 2024-Q1 --kind briefing --lang en --format pdf --out briefing.pdf
  quarterdeck check draft.txt --review 2024-Q1
  quarterdeck clarity "Sở GTVT trình phương án trước 15/04/2024" --lang vi

The store is the folder QUARTERDECK_HOME, or ./var in the project."""


class Rooms(click.Group):
    """Finds a command's room only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the work."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading their rooms."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.summary) for name, place in COMMANDS.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's room, with Django started where it needs the store."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        if place.needs_store:
            if not place.makes_store and not {"--help", "-h"} & set(sys.argv):
                _require_store()
            import django

            django.setup()
        command: click.Command = getattr(importlib.import_module(place.module), place.attribute)
        return command


def _require_store() -> None:
    """Raise `NotFound` where there is no store, before anything makes an empty one."""
    if not has_store():
        raise NotFound(
            "There is no store here.",
            place=os.environ.get("QUARTERDECK_HOME", ""),
            remedy="Set QUARTERDECK_HOME to the folder of a store, or make one: `quarterdeck demo` or `serve`.",
        )


@click.command(cls=Rooms, epilog=EPILOG)
@click.version_option(package_name="quarterdeck")
def group() -> None:
    """Quarterdeck: figures, reviews, decisions, tasks and reports of a province."""


def main() -> None:
    """Run the command; an expected failure is one clear line and exit code 2, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quarterdeck.config.settings")
    try:
        group()
    except QuarterdeckError as failure:
        click.echo(f"quarterdeck: {failure}", err=True)
        sys.exit(2)
    except Exception as failure:
        if not _is_of_older_tables(failure):
            raise
        click.echo(f"quarterdeck: {OLDER}", err=True)
        sys.exit(2)


OLDER = (
    "The tables of this store are missing or older than the program. "
    "Start `quarterdeck serve` once: it brings them up to date."
)


def _is_of_older_tables(failure: Exception) -> bool:
    """Whether the store lacks a table or column that the program knows, in the words of SQLite or PostgreSQL."""
    if not type(failure).__module__.startswith("django.db"):
        return False
    words = f"{failure} {failure.__cause__!r}"
    return any(one in words for one in ("no such table", "no such column", "UndefinedTable", "UndefinedColumn"))
