"""What is known about the quality of a value: the SDMX code list CL_OBS_STATUS, version 2.2."""

from collections.abc import Iterable

from quarterdeck.core.measures.labels import Labelled


class ObservationStatus(Labelled):
    """All 20 codes of CL_OBS_STATUS 2.2, strongest first.

    One value carries one code. Where several apply, the one that stands first here wins (the order that the
    SDMX guidelines recommend). There is no code for "revised": revision is told by the vintages.

    >>> ObservationStatus("P").label("vi")
    'Số liệu sơ bộ'
    """

    BREAK = "B", "Break in the series", "Chuỗi số liệu bị gián đoạn"
    MISSING = "O", "Missing", "Thiếu số liệu"
    CANNOT_EXIST = "M", "Missing: cannot exist", "Không có: không thể phát sinh"
    NOT_COLLECTED = "L", "Missing: exists but was not collected", "Không có: chưa thu thập"
    HOLIDAY = "H", "Missing: holiday or weekend", "Không có: ngày nghỉ"
    SUPPRESSED = "Q", "Missing: suppressed", "Không công bố"
    DEROGATION = "J", "Derogation", "Được miễn áp dụng quy định chung"
    STRIKE = "S", "Strike or other special event", "Đình công hoặc sự kiện đặc biệt"
    DEFINITION_DIFFERS = "D", "Definition differs", "Khác về khái niệm"
    INCLUDED_ELSEWHERE = "K", "Included in another category", "Đã tính vào mục khác"
    INCLUDES_ANOTHER = "W", "Includes another category", "Bao gồm cả mục khác"
    IMPUTED = "I", "Imputed", "Số liệu gán bù"
    FORECAST = "F", "Forecast", "Số liệu dự báo"
    ESTIMATED = "E", "Estimated", "Số liệu ước tính"
    PROVISIONAL = "P", "Provisional", "Số liệu sơ bộ"
    NOT_SIGNIFICANT = "N", "Not significant", "Không đáng kể"
    LOW_RELIABILITY = "U", "Low reliability", "Độ tin cậy thấp"
    UNVALIDATED = "V", "Not yet validated", "Chưa thẩm định"
    EXPERIMENTAL = "G", "Experimental", "Số liệu thử nghiệm"
    NORMAL = "A", "Normal", "Số liệu chính thức"

    @property
    def is_missing(self) -> bool:
        """Whether the code itself says that there is no value."""
        return self in _MISSING

    @property
    def precedence(self) -> int:
        """0 for the strongest code; the larger, the weaker."""
        return _RANK[self]

    @classmethod
    def strongest(cls, statuses: Iterable["ObservationStatus"]) -> "ObservationStatus":
        """The one code to show for values with `statuses` taken together; NORMAL for none.

        >>> ObservationStatus.strongest([ObservationStatus.NORMAL, ObservationStatus.ESTIMATED]).value
        'E'
        """
        return min(statuses, key=_RANK.__getitem__, default=cls.NORMAL)


_RANK = {status: rank for rank, status in enumerate(ObservationStatus)}
_MISSING = frozenset(
    {
        ObservationStatus.MISSING,
        ObservationStatus.CANNOT_EXIST,
        ObservationStatus.NOT_COLLECTED,
        ObservationStatus.HOLIDAY,
        ObservationStatus.SUPPRESSED,
    }
)
