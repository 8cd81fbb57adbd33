"""Conclusions as those that cite documents of the register."""

from collections.abc import Sequence

from quarterdeck.reviews.models import Conclusion


def named_conclusions(refs: Sequence[str]) -> dict[str, Conclusion]:
    """The conclusions named "REVIEW/NUMBER", by that name; names of nothing are left out. One query."""
    wanted = [(code, int(number)) for code, _slash, number in (ref.rpartition("/") for ref in refs)
              if number.isdecimal() and len(number) < 6]  # fmt: skip
    found = Conclusion.objects.filter(
        review__code__in={code for code, _number in wanted}, number__in={number for _code, number in wanted}
    )
    named = {f"{one.review.code}/{one.number}": one for one in found.select_related("review")}
    return {ref: named[ref] for ref in refs if ref in named}
