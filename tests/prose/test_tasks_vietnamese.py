"""Orders as Vietnamese conclusions, conferences and programmes of work give them."""

import pytest

from quarterdeck.prose.tasks import read

GIVEN: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "Đồng chí Bí thư Tỉnh ủy yêu cầu các cấp ủy rà soát chỉ tiêu; giao Ban cán sự đảng UBND tỉnh lập danh mục chợ.",
        [
            ("Đồng chí Bí thư Tỉnh ủy", "các cấp ủy", "rà soát chỉ tiêu"),
            ("Đồng chí Bí thư Tỉnh ủy", "Ban cán sự đảng UBND tỉnh", "lập danh mục chợ"),
        ],
    ),
    ("Theo đó giao Sở Tài chính tổng hợp số liệu cầu phao.", [("", "Sở Tài chính", "tổng hợp số liệu cầu phao")]),
    (
        "Văn phòng có công văn truyền đạt ý kiến chỉ đạo của Chủ tịch UBND tỉnh giao Sở Y tế khẩn trương lập kho lạnh.",
        [("Chủ tịch UBND tỉnh", "Sở Y tế", "khẩn trương lập kho lạnh")],
    ),
    (
        "Đại hội yêu cầu các chi bộ niêm yết lịch trực. Đảng ủy xã lập tổ thăm đồng; Hội Nông dân xã trồng 300 cây.",
        [
            ("Đại hội", "các chi bộ", "niêm yết lịch trực"),
            ("Đại hội", "Đảng ủy xã", "lập tổ thăm đồng"),
            ("Đại hội", "Hội Nông dân xã", "trồng 300 cây"),
        ],
    ),
    (
        "Bí thư Huyện ủy nhấn mạnh một số việc: UBND huyện cần sớm chia đất chợ; Công an huyện phải kiểm tra bến đò; "
        "đồng thời lưu ý các xã không để cháy rừng.",
        [
            ("Bí thư Huyện ủy", "UBND huyện", "sớm chia đất chợ"),
            ("Bí thư Huyện ủy", "Công an huyện", "kiểm tra bến đò"),
            ("Bí thư Huyện ủy", "các xã", "không để cháy rừng"),
        ],
    ),
    (
        "Đối với Sở Xây dựng, Chủ tịch UBND tỉnh đề nghị rà soát giá cát trong tháng 5.",
        [("Chủ tịch UBND tỉnh", "Sở Xây dựng", "rà soát giá cát trong tháng 5")],
    ),
    (
        "Chính phủ yêu cầu các bộ báo cáo quỹ xe. Cùng với đó, Bộ Y tế mở 4 kho; chỉ đạo tăng cường kiểm tra giá; "
        "kịp thời đề xuất mức phí.",
        [
            ("Chính phủ", "các bộ", "báo cáo quỹ xe"),
            ("Chính phủ", "Bộ Y tế", "mở 4 kho"),
            ("Chính phủ", "Bộ Y tế", "chỉ đạo tăng cường kiểm tra giá"),
            ("Chính phủ", "Bộ Y tế", "kịp thời đề xuất mức phí"),
        ],
    ),
    (
        "Phát huy kết quả đạt được, năm 2031 An Biên tiếp tục bám sát quy hoạch.\nLập bến tàu phía đông.",
        [("", "An Biên", "Lập bến tàu phía đông")],
    ),
    (
        "Kho thóc còn đầy. Theo đó, các đơn vị, chủ đầu tư cần đôn đốc nhà thầu lắp 3 cầu phao.",
        [("", "các đơn vị, chủ đầu tư", "đôn đốc nhà thầu lắp 3 cầu phao")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện một số nhiệm vụ: Sở Nông nghiệp và PTNT mở kho thóc; "
        "Sở Nội vụ rà soát 12 hồ sơ.",
        [
            ("Chủ tịch UBND tỉnh", "Sở Nông nghiệp và PTNT", "mở kho thóc"),
            ("Chủ tịch UBND tỉnh", "Sở Nội vụ", "rà soát 12 hồ sơ"),
        ],
    ),
    ("Phó Thủ tướng đề nghị TP.HCM lập đội cứu hộ.", [("Phó Thủ tướng", "TP.HCM", "lập đội cứu hộ")]),
    (
        "Về bến phà, Bí thư giao Phó Bí thư Lê Ô đo mực nước; Sở Y tế phải đặt 2 trạm.",
        [
            ("Bí thư", "Phó Bí thư Lê Ô", "đo mực nước: bến phà"),
            ("Bí thư", "Sở Y tế", "đặt 2 trạm: bến phà"),
        ],
    ),
    (
        "Trong 2 tháng cuối năm 2031, An Biên sẽ đôn đốc nhà thầu. Rà soát 12 bến đò.",
        [("", "An Biên", "sẽ đôn đốc nhà thầu"), ("", "An Biên", "Rà soát 12 bến đò")],
    ),
    (
        "Trong 2 tháng cuối năm 2031, An Biên tiếp tục bám sát mục tiêu. Rà soát 12 bến đò.",
        [("", "An Biên", "Rà soát 12 bến đò")],
    ),
    (
        "Nhiệm vụ trọng tâm 6 tháng cuối năm, huyện An Biên tập trung thu hoạch lúa; sửa chữa 12 trạm bơm.",
        [("", "huyện An Biên", "tập trung thu hoạch lúa"), ("", "huyện An Biên", "sửa chữa 12 trạm bơm")],
    ),
    # What only urges on is no task: nobody, no day, no figure, no document.
    (
        "Thủ tướng yêu cầu ban hành kế hoạch 12. Đẩy mạnh cải cách hành chính. Hoàn thiện kho dữ liệu Long Sơn.",
        [("Thủ tướng", "", "ban hành kế hoạch 12"), ("Thủ tướng", "", "Hoàn thiện kho dữ liệu Long Sơn")],
    ),
    (
        "Chủ tịch UBND tỉnh yêu cầu các sở rà soát nợ. Đẩy mạnh cải cách hành chính.",
        [
            ("Chủ tịch UBND tỉnh", "các sở", "rà soát nợ"),
            ("Chủ tịch UBND tỉnh", "các sở", "Đẩy mạnh cải cách hành chính"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "given"), GIVEN, ids=[text[:50] for text, _ in GIVEN])
def test_who_orders_whom_to_do_what(text: str, given: list[tuple[str, str, str]]) -> None:
    assert [(one.assigner, one.assignee, one.what) for one in read(text)] == given
