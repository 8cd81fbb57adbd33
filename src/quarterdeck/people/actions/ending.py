"""End bodies, posts and terms of office by hand, and what ending means for a row."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.links import Backlink, backlinks, backlinks_of_many
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.actions.guarding import SomebodyAdministers, require_unchanged
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries.acts import version as version_now
from quarterdeck.people.queries.acts import version_of_body
from quarterdeck.people.rules import BODY_WORK, POST_WORK

Living = Organisation | Post | Membership
NAMED = 5


def end_of(one: Living, day: date) -> date:
    """A row ends on the day; what was to begin later never begins."""
    return max(day, one.valid_from or day)


def end_rows(table: type[Living], rows: Iterable[Living], day: date) -> list[tuple[Living, date | None]]:
    """End rows on a day, each told with the end that it had before; nothing that has already ended ends again."""
    ending = [(one, one.valid_to) for one in rows if one.valid_to is None or one.valid_to > end_of(one, day)]
    for one, _before in ending:
        one.valid_to = end_of(one, day)
    table._default_manager.bulk_update([one for one, _before in ending], ["valid_to"])
    return ending


@transaction.atomic
def end_organisation(
    *, organisation: Organisation, day: date, reason: str, version: int, by: Actor, at: datetime
) -> Organisation:
    """End a body from a day on, with its posts and whoever holds them. `version` is what the form was shown with.

    Raises `Conflict` while open work hangs on it or where somebody changed it since, `BadInput` at "day" or "reason",
    `Refused` where nobody could administer the store any more.
    """
    require(by, Right.ADMINISTER)
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    posts = list(now.posts.select_for_update())
    require_unchanged(version_of_body(now), version)
    _require_open_end(now, now.code, day)
    _require_reason(reason)
    _require_nothing_open(now.code, [*backlinks(BODY_WORK, now.code), *_work_of(posts)])
    with SomebodyAdministers(at, day):
        end_rows(Organisation, [now], day)
        ended = end_rows(Post, posts, day)
        terms = end_rows(Membership, Membership.objects.filter(post__in=posts), day)
    detail = {"day": day.isoformat(), "posts": [str(getattr(one, "code", "")) for one, _ in ended], "terms": len(terms)}
    record(act="organisation.ended", about_kind="organisation", about=now.code, reason=reason.strip(), detail=detail,
           by=by, at=at)  # fmt: skip
    return now


@transaction.atomic
def end_post(*, post: Post, day: date, reason: str, version: int, by: Actor, at: datetime) -> Post:
    """End a post from a day on, with whoever holds it; refused as `end_organisation` is."""
    require(by, Right.ADMINISTER)
    now = Post.objects.select_for_update().get(pk=post.pk)
    require_unchanged(version_now("post", now.code), version)
    _require_open_end(now, now.code, day)
    _require_reason(reason)
    _require_nothing_open(now.code, _work_of([now]))
    with SomebodyAdministers(at, day):
        end_rows(Post, [now], day)
        terms = end_rows(Membership, now.memberships.all(), day)
    record(act="post.ended", about_kind="post", about=now.code, reason=reason.strip(),
           detail={"day": day.isoformat(), "terms": len(terms)}, by=by, at=at)  # fmt: skip
    return now


@transaction.atomic
def end_membership(*, membership: Membership, day: date, version: int, by: Actor, at: datetime) -> Membership:
    """Somebody no longer holds a post from a day on; the post stays. `version` is that of the post."""
    require(by, Right.ADMINISTER)
    post = Post.objects.select_for_update().get(pk=membership.post_id)
    require_unchanged(version_now("post", post.code), version)
    now = Membership.objects.get(pk=membership.pk)
    _require_open_end(now, now.holder, day)
    with SomebodyAdministers(at, day):
        end_rows(Membership, [now], day)
    record(act="membership.ended", about_kind="post", about=post.code,
           detail={"holder": now.holder, "day": day.isoformat()}, by=by, at=at)  # fmt: skip
    return now


def _work_of(posts: Iterable[Post]) -> list[Backlink]:
    found = backlinks_of_many(POST_WORK, [one.code for one in posts])
    return [link for links in found.values() for link in links]


def _require_open_end(one: Living, name: str, day: date) -> None:
    if one.valid_to is not None:
        raise Conflict(
            Message(gettext_noop("{name} already ends on {day}."), {"name": name, "day": one.valid_to.isoformat()}),
            remedy=gettext_noop("Nothing more is to be done."),
        )
    if one.valid_from is not None and day < one.valid_from:
        raise BadInput(
            Message(gettext_noop("The day lies before {day}, when it began."), {"day": one.valid_from.isoformat()}),
            remedy=gettext_noop("Choose that day or a later one."), place="day",
        )  # fmt: skip


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput(gettext_noop("It ends with a reason only."), place="reason",
                       remedy=gettext_noop("Name the act or say why."))  # fmt: skip


def _require_nothing_open(code: str, links: Iterable[Backlink]) -> None:
    titles = list(dict.fromkeys(link.title for link in links))
    if titles:
        named = "; ".join(titles[:NAMED]) + ("; …" if len(titles) > NAMED else "")
        raise Conflict(
            Message(gettext_noop("Open work hangs on {code}: {titles}"), {"code": code, "titles": named}),
            remedy=gettext_noop("Let it be settled or cancelled first; where its unit ends, an event of areas hands "
                                "it on."),
        )  # fmt: skip
