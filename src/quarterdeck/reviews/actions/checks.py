"""What several acts refuse."""

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.reviews.models import Review

OVERTAKEN = gettext_noop("Nothing of yours was written. Look at it as it is now and try again.")


def require_not_closed(review: Review) -> None:
    """`Conflict` where the review is closed or was cancelled."""
    if review.state == Review.CANCELLED:
        raise Conflict(gettext_noop("The review was cancelled."), remedy=gettext_noop("Make another one."))
    if review.state == Review.CLOSED:
        raise Conflict(gettext_noop("The review is closed."), remedy=gettext_noop("Bring it up in the next review."))


def words_of(text: str) -> str:
    """The words without blanks around them; `BadInput` where there are none."""
    if not text.strip():
        raise BadInput(gettext_noop("There are no words to keep."), place="text",
                       remedy=gettext_noop("Write down what was said."))  # fmt: skip
    return text.strip()
