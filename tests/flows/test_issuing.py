"""A collective order from the sentence to one row, with the keyboard alone, in a real Chromium."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

ORDER = "Các huyện, thị xã, thành phố trình phương án tiết kiệm 10 tỷ đồng chi thường xuyên chậm nhất ngày 12/04/2024"
MOST_PROPOSALS = 12


def test_all_districts_get_a_task_each_by_taking_what_is_proposed(enter: Callable[..., Page]) -> None:
    page = enter("specialist")
    page.goto("/tasks/new/")
    page.fill("#id_text", ORDER)
    each = page.locator('#clear [data-fill="units"]').first
    each.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#clear .fanned")).to_contain_text("10")
    expect(page.locator("#id_lead")).to_be_hidden()
    for _step in range(MOST_PROPOSALS):
        proposal = page.locator("#clear .is-blocking [data-fill]").first
        if not proposal.count():
            break
        with page.expect_response("**/tasks/new/check/"):
            proposal.press("Enter")
        expect(page.locator(".htmx-request")).to_have_count(0)
    for reason in page.locator("#task-reasons input:visible").all():
        reason.fill("Việc của năm")
    page.click("[name=issue]")
    page.wait_for_url("**/tasks/groups/NVC-2024-001/")
    expect(page.locator("table.yearbook tbody tr")).to_have_count(10)
    page.goto("/tasks/groups/")
    expect(page.locator("table.yearbook tbody tr")).to_have_count(1)
