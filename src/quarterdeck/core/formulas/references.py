"""Which figure an operand of a formula stands for, seen from the area and period that is worked out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from quarterdeck.core.measures import Scenario
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period


@dataclass(frozen=True, slots=True)
class Shift:
    """How far back in time: whole years, and periods of the period's own length."""

    years: int = 0
    periods: int = 0


HERE = Shift()


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure by its indicator and its distance from where the formula is evaluated.

    `area_shift` counts steps up: 1 is the area above (the province of a district).
    """

    indicator: str
    period_shift: Shift = HERE
    area_shift: int = 0
    scenario: Scenario = Scenario.ACTUAL

    def period(self, period: Period) -> Period:
        """The period to look up when the formula is evaluated for `period`."""
        for _ in range(self.period_shift.periods):
            period = period.previous()
        for _ in range(self.period_shift.years):
            period = period.same_last_year()
        return period

    def moves(self) -> tuple[str, ...]:
        """The functions of the formula language that lead here from the figure itself."""
        return (
            *("parent",) * self.area_shift,
            *("previous",) * self.period_shift.periods,
            *("same_last_year",) * self.period_shift.years,
            *("plan",) * (self.scenario is Scenario.PLAN),
        )

    def notation(self, source: str) -> str:
        """`source` as the formula language writes it for this distance, e.g. "plan([X])"."""
        for move in self.moves():
            source = f"{move}({source})"
        return source

    def described(self, names: Mapping[str, str] | None = None) -> Message:
        """The figure in words; `names` gives indicators' names by code, else the code stands in brackets."""
        shown = (names or {}).get(self.indicator, f"[{self.indicator}]")
        words = Message("{figure}", {"figure": shown})
        for move in self.moves():
            words = Message(_WORDS[move], {"figure": words})
        return words


_WORDS: Mapping[str, str] = {
    "parent": gettext_noop("{figure} of the area above"),
    "previous": gettext_noop("{figure} in the period before"),
    "same_last_year": gettext_noop("{figure} in the same period last year"),
    "plan": gettext_noop("the plan of {figure}"),
}


def _back(figure: Reference, *, years: int = 0, periods: int = 0) -> Reference:
    shift = figure.period_shift
    return replace(figure, period_shift=Shift(shift.years + years, shift.periods + periods))


def _up(figure: Reference) -> Reference:
    return replace(figure, area_shift=figure.area_shift + 1)


def _planned(figure: Reference) -> Reference:
    return replace(figure, scenario=Scenario.PLAN)


MOVES: Mapping[str, Callable[[Reference], Reference]] = {
    "previous": lambda figure: _back(figure, periods=1),
    "same_last_year": lambda figure: _back(figure, years=1),
    "parent": _up,
    "plan": _planned,
}
