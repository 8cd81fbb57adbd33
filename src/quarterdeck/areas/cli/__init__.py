"""`quarterdeck areas`: registers in and out, crosswalks, detection of codes, boundaries."""

from typing import Any

import click

from quarterdeck.areas.cli.asked import naming_troubles
from quarterdeck.areas.cli.boundaries import boundaries
from quarterdeck.areas.cli.detection import detect
from quarterdeck.areas.cli.lists import crosswalk, state
from quarterdeck.areas.cli.registers import export, import_

__all__ = ["areas"]


class Careful(click.Group):
    """Its commands say in one line what the system refuses: a folder that is not there, a disk that is full."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with naming_troubles():
            return super().invoke(ctx)


@click.group(cls=Careful)
def areas() -> None:
    """Take in a register of units, ask what became of whom, give boundaries to units.

    \b
    Examples:
      quarterdeck areas import registers/ee            says what would happen, writes nothing
      quarterdeck areas import registers/ee --commit
      quarterdeck areas state --date 2025-07-01 --level 1
      quarterdeck areas crosswalk --from 2025-06-30 --to 2025-07-01 --level 3 --out crosswalk.csv
      quarterdeck areas detect table.xlsx
      quarterdeck areas boundaries communes.geojson --date 2025-07-01
    """


for command in (import_, export, state, crosswalk, detect, boundaries):
    areas.add_command(command)
