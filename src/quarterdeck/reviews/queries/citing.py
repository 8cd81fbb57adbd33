"""Conclusions as those that cite documents of the register."""

from collections.abc import Sequence

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.reviews.models import Conclusion, Notice


def named_conclusions(refs: Sequence[str]) -> dict[str, Conclusion]:
    """The conclusions named "REVIEW/NUMBER", by that name; names of nothing are left out. One query."""
    wanted = [(code, int(number)) for code, _slash, number in (ref.rpartition("/") for ref in refs)
              if number.isdecimal() and len(number) < 6]  # fmt: skip
    found = Conclusion.objects.filter(
        review__code__in={code for code, _number in wanted}, number__in={number for _code, number in wanted}
    )
    named = {f"{one.review.code}/{one.number}": one for one in found.select_related("review")}
    return {ref: named[ref] for ref in refs if ref in named}


def settled_citations(ref: str) -> tuple[Message, str] | None:
    """Why what a conclusion cites stays as it is, and the remedy: the notice in which it stands was signed.

    Two queries.
    """
    one = named_conclusions([ref]).get(ref)
    if one is None:
        return None
    notice = Notice.objects.filter(
        review=one.review_id, body__posts=one.author_id, signed_on__isnull=False
    ).select_related("body").first()  # fmt: skip
    if notice is None:
        return None
    said = gettext_noop("The notice {number} in which this conclusion stands was signed on {day}: what it cites stays.")
    return (
        Message(said, {"number": notice.number, "day": notice.signed_on}),
        gettext_noop("Have a changed notice signed and registered, or bring it up in the next review."),
    )
