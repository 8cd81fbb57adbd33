"""Texts that were taken in, what they propose, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import children, province
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import NOBODY, Actor
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.reports.models import Incoming, Proposal
from quarterdeck.reports.queries.cards import Card, Known
from quarterdeck.reports.queries.page import Piece
from quarterdeck.reports.rules.intake import ACCEPTED, KINDS, OPEN, SIGNS, TASK, marked
from quarterdeck.tasks.models import Task
from quarterdeck.web.templatetags.quarterdeck.words import localname

# What may be shown besides one kind: what is still open, what was decided, everything.
TO_DO, DONE, EVERY = "open", "done", "all"


def incoming(number: int) -> Incoming:
    """One text that was taken in; `NotFound` otherwise."""
    found = Incoming.objects.select_related("file", "office").filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("No text with the number {number} was taken in."), {"number": number}),
                       remedy=gettext_noop("Look it up in the list of texts."))  # fmt: skip
    return found


def texts() -> QuerySet[Incoming]:
    """Every text that was taken in, newest first, with how many of its proposals there are and are open."""
    counts = {"every": Count("proposals"), "waiting": Count("proposals", filter=Q(proposals__state=OPEN))}
    return Incoming.objects.defer("text").select_related("office").annotate(**counts).order_by("-pk")


def proposal(of: Incoming, number: int) -> Proposal:
    """One proposal of a text; `NotFound` otherwise."""
    found = of.proposals.select_related("incoming__office").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext_noop("This text has no such proposal."), remedy=gettext_noop("Open the text once more."))
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text with its proposals: how many of each kind are open, and the cards to show."""

    counts: Mapping[str, int]
    every: int
    done: int
    cards: Sequence[Card]
    last: Card | None = None

    @property
    def waiting(self) -> int:
        """How many proposals still wait."""
        return self.every - self.done


def sheet(of: Incoming, show: str, at: datetime, actor: Actor) -> Sheet:
    """The proposals of a text of the kind `show`, "open", "done" or "all"."""
    rows = _rows(of)
    tasks = _tasks(rows)
    states = {one.pk: ACCEPTED if one.pk in tasks else one.state for one in rows}
    waiting = [one for one in rows if states[one.pk] == OPEN]
    counts = {kind: sum(one.kind == kind for one in waiting) for kind in KINDS if any(r.kind == kind for r in rows)}
    chosen = {TO_DO: waiting, EVERY: rows, DONE: [one for one in rows if states[one.pk] != OPEN]}.get(show)
    if chosen is None:
        chosen = [one for one in rows if one.kind == show]
    known = Known.of(rows, at, actor)
    cards = [known.card(one, states[one.pk], tasks.get(one.pk)) for one in chosen]
    return Sheet(counts, len(rows), len(rows) - len(waiting), cards, _last(rows, known))


def _rows(of: Incoming) -> list[Proposal]:
    """The proposals, each knowing its text without reading it again."""
    rows = list(of.proposals.all())
    for one in rows:
        one.incoming = of
    return rows


def _last(rows: Sequence[Proposal], known: Known) -> Card | None:
    """The newest decision, where it can be taken back on the page."""
    decided = [one for one in rows if one.state != OPEN and one.decided_at]
    newest = max(decided, key=lambda one: (one.decided_at, one.pk), default=None)
    shown = known.card(newest, newest.state, None) if newest else None
    return shown if shown and shown.undoable and shown.mine else None


def card(one: Proposal, at: datetime, actor: Actor = NOBODY) -> Card:
    """One proposal as it is shown to an actor."""
    made = _tasks([one]).get(one.pk)
    return Known.of([one], at, actor).card(one, ACCEPTED if made else one.state, made)


def form_key(one: Proposal) -> str:
    """The key by which the task form knows the proposal that it is filled from."""
    return f"intake-{one.pk}"


def _tasks(rows: Sequence[Proposal]) -> dict[int, Task]:
    """The tasks that were issued from proposals."""
    keys = {form_key(one): one.pk for one in rows if one.kind == TASK}
    return {keys[task.form_key]: task for task in Task.objects.filter(form_key__in=keys)}


def pieces(of: Incoming) -> list[Piece]:
    """The text cut at its proposals; only the first piece of each bears its sign."""
    rows = list(of.proposals.all())
    tasks, known = _tasks(rows), {one.pk: one for one in rows}
    shown = []
    for one in marked(of.text, ((row.start, row.end, row.pk) for row in rows)):
        row = known.get(one.number)
        state = (ACCEPTED if row.pk in tasks else row.state) if row else ""
        shown.append(Piece(one.text, one.number, state=state, sign=SIGNS[row.kind] if row and one.first else ""))
    return shown


def task_address(one: Card) -> str:
    """The task form filled with what the text says."""
    said = one.row.said
    whom = said["assignees"][0] if len(said["assignees"]) == 1 else ""
    words = {
        "text": f"{whom} {said['what']}".strip(), "lead": localname(one.lead) if one.lead else "", "due": said["due"],
        "assigner": localname(one.assigner) if one.assigner else "", "form_key": form_key(one.row),
    }  # fmt: skip
    return f"{reverse('tasks:new')}?{urlencode({name: value for name, value in words.items() if value})}"


def places(day: date) -> list[Area]:
    """The province and its districts, to choose from."""
    home = province(day)
    return [home, *children(home.code, day)] if home else []


def all_indicators() -> QuerySet[Indicator]:
    """Every indicator, to choose from."""
    return indicators()
