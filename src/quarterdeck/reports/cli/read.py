"""Read texts from the command line: what they claim, order and cite. Needs no store and no review."""

import gettext
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import EMPTY, Catalogue
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.sources import open_source
from quarterdeck.prose.text import language_of
from quarterdeck.prose.whole import Whole
from quarterdeck.prose.whole import read as read_whole
from quarterdeck.web.home import PROJECT, USUAL_PACK, has_store

_LOCALE = Path(__file__).resolve().parents[1] / "locale"
_WIDTH = 160
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known besides the text: the catalogue, and the period and the area of a review."""

    catalogue: Catalogue = EMPTY
    period: Period | None = None
    area: str = ""


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE..."
)
@click.option("--lang", type=click.Choice(["vi", "en"]), help="The text's language; told from the text if left out.")
@click.option(
    "--date", "written", type=click.DateTime(["%Y-%m-%d"]), help="The day of the text; its own date line if left out."
)
@click.option("--review", "code", help="A review that the text is about: its period, and the names of the store.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for NAME.json of each file; nothing is printed.",
)
def read(
    files: tuple[Path, ...], lang: str | None, written: datetime | None, code: str | None, as_json: bool,
    out: Path | None,
) -> None:  # fmt: skip
    """List what texts say: their numbers, the tasks they give, the documents they cite, and what cannot be read.

    FILE is plain text, Word, PDF with a text layer, or HTML.

    \b
    Examples:
      quarterdeck read speech.txt
      quarterdeck read notice.docx --date 2024-03-27
      quarterdeck read speech.txt --json
      quarterdeck read archive/*.txt --out read/

    With --json: {"claims": [...], "tasks": [...], "documents": [...], "anomalies": [...]}; start and end are
    half-open places in the characters of the text as decoded. Of several files each is one line, with "file". Exit
    code 0, or 2 where a file cannot be read.
    """
    known = _known(code)
    failed = False
    for name, told in _read_all(files, lang, written.date() if written else None, known):
        if isinstance(told, QuarterdeckError):
            click.echo(f"quarterdeck: {name}: {told}", err=True)
            failed = True
        elif out is not None:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{name.stem}.json").write_text(_dump(told[0].to_json(), 1) + "\n", encoding="utf-8")
        elif as_json:
            content = told[0].to_json()
            click.echo(_dump(content, 1) if len(files) == 1 else _dump({"file": str(name), **content}, None))
        else:
            _print(name if len(files) > 1 else None, *told, lang)
    if failed:
        sys.exit(2)


def _read_all(
    files: tuple[Path, ...], lang: str | None, written: date | None, known: _Known
) -> Iterator[tuple[Path, tuple[Whole, str] | QuarterdeckError]]:
    for file in files:
        try:
            data = file.read_bytes()
            source = open_source(data, file.name)
            text = source.text
            _refuse_secret(text, file.name, data)
            found = read_whole(text, lang, known.catalogue, period=known.period, area=known.area, written=written)
        except QuarterdeckError as failure:
            yield file, failure
        else:
            for note in source.notes:
                click.echo(f"quarterdeck: {file}: {note}", err=True)
            yield file, (found, text)


def _refuse_secret(text: str, name: str, content: bytes) -> None:
    """Raise `Secret` for a text with a mark of state secrecy, as `quarterdeck check` does.

    Without a store the marks are those of the usual country pack.
    """
    from django.conf import settings

    if not settings.configured and not has_store():
        settings.configure(PACK=USUAL_PACK, PACKS=PROJECT / "packs")
    from quarterdeck.documents.queries.secrecy import refuse_secret

    refuse_secret([text], file_name=name, content=content)


def _known(code: str | None) -> _Known:
    """What the store knows; nothing where there is no store. Raises `NotFound` for a review that is not there."""
    if not code and not has_store():
        return _Known()
    import django

    django.setup()
    from quarterdeck.reports.queries.reading import names_known

    return _Known(*names_known(code))


def _dump(content: dict[str, Any], indent: int | None) -> str:
    return json.dumps(content, ensure_ascii=False, indent=indent)


# --- for people ---------------------------------------------------------------------------------------------------

_RELATIONS = {
    "level": gettext_noop("level"),
    "growth_yoy": gettext_noop("growth on the same period"),
    "growth_prev": gettext_noop("growth on the period before"),
    "target": gettext_noop("target"),
    "pct_of_plan": gettext_noop("per cent of the plan"),
    "share": gettext_noop("share"),
    "contribution": gettext_noop("contribution"),
    "rank": gettext_noop("rank"),
    "other": gettext_noop("other"),
}
_MISSING = {
    "assigner": gettext_noop("who orders"),
    "assignee": gettext_noop("who acts"),
    "deadline": gettext_noop("a deadline"),
}


def _print(name: Path | None, found: Whole, text: str, lang: str | None) -> None:
    """What was read, as text in the language of the file."""
    say = _speaking(lang or language_of(text))
    content = found.to_json()
    if name is not None:
        click.echo(f"== {name}")
    for line in (*_numbers(found.claims, content, say), *_tasks(found, say), *_documents(found, say)):
        click.echo(line)
    counted = gettext_noop("{numbers} numbers, {tasks} tasks, {documents} documents, {broken} unreadable")
    parts = ("claims", "tasks", "documents", "anomalies")
    sizes = dict(zip(("numbers", "tasks", "documents", "broken"), (len(content[one]) for one in parts), strict=True))
    click.echo(say(counted).format(**sizes))


def _speaking(lang: str) -> Say:
    return gettext.translation("django", str(_LOCALE), [lang], fallback=True).gettext


def _numbers(claims: tuple[Claim, ...], content: dict[str, Any], say: Say) -> Iterator[str]:
    if not claims:
        return
    yield say(gettext_noop("Numbers read"))
    quotes = {(one.start, one.end): one.quote for one in claims}
    for one in content["claims"]:
        relation = say(_RELATIONS[one["relation"]]) if one["relation"] in _RELATIONS else one["relation"]
        about = ", ".join(one.get("indicators") or ()) or one.get("indicator_text") or "?"
        quote = _short(quotes.get((one["start"], one["end"]), ""))
        yield f"  {quote}  [{about}; {relation}; {one['period'] or '–'}]"
    broken = say(gettext_noop("unreadable"))
    for one in content["anomalies"]:
        yield f"  ⁇ {_short(one['quote'])}  [{broken}]"


def _tasks(found: Whole, say: Say) -> Iterator[str]:
    if found.tasks:
        yield say(gettext_noop("Tasks"))
    for one in found.tasks:
        due = f" ({one.due.isoformat()})" if one.due else ""
        yield f"  {one.assignee or '–'}: {_short(one.what)}"
        ordered, until = say(gettext_noop("ordered by")), say(gettext_noop("due"))
        yield f"      {ordered} {one.assigner or '–'}; {until} {one.deadline or '–'}{due}"
        if one.missing:
            gone = say(gettext_noop("missing"))
            yield f"      {gone}: {', '.join(say(_MISSING[part]) for part in one.missing)}"


def _documents(found: Whole, say: Say) -> Iterator[str]:
    if found.documents:
        yield say(gettext_noop("Documents"))
    for one in found.documents:
        said = [one.day.isoformat() if one.day else "", one.issuer]
        yield f"  {one.type} {one.number}" + "".join(f"; {part}" for part in said if part)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 1] + "…"
