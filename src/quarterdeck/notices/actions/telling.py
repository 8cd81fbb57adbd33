"""Tell posts and bodies that something happened. Called inside the act that happened, in its transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.folding import searchable
from quarterdeck.core.rights import Actor
from quarterdeck.notices.models import Message, Receipt
from quarterdeck.notices.queries.addressees import colleagues, living_posts, posts_of_bodies
from quarterdeck.notices.queries.withholding import words
from quarterdeck.notices.rules import KINDS, Subject, told


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice: its kind, what it is about, and whom it is for: posts, and bodies told by their heads, by code.

    `due` is the day by which something is to be done.
    """

    kind: str
    subject: Subject
    posts: Sequence[str] = ()
    bodies: Sequence[str] = ()
    due: date | None = None


@transaction.atomic
def tell(*, tellings: Sequence[Telling], by: Actor, at: datetime) -> list[Message]:
    """Put notices into the inboxes of those they are for; returns those that reached anybody.

    Nobody is told of what they did themselves, nor twice of one notice; where the holder of a post has no account, its
    colleagues are told too. Of what is sealed nothing is told (`rules.told`). The act itself was gated and has its
    line in the record. Hundreds of notices take a handful of queries. A kind that `rules.KINDS` does not hold is a
    `KeyError`.
    """
    day, strange = timezone.localdate(at), {one.kind for one in tellings} - KINDS.keys()
    if strange:
        raise KeyError(*strange)
    heads = posts_of_bodies({code for one in tellings for code in one.bodies}, day)
    codes = [
        dict.fromkeys([*one.posts, *(post for body in one.bodies for post in heads.get(body, ()))]) for one in tellings
    ]
    living = living_posts({code for some in codes for code in some} - {by.post}, day)
    instead = colleagues(living.values(), day)
    made, receipts, withheld = [], [], words()
    for one, some in zip(tellings, codes, strict=True):
        subject, named = told(one.subject, withheld), [living[code] for code in some if code in living]
        posts = dict.fromkeys([*named, *(post for one in named for post in instead.get(one.pk, ()))])
        if subject is not None and posts:
            made.append(_message(one, subject, by, at))
            receipts += [Receipt(message=made[-1], post=post, kind=one.kind, due=one.due) for post in posts
                         if post.code != by.post]  # fmt: skip
    if made:
        Message.objects.bulk_create(made)
        Receipt.objects.bulk_create(receipts)
    return made


def _message(one: Telling, subject: Subject, by: Actor, at: datetime) -> Message:
    return Message(
        kind=one.kind, about_kind=subject.kind, about=subject.ref, link=subject.link, title_vi=subject.title_vi,
        title_en=subject.title_en, note_vi=subject.note_vi, note_en=subject.note_en, withheld=subject.withheld,
        due=one.due, at=at, by=by.name, post=by.post_name,
        folded=searchable(subject.ref, subject.title_vi, subject.title_en),
    )  # fmt: skip
