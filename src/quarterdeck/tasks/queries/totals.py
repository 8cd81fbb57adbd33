"""Totals of tasks: all of them, and by whom they are led, where, who assigned them, from which document, what about."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, overload

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from quarterdeck.areas.models import Area
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator, Theme
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.wanted import LATE_UNTIL_EXTENDED, NONE, SETS, STILL_OPEN, days_late, in_time
from quarterdeck.tasks.rules import Bucket
from quarterdeck.tasks.rules.outcome import kind_of, of_open
from quarterdeck.tasks.rules.totals import Tally, tally_of


@dataclass(frozen=True, slots=True)
class Way:
    """A way to group tasks: its label, the column, the table of what is grouped by, and how a list asks for one.

    Where what is grouped by hangs on another thing that a task names, `through` is the table of that and the column.
    """

    label: str
    column: str
    table: Any
    key: Callable[[Any], str]
    without: str = ""
    through: tuple[Any, str] | None = None


WAYS: Mapping[str, Way] = {
    "lead": Way(gettext_noop("by lead organisation"), "lead_id", Organisation, lambda one: one.code),
    "area": Way(gettext_noop("by area"), "lead_id", Area, lambda one: one.uid, through=(Organisation, "area_id")),
    "assigner": Way(gettext_noop("by who assigned"), "assigner_id", Post, lambda one: one.code),
    "document": Way(gettext_noop("by document"), "document_id", Document, lambda one: str(one.pk),
                    gettext_noop("no document")),
    "theme": Way(gettext_noop("by theme"), "indicator_id", Theme, lambda one: one.code, gettext_noop("no theme"),
                 (Indicator, "theme_id")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One row of totals: what is grouped by (None for all, and where tasks name nothing), how a list asks for it."""

    thing: Any
    key: str
    tally: Tally


class Totals:
    """How many of some tasks have which outcome, by the values of a column; days late are counted when asked for."""

    def __init__(self, wanted: QuerySet[Task], column: str, today: date) -> None:
        self._wanted, self._column = wanted.order_by(), column
        self.outcomes: dict[int | None, Counter[int]] = {}
        self._days: dict[int | None, Counter[int]] = {}
        for *pk, outcome, many in self._closed():
            self._count(self.outcomes, pk, outcome, many)
        for *pk, late, late_first, extensions, many in self._open(today):
            outcome = of_open(late=late > 0, late_first=bool(late_first), extensions=extensions)
            self._count(self.outcomes, pk, outcome, many)
            if late:
                self._count(self._days, pk, late, many)

    def _count(self, into: dict[int | None, Counter[int]], pk: list[int | None], value: int, many: int) -> None:
        into.setdefault(pk[0] if pk else None, Counter())[value] += many

    def _by(self, found: QuerySet[Task], *columns: str) -> QuerySet[Any]:
        own = [self._column] if self._column else []
        return found.values_list(*own, *columns).annotate(many=Count("*"))

    def _closed(self) -> QuerySet[Any]:
        return self._by(self._wanted.filter(outcome__isnull=False), "outcome")

    def _open(self, today: date) -> QuerySet[Any]:
        late = Case(When(SETS[Bucket.OPEN_OVERDUE](today), then=days_late(today)), default=Value(0))
        first = Case(When(in_time(today, "original_due"), then=Value(0)), default=Value(1), output_field=IntegerField())
        judged = self._wanted.filter(STILL_OPEN).annotate(late=late, late_first=first)
        return self._by(judged, "late", "late_first", "extensions")

    def tally(self) -> Tally:
        """The figures of all. Two queries."""
        late = self._wanted.filter(days_late__isnull=False).values_list("days_late").annotate(many=Count("*"))
        extended = self._wanted.filter(LATE_UNTIL_EXTENDED).count()
        return tally_of(_sum(self.outcomes.values()), _sum([dict(late), *self._days.values()]), extended)

    def tallies(self, groups: Mapping[Any, Collection[int | None]]) -> dict[Any, Tally]:
        """The figures of groups of values. Two queries, for days late and what was overdue until extended."""
        days = {pk: Counter(some) for pk, some in self._days.items()}
        pks = {pk for members in groups.values() for pk in members}
        named = Q(**{f"{self._column}__in": pks - {None}})
        unnamed = Q(**{f"{self._column}__isnull": True}) if None in pks else Q()
        late = self._wanted.filter(named | unnamed, days_late__isnull=False)
        for pk, day, many in self._by(late, "days_late"):
            self._count(days, [pk], day, many)
        extended = Counter(dict(self._by(self._wanted.filter(named | unnamed, LATE_UNTIL_EXTENDED))))
        return {
            key: tally_of(*(_sum(of[pk] for pk in members if pk in of) for of in (self.outcomes, days)),
                          sum(extended[pk] for pk in members))
            for key, members in groups.items()
        }  # fmt: skip


def _sum(some: Iterable[Mapping[int, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for one in some:
        for value, many in one.items():
            found[value] += many
    return found


class Groups(Sequence[Group]):
    """The totals of each group, most overdue first; what is looked at is worked out then. `total` is of all."""

    def __init__(self, way: Way, found: Totals) -> None:
        self._way, self._found = way, found
        above = dict(way.through[0].objects.values_list("pk", way.through[1])) if way.through else None
        self._members: dict[int | None, list[int | None]] = {}
        for pk in found.outcomes:
            self._members.setdefault(pk if above is None else above.get(pk), []).append(pk)
        self._order = sorted(self._members, key=lambda pk: (*self._weight(pk), pk or 0))

    def _weight(self, group: int | None) -> tuple[int, int, int]:
        """What stands first: most overdue, then most done late, then most of all."""
        overdue = done_late = every = 0
        for pk in self._members[group]:
            for outcome, many in self._found.outcomes[pk].items():
                bucket = kind_of(outcome).bucket
                overdue += many if bucket is Bucket.OPEN_OVERDUE else 0
                done_late += many if bucket is Bucket.DONE_LATE else 0
                every += many if bucket is not Bucket.CANCELLED else 0
        return (-overdue, -done_late, -every)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, wanted: int) -> Group: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Group]: ...
    def __getitem__(self, wanted: int | slice) -> Group | list[Group]:
        return self._named(self._order[wanted]) if isinstance(wanted, slice) else self._named([self._order[wanted]])[0]

    def __iter__(self) -> Iterator[Group]:
        return iter(self[:])

    @cached_property
    def total(self) -> Tally:
        """The totals of all groups together."""
        return self._found.tally()

    def _named(self, pks: Sequence[int | None]) -> list[Group]:
        things = self._way.table.objects.in_bulk([pk for pk in pks if pk is not None])
        tallies = self._found.tallies({pk: self._members[pk] for pk in pks})
        named = ((things.get(pk), tallies[pk]) for pk in pks)
        return [Group(thing, self._way.key(thing) if thing else NONE, tally) for thing, tally in named]


def total(wanted: QuerySet[Task], today: date) -> Tally:
    """The totals of some tasks. Four queries."""
    return Totals(wanted, "", today).tally()


def by(way: str, wanted: QuerySet[Task], today: date) -> Groups:
    """The totals of each group, most overdue first. Three queries at most, three for each slice, two for all."""
    return Groups(WAYS[way], Totals(wanted, WAYS[way].column, today))
