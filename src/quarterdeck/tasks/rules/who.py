"""Who may do what with a task. Whoever does it never accepts it, and never decides on its own extension."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quarterdeck.core.errors import Refused
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import RIGHTS, SYSTEM, Actor, Right, Role, require
from quarterdeck.tasks.rules.lifecycle import (
    ACCEPTED,
    ASKED,
    CANCELLED,
    DECLINED,
    EVIDENCE,
    GRANTED,
    KEPT,
    PROGRESS,
    REFUSED,
    RETURNED,
    TAKEN_ON,
)

# How high a post stands: an extension is decided by a higher one than that which does the task.
LEVELS: Mapping[str, int] = {role: 1 for role in Role} | {Role.LEADER: 3, Role.UNIT_LEADER: 2, Role.ADMINISTRATOR: 0}


@dataclass(frozen=True, slots=True)
class Parties:
    """Whom a task names: posts and organisations by code, the role of the post that does it, who submitted (a name)."""

    lead: str
    doer: str
    doer_role: str
    assigner: str
    acceptor: str
    acceptor_of: str
    submitted_by: str = ""
    assigner_of: str = ""
    follower: str = ""
    follower_of: str = ""
    vacant: bool = False  # the accepting post has ended, or nobody holds it


def require_doer(actor: Actor, of: Parties) -> None:
    """Only posts of the lead organisation do a task, also where a post otherwise acts for the whole province."""
    require(actor, Right.DO_TASK)
    if actor.organisation != of.lead and actor != SYSTEM:
        raise Refused(
            gettext_noop("Another organisation leads this task, not yours."),
            remedy=gettext_noop("Ask the lead organisation to do it."),
        )


def require_planner(actor: Actor, of: Parties, *, assigning: bool = False) -> None:
    """The lead, or the side that assigned the task (that side alone where `assigning`), plans how it is followed.

    That side is whoever assigned it or follows it up, and colleagues of their organisations who may issue tasks.
    """
    if actor == SYSTEM or assigns(actor, of):
        return
    if not assigning:
        require_doer(actor, of)
        return
    if actor.organisation == of.lead:
        raise Refused(
            gettext_noop("The lead organisation does not change what was ordered."),
            remedy=gettext_noop("Ask whoever assigned it, or the post that follows it up."),
        )
    require(actor, Right.ISSUE_TASK)
    raise Refused(
        gettext_noop("What was ordered is changed by whoever assigned the task or follows it up; that is not you."),
        remedy=gettext_noop("Ask one of these posts."),
    )


def assigns(actor: Actor, of: Parties) -> bool:
    """Whether somebody acts for the side that assigned the task."""
    side = {of.assigner_of, of.follower_of} - {of.lead, ""}
    own = actor.post in (of.assigner, of.follower) or actor.organisation in side
    return Right.ISSUE_TASK in actor.rights and actor.organisation != of.lead and own


def may_plan(actor: Actor, of: Parties, *, assigning: bool = False) -> bool:
    """Whether `require_planner` would let this pass."""
    try:
        require_planner(actor, of, assigning=assigning)
    except Refused:
        return False
    return True


def require_acceptor(actor: Actor, of: Parties) -> None:
    """The accepting post, or a colleague of its organisation who may accept; never the lead nor who submitted.

    Where that post has ended or nobody holds it, whoever assigned the task accepts.
    """
    require(actor, Right.ACCEPT_TASK)
    if actor == SYSTEM:
        return
    if actor.organisation == of.lead or (of.submitted_by and actor.name == of.submitted_by):
        raise Refused(
            gettext_noop("Whoever does the task cannot accept its result."),
            remedy=gettext_noop("The accepting post or a colleague of its organisation does it."),
        )
    if of.vacant and actor.post == of.assigner:
        return
    if actor.post != of.acceptor and actor.organisation != of.acceptor_of:
        raise Refused(
            gettext_noop("The result of this task is accepted by another post."),
            remedy=gettext_noop("Ask that post, or a colleague of its organisation who acts for it."),
        )


def require_canceller(actor: Actor, of: Parties) -> None:
    """Whoever may issue tasks may withdraw one, but not the organisation that leads it."""
    require(actor, Right.ISSUE_TASK)
    if actor.organisation == of.lead and actor != SYSTEM:
        raise Refused(
            gettext_noop("The lead organisation cannot cancel its own task."),
            remedy=gettext_noop("Ask whoever assigned it."),
        )


def require_keeper(actor: Actor, of: Parties) -> None:
    """The assigner's side decides on a task that the lead has returned, never the lead."""
    require(actor, Right.ISSUE_TASK)
    if actor.organisation == of.lead and actor != SYSTEM:
        raise Refused(
            gettext_noop("The lead organisation cannot decide on a task that it has returned itself."),
            remedy=gettext_noop("Ask whoever assigned it."),
        )


def require_decider(actor: Actor, of: Parties) -> None:
    """A post above the one that does the task; where a leader does it, the leader who assigned it. Never the lead."""
    require(actor, Right.ISSUE_TASK)
    if actor == SYSTEM:
        return
    if actor.organisation == of.lead or actor.post == of.doer:
        raise Refused(
            gettext_noop("Whoever does the task cannot decide on its extension."),
            remedy=gettext_noop("A level above the lead decides: ask whoever assigned the task."),
        )
    assigned_it = actor.post == of.assigner and actor.role == of.doer_role == Role.LEADER
    if not assigned_it and LEVELS.get(actor.role, 0) <= LEVELS[of.doer_role]:
        raise Refused(
            gettext_noop("An extension is decided a level above the post that does the task; yours is not above it."),
            remedy=gettext_noop("Ask a leader, for instance whoever assigned the task."),
        )


def may_accept(role: str) -> bool:
    """Whether a post of this role can accept results at all."""
    return Right.ACCEPT_TASK in RIGHTS[Role(role)]


_REQUIRED: Mapping[str, Callable[[Actor, Parties], None]] = {
    TAKEN_ON: require_doer, DECLINED: require_doer, PROGRESS: require_doer, EVIDENCE: require_doer,
    ASKED: require_doer, GRANTED: require_decider, REFUSED: require_decider, KEPT: require_keeper,
    ACCEPTED: require_acceptor, RETURNED: require_acceptor, CANCELLED: require_canceller,
}  # fmt: skip


def require_act(actor: Actor, kind: str, of: Parties) -> None:
    """Let the actor let an event happen, or raise `Refused` with the reason."""
    _REQUIRED[kind](actor, of)


def acts_open_to(actor: Actor, possible: Iterable[str], of: Parties) -> frozenset[str]:
    """Those of the possible events that the actor may let happen."""
    allowed = set()
    for kind in possible:
        try:
            require_act(actor, kind, of)
        except Refused:
            continue
        allowed.add(kind)
    return frozenset(allowed)
