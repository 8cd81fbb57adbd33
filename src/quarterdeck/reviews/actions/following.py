"""Let what is still to be clarified follow the heirs of posts that end."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.models import Conclusion
from quarterdeck.reviews.queries.following import ROOM, owned_by_ending, ref_of

OWNER = "conclusion clarify_owner"


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """Let the heirs of posts that end own what is still to be clarified; it stays due when it was."""
    require(by, Right.CHANGE_AREAS)
    moved = []
    for one, heir in owned_by_ending(change):
        if heir is not None and one.clarify_owner is not None:
            moved.append(Moved(ROOM, OWNER, ref_of(one), one.clarify_owner.code, heir.code))
            _own(one, heir)
    _record_owners("passed_on", change, moved, by, at)
    return moved


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Give conclusions back to the posts that live on; `Conflict` names one that was settled since."""
    require(by, Right.CHANGE_AREAS)
    posts = {one.code: one for one in Post.objects.filter(code__in=[one.origin for one in moved])}
    wanted = Conclusion.objects.select_for_update(of=("self",)).select_related("review", "clarify_owner")
    found = wanted.filter(review__code__in={one.ref.rpartition("/")[0] for one in moved})
    held = {ref_of(one): one for one in found.filter(state=Conclusion.TO_BE_CLARIFIED)}
    for one in moved:
        conclusion = held.get(one.ref)
        if conclusion is None or conclusion.clarify_owner is None or conclusion.clarify_owner.code != one.heir:
            raise Conflict(
                Message(gettext_noop("Conclusion {ref} was settled after the event took force and cannot be given "
                                     "back."), {"ref": one.ref}),
                remedy=gettext_noop("It stays as it is: let another event follow instead of withdrawing this one."),
            )  # fmt: skip
        _own(conclusion, posts[one.origin])
    _record_owners("given_back", change, moved, by, at)


def _own(conclusion: Conclusion, owner: Post) -> None:
    Conclusion.objects.filter(pk=conclusion.pk).update(clarify_owner=owner, version=conclusion.version + 1)


def _record_owners(act: str, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    if moved:
        record(act=f"conclusions.{act}", about_kind="area_event", about=change.event.code, by=by, at=at,
               detail={one.ref: [one.origin, one.heir] for one in moved})  # fmt: skip
