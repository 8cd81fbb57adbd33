"""A province's papers of one quarter, invented for the tests of how papers are set."""

from pathlib import Path

import yaml

from quarterdeck.papers.content import (
    Block,
    Bullets,
    ConclusionItem,
    Footer,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Run,
)
from quarterdeck.papers.letterhead import BLANK_NUMBER, Heads
from quarterdeck.papers.words import legend
from tests.papers.sample_figures import GROWTH, districts_chart, figures_table, growth_chart

PACK = Path(__file__).parents[2] / "packs" / "vn" / "letterhead.yaml"
HEADS = Heads(yaml.safe_load(PACK.read_text(encoding="utf-8")))

FOOTER = Footer(
    vintage="Số liệu theo phiên bản 2024-Q1/2, chốt lúc 10 giờ 00 ngày 27/03/2024",
    produced="Lập từ hệ thống lúc 10 giờ 15 ngày 27/03/2024.",
    legend=legend("vi", {"E", "I"}),
)
RECIPIENTS = (
    "Thủ tướng Chính phủ (để b/c)",
    "Thường trực Tỉnh ủy, HĐND tỉnh (để b/c)",
    "Chủ tịch, các PCT UBND tỉnh",
    "Các sở, cơ quan thuộc UBND tỉnh",
    "UBND các huyện, thị xã, thành phố",
    "Lưu: VT, TH",
)


def head(symbol: str, style: str = "state") -> Letterhead:
    party = style == "party"
    return HEADS.letterhead(
        style=style,
        lang="vi",
        issuer="Tỉnh ủy Bắc Giang" if party else "Ủy ban nhân dân\ntỉnh Bắc Giang",
        symbol=symbol,
        place="Bắc Giang",
        year=2024,
    )


def results() -> tuple[Block, ...]:
    growth = (
        Run("Kinh tế của tỉnh tiếp tục tăng trưởng cao. Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) quý I ước đạt "),
        Run("14,18%", bold=True, badge="E", origin=GROWTH),
        Run(", cao hơn cùng kỳ năm trước "),
        Run("5,75 điểm phần trăm", origin=f"{GROWTH}&compare=same"),
        Run("; công nghiệp và xây dựng vẫn là khu vực đóng góp nhiều nhất vào mức tăng chung."),
    )
    budget = (
        Run("Thu ngân sách nhà nước trên địa bàn đạt gần "),
        Run("4.680 tỷ đồng", origin="/figures/BUDGET_REV?period=2024-Q1"),
        Run(", bằng 32,6% dự toán năm và tăng 11,1% so với cùng kỳ. Một số chỉ tiêu chủ yếu như sau:"),
    )
    return (
        Heading(1, "TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ I NĂM 2024", "I."),
        Heading(2, "Kết quả nổi bật", "1."),
        Paragraph(growth),
        growth_chart(),
        Paragraph(budget),
        figures_table(),
    )


def shortcomings() -> tuple[Block, ...]:
    finding = (
        "Tỷ lệ giải ngân mới đạt 12,4% kế hoạch năm, thấp hơn mức 16,8% của cùng kỳ; "
        "còn một đơn vị chưa gửi số liệu. Nguyên nhân chính:"
    )
    causes = (
        (Run("Việc bồi thường, giải phóng mặt bằng tại một số dự án giao thông chậm so với kế hoạch đã cam kết;"),),
        (Run("Hồ sơ thanh toán của các dự án khởi công mới chưa đủ điều kiện trình Kho bạc Nhà nước;"),),
        (
            Run("Giá vật liệu san lấp tăng, nguồn cung trên địa bàn chưa đáp ứng nhu cầu "),
            Run("(chi tiết tại Phụ lục I)", italic=True),
            Run("."),
        ),
    )
    closing = (
        "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành và địa phương tập trung tháo gỡ ngay trong tháng 4, "
        "gắn trách nhiệm người đứng đầu với kết quả giải ngân của từng dự án."
    )
    return (
        Heading(2, "Hạn chế và nguyên nhân", "2."),
        Heading(3, "Giải ngân vốn đầu tư công", "a)"),
        Paragraph((Run(finding),)),
        Bullets(causes),
        districts_chart(),
        Paragraph((Run(closing),)),
    )


def report(times: int = 1) -> Paper:
    """The quarterly report; `times` repeats its chapter to measure long papers."""
    document = f"Báo cáo số {BLANK_NUMBER}/BC-UBND của Ủy ban nhân dân tỉnh Bắc Giang"
    title = "Một số chỉ tiêu chủ yếu quý I năm 2024"
    return Paper(
        kind="report",
        lang="vi",
        header=head("BC-UBND"),
        title=HEADS.title("report", "vi"),
        subtitle="Tình hình kinh tế - xã hội quý I, nhiệm vụ trọng tâm quý II năm 2024",
        addressees=("Ban Thường vụ Tỉnh ủy",),
        blocks=(results() + shortcomings()) * times,
        footer=FOOTER,
        recipients=RECIPIENTS,
        signature=HEADS.signature(
            style="state",
            lang="vi",
            modes=("collective", "deputy"),
            body="Ủy ban nhân dân",
            head="Chủ tịch",
            post="Phó Chủ tịch",
            holder="Nguyễn Văn Mẫu",
        ),
        annexes=(HEADS.annex("vi", "I", title, document, (figures_table(),)),),
    )


def conclusions() -> tuple[Block, ...]:
    opening = (
        "Ngày 27/03/2024, Chủ tịch Ủy ban nhân dân tỉnh chủ trì hội nghị đánh giá tình hình quý I năm 2024. "
        "Sau khi nghe báo cáo và ý kiến của các đại biểu, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:"
    )
    growth = (
        Run("Ghi nhận kết quả tăng trưởng quý I ước đạt "),
        Run("14,18%", badge="E", origin=GROWTH),
        Run("; yêu cầu không chủ quan trước sự sụt giảm của vốn đầu tư thu hút."),
    )
    return (
        Paragraph((Run(opening),)),
        Heading(1, "ĐÁNH GIÁ CHUNG", "I."),
        ConclusionItem("1.", growth),
        Heading(1, "NHIỆM VỤ GIAO CÁC ĐƠN VỊ", "II."),
        ConclusionItem(
            "2.",
            (Run("Khảo sát, trình phương án xử lý sạt lở trên đường tỉnh 294B."),),
            lead="Sở Giao thông vận tải",
            due="trước ngày 15/04/2024",
            result="phương án được Chủ tịch Ủy ban nhân dân tỉnh phê duyệt",
        ),
        ConclusionItem(
            "3.",
            (Run("Rà soát từng dự án giải ngân dưới mức chung của tỉnh, đề xuất điều chuyển vốn."),),
            lead="Sở Kế hoạch và Đầu tư",
            due="trước ngày 10/04/2024",
            result="tờ trình kèm danh mục dự án đề nghị điều chuyển",
        ),
        ConclusionItem(
            "4.",
            (Run("Gửi bổ sung số liệu giải ngân của huyện Sơn Động."),),
            lead="Ủy ban nhân dân huyện Sơn Động",
            due="trước ngày 02/04/2024",
            result="biểu số liệu được Sở Tài chính xác nhận",
        ),
    )


def notice(style: str = "state") -> Paper:
    """The notice of conclusions, as a body of the State or of the Party issues it."""
    party = style == "party"
    return Paper(
        kind="notice",
        lang="vi",
        header=head("TB/TU" if party else "TB-UBND", style),
        title=HEADS.title("notice", "vi"),
        subtitle="Kết luận tại hội nghị đánh giá tình hình quý I, triển khai nhiệm vụ quý II năm 2024",
        blocks=conclusions(),
        footer=FOOTER,
        recipients=RECIPIENTS[1:],
        signature=HEADS.signature(
            style=style,
            lang="vi",
            modes=("collective",) if party else ("by_order",),
            body="Ban Thường vụ",
            head="Chủ tịch",
            post="Phó Bí thư" if party else "Chánh Văn phòng",
        ),
    )


def briefing() -> Paper:
    """The briefing book of a conference; nobody signs it."""
    return Paper(
        kind="briefing",
        lang="vi",
        header=head("TL-VP"),
        title=HEADS.title("briefing", "vi"),
        subtitle="Hội nghị đánh giá tình hình quý I, triển khai nhiệm vụ quý II năm 2024",
        blocks=results() + shortcomings(),
        footer=FOOTER,
    )


def english_notice() -> Paper:
    """The notice in English: the same parts in the same places."""
    return Paper(
        kind="notice",
        lang="en",
        header=HEADS.letterhead(
            style="state",
            lang="en",
            issuer="People's Committee\nof Bac Giang Province",
            symbol="TB-UBND",
            place="Bac Giang",
            year=2024,
        ),
        title=HEADS.title("notice", "en"),
        subtitle="Conclusions of the review of the first quarter of 2024",
        blocks=(
            Heading(1, "TASKS", "I."),
            ConclusionItem(
                "1.",
                (Run("Survey the landslide on provincial road 294B & submit a plan."),),
                lead="Department of Transport",
                due="before 15 April 2024",
                result="a plan approved by the Chairman",
            ),
        ),
        footer=Footer("Figures of vintage 2024-Q1/2, frozen at 10:00 on 27 March 2024", "", legend("en", {"E"})),
        recipients=("Standing Board of the Provincial Party Committee", "Departments and bodies", "Archive"),
        signature=HEADS.signature(
            style="state", lang="en", modes=("by_order",), head="the Chairman", post="Chief of Office"
        ),
    )
