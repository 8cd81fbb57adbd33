"""Create organisations, posts, accounts and memberships."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Membership, Organisation, Post, User


@transaction.atomic
def create_organisation(
    *, code: str, name_vi: str, name_en: str, kind: str, line: str, area: Area, short_vi: str = "", short_en: str = "",
    parent: Organisation | None = None, by: Actor, at: datetime,
) -> Organisation:  # fmt: skip
    """A new organisation."""
    require(by, Right.ADMINISTER)
    made = Organisation.objects.create(
        code=code, name_vi=name_vi, name_en=name_en, kind=kind, line=line, area=area, parent=parent,
        short_vi=short_vi, short_en=short_en,
    )  # fmt: skip
    record(act="organisation.created", about_kind="organisation", about=code, by=by, at=at)
    return made


@transaction.atomic
def create_post(
    *, code: str, organisation: Organisation, name_vi: str, name_en: str, role: str, by: Actor, at: datetime
) -> Post:
    """A new post in an organisation; what it may do follows from its role."""
    require(by, Right.ADMINISTER)
    made = Post.objects.create(code=code, organisation=organisation, name_vi=name_vi, name_en=name_en, role=role)
    record(act="post.created", about_kind="post", about=code, by=by, at=at, detail={"role": role})
    return made


@transaction.atomic
def create_account(*, username: str, password: str, name: str, language: str, by: Actor, at: datetime) -> User:
    """A new account; refused with the reason when the name is taken or the password is too weak."""
    require(by, Right.ADMINISTER)
    if User.objects.filter(username=username).exists():
        raise BadInput(
            Message(gettext_noop("There is already an account named {name}."), {"name": username}),
            remedy=gettext_noop("Choose another account name."),
            place="username",
        )
    _check_strength(password)
    user = User.objects.create_user(username, password, name=name, language=language)
    record(act="account.created", about_kind="account", about=username, by=by, at=at)
    return user


@transaction.atomic
def change_password(*, username: str, password: str, by: Actor, at: datetime) -> None:
    """A new password for an account, which signs it out everywhere; the record says so without the password.

    Refused with the reason when there is no such account or the password is too weak.
    """
    require(by, Right.ADMINISTER)
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NotFound(
            Message(gettext_noop("There is no account named {name}."), {"name": username}),
            remedy=gettext_noop("List the accounts, or add this one."),
            place="username",
        )
    _check_strength(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(act="account.password", about_kind="account", about=username, by=by, at=at)


def _check_strength(password: str, user: User | None = None) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise BadInput(" ".join(weak.messages), place="password",
                       remedy=gettext_noop("Choose a longer password.")) from weak  # fmt: skip


@transaction.atomic
def appoint(
    *,
    post: Post,
    holder: str,
    user: User | None,
    valid_from: date,
    invented: bool = False,
    by: Actor,
    at: datetime,
) -> Membership:
    """Someone takes up a post from a day on."""
    require(by, Right.ADMINISTER)
    made = Membership.objects.create(post=post, holder=holder, user=user, valid_from=valid_from, invented=invented)
    record(act="membership.begun", about_kind="post", about=post.code, by=by, at=at, detail={"holder": holder})
    return made


@transaction.atomic
def add_account(
    *, username: str, password: str, name: str, language: str, post: Post, day: date, by: Actor, at: datetime
) -> User:
    """A new account that holds `post` from `day` on, or nothing: an account without a post may do nothing."""
    user = create_account(username=username, password=password, name=name, language=language, by=by, at=at)
    appoint(post=post, holder=name, user=user, valid_from=day, by=by, at=at)
    return user


@transaction.atomic
def choose_language(*, language: str, by: Actor, at: datetime) -> None:
    """Remember the reader's language."""
    require(by, Right.READ)
    User.objects.filter(pk=by.user_id).update(language=language)
    record(
        act="account.language",
        about_kind="account",
        about=by.name,
        by=by,
        at=at,
        detail={"language": language},
    )
