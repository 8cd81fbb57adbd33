"""`quarterdeck figures`: import, show and export figures from the command line."""

import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import click
from django.utils import timezone, translation
from django.utils.translation import gettext

from quarterdeck.areas.queries import area as area_on
from quarterdeck.areas.queries import province
from quarterdeck.areas.queries.borders import unit_in
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.measures import format_quantity
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import SYSTEM, Actor
from quarterdeck.core.wording import unit_label
from quarterdeck.engine.reading.reading import Reading
from quarterdeck.figures.actions.importing import import_figures
from quarterdeck.figures.queries import catalogue, importing
from quarterdeck.figures.queries.log import AsKnown, end_of_day
from quarterdeck.figures.queries.reporters import actor_named
from quarterdeck.figures.queries.restating import Borders, borders_of
from quarterdeck.figures.queries.sheets import figures_table, footer
from quarterdeck.figures.queries.tables import Row, table
from quarterdeck.figures.rules.choices import current_quarter
from quarterdeck.figures.rules.finding import natural_decimals
from quarterdeck.papers.excel import write_csv, write_workbook
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.words import localname

PERIOD = click.option("--period", help="A period such as 2024-Q1, 2024-M03 or 2024 (default: the present quarter).")
AREA = click.option("--area", "code", help="The code of a province or district (default: the province).")
VINTAGE = click.option("--vintage", help="A frozen state by its code.")
KNOWN = click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="As known on a day, e.g. 2024-03-27.")
BORDERS = click.option("--borders", default="", help="Restate to the borders of a day (2025-01-01) or of today.")
LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True, help="Language.")


@click.group()
def figures() -> None:
    """Import figures from CSV or Excel, show them, take them away.

    \b
    Examples:
      quarterdeck figures import june.xlsx --dry-run
      quarterdeck figures import june.xlsx --note "Corrected by the treasury"
      quarterdeck figures show --period 2024-Q1
      quarterdeck figures show GRDP_GROWTH --known-on 2024-12-01
      quarterdeck figures export --period 2024-Q1 --format xlsx --out q1.xlsx
    """


@figures.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--accept-good-rows", is_flag=True, help="Import the rows without errors and leave the others out.")
@click.option("--as", "username", help="Act as this account, with its rights (default: the system itself).")
@click.option("--note", default="", help="The reason for corrections whose rows give none.")
@click.option("--numbers", type=click.Choice(["vi", "en"]), help='How numbers are written: "vi" 1.234,5, "en" 1,234.5.')
def import_file(
    file: Path, dry_run: bool, accept_good_rows: bool, username: str | None, note: str, numbers: str | None
) -> None:
    """Import FILE: all its rows, or none if anything is wrong.

    Every cell that cannot be taken is told on stderr with its address and the remedy, and the exit code is 1.
    Rows that are already there are not written again, so the same file may be sent twice.

    \b
    Examples:
      quarterdeck figures import june.csv --dry-run
      quarterdeck figures import june.xlsx --as lan
      quarterdeck figures import june.xlsx --accept-good-rows --note "Second count"
    """
    by = actor_named(username, clock.today()) if username else SYSTEM
    content, now, custom = file.read_bytes(), clock.now(), numbers or ""
    try:
        run = importing.dry_run(content=content, name=file.name, by=by, at=now, custom=custom)
    except BadInput as failure:
        click.echo(f"quarterdeck: {failure}", err=True)
        sys.exit(1)
    run = importing.with_errors(run, importing.reasons_missing(run, note))
    _tell(run, file.name)
    if dry_run:
        click.echo("Dry run: nothing was written.")
    elif run.errors and not accept_good_rows:
        click.echo("Nothing was imported. Correct the cells above, or use --accept-good-rows.", err=True)
    else:
        _write(content, file.name, note, custom, by, now)
    if run.errors:
        sys.exit(1)


def _tell(run: importing.DryRun, name: str) -> None:
    """Every error on stderr with its cell, the warnings, then the counts."""
    for error in run.errors:
        click.echo(f"{error.place or f'row {error.row}'} {error.column}: {error.what} {error.remedy}", err=True)
    for warning in run.warnings:
        click.echo(f"warning: {warning}", err=True)
    counts = {kind: len(run.of_kind(kind)) for kind in (importing.NEW, importing.CHANGED, importing.SAME)}
    click.echo(
        f"{name}: {run.total} rows: {counts['new']} new, {counts['changed']} changed, "
        f"{counts['same']} already there, {run.bad_rows} with errors"
    )


def _write(content: bytes, name: str, note: str, custom: str, by: Actor, now: datetime) -> None:
    done = import_figures(content=content, name=name, accept_good_rows=True, note=note, custom=custom, by=by, at=now)
    if done.batch is None:
        click.echo("Nothing to import: every good row is already there.")
    else:
        click.echo(f"Imported {len(done.run.to_write)} figures as batch {done.batch.pk}.")


@figures.command()
@click.argument("indicator", required=False)
@PERIOD
@AREA
@VINTAGE
@KNOWN
@BORDERS
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@LANG
def show(
    indicator: str | None, period: str | None, code: str | None, vintage: str | None, known_on: datetime | None,
    borders: str, shape: str, lang: str,
) -> None:  # fmt: skip
    """Print the figures of a period, of one INDICATOR or of all.

    \b
    Examples:
      quarterdeck figures show
      quarterdeck figures show BUDGET_REV --area 222 --period 2024-Q1
      quarterdeck figures show GRDP_GROWTH --known-on 2024-12-01 --format json
      quarterdeck figures show BUDGET_REV --area 213 --borders 2025-01-01
    """
    with translation.override(lang):
        asked = _Asked(period, code, vintage, known_on, borders)
        rows = [row for row in asked.rows() if indicator in (None, row.indicator.code)]
        if indicator and not rows:
            catalogue.indicator(indicator)
        if shape == "csv":
            click.echo(asked.csv(rows, lang).decode("utf-8-sig"), nl=False)
        elif shape == "json":
            click.echo(json.dumps([_told(row) for row in rows], ensure_ascii=False, indent=2))
        else:
            click.echo(f"{localname(asked.area)}, {asked.period.label(lang)}; as known on {asked.day}")
            for row in rows:
                click.echo(_line(row, lang))


@figures.command()
@PERIOD
@AREA
@VINTAGE
@KNOWN
@BORDERS
@click.option("--format", "shape", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@LANG
def export(
    period: str | None, code: str | None, vintage: str | None, known_on: datetime | None, borders: str, shape: str,
    out: Path, lang: str,
) -> None:  # fmt: skip
    """Write the figures of a period to a file, with units, statuses, sources and the state of knowledge.

    \b
    Examples:
      quarterdeck figures export --period 2024-Q1 --out q1.xlsx
      quarterdeck figures export --period 2024-Q1 --vintage 2024-Q1 --format csv --lang vi --out q1.csv
    """
    with translation.override(lang):
        asked = _Asked(period, code, vintage, known_on, borders)
        rows = asked.rows()
        out.write_bytes(asked.csv(rows, lang) if shape == "csv" else asked.workbook(rows, lang))
    click.echo(f"Wrote {len(rows)} figures to {out}")


class _Asked:
    """Period, area and known state of a command."""

    def __init__(
        self, period: str | None, code: str | None, vintage: str | None, known_on: datetime | None, borders: str
    ) -> None:
        self.period = Period.parse(period) if period else current_quarter(clock.today(), catalogue.regimes())
        self.borders = borders_of(borders, clock.today())
        self.area = _area(code, self.period, self.borders)
        if vintage and known_on:
            raise BadInput(gettext_noop("A frozen state has its own day."), remedy=gettext_noop("Give only one."))
        self.known = _known(vintage, known_on)
        self.day = timezone.localtime(self.known.at).date()

    def rows(self) -> list[Row]:
        return table(self.period, self.area, self.known, self.borders)

    def csv(self, rows: list[Row], lang: Any) -> bytes:
        return write_csv(self._made(rows, lang), lang=lang)

    def workbook(self, rows: list[Row], lang: Any) -> bytes:
        return write_workbook([self._made(rows, lang)], lang=lang, footer=footer(self.day, clock.today()))

    def _made(self, rows: list[Row], lang: Any) -> Any:
        borders = self.borders and self.borders.day
        return figures_table(rows, self.period, self.area, self.day, lang, borders=borders)


def _area(code: str | None, period: Period, borders: Borders | None) -> Any:
    if borders is not None:
        return unit_in(code or "", borders.day, expected=borders.expected)
    found = area_on(code, period.last_day) if code else province(min(period.last_day, clock.today()))
    if found is None:
        raise NotFound(gettext_noop("This store steers no province yet."), remedy=gettext_noop("Set it up first."))
    return found


def _known(vintage: str | None, known_on: datetime | None) -> AsKnown:
    if vintage:
        return catalogue.as_known(vintage_code=vintage, at=clock.now())
    day: date = known_on.date() if known_on else clock.today()
    return AsKnown(end_of_day(timezone.make_aware(datetime.combine(day, time()))))


def _told(row: Row) -> dict[str, Any]:
    """A row for programs: exact numbers as text, so that no reader rounds them."""
    one, line = row.indicator, row.line
    names = {"value": line.now, "same_last_year": line.same, "change": line.change, "plan": line.plan,
             "of_plan": line.of_plan}  # fmt: skip
    return {
        "indicator": one.code, "name_vi": one.name_vi, "name_en": one.name_en, "unit": one.unit,
        "period": line.now.period, "standing": str(line.pace.standing), "reason": str(line.pace.reason),
        **{name: _reading(reading) for name, reading in names.items()},
    }  # fmt: skip


def _reading(reading: Reading) -> dict[str, Any] | None:
    if reading.quantity is None:
        return None
    quantity = reading.quantity
    value = None if quantity.value is None else f"{quantity.value:f}"
    return {
        "value": value, "unit": quantity.unit, "status": quantity.status.value, "origin": reading.origin,
        "qualifier": quantity.qualifier.value, "direction": quantity.direction.value, "computed": reading.computed,
        "source_words": reading.rows[0].source_words if reading.unreadable else "",
    }  # fmt: skip


def _line(row: Row, lang: str) -> str:
    one, line = row.indicator, row.line
    value = _shown(line.now, one.decimals, lang)
    same = _shown(line.same, one.decimals, lang)
    change = _shown(line.change, one.decimals if line.change.kind == "points" else 1, lang, sign=True)
    share = _shown(line.of_plan, 1, lang)
    unit = unit_label(one.unit, lang)
    standing = line.pace.standing.label(lang)
    return f"{one.code:<20} {value:>20} {unit:<18} {same:>16} {change:>14} {share:>8}  {standing}"


def _shown(reading: Reading, decimals: int, lang: str, *, sign: bool = False) -> str:
    if reading.quantity is None:
        return "–"
    if reading.unreadable:
        return gettext("unreadable")
    digits = natural_decimals(reading.quantity.value, decimals)
    badge = f" ({reading.badge})" if reading.badge else ""
    return format_quantity(reading.quantity, lang, digits, sign=sign) + badge
