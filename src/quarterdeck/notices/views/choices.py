"""How one wants to be told: where and when mail comes, and what it holds."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.rights import Right
from quarterdeck.notices import actions
from quarterdeck.notices.forms import ChoicesForm
from quarterdeck.notices.queries.choices import rhythm_of, ways_of
from quarterdeck.notices.queries.digests import last_of
from quarterdeck.notices.views.inbox import SECTION
from quarterdeck.people.actions.contact import keep_contact
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate


@gate(Right.READ)
def choices(request: HttpRequest) -> HttpResponse:
    """Show what the reader chose, and keep what they choose now."""
    form = ChoicesForm(request.POST or None, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, form)
        except QuarterdeckError as failure:
            show_failure(form, failure)
            form.data = form.data | {"version": _chosen(request)["version"]}
        else:
            messages.success(request, _("You will be told as you chose."))
            return redirect("notices:choices")
    context = {"form": form, "last": last_of(request.actor.user_id), "mail_is_set": bool(settings.MAIL)}
    return render(request, "notices/choices.html", SECTION | context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    rhythm, version = rhythm_of(request.actor.user_id)
    user = {"email": request.user.email, "language": request.user.language}
    return user | {"rhythm": rhythm, "version": version} | ways_of(request.actor.user_id)


def _keep(request: HttpRequest, form: ChoicesForm) -> None:
    data, at = form.cleaned_data, clock.now()
    actions.choose(rhythm=data["rhythm"], ways=form.ways(), version=data["version"], by=request.actor, at=at)
    keep_contact(user=request.user, email=data["email"], language=data["language"], by=request.actor, at=at)
