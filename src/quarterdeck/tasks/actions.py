"""Issue tasks and let them happen. A task that is not clear cannot be issued."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import EVERY_AREA, Actor, Right, require
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reviews.actions import mark_issued
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import rules
from quarterdeck.tasks.models import Task, TaskEvent


@dataclass(frozen=True)
class Order:
    """Everything a task must name."""

    text_vi: str
    assigner: Post
    accountable_post: Post
    lead: Organisation
    follower_up: Post
    acceptor: Post
    due: date
    result_kind: str
    result_vi: str
    evidence_vi: str
    text_en: str = ""
    result_en: str = ""
    evidence_en: str = ""
    cooperating: Sequence[Organisation] = field(default_factory=tuple)
    conclusion: Conclusion | None = None
    document: Document | None = None
    indicator: Indicator | None = None
    illustrative: bool = False


@transaction.atomic
def issue_task(*, order: Order, blocking: Sequence[str], form_key: str = "", by: Actor, at: datetime) -> Task:
    """Issue a task. `blocking` are the codes of the five-clear tests that failed: any one refuses the task.

    The same form sent twice (`form_key`) issues one task and returns it again.
    """
    require(by, Right.ISSUE_TASK)
    if form_key and (sent := Task.objects.filter(form_key=form_key).first()):
        return sent
    _refuse_unclear(order, blocking)
    task = _store(order, form_key, timezone.localtime(at).date())
    task.cooperating.set(order.cooperating)
    _add_event(task, rules.ISSUED, by=by, at=at, illustrative=order.illustrative)
    if order.conclusion is not None:
        mark_issued(conclusion=order.conclusion, by=by, at=at)
    record(act="task.issued", about_kind="task", about=task.code, by=by, at=at,
           detail={"due": order.due.isoformat(), "lead": order.lead.code})  # fmt: skip
    return task


def _refuse_unclear(order: Order, blocking: Sequence[str]) -> None:
    if blocking:
        raise BadInput(
            Message(
                gettext_noop("The task is not clear enough to be issued: {codes}."), {"codes": ", ".join(blocking)}
            ),
            remedy=gettext_noop("Mend what is marked, or keep it as to be clarified."),
        )
    if order.acceptor.pk == order.accountable_post.pk:
        raise BadInput(
            gettext_noop("Whoever does the task cannot accept its result."),
            remedy=gettext_noop("Choose another post to accept it."),
            place="acceptor",
        )
    if order.conclusion is not None and order.conclusion.state == Conclusion.ISSUED:
        raise Conflict(
            gettext_noop("This conclusion has already been issued as a task."),
            remedy=gettext_noop("Open the task from the conclusion."),
        )


def _store(order: Order, form_key: str, issued_on: date) -> Task:
    year = issued_on.year
    for _attempt in range(5):
        number = Task.objects.filter(code__startswith=f"NV-{year}-").count() + 1
        while Task.objects.filter(code=f"NV-{year}-{number:03}").exists():
            number += 1
        try:
            with transaction.atomic():
                return Task.objects.create(
                    code=f"NV-{year}-{number:03}", text_vi=order.text_vi, text_en=order.text_en, assigner=order.assigner,
                    accountable_post=order.accountable_post, lead=order.lead, follower_up=order.follower_up,
                    acceptor=order.acceptor, issued_on=issued_on, due=order.due, result_kind=order.result_kind,
                    result_vi=order.result_vi, result_en=order.result_en, evidence_vi=order.evidence_vi,
                    evidence_en=order.evidence_en, conclusion=order.conclusion,
                    document=order.document, indicator=order.indicator, illustrative=order.illustrative,
                    form_key=form_key or None,
                )  # fmt: skip
        except IntegrityError:
            continue
    raise Conflict(gettext_noop("The task could not be numbered."), remedy=gettext_noop("Send the form once more."))


@transaction.atomic
def take_on(*, task: Task, by: Actor, at: datetime) -> TaskEvent:
    """The lead organisation takes the task on."""
    require(by, Right.DO_TASK, organisation=task.lead.code)
    return _move(task, rules.TAKEN_ON, by=by, at=at)


@transaction.atomic
def report_progress(*, task: Task, note: str, by: Actor, at: datetime) -> TaskEvent:
    """The lead says in words how far it is."""
    require(by, Right.DO_TASK, organisation=task.lead.code)
    return _move(task, rules.PROGRESS, note=_said(note), by=by, at=at)


@transaction.atomic
def submit_evidence(
    *, task: Task, note: str, file: KeptFile | None = None, document: Document | None = None, by: Actor, at: datetime
) -> TaskEvent:
    """The lead proves the result. Its day is the done date if the evidence is accepted."""
    require(by, Right.DO_TASK, organisation=task.lead.code)
    return _move(task, rules.EVIDENCE, note=_said(note), file=file, document=document, by=by, at=at)


@transaction.atomic
def accept_result(*, task: Task, note: str, by: Actor, at: datetime) -> TaskEvent:
    """The acceptor takes the evidence as proof. Whoever submitted it cannot."""
    _require_acceptor(task, by)
    return _move(task, rules.ACCEPTED, note=note, by=by, at=at)


@transaction.atomic
def return_evidence(*, task: Task, reason: str, by: Actor, at: datetime) -> TaskEvent:
    """The acceptor sends the evidence back with the reason."""
    _require_acceptor(task, by)
    return _move(task, rules.RETURNED, note=_said(reason), by=by, at=at)


@transaction.atomic
def cancel_task(*, task: Task, reason: str, by: Actor, at: datetime) -> TaskEvent:
    """The assigner's side withdraws the task, with the reason."""
    require(by, Right.ISSUE_TASK)
    return _move(task, rules.CANCELLED, note=_said(reason), by=by, at=at)


def _require_acceptor(task: Task, by: Actor) -> None:
    require(by, Right.ACCEPT_TASK)
    same_body = by.organisation == task.acceptor.organisation.code
    if by.post != task.acceptor.code and not (same_body and by.areas == EVERY_AREA):
        raise Refused(
            Message(gettext_noop("The result is accepted by {post}."), {"post": task.acceptor.name_vi}),
            remedy=gettext_noop("Ask that post, or a colleague of its organisation who acts for it."),
        )
    if by.organisation == task.lead.code:
        raise Refused(gettext_noop("Whoever does the task cannot accept its result."))


def _said(words: str) -> str:
    if not words.strip():
        raise BadInput(gettext_noop("Say in words what is meant."), place="note",
                       remedy=gettext_noop("Write at least one sentence."))  # fmt: skip
    return words.strip()


def _move(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str = "", file: KeptFile | None = None,
    document: Document | None = None,
) -> TaskEvent:  # fmt: skip
    locked = Task.objects.select_for_update().get(pk=task.pk)
    past = [rules.Event(event.kind, event.at.date()) for event in locked.events.all()]
    state = rules.state_after(past)
    if kind not in rules.MOVES[state]:
        raise Conflict(
            Message(
                gettext_noop("This is not possible now: the task is in the state “{state}”."),
                {"state": Message(rules.STATES[state][0])},
            ),
            remedy=gettext_noop("Reload the task and look at what happened meanwhile."),
        )
    event = _add_event(locked, kind, by=by, at=at, note=note, file=file, document=document)
    record(act=f"task.{kind}", about_kind="task", about=locked.code, by=by, at=at, reason=note)
    return event


def _add_event(
    task: Task, kind: str, *, by: Actor, at: datetime, note: str = "", file: KeptFile | None = None,
    document: Document | None = None, illustrative: bool = False,
) -> TaskEvent:  # fmt: skip
    return TaskEvent.objects.create(
        task=task, kind=kind, at=at, by=by.name, post=by.post_name, note=note, file=file, document=document,
        illustrative=illustrative,
    )  # fmt: skip
