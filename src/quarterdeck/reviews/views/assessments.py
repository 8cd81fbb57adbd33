"""What a review found in each theme."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.rights import Right
from quarterdeck.people.queries import post
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.forms import WordingForm
from quarterdeck.reviews.forms.outcome import ASSESSMENTS, AssessmentForm
from quarterdeck.reviews.queries import assessments as reading
from quarterdeck.reviews.views.common import named, page
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say


@gate(Right.READ)
def assessments(request: HttpRequest, code: str) -> HttpResponse:
    """Every theme with what was found in it; a new finding is recorded beside."""
    context = page(request, code, "assessments")
    of, form = context["review"], None
    if context["writes"]:
        form = _form(request, of)
        if request.method == "POST" and form.is_valid():
            try:
                return _recorded(request, of, form.cleaned_data)
            except (BadInput, Conflict) as failure:
                show_failure(form, failure)
    every = reading.assessed(of)
    context |= {
        "form": form, "themes": [one for one in every if not one.empty], "kinds": ASSESSMENTS,
        "silent": [one.theme for one in every if one.empty],
    }  # fmt: skip
    return render(request, "reviews/assessments.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: HttpRequest, of: Any) -> AssessmentForm:
    start = {name: request.GET[name] for name in ("theme", "kind") if request.GET.get(name)}
    return AssessmentForm(
        request.POST or None, items=list(of.items.all()), chairs=named(queries.chairs(of)), day=of.held_on,
        initial=start | {"form_key": uuid4().hex},
    )  # fmt: skip


def _recorded(request: HttpRequest, of: Any, data: dict[str, Any]) -> HttpResponse:
    chosen = [one for one in of.items.all() if str(one.pk) in data["items"]]
    made = actions.record_assessment(
        review=of, theme=data["theme"], kind=data["kind"], text_vi=data["text_vi"], text_en=data["text_en"],
        items=chosen, author=post(data["author"]), form_key=data["form_key"], by=request.actor, at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The assessment is recorded."))
    return redirect(_url(of.code, made.pk))


@gate(Right.RECORD_CONCLUSION)
@require_POST
def again(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Name a finding of the review before again, in its words."""
    of = queries.review(code)
    before = reading.of_review_before(of, number)
    try:
        made = actions.record_assessment(
            review=of, theme=before.theme, kind=before.kind, text_vi=before.text_vi, text_en=before.text_en,
            author=before.author, follows=before, by=request.actor, at=clock.now(),
        )  # fmt: skip
    except (BadInput, Conflict) as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
        return redirect("reviews:assessments", code)
    messages.success(request, _("Named again. Correct its words and add this review's evidence where they differ."))
    return redirect(_url(code, made.pk))


@gate(Right.RECORD_CONCLUSION)
def reword(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Correct the words of an assessment."""
    context = page(request, code, "assessments")
    found = reading.assessment(context["review"], number)
    initial = {"text_vi": found.text_vi, "text_en": found.text_en, "version": found.version}
    form = WordingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.reword_assessment(
                assessment=found, text_vi=data["text_vi"], text_en=data["text_en"], version=data["version"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Conflict as failure:
            show_failure(form, failure)
        else:
            return redirect(_url(code, number))
    context |= {"form": form, "assessment": found}
    return render(request, "reviews/reword_assessment.html", context, status=422 if form.errors else 200)


@gate(Right.RECORD_CONCLUSION)
@require_POST
def withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an assessment back."""
    found = reading.assessment(queries.review(code), number)
    version = request.POST.get("version", "")
    try:
        actions.withdraw_assessment(
            assessment=found, version=int(version) if version.isdecimal() else 0, by=request.actor, at=clock.now()
        )
    except Conflict as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
    else:
        messages.success(request, _("The assessment is taken back; its words stay in the record."))
    return redirect("reviews:assessments", code)


def _url(code: str, number: int) -> str:
    return reverse("reviews:assessments", args=[code]) + f"#assessment-{number}"
