"""Keep beside each mail what it holds, so that nobody gets a notice twice and nothing is lost where mail fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.notices.models import Digest, Mailed, Receipt
from quarterdeck.people.models import User

# A mail that is being sent for longer was interrupted: nobody knows whether it went out, so it goes out again.
INTERRUPTED = timedelta(hours=1)


@transaction.atomic
def begin_digest(*, user: User, receipts: Sequence[Receipt], by: Actor, at: datetime) -> Digest:
    """A mail to somebody is about to be sent; what it holds is held by no other from now on.

    Raises `django.db.IntegrityError` where another run has begun the same mail.
    """
    require(by, Right.ADMINISTER)
    made = Digest.objects.create(user=user, day=timezone.localdate(at), at=at, address=user.email, held=len(receipts))
    Mailed.objects.bulk_create([Mailed(user=user, receipt=one, digest=made) for one in receipts])
    return made


@transaction.atomic
def end_digest(*, digest: Digest, problem: str = "", by: Actor, at: datetime) -> Digest:
    """The mail was handed to the server; where there was a problem, what it holds goes into the next one."""
    require(by, Right.ADMINISTER)
    digest.state, digest.problem = Digest.FAILED if problem else Digest.SENT, problem
    digest.save(update_fields=["state", "problem"])
    if problem:
        digest.holds.all().delete()
    record(act=f"digest.{digest.state}", about_kind="notices", about=digest.user.username, by=by, at=at,
           detail={"held": digest.held})  # fmt: skip
    return digest


@transaction.atomic
def release_interrupted(*, by: Actor, at: datetime) -> int:
    """Free what mails hold that were begun long ago and never ended; returns how many mails."""
    require(by, Right.ADMINISTER)
    stuck = list(Digest.objects.select_for_update().filter(state=Digest.SENDING, at__lt=at - INTERRUPTED))
    for one in stuck:
        end_digest(digest=one, problem="interrupted", by=by, at=at)
    return len(stuck)
