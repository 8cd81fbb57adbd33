"""Gates: every address names the right it asks for, and every refusal says why."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict, NotFound, QuarterdeckError, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import day_label
from quarterdeck.core.rights import Right, require

View = Callable[..., HttpResponse]


def gate(right: Right) -> Callable[[View], View]:
    """Let only actors with `right` reach the view; others sign in first or read why not."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.actor.user_id is None:
                return redirect_to_login(request.get_full_path())
            require(request.actor, right)
            return view(request, *args, **kwargs)

        guarded.gate = right
        return guarded

    return wrap


def public(view: View) -> View:
    """Mark a view that anybody may reach."""
    view.gate = "public"
    return view


def say(message: Message | str) -> str:
    """A core message in the reader's language, with the messages and the days in its parameters."""
    if not isinstance(message, Message):
        return _(message) if message else ""
    params = {key: _said(value) for key, value in message.params.items()}
    return _(message.text).format(**params) if params else _(message.text)


def _said(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_label(value, "en") if (get_language() or "vi").startswith("en") else f"{value:%d/%m/%Y}"
    return value


PAGES: tuple[tuple[type[QuarterdeckError], int, str], ...] = (
    (Refused, 403, "403.html"),
    (Conflict, 409, "409.html"),
    (NotFound, 404, "404.html"),
    (BadInput, 400, "400.html"),
)


def failure_page(request: HttpRequest, error: QuarterdeckError) -> HttpResponse:
    """The designed page of an expected failure: what happened, where, and what to do next."""
    status, template = next(((s, t) for kind, s, t in PAGES if isinstance(error, kind)), (400, "400.html"))
    context = {"reason": say(error.message), "remedy": say(error.remedy), "place": error.place}
    return render(request, template, context, status=status)


class RefusalMiddleware:
    """Turn expected failures into pages, and refuse bodies over the upload limit before reading them.

    A form that must be mended comes back as 422 to htmx and as an ordinary page to everybody else.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return failure_page(request, NotFound(gettext_noop("There is no such page.")))
        # PostgreSQL keeps no NUL, so nothing can be found by one.
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdigit() and int(size) > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
            return render(request, "413.html", {"limit_mb": limit, "size_mb": int(size) // (1024 * 1024)}, status=413)
        response = self.get_response(request)
        # htmx swaps a 422; to a browser that loads a page it is an error in the console, though the page is right.
        if response.status_code == 422 and not request.htmx:
            response.status_code = 200
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return failure_page(request, error) if isinstance(error, QuarterdeckError) else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was too old or came from elsewhere."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
