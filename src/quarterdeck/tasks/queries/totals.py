"""Totals of tasks: all of them, and by whom they are led, where, who assigned them, from which document, what about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, QuerySet, Sum, Value, When

from quarterdeck.areas.models import Area
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Theme
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks import rules
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.wanted import LATE_FOR_EVER, NONE, SETS, days_late, in_time
from quarterdeck.tasks.rules import Bucket
from quarterdeck.tasks.rules.totals import Tally, median_of

DONE_BUCKETS = frozenset({Bucket.DONE_ON_TIME, Bucket.DONE_LATE})


@dataclass(frozen=True, slots=True)
class Way:
    """A way to group tasks: its label, the field, the table of what is grouped by, and how a list asks for one."""

    label: str
    field: str
    table: Any
    key: Callable[[Any], str]
    without: str = ""


WAYS: Mapping[str, Way] = {
    "lead": Way(gettext_noop("by lead organisation"), "lead", Organisation, lambda one: one.code),
    "area": Way(gettext_noop("by area"), "lead__area", Area, lambda one: one.uid),
    "assigner": Way(gettext_noop("by who assigned"), "assigner", Post, lambda one: one.code),
    "document": Way(gettext_noop("by document"), "document", Document, lambda one: str(one.pk),
                    gettext_noop("no document")),
    "theme": Way(gettext_noop("by theme"), "indicator__theme", Theme, lambda one: one.code, gettext_noop("no theme")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One row of totals: what is grouped by (None for all, and where tasks name nothing), how a list asks for it."""

    thing: Any
    key: str
    tally: Tally


def total(wanted: QuerySet[Task], today: date) -> Tally:
    """The totals of some tasks. Two queries."""
    return _tallies(wanted, None, today).get(None, _tally([], {}))


def by(way: str, wanted: QuerySet[Task], today: date) -> list[Group]:
    """The totals of each group, most overdue first. Three queries."""
    of = WAYS[way]
    tallies = _tallies(wanted, of.field, today)
    things = of.table.objects.in_bulk([key for key in tallies if key is not None])
    groups = []
    for key, tally in tallies.items():
        thing = things.get(key)
        groups.append(Group(thing, of.key(thing) if thing else NONE, tally))
    return sorted(groups, key=_weight)


def _weight(of: Group) -> tuple[object, ...]:
    buckets = of.tally.count.buckets
    return (-buckets[Bucket.OPEN_OVERDUE], -buckets[Bucket.DONE_LATE], -of.tally.count.total, of.key)


def _tallies(wanted: QuerySet[Task], field: str | None, today: date) -> dict[Any, Tally]:
    """The tally of each group: its tasks are counted by kind in one pass, and their days late in another."""
    days = _days_late(wanted, field, today)
    kinds: dict[Any, list[Mapping[str, Any]]] = {}
    for row in _kinds(wanted, field, today):
        kinds.setdefault(row[field] if field else None, []).append(row)
    return {key: _tally(rows, days.get(key, {})) for key, rows in kinds.items()}


def _kinds(wanted: QuerySet[Task], field: str | None, today: date) -> QuerySet[Any]:
    """How many tasks of each group are in which official count, late by the original date or not, with which proof.

    A handful of kinds instead of a count for each measure: every task is judged once.
    """
    official = Case(*(When(SETS[one](today), then=Value(one.value)) for one in Bucket), output_field=CharField())
    first = Case(When(in_time(today, "original_due"), then=Value(0)), default=Value(1))
    judged = wanted.order_by().annotate(official=official, late_first=first)
    kinds = judged.values(*([field] if field else []), "official", "late_first", "proof")
    prolonged = Sum(Case(When(extensions__gt=0, then=Value(1)), default=Value(0)))
    return kinds.annotate(many=Count("pk"), granted=Sum("extensions"), prolonged=prolonged)


def _days_late(wanted: QuerySet[Task], field: str | None, today: date) -> dict[Any, dict[int, int]]:
    """For each group how many tasks are so many days late."""
    late = wanted.filter(SETS[LATE_FOR_EVER](today)).order_by().annotate(days=days_late(today))
    found: dict[Any, dict[int, int]] = {}
    for row in late.values(*([field] if field else []), "days").annotate(many=Count("pk")):
        found.setdefault(row[field] if field else None, {})[row["days"]] = row["many"]
    return found


def _tally(kinds: Sequence[Mapping[str, Any]], days: Mapping[int, int]) -> Tally:
    """The figures of a group from the kinds of its tasks and the days late of those that are late."""
    buckets = dict.fromkeys(Bucket, 0)
    due_first = first_in_time = granted = prolonged = unproven = words_only = 0
    for row in kinds:
        bucket, many = Bucket(row["official"]), row["many"]
        buckets[bucket] += many
        if bucket is Bucket.CANCELLED:
            continue
        granted += row["granted"]
        prolonged += row["prolonged"]
        if bucket in DONE_BUCKETS:
            due_first += many
            first_in_time += 0 if row["late_first"] else many
            unproven += many if row["proof"] == "" else 0
            words_only += many if row["proof"] == "words" else 0
        elif row["late_first"]:
            due_first += many
    return Tally(
        rules.Count(buckets), due_original=due_first, on_time_original=first_in_time, late_median=median_of(days),
        late_worst=max(days, default=None), extensions=granted, extended=prolonged, without_evidence=unproven,
        words_only=words_only,
    )  # fmt: skip
