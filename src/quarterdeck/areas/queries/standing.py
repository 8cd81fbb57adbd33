"""Whether events can stand as they are, together with everything else."""

from collections.abc import Iterator, Sequence
from datetime import date

from quarterdeck.areas.models import AreaEvent
from quarterdeck.areas.queries.events import change_of, draft_of, ended_by_others
from quarterdeck.areas.queries.register import register
from quarterdeck.areas.rules.drafting import with_change
from quarterdeck.areas.rules.refusals import fact_refusals, refusals
from quarterdeck.areas.rules.sense import doubts
from quarterdeck.areas.rules.shares import kept_share_refusals
from quarterdeck.areas.rules.standing import IN_FORCE, STAGED, WITHDRAWN
from quarterdeck.areas.rules.wholeness import flaws, misplaced
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Register
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message


def obstacles(of: AreaEvent, today: date) -> list[BadInput]:
    """Why an event cannot take its next step; that its day has not come is no obstacle.

    A staged event whose day has come is held against what is in force, any other against what is expected too.
    """
    if of.standing == IN_FORCE:
        return []
    if of.standing == WITHDRAWN:
        draft = draft_of(of)
        return list(refusals(draft, register(expected=True), ended_by_others(of, draft)))
    change = change_of(of)
    ready = of.standing == STAGED and of.day <= today
    held = with_change(register(), change) if ready else register(expected=True)
    return [*unfounded(of, change), *unsound(held, [change])]


def unsound(held: Register, changes: Sequence[AreaChange]) -> Iterator[BadInput]:
    """What is wrong with events in a register in which they hold."""
    for change in changes:
        yield from misplaced(held, change)
    yield from flaws(held, changes)


def unfounded(of: AreaEvent, change: AreaChange) -> Iterator[BadInput]:
    """What is wrong with an event by itself: its act, its title, the shares of what it ends."""
    yield from fact_refusals(of.act, of.title_vi)
    yield from kept_share_refusals(register(expected=True), [unit.uid for unit in change.ended])


def doubtful(of: AreaEvent) -> list[Message]:
    """What an event that is still to come may not mean as it says it."""
    return list(doubts(draft_of(of), register(expected=True)))
