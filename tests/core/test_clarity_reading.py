"""How the clarity check reads: dates, letters, names, places of its findings, calendars, fields."""

import unicodedata
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.clarity import Context, Severity, check, codes, fold, profile_from_pack
from quarterdeck.core.errors import BadInput
from quarterdeck.prose.lexicon import LANGUAGES, clarity_lexicon
from tests.core.test_clarity_golden import GOLDEN, five_clear, verdict_of

ISSUED = date(2024, 3, 27)


class EasterClosed:
    """A calendar in which only 15 April 2024 is a day off."""

    def is_working(self, day: date) -> bool:
        return day != date(2024, 4, 15)


class Unverified:
    """A calendar that knows no year."""

    def is_working(self, day: date) -> bool:
        raise BadInput("The year is not verified.")


def due_of(words: str, lang: str) -> date | None:
    """The due date of a task that ends with these words."""
    order = (
        "Sở Tài chính trình phương án phân bổ vốn"
        if lang == "vi"
        else "The Department of Finance shall submit the capital plan"
    )
    return check(f"{order} {words}", clarity_lexicon(lang), five_clear(), Context(issued_on=ISSUED)).due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("trước ngày 15/4/2024", "2024-04-14"),
        ("trước 15.4.2024", "2024-04-14"),
        ("trước 17 giờ ngày 15/4/2024", "2024-04-15"),
        ("chậm nhất ngày 15/4/2024", "2024-04-15"),
        ("chậm nhất là ngày 15 tháng 4 năm 2024", "2024-04-15"),
        ("đến hết ngày 15/4/2024", "2024-04-15"),
        ("không muộn hơn ngày 15/4", "2024-04-15"),
        ("trước ngày 15/3", "2025-03-14"),
        ("trong tháng 10/2025", "2025-10-31"),
        ("trong tháng 4", "2024-04-30"),
        ("trong quý III/2025", "2025-09-30"),
        ("trong quý 2", "2024-06-30"),
        ("trước quý III/2024", "2024-06-30"),
        ("đầu tháng 5/2024", "2024-05-01"),
        ("giữa tháng 5/2024", "2024-05-15"),
        ("cuối tháng 5/2024", "2024-05-31"),
        ("giữa năm 2025", "2025-06-30"),
        ("cuối năm", "2024-12-31"),
        ("trong năm nay", "2024-12-31"),
        ("trong 6 tháng đầu năm 2024", "2024-06-30"),
        ("trong 9 tháng đầu năm", "2024-09-30"),
        ("trong vòng 15 ngày", "2024-04-11"),
        ("trong 10 ngày làm việc kể từ ngày ban hành", "2024-04-10"),
        ("trong nửa tháng", "2024-04-11"),
        ("trong tuần này", "2024-03-29"),
        ("trong tháng tới", "2024-04-30"),
        ("hoàn thành 30/4/2024", "2024-04-30"),
        ("theo Kế hoạch số 96/KH-UBND ngày 15/5/2024", None),
        ("có số liệu tính đến ngày 15/4/2024", None),
        ("của năm 2025", None),
        ("sớm nhất", None),
    ],
)
def test_vietnamese_deadlines(words: str, due: str | None) -> None:
    assert due_of(words, "vi") == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 15 April 2024", "2024-04-15"),
        ("by April 15, 2024", "2024-04-15"),
        ("by the 15th of April 2024", "2024-04-15"),
        ("by Monday, 15 April 2024", "2024-04-15"),
        ("by 15/04/2024", "2024-04-15"),
        ("by 4/15/2024", "2024-04-15"),
        ("by 2024-04-15", "2024-04-15"),
        ("before 15 April 2024", "2024-04-14"),
        ("before 5 p.m. on 15 April 2024", "2024-04-15"),
        ("no later than 15 April", "2024-04-15"),
        ("on or before 15 April 2024", "2024-04-15"),
        ("by 15 March", "2025-03-15"),
        ("by the end of May 2024", "2024-05-31"),
        ("by end-June 2024", "2024-06-30"),
        ("by mid-April 2024", "2024-04-15"),
        ("in early May 2024", "2024-05-01"),
        ("before June 2024", "2024-05-31"),
        ("in October 2025", "2025-10-31"),
        ("in the third quarter of 2025", "2025-09-30"),
        ("in Q3 2025", "2025-09-30"),
        ("in the first half of 2024", "2024-06-30"),
        ("in the first nine months of 2024", "2024-09-30"),
        ("by the end of the year", "2024-12-31"),
        ("by year-end", "2024-12-31"),
        ("during 2024", "2024-12-31"),
        ("within 15 days", "2024-04-11"),
        ("within 10 working days of this notice", "2024-04-10"),
        ("within two weeks", "2024-04-10"),
        ("next month", None),
        ("under Plan No. 96/KH-UBND of 15 May 2024", None),
        ("with figures as of 15 April 2024", None),
        ("for 2025", None),
        ("as soon as possible", None),
    ],
)
def test_english_deadlines(words: str, due: str | None) -> None:
    assert due_of(words, "en") == (date.fromisoformat(due) if due else None)


def blocking(text: str, lang: str = "vi", **fields: Any) -> list[str]:
    """The blocking codes of a text with these fields."""
    return codes(check(text, clarity_lexicon(lang), five_clear(), Context.of({"issued_on": ISSUED, **fields})).blocking)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: str(case.get("name", case["text"]))[:60])
@pytest.mark.parametrize("form", ["NFD", "NFKC", "tones"])
def test_the_form_of_the_letters_does_not_matter(case: dict[str, Any], form: Literal["NFD", "NFKC", "tones"]) -> None:
    moved = {"hòa": "hoà", "hóa": "hoá", "ủy": "uỷ", "thủy": "thuỷ"}
    written = case["text"]
    if form == "tones":
        for old, new in moved.items():
            written = written.replace(old, new)
    else:
        written = unicodedata.normalize(form, written)
    usual, other = verdict_of(case), verdict_of({**case, "text": written})
    assert codes(other.blocking) == codes(usual.blocking)
    assert (codes(other.warn), other.due) == (codes(usual.warn), usual.due)
    places = [(one.start, one.end) for one in other.blocking if one.start is not None]
    words = [case["text"][one.start : one.end] for one in usual.blocking if one.start is not None]
    assert [fold(written[start:end]) for start, end in places] == [fold(one) for one in words]


def test_a_personal_name_is_no_vague_word() -> None:
    text = "Giao bà Nguyễn Thị Sớm rà soát 45 hồ sơ chậm nhất ngày 15/4/2024"
    verdict = check(text, clarity_lexicon("vi"), five_clear(), Context(issued_on=ISSUED))
    assert "V-time" not in codes((*verdict.warn, *verdict.info))


@pytest.mark.parametrize(
    "words", ["xây dựng cơ bản", "cảnh báo sớm", "vải sớm", "xử lý rác thải tập trung", "lương tối thiểu"]
)
def test_a_term_that_contains_a_vague_word_is_left_alone(words: str) -> None:
    verdict = check(f"Trình đề án {words} của 3 huyện", clarity_lexicon("vi"), five_clear(), Context())
    assert not [one for one in verdict.warn if one.code.startswith("V-")]


def test_a_finding_shows_the_words_it_is_about() -> None:
    text = "The Department of Finance shall promptly strengthen tax collection"
    verdict = check(text, clarity_lexicon("en"), five_clear(), Context(issued_on=ISSUED))
    shown = {one.code: text[one.start : one.end] for one in (*verdict.blocking, *verdict.warn)}
    assert shown["W3"] == "strengthen"
    assert shown["V-time"] == "promptly"


def test_a_day_off_is_questioned_with_the_next_working_day() -> None:
    text = "Submit the capital plan by 15 April 2024"
    verdict = check(text, clarity_lexicon("en"), five_clear(), Context(issued_on=ISSUED), calendar=EasterClosed())
    finding = next(one for one in verdict.warn if one.code == "T1")
    assert "16 April 2024" in str(finding.proposal)
    assert "by 16 April 2024" in verdict.proposal
    assert verdict.due == date(2024, 4, 15)


def test_a_year_without_a_verified_calendar_still_has_weekends() -> None:
    lexicon, context = clarity_lexicon("en"), Context(issued_on=ISSUED)
    sunday = check("Submit the capital plan by 14 April 2024", lexicon, five_clear(), context, calendar=Unverified())
    monday = check("Submit the capital plan by 15 April 2024", lexicon, five_clear(), context, calendar=Unverified())
    assert "T1" in codes(sunday.warn)
    assert "T1" not in codes(monday.warn)


def test_the_reader_is_told_in_his_own_language() -> None:
    text = "Strengthen coordination"
    verdict = check(text, clarity_lexicon("en"), five_clear(), Context(), reader="vi")
    assert "chỉ nêu hướng" in str(next(one for one in verdict.blocking if one.code == "W3").message)
    assert verdict.proposal.startswith("The [")


def test_abbreviations_name_the_same_body() -> None:
    fields = {
        "accountable_post": "Giám đốc Sở GTVT", "lead": "Sở GTVT", "due": "2024-04-15", "result_kind": "document",
        "evidence": "văn bản", "acceptor": "Giám đốc Sở Giao thông vận tải", "follower_up": "Văn phòng UBND tỉnh",
    }  # fmt: skip
    assert blocking("Trình phương án xử lý sạt lở tuyến 294B", **fields) == ["K2"]


def test_a_code_is_not_compared_with_a_name() -> None:
    text = "Sở Tài chính trình phương án phân bổ vốn chậm nhất ngày 15/4/2024"
    verdict = check(text, clarity_lexicon("vi"), five_clear(), Context.of({"issued_on": ISSUED, "lead": "STC"}))
    assert "R1" not in codes((*verdict.blocking, *verdict.warn))


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"issued_on": "soon"}, "context.issued_on"),
        ({"issued_on": 5}, "context.issued_on"),
        ({"due": 20240415}, "context.due"),
        ({"lead": 7}, "context.lead"),
        ({"cooperating": ["Sở Tài chính", None]}, "context.cooperating"),
        ({"evidence": {"a": 1}}, "context.evidence"),
    ],
)
def test_a_field_of_the_wrong_type_is_named(fields: dict[str, object], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        Context.of(fields)
    assert refused.value.place == place


def test_a_day_of_issue_is_read_in_both_notations() -> None:
    assert Context.of({"issued_on": "27/3/2024"}).issued_on == ISSUED
    assert Context.of({"issued_on": "2024-03-27T08:00:00", "unknown": 1}).issued_on == ISSUED


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_no_text_makes_it_fail(text: str, lang: str) -> None:
    verdict = check(text, clarity_lexicon(lang), five_clear(), Context(issued_on=ISSUED))
    for one in (*verdict.blocking, *verdict.warn, *verdict.info):
        assert one.start is None or (one.end is not None and 0 <= one.start < one.end <= len(text))


def test_every_case_of_the_profile_speaks_both_languages_with_the_same_blanks() -> None:
    for rule in five_clear().tests.values():
        for case in rule.cases.values():
            for texts in (case.reasons, case.proposals):
                assert set(texts) == {"vi", "en"}
                blanks = {frozenset(word.split("}")[0] for word in text.split("{")[1:]) for text in texts.values()}
                assert len(blanks) == 1, (rule.code, texts)


def test_a_profile_decides_what_is_asked_and_how_much_it_weighs() -> None:
    data: dict[str, Any] = {
        "code": "one", "labels": {"en": "One"}, "source": "test", "limits": dict(five_clear().limits),
        "criteria": {"work": {"en": "work"}},
        "tests": {"W3": {"criterion": "work", "severity": "W", "cases": {"direction": {"why": {"en": "x"}, "do": {}}}}},
    }  # fmt: skip
    data["tests"]["W3"]["cases"]["direction"]["do"] = {"en": "y"}
    verdict = check("Strengthen coordination", clarity_lexicon("en"), profile_from_pack(data), Context())
    assert (codes(verdict.blocking), codes(verdict.warn)) == ([], ["W3"])
    assert verdict.warn[0].severity is Severity.WARNS
    del data["tests"]["W3"]["severity"]
    with pytest.raises(BadInput, match="incomplete"):
        profile_from_pack(data)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(BadInput, match="not known"):
        clarity_lexicon("fr")
