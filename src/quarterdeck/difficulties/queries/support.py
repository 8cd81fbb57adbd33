"""The way of what asks for money: its four steps, whose the next one is, what was said and granted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from quarterdeck.core.rights import Actor, Right, Role
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.models import Difficulty, SupportStep
from quarterdeck.difficulties.queries.limits import asks_for_money, pack
from quarterdeck.difficulties.rules.support import WHO, Done, Stage, ended, possible, refused, stages
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import organisations, posts
from quarterdeck.web import packs

ASKED, ADVISERS, LEADERS, OFFICE = "asked", "advisers", "leaders", "office"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one difficulty: its stages as of a day, what was done, oldest first, and what may be done next."""

    stages: Sequence[Stage]
    done: Sequence[SupportStep]
    possible: tuple[str, ...]
    ended: bool

    @property
    def now(self) -> Stage | None:
        """The step that is to be done now."""
        return next((one for one in self.stages if one.state == "now"), None)

    @property
    def refused(self) -> bool:
        """Whether the money was refused."""
        return refused([Done(row.step, row.done_on, row.outcome) for row in self.done])


@dataclass(frozen=True, slots=True)
class Step:
    """A step that waits to be done: of which difficulty, for which bodies, how late."""

    difficulty: Difficulty
    stage: Stage
    bodies: tuple[Organisation, ...]


def way(one: Difficulty, day: date) -> Way | None:
    """The way of a difficulty that asks for money, None of any other. One query, none where steps are prefetched."""
    if not asks_for_money(one.asks):
        return None
    if "support_steps" in getattr(one, "_prefetched_objects_cache", {}):
        rows = list(one.support_steps.all())
    else:
        rows = list(one.support_steps.select_related("post__organisation", "document"))
    done = [Done(row.step, row.done_on, row.outcome) for row in rows]
    made = stages(done, pack()["support"]["steps"], one.raised_on, day, packs.working_calendar(settings.PACK))
    return Way(made, rows, possible(done), ended(done))


def waits_for_money(one: Difficulty, day: date) -> bool:
    """Whether it asks for money that is neither granted nor refused, so that no answer is due yet."""
    found = way(one, day)
    return found is not None and not found.ended


def named_bodies(one: Difficulty, who: str, alive: Collection[str]) -> tuple[str, ...]:
    """The codes of the bodies whose a step of `who` is, among those `alive`.

    The opinion is one body's, that of the pack which does not answer the difficulty itself.
    """
    support, asked = pack()["support"], tuple(body.code for body in one.routed_to.all())
    if who == ASKED:
        return asked
    if who == ADVISERS:
        return tuple(code for code in support["advisers"][one.asks] if code in alive and code not in asked)[:1]
    named = support["deciders" if who == LEADERS else "office"]
    return tuple(code for code in named if code in alive)[: None if who == LEADERS else 1]


def whose(one: Difficulty, day: date) -> dict[str, tuple[Organisation, ...]]:
    """The bodies whose the steps of each `who` are on a day. One query."""
    alive = {body.code: body for body in organisations(day)}
    return {who: _bodies(one, who, alive) for who in WHO}


def waits_for(one: Difficulty, who: str, day: date) -> tuple[Organisation, ...]:
    """The bodies whose a step of `who` is on a day. One query."""
    return whose(one, day)[who]


def _bodies(one: Difficulty, who: str, alive: Mapping[str, Organisation]) -> tuple[Organisation, ...]:
    if who == ASKED:
        return tuple(one.routed_to.all())
    return tuple(alive[code] for code in named_bodies(one, who, alive) if code in alive)


def may_do(actor: Actor, one: Difficulty, who: str, day: date) -> bool:
    """Whether a step of `who` (asked, advisers, leaders, office) is the actor's; the Office records any."""
    return is_own(actor, who, waits_for(one, who, day))


def is_own(actor: Actor, who: str, bodies: Sequence[Organisation]) -> bool:
    """The same, where the bodies whose the step is are known."""
    if Right.ANSWER_DIFFICULTY not in actor.rights:
        return False
    if rules.acts_for_all(actor):
        return True
    if who == OFFICE or actor.organisation not in {body.code for body in bodies}:
        return False
    return who != LEADERS or actor.role == Role.LEADER


def posts_of(one: Difficulty, who: str, day: date) -> QuerySet[Post]:
    """The posts that may have done a step of `who`: of the bodies whose it is, for a decision the leaders."""
    found = posts(day).filter(organisation__in=waits_for(one, who, day)).select_related("organisation")
    return found.filter(role=Role.LEADER) if who == LEADERS else found


def own_steps(going: Iterable[Step], actor: Actor) -> list[Step]:
    """Those of the steps on the way to money that wait for the actor's own organisation, due first.

    A leader has the decisions, the Office the documents to see to; what the Office may record for others is not
    counted. Home shows it.
    """
    if not actor.organisation or Right.ANSWER_DIFFICULTY not in actor.rights:
        return []
    found = [
        one for one in going
        if actor.organisation in {body.code for body in one.bodies}
        and (one.stage.who != LEADERS or actor.role == Role.LEADER)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.stage.due or date.max, one.difficulty.code))


def waiting_steps(day: date) -> list[Step]:
    """The next step of everything that asks for money and is not at its end, by code. Four queries."""
    asks = pack()["support"]["asks"]
    some = Difficulty.objects.filter(asks__in=asks).exclude(state=Difficulty.CONFIRMED)
    alive = {body.code: body for body in organisations(day)}
    made = []
    for one in some.prefetch_related("routed_to", "support_steps").order_by("code"):
        found = way(one, day)
        if found and found.now:
            made.append(Step(one, found.now, _bodies(one, found.now.who, alive)))
    return made
