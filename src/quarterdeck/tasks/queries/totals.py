"""Totals of tasks: all of them, and by whom they are led, where, who assigned them, from which document, what about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Max, QuerySet, Sum, When, Window
from django.db.models.functions import RowNumber

from quarterdeck.areas.models import Area
from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Theme
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks import rules
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.wanted import LATE_FOR_EVER, NONE, SETS, days_late
from quarterdeck.tasks.rules import Bucket
from quarterdeck.tasks.rules.totals import Tally

MEASURED = (*Bucket, "due_original", "on_time_original", "extended", "without_evidence", "words_only")


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
    found = wanted.order_by().aggregate(**_measures(today))
    return _tally(found, _medians(wanted, None, today).get(None))


def by(way: str, wanted: QuerySet[Task], today: date) -> list[Group]:
    """The totals of each group, most overdue first. Three queries."""
    of = WAYS[way]
    rows = list(wanted.order_by().values(of.field).annotate(**_measures(today)))
    medians = _medians(wanted, of.field, today)
    things = of.table.objects.in_bulk([row[of.field] for row in rows if row[of.field] is not None])
    groups = []
    for row in rows:
        thing = things.get(row[of.field])
        groups.append(Group(thing, of.key(thing) if thing else NONE, _tally(row, medians.get(row[of.field]))))
    return sorted(groups, key=_weight)


def _weight(of: Group) -> tuple[object, ...]:
    buckets = of.tally.count.buckets
    return (-buckets[Bucket.OPEN_OVERDUE], -buckets[Bucket.DONE_LATE], -of.tally.count.total, of.key)


def _measures(today: date) -> dict[str, Any]:
    """What is counted in one pass; a name ends in _ where a field of the table has it."""
    late = SETS[LATE_FOR_EVER](today)
    counted = {f"{name}_": Count("pk", filter=SETS[name](today)) for name in MEASURED}
    granted = Sum("extensions", filter=SETS["counted"](today))
    return counted | {"granted_": granted, "worst_": Max(Case(When(late, then=days_late(today))))}


def _medians(wanted: QuerySet[Task], field: str | None, today: date) -> dict[Any, Decimal]:
    """The median of the days late of each group: the one or two tasks in the middle of it."""
    late = wanted.filter(SETS[LATE_FOR_EVER](today)).order_by()
    part = [F(field)] if field else None
    ranked = late.annotate(days=days_late(today)).annotate(
        place=Window(RowNumber(), partition_by=part, order_by="days"),
        many=Window(Count("pk"), partition_by=part),
    )  # fmt: skip
    middle = ranked.filter(place__gte=F("many") / 2.0, place__lte=F("many") / 2.0 + 1)
    found: dict[Any, list[int]] = {}
    for row in middle.values("days", *([field] if field else [])):
        found.setdefault(row[field] if field else None, []).append(row["days"])
    return {key: Decimal(sum(days)) / len(days) for key, days in found.items()}


def _tally(row: Mapping[str, Any], median: Decimal | None) -> Tally:
    return Tally(
        rules.Count({bucket: row[f"{bucket}_"] for bucket in Bucket}), due_original=row["due_original_"],
        on_time_original=row["on_time_original_"], late_median=median, late_worst=row["worst_"],
        extensions=row["granted_"] or 0, extended=row["extended_"], without_evidence=row["without_evidence_"],
        words_only=row["words_only_"],
    )  # fmt: skip
