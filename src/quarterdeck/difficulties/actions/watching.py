"""Put cases on the watch list, correct their entries, and take them off by a decision."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.folding import searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.common import (
    numbered,
    require_given,
    require_past,
    require_unchanged,
    save,
)
from quarterdeck.difficulties.actions.settling import settle_by_decision
from quarterdeck.difficulties.models import Difficulty, WatchEntry
from quarterdeck.difficulties.queries.limits import leaving_types
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.numbers import types
from quarterdeck.people.models import Organisation

LETTERS = "VV"
WHOLE = gettext_noop("An entry names the case, why it is on the list, since when, and who owns it.")


@transaction.atomic
def put_on_list(
    *, subject_vi: str, subject_en: str = "", ground_vi: str, ground_en: str = "", since: date,
    owner: Organisation | None, document: Document | None = None, form_key: str = "", by: Actor, at: datetime,
) -> WatchEntry:  # fmt: skip
    """Put a complicated case (a place or a matter, never a person) on the watch list.

    The same form sent twice makes one entry. Raises `Refused`, `BadInput` for an incomplete entry.
    """
    rules.require_keeper(by)
    if form_key and (sent := WatchEntry.objects.filter(form_key=form_key).first()):
        return sent
    _require_whole(subject_vi, ground_vi, owner)
    require_past(since, timezone.localdate(at), "since", gettext_noop("Give the day since which it is on the list."))

    def make(code: str) -> WatchEntry:
        return WatchEntry.objects.create(
            code=code, subject_vi=subject_vi.strip(), subject_en=subject_en.strip(), ground_vi=ground_vi.strip(),
            ground_en=ground_en.strip(), since=since, owner=owner, document=document, form_key=form_key or None,
            folded=searchable(code, subject_vi, subject_en, ground_vi, ground_en),
        )  # fmt: skip

    made = numbered(WatchEntry, LETTERS, since.year, make)
    _note("put_on", made, by, at, owner=made.owner.code, document=document.number if document else "")
    return made


@transaction.atomic
def correct_entry(
    *, entry: WatchEntry, subject_vi: str, subject_en: str = "", ground_vi: str, ground_en: str = "",
    owner: Organisation | None, version: int, by: Actor, at: datetime,
) -> WatchEntry:  # fmt: skip
    """Mend the words of an entry or give it to another owner; since when it is on the list stays."""
    rules.require_keeper(by)
    now = _locked(entry, version)
    _require_whole(subject_vi, ground_vi, owner)
    texts = {"subject_vi": subject_vi.strip(), "subject_en": subject_en.strip(), "ground_vi": ground_vi.strip(),
             "ground_en": ground_en.strip()}  # fmt: skip
    before = {name: getattr(now, name) for name in texts if getattr(now, name) != texts[name]}
    if owner != now.owner:
        before["owner"] = now.owner.code
    save(now, owner=owner, folded=searchable(now.code, *texts.values()), **texts)
    _note("corrected", now, by, at, before=before)
    return now


@transaction.atomic
def take_off(*, entry: WatchEntry, document: Document | None, version: int, by: Actor, at: datetime) -> WatchEntry:
    """Take a case off the list by a decision, on the day on which that was signed; requests for it close by themselves.

    Raises `BadInput` without a document of a type that decides (see the pack), or with one older than the entry.
    """
    rules.require_keeper(by)
    now = _locked(entry, version)
    names = ", ".join(types()[code].name("vi") for code in leaving_types())
    names_en = ", ".join(types()[code].name("en") for code in leaving_types())
    if document is None or document.type_code not in leaving_types():
        raise BadInput(
            Message(gettext_noop("An entry leaves the watch list only by a decision ({types_en})."),
                    {"types_en": names_en, "types_vi": names}),
            remedy=gettext_noop("Register the decision and name it."), place="document",
        )  # fmt: skip
    today = timezone.localdate(at)
    if document.signed_on is None or not now.since <= document.signed_on <= today:
        raise BadInput(gettext_noop("The decision was signed before the case was put on the list, or on no known day."),
                       remedy=gettext_noop("Name the decision that takes it off."), place="document")  # fmt: skip
    save(now, removed_by_document=document, removed_on=document.signed_on)
    _note("taken_off", now, by, at, document.number, document=document.number)
    for one in Difficulty.objects.select_for_update().filter(watch_entry=now).exclude(state=rules.CONFIRMED):
        settle_by_decision(difficulty=one, document=document, by=by, at=at)
    return now


def _locked(entry: WatchEntry, version: int) -> WatchEntry:
    now = WatchEntry.objects.select_for_update(of=("self",)).select_related("owner").get(pk=entry.pk)
    require_unchanged(now, version)
    if now.removed_on:
        raise Conflict(gettext_noop("This case has left the watch list."),
                       remedy=gettext_noop("If it comes up again, put it on the list anew."))  # fmt: skip
    return now


def _require_whole(subject: str, ground: str, owner: Organisation | None) -> None:
    given = [("subject_vi", bool(subject.strip())), ("ground_vi", bool(ground.strip())), ("owner", owner is not None)]
    require_given(given, WHOLE)


def _note(act: str, entry: WatchEntry, by: Actor, at: datetime, reason: str = "", **detail: object) -> None:
    record(act=f"watch.{act}", about_kind="watch", about=entry.code, reason=reason, detail=detail, by=by, at=at)
