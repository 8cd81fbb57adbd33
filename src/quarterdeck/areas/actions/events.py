"""Draft events of areas, revise them, stage them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from quarterdeck.areas.actions.revision import record_change
from quarterdeck.areas.actions.rows import claim, locked, locked_all, move_to, remove_rows, taken, write_rows
from quarterdeck.areas.actions.writing import one_writer
from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries import register
from quarterdeck.areas.queries.events import (
    begun,
    change_of,
    ended,
    ended_by,
    ended_by_others,
    expected_without,
    relying,
)
from quarterdeck.areas.queries.standing import unfounded, unsound
from quarterdeck.areas.rules.drafting import Draft, Facts, in_order, next_code
from quarterdeck.areas.rules.refusals import check
from quarterdeck.areas.rules.standing import COMING, PLANNED, STAGED, STATES, WITHDRAWN, require_move
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require


@one_writer
def draft_event(*, draft: Draft, by: Actor, at: datetime) -> AreaEvent:
    """Keep an event as planned, with the versions that it will begin; nothing in force changes.

    It is checked against what is in force and what other planned and staged events will make of it. Raises the
    refusals of `rules.refusals`, and `Conflict` for a code that is taken.
    """
    require(by, Right.CHANGE_AREAS)
    held = register(expected=True)
    facts = replace(draft.facts, code=_code(draft.facts), order=in_order(draft, held))
    draft = replace(draft, facts=facts)
    change = check(draft, held, taken=taken(draft), ended_by=ended_by(draft.ends))
    event = AreaEvent.objects.create(code=facts.code, standing=PLANNED, **_facts(facts))
    write_rows(event, draft, change, held)
    event.save()
    _record("drafted", event, change, by, at)
    return event


@one_writer
def revise_event(*, event: AreaEvent, draft: Draft, version: int, by: Actor, at: datetime) -> AreaEvent:
    """Replace what an event that is not in force says; `version` is the one that the form was opened with.

    Raises `Conflict` where somebody changed it since, where it is in force or withdrawn, or where another event builds
    on what it begins; and the refusals of `rules.refusals`.
    """
    require(by, Right.CHANGE_AREAS)
    now = locked(event, version)
    _require_revisable(now)
    held = expected_without(now)
    facts = replace(draft.facts, code=now.code, order=in_order(draft, held))
    draft = replace(draft, facts=facts)
    own = set(begun(now).values_list("uid", flat=True))
    others = [uid for uid in taken(draft) if uid not in own]
    change = check(draft, held, taken=others, ended_by=ended_by_others(now, draft))
    remove_rows(now)
    for name, value in _facts(facts).items():
        setattr(now, name, value)
    write_rows(now, draft, change, held)
    now.version += 1
    now.save()
    _record("revised", now, change, by, at)
    return now


@one_writer
def stage_event(*, event: AreaEvent, version: int, by: Actor, at: datetime) -> AreaEvent:
    """Prepare a planned event for activation; it is checked again, since other events may have come before it."""
    require(by, Right.CHANGE_AREAS)
    return _staged([locked(event, version)], by, at)[0]


@one_writer
def stage_events(*, versions: Mapping[str, int], by: Actor, at: datetime) -> list[AreaEvent]:
    """Prepare several planned events together, all of them or none; `versions` maps each code to the version seen."""
    require(by, Right.CHANGE_AREAS)
    return _staged(locked_all(versions), by, at)


@one_writer
def stage_again(*, event: AreaEvent, version: int, by: Actor, at: datetime) -> AreaEvent:
    """Take up a withdrawn event once more with the same units; checked as any other."""
    require(by, Right.CHANGE_AREAS)
    return _staged([locked(event, version)], by, at)[0]


def _staged(found: Sequence[AreaEvent], by: Actor, at: datetime) -> list[AreaEvent]:
    changes = []
    for now in found:
        require_move(now.code, now.standing, STAGED)
        again = now.standing == WITHDRAWN
        if again:
            claim(now, list(ended(now).values_list("uid", flat=True)))
        move_to(now, STAGED)
        changes.append(change_of(now))
        _record("staged_again" if again else "staged", now, changes[-1], by, at)
    own = (one for now, change in zip(found, changes, strict=True) for one in unfounded(now, change))
    for refusal in (*own, *unsound(register(expected=True), changes)):
        raise refusal
    return list(found)


def _code(facts: Facts) -> str:
    codes = AreaEvent.objects.filter(code__startswith=facts.code or "DC-").values_list("code", flat=True)
    if facts.code in codes:
        raise Conflict(
            Message(gettext_noop("There is already an event {code}."), {"code": facts.code}),
            remedy=gettext_noop("Give another code, or none."), place="code",
        )  # fmt: skip
    return facts.code or next_code(codes, facts.day.year)


def _facts(facts: Facts) -> dict[str, object]:
    return {
        "kind": facts.kind.value, "day": facts.day, "adopted_on": facts.adopted_on or facts.day,
        "act": facts.act.strip(), "act_day": facts.act_day, "title_vi": facts.title_vi.strip(),
        "title_en": facts.title_en.strip(), "order": facts.order, "note": facts.note, "group": facts.group,
    }  # fmt: skip


def _require_revisable(event: AreaEvent) -> None:
    if event.standing not in COMING:
        raise Conflict(
            Message(gettext_noop("Event {code} is {state}; only what is not in force yet is revised."),
                    {"code": event.code, "state": Message(STATES[event.standing][0])}),
            remedy=gettext_noop("Withdraw it, and draft the right one."),
        )  # fmt: skip
    require_nothing_relies(event)


def require_nothing_relies(event: AreaEvent) -> None:
    """Raise `Conflict` where another event ends what this one begins, naming it."""
    others = relying(event)
    if others:
        raise Conflict(
            Message(gettext_noop("{others} builds on what {code} begins."),
                    {"code": event.code, "others": ", ".join(f"{one.code} ({one.title_vi})" for one in others)}),
            remedy=gettext_noop("Withdraw that event first."),
        )  # fmt: skip


def _record(act: str, event: AreaEvent, change: AreaChange, by: Actor, at: datetime) -> None:
    detail = {
        "ends": [unit.uid for unit in change.ended], "begins": [unit.uid for unit in change.begun],
        "day": event.day.isoformat(), "version": event.version,
    }  # fmt: skip
    record_change(act=f"area_event.{act}", about_kind="area_event", about=event.code, by=by, at=at, detail=detail)
