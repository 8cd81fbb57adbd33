"""The rows of an event: kept, moved from one standing to another, taken away."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import ProtectedError
from django.utils import timezone

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries.events import begun, ended, event, event_of, last_change, unit_of
from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.areas.rules.refusals import ended_already
from quarterdeck.areas.rules.standing import IN_FORCE, WITHDRAWN
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.lineage import Register, Share, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message, gettext_noop


def locked(event: AreaEvent, version: int) -> AreaEvent:
    """The event as it stands, if nobody changed it since `version`; `Conflict` names who did."""
    now = AreaEvent.objects.select_for_update().get(pk=event.pk)
    if now.version == version:
        return now
    last = last_change(now)
    raise Conflict(
        Message(
            gettext_noop("Event {code} was changed while you had it open: {who}, {post}, {at}."),
            {
                "code": now.code,
                "who": last.actor if last else "–",
                "post": last.post if last else "–",
                "at": f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}" if last else "–",
            },
        ),
        remedy=gettext_noop("Read what it has become, then decide again."),
    )


def locked_all(versions: Mapping[str, int]) -> list[AreaEvent]:
    """Several events, in the order of their days and places; raises what `locked` raises, `BadInput` for none."""
    if not versions:
        raise BadInput(gettext_noop("No event is chosen."), remedy=gettext_noop("Choose the events of one day."))
    found = [locked(event(code), version) for code, version in versions.items()]
    return sorted(found, key=lambda one: (one.day, one.order, one.code))


def write_rows(of: AreaEvent, draft: Draft, change: AreaChange, held: Register) -> None:
    """Keep the versions that the event begins and its successions, and mark what it will end."""
    steered = set(Area.objects.filter(uid__in=draft.ends, steered=True).values_list("uid", flat=True))
    heirs = {change.heirs[uid] for uid in steered if uid in change.heirs}
    Area.objects.bulk_create(_row(unit, of, steered=unit.uid in heirs) for unit in change.begun)
    claim(of, [unit.uid for unit in change.ended])
    uids = {one.predecessor for one in change.successions} | {one.successor for one in change.successions}
    keys = dict(Area.objects.filter(uid__in=uids).values_list("uid", "pk"))
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=keys[one.predecessor], successor_id=keys[one.successor], event=of,
            shares=_kept(one.shares), evidence=one.evidence,
        )
        for one in change.successions
    )  # fmt: skip
    of.heirs = {uid: change.heirs[uid] for uid in draft.heirs if uid in change.heirs}
    of.scope = scope(change, held)


def _row(unit: Unit, event: AreaEvent, *, steered: bool) -> Area:
    return Area(
        uid=unit.uid, code=unit.code, level=unit.level, kind=unit.kind, name_vi=unit.name_vi, name_en=unit.name_en,
        parent_code=unit.parent_code, valid_from=unit.valid_from, standing=event.standing, begun_by=event,
        source=event.act[:200], from_precision="exact", steered=steered,
    )  # fmt: skip


def _kept(shares: Mapping[str, Share]) -> dict[str, list[str]]:
    return {by: ["" if share.value is None else str(share.value), share.quality.value] for by, share in shares.items()}


def claim(of: AreaEvent, uids: list[str]) -> None:
    """Mark that the event will end these versions; `BadInput` names another one that took one of them first."""
    free = Area.objects.filter(uid__in=uids, valid_to__isnull=True, expected_to__isnull=True)
    if free.exclude(standing=WITHDRAWN).update(expected_to=of.day, ended_by=of) == len(uids):
        return
    lost = Area.objects.filter(uid__in=uids).exclude(ended_by=of).select_related("ended_by").first()
    if lost is not None and lost.ended_by is not None:
        end = lost.valid_to or lost.expected_to or of.day
        raise ended_already(unit_of(lost), end, min(of.day, end), event_of(lost.ended_by))
    raise Conflict(
        gettext_noop("A unit that this event ends is not there any more."),
        remedy=gettext_noop("Withdraw this event and draft another one."),
    )


def remove_rows(event: AreaEvent) -> None:
    """Take away the rows of an event that is not in force; `Conflict` where something hangs on them."""
    Area.objects.filter(ended_by=event).update(expected_to=None, ended_by=None)
    event.successions.all().delete()
    try:
        Area.objects.filter(begun_by=event).exclude(standing=IN_FORCE).delete()
    except ProtectedError:
        raise Conflict(
            Message(gettext_noop("Something hangs on the units that {code} begins."), {"code": event.code}),
            remedy=gettext_noop("Withdraw this event and draft another one."),
        ) from None


def move_to(event: AreaEvent, standing: str) -> None:
    """Give the event and the versions that it begins another standing."""
    keys = list(begun(event).values_list("pk", flat=True))
    Area.objects.filter(pk__in=keys).update(standing=standing)
    event.standing = standing
    event.version += 1
    event.save()


def withdraw_rows(event: AreaEvent) -> None:
    """Let what an event ends or would end live on, and what it begins never be.

    The event remembers by name what it ended, since nothing else tells of it then. The new versions go first: two
    versions with one code and first day are never in force at once.
    """
    rows = list(ended(event))
    event.heirs = {row.uid: event.heirs.get(row.uid, "") for row in rows}
    freed = {"expected_to": None, "ended_by": None} | ({"valid_to": None} if event.standing == IN_FORCE else {})
    move_to(event, WITHDRAWN)
    Area.objects.filter(pk__in=[row.pk for row in rows]).update(**freed)


def taken(draft: Draft) -> list[str]:
    """The uids that are given out already, also to versions of withdrawn events."""
    codes = [new.code for new in draft.begins]
    return list(Area.objects.filter(code__in=codes, valid_from=draft.facts.day).values_list("uid", flat=True))


def scope(change: AreaChange, held: Register) -> str:
    """The code of the highest unit that the event concerns; empty where there are several."""
    tops = {_top(unit, held, change.day) for unit in change.ended or change.begun}
    return tops.pop()[:20] if len(tops) == 1 else ""


def _top(unit: Unit, held: Register, day: date) -> str:
    here, before = unit, max(unit.valid_from, day - timedelta(days=1))
    while above := held.parent(here, before):
        here = above
    return here.code
