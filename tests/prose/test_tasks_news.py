"""Orders as news of meetings tell them: who presses whom, letters, what is only reported, what is announced."""

import pytest

from tests.prose.orders import told


@pytest.mark.parametrize(
    ("text", "assignee", "what"),
    [
        ("The state government has asked the Ferry Board to print timetables.", "Ferry Board", "print timetables"),
        (
            "The Collector stressed upon all the concerned officers to close the old wells.",
            "all the concerned officers",
            "close the old wells",
        ),
        ("The Mayor impressed upon the engineers to finish the jetty.", "engineers", "finish the jetty"),
        ("Concerned officers were asked to drain the two ponds.", "Concerned officers", "drain the two ponds"),
        (
            "The Governor directed that in view of the drought, the sale of seed potatoes should be stopped.",
            "",
            "the sale of seed potatoes should be stopped",
        ),
        ("The Mayor directed that all idle cranes should start in May.", "", "all idle cranes should start in May"),
        (
            "The proposal made by the Minister of Ports for the construction of a slipway was approved by the Cabinet.",
            "",
            "construction of a slipway",
        ),
        (
            "He instructed the convening of talks with all growers.",
            "",
            "convening of talks with all growers",
        ),
        (
            "The Premier has asked all the ministries for repair of the old jetties.",
            "all the ministries",
            "repair of the old jetties",
        ),
        (
            "The findings must be reported to the Premier within seven working days.",
            "",
            "The findings must be reported to the Premier within seven working days",
        ),
        (
            "Chủ tịch yêu cầu tăng cường công tác kiểm tra bến đò ngang.",
            "",
            "tăng cường công tác kiểm tra bến đò ngang",
        ),
        ("The grant for old boats will be paid through the Land Office.", "Land Office", "The grant for old boats"),
        (
            "The Standing Committees of the two cantons proposed that the Port Board should print new charts.",
            "Port Board",
            "print new charts",
        ),
        (
            "Một số đại biểu đề nghị Sở Y tế làm rõ một số chỉ tiêu như: thu viện phí; số giường; nợ thuốc.",
            "Sở Y tế",
            "làm rõ một số chỉ tiêu như: thu viện phí; số giường; nợ thuốc",
        ),
        ("Bí thư Tỉnh ủy nhấn mạnh, cần rà soát quỹ nhà cũ.", "", "rà soát quỹ nhà cũ"),
        ("Sở Y tế được Chủ tịch UBND tỉnh giao lập ba trạm.", "Sở Y tế", "lập ba trạm"),
        ("UBND tỉnh vừa có văn bản yêu cầu Sở Y tế kiểm kê kho thuốc.", "Sở Y tế", "kiểm kê kho thuốc"),
        (
            "Chủ tịch huyện đã ký ban hành chỉ thị yêu cầu Phòng Y tế mở trạm lưu động.",
            "Phòng Y tế",
            "mở trạm lưu động",
        ),
        ("Sở Nội vụ có công văn gửi các đơn vị đề nghị rà soát hồ sơ cũ.", "các đơn vị", "rà soát hồ sơ cũ"),
        (
            "Sở Nội vụ có công văn gửi các đơn vị đề nghị chậm nhất ngày 20/5 phải nộp danh sách.",
            "các đơn vị",
            "nộp danh sách",
        ),
        (
            "Phát biểu chỉ đạo tại buổi lễ đồng chí Chủ tịch UBND tỉnh yêu cầu Sở Y tế mở ba trạm.",
            "Sở Y tế",
            "mở ba trạm",
        ),
        ("Chủ tịch UBND tỉnh chỉ đạo việc xây dựng hai nhà văn hóa xã.", "", "xây dựng hai nhà văn hóa xã"),
        (
            "Sở Nội vụ sẽ tổng hợp, trình Chính phủ trước ngày 30/9.",
            "Sở Nội vụ",
            "tổng hợp, trình Chính phủ trước ngày 30/9",
        ),
        ("Nhiệm vụ khác là tăng cường hạ tầng bến bãi.", "", "tăng cường hạ tầng bến bãi"),
    ],
)
def test_news_tells_who_is_asked_what(text: str, assignee: str, what: str) -> None:
    assert told(text) == [(assignee, what)]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor stressed that keeping the port clean is a duty of all residents.",
        "The President emphasised that 4 billion has already been set aside in the budget.",
        "The Governor asked the Board to count leaks. Delay in the count would not be tolerated.",
        "The Cabinet approved in principle the Ports Bill, which aims to remove doubts over pilotage.",
        "The money for old boats was paid through the Land Office.",
        "The Governor asked the Board to count leaks. He said he would prepare the list himself.",
        "The Governor asked the Board to count leaks. We have to think big, and we will build two jetties.",
        "Exports must rise to close the gap, the Minister said.",
        "The bank was asked to comment on the loan.",
        "Dự án được Thủ tướng giao UBND tỉnh làm chủ đầu tư.",
        "Thủ tướng đã ban hành Chỉ thị số 8/CT-TTg về việc tăng cường chỉ đạo điều hành ngân sách năm 2025.",
        "Hội nghị sẽ được tổ chức tại huyện Lạc Sơn trước ngày 20/6.",
    ],
)
def test_what_news_only_reports_is_no_task(text: str) -> None:
    assert [one for one in told(text) if one[1] != "count leaks"] == []


def test_what_follows_a_decision_is_a_list_of_tasks() -> None:
    text = "Theo đó, huyện tiếp tục mở hai chợ phiên; xây nhà trẻ; hỗ trợ hộ trồng chè."
    assert told(text) == [
        ("huyện", "mở hai chợ phiên"),
        ("huyện", "xây nhà trẻ"),
        ("huyện", "hỗ trợ hộ trồng chè"),
    ]


def test_tasks_of_one_list_that_sound_alike_all_stay() -> None:
    text = "Chủ tịch yêu cầu Sở Xây dựng rà soát dự án nhà ở xã hội; hoàn thiện dự án nhà ở xã hội phía đông."
    assert [what for _, what in told(text)] == ["rà soát dự án nhà ở xã hội", "hoàn thiện dự án nhà ở xã hội phía đông"]


def test_what_a_district_is_to_do_may_stand_behind_whom_it_is_for() -> None:
    text = "Chủ tịch giao Sở Y tế rà soát kho thuốc. Đối với UBND các huyện, thị cần lập tổ lưu động."
    assert told(text)[1] == ("UBND các huyện", "lập tổ lưu động")


def test_what_somebody_says_behind_the_ground_for_it_is_no_order() -> None:
    text = (
        "Thủ tướng yêu cầu các bộ rà soát quỹ đất.\n"
        "Trên cơ sở nghị quyết về nhà ở, đổi mới sáng tạo và chuyển đổi số, Thủ tướng cho rằng đây là mệnh lệnh."
    )
    assert told(text) == [("các bộ", "rà soát quỹ đất")]


def test_a_long_line_of_bodies_before_a_list_is_who_is_asked() -> None:
    text = (
        "Thủ tướng Chính phủ yêu cầu:\n"
        "1. Các Bộ, ngành, địa phương, cơ quan, đơn vị liên quan:\n"
        "a) Rà soát quỹ nhà cũ;\n"
        "b) Cụ thể hóa quy chế giao ban.\n"
        "2. Bộ Tài chính bố trí kinh phí."
    )
    asked = "Các Bộ, ngành, địa phương, cơ quan, đơn vị"
    assert told(text) == [
        (asked, "Rà soát quỹ nhà cũ"),
        (asked, "Cụ thể hóa quy chế giao ban"),
        ("Bộ Tài chính", "bố trí kinh phí"),
    ]


def test_what_things_are_asked_to_be_follows_an_order() -> None:
    text = "Thủ tướng giao Bộ Công Thương rà soát kho lạnh. Các việc trên được yêu cầu hoàn thành trong quý II năm nay."
    assert told(text)[1] == ("", "Các việc trên được yêu cầu hoàn thành trong quý II năm nay")


def test_orders_go_on_with_what_is_necessary_and_with_short_names() -> None:
    english = "He asked the Board to count leaks. In particular, it is necessary to regularly clean the pumps."
    assert told(english)[1] == ("Board", "regularly clean the pumps")
    vietnamese = "Thủ tướng yêu cầu các bộ rà soát quỹ đất. TPBT khẩn trương lập quy hoạch chung."
    assert told(vietnamese)[1] == ("TPBT", "khẩn trương lập quy hoạch chung")


def test_what_a_ministry_announces_between_orders_is_none() -> None:
    text = "Thủ tướng yêu cầu các bộ rà soát quỹ đất. Bộ Công Thương thông báo, giá xăng sẽ được tính vào thứ Tư."
    assert told(text) == [("các bộ", "rà soát quỹ đất")]
