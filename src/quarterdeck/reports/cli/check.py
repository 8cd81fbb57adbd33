"""Check a text against the figures."""

import json
from pathlib import Path

import click

from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.prose.check import to_json
from quarterdeck.prose.sources import open_source
from quarterdeck.reports.queries import drafts as queries
from quarterdeck.web.templatetags.quarterdeck.signs import MARKS

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), help="The text's language; told from the text if left out."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.command()
@FILE
@click.option("--review", "code", required=True, help="The review whose figures count, e.g. 2024-Q1.")
@LANG
@AS_JSON
def check(file: Path, code: str, lang: str | None, as_json: bool) -> None:
    """Hold every numeric claim of a text against the figures of a review.

    \b
    Examples:
      quarterdeck check draft.txt --review 2024-Q1
      quarterdeck check draft.txt --review 2024-Q1 --json > findings.json

    With --json: {"claims": [{"start", "end", "quote", "verdict", "reason", "figure"}]}; start and end are half-open
    places in the characters of the text as read. Exit code 0 whatever was found, 2 where the file cannot be read.
    """
    text = open_source(file.read_bytes(), file.name).text
    refuse_secret([text], file_name=file.name)
    found = queries.findings(text, queries.against(review_code=code), lang)
    if as_json:
        click.echo(json.dumps(to_json(found), ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(f"{MARKS[one.verdict]} {one.quote}  [{one.verdict}] {one.reason}")
    click.echo(f"{len(found)} claims, {sum(one.alarm for one in found)} to look at")
