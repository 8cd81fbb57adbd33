"""Findings as the desk shows them: the figure with its door, what else the verdict rests on, who was asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from quarterdeck.areas.queries import neighbourhood, province
from quarterdeck.core.lineage import Unit
from quarterdeck.core.measures import ObservationStatus, Qualifier, Quantity
from quarterdeck.core.rights import Actor
from quarterdeck.figures.models import Indicator, Source
from quarterdeck.people.models import Organisation
from quarterdeck.reports.models import Draft, DraftChange, DraftFinding, Inquiry
from quarterdeck.reports.queries.desk import SUBJECT, against_of, corrected_places
from quarterdeck.reports.queries.doors import Doors
from quarterdeck.reports.queries.owners import owner
from quarterdeck.reports.rules.changing import acts_open_to
from quarterdeck.reports.rules.desk import ALARMS, OPEN, part_of, parts
from quarterdeck.reports.rules.edits import Edit, in_original

# Which number of the page of a figure's origin a figure is.
_DOORS = {"growth_yoy": "change", "ratio_yoy": "change", "pct_of_plan": "of_plan"}

_MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a line: what, how much, when, where, and the door to its origin.

    `area` is None where it is the area under review; `measure` is the relation where the number is no level.
    """

    indicator: Indicator | None
    code: str
    quantity: Quantity
    period: str
    area: Unit | None
    measure: str
    origin: str
    url: str
    source: Source | None
    known_from: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with all that its card needs; `words` are those that say what the number is of.

    `acts` are those of `rules.changing` that the reader may do about it.
    """

    row: DraftFinding
    part: int
    figure: Figure | None
    others: tuple[Figure, ...]
    own: tuple[Figure, ...]
    quotes: tuple[str, ...]
    responsible: Organisation | None
    inquiry: Inquiry | None
    change: DraftChange | None
    candidates: tuple[Indicator, ...]
    words: str
    acts: frozenset[str] = frozenset()

    @property
    def to_do(self) -> bool:
        """Whether somebody has still to look at it."""
        return self.row.state == OPEN and self.row.verdict in ALARMS

    @property
    def fine(self) -> bool:
        """Whether the figure beside the claim says all there is to say."""
        return self.figure is not None and self.row.verdict in ("agrees", "rounds_to")

    @property
    def doubtful(self) -> bool:
        """Whether a person may say which indicator the words mean."""
        return self.row.state == OPEN and self.row.verdict == "not_in_figures"

    @property
    def dated(self) -> bool:
        """Whether it matters since when the figures are known and who published them."""
        return self.row.verdict in ("revised", "older")


def _elsewhere(one: DraftFinding) -> tuple[str, ...]:
    """What other words of the text the verdict rests on."""
    quotes = [each["quote"] for each in one.evidence if each["kind"] in ("claim", "words")]
    return tuple(dict.fromkeys(quote for quote in quotes if quote != one.quote))


@dataclass(frozen=True)
class Cards:
    """What the cards of one draft need to know, each read once; `actor` is who looks at them, None on paper."""

    draft: Draft
    actor: Actor | None = None
    at: datetime | None = None

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {one.code: one for one in Source.objects.all()}

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {one.code: one for one in Indicator.objects.select_related("responsible")}

    @cached_property
    def _doors(self) -> Doors:
        of = against_of(self.draft)
        home = province(of.day)
        code = of.vintage.code if of.vintage else ""
        day = timezone.localtime(self.draft.checked_at).date()
        return Doors(home.code if home else "", self.draft.review.code if self.draft.review else "", code, day)

    @cached_property
    def _areas(self) -> Mapping[str, Unit]:
        day = against_of(self.draft).day
        return {one.code: one for _, one in neighbourhood() if one.alive_on(day)}

    @cached_property
    def _changed(self) -> list[tuple[DraftChange, tuple[int, int]]]:
        return corrected_places(self.draft)

    @cached_property
    def _inquiries(self) -> list[Inquiry]:
        return list(self.draft.inquiries.filter(withdrawn_at=None).select_related("organisation").order_by("pk"))

    @cached_property
    def cuts(self) -> list[tuple[int, int]]:
        """Where the text is cut into parts."""
        return parts(self.draft.text)

    def cards(self, rows: Iterable[DraftFinding]) -> list[Shown]:
        """The cards of some findings."""
        return [self.card(one) for one in rows]

    def card(self, one: DraftFinding) -> Shown:
        """The card of one finding."""
        asked = self._asked(one)
        return Shown(
            row=one, part=part_of(one.start, self.cuts), figure=self.figure(one.figure) if one.figure else None,
            others=self._held(one, "other"), own=self._held(one, "own"), quotes=_elsewhere(one),
            responsible=self._responsible(one), inquiry=asked,
            change=self._change(one), candidates=self._candidates(one),
            words=next((each["quote"] for each in one.evidence if each["kind"] == SUBJECT), ""),
            acts=self.acts({asked.organisation.code} if asked else ()),
        )  # fmt: skip

    def acts(self, asked: Collection[str] = ()) -> frozenset[str]:
        """What the reader may do at a claim about which these organisations were asked."""
        if self.actor is None or self.at is None:
            return frozenset()
        return acts_open_to(self.actor, owner(self.draft, self.at), asked)

    def _held(self, one: DraftFinding, kind: str) -> tuple[Figure, ...]:
        return tuple(self.figure(each["figure"]) for each in one.evidence if each["kind"] == kind and each["figure"])

    def figure(self, told: Mapping[str, Any]) -> Figure:
        """A figure as the check keeps it, with names and its door."""
        code, relation, known = told["indicator"], told.get("relation", "level"), told.get("known_from")
        area = told.get("area", "")
        return Figure(
            indicator=self._indicators.get(code), code=code, period=told["period"],
            quantity=Quantity(Decimal(told["value"]), told["unit"], ObservationStatus(told.get("status") or "A"),
                              Qualifier(told.get("qualifier") or "exact")),
            area=self._areas.get(area) if area != self._doors.area else None,
            measure=relation if relation != "level" else "", origin=told.get("origin", ""),
            url=self._doors.figure(code, told["period"], _DOORS.get(relation, "level"), area),
            source=self._sources.get(told.get("source", "")), known_from=date.fromisoformat(known) if known else None,
        )  # fmt: skip

    def _responsible(self, one: DraftFinding) -> Organisation | None:
        """Who answers for the figure; for parts that do not add up, for the whole that the same line names."""
        figure = one.figure or (self._figure_before(one) if one.verdict == "impossible" else None) or {}
        indicator = self._indicators.get(figure.get("indicator", ""))
        return indicator.responsible if indicator else None

    def _figure_before(self, one: DraftFinding) -> dict[str, Any] | None:
        line = self.draft.text.rfind("\n", 0, one.start) + 1
        near = self.draft.findings.filter(start__gte=line, start__lt=one.start, figure__isnull=False)
        return near.order_by("-start").values_list("figure", flat=True).first()

    def _candidates(self, one: DraftFinding) -> tuple[Indicator, ...]:
        found = (self._indicators.get(each["code"]) for each in one.candidates[:_MOST_CANDIDATES])
        return tuple(each for each in found if each is not None)

    def _change(self, one: DraftFinding) -> DraftChange | None:
        return next((change for change, (start, end) in self._changed if start < one.end and one.start < end), None)

    def _asked(self, one: DraftFinding) -> Inquiry | None:
        if not self._inquiries:
            return None
        first, last = in_original((one.start, one.end), self._edits)
        near = [each for each in self._inquiries if each.start < last and first < each.end]
        return near[-1] if near else None

    @cached_property
    def _edits(self) -> list[Edit]:
        return [Edit(one.start, one.end, one.new) for one, _place in self._changed]
