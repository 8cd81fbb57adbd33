"""The calendar of reviews, the form that makes or corrects one, and the plan of its agenda."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Right, may
from quarterdeck.people.queries import post
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.forms import ReviewForm
from quarterdeck.reviews.forms.planning import CancelForm, ChairForm, EditForm, MatterForm, PlanForm
from quarterdeck.reviews.queries import planning
from quarterdeck.reviews.views.common import page, version_sent
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

FIRST_YEAR, LAST_YEAR = 2000, 2100


@gate(Right.READ)
def calendar(request: HttpRequest) -> HttpResponse:
    """Every review that the calendar asks for about a year, and those that were made."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked) <= LAST_YEAR else today.year
    listed = planning.calendar_of(year)
    context = {
        "section": "reviews", "year": year, "beside": planning.beside(year, listed),
        "rows": [{"due": one, "overdue": one.overdue(today)} for one in listed],
        "may_prepare": may(request.actor, Right.PREPARE_REVIEW),
    }  # fmt: skip
    return render(request, "reviews/calendar.html", context)


@gate(Right.PREPARE_REVIEW)
def new(request: HttpRequest) -> HttpResponse:
    """A new review; kind, period and day may come from the calendar."""
    today = clock.today()
    start = {name: text for name in ("kind", "period", "held_on") if (text := request.GET.get(name, ""))}
    chairs = [one.code for one in planning.usual_chairs(start.get("kind", ""), today)]
    form = ReviewForm(request.POST or None, day=today, initial=start | {"chairs": chairs})
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, form.cleaned_data)
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _made_words(made))
            return redirect("reviews:review" if made.attendances.count() == 0 else "reviews:attendance", made.code)
    status = 422 if form.errors else 200
    return render(request, "reviews/new.html", {"form": form, "section": "reviews"}, status=status)


def _made_words(made: Any) -> str:
    count = made.attendances.count()
    told = ngettext("%(count)s post is asked to come: look at the list, add to it or take off.",
                    "%(count)s posts are asked to come: look at the list, add to it or take off.", count)  # fmt: skip
    return _("The review is made.") + " " + (told % {"count": count} if count else _("Now prepare its agenda."))


def _made(request: HttpRequest, data: dict[str, Any]) -> Any:
    kind, period = planning.kind_of(data["kind"], data["held_on"]), data["period"]
    asked = planning.usually_asked(kind, data["held_on"]) if data["ask_usual"] else []
    return actions.create_review(
        code=planning.free_code(kind, period), kind=kind.key, period=period, ahead=_ahead(period),
        title_vi=data["title_vi"] or kind.title(period, "vi"), title_en=data["title_en"] or kind.title(period, "en"),
        held_on=data["held_on"], chairs=[post(code) for code in data["chairs"]], attending=asked,
        setting=_setting(data, planning.convener(kind)), beside=data["beside"].strip(), by=request.actor,
        at=clock.now(),
    )  # fmt: skip


def _ahead(period: Period) -> Period:
    return period.next()


def _setting(data: dict[str, Any], convened_by: Any) -> actions.Setting:
    return actions.Setting(
        starts_at=data["starts_at"], place_vi=data["place_vi"], place_en=data["place_en"], convened_by=convened_by,
        secretary=post(data["secretary"]) if data["secretary"] else None,
    )  # fmt: skip


@gate(Right.PREPARE_REVIEW)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what is said of a review."""
    context = page(request, code, "edit")
    of = context["review"]
    names = ("title_vi", "title_en", "held_on", "starts_at", "place_vi", "place_en", "version")
    initial = {name: getattr(of, name) for name in names} | {
        "chairs": [one.code for one in queries.chairs(of)], "secretary": of.secretary.code if of.secretary else "",
    }  # fmt: skip
    form = EditForm(request.POST or None, day=of.held_on, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.edit_review(
                review=of, title_vi=data["title_vi"], title_en=data["title_en"], held_on=data["held_on"],
                chairs=[post(one) for one in data["chairs"]], setting=_setting(data, of.convened_by),
                version=data["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Conflict as failure:
            show_failure(form, failure)
        else:
            return redirect("reviews:review", code)
    return render(request, "reviews/edit.html", context | {"form": form}, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a review that was made by mistake, with the reason."""
    context = page(request, code, "edit")
    of = context["review"]
    form = CancelForm(request.POST or None, initial={"version": of.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_review(
                review=of, why=form.cleaned_data["why"], version=form.cleaned_data["version"], by=request.actor,
                at=clock.now(),
            )  # fmt: skip
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            messages.success(request, _("The review is cancelled."))
            return redirect("reviews:review", code)
    return render(request, "reviews/cancel.html", context | {"form": form}, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
@require_POST
def name_chair(request: HttpRequest, code: str) -> HttpResponse:
    """Name a chair from where one is missed: at the desk or on the conference's screen."""
    of = queries.review(code)
    form = ChairForm(request.POST, day=of.held_on)
    if form.is_valid():
        actions.name_chair(review=of, post=post(form.cleaned_data["post"]), by=request.actor, at=clock.now())
        messages.success(request, _("The chair is named."))
    else:
        messages.error(request, _("Choose who chairs the review."))
    back = "reviews:conference" if request.POST.get("back") == "conference" else "reviews:review"
    return redirect(f"{reverse(back, args=[code])}?{urlencode({'item': request.POST.get('item', '')})}")


@gate(Right.PREPARE_REVIEW)
def add_matter(request: HttpRequest, code: str) -> HttpResponse:
    """Put a matter on the agenda by hand."""
    context = page(request, code, "agenda")
    of = context["review"]
    form = MatterForm(request.POST or None, day=of.held_on)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.add_matter(
                review=of, title_vi=data["title_vi"], title_en=data["title_en"],
                presenter=post(data["presenter"]) if data["presenter"] else None, minutes=data["minutes"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            return redirect(_item_url(code, made.number))
    return render(request, "reviews/matter.html", context | {"form": form}, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
def plan_item(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say who presents an item, how long it takes, and whether it is put off."""
    context = page(request, code, "agenda")
    item = queries.item(context["review"], number)
    initial = {
        "presenter": item.presenter.code if item.presenter else "", "minutes": item.minutes,
        "postponed": item.postponed, "version": item.version,
    }  # fmt: skip
    form = PlanForm(request.POST or None, day=context["review"].held_on, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.plan_item(
                item=item, presenter=post(data["presenter"]) if data["presenter"] else None, minutes=data["minutes"],
                postponed=data["postponed"], version=data["version"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Conflict as failure:
            show_failure(form, failure)
        else:
            return redirect(_item_url(code, number))
    context |= {"form": form, "item": item}
    return render(request, "reviews/plan.html", context, status=422 if form.errors else 200)


@gate(Right.PREPARE_REVIEW)
@require_POST
def drop_item(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take an item off the agenda."""
    try:
        item = queries.item(queries.review(code), number)
        actions.drop_item(item=item, version=version_sent(request), by=request.actor, at=clock.now())
    except (BadInput, Conflict) as stays:
        messages.error(request, f"{say(stays.message)} {say(stays.remedy)}")
        return redirect(_item_url(code, number))
    messages.success(request, _("The item is taken off the agenda."))
    return redirect(_item_url(code, max(number - 1, 1)))


def _item_url(code: str, number: int) -> str:
    return reverse("reviews:review", args=[code]) + f"?item={number}"
