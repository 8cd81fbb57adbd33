"""A published text is taken in: figures, tasks and documents are accepted one by one, with mouse and keyboard."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

TEXT = (
    "In the first quarter of 2024 the province's total state budget revenue reached 4,975 billion VND.\n\n"
    "Under Directive No. 77-CT/TU dated March 1, 2024 of the Provincial Party Standing Committee, the Chairman of the "
    "Provincial People's Committee asked the Department of Transport to submit a survey report on route 294B before "
    "April 15, 2024. Regarding requests for budget support from the districts, he asked the Department of Finance to "
    "study and consider.\n"
)


def take_in(page: Page) -> None:
    page.goto("/reports/drafts/")
    page.click("a[href='/reports/intake/']")
    page.fill("#id_text", TEXT)
    page.fill("#id_written", "2024-03-27")
    expect(page.locator("#id_written + output")).to_contain_text(re.compile("27 March 2024|27/03/2024"))
    page.click("main form button.btn-primary")
    page.wait_for_url("**/reports/intake/*/")


def test_a_text_becomes_a_figure_a_document_a_difficulty_and_a_task(enter: Callable[..., Page]) -> None:
    page = enter("specialist", "en")
    take_in(page)
    expect(page.locator("[data-finding]")).to_have_count(5)
    assert Axe().run(page).violations_count == 0

    page.keyboard.press("n")
    figure = page.locator("[data-finding]").first
    expect(figure).to_have_attribute("aria-current", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/**")
    expect(page.locator("#id_value")).to_have_value("4975")
    page.fill("#id_reason", "final figure of the treasury")
    page.click("main form button.btn-primary")
    expect(page.locator("#messages")).to_contain_text("is reported")
    expect(page.locator("[data-finding]")).to_have_count(4)

    page.keyboard.press("u")
    expect(page.locator("#messages")).to_contain_text("is taken back")
    expect(page.locator("[data-finding]")).to_have_count(5)

    document = page.locator("[data-finding]", has_text="77-CT/TU").filter(has_text="Document")
    document.get_by_role("link", name="Register the document").click()
    page.fill("#id_abstract_vi", "Về an toàn giao thông")
    page.click("main form button.btn-primary")
    expect(page.locator("#messages")).to_contain_text("is registered")

    matter = page.locator("[data-finding]", has_text="Difficulty")
    matter.get_by_role("link", name="Set aside").click()
    page.fill("#id_why", "answered already")
    page.click("main form button.btn-primary")
    expect(page.locator("[data-finding]", has_text="Difficulty")).to_have_count(0)
    page.get_by_role("link", name="Decided").click()
    page.get_by_role("button", name="Put back on the list").click()
    expect(page.locator("#messages")).to_contain_text("is on the list again")
    page.get_by_role("link", name="To decide").click()
    expect(page.locator("[data-finding]", has_text="Difficulty")).to_have_count(1)

    task = page.locator("[data-finding]", has_text="survey report").filter(has_text="Task")
    task.get_by_role("link", name="Write the task").click()
    page.wait_for_url("**/tasks/new/**")
    expect(page.locator("[name=text]")).to_have_value(
        "Department of Transport submit a survey report on route 294B before April 15, 2024"
    )
    expect(page.locator("[name=lead]")).to_have_value("Department of Transport")
    expect(page.locator("[name=assigner]")).not_to_have_value("")
    expect(page.locator("[name=due]")).to_have_value("2024-04-14")


def test_the_page_of_a_text_fits_a_phone_in_both_languages(enter: Callable[..., Page]) -> None:
    for language in ("vi", "en"):
        page = enter("specialist", language, width=360)
        take_in(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert Axe().run(page).violations_count == 0
