"""What a text proposes to the rooms: figures, tasks, documents, difficulties, and what nobody can read. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Right
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.citations import Citation
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.tasks import Task, asked_for
from quarterdeck.prose.whole import Whole
from quarterdeck.reports.rules.claimed import figure_of
from quarterdeck.reports.rules.requests import Request, requests

FIGURE, TASK, DOCUMENT, DIFFICULTY, UNREADABLE = "figure", "task", "document", "difficulty", "unreadable"
KINDS: Mapping[str, str] = {
    FIGURE: gettext_noop("Figures"),
    TASK: gettext_noop("Tasks"),
    DOCUMENT: gettext_noop("Documents"),
    DIFFICULTY: gettext_noop("Difficulties"),
    UNREADABLE: gettext_noop("Unreadable"),
}
# The sign of each kind, beside its word.
SIGNS: Mapping[str, str] = {FIGURE: "#", TASK: "→", DOCUMENT: "§", DIFFICULTY: "!", UNREADABLE: "⁇"}
# The right by which each is written into its room.
WRITES: Mapping[str, Right] = {
    FIGURE: Right.WRITE_FIGURES,
    TASK: Right.ISSUE_TASK,
    DOCUMENT: Right.REGISTER_DOCUMENT,
    DIFFICULTY: Right.RAISE_DIFFICULTY,
}
OPEN, ACCEPTED, SET_ASIDE = "open", "accepted", "set_aside"
# What came of a figure that the store held already, and of a document that the register held already.
KNOWN, JOINED = "known", "joined"


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal: its kind, its half-open place in the text, its words there, and what was read."""

    kind: str
    start: int
    end: int
    quote: str
    said: Mapping[str, Any]


def proposals(text: str, whole: Whole, catalogue: Catalogue, lang: str, sender: str = "") -> list[Found]:
    """Everything that `whole`, read from `text`, proposes, in the order of the text.

    `sender` is the unit below the province that writes; "" for the province's own and others' texts.
    """
    asked = requests(text, whole.tasks, lang, from_below=bool(sender))
    tasks = [one for one in whole.tasks if not any(one in each.tasks for each in asked)]
    found = [_request(text, one, lang, sender) for one in asked]
    figures = (_figure(one, catalogue) for one in whole.claims)
    # The amount that is asked for belongs to the request.
    found += [one for one in figures if one.said.get("indicator") or not _within(one, asked)]
    found += [_task(text, one) for one in tasks]
    found += [_document(text, one) for one in whole.documents]
    found += _difficulties(text, tasks, lang)
    return sorted(found, key=lambda one: (one.start, one.end))


def _request(text: str, one: Request, lang: str, sender: str) -> Found:
    said = {"matter": one.matter, "asks": asked_for(one.matter, lang), "to": one.to, "sender": sender}
    return Found(DIFFICULTY, one.start, one.end, text[one.start : one.end], said)


def _within(found: Found, asked: Sequence[Request]) -> bool:
    return any(one.start <= found.start and found.end <= one.end for one in asked)


def _figure(claim: Claim, catalogue: Catalogue) -> Found:
    if claim.value is None:
        return Found(UNREADABLE, claim.start, claim.end, claim.quote, {})
    return Found(FIGURE, claim.start, claim.end, claim.quote, figure_of(claim, catalogue))


def _task(text: str, task: Task) -> Found:
    return Found(
        TASK, task.start, task.end, text[task.start : task.end],
        {
            "what": task.what, "assigner": task.assigner, "assignees": list(task.assignees), "deadline": task.deadline,
            "due": task.due.isoformat() if task.due else "", "origin": task.origin, "missing": list(task.missing),
        },
    )  # fmt: skip


def _document(text: str, one: Citation) -> Found:
    return Found(
        DOCUMENT, one.start, one.end, text[one.start : one.end],
        {"number": one.number, "type": one.type, "issuer": one.issuer, "mentions": len(one.places),
         "signed_on": one.day.isoformat() if one.day else ""},
    )  # fmt: skip


def _difficulties(text: str, tasks: Sequence[Task], lang: str) -> Iterator[Found]:
    """What units ask for and cannot solve alone: the matters that tasks were given for, each once."""
    seen: set[str] = set()
    for task in tasks:
        asks = asked_for(task.origin, lang) if task.origin else ""
        if asks and task.origin not in seen:
            seen.add(task.origin)
            start, end = _place(text, task)
            routed = list(task.assignees)
            yield Found(DIFFICULTY, start, end, text[start:end], {"matter": task.origin, "asks": asks, "to": routed})


def _place(text: str, task: Task) -> tuple[int, int]:
    """Where the matter of a task stands: just before it where its words are found there, else the task itself."""
    head = " ".join(task.origin.split()[:4])
    start = text.rfind(head, max(0, task.start - 600), task.end)
    if start < 0:
        return task.start, task.end
    end = text.find(task.origin[-12:], start, start + 3 * len(task.origin))
    return start, (end + len(task.origin[-12:]) if end >= 0 else start + len(head))


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of the text as it is shown: plain, or a part of the proposal `number`."""

    text: str
    number: int = 0
    first: bool = False


def marked(text: str, places: Iterable[tuple[int, int, int]]) -> list[Marked]:
    """The text cut at the places (start, end, number) of proposals; where they overlap the shortest one shows.

    >>> [(one.text, one.number, one.first) for one in marked("a bc d", [(2, 6, 1), (2, 4, 2)])]
    [('a ', 0, False), ('bc', 2, True), (' d', 1, True)]
    """
    listed = sorted(places)
    edges = sorted({0, len(text), *(edge for start, end, _ in listed for edge in (start, end))})
    pieces: list[Marked] = []
    active: list[tuple[int, int, int]] = []
    at, shown = 0, set[int]()
    for start, end in pairwise(edges):
        while at < len(listed) and listed[at][0] <= start:
            active.append(listed[at])
            at += 1
        active = [one for one in active if one[1] > start]
        number = min(active, key=lambda one: one[1] - one[0])[2] if active else 0
        pieces.append(Marked(text[start:end], number, number not in shown and number > 0))
        shown.add(number)
    return pieces
