"""Record what was said and concluded."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import OVERTAKEN, require_not_closed, words_of
from quarterdeck.reviews.actions.telling import tell_owner
from quarterdeck.reviews.models import AgendaItem, Conclusion, Opinion, Review


@transaction.atomic
def record_opinion(
    *, item: AgendaItem, speaker: Post, text_vi: str, text_en: str = "", by: Actor, at: datetime
) -> Opinion:
    """What a post said on an item."""
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(item.review)
    made = Opinion.objects.create(
        item=item, speaker=speaker, text_vi=words_of(text_vi), text_en=text_en, recorded_at=at,
        recorded_by=by.post_name or by.name,
    )  # fmt: skip
    record(act="opinion.recorded", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.number, "speaker": speaker.code})  # fmt: skip
    return made


@transaction.atomic
def record_conclusion(
    *, review: Review, item: AgendaItem | None, kind: str, text_vi: str, text_en: str = "", theme: str = "",
    author: Post, difficulty_code: str = "", by: Actor, at: datetime,
) -> Conclusion:  # fmt: skip
    """What was concluded, word for word, on the line (Party, State) of its author; it may answer a difficulty.

    A task is issued from it in the next step.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(review)
    if kind not in dict(Conclusion.KINDS):
        raise BadInput(gettext_noop("A conclusion is information, a decision or a task."), place="kind",
                       remedy=gettext_noop("Choose one of the three."))  # fmt: skip
    Review.objects.select_for_update().get(pk=review.pk)  # two secretaries never take one number
    last = review.conclusions.aggregate(last=Max("number"))["last"] or 0
    made = Conclusion.objects.create(
        review=review, item=item, number=last + 1, kind=kind, text_vi=words_of(text_vi), text_en=text_en, theme=theme,
        author=author, line=author.organisation.line, difficulty_code=difficulty_code, recorded_at=at,
    )  # fmt: skip
    record(act="conclusion.recorded", about_kind="review", about=review.code, by=by, at=at,
           detail={"number": made.number, "kind": kind})  # fmt: skip
    return made


@transaction.atomic
def reword_conclusion(*, conclusion: Conclusion, text_vi: str, text_en: str, version: int, by: Actor,
                      at: datetime) -> Conclusion:  # fmt: skip
    """Correct the wording of a conclusion that has not been issued; refused when someone saved it meanwhile."""
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(conclusion.review)
    changed = Conclusion.objects.filter(pk=conclusion.pk, version=version).exclude(state=Conclusion.ISSUED)
    if not changed.update(text_vi=words_of(text_vi), text_en=text_en, version=version + 1):
        raise Conflict(
            gettext_noop("Someone else has changed or issued this conclusion meanwhile."),
            remedy=gettext_noop("Nothing of yours was written. Look at the newer wording first."),
        )
    record(act="conclusion.reworded", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number, "before": conclusion.text_vi})  # fmt: skip
    conclusion.refresh_from_db()
    return conclusion


@transaction.atomic
def keep_to_be_clarified(
    *, conclusion: Conclusion, owner: Post, clarify_by: date, why: Sequence[str], by: Actor, at: datetime
) -> Conclusion:
    """Keep an unclear conclusion word for word, owned by the follow-up post and due in five working days.

    `Conflict` where somebody else changed or issued it meanwhile.
    """
    require(by, Right.RECORD_CONCLUSION)
    fields = {"state": Conclusion.TO_BE_CLARIFIED, "clarify_owner": owner, "clarify_by": clarify_by,
              "clarify_why": list(why)}  # fmt: skip
    same = Conclusion.objects.filter(pk=conclusion.pk, version=conclusion.version).exclude(state=Conclusion.ISSUED)
    if not same.update(**fields, version=F("version") + 1):
        raise Conflict(gettext_noop("Someone else has changed or issued this conclusion meanwhile."), remedy=OVERTAKEN)
    conclusion.refresh_from_db()
    record(act="conclusion.to_be_clarified", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number, "why": list(why), "owner": owner.code})  # fmt: skip
    tell_owner(conclusion, by=by, at=at)
    return conclusion


@transaction.atomic
def mark_issued(*, conclusion: Conclusion, by: Actor, at: datetime) -> None:
    """A task was issued from the conclusion."""
    require(by, Right.ISSUE_TASK)
    Conclusion.objects.filter(pk=conclusion.pk).update(state=Conclusion.ISSUED, version=conclusion.version + 1)
    record(act="conclusion.issued", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number})  # fmt: skip
