"""Read organisations, posts and who acts as which post, and what becomes of them when areas change."""

from quarterdeck.people.queries.accounts import Account, account, accounts, held_by
from quarterdeck.people.queries.bodies import (
    actor_for,
    alive,
    has_accounts,
    holder,
    organisation,
    organisations,
    post,
    posts,
)
from quarterdeck.people.queries.following import Bodies, bodies, new_bodies, passed
from quarterdeck.people.queries.passing import names, posts_as_kept

__all__ = [
    "Account",
    "Bodies",
    "account",
    "accounts",
    "actor_for",
    "alive",
    "bodies",
    "has_accounts",
    "held_by",
    "holder",
    "names",
    "new_bodies",
    "organisation",
    "organisations",
    "passed",
    "post",
    "posts",
    "posts_as_kept",
]
