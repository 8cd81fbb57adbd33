"""Prepare the agenda, open the review on a frozen vintage."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.areas.queries import area
from quarterdeck.core.rights import Right
from quarterdeck.cycle import actions, queries
from quarterdeck.cycle.forms import EarlyForm
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.reviews.queries import review as find_review
from quarterdeck.reviews.queries.pages import page
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


@gate(Right.PREPARE_REVIEW)
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """What the figures, difficulties and tasks put before the review, before and after it is put on the agenda."""
    now, context = clock.now(), page(code, request.actor, "prepare")
    review, home = context["review"], _home(now)
    if request.method == "POST":
        added = actions.prepare_agenda(review=review, area=home, today=now.date(), by=request.actor, at=now)
        told = ngettext("%(count)s item was added to the agenda.", "%(count)s items were added to the agenda.", added)
        messages.success(request, told % {"count": added})
        return redirect("reviews:review", code)
    gathered = queries.gather(review=review, area=home, known=AsKnown(now), today=now.date())
    context |= {"gathered": queries.told(review, gathered)}
    return render(request, "cycle/prepare.html", context)


def _home(now: Any) -> Any:
    return area(queries.province_code(now.date()), now.date())


@gate(Right.PREPARE_REVIEW)
@require_POST
def open_review(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the vintage and open the review; while its period still runs, ask back first."""
    now, review = clock.now(), find_review(code)
    day = queries.still_running(review, now.date())
    form = EarlyForm(request.POST if "early" in request.POST else None)
    if day is not None and review.state == "preparing" and not form.is_valid():
        days = (day - now.date()).days
        context = page(code, request.actor, "prepare") | {"form": form, "day": day, "days": days}
        return render(request, "cycle/early.html", context, status=422 if form.errors else 200)
    early = form.cleaned_data["early"] if form.is_bound and form.is_valid() else ""
    actions.open_with_vintage(
        review=review, area=_home(now), today=now.date(), early=early, by=request.actor, at=now
    )  # fmt: skip
    messages.success(request, _("The figures are frozen and the review is open."))
    return redirect("reviews:review", code)
