"""Issue tasks and let them happen. A task that is not clear cannot be issued, by whatever way it comes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Post
from quarterdeck.prose.text import language_of
from quarterdeck.reviews.actions import keep_to_be_clarified, mark_issued
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import rules
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.clarity import Examined, Order, examine, to_clarify_by
from quarterdeck.tasks.rules.explain import Dated
from quarterdeck.tasks.rules.who import require_acceptor, require_canceller, require_doer

__all__ = [
    "Order",
    "Upload",
    "accept_result",
    "cancel_task",
    "issue_task",
    "keep_unclear",
    "report_progress",
    "return_evidence",
    "submit_evidence",
    "take_on",
]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def issue_task(*, order: Order, form_key: str = "", reason: str = "", by: Actor, at: datetime) -> Task:
    """Issue a task. Any blocking test of the clarity check refuses it.

    The same form sent twice (`form_key`) issues one task and returns it again. `reason` says why it is issued
    although the check warns; it is kept in the task's history with the codes of the warnings in the record.
    """
    require(by, Right.ISSUE_TASK)
    if form_key and (sent := Task.objects.filter(form_key=form_key).first()):
        return sent
    issued_on = timezone.localtime(at).date()
    refuse_secret([order.text_vi, order.text_en, order.result_vi, order.result_en], place="text")
    if order.conclusion is not None:
        _claim(order.conclusion)
    warned = _refuse_unclear(order, issued_on)
    task = _store(order, form_key, issued_on)
    task.cooperating.set(order.cooperating)
    _add_event(task, rules.ISSUED, by=by, at=at, note=reason.strip())
    if order.conclusion is not None:
        mark_issued(conclusion=order.conclusion, by=by, at=at)
    record(act="task.issued", about_kind="task", about=task.code, by=by, at=at, reason=reason.strip(),
           detail={"due": order.due.isoformat(), "lead": order.lead.code, "warned": warned})  # fmt: skip
    return task


def _claim(conclusion: Conclusion) -> None:
    """Lock the conclusion; refuse one that has been issued meanwhile or is no task."""
    locked = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    if locked.state == Conclusion.ISSUED:
        raise Conflict(
            gettext_noop("This conclusion has already been issued as a task."),
            remedy=gettext_noop("Open the task from the conclusion."),
        )
    if locked.kind != Conclusion.TASK:
        raise BadInput(
            gettext_noop("This conclusion is information or a decision, not a task."),
            remedy=gettext_noop("Issue the task on its own, or record the conclusion as a task."),
        )


def _refuse_unclear(order: Order, issued_on: date) -> list[str]:
    """Refuse an order that is not clear, with all the reasons; returns the codes of what is only warned of."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    examined: Examined = examine(order.draft(), issued_on=issued_on, reader=language)
    if examined.blocking:
        raise BadInput(
            Message(
                gettext_noop("The task is not clear enough to be issued ({codes})."),
                {"codes": ", ".join(examined.blocking_codes)},
            ),
            remedy=examined.blocking[0].proposal,
        )
    return list(dict.fromkeys(one.code for one in examined.warnings))


def _store(order: Order, form_key: str, issued_on: date) -> Task:
    year = issued_on.year
    for _attempt in range(5):
        number = Task.objects.filter(code__startswith=f"NV-{year}-").count() + 1
        while Task.objects.filter(code=f"NV-{year}-{number:03}").exists():
            number += 1
        try:
            with transaction.atomic():
                return Task.objects.create(
                    code=f"NV-{year}-{number:03}", text_vi=order.text_vi, text_en=order.text_en,
                    assigner=order.assigner, accountable_post=order.accountable_post, lead=order.lead,
                    follower_up=order.follower_up, acceptor=order.acceptor, issued_on=issued_on, due=order.due,
                    result_kind=order.result_kind, result_vi=order.result_vi, result_en=order.result_en,
                    evidence_vi=order.evidence_vi, evidence_en=order.evidence_en, conclusion=order.conclusion,
                    document=order.document, indicator=order.indicator, stuck_on=order.stuck_on,
                    illustrative=order.illustrative, form_key=form_key or None,
                )  # fmt: skip
        except IntegrityError:
            continue
    raise Conflict(gettext_noop("The task could not be numbered."), remedy=gettext_noop("Send the form once more."))


@transaction.atomic
def keep_unclear(*, conclusion: Conclusion, owner: Post, why: list[str], by: Actor, at: datetime) -> Dated:
    """Keep an unclear conclusion word for word, owned by `owner`; returns by when it is made clear, and the steps.

    Kept twice it keeps its first day; an issued one is refused. `why` are the codes of the tests that failed.
    """
    require(by, Right.RECORD_CONCLUSION)
    _claim(conclusion)
    conclusion.refresh_from_db()
    day = timezone.localtime(at).date()
    if conclusion.state == Conclusion.TO_BE_CLARIFIED and conclusion.clarify_by:
        return Dated(conclusion.clarify_by, ())
    dated = to_clarify_by(day)
    keep_to_be_clarified(conclusion=conclusion, owner=owner, clarify_by=dated.day, why=why, by=by, at=at)
    return dated


@transaction.atomic
def take_on(*, task: Task, version: int | None = None, by: Actor, at: datetime) -> TaskEvent:
    """The lead organisation takes the task on."""
    require_doer(by, task.lead.code)
    return _move(task, rules.TAKEN_ON, version=version, by=by, at=at)


@transaction.atomic
def report_progress(
    *, task: Task, note: str, note_en: str = "", stuck_on: Difficulty | None = None, version: int | None = None,
    by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead says in words how far it is, and on which difficulty it is stuck (on none where None)."""
    require_doer(by, task.lead.code)
    event = _move(task, rules.PROGRESS, note=_said(note), note_en=note_en, version=version, by=by, at=at)
    Task.objects.filter(pk=task.pk).update(stuck_on=stuck_on)
    return event


@transaction.atomic
def submit_evidence(
    *, task: Task, note: str, note_en: str = "", upload: Upload | None = None, document: Document | None = None,
    version: int | None = None, by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead proves the result. Its day is the done date if the evidence is accepted."""
    require_doer(by, task.lead.code)
    file = _kept(upload, by, at) if upload else None
    return _move(task, rules.EVIDENCE, note=_said(note), note_en=note_en, file=file, document=document,
                 version=version, by=by, at=at)  # fmt: skip


def _kept(upload: Upload, by: Actor, at: datetime) -> KeptFile:
    refuse_secret(file_name=upload.name, content=upload.content, place="file")
    return keep_file(name=upload.name, media_type=upload.media_type, content=upload.content, by=by, at=at)


@transaction.atomic
def accept_result(
    *, task: Task, note: str = "", note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The acceptor takes the evidence as proof. Neither the lead nor whoever submitted it can."""
    _require_acceptor(task, by)
    return _move(task, rules.ACCEPTED, note=note.strip(), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def return_evidence(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The acceptor sends the evidence back with the reason."""
    _require_acceptor(task, by)
    return _move(task, rules.RETURNED, note=_said(reason), note_en=note_en, version=version, by=by, at=at)


@transaction.atomic
def cancel_task(
    *, task: Task, reason: str, note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The assigner's side withdraws the task, with the reason."""
    require_canceller(by, task.lead.code)
    return _move(task, rules.CANCELLED, note=_said(reason), note_en=note_en, version=version, by=by, at=at)


def _require_acceptor(task: Task, by: Actor) -> None:
    submitted = task.events.filter(kind=rules.EVIDENCE).last()
    require_acceptor(
        by, lead=task.lead.code, post=task.acceptor.code, organisation=task.acceptor.organisation.code,
        submitted_by=submitted.by if submitted else "",
    )  # fmt: skip


def _said(words: str) -> str:
    if not words.strip():
        raise BadInput(gettext_noop("Say in words what is meant."), place="note",
                       remedy=gettext_noop("Write at least one sentence."))  # fmt: skip
    return words.strip()


def _move(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str = "", note_en: str = "", version: int | None = None,
    file: KeptFile | None = None, document: Document | None = None,
) -> TaskEvent:  # fmt: skip
    """Let an event happen if the state allows it and nobody was faster; the same one sent twice happens once."""
    refuse_secret([note, note_en], place="note")
    locked = Task.objects.select_for_update().get(pk=task.pk)
    past = list(locked.events.order_by("id"))
    if version is not None and version != locked.version:
        last = past[-1]
        if (last.kind, last.by, last.note_vi or last.note_en) == (kind, by.name, note):
            return last
        raise Conflict(
            gettext_noop("Something happened to this task while you had it open."),
            remedy=gettext_noop("Nothing of yours was written. Look at its history, then decide again."),
        )
    state = rules.state_after([rules.Event(one.kind, timezone.localtime(one.at).date(), one.pk) for one in past])
    if kind not in rules.MOVES[state]:
        raise Conflict(
            Message(
                gettext_noop("This is not possible now: the task is in the state “{state}”."),
                {"state": Message(rules.STATES[state][0])},
            ),
            remedy=gettext_noop("Reload the task and look at what happened meanwhile."),
        )
    Task.objects.filter(pk=locked.pk).update(version=locked.version + 1)
    event = _add_event(locked, kind, by=by, at=at, note=note, note_en=note_en, file=file, document=document)
    record(act=f"task.{kind}", about_kind="task", about=locked.code, by=by, at=at, reason=note)
    return event


def _add_event(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str, note_en: str = "", file: KeptFile | None = None,
    document: Document | None = None,
) -> TaskEvent:  # fmt: skip
    english = not note_en and language_of(note, "vi") == "en"
    return TaskEvent.objects.create(
        task=task, kind=kind, at=at, by=by.name, post=by.post_name, note_vi="" if english else note,
        note_en=note if english else note_en, file=file, document=document, illustrative=task.illustrative,
    )  # fmt: skip
