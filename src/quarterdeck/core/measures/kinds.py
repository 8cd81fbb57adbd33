"""What kind of figure it is: where it comes from, how it is hedged, how it adds up over time and space."""

from quarterdeck.core.measures.labels import Labelled


class Scenario(Labelled):
    """What a value speaks of: what was, what is meant to be, what is expected."""

    ACTUAL = "actual", "Actual", "Thực hiện"
    PLAN = "plan", "Plan", "Kế hoạch"
    FORECAST = "forecast", "Forecast", "Dự báo"


class Origin(Labelled):
    """Who says so; a derived value inherits the weakest origin of its inputs."""

    REPORTED = "reported", "Reported", "Đơn vị báo cáo"
    PUBLISHED = "published", "Published", "Đã công bố"
    ILLUSTRATIVE = "illustrative", "Illustrative", "Số liệu minh họa"


class Qualifier(Labelled):
    """How a source hedges a number; the label is the word that is written before it."""

    EXACT = "exact", "", ""
    ABOUT = "about", "about", "khoảng"
    OVER = "over", "over", "hơn"
    NEARLY = "nearly", "nearly", "gần"


class Direction(Labelled):
    """What a source says instead of a number."""

    NONE = "", "", ""
    UP = "up", "up", "tăng"
    DOWN = "down", "down", "giảm"
    SHARPLY_UP = "sharply_up", "up sharply", "tăng mạnh"
    SHARPLY_DOWN = "sharply_down", "down sharply", "giảm mạnh"
    HIGH = "high", "high", "ở mức cao"


class TimeRule(Labelled):
    """How the value of a longer period follows from the shorter ones."""

    SUM = "sum", "Sum of the periods", "Cộng dồn các kỳ"
    LAST = "last", "Value at the end of the period", "Lấy số cuối kỳ"
    MEAN = "mean", "Mean of the periods", "Bình quân các kỳ"
    NONE = "none", "Cannot be derived", "Không tổng hợp được"


class SpaceRule(Labelled):
    """How the value of a larger area follows from its parts."""

    SUM = "sum", "Sum of the areas", "Cộng các địa bàn"
    WEIGHTED_MEAN = "weighted_mean", "Mean weighted by a named denominator", "Bình quân gia quyền"
    RATIO_OF_PARTS = "ratio_of_parts", "Ratio of the summed parts", "Tỷ số của các tổng"
    NONE = "none", "Cannot be derived", "Không tổng hợp được"


class Better(Labelled):
    """Which way is good."""

    HIGHER = "higher", "Higher is better", "Càng cao càng tốt"
    LOWER = "lower", "Lower is better", "Càng thấp càng tốt"
    NEITHER = "neither", "Neither is better", "Không đánh giá theo chiều"


class Frequency(Labelled):
    """How often it is reported; codes of SDMX CL_FREQ."""

    YEAR = "A", "Yearly", "Năm"
    HALF = "S", "Half-yearly", "6 tháng"
    QUARTER = "Q", "Quarterly", "Quý"
    MONTH = "M", "Monthly", "Tháng"


class Accumulation(Labelled):
    """Whether a reported value covers its own period or the year so far."""

    PER_PERIOD = "per_period", "For the period alone", "Số trong kỳ"
    CUMULATIVE = "cumulative", "From the beginning of the year", "Lũy kế từ đầu năm"
