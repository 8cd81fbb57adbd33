"""What an event will touch, room by room, before it takes force."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from quarterdeck.areas.models import AreaEvent, Boundary
from quarterdeck.areas.queries.events import change_of
from quarterdeck.areas.queries.register import register
from quarterdeck.areas.queries.units import tiles
from quarterdeck.areas.rules.carrying import Square, put_elsewhere, same_ground, squares
from quarterdeck.core.lineage import Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched, followers
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.web.templatetags.quarterdeck.library import language

ROOM, SHOWN = "areas", 5


def preview(of: AreaEvent) -> list[Touched]:
    """Exactly what an event will touch, and what is proposed for each: this room first, then in the order of the flow.

    Rooms in which nothing hangs on the units that end are silent.
    """
    return _touched_by(change_of(of))


def preview_together(several: Sequence[AreaEvent]) -> list[Touched]:
    """What several events of one day will touch together, each thing counted once."""
    changes = [change_of(one) for one in several]
    between = {unit.uid for change in changes for unit in change.begun}
    heirs: dict[str, str] = {}
    for change in reversed(changes):
        heirs |= {uid: heirs.get(heir, heir) for uid, heir in change.heirs.items()}
    return _touched_by(
        AreaChange(
            changes[0].event,
            tuple(unit for change in changes for unit in change.ended if unit.uid not in between),
            tuple(unit for change in changes for unit in change.begun),
            tuple(one for change in changes for one in change.successions),
            heirs,
        )
    )


def _touched_by(change: AreaChange) -> list[Touched]:
    found = [*_own(change), *(one for follower in followers() for one in follower.touched(change))]
    return [one for one in found if one.count]


def hanging(of: AreaEvent) -> list[Touched]:
    """What has come to hang on the units that an event in force began, and forbids to withdraw it."""
    change = change_of(of)
    return [one for follower in followers() for one in follower.depending(change) if one.count]


def layout(changes: Sequence[AreaChange]) -> dict[tuple[str, int], Square]:
    """The squares of the tile maps on the day of events, by code and level."""
    wanted = {(change.day, unit.level) for change in changes for unit in (*change.ended, *change.begun)}
    return {(code, level): square for day, level in wanted for code, square in tiles(day, level).items()}


def _own(change: AreaChange) -> list[Touched]:
    outlined = set(
        Boundary.objects.filter(area__uid__in=[unit.uid for unit in change.ended]).values_list("area__uid", flat=True)
    )
    kept = [old for old, _new in same_ground(change) if old.uid in outlined]
    given = squares(change, layout([change]))
    return [
        _moved(put_elsewhere(change)),
        _touched(
            gettext_noop("Outlines of units whose territory stays the same"), kept,
            gettext_noop("They pass to the new versions."), moves=True,
        ),
        _touched(
            gettext_noop("Outlines of units whose territory changes"),
            [unit for unit in change.ended if unit.uid in outlined and unit not in kept],
            gettext_noop("They stay with the old units; load the outlines of the new ones."),
        ),
        _touched(
            gettext_noop("Squares of the tile map"), [unit for unit, square in given.items() if square],
            gettext_noop("The new units take the squares of their predecessors."), moves=True,
        ),
        _touched(
            gettext_noop("New units without a square"), [unit for unit, square in given.items() if not square],
            gettext_noop("Lay out the tile map anew: it is not shown while a unit lacks its square."),
        ),
    ]  # fmt: skip


def _moved(pairs: Sequence[tuple[Unit, Unit]]) -> Touched:
    held, lang = register(expected=True), language()
    parents = [held.on(new.parent_code, new.valid_from) for _old, new in pairs]
    named = ", ".join(dict.fromkeys(one.name(lang) for one in parents if one))
    return Touched(
        ROOM, Message(gettext_noop("Units that pass under another parent")), len(pairs),
        Message(gettext_noop("They keep their codes, names and territory, and stand under {parents} from then on."),
                {"parents": named}),
        moves=True, examples=_examples(old for old, _new in pairs),
    )  # fmt: skip


def _touched(what: str, units: Sequence[Unit], proposal: str, *, moves: bool = False) -> Touched:
    return Touched(ROOM, Message(what), len(units), Message(proposal), moves=moves, examples=_examples(units))


def _examples(units: Iterable[Unit]) -> tuple[Backlink, ...]:
    lang = language()
    return tuple(
        Backlink(ROOM, f"{unit.name(lang)} ({unit.code})", reverse("areas:unit", args=[unit.uid]), "")
        for unit in list(units)[:SHOWN]
    )
