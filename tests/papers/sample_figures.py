"""The table and the charts of the sample papers; all figures serve the tests of setting only."""

from decimal import Decimal

from quarterdeck.papers.charts import Bar, IndicatorChart, Point, RankingChart, indicator_spec, ranking_spec
from quarterdeck.papers.content import Badge, Cell, Chart, Column, Row, Table, Tone

GROWTH = "/figures/GRDP_GROWTH?period=2024-Q1"


def figure(value: str, badge: Badge = "", origin: str = GROWTH) -> Cell:
    """A figure as "4680.5", written in Vietnamese."""
    decimals = len(value.partition(".")[2])
    text = f"{Decimal(value):,}".translate(str.maketrans(".,", ",."))
    return Cell(text, value=Decimal(value), decimals=decimals, badge=badge, origin=origin)


def indicator_row(name: str, unit: str, now: Cell, then: Cell, pace: str, tone: Tone = "") -> Row:
    return Row((Cell(name), Cell(unit), now, then, Cell(pace, tone=tone)))


def figures_table() -> Table:
    missing = Cell("–", note="chưa có số liệu")
    industry = indicator_row(
        "Giá trị sản xuất công nghiệp", "nghìn tỷ đồng", figure("150.3", "E"), figure("126.9", "I"), "đúng tiến độ"
    )
    budget = indicator_row(
        "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", figure("4680"), figure("4212", "I"), "vượt tiến độ", "ahead"
    )
    capital = indicator_row(
        "Vốn đầu tư thu hút", "triệu USD", figure("624.26"), figure("938.70", "I"), "chậm tiến độ", "behind"
    )
    paid_out = indicator_row(
        "Giải ngân vốn đầu tư công", "% kế hoạch năm", figure("12.4"), figure("16.8", "I"), "chệch hướng", "off_course"
    )
    jobs = indicator_row("Số lao động được giải quyết việc làm mới", "người", figure("8150"), missing, "đúng tiến độ")
    total = (Cell("Số chỉ tiêu đúng hoặc vượt tiến độ"), Cell("chỉ tiêu"), figure("27"), figure("25"), Cell(""))
    return Table(
        columns=(
            Column("Chỉ tiêu", width=34),
            Column("Đơn vị tính", width=16),
            Column("Quý I/2024", align="right", width=15),
            Column("Cùng kỳ năm 2023", align="right", width=15),
            Column("Tiến độ", width=18),
        ),
        rows=(
            Row((Cell("Kinh tế"),), role="group"),
            indicator_row("Tốc độ tăng GRDP", "%", figure("14.18", "E"), figure("8.43"), "đúng tiến độ"),
            industry,
            budget,
            capital,
            paid_out,
            Row((Cell("Xã hội"),), role="group"),
            jobs,
            Row(total, role="total"),
        ),
        caption="Biểu 1. Một số chỉ tiêu chủ yếu quý I năm 2024",
        notes=("E: ước tính; I: minh họa; – : chưa có số liệu.",),
    )


def growth_chart() -> Chart:
    quarters = [f"{quarter}/{year}" for year in (2021, 2022, 2023) for quarter in ("I", "II", "III", "IV")]
    past = ("8.1", "8.6", "9.4", "10.2", "9.9", "10.6", "11.2", "11.8", "8.43", "12.2", "13.1", "13.5")
    points = [
        Point(label, Decimal(rate), rate.replace(".", ","), badge="I", plan=Decimal(12) if "2023" in label else None)
        for label, rate in zip(quarters, past, strict=True)
    ]
    points.append(Point("I/2024", Decimal("14.18"), "14,18", badge="E", plan=Decimal("14.5")))
    title = "Tăng trưởng quý I/2024 đạt 14,18%, cao nhất trong các quý từ năm 2021"
    chart = IndicatorChart(
        lang="vi",
        title=title,
        subtitle="Tốc độ tăng GRDP so với cùng kỳ năm trước (%)",
        note="Nguồn: Cục Thống kê tỉnh; phiên bản 2024-Q1/2, chốt ngày 27/03/2024.",
        points=tuple(points),
        plan_text="kế hoạch 14,5",
        decimals=1,
    )
    return Chart(indicator_spec(chart), alt=title)


def districts_chart() -> Chart:
    rates = {
        "TP Bắc Giang": "18.2",
        "Yên Thế": "9.5",
        "Tân Yên": "14.6",
        "Lạng Giang": "12.0",
        "Lục Nam": "7.3",
        "Lục Ngạn": "10.1",
        "Sơn Động": "",
        "Yên Dũng": "15.9",
        "Việt Yên": "21.4",
        "Hiệp Hòa": "6.8",
    }
    title = "Việt Yên giải ngân nhanh nhất, Hiệp Hòa và Lục Nam chưa bằng hai phần ba mức chung"
    chart = RankingChart(
        lang="vi",
        title=title,
        subtitle="Tỷ lệ giải ngân vốn đầu tư công so với kế hoạch năm (%)",
        note="Nguồn: Kho bạc Nhà nước tỉnh; phiên bản 2024-Q1/2, chốt ngày 27/03/2024.",
        bars=tuple(
            Bar(name, Decimal(rate) if rate else None, rate.replace(".", ","), badge="I", own=name == "Lục Nam")
            for name, rate in rates.items()
        ),
        average=Decimal("12.4"),
        average_text="toàn tỉnh 12,4",
    )
    return Chart(ranking_spec(chart), alt=title, width_mm=150)
