"""`quarterdeck query`: ask the figures engine from the command line."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from quarterdeck.core.errors import BadInput, QuarterdeckError
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import day_label
from quarterdeck.engine.query import Borders, Question, Statement
from quarterdeck.engine.store import Way, schema_of
from quarterdeck.engine.writing.files import write_csv, write_json, write_parquet
from quarterdeck.engine.writing.text import refuse_to_show, text_of
from quarterdeck.figures.cli import checking
from quarterdeck.figures.queries.engine import names, store
from quarterdeck.figures.queries.engine_asking import Wish, pinned, question_of
from quarterdeck.web import clock
from quarterdeck.web.gates import say

WRITERS: Mapping[str, Callable[..., int]] = {"csv": write_csv, "json": write_json, "parquet": write_parquet}
STATEMENTS = ", ".join(Statement)


def _several(*names: str, **more: Any) -> Callable[..., Any]:
    return click.option(*names, multiple=True, **more)


@click.command()
@click.argument("indicators", nargs=-1, metavar="INDICATOR...")
@_several("--area", "areas", metavar="CODE", help="A unit, or several told as one: 213+214. Default: the province.")
@click.option("--children", is_flag=True, help="Also the units directly below each area.")
@click.option("--level", type=int, help="All units of a level, everywhere or under --under.")
@click.option("--under", default="", metavar="CODE", help="The units under this one, at any depth or of --level.")
@_several(
    "--period",
    "periods",
    metavar="PERIOD",
    help="2024-Q1, 2023-Q1..2024-Q4, this-quarter, last-8-quarters, year-to-date. Default: the latest with data.",
)
@_several("--statement", "statements", metavar="NAME", help=f"What is said: {STATEMENTS}.")
@_several("--breakdown", "breakdowns", metavar="NAME", help="A breakdown of the indicator instead of its whole.")
@click.option("--scenario", default="", help="actual (default), plan or forecast.")
@click.option("--borders", default="", metavar="DAY", help="In the borders of a day (2025-07-01) or of today.")
@click.option("--known-on", default="", metavar="DAY", help="As known on a day, e.g. 2024-03-27.")
@click.option("--vintage", default="", metavar="CODE", help="As frozen under this name.")
@click.option("--rollup", type=int, metavar="LEVEL", help="Made of the figures of the units of this level.")
@click.option("--per", default="", metavar="CODE", help="Also divided by this indicator, such as the population.")
@_several("--formula", "formulas", metavar="TEXT", help='An indicator of your own: "CODE=[A]/[B] in UNIT".')
@click.option(
    "--lineage", is_flag=True, help="With the numbers of the log's rows that each value rests on (not shown in tables)."
)
@click.option("--check", is_flag=True, help="Look for what does not fit together; see below.")
@click.option("--beyond", default="5", show_default=True, metavar="TIMES", help="With --check: how far is an outlier.")
@click.option("--way", type=click.Choice([one.value for one in Way]), help="Where it is worked out; all ways agree.")
@click.option("--format", "shape", type=click.Choice(["table", *WRITERS]), default="table", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True, help="Language.")
def query(check: bool, beyond: str, way: str | None, shape: str, out: Path | None, lang: str, **wished: Any) -> None:
    """Ask for INDICATORs (codes, or "all") in any areas, periods and borders, as known on any day.

    Without more it tells the province's latest figures: value, same period last year, change, plan and how much of it
    is reached. A value that cannot be told says why; it is never zero. CSV, JSON and Parquet hold exact numbers and
    are written part by part, however long the answer is.

    --check looks at all areas asked for, and tells where the figure of an area is not the sum of the areas directly
    below it, and whose change lies --beyond so many times the median deviation of its peers; as words, CSV or JSON.
    The exit code is 1 where something is found.

    \b
    Examples:
      quarterdeck query BUDGET_REV
      quarterdeck query BUDGET_REV --area 24 --children --period 2024-Q1 --statement level --statement rank
      quarterdeck query all --period last-8-quarters --statement level --format csv --out levels.csv
      quarterdeck query POPULATION --level 3 --under 24 --borders today --format parquet --out people.parquet
      quarterdeck query --formula "LAND=share([LAND_REV], [BUDGET_REV]) in %" --known-on 2024-03-27
      quarterdeck query all --check --under 24 --period 2024-Q1
    """
    with translation.override(lang), told_in_words():
        wish = Wish(**wished)
        if check:
            found = checking.found(wish, beyond, lang, shape)
            _write(out, found.text.encode())
            sys.exit(1 if found.count else 0)
        question = question_of(wish, clock.now())
        chosen = Way(way) if way else None
        if shape == "table":
            _write(out, _table(question, chosen, lang).encode())
        else:
            _stream(question, chosen, shape, out)


@contextmanager
def told_in_words() -> Iterator[None]:
    """End with one clear line in the reader's language, and exit code 2, where something cannot be asked."""
    try:
        yield
    except QuarterdeckError as failure:
        parts = (failure.place and f"{failure.place}:", say(failure.message), say(failure.remedy))
        click.echo(f"quarterdeck: {' '.join(part for part in parts if part)}", err=True)
        sys.exit(2)


def _table(question: Question, way: Way | None, lang: str) -> str:
    plan = store().plan(question, refuse_to_show)
    text = text_of(store().answered(plan, way), plan.world.measures, names(lang, plan))
    return f"{text}\n{_state(question, lang)}\n"


def _state(question: Question, lang: str) -> str:
    """As known when, and in which borders."""
    found = []
    if question.known.at is not None:
        day = day_label(timezone.localtime(question.known.at).date(), lang)
        found.append(gettext("Figures as known on {day}").format(day=day))
    if question.borders is not None:
        found.append(_borders(question.borders, lang))
    if question.rollup is not None:
        found.append(gettext("Made of the units of level {level}").format(level=question.rollup))
    return ". ".join(found) + "."


def _borders(borders: Borders, lang: str) -> str:
    """Which borders, and that they are not in force where they are only planned."""
    words = gettext("In the borders of {day} (planned)") if borders.expected else gettext("In the borders of {day}")
    return words.format(day=day_label(borders.day, lang))


def _stream(question: Question, way: Way | None, shape: str, out: Path | None) -> None:
    if out is None and shape == "parquet":
        raise BadInput(gettext_noop("Parquet is not written to the screen."), place="out",
                       remedy=gettext_noop("Name a file with --out."))  # fmt: skip
    if question.borders is not None and question.borders.expected:
        click.echo(f"{_borders(question.borders, get_language() or '')}.", err=True)
    question = pinned(question)
    schema, parts = schema_of(question), store().stream(question, way)
    if out is None:
        WRITERS[shape](parts, schema, click.get_binary_stream("stdout"))
        return
    with _beside(out) as file:
        rows = WRITERS[shape](parts, schema, file)
    click.echo(gettext("Wrote {count} rows to {file}").format(count=f"{rows:,}", file=out), err=True)


def _write(out: Path | None, data: bytes) -> None:
    if out is None:
        click.get_binary_stream("stdout").write(data)
        return
    with _beside(out) as file:
        file.write(data)


@contextmanager
def _beside(out: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `out` once it is whole."""
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        os.replace(part, out)
    except OSError as failure:
        raise BadInput(
            Message(gettext_noop("{file} cannot be written: {reason}."),
                    {"file": str(out), "reason": failure.strerror or str(failure)}),
            place="out", remedy=gettext_noop("Choose another file or make room."),
        ) from failure  # fmt: skip
    finally:
        part.unlink(missing_ok=True)
