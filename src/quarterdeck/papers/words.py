"""The few words that papers add themselves, in each language."""

from quarterdeck.papers.content import Badge, Lang

_WORDS: dict[Lang, dict[str, str]] = {
    "vi": {
        "addressees": "Kính gửi:",
        "recipients": "Nơi nhận:",
        "lead": "Chủ trì",
        "due": "Thời hạn",
        "result": "Kết quả",
        "legend": "Ký hiệu",
        "symbol": "Ký hiệu",
        "meaning": "Ý nghĩa",
        "unit": "Đơn vị tính",
        "provenance": "Nguồn gốc số liệu",
        "vintage": "Phiên bản số liệu",
        "produced": "Thời điểm lập",
        "sheet": "Bảng",
        "cell": "Ô",
        "note": "Ghi chú",
        "origin": "Nơi xem nguồn gốc",
        "no_data": "chưa có số liệu",
        "actual": "thực hiện",
        "plan": "kế hoạch",
        "expected": "dự kiến",
        "series_break": "gián đoạn chuỗi",
        "hollow": "để rỗng",
        "own_unit": "đơn vị mình",
        "average": "toàn tỉnh",
        "lowest": "thấp nhất",
        "highest": "cao nhất",
    },
    "en": {
        "addressees": "To:",
        "recipients": "Recipients:",
        "lead": "Lead",
        "due": "Due",
        "result": "Result",
        "legend": "Key",
        "symbol": "Symbol",
        "meaning": "Meaning",
        "unit": "Unit",
        "provenance": "Provenance",
        "vintage": "Vintage of the figures",
        "produced": "Produced",
        "sheet": "Table",
        "cell": "Cell",
        "note": "Note",
        "origin": "Where it comes from",
        "no_data": "no data",
        "actual": "actual",
        "plan": "plan",
        "expected": "expected",
        "series_break": "break in series",
        "hollow": "hollow",
        "own_unit": "your unit",
        "average": "province",
        "lowest": "lowest",
        "highest": "highest",
    },
}

_BADGES: dict[Lang, dict[Badge, str]] = {
    "vi": {"E": "ước tính", "I": "minh họa", "P": "sơ bộ"},
    "en": {"E": "estimated", "I": "illustrative", "P": "provisional"},
}


def word(lang: Lang, key: str) -> str:
    """The paper's own word for `key` in `lang`.

    >>> word("vi", "recipients"), word("en", "recipients")
    ('Nơi nhận:', 'Recipients:')
    """
    return _WORDS[lang][key]


def badge_meaning(lang: Lang, badge: Badge) -> str:
    """What a badge means, e.g. "I" is "minh họa" or "illustrative"; empty for no badge."""
    return _BADGES[lang].get(badge, "")


def legend(lang: Lang, badges: set[Badge] | frozenset[Badge]) -> tuple[tuple[Badge, str], ...]:
    """The legend of those badges that are used, in a fixed order."""
    return tuple((badge, meaning) for badge, meaning in _BADGES[lang].items() if badge in badges)
