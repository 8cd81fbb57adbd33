"""The time that is spoken of within one bracket: "(39% of plan, up 2% in March)"."""

from quarterdeck.prose.claims.moments import Moments
from quarterdeck.prose.periods import When
from quarterdeck.prose.quantities import Quantity


class Bracketed:
    """What the numbers of the last bracket are said of; a time in a bracket speaks for that bracket only."""

    def __init__(self, moments: Moments) -> None:
        self._moments = moments
        self._last: tuple[int, When] | None = None

    def hear(self, number: Quantity, when: When | None) -> None:
        """Remember the time of a number, if it stands in a bracket."""
        place = self._moments.bracket(number.start)
        if place >= 0 and when is not None:
            self._last = place, when

    def of(self, number: Quantity) -> When | None:
        """The time that was heard in the bracket of a number."""
        if self._last is None or self._last[0] != self._moments.bracket(number.start):
            return None
        return self._last[1]
