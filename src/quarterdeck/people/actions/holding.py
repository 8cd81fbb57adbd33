"""Who takes up a post, with an account or without, and accounts that are switched off and on."""

from datetime import date, datetime

from django.db import transaction

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.actions.bodies import appoint, change_password, create_account
from quarterdeck.people.actions.ending import end_rows
from quarterdeck.people.actions.guarding import SomebodyAdministers, require_unchanged
from quarterdeck.people.models import Membership, Post, User
from quarterdeck.people.queries.acts import version as version_now
from quarterdeck.people.queries.bodies import alive


@transaction.atomic
def take_up_post(
    *, post: Post, holder: str, user: User | None, day: date, replace: bool, version: int, by: Actor, at: datetime
) -> Membership:
    """Somebody takes up a post from a day on; with `replace` whoever holds it then gives it up on that day.

    Who holds the post already without an account gets the account, no second term. `version` is that of the post as
    the form was shown. Raises `BadInput` at a field, `Conflict`, `Refused` where nobody could administer any more.
    """
    require(by, Right.ADMINISTER)
    now = Post.objects.select_for_update().get(pk=post.pk)
    require_unchanged(version_now("post", now.code), version)
    name = holder.strip() or (user.name or user.username if user else "")
    _require_possible(now, name, day)
    held = list(now.memberships.filter(alive(day)))
    if user is not None and (known := next((one for one in held if _same(one, name)), None)) is not None:
        with SomebodyAdministers(at, day):
            return _linked(known, user, by, at)
    if any(one.holder == name for one in held) or now.memberships.filter(holder=name, valid_from=day).exists():
        raise Conflict(Message(gettext_noop("{name} holds this post already."), {"name": name}), place="holder",
                       remedy=gettext_noop("Nothing more is to be done."))  # fmt: skip
    with SomebodyAdministers(at, day):
        ended = end_rows(Membership, held, day) if replace else []
        made = appoint(post=now, holder=name, user=user, valid_from=day, by=by, at=at)
    for one, _before in ended:
        record(act="membership.ended", about_kind="post", about=now.code, by=by, at=at,
               detail={"holder": str(getattr(one, "holder", "")), "day": day.isoformat()})  # fmt: skip
    return made


def _same(one: Membership, name: str) -> bool:
    return one.user_id is None and one.holder == name


def _linked(term: Membership, user: User, by: Actor, at: datetime) -> Membership:
    term.user = user
    term.save(update_fields=["user"])
    record(act="membership.linked", about_kind="post", about=term.post.code, by=by, at=at,
           detail={"holder": term.holder, "account": user.username})  # fmt: skip
    return term


def _require_possible(post: Post, name: str, day: date) -> None:
    if not name:
        raise BadInput(gettext_noop("A post is held by somebody with a name."), place="holder",
                       remedy=gettext_noop("Write the name, or choose an account."))  # fmt: skip
    if (post.valid_from and day < post.valid_from) or (post.valid_to and post.valid_to <= day):
        raise BadInput(gettext_noop("The post does not exist on that day."), place="day",
                       remedy=gettext_noop("Choose a day on which it is there."))  # fmt: skip


@transaction.atomic
def open_account(
    *, username: str, password: str, name: str, language: str, post: Post | None, replace: bool, day: date,
    version: int, by: Actor, at: datetime,
) -> User:  # fmt: skip
    """A new account, which takes up `post` on `day` where one is given; without one it may do nothing.

    Raises what `create_account` and `take_up_post` raise.
    """
    user = create_account(username=username, password=password, name=name, language=language, by=by, at=at)
    if post is not None:
        take_up_post(post=post, holder=name, user=user, day=day, replace=replace, version=version, by=by, at=at)
    return user


@transaction.atomic
def renew_password(*, user: User, password: str, version: int, by: Actor, at: datetime) -> None:
    """A new password, which signs the account out everywhere; `Conflict` where somebody changed the account since."""
    require(by, Right.ADMINISTER)
    now = User.objects.select_for_update().get(pk=user.pk)
    require_unchanged(version_now("account", now.username), version)
    change_password(username=now.username, password=password, by=by, at=at)


@transaction.atomic
def switch_account(*, user: User, active: bool, version: int, by: Actor, at: datetime) -> User:
    """Let an account sign in no longer, or again; what it did and the post it holds stay.

    `Conflict` where somebody changed it since, `Refused` where nobody could administer the store any more.
    """
    require(by, Right.ADMINISTER)
    now = User.objects.select_for_update().get(pk=user.pk)
    require_unchanged(version_now("account", now.username), version)
    if now.is_active == active:
        return now
    with SomebodyAdministers(at):
        now.is_active = active
        now.save(update_fields=["is_active"])
    record(act="account.reactivated" if active else "account.deactivated", about_kind="account", about=now.username,
           by=by, at=at)  # fmt: skip
    return now
