"""As whom a request acts."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from quarterdeck.core.rights import NOBODY
from quarterdeck.people import queries
from quarterdeck.web import clock
from quarterdeck.web.home import read_config

OPEN_BEFORE_SETUP = ("/setup/", "/static/", "/i18n/")


class ActorMiddleware:
    """Put `request.actor` on every request; an empty store leads to its set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.ready = False
        self.was_empty = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.ready:
            self.ready = queries.has_accounts()
            if not self.ready and not request.path.startswith(OPEN_BEFORE_SETUP):
                self.was_empty = True
                return redirect("desk:setup")
            if self.ready and self.was_empty:
                # Another process may have served the set-up: the pack chosen there is in the store's file.
                settings.PACK = read_config().get("pack", settings.PACK)
        request.actor = NOBODY
        if request.user.is_authenticated:
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language()
            request.actor = queries.actor_for(request.user, clock.today())
        return self.get_response(request)
