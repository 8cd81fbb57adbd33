"""Questions to bodies that end: which pass to the heirs, which wait, and what depends on the new units."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Moved, Told, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import bodies, names, new_bodies, passed
from quarterdeck.reports.models import Inquiry

ROOM, SHOWN, KIND = "reports", 5, "question"


@dataclass(frozen=True, slots=True)
class Following:
    """Questions that bodies which end have to answer: `passing` with the heir of each, `waiting` those without one."""

    passing: Sequence[tuple[Inquiry, Organisation]]
    waiting: Sequence[Inquiry]


def following(change: AreaChange, *, lock: bool = False) -> Following:
    """What becomes of them when the event takes force. Three queries. `lock` holds the rows."""
    found = bodies(change)
    rows = Inquiry.objects.filter(organisation__in=[one.pk for one in found.ending], answered_at=None)
    rows = _shown(rows.filter(withdrawn_at=None))
    passing, waiting = [], []
    for one in rows.select_for_update(of=("self",)) if lock else rows:
        heir = found.heir_organisation(one.organisation)
        if heir is None:
            waiting.append(one)
        else:
            passing.append((one, heir))
    return Following(passing, waiting)


def _shown(rows: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    return rows.select_related("organisation").order_by("pk")


def touched(change: AreaChange) -> list[Touched]:
    """Questions that pass to heirs, and those that wait for one."""
    found = following(change)
    rows = [
        _told(gettext_noop("Claims of drafts to verify"), [one for one, _heir in found.passing],
              gettext_noop("They pass to the heirs, who answer them."), moves=True),
        _told(gettext_noop("Claims of drafts that no heir can verify"), found.waiting,
              gettext_noop("They stay with the old bodies: whoever asked puts them to another body.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def _told(what: str, some: Sequence[Inquiry], proposal: str, moves: bool = False) -> Touched:
    return Touched(
        ROOM, Message(what), len(some), Message(proposal), moves=moves,
        url=f"{reverse('reports:inquiries')}?whose=all",
        examples=tuple(Backlink(ROOM, one.quote, _page(one), one.sentence) for one in some[:SHOWN]),
    )  # fmt: skip


def _page(one: Inquiry) -> str:
    return reverse("reports:inquiry", args=[one.pk])


def depending(change: AreaChange) -> list[Touched]:
    """Questions put to bodies made for the new units, and passed ones that the heirs have answered. Five queries."""
    moved = {one.ref for one in passed(change, ROOM)}
    made = Inquiry.objects.filter(organisation__in=[one.pk for one in new_bodies(change)], withdrawn_at=None)
    answered = Inquiry.objects.filter(pk__in=moved).exclude(answered_at=None)
    rows = [
        _told(gettext_noop("Claims of drafts put to bodies of the new units"), list(_shown(made.exclude(pk__in=moved))),
              gettext_noop("Put them back on the lists of those drafts, or let another event follow.")),
        _told(gettext_noop("Claims of drafts that the heirs have verified"), list(_shown(answered)),
              gettext_noop("They stay with the heirs: let another event follow instead of withdrawing this one.")),
    ]  # fmt: skip
    return [one for one in rows if one.count]


def tell(moved: Sequence[Moved]) -> list[Told]:
    """Each question that passed, with its page, and which body gave way to which. Two queries."""
    rows = {str(one.pk): one for one in Inquiry.objects.filter(pk__in=[one.ref for one in moved])}
    known = names({code for one in moved for code in (one.origin, one.heir)})
    what, told = Message(gettext_noop("Claim of a draft: to be verified by")), []
    for one in moved:
        row = rows[one.ref]
        told.append(Told(what, row.quote, _page(row), known.get(one.origin, one.origin), known.get(one.heir, one.heir)))
    return told
