"""A Word draft with planted errors leaves the desk corrected, commented and certified, by keyboard and by mouse."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.enum.text import WD_ALIGN_PARAGRAPH
from playwright.sync_api import Page, expect
from pypdf import PdfReader

TITLE = "BÁO CÁO tình hình kinh tế - xã hội quý I năm 2024"
# Every test brings a document of its own: what was decided about one holds for its next version.
COPIES = count(1)
GROWTH = "Tổng sản phẩm trên địa bàn (GRDP) quý I ước tăng 14,18% so với cùng kỳ năm trước."
# What the figures say: 32.6% of the year's estimate, and 23.89%.
BUDGET = ("Thu ngân sách nhà nước trên địa bàn đạt gần 4.680 tỷ đồng, bằng ", "36", ",2% ", "dự toán năm.")
INDUSTRY = "Chỉ số sản xuất công nghiệp quý I tăng 32,89% so với cùng kỳ."
TRADE = "Tổng kim ngạch xuất nhập khẩu đạt 10,31 tỷ USD, tăng 10.000 USD. 03% so với cùng kỳ."


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A Word file as an office writes it: a centred title, one number set in two ways, a footer."""
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(f"{TITLE} ({next(COPIES)})").bold = True
    document.add_paragraph(GROWTH)
    budget = document.add_paragraph()
    for number, part in enumerate(BUDGET):
        budget.add_run(part).bold = number in (1, 2)
    budget.runs[2].italic = True
    document.add_paragraph(INDUSTRY)
    document.add_paragraph(TRADE)
    document.sections[0].footer.paragraphs[0].text = "Văn phòng"
    path = tmp_path / "bao-cao-quy-1.docx"
    document.save(str(path))
    return path


def put(page: Page, path: Path) -> None:
    page.goto("/reports/drafts/")
    page.set_input_files("#id_file", path)
    page.click("main .form .btn-primary")
    page.wait_for_url(re.compile(r"/reports/drafts/\d+/$"))


def to_do(page: Page) -> int:
    return int(page.locator(".tabs a .num").first.inner_text())


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_a_word_draft_leaves_the_desk_corrected_commented_and_certified(
    enter: Callable[..., Page], draft: Path
) -> None:
    page = enter("specialist", width=1440)
    put(page, draft)
    found = to_do(page)
    assert found == 3
    _correct_by_keyboard(page)
    _set_aside(page, "10.000 USD. 03%", "Chờ Sở Công Thương gửi lại biểu.")
    expect(page.locator(".desk-summary .lead")).to_contain_text("Không còn chỗ nào cần xem")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tệp Word đã soát").click()
    data = Path(saved.value.path()).read_bytes()
    _has_changes_comments_and_its_own_look(data)
    page.get_by_role("link", name="Phiếu xác nhận").click()
    expect(page.locator(".paper")).to_contain_text("PHIẾU XÁC NHẬN")
    expect(page.locator(".paper")).to_contain_text("Chờ Sở Công Thương gửi lại biểu.")
    with page.expect_download() as certified:
        page.get_by_role("link", name="Tải bản PDF").click()
    pages = PdfReader(certified.value.path()).pages
    assert len(pages) == 1
    assert "SHA-256" in pages[0].extract_text()


def _correct_by_keyboard(page: Page) -> None:
    """`n` goes to the first finding that has a correction, Enter accepts it; `u` takes it back."""
    for right in ("32,6", "23,89"):
        accept = page.locator("[data-accept]", has_text=right)
        for _ in range(3):
            if accept.evaluate("one => one === document.activeElement"):
                break
            page.keyboard.press("n")
        page.keyboard.press("Enter")
        expect(page.locator(".claim.is-accepted", has_text=right)).to_be_visible()
    expect(page.locator(".tabs a .num").first).to_have_text("1")
    page.keyboard.press("u")
    expect(page.locator(".tabs a .num").first).to_have_text("2")
    # What was undone is at hand, and behind the last finding the first one follows.
    undone = page.locator("[data-accept]", has_text="23,89")
    expect(undone).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(undone).to_be_focused()
    undone.click()
    expect(page.locator(".tabs a .num").first).to_have_text("1")


def _set_aside(page: Page, words: str, why: str) -> None:
    finding = page.locator("[data-finding]", has_text=words)
    finding.get_by_role("link", name="Gác lại").click()
    expect(page.locator("#id_why")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(finding.locator(".errors")).to_be_visible()
    expect(page.locator("#id_why")).to_be_focused()
    expect(page.locator("[data-text]")).to_contain_text(words)
    page.locator("#id_why").fill(why)
    expect(page.locator("#id_why")).to_have_value(why)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-finding].is-to-do", has_text=words)).to_have_count(0)


def _has_changes_comments_and_its_own_look(data: bytes) -> None:
    body, comments = part(data, "word/document.xml"), part(data, "word/comments.xml")
    told = re.sub(r"<w:del [^>]*>.*?</w:del>", "", body)
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", told))
    assert "bằng 32,6% dự toán năm." in text
    assert "tăng 23,89% so với cùng kỳ." in text
    assert TITLE in text
    assert len(re.findall(r"<w:ins ", body)) >= 2
    removed = "".join(re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", body))
    assert "36" in removed
    assert "32,89" in removed
    assert comments.count("<w:comment ") == 3
    assert "Chờ Sở Công Thương gửi lại biểu." in comments
    document = docx.Document(BytesIO(data))
    assert document.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert document.paragraphs[0].runs[0].bold
    assert document.sections[0].footer.paragraphs[0].text == "Văn phòng"
    assert any(run.bold for run in document.paragraphs[2].runs)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_desk_and_its_forms_are_accessible_and_fit_a_phone(
    enter: Callable[..., Page], draft: Path, language: str
) -> None:
    page = enter("department", language)
    put(page, draft)
    desk = page.url
    page.locator("[data-finding].is-to-do .more a").first.click()
    expect(page.locator(".act-slot .form")).to_be_visible()
    problems = {}
    for address in ("", f"{desk}?show=all", f"{desk}certificate/"):
        if address:
            page.goto(address)
        found = Axe().run(page)
        if found.violations_count:
            problems[address] = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3])
                                 for one in found.response["violations"]]  # fmt: skip
        page.set_viewport_size({"width": 360, "height": 800})
        page.reload()
        expect(page.locator(".site-nav [aria-current]")).to_be_in_viewport(ratio=1)
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            problems[f"{address} overflows"] = []
        small = Axe().run(page)
        if small.violations_count:
            problems[f"{address} on a phone"] = [one["id"] for one in small.response["violations"]]
        page.set_viewport_size({"width": 1280, "height": 900})
    assert problems == {}


def test_a_department_answers_and_the_desk_shows_it(enter: Callable[..., Page], draft: Path) -> None:
    office = enter("specialist", "en", width=1280)
    put(office, draft)
    desk = office.url
    finding = office.locator("[data-finding]", has_text="32,89%")
    finding.locator(".more a", has_text="Ask").click()
    office.fill("#id_question", "Số nào mới nhất?")
    asked = office.locator("#id_organisation").input_value()
    office.keyboard.press("Control+Enter")
    expect(office.locator("#messages")).to_contain_text("was put to")
    office.goto(f"{desk}?show=asked")
    expect(office.locator(".asked")).to_contain_text("Số nào mới nhất?")
    office.get_by_role("link", name="open the question").click()
    expect(office.locator(".sentence mark")).to_contain_text("32,89%")
    expect(office.locator("main")).to_contain_text("has not answered yet")
    assert asked


def test_the_desk_shows_title_heading_and_footnote_as_such_and_names_posts_in_english(
    enter: Callable[..., Page], draft: Path
) -> None:
    document = docx.Document(str(draft))
    document.paragraphs[1].insert_paragraph_before("I. Kinh tế", style="Heading 1")
    document.save(str(draft))
    page = enter("specialist", "en", width=1280)
    put(page, draft)
    expect(page.locator("h1")).to_contain_text(TITLE)
    expect(page.locator(".draft-text h2")).to_have_text([re.compile(re.escape(TITLE)), "I. Kinh tế"])
    expect(page.locator(".draft-aside")).to_contain_text("Page footer")
    expect(page.locator("#desk-head")).to_contain_text("figures of the vintage")
    expect(page.locator("#desk-head")).to_contain_text("General affairs specialist")
    page.get_by_role("link", name="Certificate").click()
    page.get_by_role("link", name="In English").click()
    expect(page.locator(".paper")).to_contain_text("What remains open: 3")
    expect(page.locator(".paper")).to_contain_text("General affairs specialist")


def test_enter_on_what_cannot_be_read_opens_the_field_for_own_words(enter: Callable[..., Page], draft: Path) -> None:
    document = docx.Document(str(draft))
    document.paragraphs[-1].text = "Lượng khách nghỉ dưỡng ở vùng hồ tăng 10.000 USD. 03% so với cùng kỳ."
    document.save(str(draft))
    page = enter("specialist", width=1280)
    put(page, draft)
    for _ in range(3):
        page.keyboard.press("n")
    expect(page.locator("[data-finding][aria-current]")).to_contain_text("10.000 USD. 03%")
    page.keyboard.press("Enter")
    expect(page.locator("#id_words")).to_be_focused()


def test_two_people_never_overwrite_each_other(enter: Callable[..., Page], draft: Path) -> None:
    first = enter("specialist", "en", width=1280)
    put(first, draft)
    second = enter("specialist", "en", width=1280)
    second.goto(first.url)
    first.locator("[data-accept]", has_text="23,89").click()
    expect(first.locator(".claim.is-accepted")).to_have_count(1)
    second.locator("[data-accept]", has_text="23,89").click()
    expect(second.locator("#messages")).to_contain_text("Nothing was overwritten")
    expect(second.locator(".claim.is-accepted")).to_have_count(1)


def test_the_desk_stays_where_somebody_has_been_signed_out_meanwhile(enter: Callable[..., Page], draft: Path) -> None:
    page = enter("specialist", width=1280)
    put(page, draft)
    page.locator("[data-finding]", has_text="10.000 USD. 03%").get_by_role("link", name="Gác lại").click()
    page.fill("#id_why", "Chờ biểu mới.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Phiên đăng nhập đã hết")
    expect(page.locator("#id_why")).to_have_value("Chờ biểu mới.")
