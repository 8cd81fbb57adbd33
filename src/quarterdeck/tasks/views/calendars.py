"""A list of tasks for other task lists and calendars."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from quarterdeck.notices.queries.duties import bared
from quarterdeck.papers.calendar import MEDIA_TYPE, write_calendar
from quarterdeck.tasks.queries import duties
from quarterdeck.web import clock
from quarterdeck.web.templatetags.quarterdeck.library import language


def as_calendar(found: Any) -> HttpResponse:
    """Tasks as a file of VTODO, without the words that may not leave the pages that guard them."""
    data = write_calendar(
        bared(duties.listed(found)), name=_("Tasks"), lang=language(), address=settings.ADDRESS,
        host=urlsplit(settings.ADDRESS).hostname or "quarterdeck", made_at=clock.now(),
    )  # fmt: skip
    response = HttpResponse(data, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="tasks-{clock.today()}.ics"'
    return response
