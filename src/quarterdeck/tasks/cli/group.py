"""`quarterdeck tasks`: take lists of tasks in and away from the command line."""

import click

from quarterdeck.tasks.cli.reminding import remind
from quarterdeck.tasks.cli.taking_away import export
from quarterdeck.tasks.cli.taking_in import import_sheet


@click.group()
def tasks() -> None:
    """Take lists of tasks in and away, and remind of what is due.

    \b
    Examples:
      quarterdeck tasks import follow-up.xlsx --dry-run
      quarterdeck tasks export --set open_overdue --out overdue.xlsx
      quarterdeck tasks remind --dry-run
    """


tasks.add_command(export)
tasks.add_command(remind)
tasks.add_command(import_sheet)
