"""The notices of a review: one for each body that signs, what was generated, what was signed, how they differ."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quarterdeck.core.errors import BadInput, Conflict, Secret
from quarterdeck.core.links import backlinks_of_many
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right, may
from quarterdeck.documents.queries.register import document
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.actions.preparing import write_notices
from quarterdeck.reviews.forms.outcome import DecisionForm, SignedForm, TakenUpForm
from quarterdeck.reviews.queries import notices as reading
from quarterdeck.reviews.queries import planning
from quarterdeck.reviews.rules.difference import NO_DIFFERENCE
from quarterdeck.reviews.views.common import page, version_sent
from quarterdeck.web import clock
from quarterdeck.web.forms import show_failure
from quarterdeck.web.gates import gate, say

INFORMATION = "information"


@gate(Right.READ)
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Every notice of a review, and the conclusions of the Party that no document carries further yet."""
    context = page(request, code, "notices")
    of = context["review"]
    rows = reading.signing(of)
    refs = [f"{code}/{one.body.code}" for one in rows]
    links, limits = backlinks_of_many("notice", refs), planning.limits(of)
    context |= {
        "rows": [_row(one, links[ref], limits.notice_by) for one, ref in zip(rows, refs, strict=True)],
        "limits": limits, "makes": of.state == "closed" and may(request.actor, Right.CLOSE_REVIEW),
        "registers": may(request.actor, Right.REGISTER_DOCUMENT),
        "minutes": backlinks_of_many("minutes", [code])[code], "records": may(request.actor, Right.RECORD_CONCLUSION),
    }  # fmt: skip
    return render(request, "reviews/notices.html", context)


def _row(one: reading.Signing, links: Any, due: Any) -> dict[str, object]:
    found = reading.compared(one)
    unsigned = one.notice is None or one.notice.signed_on is None
    party = one.body.line == reading.PARTY
    return {
        "signing": one, "links": links, "differs": reading.differing(found),
        "changed": sum(each.change.kind not in NO_DIFFERENCE for each in found),
        "late": unsigned and due is not None and due < clock.today(), "party": party,
        "carriers": reading.implementing(one.notice) if party and one.notice else [],
        "to_carry": [each for each in one.conclusions if party and each.kind != INFORMATION],
    }  # fmt: skip


@gate(Right.CLOSE_REVIEW)
@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Generate the notices that are not signed yet, afresh."""
    write_notices(review=queries.review(code), by=request.actor, at=clock.now())
    messages.success(request, _("The notices are generated."))
    return redirect("reviews:notices", code)


@gate(Right.READ)
def notice(request: HttpRequest, code: str, body: str) -> HttpResponse:
    """One notice: what was generated beside what was signed; enter the signed one."""
    context = page(request, code, "notices")
    found = reading.body_of(context["review"], body)
    form = _form(request, found)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _signed(request, found, form.cleaned_data)
        except (BadInput, Conflict, Secret) as failure:
            show_failure(form, failure)
        else:
            return redirect("reviews:notice", code, body)
    compared = reading.compared(found)
    context |= {
        "signing": found, "form": form, "compared": compared, "differs": reading.differing(compared),
        "otherwise": reading.signed_otherwise(context["review"]).values(),
        "links": backlinks_of_many("notice", [f"{code}/{body}"])[f"{code}/{body}"],
    }  # fmt: skip
    return render(request, "reviews/notice_page.html", context, status=422 if form is not None and form.errors else 200)


def _form(request: HttpRequest, found: reading.Signing) -> SignedForm | None:
    one = found.notice
    if one is None or one.signed_on is not None or not may(request.actor, Right.REGISTER_DOCUMENT):
        return None
    return SignedForm(request.POST or None, request.FILES or None, initial={"version": one.version})


def _signed(request: HttpRequest, found: reading.Signing, data: dict[str, Any]) -> None:
    sent = data["file"]
    actions.record_signed(
        notice=found.notice, number=data["number"], signed_on=data["signed_on"],
        file=actions.Upload(sent.name, sent.content_type or "", sent.read()) if sent else None, text=data["text"],
        version=data["version"], by=request.actor, at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("The signed notice is entered into the register."))


@gate(Right.RECORD_CONCLUSION)
@require_POST
def taken_up(request: HttpRequest, code: str) -> HttpResponse:
    """Say by which document the chosen conclusions of the Party reach the departments."""
    every = list(queries.conclusions(queries.review(code)))
    form = TakenUpForm(request.POST, conclusions=every)
    try:
        if not form.is_valid():
            raise BadInput(gettext_noop("Choose a document."), remedy=gettext_noop("Take one from the list."))
        chosen, asked = form.cleaned_data["document"], set(form.cleaned_data["conclusions"])
        count = actions.take_up_all(
            conclusions=[one for one in every if str(one.number) in asked],
            document=document(chosen) if chosen else None, versions=form.versions(), by=request.actor, at=clock.now(),
        )  # fmt: skip
        told = ngettext("%(count)s conclusion was changed.", "%(count)s conclusions were changed.", count)
        messages.success(request, told % {"count": count})
    except (BadInput, Conflict) as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
    return redirect("reviews:notices", code)


@gate(Right.RECORD_CONCLUSION)
@require_POST
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say what becomes of a conclusion that the signed notice leaves out."""
    form = DecisionForm(request.POST)
    back = f"{reverse('reviews:review', args=[code])}#conclusion-{number}"
    try:
        if not form.is_valid():
            raise BadInput(gettext_noop("A reason is needed."), remedy=gettext_noop("Write at least one sentence."))
        actions.decide_after_signing(
            conclusion=queries.conclusion(queries.review(code), number), decision=form.cleaned_data["decision"],
            why=form.cleaned_data["why"], version=version_sent(request), by=request.actor, at=clock.now(),
        )  # fmt: skip
    except (BadInput, Conflict) as failure:
        messages.error(request, f"{say(failure.message)} {say(failure.remedy)}")
    else:
        messages.success(request, _("The decision on conclusion %(number)s is recorded.") % {"number": number})
    return redirect(back)
