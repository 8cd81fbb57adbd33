"""Open difficulties of bodies that end: which pass to the heirs, which wait, and what depends on the new units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from quarterdeck.audit.models import Line
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Touched
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import kept
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import Bodies, new_bodies, passed
from quarterdeck.people.queries import bodies as bodies_of
from quarterdeck.web.templatetags.quarterdeck.words import localname

ROOM, SHOWN, SIDES = "difficulties", 5, ("raised_by", "routed_to")


@dataclass(frozen=True, slots=True)
class Following:
    """Open difficulties of bodies that end: `passing` with the steps of each, `waiting` those that stay in part.

    `bodies` holds them by code, those that end and their heirs; `ended` says who is whose heir.
    """

    passing: Sequence[tuple[Difficulty, Sequence[rules.Step]]]
    waiting: Sequence[Difficulty]
    bodies: dict[str, Organisation]
    ended: Bodies


def following(change: AreaChange) -> Following:
    """What becomes of the open difficulties when the event takes force. Five queries."""
    found = bodies_of(change)
    heirs = {one.code: heir.code for one in found.ending if (heir := found.heir_organisation(one))}
    ending = {one.code for one in found.ending}
    passing, waiting = [], []
    for one in _open(_of([body.pk for body in found.ending])):
        sides = {side: [body.code for body in getattr(one, side).all()] for side in SIDES}
        steps = rules.steps(sides, heirs)
        if steps:
            passing.append((one, steps))
        if {(side, code) for side, codes in sides.items() for code in codes if code in ending} - {
            (step.side, step.origin) for step in steps
        }:
            waiting.append(one)
    return Following(passing, waiting, _by_code(found), found)


def _by_code(found: Bodies) -> dict[str, Organisation]:
    return {one.code: one for one in (*found.ending, *found.heirs.values())}


def _of(bodies: Iterable[int]) -> QuerySet[Difficulty]:
    wanted = list(bodies)
    keys = [getattr(Difficulty, side).through.objects.filter(organisation__in=wanted) for side in SIDES]
    return Difficulty.objects.filter(Q(pk__in=keys[0].values("difficulty")) | Q(pk__in=keys[1].values("difficulty")))


def _open(some: QuerySet[Difficulty]) -> QuerySet[Difficulty]:
    return some.exclude(state=rules.CONFIRMED).prefetch_related(*SIDES).order_by("code")


def touched(change: AreaChange) -> list[Touched]:
    """Open difficulties that pass to heirs, and those that wait for one."""
    found = following(change)
    rows = [
        _told(gettext_noop("Open difficulties"), [one for one, _steps in found.passing],
              gettext_noop("They pass to the heirs; their codes and last days stay."), moves=True),
        _told(gettext_noop("Open difficulties that no heir can take over"), found.waiting,
              gettext_noop("They stay with the old bodies, marked, until somebody decides.")),
    ]  # fmt: skip
    return [*(one for one in rows if one.count), *kept.touched(found.ended)]


def _told(what: str, some: Sequence[Difficulty], proposal: str, moves: bool = False) -> Touched:
    return Touched(
        ROOM, Message(what), len(some), Message(proposal), moves=moves, url=reverse("difficulties:index"),
        examples=tuple(
            Backlink(ROOM, one.code, reverse("difficulties:difficulty", args=[one.code]), localname(one, "matter"))
            for one in some[:SHOWN]
        ),
    )  # fmt: skip


def depending(change: AreaChange) -> list[Touched]:
    """Difficulties of bodies made for the new units, and passed ones that the heirs have acted on. Five queries."""
    moved = {one.ref for one in passed(change, ROOM)}
    made = list(_of([body.pk for body in new_bodies(change)]).exclude(code__in=moved))
    last = last_acts(moved)
    acted = list(Difficulty.objects.filter(code__in=[code for code in moved if last.get(code) not in rules.FOLLOWING]))
    rows = [
        _told(gettext_noop("Difficulties of bodies of the new units"), made,
              gettext_noop("Let them be settled, or put them to other bodies.")),
        _told(gettext_noop("Difficulties that the heirs have acted on"), acted,
              gettext_noop("They stay with the heirs: let another event follow instead of withdrawing this one.")),
    ]  # fmt: skip
    return [*(one for one in rows if one.count), *kept.depending(change)]


def last_acts(codes: Iterable[str]) -> dict[str, str]:
    """What was done last with each difficulty. One query."""
    lines = Line.objects.filter(about_kind="difficulty", about__in=list(codes)).order_by("id")
    return dict(lines.values_list("about", "act"))
