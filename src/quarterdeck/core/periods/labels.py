"""The names of periods in running text, one for each code."""

from datetime import date, timedelta

_ROMAN = ("I", "II", "III", "IV")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_COUNTS_EN = {
    2: "two",
    4: "four",
    5: "five",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
}


def label_of(kind: str, index: int, start: date, last: date, lang: str) -> str:
    """The name of the period from `start` to `last` (both included); Vietnamese for "vi", else English."""
    if kind == "R":
        return _range_vi(start, last) if lang == "vi" else _range_en(start, last)
    year = last.year
    if lang == "vi":
        return {
            "A": f"Năm {year}",
            "S": f"6 tháng {'đầu' if index == 1 else 'cuối'} năm {year}",
            "Q": f"Quý {_ROMAN[(index - 1) % 4]}/{year}",
            "M": f"Tháng {index}/{year}",
            "T": f"Nhiệm kỳ {start.year}-{year}",
        }[kind]
    return {
        "A": f"{year}",
        "S": f"{'first' if index == 1 else 'second'} half of {year}",
        "Q": f"Q{index} {year}",
        "M": f"{_MONTHS_EN[index - 1]} {year}",
        "T": f"{start.year}-{year} term",
    }[kind]


def day_label(day: date, lang: str) -> str:
    """A day as offices write it.

    >>> day_label(date(2024, 3, 15), "vi"), day_label(date(2024, 3, 15), "en")
    ('15/3/2024', '15 March 2024')
    """
    if lang == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def _first_months(start: date, last: date) -> int:
    """How many whole months from 1 January it spans, where no quarter, half or year has that name; else 0."""
    whole = (start.month, start.day) == (1, 1) and start.year == last.year
    whole = whole and (last + timedelta(days=1)).day == 1
    return last.month if whole and last.month in _COUNTS_EN else 0


def _range_vi(start: date, last: date) -> str:
    if start == last:
        return f"ngày {day_label(last, 'vi')}"
    if count := _first_months(start, last):
        return f"{count} tháng đầu năm {last.year}"
    if start == date(last.year, 1, 1):
        return f"đến {day_label(last, 'vi')}"
    return f"từ {day_label(start, 'vi')} đến {day_label(last, 'vi')}"


def _range_en(start: date, last: date) -> str:
    if start == last:
        return day_label(last, "en")
    if count := _first_months(start, last):
        return f"first {_COUNTS_EN[count]} months of {last.year}"
    if start == date(last.year, 1, 1):
        return f"to {day_label(last, 'en')}"
    return f"{day_label(start, 'en')} to {day_label(last, 'en')}"
