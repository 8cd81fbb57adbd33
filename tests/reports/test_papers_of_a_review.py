"""The three papers of a review: what they say, in which figures, and that both languages say the same."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.conf import LazySettings

from quarterdeck.papers.content import (
    Bullets,
    Cell,
    Chart,
    ConclusionItem,
    Paper,
    Paragraph,
    Run,
    Table,
    all_blocks,
    plain_text,
)
from quarterdeck.reports.queries import paper_of
from quarterdeck.reports.rules import KINDS, LANGUAGES, Kind, Lang
from quarterdeck.reviews.models import Review
from tests.reports.cast import LATER, quarter, revise
from tests.world import NOW, TODAY, World

VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|of|and|by|to|is|are|was|were|with|from|no|not|on|in|for|task|figure)\b", re.IGNORECASE)


def made(review: Review, kind: Kind, lang: Lang, today: date = TODAY, at: datetime = NOW) -> Paper:
    return paper_of(review, kind, lang, today=today, at=at)


def runs(paper: Paper) -> Iterator[Run]:
    for block in all_blocks(paper):
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Bullets):
            yield from (run for item in block.items for run in item)
        elif isinstance(block, ConclusionItem):
            yield from block.text


def cells(paper: Paper) -> Iterator[Cell]:
    for block in all_blocks(paper):
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row.cells)


def words(paper: Paper) -> str:
    """Everything that stands in the paper."""
    head = paper.header
    parts = [
        plain_text(paper), head.nation, head.motto, head.issuer, head.parent_body, head.number_symbol, head.place_date,
        paper.footer.vintage, paper.footer.produced, *paper.addressees, *paper.recipients,
        *(paper.signature.modes if paper.signature else ()), paper.signature.post if paper.signature else "",
    ]  # fmt: skip
    for block in all_blocks(paper):
        if isinstance(block, Table):
            parts += [block.caption, *block.notes, *(column.title + " " + column.unit for column in block.columns)]
        if isinstance(block, ConclusionItem):
            parts += [block.lead, block.due, block.result]
    return "\n".join(parts).replace("\u00a0", " ")


@pytest.fixture
def review(world: World) -> Review:
    return quarter(world)


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_hold_the_same_numbers_with_the_same_badges_and_doors(review: Review, kind: Kind) -> None:
    vi, en = made(review, kind, "vi"), made(review, kind, "en")
    numbers = [[(cell.value, cell.badge, cell.origin) for cell in cells(paper)] for paper in (vi, en)]
    assert numbers[0] == numbers[1]
    doors = [[(run.badge, run.origin) for run in runs(paper) if run.origin] for paper in (vi, en)]
    assert doors[0] == doors[1]
    assert doors[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paper_is_in_one_language_and_whole(review: Review, kind: Kind, lang: Lang) -> None:
    text = words(made(review, kind, lang))
    foreign = (ENGLISH if lang == "vi" else VIETNAMESE).findall(text.replace("10.000 USD. 03%", ""))
    assert foreign == []
    assert not re.search(r"\bNone\b|[{}]|%\(", text)


@pytest.mark.parametrize("kind", ["briefing", "report"])
def test_every_number_of_the_figures_is_a_door_to_its_origin(review: Review, kind: Kind) -> None:
    paper = made(review, kind, "vi")
    known = [cell for cell in cells(paper) if cell.value is not None]
    assert len(known) >= 8
    assert all("/origin/?" in cell.origin and "vintage=2024-Q1-review" in cell.origin for cell in known)
    said = [run for run in runs(paper) if "tỷ đồng" in run.text and run.origin]
    assert said
    assert all("/origin/?" in run.origin for run in said)


def test_the_overview_says_what_is_unknown_hedged_and_illustrative(review: Review) -> None:
    paper = made(review, "briefing", "vi")
    table = next(block for block in all_blocks(paper) if isinstance(block, Table))
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["Thu ngân sách nhà nước"][2:6] == ["gần 4.680", "–", "+11,1%", "32,6"]
    assert rows["Thu ngân sách nhà nước"][6] == "vượt tiến độ"
    assert rows["Tổng kim ngạch"][4] == "tăng"
    assert rows["Số vụ phạm pháp"][2] == "giảm"
    assert rows["Chỉ số sản xuất"][2] == "–"
    assert next(cell.note for row in table.rows for cell in row.cells if cell.text == "–")
    assert {badge for badge, _meaning in paper.footer.legend} == {"I"}


def test_a_gap_has_its_finding_its_course_and_its_districts(review: Review) -> None:
    paper = made(review, "briefing", "en")
    text = words(paper)
    assert "Public investment disbursed reached 1,150 billion VND, 12.5% of the year's estimate, down 23.3%" in text
    assert "each remaining month must bring 894 billion VND" in text
    (chart,) = [block for block in all_blocks(paper) if isinstance(block, Chart)]
    assert chart.alt.startswith("Public investment disbursed. 12.5% of the plan reached")
    districts = next(block for block in all_blocks(paper) if isinstance(block, Table) and "best first" in block.caption)
    assert [cell.text for cell in districts.rows[0].cells] == ["1", "City One", "700", "14.0", "2", "District Two",
                                                              "450", "10.7"]  # fmt: skip


def test_what_the_figures_leave_open_is_said(review: Review) -> None:
    text = words(made(review, "briefing", "en"))
    assert 'reported as "10.000 USD. 03%", which cannot be read as a number' in text
    assert "Another source (the province's press conference) gives 10.03%." in text
    assert "State budget revenue: Two sources differ." in text
    assert "No figure is known yet for: index of output." in text


def test_difficulties_and_tasks_stand_in_the_briefing(review: Review) -> None:
    text = words(made(review, "briefing", "en"))
    assert "1 task is being followed: 0 done on time, 0 done late, 0 open and in time, 1 open and overdue" in text
    assert "12 days late" in text
    assert "not answered yet, due on" in text
    assert "answered on 27 March 2024" in text
    assert "Nothing was left unclear by earlier conferences." in text


def test_the_report_tells_results_shortcomings_and_tasks_ahead(review: Review) -> None:
    text = words(made(review, "report", "vi"))
    assert "Thu ngân sách nhà nước đạt gần 4.680 tỷ đồng, bằng 32,6% dự toán năm, tăng 11,1% so với cùng kỳ." in text
    assert "giảm 23,3% so với cùng kỳ, có nguy cơ không đạt" in text
    assert "Số vụ phạm pháp giảm so với cùng kỳ." in text
    assert "Chỉ số sản xuất (Sở Tài chính)." in text
    assert "Trả lời ngày 27/03/2024 của Giám đốc Sở Tài chính: Sở sẽ trình tỉnh bổ sung." in text
    assert "NHIỆM VỤ TRỌNG TÂM QUÝ II NĂM 2024" in text
    assert "Phụ lục" in made(review, "report", "vi").annexes[0].label


def test_the_notice_holds_every_conclusion_word_for_word_once(review: Review) -> None:
    for lang in LANGUAGES:
        items = [block for block in all_blocks(made(review, "notice", lang)) if isinstance(block, ConclusionItem)]
        assert [item.number for item in items] == ["1.", "2.", "3.", "4.", "5."]
        said = sorted(getattr(one, f"text_{lang}") for one in review.conclusions.all())
        assert sorted(item.text[0].text for item in items) == said


def test_a_task_names_lead_due_date_and_result_and_an_unclear_one_its_owner(review: Review) -> None:
    paper = made(review, "notice", "en")
    task = next(block for block in all_blocks(paper) if isinstance(block, ConclusionItem) and block.lead)
    assert (task.lead, task.due, task.result) == (
        "Department of Transport",
        "15 April 2024",
        "Submission with the plan",
    )
    text = words(paper)
    office = "the Office of the Provincial People's Committee"
    assert f"Strengthen coordination. To be made clear by {office} by 3 April 2024." in text
    assert "Disburse faster. Not yet given as a task" in text


def test_a_review_of_the_state_is_noticed_by_order_of_the_chair(review: Review) -> None:
    paper = made(review, "notice", "vi")
    assert paper.header.nation == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert paper.header.issuer == "ỦY BAN NHÂN DÂN\nTỈNH MẪU"
    assert paper.header.number_symbol.endswith("/TB-UBND")
    assert paper.header.place_date.startswith("Mẫu, ngày")
    assert paper.signature is not None
    assert (*paper.signature.modes, paper.signature.post, paper.signature.holder) == (
        "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "",
    )  # fmt: skip


def test_a_review_of_the_party_is_noticed_in_the_partys_form_and_reported_by_the_state(world: World) -> None:
    review = quarter(world, party=True)
    notice, report = made(review, "notice", "vi"), made(review, "report", "vi")
    assert notice.header.nation == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert notice.header.number_symbol.endswith("-TB/TU")
    assert notice.signature is not None
    assert notice.signature.modes == ("T/L BAN THƯỜNG VỤ",)
    assert report.header.nation == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert report.addressees == ("Ban Thường vụ Tỉnh ủy",)


def test_the_second_pack_has_papers_of_its_own(review: Review, settings: LazySettings) -> None:
    settings.PACK = "ee"
    for kind in KINDS:
        for lang in LANGUAGES:
            text = words(made(review, kind, lang))
            assert "VIỆT NAM" not in text
            assert "VIET NAM" not in text
    assert made(review, "report", "en").header.nation == "REPUBLIC OF ESTONIA"


def test_a_frozen_review_knows_nothing_of_what_came_later(world: World, review: Review) -> None:
    before = [cell.value for cell in cells(made(review, "briefing", "vi"))]
    revise(world)
    after = made(review, "briefing", "vi", at=LATER)
    assert [cell.value for cell in cells(after)] == before
    assert after.footer.vintage == "Số liệu theo phiên bản Hội nghị quý I/2024, chốt lúc 09 giờ 00 ngày 27/03/2024"


def test_a_review_that_is_not_frozen_says_so_and_shows_what_is_known(world: World) -> None:
    review = quarter(world, frozen=False)
    assert Decimal(1150) in {cell.value for cell in cells(made(review, "briefing", "en"))}
    revise(world)
    later = made(review, "briefing", "en", at=LATER)
    assert Decimal(1999) in {cell.value for cell in cells(later)}
    assert later.footer.vintage == "Figures as known at 09:00 on 20 April 2024; no vintage has been frozen yet"
    assert "known=2024-04-20" in next(cell.origin for cell in cells(later) if cell.value == Decimal(1999))


def test_an_empty_review_makes_empty_papers_that_say_so(world: World) -> None:
    review = Review.objects.create(
        code="2024-Q1", period="2024-Q1", ahead="2024-Q2", title_vi="Hội nghị", title_en="Review", held_on=TODAY
    )
    text = words(made(review, "briefing", "en"))
    for said in ("No indicator is behind its plan.", "No difficulty waits", "No task was given before.", "still empty"):
        assert said in text
    assert "Nothing has been concluded yet." in words(made(review, "notice", "en"))
    assert "No task was given." in words(made(review, "report", "en"))
