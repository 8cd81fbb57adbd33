"""The editions: what the next one would hold and what it leaves out, what one holds, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.handbook import rules
from quarterdeck.handbook.models import Edition, Entry, Wording
from quarterdeck.handbook.queries.candidates import of_call
from quarterdeck.handbook.queries.entries import Row, entries, in_order, rows
from quarterdeck.handbook.queries.pack import order_of_topics


@dataclass(frozen=True, slots=True)
class Planned:
    """What an edition published today would hold (wordings in the order of the book), and what it leaves out."""

    holds: Sequence[Wording]
    left_out: Sequence[Row]
    drafts: int
    changed: rules.Changed
    before: Edition | None


def editions() -> QuerySet[Edition]:
    """Every edition with how many entries it holds, newest first."""
    return Edition.objects.select_related("document").annotate(entries=Count("places")).order_by("-number")


def edition(number: int) -> Edition:
    """The edition with this number; `NotFound` otherwise."""
    found = editions().filter(number=number).first() if number < 2**31 else None
    if found is None:
        raise NotFound(Message(gettext_noop("There is no edition {number} of the handbook."), {"number": number}),
                       remedy=gettext_noop("Choose one from the list of editions."))  # fmt: skip
    return found


def next_number() -> int:
    """The number of the next edition."""
    return int(Edition.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def planned(day: date, call: str = "") -> Planned:
    """What an edition published on a day would hold: all published entries that hold, or those of one call's answers.

    What is to be checked again or is no longer valid is left out.
    """
    found = entries().filter(state=Entry.PUBLISHED)
    drafts = entries().filter(state=Entry.DRAFT)
    if call:
        some = of_call(call)
        found, drafts = found.filter(difficulty__in=some), drafts.filter(difficulty__in=some)
    every = rows(in_order(found), day)
    holds = in_force([row.entry for row in every if not row.doubtful])
    before = latest(call)
    return Planned(
        holds, [row for row in every if row.doubtful], drafts.count(), rules.changes(held(before), numbers(holds)),
        before,
    )  # fmt: skip


def in_force(some: Iterable[Entry]) -> list[Wording]:
    """The wordings in force of entries, in their order. One query."""
    chosen = list(some)
    found = Wording.objects.filter(entry__in=chosen).select_related("entry").order_by("number")
    last = {one.entry_id: one for one in found}
    return [last[one.pk] for one in chosen if one.pk in last]


def numbers(some: Iterable[Wording]) -> dict[int, int]:
    """The number of the wording by that of the entry."""
    return {one.entry.number: one.number for one in some}


def latest(call: str = "", below: int | None = None) -> Edition | None:
    """The last edition of the whole handbook, or of one call's answers; `below` a number."""
    found = Edition.objects.filter(call_code=call)
    return (found.filter(number__lt=below) if below else found).order_by("-number").first()


def contents(one: Edition) -> list[Wording]:
    """The wordings of an edition in the order of the book."""
    places = one.places.select_related("wording__entry").order_by("position")
    return [place.wording for place in places]


def held(one: Edition | None) -> dict[int, int]:
    """The wordings of an edition by entry; none without one."""
    return numbers(contents(one)) if one else {}


def changed(one: Edition) -> tuple[rules.Changed, Edition | None]:
    """What an edition changed against the one before of the same kind, and which that was."""
    before = latest(one.call_code, below=one.number)
    return rules.changes(held(before), held(one)), before


def questions(some: Iterable[int]) -> dict[int, Wording]:
    """The last wording of entries by their number, to name them in a list of changes."""
    found = Wording.objects.filter(entry__number__in=list(some)).select_related("entry").order_by("number")
    return {one.entry.number: one for one in found}


def reasons(some: Iterable[Wording]) -> Mapping[int, str]:
    """Why entries were worded anew, by their number."""
    return {one.entry.number: one.reason for one in some if one.reason}


def by_topic(some: Iterable[Wording]) -> list[tuple[str, list[Wording]]]:
    """Wordings under their topics, in the order of the book."""
    order = order_of_topics()
    groups: dict[str, list[Wording]] = {}
    for one in some:
        groups.setdefault(one.topic, []).append(one)
    return sorted(groups.items(), key=lambda group: order.get(group[0], len(order)))
