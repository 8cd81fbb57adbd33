"""The clerk's day: a document is registered with whom it binds, answered, found by its text, and printed."""

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

TEXT = "ĐIỀU KHOẢN\nĐiều 1. Rà soát các điểm sạt lở ven sông\n1. Mỗi sở lập kế hoạch riêng\n".encode()
PAGES = ("", "?search=sat+lo", "books/?direction=outgoing&first=2024-01-01&last=2024-12-31&issuer=", "numbers/")


def register(page: Page, number: str, issuer: str, abstract: str) -> None:
    page.fill("#id_number", number)
    page.fill("#id_signed_on", "2024-03-20")
    page.fill("#id_issuer_vi", issuer)
    page.fill("#id_abstract_vi", abstract)


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_document_is_registered_answered_found_and_printed(enter: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(TEXT)
    page = enter("specialist", "en")
    page.goto("/documents/new/")
    register(page, "5/KH-UBND", "Ủy ban nhân dân tỉnh", "Kế hoạch phòng chống thiên tai")
    expect(page.locator("#number-reading")).to_contain_text("administrative document")
    page.locator("#id_bound summary", has_text="Department").click()
    page.get_by_label("Department of Transport").check()
    page.get_by_label("Department of Finance").check()
    page.set_input_files("#id_file", file)
    clean(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/documents/*/")
    expect(page.locator("#messages")).to_contain_text("1–4 is not registered")
    expect(page.locator("#p3")).to_contain_text("Mỗi sở lập kế hoạch riêng")
    clean(page)

    page.get_by_role("link", name="Which ones").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    clean(page)
    page.get_by_role("row", name="Department of Finance").get_by_role("link", name="Register it").click()
    expect(page.locator("#id_issuer_vi")).to_have_value("Sở Tài chính")
    register(page, "8/KH-STC", "Sở Tài chính", "Bố trí kinh phí khắc phục")
    page.locator("main form button.btn-primary").click()
    page.get_by_role("link", name="5/KH-UBND").first.click()
    expect(page.locator("main")).to_contain_text("1 issued what implements it, 1 did not yet")

    page.goto("/documents/")
    page.fill("#id_search", "sat lo")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody mark").first).to_have_text("sạt")
    page.get_by_role("link", name="paragraph 2").click()
    expect(page.locator("#p2 mark")).to_have_count(2)

    page.goto("/documents/books/?direction=outgoing&first=2024-01-01&last=2024-12-31&issuer=")
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert "5/KH-UBND" in PdfReader(taken.value.path()).pages[0].extract_text()


def test_the_pages_of_the_register_are_accessible_and_fit_a_phone(enter: Callable[..., Page]) -> None:
    for language, width in (("vi", 1280), ("en", 360)):
        page = enter("specialist", language, width)
        for address in PAGES:
            page.goto(f"/documents/{address}")
            clean(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
