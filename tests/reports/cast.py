"""One quarter of the cast's province: figures with every kind of doubt, a review, what it concluded, and tasks."""

from datetime import date, datetime
from decimal import Decimal

from quarterdeck.core.periods import Period
from quarterdeck.cycle.actions import open_with_vintage
from quarterdeck.difficulties.actions import answer_difficulty
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.figures.actions.catalogue import record_conflicts, record_source
from quarterdeck.figures.actions.log import NewObservation, append_observations
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.reviews.actions import create_review, record_conclusion
from quarterdeck.reviews.models import Conclusion, Review
from quarterdeck.tasks.actions import keep_unclear
from tests.difficulties.cast import landslide
from tests.tasks.cast import issued
from tests.world import LONG_AGO, NOW, TODAY, ZONE, World, indicator

Q1 = Period.parse("2024-Q1")
LATER = datetime(2024, 4, 20, 9, 0, tzinfo=ZONE)
EARLIER = datetime(2024, 1, 10, 9, 0, tzinfo=ZONE)
Row = tuple[str, str, str, str | None, dict[str, str]]


def quarter(world: World, *, party: bool = False, frozen: bool = True) -> Review:
    """The review of the first quarter with all that its papers tell; frozen on the morning of the conference."""
    catalogue(world)
    report_figures(world)
    landslide(world)
    upkeep = landslide(world, matter_vi="Thiếu kinh phí bảo trì", matter_en="Funds for upkeep are short",
                       asks="guidance", routed_to=[world.organisations["STC"]])  # fmt: skip
    issued(world, at=EARLIER, due=date(2024, 3, 15), text_vi="Trình kế hoạch sửa đường tỉnh", text_en="Submit the plan")
    review = create_review(
        code="2024-Q1", period=Q1, ahead=Q1.next(), title_vi="Hội nghị quý I năm 2024", title_en="Review of Q1 2024",
        held_on=TODAY, chairs=[secretary(world) if party else world.posts["leader"]],
        attending=[world.posts["transport"], world.posts["finance"]], by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    if frozen:
        open_with_vintage(review=review, area=world.areas["P"], today=TODAY, by=world.actor("specialist"), at=NOW)
    answer(world, upkeep)
    conclude(world, review)
    review.refresh_from_db()
    return review


def secretary(world: World) -> Post:
    """A post of the Party that chairs."""
    body = Organisation.objects.create(
        code="TINHUY", name_vi="Tỉnh ủy", name_en="Provincial Party Committee", kind="party_committee", line="party",
        area=world.areas["P"],
    )  # fmt: skip
    post = Post.objects.create(
        code="secretary", organisation=body, name_vi="Bí thư Tỉnh ủy", name_en="Secretary of the Party Committee",
        role="leader",
    )  # fmt: skip
    Membership.objects.create(post=post, holder="Hải", valid_from=LONG_AGO)
    return post


def catalogue(world: World) -> None:
    """Five indicators: one in every state of knowledge."""
    indicator(world)
    indicator(world, "TRADE", name_vi="Tổng kim ngạch", name_en="Total trade", unit="USD_bn", decimals=2)
    indicator(
        world, "DISBURSED", name_vi="Giải ngân vốn đầu tư công", name_en="Public investment disbursed", decimals=0
    )
    indicator(
        world, "OFFENCES", name_vi="Số vụ phạm pháp", name_en="Offences", unit="cases", decimals=0, better="lower"
    )
    indicator(world, "OUTPUT", name_vi="Chỉ số sản xuất", name_en="Index of output", unit="%", decimals=2)


def report_figures(world: World) -> None:
    """What was known before the review; the press speaks of trade, too."""
    by = world.actor("admin")
    source = record_source(
        code="press", title_vi="Họp báo của tỉnh", title_en="The province's press conference",
        publisher="", published_on=None, by=by, at=EARLIER,
    )  # fmt: skip
    rows: list[Row] = [
        ("BUDGET_REV", "P", "2024-Q1", "4680", {"qualifier": "nearly"}),
        ("BUDGET_REV", "P", "2024-Q1", "11.1", {"breakdown": "@growth_yoy", "unit": "%"}),
        ("BUDGET_REV", "P", "2024-Q1", "32.6", {"breakdown": "@pct_of_plan", "unit": "%"}),
        ("BUDGET_REV", "P", "2024", "14356", {"scenario": "plan", "qualifier": "about"}),
        ("TRADE", "P", "2024-Q1", "10.31", {}),
        ("TRADE", "P", "2024-Q1", None, {"breakdown": "@growth_yoy", "unit": "%", "status": "O", "direction": "up",
                                         "source_words": "10.000 USD. 03%"}),
        ("OFFENCES", "P", "2024-Q1", None, {"status": "O", "direction": "down"}),
        *_disbursed(),
    ]  # fmt: skip
    press: list[Row] = [
        ("TRADE", "P", "2024-Q1", "10.03", {"breakdown": "@growth_yoy", "unit": "%", "regime": "press"}),
    ]
    append_observations(rows=_made(world, rows), kind="entry", by=by, at=EARLIER)
    append_observations(rows=_made(world, press), kind="published", source=source, by=by, at=EARLIER)
    record_conflicts(rows=[("BUDGET_REV", "2024-Q1", "Hai nguồn nêu khác nhau.", "Two sources differ.")], by=by, at=NOW)


def _disbursed() -> list[Row]:
    """Three years of quarters, generated for the tests, in the province and its districts."""
    rows: list[Row] = []
    for year in (2021, 2022, 2023):
        for number, value in enumerate((1500, 2000, 2500, 3000), 1):
            rows.append(("DISBURSED", "P", f"{year}-Q{number}", str(value), {"origin": "illustrative"}))
        rows.append(("DISBURSED", "P", str(year), "9000", {"origin": "illustrative", "scenario": "plan"}))
    for area, value, plan in (("P", "1150", "9200"), ("D1", "700", "5000"), ("D2", "450", "4200")):
        rows.append(("DISBURSED", area, "2024-Q1", value, {"origin": "illustrative"}))
        rows.append(("DISBURSED", area, "2024", plan, {"origin": "illustrative", "scenario": "plan"}))
    return rows


def _made(world: World, rows: list[Row]) -> list[NewObservation]:
    known = {one.code: one for one in Indicator.objects.all()}
    return [
        NewObservation(
            indicator=known[code], area=world.areas[area], period=Period.parse(period),
            value=None if value is None else Decimal(value), **({"unit": known[code].unit} | more),  # type: ignore[arg-type]
        )
        for code, area, period, value, more in rows
    ]  # fmt: skip


def revise(world: World) -> None:
    """A figure that becomes known after the review."""
    rows: list[Row] = [("DISBURSED", "P", "2024-Q1", "1999", {"reason": "recount"})]
    append_observations(rows=_made(world, rows), kind="correction", by=world.actor("admin"), at=LATER)


def answer(world: World, one: Difficulty) -> None:
    """The Department of Finance answers at the conference."""
    answer_difficulty(
        difficulty=one, answer_vi="Sở sẽ trình tỉnh bổ sung.", answer_en="The department submits a supplement.",
        answered_by=world.posts["finance"], version=one.version, by=world.actor("finance"), at=NOW,
    )  # fmt: skip


def conclude(world: World, review: Review) -> None:
    """One conclusion of every kind: information, decision, an issued task, one unclear, one not yet given."""
    texts = [
        ("information", "Quý I có nhiều kết quả.", "The quarter brought results."),
        ("decision", "Hoàn thành mọi chỉ tiêu năm.", "All targets of the year are met."),
        ("task", "Xử lý dứt điểm sạt lở.", "Deal with the landslides."),
        ("task", "Tăng cường phối hợp.", "Strengthen coordination."),
        ("task", "Đẩy nhanh giải ngân.", "Disburse faster."),
    ]
    by, author = world.actor("specialist"), review.chairs.get()
    made: list[Conclusion] = [
        record_conclusion(review=review, item=None, kind=kind, text_vi=vi, text_en=en, author=author, by=by,
                          at=NOW)
        for kind, vi, en in texts
    ]  # fmt: skip
    issued(world, conclusion=made[2])
    keep_unclear(conclusion=made[3], owner=world.posts["specialist"], why=["K1"], by=by, at=NOW)
