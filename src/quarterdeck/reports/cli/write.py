"""Put figures into words, fill a template or tell what changed, from the command line."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.prose.write import plain
from quarterdeck.reports.queries.live import filling
from quarterdeck.reports.queries.writing import difference
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
@click.option("--period", default="", metavar="PERIOD", help="Default: that of the review held last.")
@click.option("--area", default="", metavar="CODE", help="The code of a unit. Default: the province.")
@click.option("--lang", type=click.Choice([*LANGUAGES, "both"]), default="both", show_default=True, help="Language.")
@click.option("--brief", is_flag=True, help="Only the sentence: no share, rank, revision or other sources.")
@click.option("--paragraph", is_flag=True, help="One paragraph: the first indicator, then the others as its parts.")
@click.option("--json", "as_data", is_flag=True, help="Print JSON for programs, each number apart with its origin.")
@click.option("--difference", "between", default="", metavar="A..B", help="What changed from one report to another.")
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Fill this Word file.")
@click.option("--check", is_flag=True, help="With --template: only say what keeps it from being filled.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="With --template: the file to write.")
@click.option("--site", default="", help='Where this store is served, e.g. "https://example.vn": figures lead there.')
def write(indicators: Sequence[str], lang: str, between: str, template: Path | None, **asked: Any) -> None:
    """Write what the figures of INDICATORs (codes, or "all") say, in both languages from the same figures.

    Without --review, --vintage or --known-on the figures of the latest review count. What is not known is said to
    be unknown, never zero. --difference tells what rose and fell, was revised, is new or missing between two reviews,
    vintages or periods.

    --template fills a Word file of your own: {{ figure('BUDGET_REV') }} becomes the figure, with a bookmark and a link
    to its origin; with --json the list of all its figures is printed. --check ends with 1 where something must be
    mended.

    \b
    Examples:
      quarterdeck write BUDGET_REV --review 2024-Q1
      quarterdeck write BUDGET_REV DOMESTIC_REV LAND_REV --paragraph --lang vi
      quarterdeck write NEW_ENTERPRISES --area 213 --period 2024-Q1 --json
      quarterdeck write --difference 2023-Q4..2024-Q1 --lang vi
      quarterdeck write --template ours.docx --check --lang vi
      quarterdeck write --template ours.docx --review 2024-Q1 --lang vi --out report.docx
    """
    languages = LANGUAGES if lang == "both" else (lang,)
    if between:
        _differ(between, languages, **asked)
    elif template is not None:
        _fill(_knowledge(**asked), template, lang, **asked)
    elif indicators:
        _say(_knowledge(**asked), indicators, languages, **asked)
    else:
        raise BadInput(gettext_noop("Nothing is to be written."), place="indicator",
                       remedy=gettext_noop("Name indicators by their codes, or all."))  # fmt: skip


def _knowledge(
    *, review_code: str, vintage: str, known_on: datetime | None, period: str, area: str, **_rest: Any
) -> Knowledge:
    day = known_on.date() if known_on else None
    return Knowledge(
        state(review_code=review_code, vintage=vintage, known_on=day, period=period, area=area, at=clock.now())
    )


def _say(
    of: Knowledge, indicators: Sequence[str], languages: Sequence[str], *, brief: bool, paragraph: bool, as_data: bool,
    **_rest: Any,
) -> None:  # fmt: skip
    found = texts(of, Wish(of.codes(indicators), not brief, paragraph, languages), of.state.area, of.state.period)
    if as_data:
        click.echo(json.dumps(as_json(of, found, doors_of(of.state)), ensure_ascii=False, indent=1))
        return
    for one in found:
        for language in languages:
            click.echo(one.plain(language))


def _differ(between: str, languages: Sequence[str], *, area: str, as_data: bool, **_rest: Any) -> None:
    earlier, now = difference.sides(between, area=area, at=clock.now())
    found = difference.differences(earlier, now)
    if as_data:
        click.echo(json.dumps(difference.as_json(earlier, now, found), ensure_ascii=False, indent=1))
        return
    for one in found:
        for language in languages:
            click.echo(plain(one.pieces(language)))


def _fill(
    of: Knowledge, template: Path, lang: str, *, out: Path | None, site: str, check: bool, as_data: bool, **_rest: Any
) -> None:
    if lang == "both":
        raise BadInput(gettext_noop("A template is written in one language."), place="lang",
                       remedy=gettext_noop("Use --lang vi or --lang en, each with its own --out."))  # fmt: skip
    content, written = template.read_bytes(), language_of(lang)
    refuse_secret(file_name=template.name, content=content)
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
