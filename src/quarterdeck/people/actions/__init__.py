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
from quarterdeck.people.actions.ending import end_membership, end_organisation, end_post
from quarterdeck.people.actions.founding import BodyDraft, add_post, found_organisation
from quarterdeck.people.actions.holding import open_account, renew_password, switch_account, take_up_post

__all__ = [
    "BodyDraft",
    "add_account",
    "add_post",
    "appoint",
    "change_password",
    "choose_language",
    "create_account",
    "create_organisation",
    "create_post",
    "end_membership",
    "end_organisation",
    "end_post",
    "found_organisation",
    "open_account",
    "renew_password",
    "switch_account",
    "take_up_post",
]
