"""Check a text against the figures."""

import json
from pathlib import Path

import click

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.prose.check import HINT, Finding, to_json
from quarterdeck.prose.sources import open_source
from quarterdeck.reports.queries import drafts as queries
from quarterdeck.web.clock import now
from quarterdeck.web.templatetags.quarterdeck.signs import MARKS

_STDIN = "-"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--review", "code", default="", help="The review whose figures count, e.g. 2024-Q1.")
@click.option("--vintage", "named", default="", help="The named vintage whose figures count, e.g. 2024-Q1-review.")
@click.option("--lang", type=click.Choice(["vi", "en"]), help="The text's language; told from the text if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--full", is_flag=True, help="With --json: causes, corrections, evidence and candidates too.")
def check(file: Path, code: str, named: str, lang: str | None, as_json: bool, full: bool) -> None:
    """Hold every numeric claim of a text against the figures of a review or of a named vintage.

    FILE is plain text, Word, PDF with a text layer, or HTML; "-" reads from standard input. With both options the text
    is read as one of the review and held against the vintage.

    \b
    Examples:
      quarterdeck check draft.txt --review 2024-Q1
      quarterdeck check report.docx --vintage 2024-Q1-review
      quarterdeck check draft.txt --review 2024-Q1 --json > findings.json

    With --json: {"claims": [{"start", "end", "quote", "verdict", "reason", "figure"}]}; start and end are half-open
    places in the characters of the text as read. Exit code 0 whatever was found, 2 where the file cannot be read.
    """
    if not (code or named):
        raise BadInput(
            gettext_noop("Nothing is named to hold the text against."),
            remedy=gettext_noop("Add --review or --vintage."),
        )
    text = _text(file)
    found = queries.findings(text, queries.against(code, named, now()), lang)
    if as_json:
        click.echo(json.dumps(to_json(found, full=full), ensure_ascii=False, indent=1))
        return
    for one in found:
        click.echo(_line(one))
    click.echo(f"{len(found)} claims, {sum(one.alarm or one.verdict == HINT for one in found)} to look at")


def _text(file: Path) -> str:
    """The words of the file; raises `BadInput` where it cannot be read."""
    piped = str(file) == _STDIN
    data = click.get_binary_stream("stdin").read() if piped else file.read_bytes()
    name = "stdin.txt" if piped else file.name
    source = open_source(data, name)
    refuse_secret([source.text], file_name=name, content=data)
    for note in source.notes:
        click.echo(f"quarterdeck: {name}: {note}", err=True)
    return source.text


def _line(one: Finding) -> str:
    offered = f' -> "{one.correction}"' if one.correction else ""
    return f"{MARKS[one.verdict]} {one.quote}  [{one.verdict}] {one.reason}{offered}"
