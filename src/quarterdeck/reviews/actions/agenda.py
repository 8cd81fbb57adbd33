"""Build the agenda of a review: put items on it, order them, say who presents them, carry them to the next."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from quarterdeck.audit.actions import record
from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.people.models import Post
from quarterdeck.reviews.actions.checks import OVERTAKEN, require_not_closed, words_of
from quarterdeck.reviews.models import AgendaItem, Review

MATTER, LONGEST = "matter", 400


@transaction.atomic
def put_items(*, review: Review, items: Sequence[Item], by: Actor, at: datetime) -> int:
    """Put items on the agenda after those already there; an item already there keeps its place and its evidence is
    renewed while the review is being prepared. Returns how many were added."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    there = {_about(one): one for one in review.items.all()}
    number = max((one.number for one in there.values()), default=0)
    added = 0
    for item in items:
        old = there.get(_about(item))
        if old is not None:
            if review.state == Review.PREPARING:
                AgendaItem.objects.filter(pk=old.pk).update(evidence=dict(item.evidence), weight=item.weight)
            continue
        number += 1
        added += 1
        AgendaItem.objects.create(
            review=review, number=number, kind=item.kind, ref=item.ref, title_vi=item.title_vi,
            title_en=item.title_en, evidence=dict(item.evidence), weight=item.weight,
            carried_from=_carried_from(item),
        )  # fmt: skip
    record(act="review.agenda", about_kind="review", about=review.code, by=by, at=at, detail={"added": added})
    return added


def _about(item: Item | AgendaItem) -> tuple[str, str]:
    """What makes an item the same: what it is about, also where that is called otherwise now; else its title."""
    return item.kind, item.ref or item.title_vi


def _carried_from(item: Item) -> AgendaItem | None:
    """The item of an earlier review that it continues, named by its evidence as REVIEW/NUMBER."""
    code, _slash, number = str(item.evidence.get("carried_from") or "").rpartition("/")
    return AgendaItem.objects.filter(review__code=code, number=int(number)).first() if code else None


@transaction.atomic
def move_item(*, item: AgendaItem, to: int, version: int, by: Actor, at: datetime) -> None:
    """Give an item another place on the agenda; the others close up. `Conflict` where it was moved meanwhile."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(item.review)
    _require_same(item, version)
    others = list(item.review.items.exclude(pk=item.pk))
    others.insert(max(min(to, len(others) + 1), 1) - 1, item)
    _number(others)
    record(act="review.agenda_moved", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.pk, "to": to})  # fmt: skip


def _number(items: Sequence[AgendaItem]) -> None:
    """Number the items in this order; whoever looks at one with another number is told."""
    for number, one in enumerate(items, start=1):
        if one.number != number:
            AgendaItem.objects.filter(pk=one.pk).update(number=number, version=F("version") + 1)


def _require_same(item: AgendaItem, version: int) -> None:
    """Hold the agenda; `Conflict` where the item is another than the page showed."""
    Review.objects.select_for_update().get(pk=item.review_id)
    if not AgendaItem.objects.filter(pk=item.pk, version=version).exists():
        raise Conflict(gettext_noop("Somebody else has moved or changed this item meanwhile."), remedy=OVERTAKEN)


@transaction.atomic
def add_matter(
    *, review: Review, title_vi: str, title_en: str = "", presenter: Post | None = None, minutes: int | None = None,
    by: Actor, at: datetime,
) -> AgendaItem:  # fmt: skip
    """Put a matter on the agenda that no room gathers. `Conflict` where it is there already."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(review)
    title = words_of(title_vi)[:LONGEST]
    if review.items.filter(kind=MATTER, ref="", title_vi=title).exists():
        raise Conflict(gettext_noop("This matter is on the agenda already."),
                       remedy=gettext_noop("Look it up on the agenda."))  # fmt: skip
    last = review.items.aggregate(last=Max("number"))["last"] or 0
    made = AgendaItem.objects.create(
        review=review, number=last + 1, kind=MATTER, title_vi=title, title_en=title_en.strip()[:LONGEST] or title,
        presenter=presenter, minutes=minutes,
    )  # fmt: skip
    record(act="review.agenda", about_kind="review", about=review.code, by=by, at=at, detail={"matter": title})
    return made


@transaction.atomic
def plan_item(
    *, item: AgendaItem, presenter: Post | None, minutes: int | None, postponed: bool, version: int, by: Actor,
    at: datetime,
) -> AgendaItem:  # fmt: skip
    """Say who presents an item and how long it takes, and whether it is put off to the next review of this kind.

    `Conflict` where somebody else changed it meanwhile.
    """
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(item.review)
    _require_same(item, version)
    item.presenter, item.minutes, item.postponed, item.version = presenter, minutes, postponed, version + 1
    item.save(update_fields=["presenter", "minutes", "postponed", "version"])
    record(act="review.item_planned", about_kind="review", about=item.review.code, by=by, at=at,
           detail={"item": item.number, "presenter": presenter.code if presenter else "", "minutes": minutes,
                   "postponed": postponed})  # fmt: skip
    return item


@transaction.atomic
def drop_item(*, item: AgendaItem, version: int, by: Actor, at: datetime) -> None:
    """Take an item off the agenda; the others close up. Refused where something was said or concluded on it."""
    require(by, Right.PREPARE_REVIEW)
    require_not_closed(item.review)
    _require_same(item, version)
    if item.opinions.exists() or item.conclusions.exists() or item.assessments.exists():
        raise BadInput(gettext_noop("Something was said or concluded on this item: it stays on the agenda."),
                       remedy=gettext_noop("Put it off to the next review instead."))  # fmt: skip
    review, title, number = item.review, item.title_vi, item.number
    item.delete()
    _number(list(review.items.all()))
    record(act="review.item_dropped", about_kind="review", about=review.code, by=by, at=at,
           detail={"item": number, "title": title})  # fmt: skip
