"""Ask for an extension of a due date, and decide on it."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Document
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import by_language, lock, move, repeated, said
from quarterdeck.tasks.models import Extension, Task
from quarterdeck.tasks.queries.extensions import most_extensions, undecided
from quarterdeck.tasks.rules.extending import refuse_asking, refuse_granting
from quarterdeck.tasks.rules.parts import refuse_after_parent
from quarterdeck.web import packs


@transaction.atomic
def ask_extension(
    *, task: Task, new_due: date, ground: str, ground_en: str = "", document: Document | None = None,
    version: int | None = None, by: Actor, at: datetime,
) -> Extension:  # fmt: skip
    """The lead asks that the due date be moved, with the ground. Asked for after the due date, lateness stays.

    `BadInput` where another one is undecided, where no more may be granted, or where the day makes no sense.
    """
    ground, locked = said(ground), lock(task, rules.ASKED, by)
    if repeated(locked, rules.ASKED, ground, version, by):
        return locked.asked_extensions.get(decided_at__isnull=True)
    today = timezone.localtime(at).date()
    refuse_asking(
        new_due, due=locked.due, today=today, asked=locked.asked_due, granted=locked.extensions,
        most=most_extensions(locked.issued_on), calendar=packs.working_calendar(settings.PACK),
    )  # fmt: skip
    if locked.parent is not None:
        refuse_after_parent(new_due, locked.parent.code, locked.parent.due, "new_due")
    late = today > locked.counted_due
    move(locked, rules.ASKED, note=ground, note_en=ground_en, document=document, to=new_due, by=by, at=at)
    ground_vi, ground_en = by_language(ground, ground_en)
    return Extension.objects.create(
        task=locked, number=locked.asked_extensions.count() + 1, old_due=locked.due, new_due=new_due, late=late,
        ground_vi=ground_vi, ground_en=ground_en, document=document, asked_at=at, asked_by=by.name,
        asked_as=by.post_name, illustrative=locked.illustrative,
    )  # fmt: skip


@transaction.atomic
def decide_extension(
    *, task: Task, granted_due: date | None, reason: str = "", reason_en: str = "", document: Document | None = None,
    version: int | None = None, by: Actor, at: datetime,
) -> Extension:  # fmt: skip
    """A level above grants the extension that waits, up to the day asked for, or refuses it (None) with a reason."""
    kind = rules.GRANTED if granted_due else rules.REFUSED
    locked, reason = lock(task, kind, by), reason.strip()
    if repeated(locked, kind, reason, version, by):
        return locked.asked_extensions.latest("number")
    waiting = undecided(locked)
    if waiting is None:
        raise Conflict(
            gettext_noop("No extension of this task waits to be decided."),
            remedy=gettext_noop("Reload the task and look at what happened meanwhile."),
        )
    if granted_due is None or granted_due < waiting.new_due:
        reason = _why(reason)
    if granted_due:
        refuse_granting(granted_due, due=locked.due, asked=waiting.new_due,
                        calendar=packs.working_calendar(settings.PACK))  # fmt: skip
        if locked.parent is not None:
            refuse_after_parent(granted_due, locked.parent.code, locked.parent.due, "granted_due")
    move(locked, kind, note=reason, note_en=reason_en, document=document, to=granted_due, by=by, at=at)
    waiting.granted_due, waiting.decided_document = granted_due, document
    waiting.decided_at, waiting.decided_by, waiting.decided_as = at, by.name, by.post_name
    waiting.reason_vi, waiting.reason_en = by_language(reason, reason_en)
    waiting.save()
    return waiting


def _why(reason: str) -> str:
    if not reason:
        raise BadInput(
            Message(gettext_noop("A reason is needed where less is granted than was asked for.")), place="note",
            remedy=gettext_noop("Write at least one sentence."),
        )  # fmt: skip
    return reason
