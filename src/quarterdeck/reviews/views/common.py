"""What the pages of one review share."""

from typing import Any

from django.http import HttpRequest

from quarterdeck.reviews.queries import pages
from quarterdeck.web.templatetags.quarterdeck.words import localname


def page(request: HttpRequest, code: str, tab: str) -> dict[str, Any]:
    """The review, its kind, its pages and which of them this is, and whether the reader may write."""
    return pages.page(code, request.actor, tab)


def version_sent(request: HttpRequest) -> int:
    """The version that the page showed, as a form sent it; 0, which nothing has, where it did not."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def named(posts: list[Any]) -> list[tuple[str, str]]:
    """Posts as choices of a form."""
    return [(one.code, localname(one)) for one in posts]
