"""`quarterdeck tasks`: take lists of tasks in and away from the command line."""

import click

from quarterdeck.tasks.cli.taking_away import export


@click.group()
def tasks() -> None:
    """Take lists of tasks in and away.

    \b
    Examples:
      quarterdeck tasks export --set open_overdue --out overdue.xlsx
    """


tasks.add_command(export)
