"""A value with its unit and everything that must be said along with it."""

from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures.kinds import Direction, Qualifier
from quarterdeck.core.measures.status import ObservationStatus
from quarterdeck.core.measures.units import unit
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known of one figure.

    `value` is None where nothing is known (then `status` says why) or where the source gives only a
    `direction`. `unit` is a code of `UNITS`. Raises `BadInput` where the parts contradict each other.
    """

    value: Decimal | None
    unit: str
    status: ObservationStatus = ObservationStatus.NORMAL
    qualifier: Qualifier = Qualifier.EXACT
    direction: Direction = Direction.NONE

    def __post_init__(self) -> None:
        unit(self.unit)
        if self.value is None:
            if self.status is ObservationStatus.NORMAL and self.direction is Direction.NONE:
                raise BadInput(
                    gettext_noop("A figure without a value cannot have the status A (normal)."),
                    remedy=gettext_noop("Give the value, or the status that says why it is missing (e.g. O)."),
                )
        elif not isinstance(self.value, Decimal) or not self.value.is_finite():
            raise BadInput(
                Message(gettext_noop("{value} is not a decimal number."), {"value": repr(self.value)}),
                remedy=gettext_noop("Give a finite decimal number."),
            )
        elif self.status.is_missing:
            raise BadInput(
                Message(
                    gettext_noop("A figure with the status {status} (missing) cannot have a value."),
                    {"status": self.status.value},
                ),
                remedy=gettext_noop("Leave the value out, or choose another status."),
            )

    @classmethod
    def missing(cls, unit: str, status: ObservationStatus = ObservationStatus.MISSING) -> "Quantity":
        """An unknown value and the reason for it."""
        return cls(None, unit, status)
