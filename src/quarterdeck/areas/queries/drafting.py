"""What somebody who drafts an event needs to know of the register."""

from collections.abc import Callable
from datetime import date

from quarterdeck.areas.models import Area, AreaEvent
from quarterdeck.areas.queries.events import ended_by, ended_by_others, expected_without
from quarterdeck.areas.queries.register import register
from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.areas.rules.finding import Finder
from quarterdeck.areas.rules.refusals import refusals
from quarterdeck.areas.rules.standing import IN_FORCE
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Register


def basis(of: AreaEvent | None = None) -> Register:
    """What is in force and expected, without the event that is being revised."""
    return register(expected=True) if of is None else expected_without(of)


def finder(held: Register) -> Callable[[date], Finder]:
    """What finds the units that people name in a form, for the day of their event."""
    home = frozenset(Area.objects.filter(steered=True).values_list("uid", flat=True))
    return lambda day: Finder(held, day, home)


def kinds_in_use() -> list[tuple[int, str]]:
    """The levels and kinds of units that there are or were in force, highest first; not of those only drafted."""
    found = Area.objects.filter(standing=IN_FORCE).order_by("level", "kind").values_list("level", "kind").distinct()
    return list(found)


def spoken_against(draft: Draft, held: Register, of: AreaEvent | None = None) -> list[BadInput]:
    """Everything that speaks against a draft."""
    others = ended_by(draft.ends) if of is None else ended_by_others(of, draft)
    return list(refusals(draft, held, others))
