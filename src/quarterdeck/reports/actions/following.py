"""Pass the questions to bodies that end to their heirs, and give them back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Organisation
from quarterdeck.reports.models import Inquiry
from quarterdeck.reports.queries.following import KIND, ROOM, following


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """Pass unanswered questions to the heirs of bodies that end; the history of each draft says so."""
    require(by, Right.CHANGE_AREAS)
    moved = []
    for one, heir in following(change, lock=True).passing:
        moved.append(Moved(ROOM, KIND, str(one.pk), one.organisation.code, heir.code))
        _pass(one, heir, "draft.question_passed_on", change, by, at)
    return moved


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Give questions back to the bodies that live on; `Conflict` names one that the heir has answered since."""
    require(by, Right.CHANGE_AREAS)
    locked = Inquiry.objects.select_for_update(of=("self",)).filter(pk__in=[one.ref for one in moved])
    rows = {str(one.pk): one for one in locked.select_related("organisation")}
    bodies = {one.code: one for one in Organisation.objects.filter(code__in=[one.origin for one in moved])}
    for one in moved:
        row = rows[one.ref]
        if row.answered_at is not None or row.organisation.code != one.heir:
            raise Conflict(
                Message(gettext_noop('The question about "{quote}" was acted on after the event took force and cannot '
                                     "be given back."), {"quote": row.quote}),
                remedy=gettext_noop(
                    "It stays with the heir: let another event follow instead of withdrawing this one."
                ),
            )  # fmt: skip
        _pass(row, bodies[one.origin], "draft.question_given_back", change, by, at)


def _pass(one: Inquiry, to: Organisation, act: str, change: AreaChange, by: Actor, at: datetime) -> None:
    told = f"{one.organisation.name_vi} → {to.name_vi} ({change.event.title_vi})"
    detail = {"inquiry": one.pk, "event": change.event.code, "from": one.organisation.code, "to": to.code}
    one.organisation = to
    one.version += 1
    one.save(update_fields=["organisation", "version"])
    record(act=act, about_kind="draft", about=one.draft_id, reason=told, detail=detail, by=by, at=at)
