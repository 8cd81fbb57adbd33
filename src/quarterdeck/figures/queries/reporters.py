"""As whom a command acts."""

from datetime import date

from quarterdeck.core.errors import NotFound, Refused
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.people.models import User
from quarterdeck.people.queries import actor_for


def actor_named(username: str, day: date) -> Actor:
    """The actor of an account on a day; `NotFound` without such an account, `Refused` where it holds no post."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(
            Message(gettext_noop("There is no account {name}."), {"name": username}),
            remedy=gettext_noop("Give the name with which the account signs in."),
        )
    actor = actor_for(user, day)
    if not actor.post:
        raise Refused(
            Message(gettext_noop("The account {name} holds no post today."), {"name": username}),
            remedy=gettext_noop("Appoint it to a post first."),
        )
    return actor
