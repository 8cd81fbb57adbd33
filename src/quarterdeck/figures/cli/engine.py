"""`quarterdeck engine`: what the figures engine keeps on disk, made from the log and made again at any time."""

import os
import sys
from datetime import datetime
from typing import Any

import click
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from quarterdeck.core.errors import Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.verifying import Report
from quarterdeck.engine.segments.verifying import verify as compare
from quarterdeck.figures.cli.log import LANG
from quarterdeck.figures.cli.works import run
from quarterdeck.figures.jobs.compacting import compact as take_in
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine import folder, store
from quarterdeck.web.gates import say

NICENESS = 10
WHAT = {
    "missing": gettext_noop("{year}: {rows} rows of the log are not in the segments"),
    "extra": gettext_noop("{year}: {rows} rows of the segments are not in the log"),
}


@click.group()
def engine() -> None:
    """What the figures engine keeps on disk: compact, verify, rebuild, or look at it.

    Nothing here is needed to see a figure: what is accepted is answered at once, from the log where the segments do
    not have it yet. The folder `engine` of a store may be deleted at any time.

    \b
    Examples:
      quarterdeck engine status
      quarterdeck engine compact
      quarterdeck engine verify && echo equal
      quarterdeck engine rebuild
      quarterdeck engine run --work check --out /srv/differences
    """


engine.add_command(run)


class _Bar:
    """A progress bar for a work that comes to know its length as it goes."""

    def __init__(self, *, quiet: bool) -> None:
        self._bar: Any = None if quiet else click.progressbar(length=1, file=sys.stderr, width=30)

    def __enter__(self) -> "_Bar":
        if self._bar:
            self._bar.__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        if self._bar:
            self._bar.__exit__(*failure)

    def __call__(self, done: int, total: int, text: Message) -> None:
        """Show how far it is."""
        if self._bar:
            self._bar.length, self._bar.label = max(total, 1), say(text)
            self._bar.update(done - self._bar.pos)


@engine.command()
@click.option("--thoroughly", is_flag=True, help="First compare every file with its digest; renew damaged ones.")
@click.option("--quiet", is_flag=True, help="Say nothing, give way to other work, and leave it to whoever is at it.")
@LANG
def compact(thoroughly: bool, quiet: bool, lang: str) -> None:
    """Move the newest rows of the log into the segments.

    Nobody waits for it. It may be stopped at any moment and goes on the next time. The exit code is 2 where another
    compaction is at work or the disk is full; figures are answered all the same.

    \b
    Examples:
      quarterdeck engine compact
      quarterdeck engine compact --thoroughly
    """
    if quiet:
        os.nice(NICENESS)
    with translation.override(lang):
        try:
            with _Bar(quiet=quiet) as bar:
                made = take_in(thoroughly=thoroughly, on_progress=bar)
        except Conflict:
            if quiet:
                return
            raise
        _tell(made, quiet)


@engine.command()
@LANG
def rebuild(lang: str) -> None:
    """Write all segments anew from the log, beside the old ones, which answer until the new ones are whole.

    \b
    Examples:
      quarterdeck engine rebuild
    """
    with translation.override(lang):
        with _Bar(quiet=False) as bar:
            made = take_in(anew=True, on_progress=bar)
        _tell(made, False)


def _tell(made: Manifest, quiet: bool) -> None:
    if not quiet:
        click.echo(
            gettext("The segments hold {rows} rows of {years} years, up to batch {batch}.").format(
                rows=f"{_rows(made):,}", years=len(made.years), batch=made.watermark
            )
        )


def _rows(held: Manifest) -> int:
    return sum(one.newest.rows + one.superseded.rows for one in held.years.values())


@engine.command()
@LANG
def verify(lang: str) -> None:
    """Prove that the segments say exactly what the log says; what differs no longer counts.

    Every file is compared with its digest and every row with the log. The exit code is 1 where something differs: it is
    read from the log from then on, and made again by the next compaction.

    \b
    Examples:
      quarterdeck engine verify
    """
    with translation.override(lang):
        with _Bar(quiet=False) as bar:
            found = compare(folder(), store().log, on_progress=bar)
        _tell_verified(found)
    if not found.equal:
        sys.exit(1)


def _tell_verified(found: Report) -> None:
    for name in found.damaged:
        click.echo(gettext("{file} is damaged or missing").format(file=name), err=True)
    for one in found.differences:
        click.echo(gettext(WHAT[one.what]).format(year=one.year, rows=f"{one.rows:,}"), err=True)
        for example in one.examples:
            click.echo(f"  {example}", err=True)
    if found.foreign:
        click.echo(gettext("The segments were made from another log."), err=True)
    if found.equal:
        told = gettext("Equal: {rows} rows in {files} files are the log up to batch {batch}.")
        click.echo(told.format(rows=f"{found.rows:,}", files=found.files, batch=found.watermark))
        return
    click.echo(
        gettext("Make them again: quarterdeck engine rebuild. Figures are answered from the log until then."), err=True
    )


@engine.command()
def status() -> None:
    """How far the segments go, how large they are, and how many rows are still read from the log.

    \b
    Examples:
      quarterdeck engine status
    """
    held, log, where = store().held().manifest, store().log, folder()
    left, path = log.count(after=held.watermark), where / manifest.NAME
    since = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone()) if path.exists() else None
    years = sorted(held.years)
    told = [
        ("folder", str(where)),
        ("last compaction", f"{since:%Y-%m-%d %H:%M}" if since else "never"),
        ("up to batch", f"{held.watermark} of {catalogue.last_batch()}"),
        ("rows in the segments", f"{_rows(held):,}"),
        ("years", f"{len(years)} ({years[0]} to {years[-1]})" if years else "none"),
        ("size on disk", _size(sum(one.stat().st_size for one in where.rglob("*") if one.is_file()))),
        ("rows still read from the log", f"{left:,}"),
        ("compacted by itself from", f"{settings.ENGINE_TAIL:,} rows" if settings.ENGINE_TAIL else "never"),
        *([("damaged years, read from the log", ", ".join(map(str, held.damaged)))] if held.damaged else []),
        *([("indicators left in the log", ", ".join(held.wide))] if held.wide else []),
    ]
    for name, value in told:
        click.echo(f"{name + ':':<34}{value}")


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
