"""An office sends its own Word template, mends what is wrong, looks at it filled, and saves it; then what changed."""

import os
from collections.abc import Callable
from pathlib import Path

import docx
from docx.oxml.ns import qn
from playwright.sync_api import Page, expect

SHOTS = os.environ.get("QUARTERDECK_SHOTS")


def shot(page: Page, name: str) -> None:
    """A picture for those who look at the pages, where a folder for them is named."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def write(file: Path, *lines: str) -> Path:
    document = docx.Document()
    for one in lines:
        document.add_paragraph(one)
    document.save(str(file))
    return file


def test_a_template_is_mended_kept_looked_at_and_saved(enter: Callable[..., Page], tmp_path: Path) -> None:
    page = enter("specialist", language="en")
    page.goto("/reports/")
    page.get_by_role("link", name="Templates", exact=True).click()
    shot(page, "templates-empty")
    page.fill("#id_name", "Weekly note")
    page.set_input_files("#id_file", write(tmp_path / "note.docx", "{{ figure('BUGDET_REV') }}", "{{ figur('X') }}"))
    page.get_by_role("button", name="Check and keep").click()
    expect(page.get_by_role("alert")).to_contain_text("2 places must be mended first")
    expect(page.get_by_role("alert")).to_contain_text("Did you mean BUDGET_REV")
    shot(page, "templates-problems")

    right = "Thu ngân sách đạt {{ figure('BUDGET_REV') }}, {{ growth('BUDGET_REV') }} so với cùng kỳ."
    page.set_input_files("#id_file", write(tmp_path / "note.docx", right, "{{ sentence('GRDP_GROWTH') }}"))
    page.fill("#id_name", "Weekly note")
    page.get_by_role("button", name="Check and keep").click()
    page.get_by_role("link", name="Weekly note").click()
    page.select_option("#id_lang", "vi")
    page.get_by_role("button", name="Look at it").click()
    article = page.get_by_role("article", name="The filled template")
    expect(article).to_contain_text("Thu ngân sách đạt gần 4.680 tỷ đồng, tăng 11,1% so với cùng kỳ.")
    shot(page, "template-preview")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as Word").click()
    word = docx.Document(str(saved.value.path()))
    assert "4.680" in "".join(one.text or "" for one in word.element.iter(qn("w:t")))
    assert len(list(word.element.iter(qn("w:bookmarkStart")))) >= 4
    article.get_by_role("link", name="gần 4.680").click()
    page.wait_for_url("**/figures/BUDGET_REV/origin/**")


def test_what_changed_since_the_quarter_before_is_told(enter: Callable[..., Page]) -> None:
    page = enter("specialist", language="vi")
    page.goto("/reports/")
    page.get_by_role("link", name="Điểm thay đổi").click()
    expect(page.get_by_role("heading", name="Điểm thay đổi")).to_be_visible()
    expect(page.locator("main")).to_contain_text("quý I/2024")
    shot(page, "difference")
