"""Who may assign a task to whom: a leader to what stands under his organisation, in his own line."""

from dataclasses import dataclass

from quarterdeck.core.rights import Role

PARTY = "party"
NONE, OTHER_LINE = "none", "other_line"


@dataclass(frozen=True, slots=True)
class Side:
    """An organisation by code with its line and those above it, nearest first; `role` is that of the acting post."""

    body: str
    line: str
    above: tuple[str, ...] = ()
    role: str = ""


def power(assigner: Side, lead: Side) -> str:
    """What is wrong with the authority of an assigner over a lead: "none", "other_line", or "" where nothing is.

    Within an organisation whoever leads it assigns. Beyond it a leader assigns within the same line to what stands
    under the leader's organisation; what stands under nobody here (an agency of the central government) takes the
    orders of every leader. A Party leader's task for another line goes through that line's own document; the other way
    round there is no authority.
    """
    if assigner.role not in (Role.LEADER, Role.UNIT_LEADER):
        return NONE
    if assigner.body == lead.body or assigner.body in lead.above:
        return ""
    if assigner.role != Role.LEADER:
        return NONE
    if assigner.line != lead.line:
        return NONE if lead.line == PARTY else OTHER_LINE
    return NONE if lead.above else ""
