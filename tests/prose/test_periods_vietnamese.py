"""For which time numbers of Vietnamese reports are said: brackets, plans, halves of months, headings, averages."""

from datetime import date

import pytest

from quarterdeck.prose.claims import read
from quarterdeck.prose.claims.form import to_json
from tests.prose.test_periods import same_days

DAY = date(2030, 12, 8)
TOLD: list[tuple[str, list[str]]] = [
    (
        "GDP 6 tháng năm 2030 tăng 6,1% (quý I tăng 5,9%; quý II tăng 6,3%), trong đó dịch vụ tăng 7%.",
        ["2030-S1", "2030-Q1", "2030-Q2", "2030-S1"],
    ),
    ("Quí III năm 2030, thu ngân sách đạt 900 tỷ đồng.", ["2030-Q3"]),
    ("Thu 9 tháng năm 2030 đạt 61,5% dự toán cả năm, thu nội địa đạt 63%.", ["2030-01..2030-09"] * 2),
    ("Diện tích lúa mùa năm 2030 đạt 30 nghìn ha, giảm 2 nghìn ha so với vụ lúa mùa năm trước.", ["2030", "2030"]),
    (
        "So với cùng kỳ năm trước, khách trong tháng 8/2030 từ châu Úc giảm 6%; từ châu Âu tăng 2%.",
        ["2030-08", "2030-08"],
    ),
    ("Tính đến trung tuần tháng 9/2030, toàn tỉnh gieo được 4.200 ha.", ["as-of 2030-09-15"]),
    ("Nửa cuối tháng 5/2030, xuất khẩu đạt 8 tỷ USD.", ["2030-05-16..2030-05-31"]),
    ("Năm qua, toàn tỉnh thu 9.000 tỷ đồng, giải quyết việc làm cho 12.000 lao động.", ["2030", "2030"]),
    (
        "Giải ngân đến ngày 30/11/2030 đạt 71,2% kế hoạch, thấp hơn mức bình quân cả nước (74,4%).",
        ["as-of 2030-11-30", "as-of 2030-11-30"],
    ),
    (
        "Đến 30/11/2030 huy động vốn tăng 14%, vượt kế hoạch đề ra (kế hoạch tăng 12%).",
        ["as-of 2030-11-30", "2030"],
    ),
    (
        "Từ 16/12/2029 đến 15/12/2030, giải ngân đạt 500 tỷ đồng.\nNăm 2030 thu 9.000 tỷ đồng.\nChi 8.500 tỷ đồng.",
        ["2029-12-16..2030-12-15", "2030", "2030"],
    ),
    (
        "Năm 2031, huyện tập trung thực hiện đề án giai đoạn 2026 - 2030.\nPhấn đấu thu 98 tỷ đồng.",
        ["2031"],
    ),
    (
        "Tháng 8/2030 thu 700 tỷ đồng, tăng 5% so với tháng trước. Chi trong tháng 650 tỷ đồng; lũy kế đạt 5 tỷ đồng.",
        ["2030-08", "2030-08", "2030-08", "2030-01..2030-08"],
    ),
    (
        "Đến 20/8/2030 giải ngân đạt 46% kế hoạch, cao hơn 3 điểm phần trăm so với cùng kỳ năm 2029 (43%).",
        ["as-of 2030-08-20", "as-of 2030-08-20", "as-of 2029-08-20"],
    ),
    (
        "Tháng 5/2030 CPI tăng 0,5% so với tháng trước, tăng 1,6% so với tháng 12 năm trước.",
        ["2030-05", "2030-05"],
    ),
    (
        "Đánh giá kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2030.\nThu ngân sách đạt 410 tỷ đồng.",
        ["2030-S1"],
    ),
    (
        "UBND huyện họp đánh giá tình hình tháng 5, triển khai nhiệm vụ tháng 6 năm 2030.\nThu đạt 41 tỷ đồng.",
        ["2030-05"],
    ),
    ("Kim ngạch nhập khẩu năm 2031 giảm 4% so với ước thực hiện năm 2030, thu 90 tỷ đồng.", ["2031", "2031"]),
    ("Quý II/2030, GDP tăng 5%, cao hơn cùng kỳ các năm 2028 và 2029 (quý I tăng 4%).", ["2030-Q2", "2030-Q1"]),
    (
        "Nguồn vốn huy động đến 30/9/2029 là 390 tỷ đồng; so với 31/12/2028 tăng 40 tỷ đồng.",
        ["as-of 2029-09-30", "as-of 2029-09-30"],
    ),
    (
        "Nhiệm kỳ 2026 - 2031, huyện thống nhất 9 chỉ tiêu, trong đó thu nhập tăng bình quân 8%/năm.",
        ["2026..2031", "2026..2031"],
    ),
    ("Phấn đấu giải ngân đạt trên 96% kế hoạch vào cuối năm, năm 2030 là năm bản lề.", ["2030"]),
    (
        "Dư nợ đến 30/9/2030 là 90 tỷ đồng, cụ thể:\n+ Ngân hàng A là 60 tỷ đồng.\n+ Ngân hàng B là 30 tỷ đồng.",
        ["as-of 2030-09-30"] * 3,
    ),
    (
        "Thu 9 tháng năm 2030 đạt 80 tỷ đồng.\nThu tháng 10 ước đạt 9 tỷ đồng, lũy kế ước đạt 89 tỷ đồng.",
        ["2030-01..2030-09", "2030-10", "2030-01..2030-10"],
    ),
    ("Mục tiêu năm 2031: thu 50 tỷ đồng; giảm tỷ lệ hộ nghèo xuống dưới 9% vào cuối năm.", ["2031", "2031"]),
    (
        "9 tháng năm 2030, thu đạt 90 tỷ đồng.\nHái chè tháng 7/2030 tăng 17% - Ảnh: TTX\nChi đạt 80 tỷ đồng.",
        ["2030-01..2030-09", "2030-07", "2030-01..2030-09"],
    ),
    (
        "Huyện Lam tăng trưởng khá, 2031 khởi công cầu Đá\nTính trong 11 tháng của năm 2030, thu đạt 90 tỷ đồng.\n"
        "Chi đạt 80 tỷ đồng.",
        ["2030-01..2030-11", "2030-01..2030-11"],
    ),
    ("Tỉnh sẽ khởi công 5 dự án với tổng vốn trên 40 tỷ đồng vào năm 2031.", ["2031", "2031"]),
    ("Đến hết quý III năm 2030, giải ngân đạt 61% kế hoạch.", ["2030-01..2030-09"]),
    ("Nhiệm kỳ 2026 - 2030, kinh tế tăng bình quân 7,2%.", ["2026..2030"]),
    ("Năm 2030, HĐND khóa XV, nhiệm kỳ 2026 - 2031 họp; thu đạt 500 tỷ đồng.", ["2030"]),
    ("Tính đến trung tuần tháng Mười Một năm 2030, toàn tỉnh gieo được 5.100 ha.", ["as-of 2030-11-15"]),
    ("Tháng Mười Hai năm 2029, tỉnh đón 90.000 lượt khách.", ["2029-12"]),
    (
        "GRDP 9 tháng năm 2030 tăng 6,1%, cao hơn tốc độ tăng 3,2% và 2,7% của 9 tháng các năm 2027 và 2028.",
        ["2030-01..2030-09", "2027-01..2027-09", "2028-01..2028-09"],
    ),
    (
        "Thu ngân sách 6 tháng năm 2030 là 4.100 tỷ đồng, đạt 52% so với nghị quyết đề ra (7.900 tỷ đồng).",
        ["2030-S1", "2030-S1", "2030"],
    ),
    ("Sản lượng 6 tháng năm 2030 đạt 4.200 tấn. Hiện huyện có 6 xã nông thôn mới.", ["2030-S1", "as-of 2030-12-08"]),
    ("Quý I năm 2030, cấy được 41 nghìn ha, bằng 96% diện tích gieo cấy năm 2029.", ["2030-Q1", "2030-Q1"]),
    ("Có 620 dự án đã cấp phép từ các năm trước trong 7 tháng năm 2030.", ["2030-01..2030-07"]),
]


@pytest.mark.parametrize(("text", "periods"), TOLD, ids=[text[:50] for text, _ in TOLD])
def test_a_number_is_of_the_time_that_the_text_tells(text: str, periods: list[str]) -> None:
    found = [one["period"] for one in to_json(read(text, "vi", written=DAY))["claims"]]
    assert len(found) == len(periods)
    assert all(same_days(one, other) for one, other in zip(found, periods, strict=True)), found


def test_a_title_that_names_a_month_and_the_months_up_to_it_speaks_of_the_months() -> None:
    text = "Tình hình sản xuất tháng 9 và 9 tháng năm 2030\nSở Tài chính báo cáo.\nThu đạt 6.000 tỷ đồng."
    found = to_json(read(text, "vi"))["claims"]
    assert same_days(found[0]["period"], "2030-01..2030-09")
