"""A due date is extended by a level above, both dates stay in sight, and the totals lead to the task."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WORDS = {
    "vi": {"ground": "Chờ ý kiến của Bộ Tài chính.", "first": "hạn ban đầu"},
    "en": {"ground": "The opinion of the ministry is awaited.", "first": "originally"},
}


def _open_task(page: Page) -> str:
    """The address of an open task that waits for the department to do it."""
    page.goto("/tasks/?mine=waiting&bucket=open_in_time&sort=due")
    return page.locator("#rows a[data-open]").first.get_attribute("href") or ""


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 360)])
def test_an_extension_is_asked_for_granted_and_seen_in_the_list_and_the_totals(
    enter: Callable[..., Page], language: str, width: int
) -> None:
    words = WORDS[language]
    lead, leader = enter("department", language, width), enter("leader", language, width)
    task = _open_task(lead)
    lead.goto(task)
    form = lead.locator(f'form[action="{task}extension/"]')
    lead.locator("details", has=form).locator("summary").click()
    form.locator('[name="new_due"]').fill("2030-01-01")
    form.locator('[name="note"]').fill(words["ground"])
    form.locator("button.btn").click()
    expect(lead.locator(".error-summary")).to_be_visible()
    form.locator('[name="new_due"]').fill("2024-12-27")
    form.locator("button.btn").click()
    expect(lead.locator("#extensions + ol")).to_contain_text(words["ground"])
    leader.goto(task)
    leader.locator(f'form[action="{task}extension/grant/"] button.btn').click()
    expect(leader.locator("article dl.facts")).to_contain_text(words["first"])
    leader.goto("/tasks/summary/")
    assert Axe().run(leader).violations_count == 0
    count = leader.locator('tfoot a[href*="bucket=extended"]')
    count.focus()
    leader.keyboard.press("Enter")
    leader.wait_for_url("**/tasks/?bucket=extended")
    expect(leader.locator(f'#rows a[href="{task}"]')).to_be_visible()
