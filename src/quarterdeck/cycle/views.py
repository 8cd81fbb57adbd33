"""Prepare the agenda, open the review on a frozen vintage."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.areas.queries import area
from quarterdeck.core.rights import Right
from quarterdeck.cycle import actions, queries
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.reviews.queries import review as find_review
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


@gate(Right.PREPARE_REVIEW)
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """What the figures, difficulties and tasks put before the review, before and after it is put on the agenda."""
    review, now = find_review(code), clock.now()
    home = area(queries.province_code(now.date()), now.date())
    if request.method == "POST":
        added = actions.prepare_agenda(review=review, area=home, today=now.date(), by=request.actor, at=now)
        told = ngettext("%(count)s item was added to the agenda.", "%(count)s items were added to the agenda.", added)
        messages.success(request, told % {"count": added})
        return redirect("reviews:review", code)
    gathered = queries.gather(review=review, area=home, known=AsKnown(now), today=now.date())
    context = {"review": review, "gathered": queries.told(review, gathered), "section": "reviews"}
    return render(request, "cycle/prepare.html", context)


@gate(Right.PREPARE_REVIEW)
@require_POST
def open_review(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the vintage and open the review."""
    now = clock.now()
    home = area(queries.province_code(now.date()), now.date())
    actions.open_with_vintage(review=find_review(code), area=home, today=now.date(), by=request.actor, at=now)
    messages.success(request, _("The figures are frozen and the review is open."))
    return redirect("reviews:review", code)
