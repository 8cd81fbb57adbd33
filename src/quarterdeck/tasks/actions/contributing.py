"""State what a cooperating body contributes to a task, and note that it has."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import SYSTEM, Actor, Right, require
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.people.models import Organisation
from quarterdeck.tasks import rules
from quarterdeck.tasks.actions.moving import beside, by_language, hold_open, said
from quarterdeck.tasks.models import CooperatingPart, Task
from quarterdeck.tasks.queries.courses import parties
from quarterdeck.tasks.rules.parts import refuse_contribution
from quarterdeck.tasks.rules.who import require_planner
from quarterdeck.web import packs


@transaction.atomic
def state_part(
    *, task: Task, organisation: Organisation, part: str, due: date | None = None, by: Actor, at: datetime
) -> CooperatingPart:  # fmt: skip
    """Say what a cooperating body contributes, by when. Said again it is changed until it is done; `BadInput` where the
    body leads the task, or the day is after the task's due date or not worked."""
    locked = hold_open(task)
    require_planner(by, parties(locked))
    refuse_secret([part], place="part")
    words_vi, words_en = by_language(said(part, "part"))
    if organisation.pk == locked.lead_id:
        raise BadInput(gettext_noop("The lead does not cooperate with itself."), place="organisation",
                       remedy=gettext_noop("Choose another organisation."))  # fmt: skip
    if due is not None:
        today = timezone.localtime(at).date()
        refuse_contribution(due, today=today, due=locked.due, calendar=packs.working_calendar(settings.PACK))
    made, _new = CooperatingPart.objects.get_or_create(
        task=locked, organisation=organisation, defaults={"part_vi": words_vi, "part_en": words_en, "due": due}
    )
    if made.done_on is not None:
        raise _done(made)
    if (made.part_vi, made.part_en, made.due) != (words_vi, words_en, due):
        made.part_vi, made.part_en, made.due, made.version = words_vi, words_en, due, made.version + 1
        made.save()
    locked.cooperating.add(organisation)
    record(act="task.part_stated", about_kind="task", about=locked.code, by=by, at=at, reason=part.strip(),
           detail={"organisation": organisation.code, "due": due.isoformat() if due else ""})  # fmt: skip
    return made


@transaction.atomic
def finish_part(*, part: CooperatingPart, note: str, version: int, by: Actor, at: datetime) -> CooperatingPart:
    """The cooperating body, or the lead who has what it gave, notes that its part is done, and what there is."""
    task = hold_open(part.task)
    locked = CooperatingPart.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=part.pk)
    require(by, Right.DO_TASK)
    if by.organisation not in (locked.organisation.code, task.lead.code) and by != SYSTEM:
        raise Refused(
            gettext_noop("This part is that of another organisation."),
            remedy=gettext_noop("That organisation, or the lead of the task, notes that it is done."),
        )
    if locked.done_on is not None:
        raise _done(locked)
    if locked.version != version:
        raise Conflict(
            gettext_noop("Somebody changed this part while you had it open."),
            remedy=gettext_noop("Nothing of yours was written. Look at it as it is now, then decide again."),
        )
    refuse_secret([note], place="note")
    locked.done_on, locked.done_note = timezone.localtime(at).date(), said(note)
    locked.version += 1
    locked.save()
    body = locked.organisation
    beside(task, rules.PART_DONE, by=by, at=at, note=f"{body.name_vi}: {locked.done_note}",
           note_en=f"{body.name_en or body.name_vi}: {locked.done_note}")  # fmt: skip
    return locked


def _done(part: CooperatingPart) -> Conflict:
    return Conflict(
        gettext_noop("This part is done; it stays as it is."),
        remedy=gettext_noop("Reload the page and look at what happened meanwhile."),
    )
