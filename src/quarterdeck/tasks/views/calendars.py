"""A list of tasks for other task lists and calendars."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from quarterdeck.notices.queries.duties import bared
from quarterdeck.notices.views.calendar import root_of
from quarterdeck.papers.calendar import MEDIA_TYPE, write_calendar
from quarterdeck.tasks.queries import duties
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.library import language


def as_calendar(request: HttpRequest, found: Any) -> HttpResponse:
    """Tasks as a file of VTODO, without the words that may not leave the pages that guard them."""
    root = root_of(request)
    data = write_calendar(
        bared(duties.listed(found)), name=_("Tasks"), lang=language(), address=root,
        host=urlsplit(root).hostname or "quarterdeck", made_at=clock.now(),
    )  # fmt: skip
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="tasks-{clock.today()}.ics"'
    return response
