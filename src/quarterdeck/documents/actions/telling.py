"""Tell bodies which documents bind them or were passed to them, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from quarterdeck.core.rights import Actor
from quarterdeck.documents.models import Bound, Document
from quarterdeck.documents.queries.bodies import body_called
from quarterdeck.notices.actions import Telling, tell
from quarterdeck.notices.rules import Subject
from quarterdeck.people.models import Organisation


def tell_bound(made: Document, bound: Sequence[Organisation], *, by: Actor, at: datetime) -> None:
    """Tell the bodies that a new entry orders to act; those that an earlier entry of it bound know already."""
    knew = Bound.objects.exclude(document=made).filter(Q(document=made.root) | Q(document__first=made.root))
    known = set(knew.values_list("organisation_id", flat=True))
    codes = [one.code for one in bound if one.pk not in known]
    if codes:
        tell(tellings=[Telling("document.bound", _subject(made), bodies=codes)], by=by, at=at)


def tell_receiver(document: Document, receiver: str, *, by: Actor, at: datetime) -> None:
    """Tell the body to which a document was passed, where the name is that of one."""
    body = body_called(receiver, timezone.localdate(at))
    if body is not None:
        tell(tellings=[Telling("document.passed", _subject(document), bodies=[body.code])], by=by, at=at)


def _subject(one: Document) -> Subject:
    place = reverse("documents:document", args=[one.pk])
    return Subject("document", one.number, place, one.abstract_vi, one.abstract_en)
