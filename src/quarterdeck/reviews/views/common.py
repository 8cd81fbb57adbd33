"""What the pages of one review share."""

from typing import Any

from django.http import HttpRequest

from quarterdeck.core.rights import Right, may
from quarterdeck.reviews import queries
from quarterdeck.reviews.queries.planning import kind_label
from quarterdeck.web.templatetags.quarterdeck.words import localname

CLOSED = "closed"


def page(request: HttpRequest, code: str, tab: str) -> dict[str, Any]:
    """The review, its kind, which of its pages this is, and whether the reader may write."""
    of = queries.review(code)
    going = of.state != CLOSED
    return {
        "review": of, "section": "reviews", "tab": tab, "kind_label": kind_label(of),
        "vintage": of.vintage.known_on if of.vintage else None,
        "prepares": going and may(request.actor, Right.PREPARE_REVIEW),
        "writes": going and may(request.actor, Right.RECORD_CONCLUSION),
    }  # fmt: skip


def named(posts: list[Any]) -> list[tuple[str, str]]:
    """Posts as choices of a form."""
    return [(one.code, localname(one)) for one in posts]
