"""Tell posts what they have to know of a review, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from quarterdeck.core.rights import Actor
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.rules import Subject
from quarterdeck.reviews.models import Conclusion, Review


def tell_posts(kind: str, review: Review, posts: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Tell posts (by code) of a review that is still to come, or of what came of one."""
    still_to_come = review.held_on >= timezone.localdate(at)
    if still_to_come or kind == "review.closed":
        due = review.held_on if still_to_come else None
        tell(tellings=[Telling(kind, _subject(review), list(posts), due=due)], by=by, at=at)


def tell_invited(kind: str, review: Review, *, by: Actor, at: datetime) -> None:
    """Tell every post that is asked to a review, and those who come for somebody else."""
    rows = review.attendances.values_list("post__code", "represented_by__code")
    tell_posts(kind, review, {code for row in rows for code in row if code}, by=by, at=at)


def tell_owner(conclusion: Conclusion, *, by: Actor, at: datetime) -> None:
    """Tell the post that is to make a conclusion clear."""
    if conclusion.clarify_owner is None:
        return
    review = conclusion.review
    subject = Subject(
        "conclusion", f"{review.code}/{conclusion.number}", reverse("reviews:review", args=[review.code]),
        conclusion.text_vi, conclusion.text_en,
    )  # fmt: skip
    kind, owner = "conclusion.to_be_clarified", conclusion.clarify_owner.code
    tell(tellings=[Telling(kind, subject, [owner], due=conclusion.clarify_by)], by=by, at=at)


def _subject(review: Review) -> Subject:
    place = reverse("reviews:review", args=[review.code])
    return Subject("review", review.code, place, review.title_vi, review.title_en)
