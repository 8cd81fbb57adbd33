"""What the pages of one review share, also those of rooms downstream: its tabs, and whether the reader may write."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import backlinks
from quarterdeck.core.rights import Actor, Right, may
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries.planning import kind_label
from quarterdeck.reviews.queries.reading import review

# Nothing is prepared, said or concluded any more.
ENDED = (Review.CLOSED, Review.CANCELLED)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a review; `right` is what opens it, `ends` whether it goes with the end of the review."""

    key: str
    label: str
    url: str
    right: Right = Right.READ
    ends: bool = False


def tabs(of: Review, actor: Actor) -> list[Tab]:
    """The pages of a review that somebody may open, always in the same order."""
    return [tab for tab in _every(of) if may(actor, tab.right) and not (tab.ends and of.state in ENDED)]


def _every(of: Review) -> list[Tab]:
    preparing = [Tab(link.room, link.title, link.url, Right.PREPARE_REVIEW, ends=True)
                 for link in backlinks("preparation of review", of.code)]  # fmt: skip

    def at(name: str) -> str:
        return reverse(f"reviews:{name}", args=[of.code])

    return [
        Tab("agenda", _("Agenda and conclusions"), at("review")),
        *preparing,
        Tab("attendance", _("Attendance"), at("attendance")),
        Tab("papers", _("Papers sent"), at("papers")),
        Tab("conference", _("Conference mode"), at("conference"), Right.RECORD_CONCLUSION, ends=True),
        Tab("assessments", _("Assessments"), at("assessments")),
        Tab("notices", _("Minutes and notices"), at("notices")),
    ]


def page(code: str, actor: Actor, tab: str) -> dict[str, Any]:
    """The same as `page_of`, for the review with this code; `NotFound` otherwise. One query."""
    return page_of(review(code), actor, tab)


def page_of(of: Review, actor: Actor, tab: str) -> dict[str, Any]:
    """The review, its kind, its pages and which of them this is, and whether the reader may write. No query."""
    going = of.state not in ENDED
    return {
        "review": of, "section": "reviews", "tab": tab, "tabs": tabs(of, actor), "kind_label": kind_label(of),
        "vintage": of.vintage.known_on if of.vintage else None,
        "prepares": going and may(actor, Right.PREPARE_REVIEW), "writes": going and may(actor, Right.RECORD_CONCLUSION),
    }  # fmt: skip
