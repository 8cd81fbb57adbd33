"""Pass what is open of bodies that end to their heirs, difficulties, cases and owed replies, and give it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from quarterdeck.audit.actions import record
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.actions.kept import KINDS, give_kept_back, pass_kept
from quarterdeck.difficulties.actions.telling import tell_of_passing
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries.following import ROOM, SIDES, following, last_acts
from quarterdeck.people.models import Organisation

# Marks a body that only left, since its heir was there already.
JOINED = ", joined"


@transaction.atomic
def follow_change(*, change: AreaChange, by: Actor, at: datetime) -> list[Moved]:
    """Pass open difficulties to the heirs of bodies that end; the history of each says so."""
    require(by, Right.CHANGE_AREAS)
    found = following(change)
    moved = [
        Moved(ROOM, f"difficulty {step.side}{JOINED if step.joined else ''}", one.code, step.origin, step.heir)
        for one, steps in found.passing
        for step in steps
    ]
    rows = {one.code: one for one, _steps in found.passing}
    for one in moved:
        _replace(rows[one.ref], one, found.bodies[one.origin], found.bodies[one.heir])
    _note("passed_on", rows, moved, {code: body.name_vi for code, body in found.bodies.items()}, change, by, at)
    return moved + pass_kept(change, by, at)


def _side(one: Moved) -> str:
    return one.kind.removeprefix("difficulty ").removesuffix(JOINED)


def _replace(row: Difficulty, one: Moved, origin: Organisation, heir: Organisation) -> None:
    """The row that joins the difficulty to the body stays itself, so that it can be given back as it was."""
    through = getattr(Difficulty, _side(one)).through.objects.filter(difficulty=row, organisation=origin)
    if one.kind.endswith(JOINED):
        through.delete()
    else:
        through.update(organisation=heir)


@transaction.atomic
def give_back(*, change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    """Give difficulties back to the bodies that live on; `Conflict` names one that was acted on since."""
    require(by, Right.CHANGE_AREAS)
    give_kept_back(change, [one for one in moved if one.kind in KINDS], by, at)
    moved = [one for one in moved if one.kind not in KINDS]
    locked = Difficulty.objects.select_for_update().filter(code__in={one.ref for one in moved})
    rows = {one.code: one for one in locked.prefetch_related(*SIDES)}
    last = last_acts(rows)
    named = Organisation.objects.filter(code__in={code for one in moved for code in (one.origin, one.heir)})
    bodies = {one.code: one for one in named}
    for one in reversed(moved):
        if one.ref not in rows or last.get(one.ref) not in rules.FOLLOWING or not _held(rows[one.ref], one):
            raise _acted_on(one.ref)
        if one.kind.endswith(JOINED):
            getattr(rows[one.ref], _side(one)).add(bodies[one.origin])
        else:
            _replace(rows[one.ref], one, bodies[one.heir], bodies[one.origin])
    _note("given_back", rows, moved, {code: body.name_vi for code, body in bodies.items()}, change, by, at)


def _held(row: Difficulty, one: Moved) -> bool:
    """Whether the heir still stands where the event put it."""
    return one.heir in {body.code for body in getattr(row, _side(one)).all()}


def _acted_on(code: str) -> Conflict:
    return Conflict(
        Message(gettext_noop("Difficulty {code} was acted on after the event took force and cannot be given back."),
                {"code": code}),
        remedy=gettext_noop("It stays with the heir: let another event follow instead of withdrawing this one."),
    )  # fmt: skip


def _note(
    act: str, rows: dict[str, Difficulty], moved: Iterable[Moved], names: dict[str, str], change: AreaChange, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """One line for each difficulty: its page tells its history from the record of acts."""
    Difficulty.objects.filter(pk__in=[one.pk for one in rows.values()]).update(version=F("version") + 1)
    tell_of_passing(rows.values(), by=by, at=at)
    back = act == "given_back"
    for code in rows:
        mine = [one for one in moved if one.ref == code]
        pairs = [(one.heir, one.origin) if back else (one.origin, one.heir) for one in mine]
        told = "; ".join(dict.fromkeys(f"{names[old]} → {names[new]}" for old, new in pairs))
        detail = {"event": change.event.code, "moved": [[one.kind, one.origin, one.heir] for one in mine]}
        record(act=f"difficulty.{act}", about_kind="difficulty", about=code, reason=f"{told} ({change.event.title_vi})",
               detail=detail, by=by, at=at)  # fmt: skip
