"""Assess a theme in a review: results, shortcomings, causes, lessons, each with its evidence."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import OVERTAKEN, require_not_closed, words_of
from quarterdeck.reviews.models import AgendaItem, Assessment, Review
from quarterdeck.reviews.queries.assessments import evidence_of


@transaction.atomic
def record_assessment(
    *, review: Review, theme: str, kind: str, text_vi: str, text_en: str = "", items: Sequence[AgendaItem] = (),
    author: Post, follows: Assessment | None = None, form_key: str = "", by: Actor, at: datetime,
) -> Assessment:  # fmt: skip
    """What the review found in a theme, resting on what the agenda `items` showed.

    `follows` is the same finding of the review before. Sent twice with one `form_key` it is recorded once.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(review)
    if form_key and (there := Assessment.objects.filter(form_key=form_key).first()):
        return there
    if kind not in dict(Assessment.KINDS):
        raise BadInput(gettext_noop("An assessment is a result, a shortcoming, a cause or a lesson."), place="kind",
                       remedy=gettext_noop("Choose one of the four."))  # fmt: skip
    _require_again(review, theme, kind, follows)
    made = Assessment.objects.create(
        review=review, theme=theme, kind=kind, text_vi=words_of(text_vi), text_en=text_en.strip(),
        evidence=[evidence_of(item) for item in items], item=items[0] if items else None, author=author,
        follows=follows, recorded_at=at, recorded_by=by.post_name or by.name, form_key=form_key or None,
    )  # fmt: skip
    record(act="assessment.recorded", about_kind="review", about=review.code, by=by, at=at,
           detail={"assessment": made.pk, "theme": theme, "kind": kind})  # fmt: skip
    return made


def _require_again(review: Review, theme: str, kind: str, follows: Assessment | None) -> None:
    """What is named again was found in an earlier review, in the same theme, and is named here for the first time."""
    if follows is None:
        return
    earlier = follows.review
    if earlier.pk == review.pk or earlier.held_on >= review.held_on or earlier.kind != review.kind:
        raise BadInput(gettext_noop("Only a finding of an earlier review of the same kind can be named again."),
                       place="follows",
                       remedy=gettext_noop("Choose it from the list of the review before."))  # fmt: skip
    if (follows.theme, follows.kind) != (theme, kind):
        raise BadInput(gettext_noop("What is named again keeps its theme and kind."), place="follows",
                       remedy=gettext_noop("Record it as a new finding instead."))  # fmt: skip
    if review.assessments.filter(follows=follows, withdrawn_at=None).exists():
        raise Conflict(gettext_noop("This finding has been named again already."), remedy=OVERTAKEN)


@transaction.atomic
def reword_assessment(
    *, assessment: Assessment, text_vi: str, text_en: str, version: int, by: Actor, at: datetime
) -> Assessment:
    """Correct the words of an assessment; refused when someone saved it meanwhile."""
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(assessment.review)
    _change(assessment, version, text_vi=words_of(text_vi), text_en=text_en.strip())
    record(act="assessment.reworded", about_kind="review", about=assessment.review.code, by=by, at=at,
           detail={"assessment": assessment.pk, "before": assessment.text_vi})  # fmt: skip
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def withdraw_assessment(*, assessment: Assessment, version: int, by: Actor, at: datetime) -> None:
    """Take an assessment back; its words stay in the record."""
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(assessment.review)
    _change(assessment, version, withdrawn_at=at)
    record(act="assessment.withdrawn", about_kind="review", about=assessment.review.code, by=by, at=at,
           detail={"assessment": assessment.pk, "text": assessment.text_vi})  # fmt: skip


def _change(assessment: Assessment, version: int, **fields: object) -> None:
    same = Assessment.objects.filter(pk=assessment.pk, version=version, withdrawn_at=None)
    if not same.update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed this assessment meanwhile."), remedy=OVERTAKEN)
