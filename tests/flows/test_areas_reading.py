"""Reading areas in a browser: the tree opens in place, the province is played through time, pairs are said in words."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_district_opens_and_closes_in_place(enter: Callable[..., Page]) -> None:
    page = enter("specialist", "en")
    page.goto("/areas/?day=2024-03-27")
    page.get_by_role("link", name="Open Yen Dung District").click()
    expect(page.get_by_role("link", name="Nham Bien Township")).to_be_visible()
    page.get_by_role("link", name="Close Yen Dung District").press("Enter")
    expect(page.get_by_role("link", name="Nham Bien Township")).to_have_count(0)
    assert page.url.endswith("?day=2024-03-27")


def test_the_province_is_stepped_and_played_through_time(enter: Callable[..., Page]) -> None:
    page = enter("specialist", "en")
    page.goto("/areas/map/?day=2024-02-01&level=2")
    head = page.locator("#map-head")
    expect(head).to_contain_text("1 February 2024")
    page.get_by_role("slider").press("ArrowRight")
    expect(head).to_contain_text("1 January 2025")
    expect(page.locator("#map")).to_contain_text("Yen Dung District joins Bac Giang City.")
    assert "day=2025-01-01" in page.url
    assert "day=2025-01-01" in str(page.get_by_role("link", name="commune level").get_attribute("href"))
    page.get_by_role("button", name="Earlier").click()
    expect(head).to_contain_text("1 February 2024")
    page.get_by_role("button", name="Play").click()
    expect(head).to_contain_text("1 January 2025")
    expect(head).to_contain_text("1 July 2025", timeout=8000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_unit_under_the_focus_says_what_became_of_it(enter: Callable[..., Page]) -> None:
    page = enter("specialist", "en")
    page.goto("/areas/flow/?from=2025-06-30&to=2025-07-01&level=3")
    page.locator("svg.flow a", has_text="Que Nham Commune").focus()
    expect(page.locator("#flow-said")).to_have_text("Que Nham Commune → Da Mai Ward: the whole")
    page.locator(".flow-target", has_text="Da Mai Ward").hover()
    expect(page.locator("#flow-said")).to_contain_text("Tan My Ward → Da Mai Ward: the whole")
    assert page.locator(".stream.is-lit").count() == 5
