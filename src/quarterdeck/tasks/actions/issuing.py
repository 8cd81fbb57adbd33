"""Issue tasks. A task that is not clear cannot be issued, by whatever way it comes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.models import KeptFile
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions import keep_to_be_clarified, mark_issued
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import add_event, by_language
from quarterdeck.tasks.actions.telling import tell_group
from quarterdeck.tasks.models import CooperatingPart, Milestone, Override, Task, TaskGroup
from quarterdeck.tasks.queries.clarity import Examined, Order, examine, to_clarify_by
from quarterdeck.tasks.queries.courses import take_on_by
from quarterdeck.tasks.rules.explain import Dated
from quarterdeck.tasks.rules.milestones import refuse_milestone
from quarterdeck.tasks.rules.parts import refuse_contribution
from quarterdeck.web import packs

Made = TypeVar("Made", bound=models.Model)
# Why a task is issued although the check warns: by the code of each test that warned, or, of tasks that are taken over
# many at a time, in one text for all.
Reasons = str | Mapping[str, str]


@transaction.atomic
def issue_task(
    *, order: Order, form_key: str = "", reason: Reasons = "", issued_on: date | None = None,
    source: KeptFile | None = None, resting_on: str = "", by: Actor, at: datetime,
) -> Task:  # fmt: skip
    """Issue a task. Any blocking test of the clarity check refuses it.

    The same form sent twice (`form_key`) issues one task and returns it again. `reason` says of each test that warns
    why the task is issued all the same; with the post that said so it is kept for that test. `issued_on` is the day
    of issue of a task that is taken over from elsewhere (never after the day of `at`), `source` the file that it is
    taken from, and `resting_on` the document as that names it, where the register does not have it. The time to take it
    on runs from the day of `at`, since nobody could before.
    """
    require(by, Right.ISSUE_TASK)
    if form_key and (sent := Task.objects.filter(form_key=form_key).first()):
        return sent
    issued_on = _day_of_issue(issued_on, at)
    refuse_secret([order.text_vi, order.text_en, order.result_vi, order.result_en, resting_on], place="text")
    if order.conclusion is not None:
        claim(order.conclusion)
    examined = _refuse_unclear(order, issued_on)
    _refuse_misdated(order, issued_on)
    why = _refuse_unexplained(examined, reason)
    told = "; ".join(dict.fromkeys(why.values())) if why or not isinstance(reason, str) else reason.strip()
    task = _store(order, form_key, issued_on, examined.draft.profile, timezone.localtime(at).date())
    _beside(task, order)
    _keep_overrides(task, why, by, at)
    add_event(task, rules.ISSUED, by=by, at=at, **_told(told, resting_on.strip()), file=source)
    if order.conclusion is not None:
        mark_issued(conclusion=order.conclusion, by=by, at=at)
    record(act="task.issued", about_kind="task", about=task.code, by=by, at=at, reason=told,
           detail={"due": order.due.isoformat(), "lead": order.lead.code, "warned": list(why)})  # fmt: skip
    return task


def _told(reason: str, resting_on: str) -> dict[str, str]:
    """What the history says of the issue: why in spite of warnings, and on which document that is not registered."""
    if not resting_on:
        return {"note": reason}
    told = {}
    for name, lang in (("note", "vi"), ("note_en", "en")):
        with override(lang):
            rests = gettext("It rests on {number}, which was not registered.").format(number=resting_on)
        told[name] = f"{reason.rstrip('.')}. {rests}" if reason else rests
    return told


def _day_of_issue(given: date | None, at: datetime) -> date:
    today = timezone.localtime(at).date()
    if given is not None and given > today:
        raise BadInput(gettext_noop("A task cannot have been issued after today."), place="issued_on",
                       remedy=gettext_noop("Give the day on which it was issued."))  # fmt: skip
    return given or today


@transaction.atomic
def issue_group(
    *, orders: Sequence[Order], text_vi: str = "", text_en: str = "", conclusion: Conclusion | None = None,
    form_key: str = "", reason: Reasons = "", by: Actor, at: datetime,
) -> TaskGroup:  # fmt: skip
    """Issue a collective order as one task per unit, followed as one row: every one of them clear, or none is issued.

    `text_vi` and `text_en` are the order as it was given to all. `BadInput` names the first unit whose task is unclear.
    """
    require(by, Right.ISSUE_TASK)
    if form_key and (sent := TaskGroup.objects.filter(tasks__form_key=f"{form_key}-1").first()):
        return sent
    if len({order.lead.pk for order in orders}) != len(orders) or len(orders) < 2:
        raise BadInput(
            gettext_noop("A collective order goes to two units at least, to each of them once."), place="units",
            remedy=gettext_noop("Choose the units, or issue one task."),
        )  # fmt: skip
    if conclusion is not None:
        claim(conclusion)
    year = timezone.localtime(at).date().year
    first = orders[0]
    group = _numbered(
        TaskGroup, f"NVC-{year}-", lambda code: TaskGroup.objects.create(
            code=code, text_vi=text_vi, text_en=text_en, conclusion=conclusion, document=first.document, made_at=at,
        ),
    )  # fmt: skip
    for number, order in enumerate(orders, start=1):
        _issue_one(order, group, f"{form_key}-{number}" if form_key else "", reason, by, at)
    if conclusion is not None:
        mark_issued(conclusion=conclusion, by=by, at=at)
    tell_group(group, by=by, at=at)
    told = reason.strip() if isinstance(reason, str) else "; ".join(dict.fromkeys(reason.values()))
    record(act="task.group_issued", about_kind="task_group", about=group.code, by=by, at=at, reason=told,
           detail={"due": first.due.isoformat(), "leads": [order.lead.code for order in orders]})  # fmt: skip
    return group


def _issue_one(order: Order, group: TaskGroup, form_key: str, reason: Reasons, by: Actor, at: datetime) -> None:
    order = Order(**{**vars(order), "group": group, "conclusion": None})
    try:
        issue_task(order=order, form_key=form_key, reason=reason, by=by, at=at)
    except BadInput as unclear:
        told = {"body": order.lead.name_vi, "why": unclear.message}
        raise BadInput(Message(gettext_noop("{body}: {why}"), told), place="units", remedy=unclear.remedy) from unclear


def claim(conclusion: Conclusion) -> None:
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


def _refuse_unclear(order: Order, issued_on: date) -> Examined:
    """Refuse an order that is not clear, with all the reasons."""
    language = "en" if (get_language() or "vi").startswith("en") else "vi"
    examined = examine(order.draft(), issued_on=issued_on, reader=language)
    if examined.blocking:
        raise BadInput(
            Message(
                gettext_noop("The task is not clear enough to be issued ({codes})."),
                {"codes": ", ".join(examined.blocking_codes)},
            ),
            remedy=examined.blocking[0].proposal,
        )
    return examined


def _refuse_misdated(order: Order, issued_on: date) -> None:
    """Refuse milestones and parts of cooperating bodies that do not lie between the day of issue and the due date."""
    calendar = packs.working_calendar(settings.PACK)
    for step in order.steps:
        refuse_milestone(step.due, today=issued_on, due=order.due, calendar=calendar, place="milestones")
    for part in order.parts:
        if part.due is not None:
            refuse_contribution(part.due, today=issued_on, due=order.due, calendar=calendar, place="cooperating")


def _refuse_unexplained(examined: Examined, reason: Reasons) -> dict[str, str]:
    """Why the task is issued all the same, by the code of each test that warns; refused where nobody says it of one."""
    warned = list(dict.fromkeys(one.code for one in examined.warnings))
    given = dict.fromkeys(warned, reason) if isinstance(reason, str) else reason
    why = {code: given.get(code, "").strip() for code in warned}
    silent = [code for code in warned if not why[code]]
    if silent:
        raise BadInput(
            Message(gettext_noop("The check warns ({codes})."), {"codes": ", ".join(silent)}),
            place="reason" if isinstance(reason, str) else f"reason-{silent[0]}",
            remedy=gettext_noop("Mend it, or say why the task is issued all the same."),
        )  # fmt: skip
    return why


def _store(order: Order, form_key: str, issued_on: date, profile: str, today: date) -> Task:
    dated = take_on_by(today)
    texts = (order.text_vi, order.text_en, order.result_vi, order.result_en)
    plain: dict[str, Any] = {name: getattr(order, name) for name in _AS_ORDERED}
    return _numbered(
        Task, f"NV-{issued_on.year}-", lambda code: Task.objects.create(
            code=code, issued_on=issued_on, due=order.due, original_due=order.due, counted_due=order.due,
            take_on_by=dated.day if dated else None, profile=profile, form_key=form_key or None,
            folded=searchable(code, *texts), **plain,
        ),
    )  # fmt: skip


_AS_ORDERED = (
    "text_vi", "text_en", "assigner", "accountable_post", "lead", "follower_up", "acceptor", "result_kind",
    "result_vi", "result_en", "evidence_vi", "evidence_en", "conclusion", "document", "indicator", "stuck_on",
    "parent", "group", "illustrative",
)  # fmt: skip


def _numbered(table: type[Made], head: str, make: Callable[[str], Made]) -> Made:
    """Make a row with the next free code that begins with `head`; somebody else may take it at the same moment."""
    codes = table._default_manager.filter(code__startswith=head)
    for _attempt in range(5):
        number = codes.count() + 1
        while codes.filter(code=f"{head}{number:03}").exists():
            number += 1
        try:
            with transaction.atomic():
                return make(f"{head}{number:03}")
        except IntegrityError:
            continue
    raise Conflict(gettext_noop("The task could not be numbered."), remedy=gettext_noop("Send the form once more."))


def _beside(task: Task, order: Order) -> None:
    """The cooperating bodies with their parts, and the milestones."""
    task.cooperating.set(order.cooperating)
    CooperatingPart.objects.bulk_create(
        CooperatingPart(task=task, organisation=one.body, part_vi=one.text_vi, part_en=one.text_en, due=one.due)
        for one in order.parts
    )
    Milestone.objects.bulk_create(
        Milestone(task=task, number=number, text_vi=one.text_vi, text_en=one.text_en, due=one.due)
        for number, one in enumerate(sorted(order.steps, key=lambda step: step.due), start=1)
    )


def _keep_overrides(task: Task, why: Mapping[str, str], by: Actor, at: datetime) -> None:
    for code, reason in why.items():
        words_vi, words_en = by_language(reason)
        Override.objects.create(
            task=task, test=code, reason_vi=words_vi, reason_en=words_en, by=by.name, post=by.post_name, at=at
        )


@transaction.atomic
def keep_unclear(*, conclusion: Conclusion, owner: Post, why: list[str], by: Actor, at: datetime) -> Dated:
    """Keep an unclear conclusion word for word, owned by `owner`; returns by when it is made clear, and the steps.

    Kept twice it keeps its first day; an issued one is refused. `why` are the codes of the tests that failed.
    """
    require(by, Right.RECORD_CONCLUSION)
    claim(conclusion)
    conclusion.refresh_from_db()
    day = timezone.localtime(at).date()
    if conclusion.state == Conclusion.TO_BE_CLARIFIED and conclusion.clarify_by:
        return Dated(conclusion.clarify_by, ())
    dated = to_clarify_by(day)
    keep_to_be_clarified(conclusion=conclusion, owner=owner, clarify_by=dated.day, why=why, by=by, at=at)
    return dated
