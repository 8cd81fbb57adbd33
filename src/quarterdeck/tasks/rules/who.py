"""Who may do what with a task. Whoever does it never accepts it."""

from collections.abc import Iterable

from quarterdeck.core.errors import Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import RIGHTS, SYSTEM, Actor, Right, Role, require
from quarterdeck.tasks.rules.lifecycle import ACCEPTED, EVIDENCE, MOVES, PROGRESS, RETURNED, TAKEN_ON

DOING, JUDGING = (TAKEN_ON, PROGRESS, EVIDENCE), (ACCEPTED, RETURNED)


def require_doer(actor: Actor, lead: str) -> None:
    """Only posts of the lead organisation do a task, also where a post otherwise acts for the whole province."""
    require(actor, Right.DO_TASK)
    if actor.organisation != lead and actor != SYSTEM:
        raise Refused(
            gettext_noop("Another organisation leads this task, not yours."),
            remedy=gettext_noop("Ask the lead organisation to do it."),
        )


def require_acceptor(actor: Actor, *, lead: str, post: str, organisation: str, submitted_by: str) -> None:
    """The accepting post, or a colleague of its organisation who may accept; never the lead nor who submitted.

    `lead` and `organisation` (that of the accepting `post`) are codes, `submitted_by` is a name.
    """
    require(actor, Right.ACCEPT_TASK)
    if actor == SYSTEM:
        return
    if actor.organisation == lead or (submitted_by and actor.name == submitted_by):
        raise Refused(
            gettext_noop("Whoever does the task cannot accept its result."),
            remedy=gettext_noop("The accepting post or a colleague of its organisation does it."),
        )
    if actor.post != post and actor.organisation != organisation:
        raise Refused(
            gettext_noop("The result of this task is accepted by another post."),
            remedy=gettext_noop("Ask that post, or a colleague of its organisation who acts for it."),
        )


def require_canceller(actor: Actor, lead: str) -> None:
    """Whoever may issue tasks may withdraw one, but not the organisation that leads it."""
    require(actor, Right.ISSUE_TASK)
    if actor.organisation == lead and actor != SYSTEM:
        raise Refused(
            gettext_noop("The lead organisation cannot cancel its own task."),
            remedy=gettext_noop("Ask whoever assigned it."),
        )


def may_accept(role: str) -> bool:
    """Whether a post of this role can accept results at all."""
    return Right.ACCEPT_TASK in RIGHTS[Role(role)]


def acts_open_to(
    actor: Actor, state: str, *, lead: str, post: str, organisation: str, submitted_by: str
) -> frozenset[str]:
    """The events that the actor may let happen to a task in `state`."""
    possible: Iterable[str] = MOVES[state]
    allowed = set()
    for kind in possible:
        try:
            if kind in DOING:
                require_doer(actor, lead)
            elif kind in JUDGING:
                require_acceptor(actor, lead=lead, post=post, organisation=organisation, submitted_by=submitted_by)
            else:
                require_canceller(actor, lead)
        except Refused:
            continue
        allowed.add(kind)
    return frozenset(allowed)
