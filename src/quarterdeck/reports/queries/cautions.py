"""What makes a check worth less than it looks: a text of another period than its review, or in a third language."""

from dataclasses import dataclass

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named
from quarterdeck.prose.check import period_of
from quarterdeck.prose.check.language import is_written_in
from quarterdeck.prose.text import language_of
from quarterdeck.reports.models import Draft
from quarterdeck.reports.queries.desk import against_of

# The head of a text tells its language and period.
_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class Caution:
    """What whoever reads the findings must know; `vintage` names figures by which the text can speak for itself."""

    text: Message
    vintage: str = ""


def cautions(of: Draft) -> list[Caution]:
    """Every caution about a draft."""
    head = of.text[:_HEAD]
    lang = of.language or language_of(head)
    if not is_written_in(lang, head):
        told = gettext_noop(
            "The text does not seem to be Vietnamese with its accents, nor English: its numbers were not understood. "
            "What is not marked here was not checked."
        )
        return [Caution(Message(told))]
    period = period_of(head, lang) if of.review is not None else None
    if of.review is None or period is None or not _is_other(period, Period.parse(of.review.period)):
        return []
    # What is only reckoned from other years is no reason to doubt the review.
    if str(period.last_day.year) not in head and str(period.start.year) not in head:
        return []
    told = gettext_noop(
        "The text is about {period:en}, the review about {review:en}: numbers that name no period were held against "
        "the figures of {review:en}."
    )
    against = against_of(of)
    slots = {"period": Named(period), "review": Named(Period.parse(of.review.period))}
    return [Caution(Message(told, slots), against.vintage.code if against.vintage else "")]


def _is_other(period: Period, review: Period) -> bool:
    """Whether a text of `period` is none of `review`: they do not meet, or it reports on more of the year."""
    apart = period.end <= review.start or review.end <= period.start
    return apart or (period.kind != "A" and period != review and period.contains(review))
