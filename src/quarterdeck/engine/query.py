"""What is asked: which indicators, areas and periods, over which borders, as known when, and what is said of each."""

from dataclasses import dataclass, field
from datetime import date

from quarterdeck.core.measures.labels import Labelled
from quarterdeck.engine.facts import NOW, KnownOn


class Statement(Labelled):
    """What is said of an indicator in an area and a period."""

    LEVEL = "level", "Value", "Giá trị"
    PREVIOUS = "previous", "Period before", "Kỳ trước"
    CHANGE_ON_PREVIOUS = "change_on_previous", "Change on the period before", "So với kỳ trước"
    SAME_PERIOD = "same_period", "Same period last year", "Cùng kỳ năm trước"
    CHANGE = "change", "Change on the same period", "So với cùng kỳ"
    YEAR_TO_DATE = "year_to_date", "Year to date", "Lũy kế từ đầu năm"
    PLAN = "plan", "Plan of the year", "Kế hoạch năm"
    ATTAINMENT = "attainment", "Share of the plan reached", "So với kế hoạch"
    SHARE = "share", "Share of the area above", "Tỷ trọng trong địa bàn cấp trên"
    CONTRIBUTION = "contribution", "Points contributed to the growth of the area above", "Đóng góp điểm % vào cấp trên"
    RANK = "rank", "Rank among peers", "Thứ hạng"
    PER = "per", "Per denominator", "Bình quân theo mẫu số"
    CHILDREN = "children", "Sum of the areas directly below", "Tổng các địa bàn trực thuộc"
    GAP = "gap", "Difference to the sum of the areas below", "Chênh lệch với tổng các địa bàn trực thuộc"
    DEVIATION = "deviation", "Deviation of its change from that of its peers", "Độ lệch so với các đơn vị cùng cấp"


class Why(Labelled):
    """Why a value cannot be told; the empty code where it is told."""

    TOLD = "", "", ""
    NOT_REPORTED = "not_reported", "Not reported", "Chưa báo cáo"
    NO_VALUE = "no_value", "Reported without a value", "Đã báo cáo nhưng không có giá trị"
    FINER = "finer", "The period is finer than the data", "Kỳ hỏi ngắn hơn kỳ của số liệu"
    INCOMPLETE = "incomplete", "Not all units that it is made of have reported", "Chưa đủ đơn vị báo cáo"
    NO_UNIT = "no_unit", "No such unit existed then", "Khi đó chưa có đơn vị này"
    SPACE_RULE = "space_rule", "Cannot be derived from smaller areas", "Không tổng hợp được từ địa bàn nhỏ hơn"
    NOT_DIVIDED = "not_divided", "Told only together with other units", "Chỉ có số chung với đơn vị khác"
    LEAKS = "leaks", "A part of the group may have gone elsewhere", "Có thể có phần chuyển đi nơi khác"
    PARTIAL = "partial", "A part of it is in no unit that reported", "Có phần không thuộc đơn vị nào đã báo cáo"
    CANNOT_DIVIDE = "cannot_divide", "Cannot be restated to other borders", "Không quy đổi được theo địa giới khác"
    NO_WEIGHT = "no_weight", "What it is weighted by is not known", "Chưa có số liệu quyền số"
    NO_BASE = "no_base", "The base is zero or negative", "Mẫu số bằng không hoặc âm"
    NOT_APPLICABLE = "not_applicable", "Says nothing for this indicator", "Không áp dụng cho chỉ tiêu này"
    NO_PARENT = "no_parent", "There is no area above", "Không có địa bàn cấp trên"
    NO_CHILDREN = "no_children", "There are no areas below", "Không có địa bàn trực thuộc"
    NO_PEERS = (
        "no_peers",
        "Too few of its peers that were asked for have a value",
        "Quá ít đơn vị cùng cấp được hỏi có số",
    )


@dataclass(frozen=True, slots=True)
class Borders:
    """The day whose units a series is told in; `expected` where planned events count too."""

    day: date
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Areas:
    """Which areas: units by code or uid, with those directly below, all of a level, all under one, or sums of several.

    What is named holds together: `codes` (with `children` also the units directly below each), the units of `level`
    under `under` (without `under` everywhere, without `level` all under it), and `groups` that are told as one.
    """

    codes: tuple[str, ...] = ()
    children: bool = False
    level: int | None = None
    under: str = ""
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """An indicator that is defined by a formula in the question itself, in the language of `core.formulas`."""

    code: str
    formula: str
    unit: str
    decimals: int = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the engine.

    `indicators` are codes of the catalogue or of `derived`; `periods` are codes or relative words (see
    `engine.periods`), the latter seen from `today`. `per` names the denominator of the statement PER. With `rollup`
    the figures of areas are made of those of the units of that level instead of being read as reported. With
    `calendar` an indicator that reports by a calendar of its own answers for the period under which it reports.
    """

    indicators: tuple[str, ...]
    areas: Areas
    periods: tuple[str, ...]
    statements: tuple[Statement, ...] = (Statement.LEVEL,)
    breakdowns: tuple[str, ...] = ("",)
    scenario: str = "actual"
    borders: Borders | None = None
    known: KnownOn = NOW
    rollup: int | None = None
    per: str = ""
    derived: tuple[Derived, ...] = ()
    calendar: bool = True
    today: date | None = None
    lineage: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the answer, or one that is only looked at to tell another.

    `members` are the uids of a group told as one, else the uid alone. `parent` and `children` are places by number.
    """

    code: str
    members: tuple[str, ...]
    level: int
    asked: bool
    group: bool = False
    parent: int | None = None
    children: tuple[int, ...] = ()
    peers: str = field(default="", compare=False)
    """What its peers have in common: the code of the unit above and the level."""
