"""Accounts: who may sign in and as which post; new ones, new passwords, accounts switched off."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import NotFound, QuarterdeckError
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.people.actions import open_account, renew_password, switch_account
from quarterdeck.people.forms import GIVES_UP, AccountForm, VersionForm
from quarterdeck.people.queries import account, accounts, held_by, post
from quarterdeck.people.queries.acts import history_of_account, latest, version
from quarterdeck.people.queries.founding import vacant_posts
from quarterdeck.people.views.shared import SECTION, keep_version, told
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate

# Letters and digits that nobody takes for one another when they are read out or copied by hand.
SIGNS, GROUPS, GROUP_LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 4, 4
ACTS = {"deactivate": False, "reactivate": True}


def _password() -> str:
    """Sixteen signs in groups of four: 79 bits."""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(GROUP_LENGTH)) for _group in range(GROUPS))


@gate(Right.ADMINISTER)
def index(request: HttpRequest) -> HttpResponse:
    """Every account with the post that it acts as."""
    found = accounts(clock.today())
    context = {"accounts": found, "without": sum(1 for one in found if one.active and one.post is None)}
    return render(request, "people/accounts.html", SECTION | context)


@gate(Right.ADMINISTER)
def new(request: HttpRequest) -> HttpResponse:
    """Make an account; its password is shown once."""
    today = clock.today()
    start = {"version": latest(), "post": request.GET.get("post", ""), "name": request.GET.get("name", "")[:200]}
    form = AccountForm(request.POST or None, day=today, vacant=vacant_posts(today), initial=start)
    if request.method == "POST" and form.is_valid():
        given, secret = dict(form.cleaned_data), _password()
        code = given.pop("post")
        given["replace"] = given["replace"] == GIVES_UP
        try:
            made = open_account(**given, post=post(code) if code else None, password=secret, day=today,
                                by=request.actor, at=clock.now())  # fmt: skip
        except QuarterdeckError as failure:
            failure.place = "post" if failure.place in ("day", "holder") else failure.place
            show_failure(form, failure)
            keep_version(form, latest())
        else:
            return _shown_once(request, made, secret, _("The account has been made"))
    return render(request, "people/account_new.html", SECTION | {"form": form}, status=422 if form.errors else 200)


def _shown_once(request: HttpRequest, user: Any, secret: str, title: str) -> HttpResponse:
    """The page with the password: it is nowhere else, and no browser keeps it."""
    context = {"user_shown": user, "secret": secret, "title": title}
    response = render(request, "people/password.html", SECTION | context)
    response.headers["Cache-Control"] = "no-store"
    return response


@gate(Right.ADMINISTER)
def page(request: HttpRequest, username: str) -> HttpResponse:
    """One account: its posts, and what administrators did with it."""
    user, today = account(username), clock.today()
    terms = held_by(user)
    living = [one for one in terms if one.valid_from <= today and (one.valid_to is None or today < one.valid_to)]
    context = {
        "one": user, "terms": terms, "acts_as": living[0].post if living else None,
        "seen": version("account", username), "history": told(history_of_account(username)),
        "own": request.actor.user_id == user.pk,
    }  # fmt: skip
    return render(request, "people/account.html", SECTION | context)


@gate(Right.ADMINISTER)
def password(request: HttpRequest, username: str) -> HttpResponse:
    """Give a new password, shown once; only by the button on the account's page."""
    form, user = VersionForm(request.POST), account(username)
    if request.method != "POST" or not form.is_valid():
        return redirect("people:account", username)
    secret = _password()
    renew_password(user=user, password=secret, version=form.cleaned_data["version"], by=request.actor, at=clock.now())
    return _shown_once(request, user, secret, _("The account has a new password"))


@gate(Right.ADMINISTER)
def switch(request: HttpRequest, username: str, act: str) -> HttpResponse:
    """Switch an account off or on; only by the buttons on its page."""
    if act not in ACTS:
        raise NotFound(gettext_noop("There is no such page."))
    form, user = VersionForm(request.POST), account(username)
    if request.method == "POST" and form.is_valid():
        switch_account(user=user, active=ACTS[act], version=form.cleaned_data["version"], by=request.actor,
                       at=clock.now())  # fmt: skip
        done = _("{name} may sign in again.") if ACTS[act] else _("{name} may no longer sign in.")
        messages.success(request, done.format(name=user.username))
    return redirect("people:account", username)
