"""Tell every process that the register has changed, and who changed it."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from quarterdeck.areas.models import Revision
from quarterdeck.audit.actions import record
from quarterdeck.core.rights import Actor


def record_change(
    *, act: str, about_kind: str, about: str, by: Actor, at: datetime, reason: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """The audit line of a change of the register, and one more on its count, so that both are seen together."""
    if not Revision.objects.update(number=F("number") + 1):
        Revision.objects.create(number=1)
    record(act=act, about_kind=about_kind, about=about, by=by, at=at, reason=reason, detail=dict(detail or {}))
