"""Issue tasks and let them happen. A task that is not clear cannot be issued, by whatever way it comes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions import keep_to_be_clarified, mark_issued
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import add_event, lock, move, said
from quarterdeck.tasks.models import Task, TaskEvent
from quarterdeck.tasks.queries.clarity import Examined, Order, examine, to_clarify_by
from quarterdeck.tasks.queries.courses import take_on_by
from quarterdeck.tasks.rules.explain import Dated


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def issue_task(
    *, order: Order, form_key: str = "", reason: str = "", issued_on: date | None = None,
    source: KeptFile | None = None, by: Actor, at: datetime,
) -> Task:  # fmt: skip
    """Issue a task. Any blocking test of the clarity check refuses it.

    The same form sent twice (`form_key`) issues one task and returns it again. `reason` says why it is issued
    although the check warns; it is kept in the task's history with the codes of the warnings in the record.
    `issued_on` is the day of issue of a task that is taken over from elsewhere (never after the day of `at`), and
    `source` the file that it is taken from.
    """
    require(by, Right.ISSUE_TASK)
    if form_key and (sent := Task.objects.filter(form_key=form_key).first()):
        return sent
    today = timezone.localtime(at).date()
    issued_on = issued_on or today
    if issued_on > today:
        raise BadInput(gettext_noop("A task cannot have been issued after today."), place="issued_on",
                       remedy=gettext_noop("Give the day on which it was issued."))  # fmt: skip
    refuse_secret([order.text_vi, order.text_en, order.result_vi, order.result_en], place="text")
    if order.conclusion is not None:
        _claim(order.conclusion)
    warned = _refuse_unclear(order, issued_on)
    task = _store(order, form_key, issued_on)
    task.cooperating.set(order.cooperating)
    add_event(task, rules.ISSUED, by=by, at=at, note=reason.strip(), file=source)
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
    year, dated = issued_on.year, take_on_by(issued_on)
    texts = (order.text_vi, order.text_en, order.result_vi, order.result_en)
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
                    original_due=order.due, counted_due=order.due, take_on_by=dated.day if dated else None,
                    result_kind=order.result_kind, result_vi=order.result_vi, result_en=order.result_en,
                    evidence_vi=order.evidence_vi, evidence_en=order.evidence_en, conclusion=order.conclusion,
                    document=order.document, indicator=order.indicator, stuck_on=order.stuck_on,
                    illustrative=order.illustrative, form_key=form_key or None,
                    folded=searchable(f"NV-{year}-{number:03}", *texts),
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
def report_progress(
    *, task: Task, note: str, note_en: str = "", stuck_on: Difficulty | None = None, version: int | None = None,
    by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead says in words how far it is, and on which difficulty it is stuck (on none where None)."""
    event = move(task, rules.PROGRESS, note=said(note), note_en=note_en, version=version, by=by, at=at)
    Task.objects.filter(pk=task.pk).update(stuck_on=stuck_on)
    return event


@transaction.atomic
def submit_evidence(
    *, task: Task, note: str, note_en: str = "", upload: Upload | None = None, document: Document | None = None,
    version: int | None = None, by: Actor, at: datetime,
) -> TaskEvent:  # fmt: skip
    """The lead proves the result. Its day is the done date if the evidence is accepted."""
    lock(task, rules.EVIDENCE, by)
    file = _kept(upload, by, at) if upload else None
    return move(task, rules.EVIDENCE, note=said(note), note_en=note_en, file=file, document=document,
                 version=version, by=by, at=at)  # fmt: skip


def _kept(upload: Upload, by: Actor, at: datetime) -> KeptFile:
    refuse_secret(file_name=upload.name, content=upload.content, place="file")
    return keep_file(name=upload.name, media_type=upload.media_type, content=upload.content, by=by, at=at)


@transaction.atomic
def accept_result(
    *, task: Task, note: str = "", note_en: str = "", version: int | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The acceptor takes the evidence as proof. Neither the lead nor whoever submitted it can."""
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
    """The assigner's side withdraws the task, with the reason."""
    return move(task, rules.CANCELLED, note=said(reason), note_en=note_en, version=version, by=by, at=at)
