"""Events, what each does to units, and what has been done with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from quarterdeck.areas.models import Area, AreaEvent, Succession, Transfer
from quarterdeck.areas.queries.register import register
from quarterdeck.areas.rules.drafting import Draft, Facts, Part, continued, without
from quarterdeck.audit.models import Line
from quarterdeck.audit.queries import lines
from quarterdeck.core.errors import NotFound
from quarterdeck.core.folding import search_words, searchable
from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Standing, Unit
from quarterdeck.core.lineage import Succession as SuccessionValue
from quarterdeck.core.lineage.change import AreaChange, heirs
from quarterdeck.core.messages import Message, gettext_noop


def event(code: str) -> AreaEvent:
    """The event with this code; `NotFound` otherwise."""
    found = AreaEvent.objects.select_related("compensates").filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no event {code}."), {"code": code}),
            remedy=gettext_noop("Look for it in the list of events."),
        )
    return found


COUNTRY = "*"


def events(
    *, standing: str = "", year: int | None = None, scope: str = "", kind: str = "", words: str = ""
) -> QuerySet[AreaEvent]:
    """Events that meet every condition that is given, newest day first; words are found without accents too.

    `scope` is the code of a province; without it only those of the store's own province are meant, with "*" all.
    """
    found = _within(scope).order_by("-day", "order", "code")
    given = {"standing": standing, "day__year": year, "kind": kind}
    found = found.filter(**{name: value for name, value in given.items() if value})
    wanted = search_words(words)
    if not wanted:
        return found
    texts = found.values_list("pk", "code", "title_vi", "title_en", "act")
    return found.filter(pk__in=[key for key, *text in texts if _holds(searchable(*text), wanted)])


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _within(scope: str) -> QuerySet[AreaEvent]:
    if scope == COUNTRY:
        return AreaEvent.objects.all()
    if scope:
        return AreaEvent.objects.filter(scope=scope)
    home = Area.objects.filter(steered=True).values_list("code", flat=True)
    return AreaEvent.objects.filter(Q(scope="") | Q(scope__in=home)) if home else AreaEvent.objects.all()


def counts(scope: str = "") -> Mapping[str, int]:
    """How many events there are of each standing; for `scope` see `events`."""
    rows = _within(scope).order_by().values_list("standing").annotate(number=Count("pk"))
    return dict(rows)


def years() -> list[int]:
    """The years in which there are events, newest first."""
    return [day.year for day in AreaEvent.objects.dates("day", "year", order="DESC")]


def scopes() -> list[str]:
    """The codes of the highest units that events concern."""
    return list(AreaEvent.objects.exclude(scope="").order_by("scope").values_list("scope", flat=True).distinct())


def ended_by(uids: Collection[str]) -> Mapping[str, str]:
    """Which event ends each of these versions, by uid, where one does or will."""
    rows = Area.objects.filter(uid__in=uids, ended_by__isnull=False)
    return dict(rows.values_list("uid", "ended_by__code"))


def ended(of: AreaEvent) -> QuerySet[Area]:
    """The versions that an event ends, has ended, or did end before it was withdrawn.

    A predecessor that another event ends is not among them; one of which no event is said to end it is.
    """
    if of.standing == Standing.WITHDRAWN.value:
        named = Q(uid__in=list(of.heirs))
    else:
        before = list(of.successions.values_list("predecessor_id", flat=True))
        named = Q(ended_by=of) | Q(pk__in=before, ended_by__isnull=True)
    return Area.objects.filter(named).order_by("level", "code", "valid_from")


def begun(of: AreaEvent) -> QuerySet[Area]:
    """The versions that an event begins, whatever its standing; not those of which another event is said to."""
    after = list(of.successions.values_list("successor_id", flat=True))
    named = Q(begun_by=of) | Q(pk__in=after, begun_by__isnull=True)
    return Area.objects.filter(named).order_by("level", "code", "valid_from")


def change_of(of: AreaEvent) -> AreaChange:
    """An event with what it ends and begins, whether it is planned, staged, in force or withdrawn."""
    before = tuple(replace(unit_of(row), valid_to=of.day) for row in ended(of))
    after = tuple(unit_of(row) for row in begun(of))
    rows = of.successions.select_related("predecessor", "successor")
    successions = tuple(_succession(row, of.code) for row in rows)
    chosen = {uid: heir for uid, heir in of.heirs.items() if heir}
    return AreaChange(event_of(of), before, after, successions, heirs(before, after, successions, chosen))


def draft_of(of: AreaEvent) -> Draft:
    """The draft that makes the rows which an event has."""
    change = change_of(of)
    news = {unit.uid: continued(unit) for unit in change.begun}
    parts = tuple(
        Part(one.predecessor, news[one.successor], one.shares, one.evidence)
        for one in change.successions
        if one.successor in news
    )
    facts = Facts(
        EventKind(of.kind), of.day, of.act, of.title_vi, of.title_en, of.adopted_on, of.act_day, of.code, of.order,
        of.note, of.group,
    )  # fmt: skip
    chosen = {uid: news[heir] for uid, heir in of.heirs.items() if heir in news}
    return Draft(facts, tuple(unit.uid for unit in change.ended), tuple(news.values()), parts, chosen)


def expected_without(of: AreaEvent) -> Register:
    """What is in force and what other events will make of it."""
    return without(register(expected=True), change_of(of))


def ended_by_others(of: AreaEvent, draft: Draft) -> dict[str, str]:
    """Which other events end what a draft of this one would end, by uid."""
    return {uid: code for uid, code in ended_by(draft.ends).items() if code != of.code}


def of_day(day: date, scope: str) -> list[AreaEvent]:
    """The events of one day in one province, in their order; without the records of withdrawals."""
    found = AreaEvent.objects.filter(day=day, scope=scope).exclude(kind=EventKind.WITHDRAWAL.value)
    return list(found.order_by("order", "code"))


def history(of: AreaEvent) -> list[Line]:
    """What was done with an event, oldest first."""
    return list(reversed(lines(about_kind="area_event", about=of.code)))


def last_change(of: AreaEvent) -> Line | None:
    """Who changed an event last."""
    return lines(about_kind="area_event", about=of.code).first()


def transfers(of: AreaEvent) -> QuerySet[Transfer]:
    """What passed to heirs when the event took force, room by room."""
    return of.transfers.order_by("room", "kind", "id")


def relying(of: AreaEvent) -> list[AreaEvent]:
    """The events that end what this one begins: those in force where it is in force, else the expected ones too."""
    keys = list(begun(of).values_list("pk", flat=True))
    counting = [Standing.IN_FORCE.value]
    if of.standing != Standing.IN_FORCE.value:
        counting += [Standing.PLANNED.value, Standing.STAGED.value]
    through = Succession.objects.filter(predecessor_id__in=keys, event__isnull=False).values_list("event_id", flat=True)
    ending = Area.objects.filter(pk__in=keys, ended_by__isnull=False).values_list("ended_by_id", flat=True)
    found = AreaEvent.objects.filter(pk__in={*through, *ending}, standing__in=counting).exclude(pk=of.pk)
    return list(found.order_by("day", "order", "code"))


def event_of(of: AreaEvent) -> Event:
    """A row as the event that it keeps."""
    return Event(
        of.code, EventKind(of.kind), of.day, of.adopted_on, of.act, of.title_vi, of.title_en, Standing(of.standing),
        of.order, of.note,
    )  # fmt: skip


def unit_of(row: Area) -> Unit:
    """A row as the version that it keeps."""
    return Unit(
        row.uid, row.code, row.level, row.kind, row.name_vi, row.name_en, row.parent_code, row.valid_from,
        row.valid_to,
    )  # fmt: skip


def _succession(row: Succession, code: str) -> SuccessionValue:
    shares = {
        by: Share(Fraction(text) if text else None, Quality(quality)) for by, (text, quality) in row.shares.items()
    }
    return SuccessionValue(row.predecessor.uid, row.successor.uid, code, shares, row.evidence)
