"""Who may take a task over by hand, where a post or a body ends, or its duties pass, without an event of areas."""

from collections.abc import Mapping
from dataclasses import dataclass

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import RIGHTS, Right, Role
from quarterdeck.tasks.rules.following import ACCEPTOR, DOER, LEAD
from quarterdeck.tasks.rules.who import may_accept


@dataclass(frozen=True, slots=True)
class After:
    """Whom a task would name after a hand-over: the lead and the posts by role (codes), with the body and role of each
    post."""

    lead: str
    posts: Mapping[str, str]
    body_of: Mapping[str, str]
    role_of: Mapping[str, str]


def hindrance(of: After) -> str:
    """Why a task cannot pass like this, or "" where it can."""
    doer, acceptor, follower = of.posts[DOER], of.posts[ACCEPTOR], of.posts["follower_up"]
    if Right.DO_TASK not in RIGHTS[Role(of.role_of[doer])]:
        return gettext_noop("this post may not do tasks")
    if of.body_of[doer] != of.lead:
        return gettext_noop("the accountable post would not be of the lead")
    if not may_accept(of.role_of[acceptor]):
        return gettext_noop("this post may not accept results")
    if of.body_of[acceptor] == of.lead:
        return gettext_noop("the lead would accept its own work")
    if of.body_of[follower] == of.lead:
        return gettext_noop("the lead would follow itself up")
    return ""


def roles_after(named: Mapping[str, str], origin: str, heir: str, heir_of: str) -> dict[str, str]:
    """The roles that change where `heir` (of the body `heir_of`) takes the place of the post `origin`.

    The lead follows its accountable post.
    """
    changed = {role: heir for role, code in named.items() if role != LEAD and code == origin}
    if DOER in changed and heir_of != named[LEAD]:
        changed[LEAD] = heir_of
    return changed
