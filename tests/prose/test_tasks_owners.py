"""Tasks whose owner stands in brackets or in a table, and orders told in several sentences or by a noun."""

from datetime import date

import pytest

from quarterdeck.prose.sources import open_source
from tests.prose.orders import tasks, told


@pytest.mark.parametrize(
    ("text", "assignee", "what", "due"),
    [
        ("Kiểm kê đất bãi bồi (Sở Tài chính, trước 20/6).", "Sở Tài chính", "Kiểm kê đất bãi bồi", date(2025, 6, 19)),
        (
            "Lập sổ theo dõi đê (đơn vị thực hiện: Sở Xây dựng; thời hạn: tháng 9/2025).",
            "Sở Xây dựng",
            "Lập sổ theo dõi đê",
            date(2025, 9, 30),
        ),
        ("Mend the jetty (Action: Harbour Office, 20 June).", "Harbour Office", "Mend the jetty", date(2025, 6, 20)),
        (
            "Approve the seed list [Action by: Crops Unit; due: 4 July 2025].",
            "Crops Unit",
            "Approve the seed list",
            date(2025, 7, 4),
        ),
    ],
)
def test_brackets_tell_the_owner_and_the_day(text: str, assignee: str, what: str, due: date) -> None:
    (one,) = tasks(text)
    assert (one.assignee, one.what, one.due) == (assignee, what, due)


@pytest.mark.parametrize(
    "text",
    [
        "Trade grew by 4 per cent (Harbour Department, 2024).",
        "Sản lượng cá đạt 3.000 tấn (theo Sở Tài chính, tháng 5).",
        "Repair works went on (see the report of the Works Department).",
    ],
)
def test_sources_in_brackets_are_no_owners(text: str) -> None:
    assert tasks(text) == []


TABLE = """
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
| --- | --- | --- | --- | --- |
| 1 | Lập quy hoạch chợ nổi | Sở Công Thương | Sở Xây dựng | Quý III/2025 |
| 2 | Sửa cống ngăn mặn | UBND huyện Lâm Bình; Sở Nông nghiệp | - | trước 30/9/2025 |
| 3 | Mở lớp dạy nghề | - |  | |
"""


def test_a_table_of_tasks_is_read_row_by_row() -> None:
    found = tasks(TABLE)
    assert [(one.assignees, one.what, one.due) for one in found] == [
        (("Sở Công Thương",), "Lập quy hoạch chợ nổi", date(2025, 9, 30)),
        (("UBND huyện Lâm Bình", "Sở Nông nghiệp"), "Sửa cống ngăn mặn", date(2025, 9, 29)),
    ]
    assert [TABLE[one.start : one.end].startswith(one.what) for one in found] == [True, True]


def test_lines_set_with_tabs_are_a_table_too() -> None:
    text = "Action\tWho\tWhen\nDredge the bar\tPort Board\t20 June 2025\nCount the buoys\tLight Office\tmonthly\n"
    assert [(one.assignee, one.what, one.deadline) for one in tasks(text)] == [
        ("Port Board", "Dredge the bar", "20 June 2025"),
        ("Light Office", "Count the buoys", "monthly"),
    ]


def test_figures_and_words_in_columns_give_no_tasks() -> None:
    assert tasks("| Item | Unit | Plan |\n| --- | --- | --- |\n| Repair of roads | km | 40 |\n") == []


def test_a_page_keeps_its_table_of_tasks_together() -> None:
    page = (
        "<html><body><table><tr><th>Action</th><th>Lead</th><th>By when</th></tr>"
        "<tr><td>Dredge the bar</td><td>Port Board</td><td>end of June 2025</td></tr></table></body></html>"
    )
    assert told(open_source(page.encode(), "a.html").text) == [("Port Board", "Dredge the bar")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhiệm vụ cấp bách hiện nay là khơi thông 12 tuyến kênh.", [("", "khơi thông 12 tuyến kênh")]),
        ("Giải pháp được nêu là triển khai nghị quyết số 92.", [("", "triển khai nghị quyết số 92")]),
        ("The urgent task is to reopen 14 schools.", [("", "reopen 14 schools")]),
        (
            "Hội nghị thống nhất: (1) giao Sở Y tế mua 20 xe; (2) giao UBND huyện Lâm Bình sửa trường.",
            [("Sở Y tế", "mua 20 xe"), ("UBND huyện Lâm Bình", "sửa trường")],
        ),
        (
            "The meeting agreed that: (a) the Finance Department submit a budget; (b) the Works Department mend one.",
            [("Finance Department", "submit a budget"), ("Works Department", "mend one")],
        ),
        ("Thủ tướng nhấn mạnh phải giữ giá lương thực.", [("", "giữ giá lương thực")]),
        ("The Cabinet directed management to cut overtime.", [("management", "cut overtime")]),
        (
            "Instructions were issued to divisional secretaries to clear canals.",
            [("divisional secretaries", "clear canals")],
        ),
        (
            "Ministries and agencies should submit lists by 5 June.",
            [("Ministries; agencies", "submit lists by 5 June")],
        ),
        ("The Board noted that work was slow and asked that a plan be tabled.", [("", "a plan be tabled")]),
        (
            "The Ministry of Ports, Youth and Sports was asked to mend the quay. It was also told to light the pier.",
            [
                ("Ministry of Ports, Youth and Sports", "mend the quay"),
                ("Ministry of Ports, Youth and Sports", "light the pier"),
            ],
        ),
        (
            "Island Premier Rosa Vale on Monday directed officers to finish the wharf. The Premier said that the roads "
            "should be sealed by June. Users should also be consulted, she added.",
            [
                ("officers", "finish the wharf"),
                ("", "the roads should be sealed by June"),
                ("", "Users should also be consulted"),
            ],
        ),
        ("The Mayor emphasised that offices must coordinate closely and avoid delays.", []),
        ("The Mayor stressed the need to prevent further losses through better work.", []),
        ("The Mayor stressed the need to prevent losses by 5 June.", [("", "prevent losses by 5 June")]),
        (
            "The Mayor asked wardens to list wells. They must close bad ones. Leaders must print the list.",
            [("wardens", "list wells"), ("wardens", "close bad ones"), ("Leaders", "print the list")],
        ),
        (
            "The Cabinet approved the proposal of the Minister of Ports to ratify the treaty and enter into talks.",
            [("", "ratify the treaty and enter into talks")],
        ),
        (
            "Thủ tướng yêu cầu Chủ tịch UBND các tỉnh và đề nghị các Bí thư Tỉnh ủy tập trung gỡ ách tắc cảng.",
            [("Chủ tịch UBND các tỉnh; các Bí thư Tỉnh ủy", "tập trung gỡ ách tắc cảng")],
        ),
        ("Thủ tướng yêu cầu, các bộ rà soát kho lúa.", [("các bộ", "rà soát kho lúa")]),
        ("Thủ tướng yêu cầu An Lạc hoàn thành bến cảng.", [("An Lạc", "hoàn thành bến cảng")]),
        ("The Minister said Freedonia should stimulate demand.", []),
        ("The Minister said departments must publish their accounts.", [("departments", "publish their accounts")]),
        (
            "The Treasury asked banks to report holdings daily, banking sources said.",
            [("banks", "report holdings daily")],
        ),
        ("SEC. 2. All agencies are hereby directed to help the wardens.", [("All agencies", "help the wardens")]),
        (
            "SEC. 3. The Ports Company shall, in coordination with the ministries, dredge the bar.",
            [("Ports Company", "dredge the bar")],
        ),
        ("She said there was a need to fence the well.", [("", "fence the well")]),
        (
            "Chủ tịch tỉnh chỉ đạo Thủ trưởng các đơn vị trên phải trực tiếp dự họp.",
            [("Thủ trưởng các đơn vị trên", "trực tiếp dự họp")],
        ),
        ("Chủ tịch tỉnh đề nghị các ban HĐND tỉnh hoàn tất tài liệu.", [("các ban HĐND tỉnh", "hoàn tất tài liệu")]),
        (
            "He told reporters that the government would soon create a fund for ports.",
            [("government", "create a fund for ports")],
        ),
        ("Capital must account for a third of output.", []),
        ("The aide said that the Premier has directed all to remain on duty.", [("all", "remain on duty")]),
        (
            "Chủ tịch tỉnh chỉ đạo, trong thời gian tới, các sở ngành rà soát quỹ đất.",
            [("các sở ngành", "rà soát quỹ đất")],
        ),
    ],
)
def test_orders_are_read_however_they_are_put(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_who_spoke_on_a_day_is_named_without_it() -> None:
    (one,) = tasks("Island Premier Rosa Vale on Monday directed officers to finish the wharf by Friday.")
    assert one.assigner == "Island Premier Rosa Vale"
    (other,) = tasks("The Land Office was told to finish the map by Friday.")
    assert other.assigner == ""


@pytest.mark.parametrize("label", ["Nhiệm vụ", "Nội dung", "Nhiệm vụ thời gian tới"])
def test_an_order_behind_a_label_is_given_to_whom_it_names(label: str) -> None:
    assert told(f"{label}: Giao Sở Tài chính rà soát nguồn thu.") == [("Sở Tài chính", "rà soát nguồn thu")]
