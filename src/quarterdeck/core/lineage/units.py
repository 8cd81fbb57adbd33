"""Units, events and successions as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from quarterdeck.core.measures.labels import Labelled

POPULATION, LAND = "population", "land"


class EventKind(Labelled):
    """What an event does to its units."""

    MERGE = "merge", "Merger", "Sáp nhập"
    SPLIT = "split", "Split", "Chia tách"
    ABSORB = "absorb", "Absorption", "Nhập vào đơn vị khác"
    TRANSFER = "transfer", "Transfer of a part", "Điều chỉnh địa giới"
    MOVE = "move", "Move to another parent", "Chuyển đơn vị cấp trên"
    RENAME = "rename", "Renaming", "Đổi tên"
    RECLASSIFY = "reclassify", "Change of kind", "Đổi loại hình"
    ABOLISH = "abolish", "Abolition", "Giải thể"
    CREATE = "create", "Creation", "Thành lập"
    WITHDRAWAL = "withdrawal", "Withdrawal", "Rút lại"


class Standing(Labelled):
    """How far an event has come; only what is in force changes what the figures mean."""

    PLANNED = "planned", "Planned", "Dự kiến"
    STAGED = "staged", "Staged", "Đã chuẩn bị"
    IN_FORCE = "in_force", "In force", "Có hiệu lực"
    WITHDRAWN = "withdrawn", "Withdrawn", "Đã rút lại"


class Quality(Labelled):
    """How well a share is known, best first."""

    EXACT = "exact", "Exact", "Chính xác"
    COUNTED = "counted", "Counted", "Theo số đếm"
    ESTIMATED = "estimated", "Estimated", "Ước tính"
    UNKNOWN = "unknown", "Unknown", "Chưa rõ"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return _RANKS[self]

    @staticmethod
    def worst(qualities: Iterable["Quality"]) -> "Quality":
        """The least certain of several; exact where there are none."""
        return max(qualities, key=lambda one: one.rank, default=Quality.EXACT)


_RANKS = {quality: rank for rank, quality in enumerate(Quality)}


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of a unit, alive on the days [valid_from, valid_to).

    `uid` names the version; `code` is a key only together with a day, since codes are given out again. Level 1 is
    the highest. A version born and ended on one day stands between two events of that day and is never alive.
    """

    uid: str
    code: str
    level: int
    kind: str
    name_vi: str
    name_en: str
    parent_code: str
    valid_from: date
    valid_to: date | None = None

    def alive_on(self, day: date) -> bool:
        """Whether this version was in being on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def name(self, lang: str) -> str:
        """Its name in the reader's language."""
        return self.name_en if lang == "en" and self.name_en else self.name_vi


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a predecessor went to a successor; `value` None is not known."""

    value: Fraction | None
    quality: Quality = Quality.EXACT


@dataclass(frozen=True, slots=True)
class Succession:
    """That part of a predecessor became part of a successor; uids, and a share per denominator ("population", …)."""

    predecessor: str
    successor: str
    event: str = ""
    shares: Mapping[str, Share] = field(default_factory=dict)
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A legal act that changes units on `day`; statistics follow it from `adopted_on`, most often the same day.

    `order` is its place among the events of one day.
    """

    code: str
    kind: EventKind
    day: date
    adopted_on: date
    act: str = ""
    title_vi: str = ""
    title_en: str = ""
    standing: Standing = Standing.IN_FORCE
    order: int = 0
    note: str = ""

    def title(self, lang: str) -> str:
        """What happened, in the reader's language where it is told in it."""
        return self.title_en if lang == "en" and self.title_en else self.title_vi
