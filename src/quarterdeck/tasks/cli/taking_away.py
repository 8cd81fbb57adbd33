"""`quarterdeck tasks export`: the list of tasks as a file."""

from pathlib import Path
from typing import cast

import click
from django.utils import translation

from quarterdeck.core.rights import SYSTEM
from quarterdeck.papers.content import Footer, Lang
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.tasks.queries import lists, sheets, standings
from quarterdeck.tasks.queries.wanted import SETS, Wanted
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.words import moment

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The .xlsx or .csv to write."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True, help="Language.")
@click.option("--set", "bucket", type=click.Choice([str(one) for one in SETS]), default=None, help="Only these tasks.")
@click.option("--search", default="", help="Only tasks with these words, with or without accents.")
@click.option("--organisation", default="", help="Only tasks that this body (code) leads, helps with or accepts.")
@click.option("--theme", default="", help="Only tasks whose indicator is of this theme (code).")
@click.option(
    "--sort", type=click.Choice(["due", "late", "lead", "newest", "code", "entered"]), default="due", show_default=True
)
def export(out: Path, lang: str, bucket: str | None, search: str, organisation: str, theme: str, sort: str) -> None:
    """Write the list of tasks to a file, with every column, in one language.

    \b
    Examples:
      quarterdeck tasks export --out tasks.xlsx
      quarterdeck tasks export --set open_overdue --sort late --lang vi --out overdue.csv
    """
    if out.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError("Let the name of the file end in .xlsx or .csv.")
    wanted = Wanted(
        search=search, bucket=bucket or "", organisation=organisation, theme=theme, sort=sort
    )  # fmt: skip
    with translation.override(lang):
        today = clock.today()
        table = sheets.table(standings(today, lists.listed(wanted, SYSTEM, today)))
        words = cast(Lang, lang)
        footer = Footer(vintage=moment(clock.now()), produced=moment(clock.now()))
        data = (
            write_csv(table, lang=words)
            if out.suffix.lower() == ".csv"
            else write_workbook([table], lang=words, footer=footer)
        )
    out.write_bytes(data)
    click.echo(f"Wrote {len(table.rows)} tasks to {out}")
