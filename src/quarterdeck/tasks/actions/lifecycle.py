"""Let tasks happen: taken on, proved, accepted, returned, cancelled."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import lock, move, said
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.parts import open_parts
from quarterdeck.tasks.rules.parts import refuse_over_parts


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def take_on(*, task: Task, version: int | None = None, by: Actor, at: datetime) -> TaskEvent:
    """The lead organisation takes the task on."""
    return move(task, rules.TAKEN_ON, version=version, by=by, at=at)


@transaction.atomic
def decline_task(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The lead returns the task with the reason, e.g. that it is not for it to do. Its due date runs on."""
    return move(task, rules.DECLINED, note=said(reason), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def keep_with_lead(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The assigner's side leaves a returned task with the lead, with the reason; it is then taken on."""
    return move(task, rules.KEPT, note=said(reason), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def submit_evidence(
    *, task: Task, note: str, note_en: str = "", upload: Upload | None = None, document: Document | None = None,
    version: int | None = None, by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead proves the result. Its day is the done date if the evidence is accepted."""
    lock(task, rules.EVIDENCE, by)
    file = kept_upload(upload, by, at) if upload else None
    return move(task, rules.EVIDENCE, note=said(note), note_en=note_en, file=file, document=document,
                 version=version, by=by, at=at)  # fmt: skip


def kept_upload(upload: Upload, by: Actor, at: datetime) -> KeptFile:
    """Keep a file as it came; what is marked secret is refused."""
    refuse_secret(file_name=upload.name, content=upload.content, place="file")
    return keep_file(name=upload.name, media_type=upload.media_type, content=upload.content, by=by, at=at)


@transaction.atomic
def accept_result(
    *, task: Task, note: str = "", note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The acceptor takes the evidence as proof. Neither the lead nor whoever submitted it can.

    `Conflict` while parts that were split off the task are open.
    """
    refuse_over_parts(open_parts(task))
    return move(task, rules.ACCEPTED, note=note.strip(), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def return_evidence(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The acceptor sends the evidence back with the reason."""
    return move(task, rules.RETURNED, note=said(reason), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def cancel_task(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The assigner's side withdraws the task, with the reason; `Conflict` while parts split off it are open."""
    refuse_over_parts(open_parts(task))
    return move(task, rules.CANCELLED, note=said(reason), note_en=note_en, version=version, by=by, at=at)
