"""When a figure counts as ahead, on course, behind or off course: thresholds as data of the country pack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import Labelled
from quarterdeck.core.messages import Message, gettext_noop


class Standing(Labelled):
    """How a figure stands, best first; "unknown" where nothing may be said."""

    AHEAD = "ahead", "Ahead", "Vượt tiến độ"
    ON_COURSE = "on_course", "On course", "Đúng tiến độ"
    BEHIND = "behind", "Behind", "Chậm tiến độ"
    OFF_COURSE = "off_course", "Off course", "Nguy cơ không đạt"
    UNKNOWN = "unknown", "Unknown", "Chưa xác định"


@dataclass(frozen=True, slots=True)
class PaceRule:
    """Thresholds for what accumulates over the year, as ratios of the actual to what is expected by now.

    Each is the least ratio of its standing where more is better; where less is better they are mirrored at 1
    (1.05 becomes 0.95). Raises `BadInput` unless ahead >= 1 >= on course >= behind >= 0.
    """

    ahead: Decimal = Decimal("1.05")
    on_course: Decimal = Decimal("0.95")
    behind: Decimal = Decimal("0.85")

    def __post_init__(self) -> None:
        _check_order(self.ahead, Decimal(1), self.on_course, self.behind, Decimal(0))


@dataclass(frozen=True, slots=True)
class RateRule:
    """Thresholds for what is compared with its target directly, as differences in points of its unit.

    Each is the least difference of its standing where more is better; where less is better the sign turns.
    Raises `BadInput` unless ahead >= 0 >= on course >= behind.
    """

    ahead: Decimal = Decimal("0.5")
    on_course: Decimal = Decimal("-0.5")
    behind: Decimal = Decimal("-1.5")

    def __post_init__(self) -> None:
        _check_order(self.ahead, Decimal(0), self.on_course, self.behind)


def _default_rates() -> Mapping[str, RateRule]:
    return {"%": RateRule()}


@dataclass(frozen=True, slots=True)
class PaceRules:
    """All thresholds of a country pack; `rates` by the code of the unit that is compared."""

    accumulated: PaceRule = field(default_factory=PaceRule)
    rates: Mapping[str, RateRule] = field(default_factory=_default_rates)


def rules_from_pack(data: Mapping[str, Any], place: str = "pace.yaml") -> PaceRules:
    """The thresholds in the content of a pack's `pace.yaml`; raises `BadInput` naming `place` and field."""
    accumulated = _thresholds(data, "accumulated", place)
    rates = {str(unit): _thresholds(data["rates"], unit, f"{place}: rates") for unit in data.get("rates", ())}
    try:
        return PaceRules(PaceRule(**accumulated), {unit: RateRule(**thresholds) for unit, thresholds in rates.items()})
    except BadInput as error:
        raise BadInput(error.message, remedy=error.remedy, place=place) from None


def _thresholds(data: Mapping[str, Any], name: str, place: str) -> dict[str, Decimal]:
    try:
        return {key: Decimal(str(data[name][key])) for key in ("ahead", "on_course", "behind")}
    except (KeyError, TypeError, InvalidOperation):
        raise BadInput(
            Message(gettext_noop('The thresholds of "{name}" are incomplete.'), {"name": name}),
            remedy=gettext_noop('Give three numbers in quotes: ahead, on_course and behind, e.g. "1.05".'),
            place=place,
        ) from None


def _check_order(*thresholds: Decimal) -> None:
    if not all(more >= less for more, less in pairwise(thresholds)):
        raise BadInput(
            Message(
                gettext_noop("These thresholds do not descend: {thresholds}."),
                {"thresholds": ", ".join(map(str, thresholds))},
            ),
            remedy=gettext_noop(
                "Ahead must be the largest and behind the smallest; the expectation itself is on course."
            ),
        )
