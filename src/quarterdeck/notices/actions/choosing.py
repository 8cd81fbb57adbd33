"""Let people say how and when they want to be told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.notices.models import Choice, Preference
from quarterdeck.notices.rules import KINDS, RHYTHMS
from quarterdeck.people.models import User


@transaction.atomic
def choose(*, rhythm: str, ways: Mapping[str, str], version: int, by: Actor, at: datetime) -> Preference:
    """When mail comes to whoever acts, and how they are told of each kind; a kind that is not named stays as it is.

    Only what differs from the usual is kept. `BadInput` for what cannot be chosen: nobody is kept from knowing what
    they must do. `Conflict` where the same person chose otherwise in another window.
    """
    require(by, Right.READ)
    if rhythm not in RHYTHMS:
        raise BadInput(gettext_noop("Mail cannot be sent at these times."), place="rhythm",
                       remedy=gettext_noop("Choose one of those offered."))  # fmt: skip
    for key, way in ways.items():
        if key not in KINDS or way not in KINDS[key].ways:
            raise BadInput(gettext_noop("This kind of notices cannot be told in that way."), place=key,
                           remedy=gettext_noop("Choose one of those offered."))  # fmt: skip
    user = User.objects.select_for_update().get(pk=by.user_id)
    kept = Preference.objects.filter(user=user).first() or Preference(user=user, version=0)
    if kept.version != version:
        raise Conflict(
            gettext_noop("You chose otherwise in another window meanwhile."),
            remedy=gettext_noop("The page now shows what you chose there. Save again if it is not right."),
        )
    kept.rhythm, kept.version = rhythm, version + 1
    kept.save()
    Choice.objects.filter(user=user, kind__in=ways).delete()
    Choice.objects.bulk_create(
        Choice(user=user, kind=key, way=way) for key, way in ways.items() if way != KINDS[key].usual
    )
    record(act="notices.chosen", about_kind="notices", about=user.username, by=by, at=at, detail={"rhythm": rhythm})
    return kept
