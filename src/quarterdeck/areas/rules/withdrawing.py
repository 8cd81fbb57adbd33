"""Whether there is room for the units that a withdrawal brings back."""

from datetime import date

from quarterdeck.areas.rules.refusals import named
from quarterdeck.core.errors import Conflict
from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.messages import Message, gettext_noop


def require_room(change: AreaChange, before: Register, after: Register) -> None:
    """Raise `Conflict` where a unit that comes back would share its code with one that came since, or where a unit
    that came since would lose its parent.

    `before` is the register with the event, `after` the one without it.
    """
    for unit in change.ended:
        bearer = next((one for one in after.by_code[unit.code] if _overlaps(one, unit)), None)
        if bearer is not None:
            raise Conflict(
                Message(gettext_noop("The code {code} has passed to {unit} since."),
                        {"code": unit.code, "unit": named(bearer)}),
                remedy=gettext_noop("Undo the change by a new event."),
            )  # fmt: skip
    codes = {unit.code for unit in change.begun}
    for unit in after.units.values():
        day = max(unit.valid_from, change.day)
        if unit.parent_code in codes and unit.valid_to is None and _loses_parent(unit, before, after, day):
            raise Conflict(
                Message(gettext_noop("{unit} stands under a unit that would be gone."), {"unit": named(unit)}),
                remedy=gettext_noop("Withdraw the event that put it there first."),
            )


def _overlaps(one: Unit, back: Unit) -> bool:
    if one.uid == back.uid or one.level != back.level:
        return False
    return one.valid_to is None or one.valid_to > max(back.valid_from, one.valid_from)


def _loses_parent(unit: Unit, before: Register, after: Register, day: date) -> bool:
    return before.parent(unit, day) is not None and after.parent(unit, day) is None
