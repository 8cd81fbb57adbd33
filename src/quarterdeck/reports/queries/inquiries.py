"""What departments are asked about the claims of drafts."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.urls import reverse

from quarterdeck.core.errors import NotFound
from quarterdeck.core.links import Backlink
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.figures.models import Observation
from quarterdeck.figures.queries.log import end_of_day
from quarterdeck.reports.models import Draft, Inquiry

# So much of the text around a claim tells what it is about.
_AROUND = 300


def inquiries() -> QuerySet[Inquiry]:
    """Every question that was not withdrawn: open ones first, of them the longest waiting."""
    rows = (
        Inquiry.objects.filter(withdrawn_at=None)
        .select_related("organisation", "draft")
        .defer("draft__text", "draft__original")
    )
    return rows.order_by(F("answered_at").desc(nulls_first=True), "asked_at", "pk")


def inquiry(number: int) -> Inquiry:
    """One question, withdrawn or not; `NotFound` otherwise."""
    found = Inquiry.objects.select_related("organisation", "draft__review").filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no question {number}."), {"number": number}))
    return found


def waiting_for(organisation: str) -> QuerySet[Inquiry]:
    """The questions that an organisation has to answer."""
    return inquiries().filter(organisation__code=organisation, answered_at=None)


def is_asked(of: Draft, organisation: str) -> bool:
    """Whether an organisation was asked about a claim of the draft."""
    return of.inquiries.filter(withdrawn_at=None, organisation__code=organisation).exists()


def answered_for(post: str) -> QuerySet[Inquiry]:
    """What was answered to a post, the newest first."""
    return inquiries().filter(asked_post=post).exclude(answered_at=None).order_by("-answered_at")


def newer_figure(of: Inquiry, at: datetime) -> Observation | None:
    """The figure of the claim's indicator, area and period that was reported after the question and is known `at`."""
    rows = Observation.objects.filter(
        indicator__code=of.indicator_code,
        area__code=of.area_code,
        period=of.period,
        batch__at__gt=of.asked_at,
        batch__at__lte=end_of_day(at),
    )
    return rows.select_related("batch", "indicator").order_by("-id").first()


def sentence_around(text: str, start: int, end: int) -> str:
    """The line around a claim, cut where it is long."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", end)
    last = min(stop if stop >= 0 else len(text), end + _AROUND)
    cut = first > 0 and text[first - 1] != "\n", last < len(text) and text[last] != "\n"
    return f"{'…' if cut[0] else ''}{text[first:last].strip()}{'…' if cut[1] else ''}"


def backlinks_of_organisation(code: str) -> list[Backlink]:
    """The questions that wait for an organisation, for its page."""
    label = gettext_noop("to verify in a draft")
    return [
        Backlink("reports", one.quote, reverse("reports:inquiry", args=[one.pk]), label) for one in waiting_for(code)
    ]
