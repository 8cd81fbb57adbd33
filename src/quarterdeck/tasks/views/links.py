"""What pages upstream show of tasks today."""

from collections.abc import Sequence

from quarterdeck.core.links import Backlink
from quarterdeck.tasks.queries import links
from quarterdeck.web import clock


def of_indicator(code: str) -> list[Backlink]:
    """Tasks meant to move an indicator."""
    return links.of_indicator(code, clock.today())


def of_document(pk: str) -> list[Backlink]:
    """Tasks that rest on a document."""
    return links.of_document(pk, clock.today())


def of_difficulty(code: str) -> list[Backlink]:
    """Tasks bound to a difficulty."""
    return links.of_difficulty(code, clock.today())


def of_conclusions(refs: Sequence[str]) -> dict[str, list[Backlink]]:
    """The task of each conclusion, or the way to the form."""
    return links.of_conclusions(refs, clock.today())


def citing(codes: Sequence[str]) -> dict[str, Backlink]:
    """Tasks as those that cite a document."""
    return links.citing(codes)


def of_organisation(code: str) -> list[Backlink]:
    """Open tasks of a body."""
    return links.of_organisation(code, clock.today())


def work_of_organisation(code: str) -> list[Backlink]:
    """Open tasks that a body leads."""
    return links.work_of_organisation(code, clock.today())


def work_of_posts(codes: Sequence[str]) -> dict[str, list[Backlink]]:
    """Open tasks that posts answer for, follow up or accept."""
    return links.work_of_posts(codes, clock.today())
