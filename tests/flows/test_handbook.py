"""One answer becomes known to all: asked, answered, put into the handbook, found by the next unit, printed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Enter = Callable[..., Page]


def test_an_answer_given_to_one_unit_is_found_by_the_next(server: str, enter: Enter) -> None:
    office = enter("specialist")
    office.goto(f"{server}/handbook/waiting/")
    office.get_by_label("KK-2024-004").check()
    office.locator("main form button.btn-primary").click()
    expect(office.locator("ol.questions > li")).to_have_count(1)
    office.keyboard.press("ArrowDown")
    office.keyboard.press("Enter")
    expect(office).to_have_url(f"{server}/handbook/1/")
    office.locator("form[action$='/publish/'] button").click()
    expect(office.locator(".subtitle .tag")).to_be_visible()

    district = enter("district")
    district.goto(f"{server}/difficulties/new/")
    district.locator("#id_matter_vi").press_sequentially("Đường tỉnh bị sạt lở, đề nghị có phương án xử lý")
    found = district.locator("#alike a").first
    expect(found).to_be_visible()
    found.click()
    expect(district).to_have_url(f"{server}/handbook/1/")
    district.locator("form[action$='/solved/'] button").click()
    expect(district.locator(".did-it p.muted")).to_be_visible()

    with office.expect_download() as saved:
        office.goto(f"{server}/handbook/")
        office.locator("a[href$='book.pdf']").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
