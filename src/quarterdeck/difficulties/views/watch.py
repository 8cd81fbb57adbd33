"""The watch list of complicated cases: the list, one entry, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Right
from quarterdeck.difficulties import actions, queries, rules
from quarterdeck.difficulties.forms import EntryForm, TakeOffForm, WatchFilterForm
from quarterdeck.difficulties.queries import sheets, watch
from quarterdeck.difficulties.rules.watching import WATCH_ACTS
from quarterdeck.difficulties.views.common import PAGE_LENGTH, SECTION, led_back, registered, taken_away
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

SHOWN = ("subject_vi", "subject_en", "ground_vi", "ground_en")


@gate(Right.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The watch list: what stands on it, since when, who owns it; what left stays to be seen."""
    form, today = WatchFilterForm(request.GET), clock.today()
    wanted = form.conditions()
    page = Paginator(watch.listed(**wanted), PAGE_LENGTH).get_page(request.GET.get("page"))
    rows = [{"one": one, "days": watch.days_on(one, today)} for one in page]
    context = {
        "form": form, "page": page, "rows": rows, "counts": watch.counts(), "filtered": bool(wanted), "tab": "watch",
        "wanted": wanted, "query": request.GET.urlencode(), "keeps": rules.acts_for_all(request.actor),
    }  # fmt: skip
    return render(request, "difficulties/watch.html", SECTION | context)


@gate(Right.READ)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The entries that the page shows, as a file."""
    found = watch.listed(**WatchFilterForm(request.GET).conditions())
    return taken_away(sheets.watch_list(found, clock.today()), kind, "watch-list")


@gate(Right.READ)
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """One case: why it is on the list, since when, who owns it, who asks for it to leave, by what it left."""
    one, today = watch.entry(code), clock.today()
    context = {
        "one": one, "days": watch.days_on(one, today), "tab": "watch", "keeps": rules.acts_for_all(request.actor),
        "asking": queries.rows(queries.listed(day=today).filter(watch_entry=one), today),
        "may_raise": Right.RAISE_DIFFICULTY in request.actor.rights, "links": backlinks("watch", code),
        "history": [{"line": line, "act": WATCH_ACTS.get(line.act, line.act)} for line in watch.history(one)],
    }  # fmt: skip
    return render(request, "difficulties/entry.html", SECTION | context)


@gate(Right.PREPARE_REVIEW)
def new(request: HttpRequest) -> HttpResponse:
    """Put a case on the watch list."""
    today = clock.today()
    form = EntryForm(request.POST or None, day=today)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("version")
        owner = next(iter(queries.named([given.pop("owner")], today)), None)
        try:
            made = actions.put_on_list(owner=owner, **given, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("{code} is on the watch list.").format(code=made.code))
            return redirect("difficulties:watch_entry", made.code)
    return _form(request, form, _("Put a case on the watch list"), _("Put it on the list"))


@gate(Right.PREPARE_REVIEW)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Mend the words of an entry, or give it to another owner."""
    one, today = watch.entry(code), clock.today()
    begin = {name: getattr(one, name) for name in SHOWN} | {"owner": one.owner.code, "version": one.version}
    form = EntryForm(request.POST or None, day=today, initial=begin)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("form_key")
        owner = next(iter(queries.named([given.pop("owner")], today)), None)
        try:
            actions.correct_entry(entry=one, owner=owner, **given, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as conflict:
            return _both(request, code, form.cleaned_data, conflict)
        else:
            messages.success(request, _("The entry has been corrected."))
            return redirect("difficulties:watch_entry", code)
    return _form(request, form, _("Correct the entry {code}").format(code=code), _("Save"), one)


def _both(request: HttpRequest, code: str, given: dict[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; one's own can be saved again on top of the other's, knowingly."""
    saved = watch.entry(code)
    theirs = {name: getattr(saved, name) for name in SHOWN} | {"owner": saved.owner.code}
    labels = {name: str(EntryForm.base_fields[name].label) for name in theirs}
    sides = [
        [{"label": labels[name], "value": side[name] or "–", "differs": given[name] != theirs[name]} for name in labels]
        for side in (given, theirs)
    ]
    resend = [{"name": name, "value": given[name]} for name in labels]
    last = watch.history(saved).last()
    context = {
        "reason": say(conflict.message), "remedy": say(conflict.remedy), "yours": sides[0], "theirs": sides[1],
        "theirs_by": last.post if last else "", "theirs_at": last.at if last else None,
        "resend": [*resend, {"name": "version", "value": saved.version}], "action": request.path,
    }  # fmt: skip
    return render(request, "409.html", SECTION | context, status=409)


@gate(Right.PREPARE_REVIEW)
def take_off(request: HttpRequest, code: str) -> HttpResponse:
    """Take a case off the list by a decision."""
    one = watch.entry(code)
    form = TakeOffForm(request.POST or None, initial={"version": one.version} | led_back(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_off(entry=one, **form.cleaned_data, by=request.actor, at=clock.now())
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("{code} has left the watch list.").format(code=code))
            return redirect("difficulties:watch_entry", code)
    return _form(request, form, _("Take {code} off the watch list").format(code=code), _("Take it off the list"), one)


def _form(request: HttpRequest, form: Any, title: str, save: str, one: Any = None) -> HttpResponse:
    typed = str(form["document"].value() or "") if "document" in form.fields else ""
    context = {"form": form, "title": title, "save": save, "one": one, "tab": "watch"}
    status = 422 if form.errors else 200
    return render(
        request, "difficulties/watch_form.html", SECTION | registered(request, typed) | context, status=status
    )
