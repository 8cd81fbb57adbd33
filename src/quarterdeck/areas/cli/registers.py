"""`areas import` and `areas export`: the three files of a register in and out."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from django.core.management import call_command

from quarterdeck.areas.actions.importing import import_register
from quarterdeck.areas.cli.asked import AS_JSON, DAY, keep_everything, write_rows
from quarterdeck.areas.queries.comparing import Difference, compare
from quarterdeck.areas.queries.exporting import register_files
from quarterdeck.areas.rules.registers import FILES, RegisterFiles, read_register
from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.lineage import Finding, Severity
from quarterdeck.core.lineage.rows import UNITS_FILE
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import SYSTEM
from quarterdeck.web import clock

FIRST = 3  # of each kind of warning that are shown
MOST_ERRORS = 200


@click.command("import")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--commit", is_flag=True, help="Write it; without this nothing is written.")
@click.option("--as-of", type=DAY, help="Events after this day are planned, not yet in force.")
@click.option("--steered", default="", metavar="CODE", help="The code of the province that this store steers.")
@click.option("--all", "everything", is_flag=True, help="Print every warning and error.")
@AS_JSON
def import_(
    folder: Path, commit: bool, as_of: date | None, steered: str, everything: bool, as_json: bool
) -> None:  # fmt: skip
    """Check the register in DIR (units.csv, changes.csv, succession.csv) and say what it would change.

    Every error is told with file, line and remedy, and then the exit code is 1 and nothing is written. Rows that
    are already there stay; others are added or renewed; none is deleted. The same register may be sent twice.

    \b
    Examples:
      quarterdeck areas import registers/vn
      quarterdeck areas import registers/vn --commit --steered 24
      quarterdeck areas import registers/vn --as-of 2024-03-27 --json
    """
    call_command("migrate", verbosity=0, interactive=False)
    keep_everything()
    try:
        register = read_register(_contents(folder))
        findings = register.checked()
        comparison = compare(register, as_of=as_of)
        findings += comparison.conflicts
        failed = any(one.severity is Severity.ERROR for one in findings)
        if commit and not failed:
            now = clock.now()
            import_register(register=register, steered=steered, as_of=as_of, by=SYSTEM, at=now)
    except (BadInput, NotFound) as failure:
        _fail(failure, folder, as_json)
    written = commit and not failed
    if as_json:
        _print_json(register, findings, comparison.differences, written)
    else:
        _tell(register, findings, comparison.differences, everything)
        _conclude(commit, failed)
    if failed:
        sys.exit(1)


def _contents(folder: Path) -> dict[str, bytes]:
    """The files that are there. Raises `BadInput` where something of that name is no file, or cannot be read."""
    found = {}
    for name in FILES:
        path = folder / name
        if not os.path.lexists(path):
            continue
        if not path.is_file():
            raise BadInput(
                gettext_noop("This is not a file."), place=name,
                remedy=gettext_noop("Put the table there, or take away what bears its name."),
            )  # fmt: skip
        try:
            found[name] = path.read_bytes()
        except OSError as refused:
            raise BadInput(
                Message(gettext_noop("The file cannot be read: {reason}."), {"reason": refused.strerror}), place=name,
                remedy=gettext_noop("See that you may read it."),
            ) from refused  # fmt: skip
    return found


def _fail(failure: QuarterdeckError, folder: Path, as_json: bool) -> None:
    if as_json:
        file, _, line = failure.place.partition(":")
        one = {"file": file, "line": int(line) if line.isdigit() else None, "severity": "error",
               "message": str(failure.message), "remedy": str(failure.remedy)}  # fmt: skip
        click.echo(json.dumps({"findings": [one], "notes": [], "tables": {}, "written": False}, ensure_ascii=False))
    else:
        click.echo(f"quarterdeck: {folder.name + '/' if failure.place else ''}{failure}", err=True)
    sys.exit(1)


def _print_json(
    register: RegisterFiles, findings: Sequence[Finding], differences: Mapping[str, Difference], written: bool
) -> None:
    found = [
        {"file": one.file, "line": one.line, "severity": one.severity.value, "message": str(one.message),
         "remedy": str(one.remedy)}
        for one in findings
    ]  # fmt: skip
    tables = {name: difference._asdict() for name, difference in differences.items()}
    told = {"findings": found, "notes": [str(one) for one in register.notes], "tables": tables, "written": written}
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _tell(
    register: RegisterFiles, findings: Sequence[Finding], differences: Mapping[str, Difference], everything: bool
) -> None:
    for note in register.notes:
        click.echo(f"Note: {note}")
    errors = [one for one in findings if one.severity is Severity.ERROR]
    for one in errors if everything else errors[:MOST_ERRORS]:
        click.echo(f"{one.file}:{one.line}: error: {one.message} {one.remedy}", err=True)
    if len(errors) > MOST_ERRORS and not everything:
        click.echo(f"… and {len(errors) - MOST_ERRORS} more errors (--all shows them)", err=True)
    warnings = [one for one in findings if one.severity is not Severity.ERROR]
    _tell_warnings(warnings, len(warnings) if everything else FIRST)
    for table, one in differences.items():
        beside = f", {one.only_here} only in the store" if one.only_here else ""
        click.echo(f"{table}: {one.new} new, {one.changed} changed, {one.same} unchanged{beside}")
    click.echo(f"{len(errors)} errors, {len(warnings)} warnings")


def _tell_warnings(warnings: Iterable[Finding], most: int) -> None:
    """Warnings by kind: how many, and the first of them."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for one in warnings:
        kinds.setdefault((one.file, one.message.text), []).append(one)
    for (file, _), several in kinds.items():
        click.echo(f"{file}: {len(several)} × warning. {several[0].remedy}")
        for one in several[:most]:
            click.echo(f"  {one.file}:{one.line}: {one.message}")
        if len(several) > most:
            click.echo(f"  … and {len(several) - most} more (--all shows them)")


def _conclude(commit: bool, failed: bool) -> None:
    if failed:
        click.echo("Nothing was written. Correct the errors above and import the folder again.", err=True)
    elif commit:
        click.echo("Written.")
    else:
        click.echo("Dry run: nothing was written. Use --commit to write it.")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the register that the store holds into DIR: units.csv, changes.csv, succession.csv.

    `areas import` of that folder changes nothing. What was withdrawn stays in the store.

    \b
    Example:
      quarterdeck areas export backup/areas
    """
    files = register_files()
    if not files[UNITS_FILE][1]:
        raise NotFound(
            gettext_noop("This store holds no units yet."),
            remedy=gettext_noop("Take in a register first: quarterdeck areas import DIR --commit"),
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, (heads, rows) in files.items():
        write_rows(folder / name, heads, rows)
        click.echo(f"{name}: {len(rows)} rows")
