"""The five clears as lines: what is understood, what is missing and why, and what one click would fill in.

The tests of the text come from core.clarity; here are those that need the posts of the store, and the joining of both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quarterdeck.core.clarity import Finding, Severity, Verdict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.rules.who import may_accept

# Which field of the form a test is about; a case of its own goes before its test.
FIELDS: Mapping[str, str] = {
    "P1": "accountable_post",
    "P2": "lead",
    "P3": "assigner",
    "P4": "lead",
    "W1": "text",
    "W2": "text",
    "W3": "text",
    "W4": "text",
    "W5": "text",
    "T1": "due",
    "T2": "due",
    "T3": "due",
    "T4": "due",
    "T5": "due",
    "T6": "due",
    "R1": "lead",
    "R2": "cooperating",
    "R3": "follower_up",
    "R4": "lead",
    "R5": "text",
    "K1": "result_kind",
    "K1 unnamed": "result",
    "K2": "acceptor",
    "K2 no_evidence": "evidence",
    "K3": "result",
    "K4": "result",
    "K5": "indicator",
}
# What must be chosen from the lists of the store before a task can be issued, with the test that asks for it.
CHOSEN: Mapping[str, tuple[str, str]] = {
    "accountable_post": ("P1", "people"),
    "assigner": ("P3", "people"),
    "lead": ("R1", "responsibility"),
    "follower_up": ("R3", "responsibility"),
    "acceptor": ("K2", "result"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store knows of a draft. `missing` are fields of `CHOSEN` without a choice; `unknown` is what was typed
    or read for a field and is on no list. Organisations are codes."""

    accountable_of: str
    lead: str
    acceptor_role: str
    acceptor_of: str
    result: str
    missing: frozenset[str]
    unknown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fill:
    """What one click puts into a field: its value in the form, and as people read it."""

    field: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with what would mend it."""

    finding: Finding
    fills: tuple[Fill, ...]


@dataclass(frozen=True, slots=True)
class ClearLine:
    """One of the five clears: its label, its state ("clear", "warning", "blocking") and what is said about it."""

    criterion: str
    label: str
    state: str
    remarks: tuple[Remark, ...]


def field_of(finding: Finding) -> str:
    """The field that a finding is about; findings about words are about the text."""
    return FIELDS.get(f"{finding.code} {finding.case}") or FIELDS.get(finding.code, "text")


def of_store(facts: Facts, said: Iterable[Finding]) -> list[Finding]:
    """What the store finds unclear beside what the text check `said`; nothing is said twice."""
    blocked = {field_of(one) for one in said if one.severity is Severity.BLOCKS}
    found = [_not_chosen(name, facts.unknown.get(name, "")) for name in CHOSEN
             if name in facts.missing and (name not in blocked or name in facts.unknown)]  # fmt: skip
    if not facts.result:
        found.append(
            _finding("K1", "unnamed", "result", "B", gettext_noop("What will be there at the end is not named."),
                     gettext_noop("Name the document, the number with its unit, the event or the state."))
        )  # fmt: skip
    if facts.lead and facts.accountable_of and facts.accountable_of != facts.lead:
        found.append(
            _finding("P1", "elsewhere", "people", "W", gettext_noop("The accountable post is not of the lead."),
                     gettext_noop("Name the post that heads the lead, or the post it has charged."))
        )  # fmt: skip
    if facts.acceptor_role and not may_accept(facts.acceptor_role):
        found.append(
            _finding("K2", "cannot_accept", "result", "B", gettext_noop("This post may not accept results."),
                     gettext_noop("Choose a leader, or a post of the office that follows tasks up."))
        )  # fmt: skip
    elif facts.lead and facts.acceptor_of == facts.lead and "acceptor" not in blocked:
        found.append(
            _finding("K2", "own_acceptor", "result", "B", gettext_noop("The lead would accept its own work."),
                     gettext_noop("Choose an acceptor outside the lead."))
        )  # fmt: skip
    return found


def _not_chosen(field: str, typed: str) -> Finding:
    code, criterion = CHOSEN[field]
    if typed:
        why, do = gettext_noop("“{name}” is not on the list."), gettext_noop("Type part of the name and choose.")
        return _finding(code, "not_listed", criterion, "B", why, do, typed)
    reasons = {
        "accountable_post": gettext_noop("No post is accountable."),
        "assigner": gettext_noop("It is not said who assigns the task."),
        "lead": gettext_noop("No organisation leads."),
        "follower_up": gettext_noop("Nobody follows the task up."),
        "acceptor": gettext_noop("Nobody accepts the result."),
    }
    return _finding(code, "not_chosen", criterion, "B", reasons[field], gettext_noop("Choose one from the list."))


def _finding(code: str, case: str, criterion: str, severity: str, why: str, do: str, name: str = "") -> Finding:
    words = {"name": name} if name else {}
    return Finding(code, case, criterion, Severity(severity), None, None, Message(why, words), Message(do))


def lines(
    verdict: Verdict,
    stored: Sequence[Finding],
    criteria: Mapping[str, str],
    fills: Mapping[tuple[str, str], tuple[Fill, ...]],
) -> list[ClearLine]:
    """One line per criterion in order; wording has a line only where something is said about it.

    `criteria` gives their labels in the reader's language; `fills` what would mend a finding, by code and case.
    """
    found = [*verdict.blocking, *verdict.warn, *verdict.info, *stored]
    weight = list(Severity)
    found.sort(key=lambda one: weight.index(one.severity))
    made = []
    for criterion, label in criteria.items():
        own = [one for one in found if one.criterion == criterion]
        if criterion == "words" and not own:
            continue
        remarks = tuple(Remark(one, fills.get((one.code, one.case), ())) for one in own)
        made.append(ClearLine(criterion, label, _state(own), remarks))
    return made


def _state(findings: Sequence[Finding]) -> str:
    severities = {one.severity for one in findings}
    if Severity.BLOCKS in severities:
        return "blocking"
    return "warning" if Severity.WARNS in severities else "clear"
