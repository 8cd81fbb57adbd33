"""A review from the calendar to the signed notice, in a browser."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

SAID = "Sở Tài chính trình phương án phân bổ kinh phí trước ngày 15/4/2024."


def _make(page: Page) -> None:
    page.goto("/reviews/calendar/?year=2024")
    page.locator('a[href*="kind=monthly&period=2024-M03"]').click()
    expect(page.get_by_label("Chair of the Provincial People's Committee", exact=True)).to_be_checked()
    page.get_by_role("button", name="Make the review").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Regular meeting for")


def _plan(page: Page) -> None:
    page.get_by_role("link", name="Agenda and conclusions").click()
    page.get_by_role("link", name="Add a matter by hand").first.click()
    page.get_by_label("Matter, in Vietnamese").fill("Phân bổ kinh phí")
    page.get_by_label("Minutes set aside").fill("20")
    page.get_by_role("button", name="Put it on the agenda").click()
    expect(page.locator("#item-title")).to_contain_text("Phân bổ kinh phí")
    page.get_by_role("link", name="Papers sent").click()
    page.get_by_role("button", name="Send agenda and papers").click()
    expect(page.locator(".messages")).to_contain_text("Sent to")


def _attend(page: Page) -> None:
    page.get_by_role("link", name="Attendance", exact=True).click()
    row = page.locator("tbody tr").nth(2)
    expect(row.locator(".why input")).to_be_hidden()
    row.get_by_label("absent").check()
    row.locator(".why input").fill("đi công tác")
    page.get_by_role("button", name="all the others are present").first.click()
    expect(page.locator(".messages")).to_contain_text("lines were noted")
    expect(row.get_by_label("absent")).to_be_checked()
    expect(page.locator("tbody tr").nth(3).get_by_label("present", exact=True)).to_be_checked()


def _conclude(page: Page) -> None:
    page.get_by_role("link", name="Agenda and conclusions").click()
    page.get_by_role("link", name="Prepare the agenda").click()
    page.get_by_role("button", name="Freeze the figures and open the review").click()
    page.locator(".agenda a", has_text="Phân bổ kinh phí").click()
    page.get_by_text("Record a conclusion").click()
    page.get_by_label("Decision").check()
    page.get_by_label("Words of the conclusion").fill(SAID)
    page.get_by_role("button", name="Record the conclusion").click()
    expect(page.locator(".conclusions li p").first).to_have_text(SAID)


def test_a_review_goes_from_the_calendar_to_a_signed_notice_that_differs(
    enter: Callable[..., Page], tmp_path: Path
) -> None:
    page = enter("specialist", language="en")
    for step in (_make, _plan, _attend, _conclude):
        step(page)
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("link", name="Minutes and notices").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word file").click()
    document = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("15/4/2024", "30/4/2024")
    document.save(str(tmp_path / "signed.docx"))
    page.get_by_role("link", name="Notice of the Provincial People's Committee").click()
    page.get_by_label("Number and symbol").fill("871/TB-UBND")
    page.get_by_label("Day of signing").fill("2024-03-27")
    page.locator("#id_file").set_input_files(tmp_path / "signed.docx")
    page.get_by_role("button", name="Enter the signed notice").click()
    expect(page.locator("del")).to_have_text("15/4/2024.")
    expect(page.locator("ins").first).to_have_text("30/4/2024.")
    page.get_by_role("link", name="conclusion 1").first.click()
    expect(page.locator("#conclusion-1")).to_contain_text("due 30 April 2024 instead of 15 April 2024")
    expect(page.locator(".next-steps")).to_contain_text("Conclusions whose day or lead the signed notice changes")
