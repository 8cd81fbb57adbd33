"""`areas detect`: of which days the codes of a table are."""

import json
from pathlib import Path

import click

from quarterdeck.areas.cli.asked import AS_JSON, held
from quarterdeck.areas.rules.tables import Table, find_columns
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Detection, Fit, remarks
from quarterdeck.core.lineage import detect as detect_days
from quarterdeck.papers.csv_sheet import csv_lines
from quarterdeck.papers.sheets import read_sheet

BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
FIRST = 5  # disagreements and stray codes that are listed


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--column", default="", help="The head of the column of codes (default: the one that looks like it).")
@click.option("--names", default="", help="The head of the column of names (default: the one that looks like it).")
@AS_JSON
def detect(file: Path, column: str, names: str, as_json: bool) -> None:
    """Tell of which days the codes in FILE (CSV or Excel) are: codes are given out again with another meaning.

    \b
    Examples:
      quarterdeck areas detect table.csv
      quarterdeck areas detect table.xlsx --column "Mã xã" --names "Tên xã" --json

    Exit code 0 whatever was found, 2 where the file or the column cannot be read.
    """
    register = held()
    table = find_columns(_lines(file), register, place=file.name, codes=column, names=names)
    found = detect_days(table.codes, table.names, register)
    if as_json:
        click.echo(json.dumps(_told(found, table), ensure_ascii=False, indent=1))
        return
    called = f' and names in "{table.names_head}"' if table.names is not None else ", no column of names"
    click.echo(f'{file.name}: codes in "{table.codes_head}"{called}')
    for remark in remarks(found):
        click.echo(str(remark))
    if len(found.fits) == 1:
        _list(found.fits[0])


def _lines(file: Path) -> list[list[str]]:
    """The cells of the first sheet as text."""
    content = file.read_bytes()
    if file.suffix.lower() in BOOKS:
        return [[cell.text for cell in row] for row in read_sheet(content, file.name, merged=True).rows]
    lines = [cells for _, cells in csv_lines(content, file.name)]
    if not any(any(cells) for cells in lines):
        raise BadInput("The file says nothing.", place=file.name, remedy="Save the table again.")
    return lines


def _list(fit: Fit) -> None:
    for one in fit.disagreeing[:FIRST]:
        click.echo(f"  {one.code}: {one.given} in the table, {one.unit.name_vi} in the register")
    for stray in fit.elsewhere[:FIRST]:
        lives = ", ".join(f"{unit.name_vi} {unit.valid_from} – {unit.valid_to or '…'}" for unit in stray.units)
        click.echo(f"  {stray.code}: {lives}")


def _told(found: Detection, table: Table) -> dict[str, object]:
    return {
        "codes_column": table.codes_head, "names_column": table.names_head, "codes": found.codes,
        "fits": [
            {"from": fit.begin.isoformat(), "to": fit.end.isoformat() if fit.end else None, "matched": fit.matched,
             "disagreeing": [one.code for one in fit.disagreeing], "elsewhere": [one.code for one in fit.elsewhere],
             "complete": fit.complete}
            for fit in found.fits
        ],
        "unknown": list(found.unknown), "restored": dict(found.restored), "differing": list(found.differing),
        "remarks": [str(one) for one in remarks(found)],
    }  # fmt: skip
