"""One answer becomes known to all: asked, answered, put into the handbook, found by the next unit, printed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Enter = Callable[..., Page]


def test_an_answer_given_to_one_unit_is_found_by_the_next(server: str, enter: Enter) -> None:
    office = enter("specialist")
    office.goto(f"{server}/handbook/waiting/")
    office.get_by_label("KK-2024-005").check()
    office.locator("main form button.btn-primary").click()
    expect(office.locator("ol.questions > li")).to_have_count(1)
    office.wait_for_load_state()
    office.keyboard.press("ArrowDown")
    office.keyboard.press("Enter")
    expect(office).to_have_url(f"{server}/handbook/10/")
    expect(office.locator("form[action$='/publish/']")).to_have_count(0)
    office.goto(f"{server}/handbook/10/edit/")
    office.fill("#id_basis", "39/2019/QH14")
    office.locator("main form.form button.btn-primary").click()
    office.wait_for_url("**/handbook/10/")

    second = enter("admin")
    second.goto(f"{server}/handbook/10/")
    second.locator("form[action$='/publish/'] button").click()
    expect(second.locator(".subtitle .tag")).to_be_visible()

    district = enter("district")
    district.goto(f"{server}/difficulties/new/")
    district.locator("#id_matter_vi").press_sequentially("Trình tự, thủ tục đầu tư hạ tầng của huyện mới sau sắp xếp")
    found = district.locator("#alike a").first
    expect(found).to_be_visible()
    found.click()
    expect(district).to_have_url(f"{server}/handbook/10/")
    district.locator("form[action$='/solved/'] button").click()
    expect(district.locator(".did-it p.muted")).to_be_visible()

    with office.expect_download() as saved:
        office.goto(f"{server}/handbook/")
        office.locator("a[href$='book.pdf']").click()
    assert saved.value.path().read_bytes().startswith(b"%PDF")
