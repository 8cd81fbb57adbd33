"""What a chart shows: exact figures with the text people read beside them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from quarterdeck.papers.content import Badge, Lang


@dataclass(frozen=True, slots=True)
class Point:
    """One period of an indicator.

    `period` is the label on the axis ("I/2024"); `text` the value as it is written ("gần 4.680").
    `break_before` marks a break of series between the period before and this one.
    `plan`, `low` and `high` (the band expected by now) may be missing.
    """

    period: str
    value: Decimal | None
    text: str = ""
    badge: Badge = ""
    break_before: bool = False
    plan: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """An indicator over time. `title` is the finding in a sentence, `subtitle` the measure and its unit.

    `note` names source and vintage; `plan_text` labels the plan line ("kế hoạch 14,5"); `decimals` are
    those of the axis.
    """

    lang: Lang
    title: str
    subtitle: str
    note: str
    points: tuple[Point, ...]
    kind: Literal["line", "bars"] = "line"
    plan_text: str = ""
    decimals: int = 0
    width: int = 540
    height: int = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit of a ranking; `own` marks the reader's unit."""

    name: str
    value: Decimal | None
    text: str = ""
    badge: Badge = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class RankingChart:
    """Units ranked by a figure, best at the top; `average` is drawn as a thin dashed line."""

    lang: Lang
    title: str
    subtitle: str
    note: str
    bars: tuple[Bar, ...]
    lowest_first: bool = False
    average: Decimal | None = None
    average_text: str = ""
    width: int = 540
