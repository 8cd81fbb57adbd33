"""What hangs in the handbook on things of other rooms: on difficulties, calls and documents."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink
from quarterdeck.handbook.models import Basis, Edition, Entry, Use
from quarterdeck.web.templatetags.quarterdeck.words import localname

ROOM, LONGEST = "handbook", 160


def of_difficulty(code: str) -> list[Backlink]:
    """The entries that were made of its answer, and those with which it was answered."""
    made = Entry.objects.filter(difficulty__code=code).exclude(state=Entry.WITHDRAWN)
    used = Use.objects.filter(difficulty__code=code, kind=Use.ANSWERED).select_related("entry")
    return [
        *(_entry(one, _("entry of the handbook made of its answer")) for one in made),
        *(_entry(one.entry, _("entry of the handbook with which it was answered")) for one in used),
    ]


def of_document(pk: str) -> list[Backlink]:
    """The entries whose ground it is, any entry of it in the register, and the editions issued with it."""
    same = Q(document=pk) | Q(document__first=pk) | Q(document__later_entries=pk)
    resting = Basis.objects.filter(same).values("entry")
    found = Entry.objects.filter(pk__in=resting).exclude(state=Entry.WITHDRAWN)
    return [
        *(_entry(one, _("answer of the handbook that rests on it")) for one in found),
        *(_edition(one, _("edition of the handbook issued with it")) for one in Edition.objects.filter(document=pk)),
    ]


def of_call(code: str) -> list[Backlink]:
    """The editions of a call's answers."""
    return [_edition(one, _("edition of its answers")) for one in Edition.objects.filter(call_code=code)]


def _entry(one: Entry, label: str) -> Backlink:
    asked = " ".join(localname(one, "question").split())
    title = f"{one.number}. {asked if len(asked) <= LONGEST else asked[: LONGEST - 1] + '…'}"
    return Backlink(ROOM, title, reverse("handbook:entry", args=[one.number]), label)


def _edition(one: Edition, label: str) -> Backlink:
    title = f"{one.number}. {localname(one, 'title')}"
    return Backlink(ROOM, title, reverse("handbook:edition", args=[one.number]), label)
