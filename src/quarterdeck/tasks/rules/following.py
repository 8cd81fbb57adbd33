"""Who takes over an open task from bodies and posts that end. Everybody is named by code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.messages import gettext_noop

LEAD, DOER, ACCEPTOR, COOPERATING = "lead", "accountable_post", "acceptor", "cooperating"
# Whom a task names, with the label of each.
ROLES: Mapping[str, str] = {
    LEAD: gettext_noop("Lead"),
    DOER: gettext_noop("Accountable post"),
    ACCEPTOR: gettext_noop("Accepted by"),
    "follower_up": gettext_noop("Followed up by"),
    "assigner": gettext_noop("Assigned by"),
    COOPERATING: gettext_noop("Cooperating"),
}
BODIES = (LEAD, COOPERATING)
# Marks a cooperating body that only left, since its heir was there already.
JOINED = ", joined"


@dataclass(frozen=True, slots=True)
class Handover:
    """In one role `origin` gives way to `heir`; `joined` where a cooperating body only leaves, its heir being there."""

    role: str
    origin: str
    heir: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """The bodies and posts that end, each with its heir or "" where it has none, and the body of each post named."""

    bodies: Mapping[str, str]
    posts: Mapping[str, str]
    body_of: Mapping[str, str]

    def heir(self, role: str, code: str) -> str | None:
        """Who takes over in a role from `code`: "" where nobody can, None where `code` does not end."""
        return (self.bodies if role in BODIES else self.posts).get(code)


def handovers(named: Mapping[str, str], cooperating: Sequence[str], ending: Ending) -> list[Handover]:
    """The roles of a task that pass on. `named` holds one code for every role but the cooperating bodies.

    The lead and its accountable post pass together or not at all, and nobody comes to accept what their own
    organisation does: those roles then stay as they are and wait for a decision.
    """
    after = {role: ending.heir(role, code) or code for role, code in named.items()}
    if any(ending.heir(role, named[role]) == "" for role in (LEAD, DOER)):
        after |= {role: named[role] for role in (LEAD, DOER)}
    if after[ACCEPTOR] == after[DOER] or (_accepts_own(after, ending) and not _accepts_own(named, ending)):
        after |= {role: named[role] for role in (LEAD, DOER, ACCEPTOR)}
    moved = [Handover(role, named[role], heir) for role, heir in after.items() if heir != named[role]]
    return [*moved, *_cooperating(cooperating, ending, after[LEAD], after[LEAD] != named[LEAD])]


def _accepts_own(named: Mapping[str, str], ending: Ending) -> bool:
    return ending.body_of[named[ACCEPTOR]] == named[LEAD]


def _cooperating(codes: Sequence[str], ending: Ending, lead: str, new_lead: bool) -> list[Handover]:
    there, found = {*codes, lead}, []
    for code in sorted(codes):
        heir = lead if new_lead and code == lead else ending.heir(COOPERATING, code)
        if heir:
            found.append(Handover(COOPERATING, code, heir, heir in there))
            there.add(heir)
    return found


def waits(named: Mapping[str, str], cooperating: Sequence[str], moved: Sequence[Handover], ending: Ending) -> bool:
    """Whether somebody who ends is still named after the handovers."""
    names = {*named.items(), *((COOPERATING, code) for code in cooperating)}
    left = names - {(one.role, one.origin) for one in moved}
    return any(ending.heir(role, code) is not None for role, code in left)
