"""Who is asked to a review and who came; its papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict, Secret
from quarterdeck.core.rights import Right
from quarterdeck.people.queries import post
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.forms.attending import AttendanceForm, InviteForm
from quarterdeck.reviews.forms.outcome import PaperForm
from quarterdeck.reviews.queries import planning
from quarterdeck.reviews.views.common import page
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

NOTED = ("present", "represented", "absent", "invited")


@gate(Right.READ)
def attendance(request: HttpRequest, code: str) -> HttpResponse:
    """Every post that is asked, whether it came and who came instead."""
    context = page(request, code, "attendance")
    of, rows = context["review"], list(planning.attendances(context["review"]))
    form = AttendanceForm(request.POST or None, rows=rows, day=of.held_on) if context["writes"] else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            count = actions.note_attendance(
                review=of, noted=form.noted(), others_present="others" in request.POST, by=request.actor,
                at=clock.now(),
            )  # fmt: skip
        except (BadInput, Conflict) as failure:
            show_failure(form, failure)
        else:
            told = ngettext("%(count)s line was noted.", "%(count)s lines were noted.", count)
            messages.success(request, told % {"count": count})
            return redirect("reviews:attendance", code)
    chairing = {one.pk for one in queries.chairs(of)}
    context |= {
        "rows": rows, "form": form, "chairing": chairing,
        "counts": [(state, sum(row.state == state for row in rows)) for state in NOTED],
        "invite": _invite(context, rows), "not_asked": planning.not_asked(of) if context["prepares"] else [],
    }  # fmt: skip
    return render(request, "reviews/attendance.html", context, status=422 if form is not None and form.errors else 200)


def _invite(context: dict[str, Any], rows: list[Any], sent: Any = None) -> InviteForm | None:
    if not context["prepares"]:
        return None
    return InviteForm(sent, day=context["review"].held_on, asked=[row.post.code for row in rows])


@gate(Right.PREPARE_REVIEW)
@require_POST
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Ask more posts to come."""
    context = page(request, code, "attendance")
    of = context["review"]
    form = InviteForm(request.POST, day=of.held_on)
    if not form.is_valid():
        messages.error(request, _("Choose at least one post."))
    else:
        chosen = [post(one) for one in form.cleaned_data["posts"]]
        count = actions.invite_posts(review=of, posts=chosen, by=request.actor, at=clock.now())
        told = ngettext("%(count)s post is asked to come.", "%(count)s posts are asked to come.", count)
        messages.success(request, told % {"count": count})
    return redirect("reviews:attendance", code)


@gate(Right.PREPARE_REVIEW)
@require_POST
def uninvite(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a post no longer."""
    try:
        actions.withdraw_invitation(
            review=queries.review(code), post=post(request.POST.get("post", "")), by=request.actor, at=clock.now()
        )
    except BadInput as stays:
        messages.error(request, f"{say(stays.message)} {say(stays.remedy)}")
    return redirect("reviews:attendance", code)


@gate(Right.READ)
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers of a review, to whom they were sent, and by when they are due."""
    context = page(request, code, "papers")
    of = context["review"]
    form = None
    if context["prepares"]:
        form = PaperForm(request.POST or None, request.FILES or None, items=list(of.items.all()))
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _added(request, of, form.cleaned_data)
        except (BadInput, Conflict, Secret) as failure:
            show_failure(form, failure)
        else:
            return redirect("reviews:papers", code)
    rows, day = list(planning.attendances(of)), clock.today()
    limits = planning.limits(of)
    context |= {
        "papers": planning.papers(of), "form": form, "rows": rows, "limits": limits,
        "late": of.papers_sent_at is None and limits.papers_by is not None and limits.papers_by < day,
        "unsent": sum(row.papers_at is None for row in rows),
    }  # fmt: skip
    return render(request, "reviews/papers.html", context, status=422 if form is not None and form.errors else 200)


def _added(request: HttpRequest, of: Any, data: dict[str, Any]) -> None:
    sent = data["file"]
    actions.add_paper(
        review=of, title_vi=data["title_vi"], title_en=data["title_en"],
        item=next((one for one in of.items.all() if str(one.pk) == data["item"]), None),
        file=actions.Upload(sent.name, sent.content_type or "", sent.read()), by=request.actor, at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The paper is put before the review."))


@gate(Right.PREPARE_REVIEW)
@require_POST
def withdraw_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a paper back."""
    actions.withdraw_paper(paper=planning.paper(queries.review(code), number), by=request.actor, at=clock.now())
    messages.success(request, _("The paper is taken back."))
    return redirect("reviews:papers", code)


@gate(Right.PREPARE_REVIEW)
@require_POST
def send_papers(request: HttpRequest, code: str) -> HttpResponse:
    """Send agenda and papers to everybody who is asked."""
    try:
        count = actions.send_papers(review=queries.review(code), by=request.actor, at=clock.now())
    except BadInput as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
    else:
        told = ngettext("Sent to %(count)s post.", "Sent to %(count)s posts.", count)
        messages.success(request, told % {"count": count})
    return redirect("reviews:papers", code)
