"""`quarterdeck clarity`: whether tasks are clear, for people (one text) and for programs (a file of lines)."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from quarterdeck.core.calendars import WorkingCalendar, from_pack
from quarterdeck.core.clarity import Context, Finding, Profile, Verdict, check, codes, profile_from_pack
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message
from quarterdeck.prose.lexicon import LANGUAGES, clarity_lexicon, read_yaml
from quarterdeck.prose.text import language_of

PACKS = Path(__file__).resolve().parents[4] / "packs"
PROFILE = "five-clear"

EPILOG = """\b
Examples:
  quarterdeck clarity "Sở GTVT trình phương án xử lý sạt lở trước 15/4/2024" --lang vi
  quarterdeck clarity "Strengthen coordination" --lang en --set lead="Department of Transport"
  quarterdeck clarity "Xóa 1.250 nhà tạm trước 31/8/2025" --set issued_on=2025-05-05 --set acceptor="Sở Xây dựng"
  quarterdeck clarity --jsonl tasks.jsonl > answers.jsonl
  quarterdeck clarity --jsonl - < tasks.jsonl

\b
A line of tasks.jsonl (all of context may be left out):
  {"id": 1, "lang": "en", "text": "The Department of Transport shall submit a survey report on route 294B
   by 15 April 2024", "context": {"issued_on": "2024-03-27", "accountable_post": "Director of the Department
   of Transport", "lead": "Department of Transport", "cooperating": [], "due": "2024-04-15",
   "result_kind": "document", "result": "survey report", "evidence": "registered letter",
   "acceptor": "Chief of Office", "follower_up": "General affairs specialist"}}

\b
Its answer:
  {"id": 1, "blocking": [], "warn": [], "due": "2024-04-15", "lead": "Department of Transport", "proposal": ""}

The codes and what they mean are in packs/vn/clarity/five-clear.yaml. What blocks must be mended before the task
may be issued; a warning may be overridden. Exit code: 0, or 1 where a line could not be read, or the text is not
clear."""


@click.command(epilog=EPILOG)
@click.argument("text", required=False)
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of the text; guessed from its letters if left out."
)
@click.option(
    "--jsonl", "lines", type=click.File("rb"), metavar="FILE", help="Check every line of a file; - is standard input."
)
@click.option(
    "--set", "fields", multiple=True, metavar="FIELD=VALUE", help="A field of the task form, e.g. due=2024-04-15."
)
@click.option("--pack", default="vn", show_default=True, help="Country pack with the profile and the calendar.")
@click.option("--profile", "name", default=PROFILE, show_default=True, help="Profile of the pack, e.g. six-clear.")
def clarity(
    text: str | None, lang: str | None, lines: IO[bytes] | None, fields: tuple[str, ...], pack: str, name: str
) -> None:  # fmt: skip
    """Check whether a task is clear: people, work, progress, responsibility, result.

    Give TEXT for an answer to read, or --jsonl FILE for one line of JSON per task.
    """
    if (text is None) == (lines is None):
        raise click.UsageError(
            'Give a text or --jsonl FILE, e.g. quarterdeck clarity "Submit the plan by 15 April 2024".'
        )
    try:
        profile, calendar = _profile(pack, name), _calendar(pack)
        if lines is not None:
            sys.exit(_answer_lines(lines, profile, calendar))
        context = Context.of(_fields(fields))
        language = lang or language_of(text or "")
        verdict = check(text or "", clarity_lexicon(language), profile, context, calendar=calendar)
    except BadInput as error:
        raise click.ClickException(str(error)) from error
    _print(verdict, profile, language)
    sys.exit(0 if verdict.is_clear else 1)


def _profile(pack: str, name: str) -> Profile:
    folder = PACKS / pack / "clarity"
    own = read_yaml(folder / f"{Path(name).name}.yaml")
    base = read_yaml(folder / f"{own['based_on']}.yaml") if "based_on" in own else None
    return profile_from_pack(own, f"{pack}/clarity/{name}.yaml", base)


def _calendar(pack: str) -> WorkingCalendar | None:
    """The pack's working days; a pack without them leaves only weekends."""
    path = PACKS / pack / "calendars" / "swaps.yaml"
    return from_pack(read_yaml(path), f"{pack}/calendars/swaps.yaml") if path.exists() else None


def _fields(given: tuple[str, ...]) -> dict[str, object]:
    read: dict[str, object] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or name not in Context.__dataclass_fields__:
            raise BadInput(
                Message("{given} is not a field of the task form.", {"given": repr(one)}),
                remedy=Message(
                    "Write FIELD=VALUE with one of {fields}.",
                    {"fields": ", ".join(Context.__dataclass_fields__)},
                ),
            )
        read[name] = value
    return read


# -- one line per task
def _answer_lines(lines: IO[bytes], profile: Profile, calendar: WorkingCalendar | None) -> int:
    """Answer every line in order; 1 where one could not be read."""
    failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        answer, problem = _answer(line, profile, calendar)
        if problem:
            failed = 1
            click.echo(f"line {number}: {problem}", err=True)
        click.echo(json.dumps(answer, ensure_ascii=False))
    return failed


def _answer(line: bytes, profile: Profile, calendar: WorkingCalendar | None) -> tuple[dict[str, Any], str]:
    """The answer to one line, and what is wrong with the line."""
    task: dict[str, Any] = {}
    try:
        task = _object(line)
        _require_parts(task)
        context = Context.of(task.get("context") or {})
        language = task.get("lang") or language_of(task["text"])
        verdict = check(task["text"], clarity_lexicon(language), profile, context, calendar=calendar)
    except BadInput as error:
        return {"id": task.get("id"), "error": str(error)}, str(error)
    return {
        "id": task.get("id"),
        "blocking": codes(verdict.blocking),
        "warn": codes(verdict.warn),
        "due": verdict.due.isoformat() if verdict.due else None,
        "lead": verdict.lead,
        "proposal": verdict.proposal,
    }, ""


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object on a line; raises `BadInput` saying what is wrong with it."""
    try:
        read = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("The line is not UTF-8.", remedy="Save the file as UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput(
            Message("The line is not JSON: {detail}.", {"detail": str(error)}),
            remedy="Write one JSON object per line.",
        ) from error
    if not isinstance(read, dict):
        raise BadInput("The line is not a JSON object.", remedy='Begin it with "{".')
    return read


def _require_parts(task: dict[str, Any]) -> None:
    """Raise `BadInput` unless there is a text, and context and lang have the right form where given."""
    wrong = next(_wrong_parts(task), None)
    if wrong:
        raise BadInput(wrong, remedy="quarterdeck clarity --help shows a whole line.")


def _wrong_parts(task: dict[str, Any]) -> Iterator[str]:
    if not isinstance(task.get("text"), str) or not task["text"].strip():
        yield '"text" is missing or is no text.'
    if not isinstance(task.get("context") or {}, dict):
        yield '"context" is not an object.'
    if not isinstance(task.get("lang") or "", str):
        yield '"lang" is not a text.'


# -- one text for a reader
_MARKS = {"B": "✗", "W": "!", "I": "·"}


def _print(verdict: Verdict, profile: Profile, language: str) -> None:
    """The criteria in order, each with what is not clear, why, and what to do."""
    findings = (*verdict.blocking, *verdict.warn, *verdict.info)
    for criterion, labels in profile.criteria.items():
        mine = [one for one in findings if one.criterion == criterion]
        plain = all(one.severity != "B" for one in mine)
        if mine or criterion != "words":
            click.echo(f"{'✓' if plain else '✗'} {labels[language]}")
        for one in mine:
            _print_finding(one)
    known = verdict.understood
    shown = [
        known.accountable_post,
        verdict.lead or "",
        verdict.due.isoformat() if verdict.due else "",
        known.result_kind,
    ]
    click.echo("\n= " + " · ".join(part for part in shown if part))
    if verdict.proposal:
        click.echo(f"→ {verdict.proposal}")


def _print_finding(finding: Finding) -> None:
    click.echo(f"    {_MARKS[finding.severity]} {finding.code}: {finding.message}")
    click.echo(f"      {finding.proposal}")
