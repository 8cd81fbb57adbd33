"""`quarterdeck tasks import`: take in a follow-up sheet."""

import mimetypes
import sys
from dataclasses import replace
from pathlib import Path

import click
from django.utils import translation

from quarterdeck.core.clarity import Severity
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import SYSTEM, Actor
from quarterdeck.figures.queries.reporters import actor_named
from quarterdeck.papers.sheets import Sheet
from quarterdeck.tasks.actions.sheets import keep_sheet, remember_mapping, take_in_sheet
from quarterdeck.tasks.queries import sheet_columns, sheet_mappings, sheet_taking
from quarterdeck.tasks.queries.sheet_mappings import Plan
from quarterdeck.tasks.rules.sheets import Field
from quarterdeck.web import clock
from quarterdeck.web.gates import say


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", default="", help="The name of the sheet (default: the first visible one).")
@click.option("--column", "columns", multiple=True, metavar="HEADING=FIELD", help="What a column means.")
@click.option("--default", "defaults", multiple=True, metavar="FIELD=VALUE", help="What an empty cell means.")
@click.option("--means", "means", multiple=True, metavar="FIELD:NAME=VALUE", help="Whom a name of the sheet means.")
@click.option("--name", default="", help="Under which name this way of reading is remembered (default: the file's).")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--good-only", is_flag=True, help="Take in the clear rows and leave the others out.")
@click.option("--reason", default="", help="Why tasks are issued although the check warns; kept with each of them.")
@click.option("--as", "username", help="Act as this account, with its rights (default: the system itself).")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="en", show_default=True, help="Language.")
def import_sheet(
    file: Path, sheet: str, columns: tuple[str, ...], defaults: tuple[str, ...], means: tuple[str, ...], name: str,
    dry_run: bool, good_only: bool, reason: str, username: str | None, lang: str,
) -> None:  # fmt: skip
    """Take in FILE, a follow-up sheet with headings of its own: all its clear rows as tasks, or none.

    What its columns mean is proposed from the headings, or remembered from a sheet with the same ones. Every cell that
    is not clear is told on stderr with its address and the remedy, and the exit code is 1. A row is taken in once.

    \b
    Examples:
      quarterdeck tasks import follow-up.xlsx --dry-run
      quarterdeck tasks import follow-up.xlsx --column "Việc cần làm=text" --default assigner="Chủ tịch UBND tỉnh"
      quarterdeck tasks import follow-up.xlsx --means "lead:P. Hạ tầng=SGTVT" --good-only --reason "Taken over in 2024"
    """
    by = actor_named(username, clock.today()) if username else SYSTEM
    with translation.override(lang):
        try:
            opened = sheet_taking.opened(file.read_bytes(), file.name, sheet)
            plan = _plan(opened, by, columns, (*defaults, *means))
        except BadInput as failure:
            click.echo(f"quarterdeck: {failure}", err=True)
            sys.exit(1)
        taking = sheet_taking.look(opened, plan, by=by, today=clock.today(), lang=lang)
        refused = _tell(taking, reason)
        if dry_run:
            click.echo("Dry run: nothing was written.")
        elif refused and not good_only:
            click.echo("Nothing was taken in. Mend the cells above, give a --reason, or use --good-only.", err=True)
        else:
            _write(file, opened, plan, name or plan.name or file.stem, reason, lang, by)
    if refused:
        sys.exit(1)


def _plan(sheet: Sheet, by: Actor, columns: tuple[str, ...], values: tuple[str, ...]) -> Plan:
    """How the sheet is read: as remembered or proposed, with what the options say."""
    plan = sheet_mappings.plan_for(sheet)
    usual = sheet_columns.usual(plan, by=by, today=clock.today())
    known = {field: dict(some) for field, some in plan.values.items()}
    for field, said in usual.items():
        known.setdefault(field, {}).setdefault("", said)
    for given in values:
        what, _sign, meant = given.partition("=")
        field, _colon, said = what.partition(":")
        known.setdefault(_field(field, given).value, {})[said] = meant
    chosen = dict(plan.columns)
    for given in columns:
        heading, _sign, field = given.rpartition("=")
        if heading not in chosen:
            raise BadInput(
                Message(gettext_noop("The sheet has no heading “{heading}”."), {"heading": heading}),
                remedy=Message(gettext_noop("Its headings are: {names}"), {"names": ", ".join(chosen)}),
            )
        meant_before = next((name for name, one in chosen.items() if one == field and name != heading), None)
        if meant_before:
            chosen[meant_before] = Field.LEFT_OUT
        chosen[heading] = _field(field, given)
    return replace(plan, fields=tuple(chosen[name] for name in plan.head.names), values=known)


def _field(name: str, given: str) -> Field:
    if name not in set(Field):
        raise BadInput(
            Message(gettext_noop("“{given}” names no field of a task."), {"given": given}),
            remedy=Message(gettext_noop("Use one of {fields}."), {"fields": ", ".join(Field)}),
        )
    return Field(name)


def _tell(taking: sheet_taking.Taking, reason: str) -> int:
    """Every remark on stderr with its cell, then the counts; returns how many rows are refused."""
    for severity in (Severity.BLOCKS, Severity.WARNS):
        mark = "warning: " if severity is Severity.WARNS else ""
        for one in taking.remarks(severity):
            said = f" “{one.said[:60]}”" if one.said else ""
            click.echo(
                f"{mark}{taking.source}, {one.place} {one.field.value}{said} {one.code}: "
                f"{say(one.what)} {say(one.remedy)}", err=True,
            )  # fmt: skip
    kinds = (sheet_taking.GOOD, sheet_taking.WARNED, sheet_taking.BAD, sheet_taking.SAME)
    good, warned, bad, same = (len(taking.of_kind(kind)) for kind in kinds)
    click.echo(
        f"{taking.source}: {len(taking.lines)} tasks: {good} clear, {warned} with a warning, {bad} not clear, "
        f"{same} already there; {len(taking.left_out)} rows left out"
    )
    return bad + (0 if reason.strip() else warned)


def _write(file: Path, sheet: Sheet, plan: Plan, name: str, reason: str, lang: str, by: Actor) -> None:
    now, media_type = clock.now(), mimetypes.guess_type(file.name)[0] or ""
    kept = keep_sheet(name=file.name, media_type=media_type, content=file.read_bytes(), by=by, at=now)
    columns = {heading: field.value for heading, field in plan.columns}
    remember_mapping(name=name, head=plan.head, values=plan.values, columns=columns, by=by, at=now)
    done = take_in_sheet(
        sheet=sheet, plan=plan, source=kept, good_only=True, reason=reason, lang=lang, by=by, at=now
    )  # fmt: skip
    click.echo(f"Took in {len(done.tasks)} tasks.")
