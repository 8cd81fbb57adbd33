"""Who is asked to a review, by post, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import OVERTAKEN, require_not_closed
from quarterdeck.reviews.actions.telling import tell_posts
from quarterdeck.reviews.models import Attendance, Opinion, Review


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody notes of one post; `version` is the one that the page showed."""

    post: Post
    version: int
    state: str
    represented_by: Post | None = None
    reason: str = ""


@transaction.atomic
def invite_posts(*, review: Review, posts: Sequence[Post], by: Actor, at: datetime) -> int:
    """Ask posts to a review; those asked already stay as they are. Returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    asked = set(review.attendances.values_list("post_id", flat=True))
    fresh = [post for post in dict.fromkeys(posts) if post.pk not in asked]
    Attendance.objects.bulk_create(
        Attendance(review=review, post=post, noted_at=at, noted_by=by.post_name or by.name) for post in fresh
    )
    if fresh:
        record(act="review.invited", about_kind="review", about=review.code, by=by, at=at,
               detail={"posts": [post.code for post in fresh]})  # fmt: skip
        tell_posts("review.invited", review, [post.code for post in fresh], by=by, at=at)
    return len(fresh)


@transaction.atomic
def withdraw_invitation(*, review: Review, post: Post, by: Actor, at: datetime) -> None:
    """Ask a post no longer. Refused for a chair, and for whoever has spoken or was noted as present."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    row = review.attendances.filter(post=post).first()
    if row is None:
        return
    spoke = Opinion.objects.filter(item__review=review, speaker=post, withdrawn_at=None).exists()
    if spoke or row.state == Attendance.PRESENT or review.chairs.filter(pk=post.pk).exists():
        raise BadInput(
            Message(gettext_noop("{post} chairs, is present or has spoken, and stays on the list."),
                    {"post": post.name_vi}),
            remedy=gettext_noop("Note the post as absent if it did not come."),
        )  # fmt: skip
    row.delete()
    record(act="review.uninvited", about_kind="review", about=review.code, by=by, at=at, detail={"post": post.code})


@transaction.atomic
def note_attendance(
    *, review: Review, noted: Sequence[Noted], others_present: bool = False, by: Actor, at: datetime
) -> int:
    """Note who came; with `others_present` whoever is left of whom nothing was noted is present too. Only what differs
    from the store is written; returns how many rows.

    `Conflict` names the first post that somebody else has noted otherwise since the page was shown; nothing is written
    then. `BadInput` where a post is represented by nobody, or by itself.
    """
    require(by, Right.RECORD_CONCLUSION)
    require_not_closed(review)
    rows = {row.post_id: row for row in review.attendances.select_for_update(of=("self",)).select_related("post")}
    changed = [row for one in noted if (row := _noted(rows.get(one.post.pk), one)) is not None]
    named = {one.post.pk for one in noted}
    for row in rows.values() if others_present else ():
        if row.post_id not in named and row.state == Attendance.INVITED:
            row.state = Attendance.PRESENT
            changed.append(row)
    for row in changed:
        row.noted_at, row.noted_by, row.version = at, by.post_name or by.name, row.version + 1
        row.save()
    if changed:
        record(act="review.attendance", about_kind="review", about=review.code, by=by, at=at,
               detail={row.post.code: row.state for row in changed})  # fmt: skip
    return len(changed)


def _noted(row: Attendance | None, one: Noted) -> Attendance | None:
    """The row as it is to be kept; None where nothing changes."""
    _require_sense(one)
    stands_in = one.represented_by if one.state == Attendance.REPRESENTED else None
    reason = one.reason.strip() if one.state in (Attendance.ABSENT, Attendance.REPRESENTED) else ""
    if row is None:
        raise Conflict(Message(gettext_noop("{post} is no longer on the list."), {"post": one.post.name_vi}),
                       remedy=OVERTAKEN)  # fmt: skip
    if (row.state, row.represented_by_id, row.reason) == (one.state, stands_in.pk if stands_in else None, reason):
        return None
    if row.version != one.version:
        raise Conflict(
            Message(gettext_noop("{who} has noted {post} otherwise meanwhile."),
                    {"who": row.noted_by, "post": one.post.name_vi}),
            remedy=OVERTAKEN,
        )  # fmt: skip
    row.state, row.represented_by, row.reason = one.state, stands_in, reason
    return row


def _require_sense(one: Noted) -> None:
    if one.state not in dict(Attendance.STATES):
        raise BadInput(gettext_noop("A post is invited, present, absent or represented."), place=one.post.code,
                       remedy=gettext_noop("Choose one of the four."))  # fmt: skip
    if one.state == Attendance.REPRESENTED and one.represented_by in (None, one.post):
        raise BadInput(
            Message(gettext_noop("Who came for {post}?"), {"post": one.post.name_vi}), place=one.post.code,
            remedy=gettext_noop("Name another post, or note it as absent."),
        )  # fmt: skip
