"""Read who has an account, and as which post each acts."""

from dataclasses import dataclass
from datetime import date

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Membership, Post, User
from quarterdeck.people.queries.bodies import alive


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the post that it acts as on a day; without one it may do nothing."""

    username: str
    name: str
    language: str
    active: bool
    post: Post | None


def accounts(day: date) -> list[Account]:
    """Every account by name, with the post it holds on a day: the one taken up last, as in `actor_for`. Two queries."""
    held: dict[int, Post] = {}
    memberships = Membership.objects.filter(alive(day), user__isnull=False).select_related("post__organisation")
    for one in memberships.order_by("-valid_from", "pk"):
        held.setdefault(one.user_id, one.post)
    return [
        Account(user.username, user.name, user.language, user.is_active, held.get(user.pk))
        for user in User.objects.order_by("username")
    ]


def account(username: str) -> User:
    """The account with this name; `NotFound` otherwise."""
    found = User.objects.filter(username=username).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no account named {name}."), {"name": username}),
            remedy=gettext_noop("Look it up in the list of accounts."),
        )
    return found


def held_by(user: User) -> list[Membership]:
    """Every post that an account held or holds, the last taken up first."""
    found = user.memberships.select_related("post__organisation").order_by("-valid_from", "pk")
    return list(found)
