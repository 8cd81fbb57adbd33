"""A task is followed: a milestone is planned and noted as met by keyboard, progress is read from the figures."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(
    ("language", "width", "words"),
    [("vi", 1280, "Báo cáo đấu giá của sáu huyện."), ("en", 360, "The auctions of six districts are reported.")],
)
def test_a_milestone_is_planned_by_the_office_and_met_by_the_lead(
    enter: Callable[..., Page], language: str, width: int, words: str
) -> None:
    page = "/tasks/NV-2023-015/following/"
    office, lead = enter("specialist", language, width), enter("department", language, width)
    office.goto(page)
    plan = office.locator('form[action$="/NV-2023-015/milestones/"]')
    office.locator("details", has=plan).locator("summary").click()
    plan.locator('[name="text"]').fill(words)
    plan.locator('[name="due"]').fill("2024-03-31")
    plan.locator("button.btn").click()
    expect(office.locator(".error-summary")).to_be_visible()
    plan.locator('[name="due"]').fill("2024-03-29")
    plan.locator("button.btn").click()
    own = office.locator("#milestones li", has_text=words)
    expect(own).to_be_visible()
    lead.goto(page)
    row = lead.locator("#milestones li", has_text=words)
    row.locator("summary").first.focus()
    lead.keyboard.press("Enter")
    note = row.locator('[name="note"]')
    note.focus()
    lead.keyboard.type("88/BC-STC")
    lead.keyboard.press("Tab")
    lead.keyboard.press("Enter")
    expect(lead.locator("#milestones .is-met", has_text=words)).to_contain_text("88/BC-STC")
    assert Axe().run(lead).violations_count == 0
    lead.goto("/tasks/NV-2023-015/")
    expect(lead.locator("article .chain").last).to_contain_text("88/BC-STC")


def test_progress_is_read_from_the_figures_and_leads_to_them(enter: Callable[..., Page]) -> None:
    page = enter("leader", "en")
    page.goto("/tasks/NV-2023-016/following/")
    target = page.locator("#progress .target")
    expect(target).to_contain_text("of the target")
    expect(target.locator("progress")).to_have_attribute("max", "100")
    target.locator("a").click()
    page.wait_for_url("**/figures/FOREST_PLANTED/**")
