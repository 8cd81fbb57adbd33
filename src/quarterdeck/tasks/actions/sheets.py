"""Remember how a follow-up sheet is read, and take its tasks in: all of them, none, or the good rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile
from quarterdeck.papers.sheets import Sheet
from quarterdeck.tasks.actions.issuing import issue_task
from quarterdeck.tasks.models import SheetMapping, Task
from quarterdeck.tasks.queries.sheet_mappings import Plan
from quarterdeck.tasks.queries.sheet_names import Values
from quarterdeck.tasks.queries.sheet_taking import BAD, GOOD, WARNED, Line, Taking, look
from quarterdeck.tasks.rules.sheets import LABELS, NEEDED, Field, Head

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking a sheet in did: the tasks issued, and what was read."""

    tasks: tuple[Task, ...]
    taking: Taking


@transaction.atomic
def keep_sheet(*, name: str, media_type: str, content: bytes, by: Actor, at: datetime) -> KeptFile:
    """Keep a follow-up sheet as it came; what is marked secret is refused."""
    require(by, Right.ISSUE_TASK)
    refuse_secret(file_name=name, content=content, place="file")
    return keep_file(name=name, media_type=media_type, content=content, by=by, at=at)


@transaction.atomic
def remember_mapping(
    *, name: str, head: Head, columns: Mapping[str, str], values: Values, seen_version: int = 0, by: Actor, at: datetime
) -> SheetMapping:
    """Remember the field of each heading and what the words of the sheet mean; `BadInput` where a field is missing.

    A name that another sheet has is refused; `Conflict` where somebody changed this mapping since `seen_version`.
    """
    require(by, Right.ISSUE_TASK)
    name = " ".join(name.split())[:LONGEST_NAME]
    _refuse_incomplete(name, columns)
    found = SheetMapping.objects.select_for_update().filter(name=name).first()
    if found is not None and found.headings != list(head.names):
        raise BadInput(
            Message(gettext_noop("“{name}” is remembered for a sheet with other headings."), {"name": name}),
            place="name", remedy=gettext_noop("Give this one a name of its own."),
        )  # fmt: skip
    if found is not None and seen_version and found.version != seen_version:
        raise Conflict(
            gettext_noop("Somebody changed how this sheet is read while you had it open."),
            remedy=gettext_noop("Reload the page, look at the columns, then choose again."),
        )
    made = found or SheetMapping(name=name, headings=list(head.names))
    made.columns, made.by, made.at = dict(columns), by.name, at
    made.values = {field: dict(some) for field, some in values.items() if some}
    made.version = found.version + 1 if found else 1
    made.save()
    record(act="sheet_mapping.kept", about_kind="sheet_mapping", about=name, by=by, at=at,
           detail={"columns": dict(columns)})  # fmt: skip
    return made


def _refuse_incomplete(name: str, columns: Mapping[str, str]) -> None:
    if not name:
        raise BadInput(gettext_noop("Give the mapping a name."), place="name",
                       remedy=gettext_noop("For instance that of the office that keeps the sheet."))  # fmt: skip
    chosen = [field for field in columns.values() if field and field != Field.LEFT_OUT]
    twice = next((field for field in chosen if chosen.count(field) > 1), None)
    if twice:
        raise BadInput(
            Message(gettext_noop("Two columns mean “{field}”."), {"field": _labelled(twice)}),
            remedy=gettext_noop("Keep one of them and leave the other out."),
        )
    missing = [one for one in NEEDED if one.value not in chosen]
    if missing:
        raise BadInput(
            Message(gettext_noop("No column means “{field}”."), {"field": _labelled(missing[0])}),
            remedy=gettext_noop("Choose it for the column that holds it."),
        )


def _labelled(field: str) -> Message:
    return Message(LABELS[Field(field)])


@transaction.atomic
def take_in_sheet(
    *, sheet: Sheet, plan: Plan, source: KeptFile, good_only: bool = False, reason: str = "",
    seen: int | None = None, lang: str = "vi", by: Actor, at: datetime,
) -> TakenIn:  # fmt: skip
    """Issue the tasks of a sheet, each through the five clears, in one transaction: a failure leaves nothing.

    With a bad row nothing is written unless `good_only`. Rows that the check only warns of are issued with `reason`,
    which is kept with each of them; without it they count as bad. `seen` is how many rows could be taken in when the
    sheet was shown: where it is another number now, nothing is written and the caller shows it again. A row is taken
    in once.
    """
    require(by, Right.ISSUE_TASK)
    taking = look(sheet, plan, by=by, today=timezone.localtime(at).date(), lang=lang)
    chosen = taking.to_write(reason)
    refused = len(taking.of_kind(BAD)) + (0 if reason.strip() else len(taking.of_kind(WARNED)))
    if refused and not good_only:
        raise BadInput(
            Message(gettext_noop("Nothing was taken in: {count} rows are not clear."), {"count": refused}),
            remedy=gettext_noop("Mend the cells listed and send the sheet again, or take in the good rows only."),
        )
    if seen is not None and seen != len(taking.of_kind(GOOD, WARNED)):
        return TakenIn((), taking)
    tasks = tuple(_issued(one, source, reason, by, at) for one in chosen)
    if tasks:
        record(act="tasks.taken_in", about_kind="file", about=source.digest, by=by, at=at, reason=reason.strip(),
               detail={"sheet": taking.source, "tasks": [one.code for one in tasks], "refused": refused})  # fmt: skip
    return TakenIn(tasks, taking)


def _issued(line: Line, source: KeptFile, reason: str, by: Actor, at: datetime) -> Task:
    """The task of a row; what refuses it now names the row, since rows above it may have become tasks meanwhile."""
    try:
        return issue_task(order=line.order, form_key=line.key, reason=reason, issued_on=line.issued_on, source=source,
                          resting_on=line.resting_on, by=by, at=at)  # fmt: skip
    except BadInput as failure:
        place = Message(gettext_noop("Row {row}: {what}"), {"row": line.row.number, "what": failure.message})
        raise BadInput(place, remedy=failure.remedy) from failure
