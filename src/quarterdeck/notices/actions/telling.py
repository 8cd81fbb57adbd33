"""Tell posts and bodies that something happened. Called inside the act that happened, in its transaction."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.core.folding import searchable
from quarterdeck.core.rights import Actor
from quarterdeck.notices.models import Message, Receipt
from quarterdeck.notices.queries.addressees import posts_of_bodies
from quarterdeck.notices.queries.withholding import words
from quarterdeck.notices.rules import KINDS, Subject, told
from quarterdeck.people.models import Post
from quarterdeck.people.queries import alive


@transaction.atomic
def tell(
    *, kind: str, subject: Subject, posts: Iterable[str] = (), bodies: Iterable[str] = (), due: date | None = None,
    by: Actor, at: datetime,
) -> Message | None:  # fmt: skip
    """Put a notice of `kind` into the inboxes of posts and of those by whom bodies answer (both by code).

    Nobody is told of what they did themselves. Of what is sealed nothing is told (`rules.told`): then, and where nobody
    is left to tell, there is no message. The act itself was gated and has its line in the record; a kind that
    `rules.KINDS` does not hold is a `KeyError`.
    """
    _known, day, asked = KINDS[kind], timezone.localdate(at), set(bodies)
    may_tell = told(subject, words())
    codes = ({*posts} | (posts_of_bodies(asked, day) if asked else set())) - {by.post}
    found = list(Post.objects.filter(alive(day), code__in=codes)) if may_tell and codes else []
    if may_tell is None or not found:
        return None
    made = Message.objects.create(
        kind=kind, about_kind=may_tell.kind, about=may_tell.ref, link=may_tell.link, title_vi=may_tell.title_vi,
        title_en=may_tell.title_en, note_vi=may_tell.note_vi, note_en=may_tell.note_en, withheld=may_tell.withheld,
        due=due, at=at, by=by.name, post=by.post_name,
        folded=searchable(may_tell.ref, may_tell.title_vi, may_tell.title_en),
    )  # fmt: skip
    Receipt.objects.bulk_create([Receipt(message=made, post=one) for one in found])
    return made
