"""Somebody sees that they were told, opens a notice by keyboard, and takes their work into a calendar program."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 360)])
def test_a_notice_is_seen_opened_and_listed_no_more(enter: Callable[..., Page], language: str, width: int) -> None:
    page = enter("leader", language, width)
    expect(page.locator(".inbox-link .count")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/notices/")
    assert Axe().run(page).violations_count == 0
    opened = _first(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/notices/" not in address)
    page.goto("/notices/?group=tasks")
    expect(page.locator(f'#inbox a[href="{opened}"]')).to_have_count(0)
    marked = _first(page)
    page.locator("#inbox tbody tr").first.locator("button").click()
    expect(page.locator(f'#inbox a[href="{marked}"]')).to_have_count(0)
    assert page.url.endswith("/notices/?group=tasks")
    page.goto("/notices/choices/")
    assert Axe().run(page).violations_count == 0


def _first(page: Page) -> str:
    """The address of the first notice listed."""
    return page.locator("#inbox tbody a[data-open]").first.get_attribute("href") or ""


@pytest.mark.parametrize(("language", "width"), [("vi", 360), ("en", 1280)])
def test_a_calendar_is_made_read_without_signing_in_and_revoked(
    enter: Callable[..., Page], language: str, width: int
) -> None:
    page = enter("department", language, width)
    page.goto("/notices/calendar/")
    expect(page.locator("table.yearbook tbody tr").first).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.fill("#id_name", f"Outlook {language}")
    page.locator("main form.form button.btn-primary").click()
    address = page.locator("#address").input_value()
    assert Axe().run(page).violations_count == 0
    page.context.clear_cookies()
    answer = page.request.get(address)
    assert answer.ok
    days = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert days
    assert all(str(one["url"]).startswith(address.split("/calendar/")[0]) for one in days)
    again = enter("department", language, width)
    again.goto("/notices/calendar/")
    again.locator(".feeds li", has_text=f"Outlook {language}").locator("button").click()
    expect(again.locator("#messages li")).to_be_visible()
    assert again.request.get(address).status == 404
