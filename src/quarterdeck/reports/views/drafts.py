"""The draft desk."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quarterdeck.core.rights import Right
from quarterdeck.documents.queries.secrecy import refuse_secret
from quarterdeck.files.actions import keep_file
from quarterdeck.reports import actions
from quarterdeck.reports.forms import DraftForm
from quarterdeck.reports.queries import drafts as queries
from quarterdeck.reviews.queries import review, reviews
from quarterdeck.web import clock
from quarterdeck.web.gates import gate


def _choices() -> list[tuple[str, str]]:
    name = "title_en" if (get_language() or "vi").startswith("en") else "title_vi"
    return [(one.code, f"{one.code} · {getattr(one, name)}") for one in reviews()]


@gate(Right.CHECK_DRAFT)
def index(request: HttpRequest) -> HttpResponse:
    """Put a text before the check; what was checked before."""
    form = DraftForm(request.POST or None, request.FILES or None, reviews=_choices())
    if request.method == "POST" and form.is_valid():
        return redirect("reports:draft", _check(request, form).pk)
    page = Paginator(queries.drafts_with_counts(), 20).get_page(request.GET.get("page"))
    return render(request, "reports/drafts.html", {"form": form, "page": page, "section": "drafts"})


def _check(request: HttpRequest, form: DraftForm) -> actions.Draft:
    data, at = form.cleaned_data, clock.now()
    file, name = None, _("Pasted text")
    if data.get("content"):
        upload = data["file"]
        name = upload.name
        refuse_secret([data["text"]], file_name=name, content=data["content"], place="file")
        file = keep_file(
            name=name, media_type=upload.content_type or "", content=data["content"], by=request.actor, at=at
        )
    return actions.check_draft(
        review=review(data["review"]), name=name[:255], text=data["text"], file=file, by=request.actor, at=at
    )


@gate(Right.CHECK_DRAFT)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The text with its marks, and the findings in order of harm."""
    found = queries.draft(number)
    only = request.GET.get("verdict", "")
    context = {
        "draft": found, "pieces": queries.pieces(found), "findings": queries.by_harm(found, only),
        "counts": queries.counts(found), "all": found.findings.count(), "only": only, "section": "drafts",
        "vintage": found.review.vintage.known_on if found.review and found.review.vintage else None,
    }  # fmt: skip
    return render(request, "reports/draft.html", context)
