"""Prepare a review, record what was said and concluded, close it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from quarterdeck.audit.actions import record
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.models import Vintage
from quarterdeck.people.models import Post
from quarterdeck.reviews.models import AgendaItem, Conclusion, Opinion, Review
from quarterdeck.reviews.queries import ROOM, owned_by_ending, ref_of

OWNER = "conclusion clarify_owner"


@transaction.atomic
def create_review(
    *, code: str, period: Period, ahead: Period, title_vi: str, title_en: str, held_on: date,
    chairs: Sequence[Post] = (), attending: Sequence[Post] = (), by: Actor, at: datetime,
) -> Review:  # fmt: skip
    """A new review of `period` that looks ahead to `ahead`."""
    require(by, Right.PREPARE_REVIEW)
    if Review.objects.filter(code=code).exists():
        raise Conflict(Message(gettext_noop("There is already a review {code}."), {"code": code}),
                       remedy=gettext_noop("Open the existing review, or choose another code."))  # fmt: skip
    made = Review.objects.create(
        code=code, period=str(period), ahead=str(ahead), title_vi=title_vi, title_en=title_en, held_on=held_on
    )
    made.chairs.set(chairs)
    made.attending.set(attending)
    record(act="review.created", about_kind="review", about=code, by=by, at=at)
    return made


@transaction.atomic
def put_items(*, review: Review, items: Sequence[Item], by: Actor, at: datetime) -> int:
    """Put items on the agenda after those already there; an item already there keeps its place and its evidence is
    renewed while the review is being prepared. Returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    _require_not_closed(review)
    there = {(one.kind, one.ref, one.title_vi): one for one in review.items.all()}
    number = max((one.number for one in there.values()), default=0)
    added = 0
    for item in items:
        old = there.get((item.kind, item.ref, item.title_vi))
        if old is not None:
            if review.state == Review.PREPARING:
                AgendaItem.objects.filter(pk=old.pk).update(evidence=dict(item.evidence), weight=item.weight)
            continue
        number += 1
        added += 1
        AgendaItem.objects.create(
            review=review, number=number, kind=item.kind, ref=item.ref, title_vi=item.title_vi,
            title_en=item.title_en, evidence=dict(item.evidence), weight=item.weight,
        )  # fmt: skip
    record(act="review.agenda", about_kind="review", about=review.code, by=by, at=at, detail={"added": added})
    return added


@transaction.atomic
def move_item(*, item: AgendaItem, to: int, by: Actor, at: datetime) -> None:
    """Give an item another place on the agenda; the others close up."""
    require(by, Right.PREPARE_REVIEW)
    _require_not_closed(item.review)
    others = list(item.review.items.exclude(pk=item.pk))
    others.insert(max(min(to, len(others) + 1), 1) - 1, item)
    for number, one in enumerate(others, start=1):
        AgendaItem.objects.filter(pk=one.pk).update(number=number)
    record(act="review.agenda_moved", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.pk, "to": to})  # fmt: skip


@transaction.atomic
def open_review(*, review: Review, vintage: Vintage, by: Actor, at: datetime) -> Review:
    """Freeze what the conference works on: from here every figure of the review is that of the vintage."""
    require(by, Right.PREPARE_REVIEW)
    if review.state != Review.PREPARING:
        raise Conflict(gettext_noop("The review has already been opened."))
    review.state, review.vintage = Review.OPEN, vintage
    review.version += 1
    review.save(update_fields=["state", "vintage", "version"])
    record(act="review.opened", about_kind="review", about=review.code, by=by, at=at, detail={"vintage": vintage.code})
    return review


@transaction.atomic
def record_opinion(
    *, item: AgendaItem, speaker: Post, text_vi: str, text_en: str = "", by: Actor, at: datetime
) -> Opinion:
    """What a post said on an item."""
    require(by, Right.RECORD_CONCLUSION)
    _require_not_closed(item.review)
    made = Opinion.objects.create(
        item=item, speaker=speaker, text_vi=_words(text_vi), text_en=text_en, recorded_at=at,
        recorded_by=by.post_name or by.name,
    )  # fmt: skip
    record(act="opinion.recorded", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.number, "speaker": speaker.code})  # fmt: skip
    return made


@transaction.atomic
def record_conclusion(
    *, review: Review, item: AgendaItem | None, kind: str, text_vi: str, text_en: str = "", theme: str = "",
    author: Post, by: Actor, at: datetime,
) -> Conclusion:  # fmt: skip
    """What was concluded, word for word. A task is issued from it in the next step."""
    require(by, Right.RECORD_CONCLUSION)
    _require_not_closed(review)
    if kind not in dict(Conclusion.KINDS):
        raise BadInput(gettext_noop("A conclusion is information, a decision or a task."), place="kind",
                       remedy=gettext_noop("Choose one of the three."))  # fmt: skip
    last = review.conclusions.aggregate(last=Max("number"))["last"] or 0
    made = Conclusion.objects.create(
        review=review, item=item, number=last + 1, kind=kind, text_vi=_words(text_vi), text_en=text_en, theme=theme,
        author=author, recorded_at=at,
    )  # fmt: skip
    record(act="conclusion.recorded", about_kind="review", about=review.code, by=by, at=at,
           detail={"number": made.number, "kind": kind})  # fmt: skip
    return made


@transaction.atomic
def reword_conclusion(*, conclusion: Conclusion, text_vi: str, text_en: str, version: int, by: Actor,
                      at: datetime) -> Conclusion:  # fmt: skip
    """Correct the wording of a conclusion that has not been issued; refused when someone saved it meanwhile."""
    require(by, Right.RECORD_CONCLUSION)
    _require_not_closed(conclusion.review)
    changed = Conclusion.objects.filter(pk=conclusion.pk, version=version).exclude(state=Conclusion.ISSUED)
    if not changed.update(text_vi=_words(text_vi), text_en=text_en, version=version + 1):
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
    """Keep an unclear conclusion word for word, owned by the follow-up post and due in five working days."""
    require(by, Right.RECORD_CONCLUSION)
    conclusion.state, conclusion.clarify_owner = Conclusion.TO_BE_CLARIFIED, owner
    conclusion.clarify_by, conclusion.clarify_why = clarify_by, list(why)
    conclusion.version += 1
    conclusion.save(update_fields=["state", "clarify_owner", "clarify_by", "clarify_why", "version"])
    record(act="conclusion.to_be_clarified", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number, "why": list(why), "owner": owner.code})  # fmt: skip
    return conclusion


@transaction.atomic
def mark_issued(*, conclusion: Conclusion, by: Actor, at: datetime) -> None:
    """A task was issued from the conclusion."""
    require(by, Right.ISSUE_TASK)
    Conclusion.objects.filter(pk=conclusion.pk).update(state=Conclusion.ISSUED, version=conclusion.version + 1)
    record(act="conclusion.issued", about_kind="review", about=conclusion.review.code, by=by, at=at,
           detail={"number": conclusion.number})  # fmt: skip


@transaction.atomic
def close_review(*, review: Review, by: Actor, at: datetime) -> Review:
    """Close the review; refused while a task conclusion is neither issued nor kept as to be clarified."""
    require(by, Right.CLOSE_REVIEW)
    if review.state != Review.OPEN:
        raise Conflict(gettext_noop("Only an open review can be closed."))
    left = review.conclusions.filter(kind=Conclusion.TASK, state=Conclusion.RECORDED)
    loose = ", ".join(str(number) for number in left.values_list("number", flat=True))
    if loose:
        raise BadInput(
            Message(gettext_noop("{count} conclusions are tasks that were neither issued nor kept."), {"count": loose}),
            remedy=gettext_noop("Issue each of them, or keep it as to be clarified."),
        )
    review.state = Review.CLOSED
    review.version += 1
    review.save(update_fields=["state", "version"])
    record(act="review.closed", about_kind="review", about=review.code, by=by, at=at)
    return review


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """Let the heirs of posts that end own what is still to be clarified; it stays due when it was."""
    require(by, Right.CHANGE_AREAS)
    moved = []
    for one, heir in owned_by_ending(change):
        if heir is not None and one.clarify_owner is not None:
            moved.append(Moved(ROOM, OWNER, ref_of(one), one.clarify_owner.code, heir.code))
            _own(one, heir)
    _record_owners("passed_on", change, moved, by, at)
    return moved


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Give conclusions back to the posts that live on; `Conflict` names one that was settled since."""
    require(by, Right.CHANGE_AREAS)
    posts = {one.code: one for one in Post.objects.filter(code__in=[one.origin for one in moved])}
    wanted = Conclusion.objects.select_for_update(of=("self",)).select_related("review", "clarify_owner")
    found = wanted.filter(review__code__in={one.ref.rpartition("/")[0] for one in moved})
    held = {ref_of(one): one for one in found.filter(state=Conclusion.TO_BE_CLARIFIED)}
    for one in moved:
        conclusion = held.get(one.ref)
        if conclusion is None or conclusion.clarify_owner is None or conclusion.clarify_owner.code != one.heir:
            raise Conflict(
                Message(gettext_noop("Conclusion {ref} was settled after the event took force and cannot be given "
                                     "back."), {"ref": one.ref}),
                remedy=gettext_noop("It stays as it is: let another event follow instead of withdrawing this one."),
            )  # fmt: skip
        _own(conclusion, posts[one.origin])
    _record_owners("given_back", change, moved, by, at)


def _own(conclusion: Conclusion, owner: Post) -> None:
    Conclusion.objects.filter(pk=conclusion.pk).update(clarify_owner=owner, version=conclusion.version + 1)


def _record_owners(act: str, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    if moved:
        record(act=f"conclusions.{act}", about_kind="area_event", about=change.event.code, by=by, at=at,
               detail={one.ref: [one.origin, one.heir] for one in moved})  # fmt: skip


def _require_not_closed(review: Review) -> None:
    if review.state == Review.CLOSED:
        raise Conflict(gettext_noop("The review is closed."), remedy=gettext_noop("Bring it up in the next review."))


def _words(text: str) -> str:
    if not text.strip():
        raise BadInput(gettext_noop("There are no words to keep."), place="text",
                       remedy=gettext_noop("Write down what was said."))  # fmt: skip
    return text.strip()
