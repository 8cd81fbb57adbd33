"""For which time a number is said where a text names bases, goals, days, spans and rates, or no year at all."""

import pytest

from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from tests.prose.test_periods import same_days

TOLD: list[tuple[str, list[str | None]]] = [
    (
        "Năm 2022, tỉnh đón 3 triệu lượt khách, tăng 12% so với năm 2019. Doanh thu đạt 900 tỷ đồng, tăng 5%.",
        ["2022", "2022", "2022", "2022"],
    ),
    (
        "Sản lượng lúa đạt 310 nghìn tấn, tăng 4,2% so với năm 2020. Năng suất đạt 58 tạ/ha.",
        ["2021", "2021", "2021"],
    ),
    (
        "Năm 2021, tỷ lệ nghèo giảm còn 3,1% từ mức 4,5% năm 2020. Thu ngân sách đạt 5.000 tỷ đồng.",
        ["2021", "2020", "2021"],
    ),
    (
        "Cao hơn năm 2018, kim ngạch xuất khẩu năm 2019 đạt 2,1 tỷ USD. Nhập khẩu đạt 1,8 tỷ USD.",
        ["2019", "2019"],
    ),
    (
        "Vốn đăng ký năm 2023 đạt 1,2 tỷ USD, gấp 1,5 lần năm 2022; vốn thực hiện đạt 700 triệu USD.",
        ["2023", "2023", "2023"],
    ),
    (
        "So với năm 2020, GRDP năm 2021 tăng 6,4%; thu ngân sách tăng 9%.",
        ["2021", "2021"],
    ),
    (
        "Năm 2024 thu ngân sách đạt 8.200 tỷ đồng, tăng 900 tỷ đồng so với thực hiện năm 2023. Chi ngân sách "
        "đạt 7.900 tỷ đồng.",
        ["2024", "2024", "2024"],
    ),
    (
        "Năm 2022 xuất khẩu tăng 11% so với cùng kỳ năm 2021. Nhập khẩu tăng 8%.",
        ["2022", "2022"],
    ),
    (
        "Rice output reached 3.1 million tonnes in 2022, higher than in 2019. Yields rose 4%.",
        ["2022", "2022"],
    ),
    (
        "Inflation fell to 9.6 percent in 1986 from 16.4 percent in 1985. Wages rose 7 percent.",
        ["1986", "1985", "1986"],
    ),
    (
        "Inflation fell from 16.4 percent in 1985 to 9.6 percent in 1986. Wages rose 7 percent.",
        ["1985", "1986", "1986"],
    ),
    (
        "Exports totalled 4 billion dollars in 2022, up 9% on 2021. Imports totalled 3 billion dollars.",
        ["2022", "2022", "2022"],
    ),
    (
        "Against 3.1 percent in 2020, the economy grew 5.4 percent in 2021. Industry grew 6 percent.",
        ["2020", "2021", "2021"],
    ),
    (
        "Tourism revenue in 2023 was 1.4 times that of 2022. Hotels reported revenue of 90 million dollars.",
        ["2023", "2023"],
    ),
    (
        "Growth slowed in 2022 compared with 2021. Industry grew 3%.",
        ["2022"],
    ),
    (
        "Compared with 2020, sales in 2021 rose 5%; orders rose 7%.",
        ["2021", "2021"],
    ),
    (
        "TOWNVILLE, March 4 - The economy grew 5 pct last year, up from 3.1 pct in 1985. Exports rose 4 pct.",
        ["1986", "1985", "1986"],
    ),
    (
        "PORT, Feb 9 - Steel output fell to 2.1 mln tonnes in 1987 from 2.4 mln in 1986. Exports rose to "
        "300,000 tonnes.",
        ["1987", "1986", "1987"],
    ),
    (
        "2026 opens the new programme\nThe council met on Thursday. In 2025 revenue reached 4 billion "
        "dollars. The city had 300 schools. In 2026 the city aims to raise revenue by 10%.",
        ["2025", "2025", "2026"],
    ),
    (
        "Profit rose to 30 million dollars last year from 24 million dollars in 2018. Sales grew 8%.",
        ["2019", "2018", "2019"],
    ),
    (
        "2025 hoàn thành sắp xếp\nTheo báo cáo, năm 2024 GRDP ước tăng 9,1%. Thu hút đầu tư đạt 1,5 tỷ USD. "
        "Năm 2025, tỉnh phấn đấu GRDP tăng 10%.",
        ["2024", "2024", "2025"],
    ),
    (
        "Ngày 20/12/2018, Cục Thuế cho biết, năm 2018 thu nội địa đạt 9.000 tỷ đồng. Nợ thuế giảm 4%.",
        ["2018", "2018"],
    ),
    (
        "Hội nghị triển khai chương trình đến năm 2030. Năm 2023, toàn ngành có 412 trường. Tỷ lệ kiên cố hóa "
        "đạt 91%. Mục tiêu đến năm 2030 đạt 100%.",
        ["2023", "2023", "2030"],
    ),
    (
        "Sáng 14/3, Sở Công Thương họp báo. Năm 2021, giá trị xuất khẩu đạt 2 tỷ USD, tăng 9% so với năm "
        "2020. Nhập khẩu đạt 1 tỷ USD.",
        ["2021", "2021", "2021"],
    ),
    (
        "Năm 2019, GRDP tăng 7%. Năm 2020, GRDP tăng 3%. Năm 2021, GRDP tăng 8%. Xuất khẩu đạt 2 tỷ USD.",
        ["2019", "2020", "2021", "2021"],
    ),
    (
        "In the second half of 1986 construction grew 6 pct, transport 3 pct and trade 2 pct. Farming fell 1 pct.",
        ["1986-S2", "1986-S2", "1986-S2", "1986-S2"],
    ),
    (
        "Nửa cuối năm 2022, công nghiệp tăng 6%, xây dựng tăng 3%, dịch vụ tăng 8%.",
        ["2022-S2", "2022-S2", "2022-S2"],
    ),
    (
        "In the last half of 1986 imports rose 6 pct and exports 3 pct.",
        ["1986-S2", "1986-S2"],
    ),
    (
        "6 tháng cuối năm 2021, xuất khẩu tăng 6%; nhập khẩu tăng 3%. Bán lẻ tăng 4%.",
        ["2021-S2", "2021-S2", "2021-S2"],
    ),
    (
        "The committee met on 9 December 2025. 63,000 people have been affected. 418 houses were destroyed.",
        ["as-of 2025-12-09", "as-of 2025-12-09"],
    ),
    (
        "The committee met on 9 December 2025. To date 120 roads have been reopened and 14 remain closed.",
        ["as-of 2025-12-09", "as-of 2025-12-09"],
    ),
    (
        "The Governor chaired the meeting on 3 May 2024. 40 schools have so far been repaired under Vision 2030.",
        ["as-of 2024-05-03"],
    ),
    (
        "At the meeting of 3 May 2024 it was said that currently 900 families live in camps.",
        ["as-of 2024-05-03"],
    ),
    (
        "Chiều 5/9/2023, huyện họp. Đến nay, 63 hộ đã bàn giao mặt bằng. Tính đến nay mới giải ngân 76% kế hoạch.",
        ["as-of 2023-09-05", "as-of 2023-09-05"],
    ),
    (
        "Ngày 5/9/2023, huyện họp. Hiện có 12 xã đạt chuẩn theo lộ trình đến năm 2025. Vẫn còn 40 hộ nghèo.",
        ["as-of 2023-09-05", "as-of 2023-09-05"],
    ),
    (
        "Ngày 5/9/2023, tỉnh họp. Đến thời điểm hiện tại đã sửa chữa 300 nhà, hỗ trợ 120 hộ.",
        ["as-of 2023-09-05", "as-of 2023-09-05"],
    ),
    (
        "Sáng 5/9/2023, tỉnh họp. Tới nay, toàn tỉnh đã cấp 1.200 giấy phép, tăng 5% so với cùng kỳ.",
        ["as-of 2023-09-05", "as-of 2023-09-05"],
    ),
    (
        "Từ ngày 16/12/2017 đến ngày 15/12/2018, lực lượng chức năng phát hiện 300 vụ, trị giá 40 tỷ đồng. Số "
        "vụ tăng 8%. Khởi tố 12 vụ.",
        ["2017-12-16..2018-12-15", "2017-12-16..2018-12-15", "2017-12-16..2018-12-15", "2017-12-16..2018-12-15"],
    ),
    (
        "From 16 December 2017 to 15 December 2018 officers found 300 cases, worth 4 million dollars. The "
        "number of cases rose 8%.",
        ["2017-12-16..2018-12-15", "2017-12-16..2018-12-15", "2017-12-16..2018-12-15"],
    ),
    (
        "Inflation slowed to 9.7 percent in the year to June 1988. Wages rose 4 percent.",
        ["1988-06", "1988-06"],
    ),
    (
        "The annual rate was 3.4% in the 12 months to July 2019, down from 3.6% in June 2019.",
        ["2019-07", "2019-06"],
    ),
    (
        "In the 12 months to July 2019 firms built 900 houses.",
        ["2018-08..2019-07"],
    ),
    (
        "The account showed a surplus of 20 million dollars in the second quarter of 1988 against 66 million "
        "dollars in the first.",
        ["1988-Q2", "1988-Q1"],
    ),
    (
        "Sales in the three months to May 2015 increased by 2.7% compared with the same 3 months a year ago.",
        ["2015-03..2015-05"],
    ),
    (
        "In 2023-24 the state spent Rs 900 crore, 5% more than in 2022-23. Revenue rose 8%.",
        ["FY2023-24", "FY2023-24", "FY2023-24"],
    ),
    (
        "Output rose 4% in 2021/22 after falling 2% in 2020/21. Exports rose 9%.",
        ["FY2021/22", "FY2020/21", "FY2021/22"],
    ),
    (
        "Exports rose 5% in the first half.",
        [None],
    ),
    (
        "Thu ngân sách quý I tăng 5% so với cùng kỳ.",
        [None],
    ),
    (
        "Đến nay đã có 300 hộ thoát nghèo.",
        [None],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "forms"), TOLD, ids=[text[:60] for text, _ in TOLD])
def test_each_number_is_of_the_time_that_its_text_tells(text: str, forms: list[str | None]) -> None:
    said = [one["period"] for one in to_json(read(text))["claims"]]
    assert len(said) == len(forms), said
    for one, form in zip(said, forms, strict=True):
        assert one is None if form is None else same_days(one, form), said
