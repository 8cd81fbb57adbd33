"""Write organisations, posts, accounts and memberships."""

from quarterdeck.people.actions.bodies import (
    add_account,
    appoint,
    change_password,
    choose_language,
    create_account,
    create_organisation,
    create_post,
)

__all__ = [
    "add_account",
    "appoint",
    "change_password",
    "choose_language",
    "create_account",
    "create_organisation",
    "create_post",
]
