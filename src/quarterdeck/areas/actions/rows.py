"""The rows of an event: kept, moved from one standing to another, taken away."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import ProtectedError, Q
from django.utils import timezone

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries.events import begun, ended, last_change
from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.areas.rules.standing import IN_FORCE, WITHDRAWN
from quarterdeck.core.errors import Conflict
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


def write_rows(event: AreaEvent, draft: Draft, change: AreaChange, held: Register) -> None:
    """Keep the versions that the event begins and its successions, and mark what it will end."""
    steered = set(Area.objects.filter(uid__in=draft.ends, steered=True).values_list("uid", flat=True))
    heirs = {change.heirs[uid] for uid in steered if uid in change.heirs}
    Area.objects.bulk_create(_row(unit, event, steered=unit.uid in heirs) for unit in change.begun)
    claim(event, [unit.uid for unit in change.ended])
    uids = {one.predecessor for one in change.successions} | {one.successor for one in change.successions}
    keys = dict(Area.objects.filter(uid__in=uids).values_list("uid", "pk"))
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=keys[one.predecessor], successor_id=keys[one.successor], event=event,
            shares=_kept(one.shares), evidence=one.evidence,
        )
        for one in change.successions
    )  # fmt: skip
    chosen = {uid: change.heirs[uid] for uid in draft.heirs if uid in change.heirs}
    onward = {one.predecessor for one in change.successions}
    # What ends without a successor is named too: nothing else tells of it once the event is withdrawn.
    event.heirs = {uid: "" for uid in draft.ends if uid not in onward} | chosen
    event.scope = scope(change, held)


def _row(unit: Unit, event: AreaEvent, *, steered: bool) -> Area:
    return Area(
        uid=unit.uid, code=unit.code, level=unit.level, kind=unit.kind, name_vi=unit.name_vi, name_en=unit.name_en,
        parent_code=unit.parent_code, valid_from=unit.valid_from, standing=event.standing, begun_by=event,
        source=event.act[:200], from_precision="exact", steered=steered,
    )  # fmt: skip


def _kept(shares: Mapping[str, Share]) -> dict[str, list[str]]:
    return {by: ["" if share.value is None else str(share.value), share.quality.value] for by, share in shares.items()}


def claim(event: AreaEvent, uids: list[str]) -> None:
    """Mark that the event will end these versions; `Conflict` where another one took them first."""
    free = Area.objects.filter(uid__in=uids, valid_to__isnull=True, expected_to__isnull=True).exclude(
        standing=WITHDRAWN
    )
    if free.update(expected_to=event.day, ended_by=event) != len(uids):
        raise Conflict(
            gettext_noop("Another event took one of these units at the same time."),
            remedy=gettext_noop("Open the list of events, and look again."),
        )


def remove_rows(event: AreaEvent) -> None:
    """Take away the rows of an event that is not in force; `Conflict` where something hangs on them."""
    release(event)
    event.successions.all().delete()
    try:
        Area.objects.filter(begun_by=event).exclude(standing=IN_FORCE).delete()
    except ProtectedError:
        raise Conflict(
            Message(gettext_noop("Something hangs on the units that {code} begins."), {"code": event.code}),
            remedy=gettext_noop("Withdraw this event and draft another one."),
        ) from None


def release(event: AreaEvent) -> None:
    """Let go of the versions that an event not in force would end."""
    Area.objects.filter(ended_by=event).update(expected_to=None, ended_by=None)


def reopen(event: AreaEvent) -> None:
    """Let the versions live on that an event in force has ended."""
    ours = Q(ended_by=event) | Q(ended_by__isnull=True)
    keys = list(ended(event).filter(ours).values_list("pk", flat=True))
    Area.objects.filter(pk__in=keys).update(valid_to=None, expected_to=None, ended_by=None)


def move_to(event: AreaEvent, standing: str) -> None:
    """Give the event and the versions that it begins another standing."""
    keys = list(begun(event).values_list("pk", flat=True))
    Area.objects.filter(pk__in=keys).update(standing=standing)
    event.standing = standing
    event.version += 1
    event.save()


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
