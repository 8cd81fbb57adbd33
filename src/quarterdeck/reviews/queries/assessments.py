"""Read what reviews found in each theme, and in how many consecutive reviews it was named."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.figures.models import Theme
from quarterdeck.reviews.models import AgendaItem, Assessment, Review
from quarterdeck.reviews.rules.kinds import consecutive

# What an assessment keeps of the item that it rests on.
EVIDENCE = (
    "period",
    "value",
    "unit",
    "badge",
    "standing",
    "of_plan",
    "due",
    "days_late",
    "raised_on",
    "known_on",
    "vintage",
)


def evidence_of(item: AgendaItem) -> dict[str, object]:
    """What an item showed, as it is kept with an assessment: the reference, and the values of the vintage."""
    kept = {name: item.evidence[name] for name in EVIDENCE if item.evidence.get(name) not in (None, "")}
    return {"kind": item.kind, "ref": item.ref, "number": item.number, "title_vi": item.title_vi,
            "title_en": item.title_en} | kept  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An assessment, and in how many consecutive reviews of this kind, this one counted, it was named."""

    assessment: Assessment
    times: int


@dataclass(frozen=True, slots=True)
class Assessed:
    """A theme with what the review found in it, by kind, and what the review before found and this one has not named.

    `troubled` is the number of consecutive reviews that named any shortcoming of the theme.
    """

    theme: Theme
    found: dict[str, list[Found]] = field(default_factory=dict)
    before: list[Found] = field(default_factory=list)
    troubled: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing was found in it, now or before."""
        return not self.found and not self.before


def themes() -> QuerySet[Theme]:
    """The themes of the catalogue of indicators, in their order."""
    return Theme.objects.all()


def standing() -> QuerySet[Assessment]:
    """The assessments that were not withdrawn."""
    return Assessment.objects.filter(withdrawn_at=None).select_related("review", "author__organisation", "item")


def of_item(item: AgendaItem) -> QuerySet[Assessment]:
    """What was found resting on an item first."""
    return standing().filter(item=item)


def assessment(of: Review, pk: int) -> Assessment:
    """One assessment of a review; `NotFound` otherwise."""
    found = standing().filter(review=of, pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("This assessment has been withdrawn or does not exist."),
                       remedy=gettext_noop("Look at the assessments of the review."))  # fmt: skip
    return found


def earlier(of: Review) -> list[Review]:
    """The reviews of the same kind held before, newest first."""
    past = Review.objects.exclude(state=Review.CANCELLED).filter(kind=of.kind, held_on__lt=of.held_on)
    return list(past.order_by("-held_on", "-pk"))


def of_review_before(of: Review, pk: int) -> Assessment:
    """A finding of the review of the same kind held last before; `NotFound` otherwise."""
    past = earlier(of)[:1]
    found = standing().filter(review__in=past, pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("This finding is not one of the review before."),
                       remedy=gettext_noop("Record it as a new finding instead."))  # fmt: skip
    return found


def assessed(of: Review) -> list[Assessed]:
    """Every theme of the catalogue with what was found in it, in the order of the catalogue. Four queries."""
    past = earlier(of)
    codes = [of.code, *(one.code for one in past)]
    every = list(standing().filter(review__in=[of, *past]))
    by_pk = {one.pk: one for one in every}
    last = past[0].pk if past else None
    return [_assessed(theme, of, last, [one for one in every if one.theme == theme.code], by_pk, codes)
            for theme in themes()]  # fmt: skip


def _assessed(
    theme: Theme, of: Review, last: int | None, every: Sequence[Assessment], by_pk: dict[int, Assessment],
    codes: Sequence[str],
) -> Assessed:  # fmt: skip
    mine = [one for one in every if one.review_id == of.pk]
    named = {one.follows_id for one in mine}
    found: dict[str, list[Found]] = {}
    for one in mine:
        found.setdefault(one.kind, []).append(Found(one, _times(one, by_pk, codes)))
    before = [Found(one, _times(one, by_pk, codes[1:])) for one in every
              if one.review_id == last and one.pk not in named and one.kind == Assessment.SHORTCOMING]  # fmt: skip
    short = {one.review.code for one in every if one.kind == Assessment.SHORTCOMING}
    return Assessed(theme, found, before, consecutive(codes, short))


def _times(one: Assessment, by_pk: dict[int, Assessment], codes: Sequence[str]) -> int:
    """In how many reviews in a row it was named, along the chain of what each names again."""
    named, at = {one.review.code}, one
    while at.follows_id in by_pk:
        at = by_pk[at.follows_id]
        named.add(at.review.code)
    return consecutive(codes, named)


def times_named(of: Review) -> dict[int, int]:
    """The assessments of a review by their number, each with how many consecutive reviews named it."""
    return {one.assessment.pk: one.times for part in assessed(of) for some in part.found.values() for one in some}
