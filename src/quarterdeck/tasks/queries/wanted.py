"""Which tasks a list or a total is of, as conditions that the database decides."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, DateField, Exists, F, OrderBy, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from quarterdeck.core.folding import near_patterns, search_words, searchable
from quarterdeck.core.rights import Actor
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks.models import Milestone, Rung, Task, TaskEvent
from quarterdeck.tasks.models.outcomes import DaysBetween
from quarterdeck.tasks.rules import ISSUED, Bucket
from quarterdeck.web import packs

LATE_FOR_EVER, OPEN, NONE = "late_for_ever", "open", "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to show; empty conditions are not asked.

    `bucket` is a key of `SETS`. `organisation`: a code; leads, cooperates or accepts. `source`: "review:CODE",
    "document:ID", or "sheet:DIGEST" of the file that they were taken from. `mine`: "waiting", "lead", "followed" or
    "accepted". `lead`, `assigner` and `theme` (the indicator's) are codes, `group` is that of a collective order,
    `area` (the lead's) a uid and `document` an ID; "-" means no document, or no theme. Days are included in what they
    bound.
    """

    search: str = ""
    bucket: str = ""
    organisation: str = ""
    source: str = ""
    mine: str = ""
    sort: str = "due"
    lead: str = ""
    area: str = ""
    assigner: str = ""
    document: str = ""
    theme: str = ""
    group: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None


# The names of addresses that say which tasks a total is of: they go from a total to its list.
SCOPE = (
    "lead", "area", "assigner", "document", "theme", "group", "source", "issued_from", "issued_to", "due_from",
    "due_to",
)  # fmt: skip


DONE, CANCELLED = Q(state="accepted"), Q(state="cancelled")
LATE_UNTIL_EXTENDED = ~CANCELLED & Q(late_until_extended__gt=0)
# What is closed has an outcome: that of the open ones, a small part, is looked for in an index of their own.
STILL_OPEN = Q(outcome__isnull=True)


def days_late(today: date) -> Coalesce:
    """Days after the due date that counts, of a task that is late: as kept with a closed one, else up to the day."""
    return Coalesce("days_late", DaysBetween(Coalesce("stopped_on", Value(today, DateField())), F("counted_due")))


def _late(today: date, due: str = "counted_due") -> Q:
    return Q(stopped_on__gt=F(due)) | Q(stopped_on__isnull=True, **{f"{due}__lt": today})


def in_time(today: date, due: str = "counted_due") -> Q:
    """In time by a due date, also where the clock still runs."""
    return Q(stopped_on__lte=F(due)) | Q(stopped_on__isnull=True, **{f"{due}__gte": today})


# Sets of tasks as of a day, by what a list calls them. What counts as due is what is done and what is overdue.
SETS: Mapping[str, Callable[[date], Q]] = {
    Bucket.DONE_ON_TIME: lambda today: DONE & Q(days_late__isnull=True),
    Bucket.DONE_LATE: lambda today: Q(days_late__isnull=False),
    Bucket.OPEN_IN_TIME: lambda today: STILL_OPEN & in_time(today),
    Bucket.OPEN_OVERDUE: lambda today: STILL_OPEN & _late(today),
    Bucket.CANCELLED: lambda today: CANCELLED,
    OPEN: lambda today: STILL_OPEN,
    LATE_FOR_EVER: lambda today: Q(days_late__isnull=False) | (STILL_OPEN & _late(today)),
    "counted": lambda today: ~CANCELLED,
    "due": lambda today: DONE | (STILL_OPEN & _late(today)),
    "due_original": lambda today: DONE | (STILL_OPEN & _late(today, "original_due")),
    "on_time_original": lambda today: DONE & in_time(today, "original_due"),
    "extended": lambda today: ~CANCELLED & Q(extensions__gt=0),
    "late_until_extended": lambda today: LATE_UNTIL_EXTENDED,
    "extension_waits": lambda today: STILL_OPEN & Q(asked_due__isnull=False),
    "without_evidence": lambda today: DONE & Q(proof=""),
    "words_only": lambda today: DONE & Q(proof="words"),
    "milestone_missed": lambda today: STILL_OPEN & Exists(
        Milestone.objects.filter(task=OuterRef("pk"), met_on__isnull=True, dropped_on__isnull=True, due__lt=today)
    ),
    "escalated": lambda today: STILL_OPEN & Exists(
        Rung.objects.filter(task=OuterRef("pk"), counted_due=OuterRef("counted_due"), rung__in=agenda_rungs())
    ),
}  # fmt: skip


def agenda_rungs() -> list[str]:
    """The keys of the rungs by which the ladder of reminders leads to the agenda of the next review."""
    ladders = packs.read(settings.PACK, "tasks.yaml").get("ladder") or []
    return [row["key"] for one in ladders for row in one["rungs"] if "agenda" in row["tells"]]


def waiting(post: str, organisation: str) -> Q:
    """Open tasks that wait for a post to accept or to decide, or for its organisation to do."""
    decides = Q(state="declined") | Q(asked_due__isnull=False)
    doing = ~Q(state__in=("submitted", "declined"))
    mine, own = Post.objects.filter(code=post).values("pk"), Organisation.objects.filter(code=organisation).values("pk")
    return STILL_OPEN & (
        Q(state="submitted", acceptor__in=mine) | decides & Q(assigner__in=mine) | doing & Q(lead__in=own)
    )


_MINE: Mapping[str, Callable[[Actor], Q]] = {
    "waiting": lambda actor: waiting(actor.post, actor.organisation),
    "lead": lambda actor: Q(lead__code=actor.organisation),
    "followed": lambda actor: Q(follower_up__code=actor.post),
    "accepted": lambda actor: Q(acceptor__code=actor.post),
}
_DAYS = {"issued_from": "issued_on__gte", "issued_to": "issued_on__lte", "due_from": "due__gte", "due_to": "due__lte"}
_CODES = {"lead": "lead__code", "area": "lead__area__uid", "assigner": "assigner__code",
          "group": "group__code"}  # fmt: skip


def meeting(wanted: Wanted, actor: Actor, found: QuerySet[Task] | None = None) -> QuerySet[Task]:
    """The tasks (of all unless given) that meet every condition but the set: the counts above a list are of these."""
    where = _holding(wanted.search) if wanted.search else Q()
    for name, field in (_CODES | _DAYS).items():
        if value := getattr(wanted, name):
            where &= Q(**{field: value})
    if wanted.organisation:
        helping = Task.cooperating.through.objects.filter(organisation__code=wanted.organisation).values("task")
        accepting = Q(acceptor__organisation__code=wanted.organisation)
        where &= Q(lead__code=wanted.organisation) | accepting | Q(pk__in=helping)
    if wanted.source:
        where &= _from(wanted.source)
    if wanted.document:
        where &= Q(document__isnull=True) if wanted.document == NONE else _from(f"document:{wanted.document}")
    if wanted.theme:
        where &= Q(indicator__theme__isnull=True) if wanted.theme == NONE else Q(indicator__theme__code=wanted.theme)
    if wanted.mine in _MINE:
        where &= _MINE[wanted.mine](actor)
    return (Task.objects.all() if found is None else found).filter(where)


def _holding(search: str) -> Q:
    """The tasks that hold every word, each in its texts or in the names of its lead. One query, for the names."""
    words, where = search_words(search), Q()
    listed = Organisation.objects.order_by().values_list("pk", "name_vi", "name_en", "short_vi", "short_en")
    names = {pk: searchable(*texts) for pk, *texts in listed}
    for word in words:
        where &= Q(folded__contains=word) | Q(lead__in=[pk for pk, name in names.items() if word in name])
    for pattern in near_patterns(words):
        leads = [pk for pk, name in names.items() if re.search(pattern, name)]
        where &= Q(folded__regex=pattern) | Q(lead__in=leads)
    return where


def _from(source: str) -> Q:
    kind, _colon, ref = source.partition(":")
    if kind == "review":
        return Q(conclusion__review__code=ref) | Q(group__conclusion__review__code=ref)
    if kind == "sheet":
        return Q(pk__in=TaskEvent.objects.filter(kind=ISSUED, file__digest=ref).values("task"))
    return Q(document=int(ref)) if kind == "document" and ref.isascii() and ref.isdigit() and len(ref) < 18 else Q(pk=0)


def sorted_by(sort: str, today: date) -> Sequence[str | OrderBy]:
    """The order of a list. By default what is late longest, then what is due next, then what was done last."""
    if sort == "late":
        late = Case(When(SETS[LATE_FOR_EVER](today), then=days_late(today)), default=0)
        return (late.desc(), "due", "code")
    if sort in _SORTS:
        return _SORTS[sort]
    rank = Case(When(SETS[Bucket.OPEN_OVERDUE](today), then=0), When(STILL_OPEN, then=1), When(DONE, then=2), default=3)
    return (rank.asc(), Case(When(STILL_OPEN, then="due")).asc(), Coalesce("submitted_on", "due").desc(), "code")


_SORTS = {
    "lead": ("lead__code", "due", "code"), "newest": ("-issued_on", "code"), "code": ("code",), "entered": ("pk",),
}  # fmt: skip
