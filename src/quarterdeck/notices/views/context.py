"""What every page knows of the reader's inbox."""

from typing import Any

from django.http import HttpRequest

from quarterdeck.notices.queries.inbox import unread
from quarterdeck.web import clock


def inbox(request: HttpRequest) -> dict[str, Any]:
    """How many notices are unread, counted when a page shows it."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.user_id is None:
        return {}
    return {"unread_notices": lambda: unread(actor.user_id, clock.today())}
