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
from quarterdeck.tasks.actions.moving import by_language, lock, move, said
from quarterdeck.tasks.models import Override, Task, TaskEvent
from quarterdeck.tasks.queries.parts import open_parts
from quarterdeck.tasks.queries.proving import open_steps, paper_for
from quarterdeck.tasks.rules.parts import refuse_over_parts
from quarterdeck.tasks.rules.proof import STEPS_OPEN, WORDS_ALONE, refuse_open_steps, refuse_words_alone


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
    words_why: str = "", version: int | None = None, by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead proves the result. Its day is the done date if the evidence is accepted.

    `words_why` says why there is neither a document nor a file where the pack asks for one; it stays on record.
    """
    locked = lock(task, rules.EVIDENCE, by)
    paper, why = bool(upload or document), words_why.strip()
    refuse_words_alone(locked.result_kind, paper_for(locked.issued_on), paper=paper, why=why)
    refuse_secret([why], place="words_why")
    file, last = kept_upload(upload, by, at) if upload else None, locked.events.last()
    event = move(task, rules.EVIDENCE, note=said(note), note_en=note_en, file=file, document=document,
                 version=version, by=by, at=at)  # fmt: skip
    if not paper:
        _override(event, last, WORDS_ALONE, why)
    return event


def _override(event: TaskEvent, last: TaskEvent | None, warning: str, why: str) -> None:
    """Keep why somebody overrode a warning with an event, once, also where the form was sent twice."""
    if not why or (last is not None and event.pk == last.pk):
        return
    reason_vi, reason_en = by_language(why)
    Override.objects.create(task=event.task, test=warning, reason_vi=reason_vi, reason_en=reason_en, by=event.by,
                            post=event.post, at=event.at)  # fmt: skip


def kept_upload(upload: Upload, by: Actor, at: datetime) -> KeptFile:
    """Keep a file as it came; what is marked secret is refused."""
    refuse_secret(file_name=upload.name, content=upload.content, place="file")
    return keep_file(name=upload.name, media_type=upload.media_type, content=upload.content, by=by, at=at)


@transaction.atomic
def accept_result(
    *, task: Task, note: str = "", note_en: str = "", over: str = "", version: int | None = None, by: Actor,
    at: datetime,
) -> TaskEvent:  # fmt: skip
    """The acceptor takes the evidence as proof. Neither the lead nor whoever submitted it can.

    `Conflict` while parts that were split off the task are open. `over` says why it is accepted although milestones or
    parts of cooperating bodies are open; without it those are named and the result is not accepted.
    """
    locked, why = lock(task, rules.ACCEPTED, by, at), over.strip()
    refuse_over_parts(open_parts(locked))
    refuse_secret([why], place="over")
    steps, last = open_steps(locked), locked.events.last()
    if locked.state == "submitted":
        refuse_open_steps(steps, why)
    event = move(task, rules.ACCEPTED, note=note.strip(), note_en=note_en, version=version, by=by, at=at)
    _override(event, last, STEPS_OPEN, why if steps else "")
    return event


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
