"""Tasks read from running text: who orders, whom, what, by when, and where it came from."""

from datetime import date

import pytest

from quarterdeck.prose.tasks import Task, read, to_json

WRITTEN = date(2025, 3, 3)


def tasks(text: str, lang: str | None = None) -> list[Task]:
    return read(text, lang, written=WRITTEN)


def only(text: str, lang: str | None = None) -> Task:
    (one,) = tasks(text, lang)
    return one


def test_one_sentence_may_order_several_bodies() -> None:
    found = tasks(
        "Chủ tịch UBND tỉnh Trần Văn Bình yêu cầu các sở, ban, ngành tháo gỡ khó khăn cho doanh nghiệp; "
        "giao Sở Tài chính trình phương án phân bổ vốn; Sở Xây dựng rà soát các dự án nhà ở xã hội."
    )
    assert [(one.assignee, one.what) for one in found] == [
        ("các sở, ban, ngành", "tháo gỡ khó khăn cho doanh nghiệp"),
        ("Sở Tài chính", "trình phương án phân bổ vốn"),
        ("Sở Xây dựng", "rà soát các dự án nhà ở xã hội"),
    ]
    assert {one.assigner for one in found} == {"Chủ tịch UBND tỉnh Trần Văn Bình"}


def test_two_verbs_of_ordering_in_one_english_sentence_are_two_tasks() -> None:
    found = tasks("The Governor directed the Roads Department to repair the gates and told the Treasury to pay for it.")
    assert [(one.assigner, one.assignee, one.what) for one in found] == [
        ("The Governor", "Roads Department", "repair the gates"),
        ("The Governor", "Treasury", "pay for it"),
    ]


@pytest.mark.parametrize(
    ("text", "assigner", "assignees"),
    [
        ("The Prime Minister requested that ministries submit their plans.", "The Prime Minister", ("ministries",)),
        (
            "The Chairman asked the Departments of Finance, Planning and Investment and Health to study the matter.",
            "The Chairman",
            ("Department of Finance", "Department of Planning and Investment", "Department of Health"),
        ),
        (
            "The Mayor called on Lam Ha district and the tourism sector to clean the beaches.",
            "The Mayor",
            ("Lam Ha district", "tourism sector"),
        ),
        (
            "Bộ trưởng đề nghị Sở Giao thông vận tải và Công thương rà soát các bến xe.",
            "Bộ trưởng",
            ("Sở Giao thông vận tải", "Sở Công thương"),
        ),
        (
            "Thủ tướng yêu cầu UBND các huyện Bình Lục, Thanh Liêm và các sở khẩn trương báo cáo thiệt hại.",
            "Thủ tướng",
            ("UBND các huyện Bình Lục, Thanh Liêm", "các sở"),
        ),
        ("Phó Thủ tướng yêu cầu Bộ Y tế không để thiếu thuốc.", "Phó Thủ tướng", ("Bộ Y tế",)),
    ],
)
def test_everyone_who_is_to_act_is_named_by_himself(text: str, assigner: str, assignees: tuple[str, ...]) -> None:
    one = only(text)
    assert (one.assigner, one.assignees) == (assigner, assignees)


def test_who_orders_may_be_named_paragraphs_earlier() -> None:
    found = tasks(
        "Deputy Governor Ruth Alder said that the harvest was poor.\n\nPrices rose in May.\n\n"
        "Regarding the shortage of seed, she asked the Department of Agriculture to open two stores."
    )
    assert [(one.assigner, one.origin) for one in found] == [("Deputy Governor Ruth Alder", "the shortage of seed")]


def test_sentences_without_a_subject_go_on_ordering_until_the_report_goes_on() -> None:
    found = tasks(
        "Bí thư Tỉnh ủy đề nghị các cấp ủy quan tâm công tác giảm nghèo. Đẩy nhanh giải ngân vốn. Kết quả đó rất tốt.\n"
        "Rà soát quy hoạch các khu công nghiệp.\n"
        "Trong quý I, toàn tỉnh có 20 xã hoàn thành xây dựng nông thôn mới, nhiều hơn năm trước. Thu ngân sách tăng.\n"
        "Tổ chức lễ hội thu hút nhiều khách."
    )
    assert [(one.assignee, one.what) for one in found] == [
        ("các cấp ủy", "quan tâm công tác giảm nghèo"),
        ("các cấp ủy", "Đẩy nhanh giải ngân vốn"),
        ("các cấp ủy", "Rà soát quy hoạch các khu công nghiệp"),
    ]


def test_a_list_below_an_order_gives_a_task_for_each_item() -> None:
    found = tasks(
        "The Chairman assigned the following tasks:\n"
        "- Department of Finance: allocate funds for the bridge by 15 May 2025;\n"
        "- Department of Construction to review the design;\n"
        "- strengthen inspection of sites.\n"
    )
    assert [(one.assigner, one.assignee, one.what, one.due) for one in found] == [
        ("The Chairman", "Department of Finance", "allocate funds for the bridge by 15 May 2025", date(2025, 5, 15)),
        ("The Chairman", "Department of Construction", "review the design", None),
        ("The Chairman", "", "strengthen inspection of sites", None),
    ]


def test_items_below_a_body_belong_to_it_and_a_line_may_give_their_deadline() -> None:
    found = tasks(
        "Chủ tịch UBND tỉnh Lê Văn An kết luận:\n1. Giao Sở Xây dựng:\na) Hoàn thiện hồ sơ quy hoạch.\n"
        "Thời hạn hoàn thành: trước 15/4/2025.\nb) Làm việc với nhà đầu tư.\n2. Giao UBND huyện Tân Lạc di dời 12 hộ."
    )
    assert [(one.assignee, one.what, one.due) for one in found] == [
        ("Sở Xây dựng", "Hoàn thiện hồ sơ quy hoạch", date(2025, 4, 14)),
        ("Sở Xây dựng", "Làm việc với nhà đầu tư", None),
        ("UBND huyện Tân Lạc", "di dời 12 hộ", None),
    ]
    assert {one.assigner for one in found} == {"Chủ tịch UBND tỉnh Lê Văn An"}


@pytest.mark.parametrize(
    ("text", "said", "due"),
    [
        ("Thủ tướng giao Bộ Y tế trình đề án trước ngày 20/5/2025.", "trước ngày 20/5/2025", date(2025, 5, 19)),
        ("Thủ tướng giao Bộ Y tế trình đề án trước ngày 20-5.", "trước ngày 20-5", date(2025, 5, 19)),
        ("The Mayor told the board to report by the end of May.", "by the end of May", date(2025, 5, 31)),
        ("The Mayor told the board to report within seven days.", "within seven days", date(2025, 3, 10)),
        ("The Mayor told the board to soon find a new site.", "soon", None),
        ("Thủ tướng yêu cầu các bộ báo cáo kết quả hằng tháng.", "hằng tháng", None),
        ("Thủ tướng giao Bộ Nội vụ rà soát chi thường xuyên.", "", None),
    ],
)
def test_a_deadline_is_kept_as_written_and_dated_where_it_can_be(text: str, said: str, due: date | None) -> None:
    one = only(text)
    assert (one.deadline, one.due) == (said, due)
    assert ("deadline" in one.missing) is not bool(said)


def test_the_day_of_the_text_itself_dates_its_deadlines() -> None:
    (one,) = read("HILLTOWN, June 3, 2024\n\nThe Mayor asked the Roads Board to reopen the bridge before August 1.")
    assert one.due == date(2024, 7, 31)


def test_what_a_body_would_do_is_a_task_only_beside_an_order() -> None:
    promise = "The Governor said that in May the Water Board would drill ten wells."
    assert tasks(promise) == []
    found = tasks(f"{promise} He therefore asked the districts to list dry villages.")
    assert [one.assignee for one in found] == ["Water Board", "districts"]


def test_a_proposal_that_a_cabinet_approves_is_a_task_of_what_was_planned() -> None:
    one = only(
        "It is planned to restore 40 village tanks in the dry zone. Accordingly, the proposal made by the Minister of "
        "Irrigation to implement the scheme in three stages was approved by the Cabinet."
    )
    assert one.assigner == "the Minister of Irrigation"
    assert "restore 40 village tanks" in one.what
    assert "implement the scheme in three stages" in one.what


def test_a_body_in_the_next_sentence_is_ordered_too_but_who_only_speaks_is_not() -> None:
    found = tasks(
        "Chủ tịch UBND tỉnh yêu cầu các sở tiết kiệm chi. Sở Tài chính tham mưu phương án cắt giảm.\n"
        "UBND các huyện đẩy nhanh giải phóng mặt bằng.\nSở Công Thương cho biết sẽ tổ chức 5 hội chợ trong năm 2025."
    )
    assert [one.assignee for one in found] == ["các sở", "Sở Tài chính", "UBND các huyện"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The Cabinet decided to appoint a committee to review prices.", "appoint a committee to review prices"),
        ("The Water Board is directed to repair the dam.", "repair the dam"),
        ("Therefore, the Deputy PM urged ports and boards to quickly mend the quays.", "quickly mend the quays"),
        (
            "All wardens were asked to count the herds within ten days, the Minister said.",
            "count the herds within ten days",
        ),
    ],
)
def test_decisions_and_passives_that_order_are_tasks(text: str, what: str) -> None:
    assert only(text).what == what


def test_a_plan_orders_by_its_day() -> None:
    one = only("Theo Kế hoạch số 12/KH-UBND, UBND thành phố Phủ Lý bàn giao trụ sở mới từ ngày 1/7/2025.")
    assert (one.assigner, one.assignee) == ("Kế hoạch 12/KH-UBND", "UBND thành phố Phủ Lý")


def test_the_lead_and_the_body_of_a_report_tell_one_task() -> None:
    one = only(
        "Ông Bình yêu cầu Sở Y tế có báo cáo về hiện trạng các bệnh viện tuyến huyện.\n"
        "Giám đốc Sở Y tế trong tháng 4 phải báo cáo đầy đủ về hiện trạng này."
    )
    assert (one.assignee, one.deadline) == ("Giám đốc Sở Y tế", "trong tháng 4")
    assert "bệnh viện tuyến huyện" in one.what


@pytest.mark.parametrize(
    "text",
    [
        "Theo yêu cầu của Thủ tướng, các bộ đã hoàn thành việc rà soát.",
        "Giải ngân đạt 40% kế hoạch Thủ tướng giao.",
        "Nhu cầu thị trường yêu cầu doanh nghiệp đổi mới công nghệ.",
        "Bộ trưởng cho biết ngành giáo dục sẽ tuyển thêm 5.000 giáo viên.",
        "Thủ tướng chủ trì phiên họp thường kỳ tháng 3.",
        "Analysts said the government must cut spending. The central bank said inflation would ease to 4 percent.",
        "The treasurer requested support from the council. The requested funds were released.",
        "Journalists asked the minister to explain the delay.",
        "All agencies were directed to focus on housing, and 300 homes were built.",
        "The act requires companies to file returns by 31 March.",
        "The board shall consist of nine members.",
        "More savings were required to keep up growth. Higher exports will be required to offset the fall.",
        "Ministry Adviser Tom Reed told a news conference that growth was calculated at 7 percent and might fall to 6.",
        "Doanh nghiệp phải đối mặt với chi phí vận tải tăng 12%.",
        "Focus on growth",
    ],
)
def test_what_only_sounds_like_an_order_is_none(text: str) -> None:
    assert tasks(text) == []


def test_places_are_those_of_the_source_whatever_its_letters() -> None:
    text = "Tin vắn.\u00a0\u200bThủ tướng giao Bộ Y tế trình đề án."
    one = only(text)
    assert text[one.start : one.end].endswith("trình đề án")
    (form,) = to_json([one])
    assert form["missing"] == ["deadline"]
    assert form["rules"] == ["order"]
