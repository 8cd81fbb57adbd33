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
        "certificate": "PHIẾU XÁC NHẬN KIỂM TRA SỐ LIỆU",
        "file": "Tên tệp",
        "digest": "Mã băm SHA-256",
        "characters": "ký tự",
        "against": "Đối chiếu với",
        "checked_by": "Người kiểm tra",
        "verdict": "Kết quả",
        "claims": "Số",
        "all_claims": "Tổng số",
        "corrected": "Đã sửa trong văn bản",
        "nothing_open": "Không còn nội dung nào cần xử lý.",
        "open": "Nội dung còn phải xử lý: {count}",
        "open_asked": "Đã hỏi cơ quan, chưa có trả lời: {count}",
        "open_aside": "Đã gác lại, có lý do: {count}",
        "words_of_text": "Trong văn bản",
        "why_open": "Lý do",
        "who_answers": "Nơi trả lời",
        "more_open": "Còn {count} nội dung khác, ghi tại các nhận xét trong tệp Word.",
        "in_annex": "Còn {count} nội dung khác tại Phụ lục kèm theo.",
        "annex": "PHỤ LỤC",
        "annex_title": "Nội dung còn phải xử lý, đã hỏi hoặc đã gác lại",
        "annexed": "(Kèm theo Phiếu xác nhận kiểm tra số liệu: {title})",
        "signed_checker": "NGƯỜI KIỂM TRA",
        "signed_head": "THỦ TRƯỞNG CƠ QUAN",
        "not_read": "Lưu ý khi đọc tệp",
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
        "certificate": "CERTIFICATE OF CHECKED FIGURES",
        "file": "File",
        "digest": "SHA-256",
        "characters": "characters",
        "against": "Checked against",
        "checked_by": "Checked by",
        "verdict": "Verdict",
        "claims": "Claims",
        "all_claims": "All claims",
        "corrected": "Corrected in the text",
        "nothing_open": "Nothing remains open.",
        "open": "What remains open: {count}",
        "open_asked": "Put to a body, not answered yet: {count}",
        "open_aside": "Set aside with a reason: {count}",
        "words_of_text": "In the text",
        "why_open": "Why",
        "who_answers": "Who answers",
        "more_open": "{count} more are in the comments of the Word file.",
        "in_annex": "{count} more are listed in the annex.",
        "annex": "ANNEX",
        "annex_title": "What remains open, was asked or set aside",
        "annexed": "(To the certificate of checked figures: {title})",
        "signed_checker": "CHECKED BY",
        "signed_head": "HEAD OF THE OFFICE",
        "not_read": "About reading the file",
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
