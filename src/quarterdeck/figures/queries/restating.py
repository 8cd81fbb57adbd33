"""The log in the borders of another day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries.borders import Kin, is_awaited, unit_in
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage.kin import families
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.reading.log import Log
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.reading.restating import Frame, joined, restated
from quarterdeck.figures.queries.log import AsKnown, kin_rows


@dataclass(frozen=True, slots=True)
class Borders:
    """The day whose units a series is shown in; `expected` where planned events count too."""

    day: date
    expected: bool = False


def borders_of(text: str, today: date) -> Borders | None:
    """The borders that an address or a command names: "" none, "today", or a day such as "2025-01-01".

    What is planned counts where a day is named that such an event reaches; today's borders are those in force.
    Raises `BadInput` for anything else.
    """
    if not text:
        return None
    if text == "today":
        return Borders(today)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a day.'), {"text": text}), place="borders",
            remedy=gettext_noop('Write it as 2025-01-01, or "today".'),
        ) from None  # fmt: skip
    return Borders(day, expected=is_awaited(day))


@dataclass(frozen=True, slots=True)
class Together:
    """Units that are told as one, because nobody knows which part of an earlier unit went to which of them.

    It stands in a table where a unit would stand.
    """

    members: tuple[Area, ...]

    @property
    def code(self) -> str:
        """The codes of its units, joined."""
        return joined(one.code for one in self.members)

    @property
    def steered(self) -> bool:
        """A group is no province."""
        return False

    @property
    def level(self) -> int:
        """The level of its units."""
        return self.members[0].level

    @property
    def parent_code(self) -> str:
        """The unit above all of them."""
        return self.members[0].parent_code

    @property
    def name_vi(self) -> str:
        """Their names in Vietnamese."""
        return " + ".join(one.name_vi for one in self.members)

    @property
    def name_en(self) -> str:
        """Their names in English."""
        return " + ".join(one.name_en for one in self.members)


def restated_log(
    known: AsKnown, areas: Collection[Area | Together], borders: Borders, *, measures: Mapping[str, Measure],
    periods: Collection[str] | None = None, indicators: Collection[str] | None = None,
) -> Log:  # fmt: skip
    """The newest figures of these units and of all from which they came, in the borders of a day. Two queries.

    `indicators` must name those that others are weighted by, too.
    """
    kin = Kin((one.uid for area in areas for one in members(area)), expected=borders.expected)
    regimes = {code: one.regime for code, one in measures.items()}
    rows = kin_rows(known, kin, periods=periods, indicators=indicators)
    frame = Frame(
        lambda day: kin.between(day, borders.day, POPULATION), kin.register.units,
        {code: one for code, one in measures.items() if indicators is None or code in indicators},
        families(kin.register),
    )  # fmt: skip
    return Log(restated(rows, frame), regimes)


def told_together(log: Log, areas: Sequence[Area | Together], borders: Borders) -> list[Together]:
    """The groups to which any of these areas belongs and of which the log has a figure, each once."""
    by_code = {one.code: one for area in areas for one in members(area)}
    codes = {row.key.area for row in log.rows() if "+" in row.key.area}
    groups = [code.split("+") for code in sorted(codes)]
    return [
        Together(tuple(by_code.get(one) or unit_in(one, borders.day, expected=borders.expected) for one in group))
        for group in groups
        if any(one in by_code for one in group)
    ]


def members(area: Area | Together) -> Sequence[Area]:
    """The units of a group, or the unit itself."""
    return area.members if isinstance(area, Together) else (area,)
