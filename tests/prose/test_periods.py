"""For which time a number is said: named, carried, compared with, and told by the date of the document."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.periods import Period
from quarterdeck.prose import periods
from quarterdeck.prose.check import period_of
from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from quarterdeck.prose.text import normal
from quarterdeck.prose.words import words_of
from tests.prose.quarter import PROVINCE, QUARTER, catalogue

NAMED = [
    ("vi", "quý I/2024", "2024-Q1"),
    ("vi", "quý 3 năm 2023", "2023-Q3"),
    ("vi", "8 tháng đầu năm 2022", "2022-01-01/2022-08-31"),
    ("vi", "chín tháng năm 2022", "2022-01-01/2022-09-30"),
    ("vi", "6 tháng cuối năm 2022", "2022-S2"),
    ("vi", "tháng 11-2021", "2021-M11"),
    ("vi", "giai đoạn 2016-2020", "2016-01-01/2020-12-31"),
    ("vi", "từ ngày 16/12/2021 đến 15/12/2022", "2021-12-16/2022-12-15"),
    ("vi", "từ đầu năm đến ngày 31/8/2022", "2022-01-01/2022-08-31"),
    ("vi", "tính đến cuối tháng 5/2022", "2022-01-01/2022-05-31"),
    ("en", "the first nine months of 2022", "2022-01-01/2022-09-30"),
    ("en", "third-quarter 2022", "2022-Q3"),
    ("en", "Quarter 2 (April to June) 2022", "2022-Q2"),
    ("en", "January-August 2022", "2022-01-01/2022-08-31"),
    ("en", "March 2022 to May 2022", "2022-03-01/2022-05-31"),
    ("en", "the year to March 2022", "2021-04-01/2022-03-31"),
    ("en", "the six months ended June 30, 2022", "2022-S1"),
    ("en", "1H 2022", "2022-S1"),
    ("en", "at end-December 2021", "2021"),
    ("en", "between 2015 and 2019", "2015-01-01/2019-12-31"),
    ("en", "from 16 December 2021 to 15 December 2022", "2021-12-16/2022-12-15"),
]


@pytest.mark.parametrize(("lang", "text", "code"), NAMED)
def test_a_named_period_is_read(lang: str, text: str, code: str) -> None:
    found = periods.mentions(normal(text), words_of(lang), QUARTER)
    assert [str(one.period) for one in found if one.period] == [code]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("in 2021-22", "FY2021-22"),
        ("in the 1990/91 fiscal year", "FY1990/91"),
        ("fiscal 2022", "FY2022"),
        ("from 2011-12 to 2018-19", "FY2011-12..FY2018-19"),
    ],
)
def test_fiscal_years_keep_the_name_that_the_text_gives_them(text: str, form: str) -> None:
    found = periods.times(normal(text), words_of("en"), QUARTER)
    assert [one.fiscal.form for one in found if one.fiscal] == [form]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "giá so sánh 2010"),
        ("vi", "trong vòng 6 tháng"),
        ("vi", "phiên họp thường kỳ tháng 5/2023"),
        ("vi", "nhiệm kỳ 2020-2025"),
        ("vi", "chiều 3/7/2021"),
        ("vi", "lúc 8h30"),
        ("en", "2010 constant prices"),
        ("en", "within six months"),
        ("en", "for the next three months"),
        ("en", "on 3 July 2021"),
        ("en", "1,990 tonnes"),
        ("en", "it may march"),
    ],
)
def test_prices_waits_meetings_days_and_times_are_no_periods(lang: str, text: str) -> None:
    found = periods.mentions(normal(text), words_of(lang), QUARTER)
    assert [one.period for one in found if one.period] == []


SAID = [
    # what is named, and carried over clauses, sentences and paragraphs
    ("Xuất khẩu 8 tháng năm 2022 đạt 3 tỷ USD, tăng 5%; nhập khẩu đạt 2 tỷ USD.", ["2022-01..2022-08"] * 3),
    ("Quý II/2021, thu ngân sách đạt 5 tỷ đồng. Chi ngân sách đạt 4 tỷ đồng.", ["2021-Q2"] * 2),
    ("Năm 2021, thu ngân sách đạt 5 tỷ đồng.\nVốn đầu tư đạt 7 tỷ đồng.", ["2021"] * 2),
    ("Exports rose 5% to 3 billion dollars in March 2022 and imports 4%.", ["2022-03"] * 3),
    ("Exports reached 3 billion dollars in 2021 and 4 billion dollars in 2022.", ["2021", "2022"]),
    # what others are compared with
    ("Quý I/2022, GRDP tăng 7%, cao hơn mức tăng 5% của cùng kỳ năm 2021.", ["2022-Q1", "2021-Q1"]),
    ("IIP tháng 5/2022 tăng 7,2% (cùng kỳ tăng 3,1%); bán lẻ tăng 9%.", ["2022-05", "2021-05", "2022-05"]),
    ("Năm 2022, xuất khẩu đạt 3 tỷ USD, tăng 8% so với năm 2021.", ["2022"] * 2),
    ("Exports rose to 3.2 billion dollars in 2022 from 2.9 billion dollars in 2021.", ["2022", "2021"]),
    ("In the first quarter of 2022 exports grew 5%, compared with 3% and 2 billion dollars a year ago.",
     ["2022-Q1", "2021-Q1", "2021-Q1"]),
    ("Output grew 4% in 2022 after shrinking 2% in 2021.", ["2022", "2021"]),
    ("Output grew 4% in 2022 after shrinking 2%. Prices rose 3%.", ["2022", "2021", "2022"]),
    ("Industry slowed to 2.3% in 2012 from 11.6% and services to 5.1%.", ["2012", "2011", "2012"]),
    ("Lending grew 9% in the first quarter of 2022, up from 5% in the previous quarter.", ["2022-Q1", "2021-Q4"]),
    ("Sales in May 2022 were 20% above those of April and 16% above those of May 2021.", ["2022-05"] * 2),
    ("Comparing the 3 months, March 2022 to May 2022, with the previous 3 months, December 2021 to February 2022, "
     "output fell by 0.4%.", ["2022-03..2022-05"]),
    # years to date by their day speak for their own sentence
    ("Quý I/2022 GRDP tăng 7%. Đến ngày 15/3/2022, giải ngân đạt 5 tỷ đồng, tăng 3%. Thu ngân sách đạt 9 tỷ đồng.",
     ["2022-Q1", "as-of 2022-03-15", "as-of 2022-03-15", "2022-Q1"]),
    ("GRDP grew 7% in the first quarter of 2022. As of March 15, 2022, 40 firms were licensed. "
     "They include 9 foreign firms. Revenue reached 5 billion dollars.",
     ["2022-Q1", "as-of 2022-03-15", "as-of 2022-03-15", "2022-Q1"]),
    ("External debt stood at 5.2 billion dollars at end-June 2022.", ["as-of 2022-06-30"]),
    # plans, goals, spans
    ("8 tháng năm 2022, giải ngân đạt 39% kế hoạch năm 2022.", ["2022-01..2022-08"]),
    ("Mục tiêu năm 2023 là GRDP tăng 8%.", ["2023"]),
    ("9 tháng năm 2022, GRDP tăng 7%. Phấn đấu cả năm GRDP tăng 8%. Thu ngân sách đạt 5 tỷ đồng.",
     ["2022-01..2022-09", "2022", "2022-01..2022-09"]),
    ("In 2022 growth was 6%. Between 2015 and 2019 growth averaged 4.5%. Prices rose 3%.",
     ["2022", "2015..2019", "2022"]),
    ("In 2020, 2021 and 2022 growth was 2%, 3% and 6%.", ["2020", "2021", "2022"]),
    # parts and the whole
    ("GDP 9 tháng năm 2022 tăng 8%, trong đó quý I tăng 5%, quý II tăng 7%. Thu ngân sách bằng 64% dự toán.",
     ["2022-01..2022-09", "2022-Q1", "2022-Q2", "2022-01..2022-09"]),
    # fiscal years
    ("Output grew by 8.2% in 2021-22, after 7.1% in the year before.", ["FY2021-22", "FY2020-21"]),
]  # fmt: skip


def same_days(left: str | None, right: str) -> bool:
    """Whether two forms of a period mean the same days."""

    def days(form: str) -> object:
        if form.startswith("FY"):
            return form
        as_of, code = form.startswith("as-of "), form.removeprefix("as-of ")
        ends = [_days(one) for one in code.replace("..", "|").replace("/", "|").split("|")]
        return as_of, None if as_of else ends[0][0], ends[-1][1]

    return left is not None and days(left) == days(right)


def _days(code: str) -> tuple[date, date]:
    if len(code) == len("2022-03-15"):
        return date.fromisoformat(code), date.fromisoformat(code)
    period = Period(code.replace("-0", "-M0").replace("-1", "-M1") if code[5:6] in ("0", "1") else code)
    return period.start, period.last_day


@pytest.mark.parametrize(("text", "forms"), SAID, ids=[text[:60] for text, _ in SAID])
def test_each_number_is_said_for_its_time(text: str, forms: list[str]) -> None:
    said = [one["period"] for one in to_json(read(text))["claims"]]
    assert len(said) == len(forms)
    assert all(same_days(one, form) for one, form in zip(said, forms, strict=True)), said


DOCUMENTS = [
    ("HARBOUR CITY, April 3 - Exports rose 5% in the first quarter of 2019.", "en", "2019-Q1", date(2019, 4, 3)),
    ("Hà Nội, ngày 3 tháng 7 năm 2018\nThu ngân sách 6 tháng đầu năm tăng 5%.", "vi", "2018-S1", date(2018, 7, 3)),
    ("Sáng 7/10, Sở Tài chính họp báo. 9 tháng năm 2021, thu tăng 5%.", "vi", "2021-01-01/2021-09-30",
     date(2021, 10, 7)),
    ("Retail sales (2019-05-24) - main points\nIn April sales rose 5%.", "en", "2019-M04", date(2019, 5, 24)),
    ("Growth is put at 5% this year, up from 4% in 1996.", "en", "1997", None),
    ("Theo Chỉ thị số 12/CT-UBND ngày 5/1/2020, quý I/2021 thu tăng 5%.", "vi", "2021-Q1", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang", "main", "written"), DOCUMENTS, ids=[one[0][:40] for one in DOCUMENTS])
def test_a_document_tells_its_own_day_and_period(text: str, lang: str, main: str, written: date | None) -> None:
    about = periods.context(normal(text), words_of(lang))
    assert (str(about.main), about.written) == (main, written)


def test_a_month_without_a_year_is_the_last_one_before_the_text() -> None:
    text = "Prices rose 5% in December."
    (one,) = read(text, "en", written=date(2021, 2, 3))
    assert one.period == Period("2020-M12")


def test_the_day_of_the_text_tells_the_period_where_nothing_else_does() -> None:
    (one,) = read("Revenue grew by 5%.", "en", written=date(2021, 10, 4))
    assert one.period == Period("2021-01-01/2021-09-30")


def test_nobody_knows_the_period_of_a_text_without_any_year() -> None:
    (one,) = read("Doanh thu 6 tháng đầu năm tăng 5%.", "vi")
    assert (one.period, to_json([one])["claims"][0]["period"]) == (None, None)


def test_a_text_is_about_what_it_reports_on() -> None:
    assert period_of("Report on the first quarter of 2031\nRevenue grew by 7%.", "en") == Period("2031-Q1")
    assert period_of("Báo cáo quý I năm 2031\nThu tăng 7%.", "vi") == Period("2031-Q1")


def test_a_year_that_goes_on_is_not_what_is_told_as_done() -> None:
    text = "BUDGET FOR 1994\nPORT BAY, April 2 - Output grew by 4%, while revenue will reach 5 billion dollars."
    grown, _ = read(text, "en")
    assert grown.period == Period("1993")


def test_with_a_review_a_sentence_that_says_nothing_speaks_of_its_period() -> None:
    text = "Năm 2023, GRDP tăng 5%. Thu ngân sách tăng 6%."
    said = [one.period for one in read(text, "vi", catalogue(), period=QUARTER, area=PROVINCE)]
    assert said == [Period("2023"), QUARTER]


PIECES = ["quý I ", "2024 ", "tháng 8-", "31/12/", "from ", "2023-24 and ", "(", ")", ", ", "to March ", "a year ago ",
          "5% ", "cùng kỳ năm ", "as of ", "the year to ", "12", "-", "/", "giai đoạn ", "Q", "3 billion "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_times_is_read_without_overlap(text: str) -> None:
    whole = normal(text)
    for lang in ("vi", "en"):
        about = periods.context(whole, words_of(lang))
        found = periods.times(whole, words_of(lang), about)
        assert all(left.end <= right.start for left, right in pairwise(found))
    read(text)
