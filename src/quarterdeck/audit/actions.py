"""The one write of the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from quarterdeck.audit.models import Line
from quarterdeck.core.rights import Actor


def record(
    *, act: str, about_kind: str, about: object, by: Actor, at: datetime, reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Line:  # fmt: skip
    """Write the audit line of an act, inside the transaction of that act. One line per batch, not per row."""
    return Line.objects.create(
        at=at, actor=by.name, post=by.post_name, act=act, about_kind=about_kind, about=str(about), reason=reason,
        detail=dict(detail or {}),
    )  # fmt: skip
