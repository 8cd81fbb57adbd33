"""What the bodies that end keep beside difficulties: cases of the watch list they own, calls they owe a reply to."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.urls import reverse

from quarterdeck.audit.models import Line
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties.models import Call, WatchEntry
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import Bodies, new_bodies, passed
from quarterdeck.web.templatetags.quarterdeck.words import localname

ROOM, SHOWN = "difficulties", 5
OWNER, ASKED = "watch owner", "call asked"
PASSED_ON, GIVEN_BACK = "watch.passed_on", "watch.given_back"


def owned(some: Iterable[Organisation]) -> QuerySet[WatchEntry]:
    """The cases that stand on the list and belong to these bodies, by code."""
    found = WatchEntry.objects.filter(owner__in=[body.pk for body in some], removed_on__isnull=True)
    return found.select_related("owner").order_by("code")


def owing(some: Iterable[Organisation]) -> list[tuple[Call, Organisation]]:
    """The open calls to which these bodies have not replied, each with the body that owes the reply."""
    known = {body.pk: body for body in some}
    rows = Call.asked.through.objects.filter(organisation__in=known, call__state=Call.OPEN)
    rows = rows.exclude(call__replies__organisation=F("organisation")).select_related("call").order_by("call__code")
    return [(row.call, known[row.organisation_id]) for row in rows]


def touched(found: Bodies) -> list[Touched]:
    """Cases and calls of bodies that end: those that pass to heirs, and those that wait for one. Two queries."""
    heirless = {body.pk for body in found.ending if found.heir_organisation(body) is None}
    cases = [(one, one.owner_id in heirless) for one in owned(found.ending)]
    calls = [(one, body.pk in heirless) for one, body in owing(found.ending)]
    goes = gettext_noop("They pass to the heirs.")
    stays = gettext_noop("They stay with the old bodies until somebody decides.")
    rows = [
        _told(gettext_noop("Cases of the watch list"), [one for one, stay in cases if not stay], goes, True),
        _told(gettext_noop("Cases of the watch list without an heir"), [one for one, stay in cases if stay], stays),
        _told(gettext_noop("Replies owed to calls"), [one for one, stay in calls if not stay], goes, True),
        _told(gettext_noop("Replies owed to calls without an heir"), [one for one, stay in calls if stay], stays),
    ]
    return [one for one in rows if one.count]


def depending(change: AreaChange) -> list[Touched]:
    """Cases that bodies made for the new units own without having taken them over."""
    moved = {one.ref for one in passed(change, ROOM) if one.kind == OWNER}
    made = list(owned(new_bodies(change)).exclude(code__in=moved))
    told = _told(gettext_noop("Cases of the watch list of bodies of the new units"), made,
                 gettext_noop("Give them to other bodies."))  # fmt: skip
    return [told] if made else []


def last_acts(codes: Iterable[str]) -> dict[str, str]:
    """What was done last with each case. One query."""
    lines = Line.objects.filter(about_kind="watch", about__in=list(codes)).order_by("id")
    return dict(lines.values_list("about", "act"))


def _told(what: str, some: list[WatchEntry] | list[Call], proposal: str, moves: bool = False) -> Touched:
    page = "difficulties:calls" if some and isinstance(some[0], Call) else "difficulties:watch"
    return Touched(
        ROOM, Message(what), len(some), Message(proposal), moves=moves, url=reverse(page),
        examples=tuple(_link(one) for one in some[:SHOWN]),
    )  # fmt: skip


def _link(one: WatchEntry | Call) -> Backlink:
    if isinstance(one, WatchEntry):
        return Backlink(ROOM, one.code, reverse("difficulties:watch_entry", args=[one.code]), localname(one, "subject"))
    return Backlink(ROOM, one.code, reverse("difficulties:call", args=[one.code]), localname(one, "title"))
