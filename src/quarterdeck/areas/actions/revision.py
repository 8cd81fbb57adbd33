"""Tell every process that the register has changed, and who changed it."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from quarterdeck.areas.models import Revision
from quarterdeck.areas.queries.register import ask_again
from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor


def record_change(
    *, act: str, about_kind: str, about: str, by: Actor, at: datetime, reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """The audit line of a change of the register, and a new revision, so that both are seen together.

    The revision is drawn, not counted: what was remembered of a transaction that was undone must not be taken for
    what the next one does.
    """
    number = secrets.randbits(62)
    if not Revision.objects.update(number=number):
        Revision.objects.create(number=number)
    ask_again()
    record(act=act, about_kind=about_kind, about=about, by=by, at=at, reason=reason, detail=dict(detail or {}))
