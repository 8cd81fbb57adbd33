"""Read reviews, their agenda and what was concluded."""

from django.db.models import QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.reviews.models import AgendaItem, Conclusion, Review


def reviews() -> QuerySet[Review]:
    """Every review, newest first."""
    return Review.objects.select_related("vintage")


def review(code: str) -> Review:
    """The review with this code; `NotFound` otherwise."""
    found = reviews().filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no review {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of reviews."),
        )
    return found


def latest() -> Review | None:
    """The review held or to be held last."""
    return reviews().first()


def items(of: Review) -> QuerySet[AgendaItem]:
    """The agenda in order with opinions and conclusions."""
    return of.items.prefetch_related("opinions__speaker__organisation", "conclusions__author")


def item(of: Review, number: int) -> AgendaItem:
    """One item of the agenda; `NotFound` otherwise."""
    found = items(of).filter(number=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("The agenda has no item {number}."), {"number": number}))
    return found


def conclusions(of: Review) -> QuerySet[Conclusion]:
    """The conclusions in order."""
    return of.conclusions.select_related("author", "item", "clarify_owner")


def conclusion(of: Review, number: int) -> Conclusion:
    """One conclusion; `NotFound` otherwise."""
    found = conclusions(of).filter(number=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no conclusion {number}."), {"number": number}))
    return found


def to_be_clarified() -> QuerySet[Conclusion]:
    """Conclusions of every review that wait to be made clear, oldest duty first."""
    waiting = Conclusion.objects.filter(state=Conclusion.TO_BE_CLARIFIED)
    return waiting.select_related("review", "clarify_owner").order_by("clarify_by", "pk")
