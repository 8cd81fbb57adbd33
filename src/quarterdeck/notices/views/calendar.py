"""What the reader has to do by day, and secret addresses by which calendar programs read it."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.rights import SYSTEM, Right
from quarterdeck.notices import actions
from quarterdeck.notices.forms import FeedForm
from quarterdeck.notices.queries.duties import duties_of
from quarterdeck.notices.queries.feeds import Reader, feed_of, feeds_of, reader_by
from quarterdeck.notices.views.inbox import SECTION
from quarterdeck.papers.calendar import MEDIA_TYPE, write_calendar
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, public
from quarterdeck.web.templatetags.quarterdeck.library import language

# A program may keep what it read for so many seconds.
KEPT_SECONDS = 15 * 60


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """What the reader has to do by day, and the addresses of their calendars; a new address is shown once."""
    form = FeedForm(request.POST or None)
    made: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            feed, secret = actions.make_feed(**form.cleaned_data, by=request.actor, at=clock.now())
        except QuarterdeckError as failure:
            show_failure(form, failure)
        else:
            form, made = FeedForm(), {"made": feed, "address": _address(request, secret)}
    today = clock.today()
    context = {
        "form": form, "feeds": feeds_of(request.actor.user_id), "today": today,
        "duties": duties_of(request.actor.user_id, today, language()),
    }  # fmt: skip
    response = render(request, "notices/calendar.html", SECTION | context | made, status=422 if form.errors else 200)
    if made:
        response.headers["Cache-Control"] = "no-store"
    return response


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("notices:feed", args=[secret]))


@gate(Right.READ)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an address work no longer; only by the button."""
    if request.method == "POST":
        feed = feed_of(request.actor.user_id, pk)
        actions.revoke_feed(feed=feed, by=request.actor, at=clock.now())
        messages.success(request, _("The address “{name}” works no longer.").format(name=feed.name))
    return redirect("notices:calendar")


@public
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever made this secret address, in their language. Nobody signs in: the address is the key."""
    reader = reader_by(secret)
    actions.note_fetched(feed=reader.feed, by=SYSTEM, at=clock.now())
    with translation.override(reader.user.language):
        data = _calendar(reader, root_of(request))
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    unchanged = request.headers.get("If-None-Match") == tag
    response = HttpResponse(b"" if unchanged else data, content_type=MEDIA_TYPE, status=304 if unchanged else 200)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="quarterdeck.ics"'
    return response


def root_of(request: HttpRequest) -> str:
    """What links in calendars begin with: the address of the store as set, else as it was called."""
    return settings.ADDRESS or request.build_absolute_uri("/")


def _calendar(reader: Reader, root: str) -> bytes:
    now = clock.now()
    return write_calendar(
        duties_of(reader.user.pk, now.date(), reader.user.language),
        name=_("Quarterdeck: my work"), lang=reader.user.language, address=root,
        host=urlsplit(root).hostname or "quarterdeck", shape=reader.shape,
        made_at=now.replace(hour=0, minute=0, second=0, microsecond=0),
    )  # fmt: skip
