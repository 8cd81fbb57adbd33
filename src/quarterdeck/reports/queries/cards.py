"""Proposals as they are shown: what was read, what the store holds of it, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import area
from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.core.measures import UNITS, Qualifier
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, may
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.register import find
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.figures.queries.catalogue import indicators
from quarterdeck.people.models import Organisation, Post
from quarterdeck.reports.models import Proposal
from quarterdeck.reports.queries.held import Key, held, says_the_same
from quarterdeck.reports.queries.owners import owner
from quarterdeck.reports.rules.changing import DECIDE, acts_open_to
from quarterdeck.reports.rules.claimed import SAYINGS, UNHELD
from quarterdeck.reports.rules.intake import DOCUMENT, FIGURE, JOINED, KNOWN, OPEN, SET_ASIDE, TASK, WRITES
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a proposal, as a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as it is shown. `state` counts a task that was issued meanwhile; `known` is what the store holds.

    `mine`: the reader decides about it; `writable`: and may write what it says into its room.
    """

    row: Proposal
    state: str
    made: Made | None = None
    indicator: Indicator | None = None
    area: Area | None = None
    newest: Observation | None = None
    same: bool = False
    lead: Organisation | None = None
    assigner: Post | None = None
    registered: Document | None = None
    ready: bool = False
    mine: bool = False
    writable: bool = False

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
    def hedge(self) -> str:
        """The word before the number, as "nearly"; "" where it is exact."""
        return Qualifier(self.row.said.get("qualifier") or "exact").label(language())

    @property
    def day(self) -> date | None:
        """The last day of a task, or the day on which a document was signed."""
        told = self.row.said.get("due") or self.row.said.get("signed_on")
        return date.fromisoformat(told) if told else None

    @property
    def cut(self) -> date | None:
        """The day on which the data of a figure were cut, where the text says one."""
        return _day(self.row.said)

    @property
    def saying(self) -> str:
        """What a figure says of the level, and whether it is planned; "" for a value that is known."""
        said = self.row.said
        words = [say(SAYINGS[said["breakdown"]])] if said["breakdown"] else []
        return ", ".join([*words, *([say(gettext_noop("as planned"))] if said["scenario"] == "plan" else [])])

    @property
    def period(self) -> str:
        """The period under which the figure is kept, or would be."""
        return self.newest.period if self.newest else str(self.row.said["period"])

    @property
    def unheld(self) -> str:
        """Why the log cannot hold what the text says; "" where it can."""
        reason = UNHELD.get(self.row.said.get("unheld", ""))
        return say(reason) if reason else ""

    @property
    def older(self) -> bool:
        """Whether the figures hold a value of a later day than the text."""
        return bool(self.newest and self.newest.as_of and self.cut and self.cut < self.newest.as_of)

    @property
    def undoable(self) -> bool:
        """Whether the decision can be taken back here: nothing was written but figures, which can be corrected."""
        return self.row.state == SET_ASIDE or self.row.made.partition(":")[0] in (KNOWN, JOINED, "batch")

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be decided."""
        return self.state == OPEN


@dataclass(frozen=True)
class Known:
    """What the store knows that the proposals speak of, fetched at once."""

    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    choices: Choices
    at: datetime
    actor: Actor

    @classmethod
    def of(cls, rows: Sequence[Proposal], at: datetime, actor: Actor) -> "Known":
        codes = {one.said.get("indicator", "") for one in rows if one.kind == FIGURE}
        found = {one.code: one for one in indicators().filter(code__in=codes)}
        places = {one.said.get("area", "") for one in rows if one.kind == FIGURE} - {""}
        return cls(found, _areas(places, at.date()), Choices(at.date()), at, actor)

    def card(self, row: Proposal, state: str, task: Task | None) -> Card:
        """The proposal with what the store knows of it, and what the reader may do about it."""
        shown = self._card(row, state, task)
        mine = DECIDE in acts_open_to(self.actor, owner(row.incoming, self.at))
        where = shown.area.code if shown.area else None
        return replace(shown, mine=mine, writable=mine and row.kind in WRITES and self._may(row.kind, where))

    def _may(self, kind: str, where: str | None) -> bool:
        return may(self.actor, WRITES[kind], area=where)

    def _card(self, row: Proposal, state: str, task: Task | None) -> Card:
        said = row.said
        if row.kind == TASK:
            lead = self.choices.body(said["assignees"][0]) if len(said["assignees"]) == 1 else None
            made = Made(task.code, reverse("tasks:task", args=[task.code])) if task else None
            return Card(row, state, made, lead=lead, assigner=self._assigner(said["assigner"]))
        if row.kind == DOCUMENT:
            found = find(said["number"])
            return Card(row, state, _made(row), registered=found[-1] if found else None)
        if row.kind != FIGURE:
            return Card(row, state, _made(row))
        indicator, where = self.indicators.get(said["indicator"]), self.areas.get(said["area"])
        newest = self._newest(said, indicator, where) if state == OPEN else None
        ready = bool(indicator and where and said["period"]) and not said.get("unheld")
        same = newest is not None and says_the_same(newest, _decimal(said["value"]), _day(said))
        return Card(row, state, _made(row), indicator, where, newest, same, ready=ready)

    def _assigner(self, name: str) -> Post | None:
        """The post that orders: by its own name, or as the head of the organisation that the text names."""
        return (self.choices.post(name) or self.choices.head_of(self.choices.body(name))) if name else None

    def _newest(self, said: Mapping[str, Any], indicator: Indicator | None, where: Area | None) -> Observation | None:
        if indicator is None or where is None or not said["period"]:
            return None
        key = Key(indicator, where, said["period"], said["breakdown"], said["scenario"], _day(said))
        return held(key, self.at)


def _areas(codes: set[str], day: date) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for code in codes:
        try:
            found[code] = area(code, day)
        except QuarterdeckError:
            continue
    return found


def _day(said: Mapping[str, Any]) -> date | None:
    """The day on which the data of a figure were cut."""
    told = said.get("as_of")
    return date.fromisoformat(told) if told else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _made(row: Proposal) -> Made | None:
    kind, _colon, ref = row.made.partition(":")
    if kind in ("document", JOINED):
        return Made(row.said.get("number", ref), reverse("documents:document", args=[int(ref)]))
    if kind == "difficulty":
        return Made(ref, reverse("difficulties:difficulty", args=[ref]))
    if kind in ("batch", KNOWN) and row.said.get("indicator"):
        asked = {"area": row.said["area"], "period": row.said["period"]}
        return Made("", f"{reverse('figures:origin', args=[row.said['indicator']])}?{urlencode(asked)}")
    return None
