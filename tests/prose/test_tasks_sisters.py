"""Orders in every construction that a language has for them, in sentences with other verbs, bodies and word order."""

from datetime import date

import pytest

from quarterdeck.prose.tasks import Task, read

WRITTEN = date(2025, 3, 3)


def tasks(text: str) -> list[Task]:
    return read(text, written=WRITTEN)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The Premier also directed the prompt repair of the Alvo dam.", "prompt repair of the Alvo dam"),
        ("Governor Lima called for a review of bus fares.", "review of bus fares"),
        ("The Minister ordered an inquiry into the ferry accident.", "inquiry into the ferry accident"),
        ("President Ona Brisk urged completion of the tunnel before winter.", "completion of the tunnel before winter"),
        ("The council demanded the removal of all billboards.", "removal of all billboards"),
        ("The Mayor has ordered a full and public audit of the fund.", "full and public audit of the fund"),
        ("The Prime Minister, visiting the port, ordered the dredging of the channel.", "dredging of the channel"),
        ("The Treasury Secretary asked for an estimate of losses by 5 May.", "estimate of losses by 5 May"),
        ("The committee pressed for the closure of illegal quarries.", "closure of illegal quarries"),
        ("The Director commissioned a survey of old bridges.", "survey of old bridges"),
    ],
)
def test_an_act_may_be_ordered_by_its_noun(text: str, what: str) -> None:
    (one,) = tasks(text)
    assert (one.assignee, one.what) == ("", what)


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("The Mayor instructed that drains be cleared at once.", ["drains be cleared at once"]),
        (
            "The Governor asked that as many wards as possible be kept open and that nurses be moved to the coast.",
            ["as many wards as possible be kept open and that nurses be moved to the coast"],
        ),
        ("He was firm: the President ordered that no tolls be charged.", ["no tolls be charged"]),
        ("The Minister directed that seed be distributed by 4 April.", ["seed be distributed by 4 April"]),
        ("The Cabinet requested that the old rates be restored.", ["the old rates be restored"]),
        ("The Chairman insisted that minutes be published each week.", ["minutes be published each week"]),
        ("The Prime Minister demanded that the pumps be tested.", ["the pumps be tested"]),
        ("The Secretary recommended that the tender be cancelled.", ["the tender be cancelled"]),
        ("The Director urged that grain be moved inland.", ["grain be moved inland"]),
        (
            "The Governor called for the quays to be widened and asked for an estimate of the cost by 9 June.",
            ["quays to be widened", "estimate of the cost by 9 June"],
        ),
    ],
)
def test_what_is_to_be_done_keeps_its_object_and_names_nobody(text: str, whats: list[str]) -> None:
    found = tasks(text)
    assert [(one.assignee, one.what.removeprefix("the ")) for one in found] == [
        ("", what.removeprefix("the ")) for what in whats
    ]


@pytest.mark.parametrize(
    ("text", "assignee", "what"),
    [
        ("The survey will be assigned to the Land Department.", "Land Department", "The survey"),
        (
            "Maintenance of the canals is to be entrusted to the Water Board.",
            "Water Board",
            "Maintenance of the canals",
        ),
        ("The licensing of taxis was handed over to the City Council.", "City Council", "The licensing of taxis"),
        ("The audit has been assigned to the Court of Accounts.", "Court of Accounts", "The audit"),
        (
            "Collection of tolls shall be delegated to the Highway Authority from May.",
            "Highway Authority",
            "Collection of tolls",
        ),
        ("In future, the training of guards will be given to the Prison Service.", "Prison Service", "training"),
        ("The matter was referred to the Ethics Commission.", "Ethics Commission", "The matter"),
        ("The drafting of rules is assigned to the Ministry of Justice.", "Ministry of Justice", "drafting of rules"),
        ("The Rural Agency has been entrusted with the mapping of wells.", "Rural Agency", "mapping of wells"),
        ("Irrigation officials were told to inspect the sluices.", "Irrigation officials", "inspect the sluices"),
        ("Ward offices are required to report deaths daily.", "Ward offices", "report deaths daily"),
        ("The Ports Authority is to buy two tugs.", "Ports Authority", "buy two tugs"),
        (
            "The Housing Department will disburse the grants once the council consents.",
            "Housing Department",
            "disburse the grants once the council consents",
        ),
        ("The government will soon create an office for exports.", "government", "create an office for exports"),
        ("The ministry plans to establish a soil laboratory.", "ministry", "establish a soil laboratory"),
    ],
)
def test_a_body_may_be_bound_without_a_verb_of_ordering(text: str, assignee: str, what: str) -> None:
    (one,) = tasks(text)
    assert one.assignee.removeprefix("The ").removeprefix("the ") == assignee
    assert what in one.what


@pytest.mark.parametrize(
    ("text", "assignees", "whats"),
    [
        (
            "The Minister instructed agencies not to rehire consultants and to settle all bills before 31 December.",
            ["agencies"],
            ["not to rehire consultants and to settle all bills before 31 December"],
        ),
        (
            "The Mayor told the Parks Department not to cut trees and to plant hedges.",
            ["Parks Department"],
            ["not to cut trees and to plant hedges"],
        ),
        ("Prices rose, prompting instructions to release grain stocks.", [""], ["release grain stocks"]),
        ("The Governor issued orders to evacuate the valley.", [""], ["evacuate the valley"]),
        ("Approval was granted to lease the old depot.", [""], ["lease the old depot"]),
        (
            "He gave directions to the Port Authority to clear the wharf.",
            ["Port Authority"],
            ["clear the wharf"],
        ),
    ],
)
def test_bans_and_given_instructions_are_tasks(text: str, assignees: list[str], whats: list[str]) -> None:
    found = tasks(text)
    assert [one.assignee for one in found] == assignees
    assert [one.what for one in found] == whats


def test_bodies_asked_in_one_breath_have_their_own_tasks() -> None:
    found = tasks("The Secretary told the Bureau of Ports to hasten releases and the Land Bank to extend loans.")
    assert [(one.assignee, one.what) for one in found] == [
        ("Bureau of Ports", "hasten releases"),
        ("Land Bank", "extend loans"),
    ]


def test_what_somebody_is_tasked_with_is_no_part_of_a_name() -> None:
    (one,) = tasks("The President tasked the energy secretary with drafting a plan to cut losses.")
    assert (one.assignee, one.what) == ("energy secretary", "drafting a plan to cut losses")


def test_decisions_below_a_heading_are_tasks_of_the_bodies_they_name() -> None:
    found = tasks(
        "The following decisions were taken:\n1. The Ministry of Mines should close two shafts.\n"
        "2. The Forest Agency is to plant 400 hectares.\nThe Cabinet noted that exports had grown."
    )
    assert [one.assignee for one in found] == ["Ministry of Mines", "Forest Agency"]


@pytest.mark.parametrize(
    "opening",
    [
        "Năm 2025, thành phố tiếp tục ưu tiên phát triển hạ tầng.",
        "Trong năm 2025, tỉnh tập trung nâng cao chất lượng dịch vụ công.",
        "Thời gian tới, huyện sẽ dồn sức cho giao thông nông thôn.",
        "Giai đoạn 2025 - 2030, thị xã phấn đấu thành đô thị loại II.",
        "Quý II/2025, ngành y tế cần củng cố mạng lưới cơ sở.",
        "Từ nay đến cuối năm, công ty đặt mục tiêu mở rộng thị trường.",
        "Nhiệm kỳ tới, thành phố xác định ba khâu đột phá.",
        "Những tháng cuối năm, toàn tỉnh tập trung cho giải ngân.",
    ],
)
def test_sentences_after_the_opening_of_a_programme_are_tasks_of_its_unit(opening: str) -> None:
    found = tasks(
        f"{opening} Hoàn thành nâng cấp bến xe trong quý III/2025; thành lập tổ giám sát độc lập. "
        "Khẩn trương nghiên cứu, đề xuất bảng giá mới. Thành phố đã hoàn thành 12 tuyến đường."
    )
    assert [one.what for one in found] == [
        "Hoàn thành nâng cấp bến xe trong quý III/2025",
        "thành lập tổ giám sát độc lập",
        "Khẩn trương nghiên cứu, đề xuất bảng giá mới",
    ]
    assert found[0].deadline == "trong quý III/2025"
    assert all(one.assignee and one.assignee in opening for one in found)


@pytest.mark.parametrize(
    ("text", "assignees", "whats"),
    [
        ("Thủ tướng lưu ý các địa phương không chủ quan với bão.", ["các địa phương"], ["không chủ quan với bão"]),
        ("Chủ tịch tỉnh nhắc các chủ đầu tư trả mặt bằng.", ["các chủ đầu tư"], ["trả mặt bằng"]),
        ("Thủ tướng quán triệt các bộ không ban hành thêm thủ tục.", ["các bộ"], ["không ban hành thêm thủ tục"]),
        ("Phó Thủ tướng nhấn mạnh tỉnh phải giữ rừng đầu nguồn.", ["tỉnh"], ["giữ rừng đầu nguồn"]),
        (
            "Các bộ, ngành, địa phương phải công khai kết quả xử lý hồ sơ.",
            ["Các bộ, ngành, địa phương"],
            ["công khai kết quả xử lý hồ sơ"],
        ),
        ("Nghiêm cấm thu thêm phí ngoài quy định.", [""], ["Nghiêm cấm thu thêm phí ngoài quy định"]),
        (
            "Giám đốc các sở chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ giải ngân.",
            ["Giám đốc các sở"],
            ["chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ giải ngân"],
        ),
        (
            "Điều 3. Sở Nội vụ chủ trì, phối hợp với các huyện xây dựng đề án tinh gọn.",
            ["Sở Nội vụ"],
            ["chủ trì, phối hợp với các huyện xây dựng đề án tinh gọn"],
        ),
        (
            "Yêu cầu Sở Xây dựng: (1) rà soát hồ sơ cấp phép; (2) công bố quy hoạch mới.",
            ["Sở Xây dựng"] * 2,
            ["rà soát hồ sơ cấp phép", "công bố quy hoạch mới"],
        ),
        (
            "Chủ tịch huyện yêu cầu các xã tập trung một số việc như: nạo vét kênh mương; sửa trạm bơm; trực bão.",
            ["các xã"] * 3,
            ["nạo vét kênh mương", "sửa trạm bơm", "trực bão"],
        ),
    ],
)
def test_orders_in_vietnamese(text: str, assignees: list[str], whats: list[str]) -> None:
    found = tasks(text)
    assert [one.assignee for one in found] == assignees
    assert [one.what for one in found] == whats


@pytest.mark.parametrize(
    "text",
    [
        "Observers called for calm. The plan of the ministry is to reach 4.5 billion.",
        "All teams must coordinate effectively and avoid delays.",
        "Farmers had been asked to plant more maize, and 40,000 hectares were sown.",
        "Orders to the yard rose by 12%. The committee directed development for ten years.",
        "Officers were assigned to the Border Department. The bank will lend more.",
        "The report requested by the assembly was published in May.",
        "Analysts said the shortage would ease in June and that inflation must fall.",
        "Năm 2024, thành phố đã hoàn thành 14 công trình. Xây dựng được 12 trường học.",
        "Tỉnh đẩy nhanh được tiến độ ba dự án. Công tác chuyển đổi số được quan tâm chỉ đạo.",
        "Theo kế hoạch được giao, các khu công nghiệp thu hút 30 dự án.",
    ],
)
def test_reports_hopes_and_results_are_no_tasks(text: str) -> None:
    assert tasks(text) == []


NOTICE = """KẾT LUẬN
Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 7
1. Giao Sở Nông nghiệp khẩn trương kiểm kê rừng trồng; hoàn thành trong tháng 9.
2. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện.
3. Yêu cầu ngành Giáo dục và Đào tạo bàn giao thiết bị chậm nhất ngày 30/8/2025."""


def test_a_conclusion_tells_its_author_in_the_title_and_due_dates_behind_semicolons() -> None:
    found = tasks(NOTICE)
    assert [one.assigner for one in found] == ["Chủ tịch UBND tỉnh"] * 3
    assert [one.assignee for one in found] == ["Sở Nông nghiệp", "Văn phòng UBND tỉnh", "ngành Giáo dục và Đào tạo"]
    assert [one.due for one in found] == [date(2025, 9, 30), None, date(2025, 8, 30)]


def test_a_meeting_may_agree_what_somebody_does() -> None:
    (one,) = tasks("The meeting agreed that the Ministry of Mines would submit a new schedule by 15 April.")
    assert (one.assigner, one.assignee, one.due) == ("The meeting", "Ministry of Mines", date(2025, 4, 15))
