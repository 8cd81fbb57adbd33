"""Orders as minutes, circulars, plans and programmes give them: lists, records, sections, passives, items of bodies."""

from datetime import date

import pytest

from tests.prose.orders import tasks, told


@pytest.mark.parametrize(
    ("text", "assignee", "what"),
    [
        ("The Mayor told him to sell the old ferry.", "", "sell the old ferry"),
        ("The Governor has directed the island governments to map all wells.", "island governments", "map all wells"),
        ("She asked the Secretary for Ports to dredge the bar.", "Secretary for Ports", "dredge the bar"),
        ("Councillors and staff are kindly requested to return keys.", "Councillors and staff", "return keys"),
        ("The wardens have also been advised to close the huts.", "wardens", "close the huts"),
        (
            "The Water Board, together with the two cantons, was instructed to count leaks.",
            "Water Board",
            "count leaks",
        ),
        ("The Chief Surveyor was given six weeks to redraw the map.", "Chief Surveyor", "six weeks to redraw the map"),
        ("The Minister for Roads has until 5 May to name a contractor.", "Minister for Roads", "name a contractor"),
        ("The Housing Minister undertook to print the new forms.", "Housing Minister", "print the new forms"),
        ("The Port Director was put in charge of hiring pilots.", "Port Director", "hiring pilots"),
        (
            "The Clerk reminded all departments that no leave should be granted in May.",
            "all departments",
            "no leave should be granted in May",
        ),
        ("The Premier stressed the need to drain the marsh.", "", "drain the marsh"),
        ("The Cabinet decided that the toll be lifted.", "", "the toll be lifted"),
        (
            "It was further agreed that fees would not be raised before 2027.",
            "",
            "fees would not be raised before 2027",
        ),
        ('"The districts have to open their books," the Premier said.', "districts", "open their books"),
        ("The Post Office, he added, must hire 40 sorters by 2 June.", "Post Office", "hire 40 sorters by 2 June"),
    ],
)
def test_who_is_to_act_is_told_in_many_ways(text: str, assignee: str, what: str) -> None:
    ((whom, said),) = told(text)
    assert whom.removeprefix("The ").removeprefix("the ") == assignee
    assert said.endswith(what)


@pytest.mark.parametrize(
    "what",
    [
        "No new boats shall be bought during the year",
        "The final survey is to be completed by 30 June 2026",
        "All vacant posts must be reported to the Commission",
    ],
)
def test_what_is_to_be_done_by_nobody_named_is_a_task_of_a_circular(what: str) -> None:
    assert told(f"The Treasury is directed to list all fees.\n2. {what}.")[1] == ("", what)


@pytest.mark.parametrize(
    "text",
    [
        "This order shall be deemed part of the first one.",
        "It should be noted that sales rose.",
        "Analysts said a cut must be expected. The bridge was closed and had been asked to be repaired.",
        "The library shall be called the Old Library.",
        "Prices should be seen as stable.",
    ],
)
def test_states_and_remarks_in_the_passive_are_no_tasks(text: str) -> None:
    assert tasks(text) == []


def test_two_clauses_of_a_rule_are_two_tasks() -> None:
    assert told("The Bureau shall print the forms, and the Registrar shall post them by 4 May.") == [
        ("Bureau", "print the forms"),
        ("Registrar", "post them by 4 May"),
    ]


def test_minutes_resolve_ask_and_note_actions() -> None:
    found = told(
        "RESOLVED that the Board:\n1. Receive and file the report of the engineer.\n"
        "2. Request the Clerk to seek three quotations.\nCARRIED 5/0\n"
        "RESOLVED that the Town Manager undertake a count of lamps.\n"
        "ACTION: Parks Manager to prune the limes by 31 May.\nMeeting closed at 9 pm."
    )
    assert found == [
        ("Board", "Receive and file the report of the engineer"),
        ("Clerk", "seek three quotations"),
        ("Town Manager", "undertake a count of lamps"),
        ("Parks Manager", "prune the limes by 31 May"),
    ]


def test_a_passive_or_an_agreement_may_open_a_list() -> None:
    assert told("All mayors are hereby enjoined to:\n1. Convene their councils;\n2. Clear all drains.") == [
        ("All mayors", "Convene their councils"),
        ("All mayors", "Clear all drains"),
    ]
    assert told(
        "The Council agreed as follows:\n(a) that the Harbour Board draft a tariff;\n"
        "(b) the Ministry of Finance to find the money."
    ) == [("Harbour Board", "draft a tariff"), ("Ministry of Finance", "find the money")]


@pytest.mark.parametrize(
    ("text", "assignee", "what", "due"),
    [
        (
            "Responsible: Ministry of Labour. Deadline: 30 June 2026. Activity: Train 300 nurses.",
            "Ministry of Labour",
            "Train 300 nurses",
            None,
        ),
        (
            "Nội dung: Số hóa sổ hộ tịch của 12 xã. Đơn vị chủ trì: Sở Tư pháp.",
            "Sở Tư pháp",
            "Số hóa sổ hộ tịch của 12 xã",
            None,
        ),
    ],
)
def test_the_fields_of_a_plan_make_a_task(text: str, assignee: str, what: str, due: date | None) -> None:
    (one,) = tasks(text)
    assert (one.assignee, one.what, one.due) == (assignee, what, due)


def test_fields_without_anyone_responsible_are_no_tasks() -> None:
    assert tasks("Activity: fishing and trade. Measure: tonnes. Results: 5 boats were built.") == []


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("The Mayor told the board to report every two weeks.", "every two weeks"),
        ("The Mayor told the board to report to him by the next meeting.", "by the next meeting"),
        ("The Mayor told the board to clear the drains before the onset of the long rains.",
         "before the onset of the long rains"),
        ("The Mayor told the board to pay by Friday.", "by Friday"),
        ("Chủ tịch giao Sở Y tế báo cáo vào thứ Năm hằng tuần.", "vào thứ Năm hằng tuần"),
        ("Chủ tịch giao Sở Y tế định kỳ 6 tháng báo cáo kết quả.", "định kỳ 6 tháng"),
        ("Chủ tịch giao Sở Xây dựng sửa kè trước mùa mưa lũ năm.", "trước mùa mưa lũ năm"),
    ],
)  # fmt: skip
def test_a_deadline_without_a_day_is_kept_as_written(text: str, deadline: str) -> None:
    (one,) = tasks(text)
    assert (one.deadline, one.due) == (deadline, None)


def test_the_opening_of_a_programme_may_list_its_tasks() -> None:
    found = told(
        "Trong 6 tháng cuối năm, huyện tiếp tục mở rộng chợ trung tâm, tăng cường quản lý vỉa hè; tích cực trồng cây "
        "ven sông; đồng thời nâng cấp 4 trạm bơm."
    )
    assert [whom for whom, _ in found] == ["huyện"] * 3
    assert [what.split()[-3:] for _, what in found] == [
        ["lý", "vỉa", "hè"],
        ["cây", "ven", "sông"],
        ["4", "trạm", "bơm"],
    ]


def test_below_a_heading_of_tasks_sentences_order_and_below_one_of_results_they_do_not() -> None:
    assert told(
        "KẾT QUẢ THỰC HIỆN\nXây dựng ba cây cầu treo. Tổ chức hai hội chợ nông sản.\n"
        "NHIỆM VỤ TRỌNG TÂM QUÝ IV\nXây dựng hai trạm y tế. Nạo vét kênh chính trước ngày 30/11."
    ) == [("", "Xây dựng hai trạm y tế"), ("", "Nạo vét kênh chính trước ngày 30/11")]


def test_a_line_that_only_names_a_body_gives_it_the_items_below() -> None:
    found = told(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Công Thương\n- Là đầu mối, chủ trì theo dõi kế hoạch này.\n"
        "- Hằng quý tổng hợp, báo cáo UBND tỉnh.\n2. UBND các huyện, thành phố:\nBố trí đất cho cụm công nghiệp.\n"
        "3. Đề nghị Hội Nông dân tỉnh\nVận động hội viên dùng giống mới."
    )
    assert [whom for whom, _ in found] == ["Sở Công Thương"] * 2 + ["UBND các huyện, thành phố", "Hội Nông dân tỉnh"]
    assert told(
        "The Governor assigned the following tasks:\n- Department of Lakes:\n+ Stock 3 million fry.\n+ Mend the nets."
    ) == [("Department of Lakes", "Stock 3 million fry"), ("Department of Lakes", "Mend the nets")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chủ tịch tỉnh giao nhiệm vụ cụ thể cho các ngành: Công an tỉnh mở đợt tuần tra; Sở Y tế dự trữ thuốc.",
            [("Công an tỉnh", "mở đợt tuần tra"), ("Sở Y tế", "dự trữ thuốc")],
        ),
        (
            "Bí thư đề nghị ngành giáo dục rà soát trường lớp; tổ chức thi thử; đồng thời tăng cường dạy nghề.",
            [
                ("ngành giáo dục", "rà soát trường lớp"),
                ("ngành giáo dục", "tổ chức thi thử"),
                ("ngành giáo dục", "đồng thời tăng cường dạy nghề"),
            ],
        ),
        (
            "Chủ tịch tỉnh yêu cầu các sở tiết kiệm chi.\nCác đồng chí Phó Chủ tịch UBND tỉnh trực tiếp làm việc với "
            "chủ đầu tư.\nNếu có vướng mắc, các sở báo cáo UBND tỉnh.",
            [
                ("các sở", "tiết kiệm chi"),
                ("Các đồng chí Phó Chủ tịch UBND tỉnh", "trực tiếp làm việc với chủ đầu tư"),
                ("các sở", "báo cáo UBND tỉnh"),
            ],
        ),
        (
            "Chính phủ yêu cầu:\na) Bộ Y tế chủ trì:\n- Sửa quy định về đấu thầu thuốc.\n"
            "b) Bộ Xây dựng đôn đốc các địa phương cấp phép.",
            [
                ("Bộ Y tế", "Sửa quy định về đấu thầu thuốc"),
                ("Bộ Xây dựng", "đôn đốc các địa phương cấp phép"),
            ],
        ),
        (
            "Chủ tịch huyện yêu cầu các xã nạo vét mương.\nTheo đồng chí Chủ tịch, cần sớm hoàn thành việc cắm mốc.",
            [("các xã", "nạo vét mương"), ("các xã", "sớm hoàn thành việc cắm mốc")],
        ),
        ("UBND tỉnh đã chỉ đạo các sở tập trung tháo gỡ khó khăn; đã ban hành 14 kế hoạch.", []),
        ("Chủ tịch tỉnh yêu cầu:\n1. Biểu dương các sở đã cố gắng.\n2. Chỉ thị này có hiệu lực từ ngày ký.", []),
    ],
)
def test_vietnamese_orders_item_by_item(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_list_of_action_points_names_offices_and_what_is_to_be_done() -> None:
    found = told(
        "2. The following action points emerged:\ni. State governments to publish weekly lists.\n"
        "ii. Wells to be fenced in all wards by 31 July.\niii. Ministry of Mines to warn schools (Action: the Clerk)."
    )
    assert found == [
        ("State governments", "publish weekly lists"),
        ("", "Wells to be fenced in all wards by 31 July"),
        ("Ministry of Mines", "warn schools (Action: the Clerk)"),
    ]


def test_a_committee_recommends_point_by_point() -> None:
    found = told(
        "The Committee recommends:\n1. That the Road Fund submits its accounts by 4 May.\n"
        "2. That the Treasury should close idle accounts.\nThe Auditor had earlier approved the ledger."
    )
    assert found == [("Road Fund", "submits its accounts by 4 May"), ("Treasury", "close idle accounts")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Mayor ordered a review of the tender and gave the builder ten days to explain the delay.",
            [("", "review of the tender"), ("builder", "ten days to explain the delay")],
        ),
        (
            "Meanwhile, the Health Board has been instructed to open a tent, while the district council was advised to "
            "mend the road.",
            [("Health Board", "open a tent"), ("district council", "mend the road")],
        ),
        ("The public is urged to be patient. The judge gave the thief two years in prison.", []),
    ],
)
def test_time_that_is_given_and_second_passives_are_tasks(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_numbered_headings_over_items_are_no_tasks() -> None:
    assert told(
        "II. NHIỆM VỤ, GIẢI PHÁP\n1. Phát triển vùng dược liệu\n- Trồng 40 ha sâm.\n2. Công tác tuyên truyền\n"
        "- Tổ chức tập huấn cho cán bộ xã."
    ) == [("", "Trồng 40 ha sâm"), ("", "Tổ chức tập huấn cho cán bộ xã")]


def test_a_party_conclusion_orders_through_its_lists() -> None:
    found = told(
        "Để khắc phục hạn chế trên, Ban Thường vụ Tỉnh ủy yêu cầu:\n1. Các cấp ủy tiếp tục quán triệt Nghị quyết.\n"
        "2. Ban cán sự đảng UBND tỉnh lãnh đạo, chỉ đạo UBND tỉnh:\n- Hoàn thành số hóa sổ đất trước 30/6.\n"
        "3. Đảng đoàn HĐND tỉnh lãnh đạo việc ban hành chính sách."
    )
    assert found == [
        ("Các cấp ủy", "quán triệt Nghị quyết"),
        ("Ban cán sự đảng UBND tỉnh", "Hoàn thành số hóa sổ đất trước 30/6"),
        ("Đảng đoàn HĐND tỉnh", "lãnh đạo việc ban hành chính sách"),
    ]


def test_who_notes_and_then_resolves_orders() -> None:
    (one,) = tasks("Cabinet noted the delay and resolved that all idle sites be sold.")
    assert (one.assigner, one.what) == ("Cabinet", "all idle sites be sold")
