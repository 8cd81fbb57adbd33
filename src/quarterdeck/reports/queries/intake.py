"""Texts that were taken in, what they propose, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import area, children, province
from quarterdeck.core.errors import NotFound, QuarterdeckError
from quarterdeck.core.measures import UNITS
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.register import find
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.figures.queries.log import newest_row
from quarterdeck.people.models import Organisation
from quarterdeck.reports.models import Incoming, Proposal
from quarterdeck.reports.rules.intake import ACCEPTED, DOCUMENT, FIGURE, KINDS, OPEN, SAYINGS, SIGNS, TASK, marked
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.web.gates import say

# What may be shown besides one kind: what is still open, what was decided, everything.
TO_DO, DONE, EVERY = "open", "done", "all"


def incoming(number: int) -> Incoming:
    """One text that was taken in; `NotFound` otherwise."""
    found = Incoming.objects.select_related("file").filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("No text with the number {number} was taken in."), {"number": number}),
                       remedy=gettext_noop("Look it up in the list of texts."))  # fmt: skip
    return found


def texts() -> QuerySet[Incoming]:
    """Every text that was taken in, newest first, with how many of its proposals there are and are open."""
    counts = {"every": Count("proposals"), "waiting": Count("proposals", filter=Q(proposals__state=OPEN))}
    return Incoming.objects.defer("text").annotate(**counts).order_by("-pk")


def proposal(of: Incoming, number: int) -> Proposal:
    """One proposal of a text; `NotFound` otherwise."""
    found = of.proposals.filter(pk=number).first()
    if found is None:
        raise NotFound(gettext_noop("This text has no such proposal."), remedy=gettext_noop("Open the text once more."))
    return found


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a proposal, as a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as it is shown. `state` counts a task that was issued meanwhile; `known` is what the store holds."""

    row: Proposal
    state: str
    made: Made | None = None
    indicator: Indicator | None = None
    area: Area | None = None
    newest: Observation | None = None
    same: bool = False
    lead: Organisation | None = None
    registered: Document | None = None
    ready: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number that the text gives."""
        return _decimal(self.row.said["value"])

    @property
    def unit(self) -> str:
        """Its unit where it is one that figures are kept in."""
        unit = str(self.row.said["unit"])
        return unit if unit in UNITS else ""

    @property
    def day(self) -> date | None:
        """The last day of a task, or the day on which a document was signed."""
        told = self.row.said.get("due") or self.row.said.get("signed_on")
        return date.fromisoformat(told) if told else None

    @property
    def saying(self) -> str:
        """What a figure says of the level, and whether it is planned; "" for a value that is known."""
        said = self.row.said
        words = [say(SAYINGS[said["breakdown"]])] if said["breakdown"] else []
        return ", ".join([*words, *([say(gettext_noop("planned"))] if said["scenario"] == "plan" else [])])

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be decided."""
        return self.state == OPEN


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text as it is shown: plain, or a part of a proposal with its sign and state."""

    text: str
    number: int = 0
    sign: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text with its proposals: how many of each kind are open, and the cards to show."""

    counts: Mapping[str, int]
    every: int
    done: int
    cards: Sequence[Card]

    @property
    def waiting(self) -> int:
        """How many proposals still wait."""
        return self.every - self.done


def sheet(of: Incoming, show: str, at: datetime) -> Sheet:
    """The proposals of a text of the kind `show`, "open", "done" or "all"."""
    rows = list(of.proposals.all())
    tasks = _tasks(rows)
    states = {one.pk: ACCEPTED if one.pk in tasks else one.state for one in rows}
    waiting = [one for one in rows if states[one.pk] == OPEN]
    counts = {kind: sum(one.kind == kind for one in waiting) for kind in KINDS if any(r.kind == kind for r in rows)}
    chosen = {TO_DO: waiting, EVERY: rows, DONE: [one for one in rows if states[one.pk] != OPEN]}.get(show)
    if chosen is None:
        chosen = [one for one in rows if one.kind == show]
    known = _Known.of(rows, at)
    cards = [known.card(one, states[one.pk], tasks.get(one.pk)) for one in chosen]
    return Sheet(counts, len(rows), len(rows) - len(waiting), cards)


def card(one: Proposal, at: datetime) -> Card:
    """One proposal as it is shown."""
    made = _tasks([one]).get(one.pk)
    return _Known.of([one], at).card(one, ACCEPTED if made else one.state, made)


def form_key(one: Proposal) -> str:
    """The key by which the task form knows the proposal that it is filled from."""
    return f"intake-{one.pk}"


def _tasks(rows: Sequence[Proposal]) -> dict[int, Task]:
    """The tasks that were issued from proposals."""
    keys = {form_key(one): one.pk for one in rows if one.kind == TASK}
    return {keys[task.form_key]: task for task in Task.objects.filter(form_key__in=keys)}


@dataclass(frozen=True)
class _Known:
    """What the store knows that the proposals speak of, fetched at once."""

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    choices: Choices
    at: datetime

    @classmethod
    def of(cls, rows: Sequence[Proposal], at: datetime) -> "_Known":
        codes = {one.said.get("indicator", "") for one in rows if one.kind == FIGURE}
        found = {one.code: one for one in indicators().filter(code__in=codes)}
        places = {one.said.get("area", "") for one in rows if one.kind == FIGURE} - {""}
        return cls(found, _areas(places, at.date()), Choices(at.date()), at)

    def card(self, row: Proposal, state: str, task: Task | None) -> Card:
        said = row.said
        if row.kind == TASK:
            lead = self.choices.body(said["assignees"][0]) if len(said["assignees"]) == 1 else None
            made = Made(task.code, reverse("tasks:task", args=[task.code])) if task else None
            return Card(row, state, made, lead=lead)
        if row.kind == DOCUMENT:
            found = find(said["number"])
            return Card(row, state, _made(row), registered=found[-1] if found else None)
        if row.kind != FIGURE:
            return Card(row, state, _made(row))
        indicator, where = self.indicators.get(said["indicator"]), self.areas.get(said["area"])
        newest = self._newest(said, indicator, where) if state == OPEN else None
        ready = bool(indicator and where and said["period"])
        same = newest is not None and newest.value is not None and newest.value == _decimal(said["value"])
        return Card(row, state, _made(row), indicator, where, newest, same, ready=ready)

    def _newest(self, said: Mapping[str, Any], indicator: Indicator | None, where: Area | None) -> Observation | None:
        if indicator is None or where is None or not said["period"]:
            return None
        return newest_row(indicator, where, said["period"], said["breakdown"], said["scenario"], self.at)


def _areas(codes: set[str], day: date) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for code in codes:
        try:
            found[code] = area(code, day)
        except QuarterdeckError:
            continue
    return found


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _made(row: Proposal) -> Made | None:
    kind, _colon, ref = row.made.partition(":")
    if kind == "document":
        return Made(row.said.get("number", ref), reverse("documents:document", args=[int(ref)]))
    if kind == "difficulty":
        return Made(ref, reverse("difficulties:difficulty", args=[ref]))
    if kind in ("batch", "known") and row.said.get("indicator"):
        asked = {"area": row.said["area"], "period": row.said["period"]}
        return Made("", f"{reverse('figures:origin', args=[row.said['indicator']])}?{urlencode(asked)}")
    return None


def pieces(of: Incoming) -> list[Piece]:
    """The text cut at its proposals; only the first piece of each bears its sign."""
    rows = list(of.proposals.all())
    tasks, known = _tasks(rows), {one.pk: one for one in rows}
    shown = []
    for one in marked(of.text, ((row.start, row.end, row.pk) for row in rows)):
        row = known.get(one.number)
        state = (ACCEPTED if row.pk in tasks else row.state) if row else ""
        shown.append(Piece(one.text, one.number, SIGNS[row.kind] if row and one.first else "", state))
    return shown


def task_address(one: Card) -> str:
    """The task form filled with what the text says."""
    said = one.row.said
    whom = said["assignees"][0] if len(said["assignees"]) == 1 else ""
    words = {
        "text": f"{whom} {said['what']}".strip(), "lead": one.lead.code if one.lead else "", "due": said["due"],
        "form_key": form_key(one.row),
    }  # fmt: skip
    return f"{reverse('tasks:new')}?{urlencode({name: value for name, value in words.items() if value})}"


def places(day: date) -> list[Area]:
    """The province and its districts, to choose from."""
    home = province(day)
    return [home, *children(home.code, day)] if home else []


def all_indicators() -> QuerySet[Indicator]:
    """Every indicator, to choose from."""
    return indicators()
