"""Put figures into words from the command line."""

import json
from collections.abc import Sequence
from datetime import datetime

import click

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import gettext_noop
from quarterdeck.reports.queries.writing.asked import state
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import LANGUAGES, Wish, as_json, doors_of, texts
from quarterdeck.web import clock


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
def write(
    indicators: Sequence[str], review_code: str, vintage: str, known_on: datetime | None, period: str, area: str,
    lang: str, brief: bool, paragraph: bool, as_data: bool,
) -> None:  # fmt: skip
    """Write what the figures of INDICATORs (codes, or "all") say, in both languages from the same figures.

    Without --review, --vintage or --known-on the figures of the latest review count. What is not known is said to
    be unknown, never zero.

    \b
    Examples:
      quarterdeck write BUDGET_REV --review 2024-Q1
      quarterdeck write BUDGET_REV DOMESTIC_REV LAND_REV --paragraph --lang vi
      quarterdeck write all --brief --lang en > sentences.txt
      quarterdeck write NEW_ENTERPRISES --area 213 --period 2024-Q1 --json
    """
    if not indicators:
        raise BadInput(gettext_noop("Nothing is to be written."), place="indicator",
                       remedy=gettext_noop("Name indicators by their codes, or all."))  # fmt: skip
    of = Knowledge(
        state(
            review_code=review_code, vintage=vintage, known_on=known_on.date() if known_on else None, period=period,
            area=area, at=clock.now(),
        )
    )  # fmt: skip
    languages = LANGUAGES if lang == "both" else (lang,)
    found = texts(of, Wish(of.codes(indicators), not brief, paragraph, languages), of.state.area, of.state.period)
    if as_data:
        click.echo(json.dumps(as_json(of, found, doors_of(of.state)), ensure_ascii=False, indent=1))
        return
    for one in found:
        for language in languages:
            click.echo(one.plain(language))
