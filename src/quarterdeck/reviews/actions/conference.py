"""What the secretaries of a conference write while it is held: opinions, drafts of conclusions, the hall's screen.

Every form has a key of its own, made where it is typed, so that sending it again after a broken connection changes
nothing. A form names the version it knows; where somebody else saved since, it is refused and nothing is overwritten.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import require_not_closed, words_of
from quarterdeck.reviews.models import AgendaItem, Conclusion, Opinion, Review
from quarterdeck.reviews.queries.conference import by_key, draft_by_key


@transaction.atomic
def save_opinion(
    *, key: str, item: AgendaItem, speaker: Post, text_vi: str, version: int, by: Actor, at: datetime,
    withdrawn: bool = False,
) -> Opinion:  # fmt: skip
    """Keep an opinion as far as it is typed. `version` is the one the form knows, 0 where it was never saved.

    `Conflict` where somebody else has changed it since.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(item.review)
    text = words_of(text_vi)
    kept = by_key(item.review, key)
    if kept is None:
        return _first_opinion(key, item, speaker, text, by, at)
    if (kept.speaker_id, kept.text_vi, kept.withdrawn_at is not None) == (speaker.pk, text, withdrawn):
        return kept
    gone = (kept.withdrawn_at or at) if withdrawn else None
    fields = {"speaker": speaker, "text_vi": text, "withdrawn_at": gone}
    if not Opinion.objects.filter(pk=kept.pk, version=version).update(**fields, version=F("version") + 1):
        raise _meanwhile()
    act = "withdrawn" if withdrawn else "corrected"
    record(act=f"opinion.{act}", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": kept.item.number, "speaker": speaker.code, "version": version + 1,
                   "before": kept.text_vi})  # fmt: skip
    kept.refresh_from_db()
    return kept


def _first_opinion(key: str, item: AgendaItem, speaker: Post, text: str, by: Actor, at: datetime) -> Opinion:
    made, new = Opinion.objects.get_or_create(
        form_key=key,
        defaults={"item": item, "speaker": speaker, "text_vi": text, "recorded_at": at,
                  "recorded_by": by.post_name or by.name},
    )  # fmt: skip
    if not new:  # sent twice at the same moment
        raise _meanwhile()
    record(act="opinion.recorded", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.number, "speaker": speaker.code})  # fmt: skip
    return made


@transaction.atomic
def save_draft(
    *, key: str, item: AgendaItem, kind: str, author: Post, text_vi: str, version: int, by: Actor, at: datetime
) -> Conclusion:
    """Keep the draft of a conclusion as far as it is typed; it has no number and counts nowhere.

    `Conflict` where somebody else has changed, recorded or discarded it since.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(item.review)
    if kind not in dict(Conclusion.KINDS):
        raise BadInput(gettext_noop("A conclusion is information, a decision or a task."), place="kind",
                       remedy=gettext_noop("Choose one of the three."))  # fmt: skip
    text = words_of(text_vi)
    kept = draft_by_key(item.review, key)
    if kept is None:
        return _first_draft(key, item, kind, author, text, version, by, at)
    if (kept.kind, kept.author_id, kept.text_vi) == (kind, author.pk, text):
        return kept
    fields = {"kind": kind, "author": author, "line": author.organisation.line, "text_vi": text}
    same = Conclusion.objects.filter(pk=kept.pk, version=version, state=Conclusion.DRAFT)
    if not same.update(**fields, version=F("version") + 1):
        raise _meanwhile()
    record(act="conclusion.draft_changed", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"draft": key, "version": version + 1, "before": kept.text_vi})  # fmt: skip
    kept.refresh_from_db()
    return kept


def _first_draft(
    key: str, item: AgendaItem, kind: str, author: Post, text: str, version: int, by: Actor, at: datetime
) -> Conclusion:
    if version:
        raise Conflict(gettext_noop("Somebody has discarded this draft meanwhile."),
                       remedy=gettext_noop("Keep yours as a new draft, or let it go."))  # fmt: skip
    made, new = Conclusion.objects.get_or_create(
        form_key=key,
        defaults={"review": item.review, "item": item, "kind": kind, "author": author, "text_vi": text,
                  "line": author.organisation.line, "state": Conclusion.DRAFT, "recorded_at": at,
                  "difficulty_code": item.ref if item.kind == "difficulty" else ""},
    )  # fmt: skip
    if not new:
        raise _meanwhile()
    record(act="conclusion.drafted", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"draft": key, "item": item.number, "kind": kind})  # fmt: skip
    return made


@transaction.atomic
def record_draft(*, review: Review, key: str, version: int, by: Actor, at: datetime) -> Conclusion:
    """Make a draft a conclusion: it takes the next number. Asked again it stays as it is.

    `Conflict` where its words have been changed since the version that was read.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(review)
    kept = _existing(review, key)
    if kept.state != Conclusion.DRAFT:
        return kept
    Review.objects.select_for_update().get(pk=review.pk)  # two secretaries never take one number
    last = review.conclusions.aggregate(last=Max("number"))["last"] or 0
    drafts = Conclusion.objects.filter(pk=kept.pk, version=version, state=Conclusion.DRAFT)
    if not drafts.update(number=last + 1, state=Conclusion.RECORDED, recorded_at=at, version=F("version") + 1):
        raise _meanwhile()
    record(act="conclusion.recorded", about_kind="review", about=review.code, by=by, at=at,
           detail={"number": last + 1, "kind": kept.kind, "draft": key})  # fmt: skip
    kept.refresh_from_db()
    return kept


@transaction.atomic
def discard_draft(*, review: Review, key: str, version: int, by: Actor, at: datetime) -> None:
    """Take a draft away; its words stay in the record of acts. Discarding it again changes nothing."""
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(review)
    kept = draft_by_key(review, key)
    if kept is None:
        return
    gone, _rows = Conclusion.objects.filter(pk=kept.pk, version=version, state=Conclusion.DRAFT).delete()
    if not gone:
        raise _meanwhile()
    record(act="conclusion.draft_discarded", about_kind="review", about=review.code, by=by, at=at,
           detail={"draft": key, "words": kept.text_vi})  # fmt: skip


@transaction.atomic
def show_in_hall(*, review: Review, item: AgendaItem | None, screen: str, by: Actor, at: datetime) -> Review:
    """Let the hall see an item, its chart, its table, or the title of the conference ("blank"). The last word wins."""
    require(by, Right.RECORD_CONCLUSION)
    if screen not in dict(Review.SCREENS):
        raise BadInput(gettext_noop("The hall shows an item, its chart, its table or the title."), place="screen",
                       remedy=gettext_noop("Choose one of the four."))  # fmt: skip
    shown = item if item is not None and item.review_id == review.pk else None
    Review.objects.filter(pk=review.pk).update(
        on_screen=shown, screen=screen if shown else Review.BLANK, screen_version=F("screen_version") + 1
    )
    record(act="review.shown", about_kind="review", about=review.code, by=by, at=at,
           detail={"item": shown.number if shown else None, "screen": screen})  # fmt: skip
    review.refresh_from_db()
    return review


def _existing(review: Review, key: str) -> Conclusion:
    kept = draft_by_key(review, key)
    if kept is None:
        raise NotFound(Message(gettext_noop("This draft is not there any more.")),
                       remedy=gettext_noop("Keep yours as a new draft, or let it go."))  # fmt: skip
    return kept


def _meanwhile() -> Conflict:
    return Conflict(gettext_noop("Somebody else has changed this meanwhile."),
                    remedy=gettext_noop("Nothing of yours is lost: compare both and choose."))  # fmt: skip
