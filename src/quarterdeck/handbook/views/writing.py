"""Write an entry: from nothing or from an answer, and anew."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right, require
from quarterdeck.difficulties.forms.fields import grouped
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.handbook import actions, rules
from quarterdeck.handbook.forms import EntryForm
from quarterdeck.handbook.queries import candidates, entries, naming
from quarterdeck.handbook.views.lists import SECTION
from quarterdeck.people.queries import post, posts
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

FIELDS = ("question_vi", "answer_vi", "question_en", "answer_en", "topic", "basis", "valid_until", "no_ground")


def _posts() -> list[tuple[str, Any]]:
    """Every post under its body."""
    return grouped(posts(clock.today()).select_related("organisation").order_by("organisation__name_vi", "name_vi"))


def _words(given: Mapping[str, Any]) -> actions.Words:
    return actions.Words(**{name: given[name] for name in (*FIELDS, "no_ground_post")})


def _post_of(given: Mapping[str, Any]) -> Any:
    return post(given["answered_by"]) if given["answered_by"] else None


def _taken_out(request: HttpRequest) -> str:
    return "-without" if "without_names" in request.GET else ""


def _naming(request: HttpRequest, initial: Mapping[str, Any], of: Any) -> tuple[dict[str, Any], list[str]]:
    """What the form starts with, its question without the names of one request where that was asked for, and the names
    that the question still holds."""
    said = request.POST if request.method == "POST" else initial
    if request.method == "GET" and _taken_out(request):
        said = dict(initial) | naming.without_names(initial, of)
        return said, naming.names_in(said, of)
    return dict(initial), naming.names_in(said, of)


@gate(Right.ANSWER_DIFFICULTY)
def new(request: HttpRequest) -> HttpResponse:
    """Draft an entry."""
    code = request.POST.get("difficulty", "") or request.GET.get("difficulty", "")
    asked = difficulty(code[:30]) if code else None
    start = asdict(candidates.start_from(asked)) if asked else {}
    initial = {name: start.get(name) for name in FIELDS if start.get(name)} | {
        "difficulty": code, "answered_by": asked.answered_by.code if asked and asked.answered_by else "",
    }  # fmt: skip
    initial, named = _naming(request, initial, asked)
    form = EntryForm(request.POST or None, posts=_posts(), published=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.draft_entry(
                words=_words(given), answered_by=_post_of(given), difficulty=asked, form_key=given["form_key"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("Entry {number} is drafted.").format(number=made.number))
            return redirect("handbook:entry", made.number)
    context = {"form": form, "asked": asked, "draft": f"handbook-{code}{_taken_out(request)}", "named": named,
               "take_out_url": f"{request.path}?{urlencode({'difficulty': code, 'without_names': 1})}"}  # fmt: skip
    return render(request, "handbook/write.html", SECTION | context, status=422 if form.errors else 200)


@gate(Right.ANSWER_DIFFICULTY)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change a draft, or word what is published anew."""
    one = entries.entry(number)
    published = one.state == rules.PUBLISHED
    if published:
        require(request.actor, Right.CURATE_HANDBOOK)
    initial = {name: getattr(one, name) for name in FIELDS if name != "basis"} | {
        "basis": entries.grounds_text(one), "version": one.version,
        "answered_by": one.answered_by.code if one.answered_by else "",
        "no_ground_post": one.no_ground_post.code if one.no_ground_post else "",
    }  # fmt: skip
    initial, named = _naming(request, initial, one.difficulty)
    form = EntryForm(request.POST or None, posts=_posts(), published=published, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.save_entry(
                entry=one, words=_words(given), reason=given.get("reason", ""), answered_by=_post_of(given),
                version=given["version"] or 0, by=request.actor, at=clock.now(),
            )  # fmt: skip
        except BadInput as failure:
            show_failure(form, failure)
        except Conflict as conflict:
            return _both_versions(request, number, given, conflict)
        else:
            messages.success(request, _("Entry {number} is saved.").format(number=number))
            return redirect("handbook:entry", number)
    context = {
        "form": form,
        "one": one,
        "row": entries.row(one, clock.today()),
        "draft": f"handbook-{number}-{one.version}{_taken_out(request)}",
        "named": named,
        "take_out_url": f"{request.path}?without_names=1",
    }
    return render(request, "handbook/write.html", SECTION | context, status=422 if form.errors else 200)


def _both_versions(request: HttpRequest, number: int, given: Mapping[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts side by side; one's own can be saved again on top of the other's, knowingly."""
    saved = entries.entry(number)
    labels = {
        "question_vi": _("The question, in Vietnamese"), "answer_vi": _("The answer, in Vietnamese"),
        "question_en": _("The question, in English"), "answer_en": _("The answer, in English"),
        "basis": _("Legal basis"),
    }  # fmt: skip
    mine = {name: str(given[name] or "").strip() for name in labels}
    theirs = {name: getattr(saved, name) for name in labels if name != "basis"}
    theirs["basis"] = entries.grounds_text(saved)
    sides = [
        [{"label": labels[name], "value": side[name] or "–", "differs": mine[name] != theirs[name]} for name in labels]
        for side in (mine, theirs)
    ]
    last = entries.history(saved).last()
    resend = [{"name": name, "value": "" if value is None else value} for name, value in given.items()
              if name not in ("version", "form_key")]  # fmt: skip
    context = {
        "reason": say(conflict.message), "remedy": say(conflict.remedy), "yours": sides[0], "theirs": sides[1],
        "theirs_by": last.post if last else "", "theirs_at": last.at if last else None,
        "resend": [*resend, {"name": "version", "value": saved.version}], "action": request.path,
    }  # fmt: skip
    return render(request, "409.html", SECTION | context, status=409)
