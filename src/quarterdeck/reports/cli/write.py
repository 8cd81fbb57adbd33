"""Put figures into words, fill a template or tell what changed, from the command line."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.reports.queries.live import filling
from quarterdeck.reports.queries.writing.asked import state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import LANGUAGES, Wish, as_json, doors_of, texts
from quarterdeck.reports.rules import language_of
from quarterdeck.web import clock
from quarterdeck.web.gates import say


@click.command()
@click.argument("indicators", nargs=-1, metavar="[INDICATOR...]")
@click.option("--review", "review_code", default="", metavar="ID", help="The review whose frozen figures count.")
@click.option("--vintage", default="", metavar="CODE", help="As frozen under this name.")
@click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="As known on a day, e.g. 2024-03-27.")
@click.option("--period", default="", metavar="PERIOD", help="Default: the period of the review.")
@click.option("--area", default="", metavar="CODE", help="The code of a unit. Default: the province.")
@click.option("--lang", type=click.Choice([*LANGUAGES, "both"]), default="both", show_default=True, help="Language.")
@click.option("--brief", is_flag=True, help="Only the sentence: no share, rank, revision or other sources.")
@click.option("--paragraph", is_flag=True, help="One paragraph: the first indicator, then the others as its parts.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON for programs, each number apart with its origin.")
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Fill this Word file.")
@click.option("--check", is_flag=True, help="With --template: only say what keeps it from being filled.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="With --template: the file to write.")
@click.option("--site", default="", help='Where this store is served, e.g. "https://example.vn": figures lead there.')
def write(
    indicators: Sequence[str], review_code: str, vintage: str, known_on: datetime | None, period: str, area: str,
    lang: str, brief: bool, paragraph: bool, as_data: bool, template: Path | None, check: bool, out: Path | None,
    site: str,
) -> None:  # fmt: skip
    """Write what the figures of INDICATORs (codes, or "all") say, in both languages from the same figures.

    Without --review, --vintage or --known-on the figures of the latest review count. What is not known is said to
    be unknown, never zero.

    With --template a Word file of your own is filled: {{ figure('BUDGET_REV') }} becomes the figure, with a bookmark
    and a link to its origin. With --json the list of all figures that were put into it is printed. The exit code of
    --check is 1 where something must be mended.

    \b
    Examples:
      quarterdeck write BUDGET_REV --review 2024-Q1
      quarterdeck write BUDGET_REV DOMESTIC_REV LAND_REV --paragraph --lang vi
      quarterdeck write NEW_ENTERPRISES --area 213 --period 2024-Q1 --json
      quarterdeck write --template ours.docx --check
      quarterdeck write --template ours.docx --review 2024-Q1 --lang vi --out report.docx
    """
    day = known_on.date() if known_on else None
    of = Knowledge(
        state(review_code=review_code, vintage=vintage, known_on=day, period=period, area=area, at=clock.now())
    )
    if template is not None:
        _fill(of, template, lang, out, site, check=check, as_data=as_data)
        return
    if not indicators:
        raise BadInput(gettext_noop("Nothing is to be written."), place="indicator",
                       remedy=gettext_noop("Name indicators by their codes, or all."))  # fmt: skip
    languages = LANGUAGES if lang == "both" else (lang,)
    found = texts(of, Wish(of.codes(indicators), not brief, paragraph, languages), of.state.area, of.state.period)
    if as_data:
        click.echo(json.dumps(as_json(of, found, doors_of(of.state)), ensure_ascii=False, indent=1))
        return
    for one in found:
        for language in languages:
            click.echo(one.plain(language))


def _fill(of: Knowledge, template: Path, lang: str, out: Path | None, site: str, *, check: bool, as_data: bool) -> None:
    if lang == "both":
        raise BadInput(gettext_noop("A template is written in one language."), place="lang",
                       remedy=gettext_noop("Use --lang vi or --lang en, each with its own --out."))  # fmt: skip
    content, written = template.read_bytes(), language_of(lang)
    if check:
        found = filling.problems(content, of, written)
        for one in found:
            click.echo(f"{say(one.place)}: {say(one.message)} {say(one.remedy)}")
        raise SystemExit(1 if found else 0)
    made = filling.filled(content, of, written, site=site)
    target = out or template.with_name(f"{template.stem}-{of.state.period.code.replace('/', '_')}-{lang}.docx")
    try:
        target.write_bytes(made.content)
    except OSError as failure:
        raise BadInput(
            Message(gettext_noop("The file cannot be written: {reason}"), {"reason": failure.strerror or failure}),
            place=str(target), remedy=gettext_noop("Name a file in a folder that exists and that you may write to."),
        ) from failure  # fmt: skip
    if as_data:
        click.echo(json.dumps(filling.as_json(of, made.references), ensure_ascii=False, indent=1))
    click.echo(f"{target}: {len(made.references)} figures", err=True)
