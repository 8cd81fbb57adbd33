"""A conference in real browsers: by keyboard alone, without a connection, with a killed browser, by two secretaries."""

import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.flows.conftest import FLAGS, SAMPLE_PASSWORD, _free_port

DESK = "/reviews/2024-Q1/conference/"
HALL = "/reviews/2024-Q1/hall/"
SAVED = re.compile(r"đã lưu \d\d:\d\d:\d\d")


def words(text: str) -> str:
    """Words that no other test has typed."""
    return f"{text} ({uuid4().hex[:6]})"


def entry(page: Page, text: str) -> int:
    """The place of the visible entry whose words these are; -1 where there is none."""
    place: int = page.evaluate(
        "(text) => [...document.querySelectorAll('[data-entry] textarea')].findIndex((one) => one.value === text)", text
    )
    return place


def wait_for(page: Page, text: str) -> None:
    """Until an entry has these words."""
    page.wait_for_function(
        "(text) => [...document.querySelectorAll('[data-entry] textarea')].some((one) => one.value === text)", arg=text
    )


def last_opinion(page: Page) -> Locator:
    return page.locator('section:not([hidden]) [data-list="opinion"] [data-entry]').last


def say(page: Page, text: str, who: str = "tai chinh") -> None:
    """Take down an opinion on the current item, hands on the keyboard."""
    page.keyboard.press("o")
    page.keyboard.type(who)
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def sign_in(page: Page, name: str, language: str = "vi") -> None:
    page.goto("/account/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", SAMPLE_PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url("**/")


@pytest.fixture
def secretary(server: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`secretary("specialist")`: a page of that person whose console may complain, for it loses its connection."""
    contexts: list[BrowserContext] = []

    def enter(name: str, path: str = DESK) -> Page:
        context = browser.new_context(base_url=server, viewport={"width": 1366, "height": 900})
        context.add_cookies([{"name": "django_language", "value": "vi", "url": server}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, name)
        page.goto(path)
        return page

    yield enter
    for context in contexts:
        context.close()


def test_a_conference_is_held_by_keyboard_alone_and_the_hall_follows(enter: Callable[..., Page]) -> None:
    desk, hall = enter("specialist", width=1366), enter("leader", width=1920)
    hall.goto(HALL)
    desk.goto(DESK + "?item=2")
    said, drafted = words("Đề nghị bố trí vốn."), words("Giao Sở Tài chính trình phương án.")
    say(desk, said)
    expect(last_opinion(desk).locator("[data-state]")).to_have_text(SAVED)
    expect(last_opinion(desk).locator("[data-who]")).to_have_value("Giám đốc Sở Tài chính")
    desk.keyboard.press("Escape")
    desk.keyboard.press("c")
    desk.keyboard.type(drafted)
    draft = desk.locator('section:not([hidden]) [data-list="conclusion"] [data-entry]').last
    expect(draft.locator("[data-number]")).to_have_text("dự thảo")
    desk.keyboard.press("Control+Shift+Enter")
    expect(draft.locator("[data-number]")).to_have_text(re.compile(r"^\d+$"))
    expect(desk.locator("[data-notice] li", has_text=drafted)).to_be_visible()
    desk.keyboard.press("1")
    expect(hall.locator("h1")).to_have_text("Sắp xếp đơn vị hành chính cấp huyện, cấp xã")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("1")
    expect(hall.locator("h1")).to_have_text("Phát triển kinh tế - xã hội quý I và trọng tâm quý II")
    desk.keyboard.press("0")
    expect(hall.locator("h1")).to_contain_text("Hội nghị kiểm điểm công tác quý I")
    desk.goto("/reviews/2024-Q1/?item=2")
    expect(desk.locator("main")).to_contain_text(said)
    expect(desk.locator("main")).to_contain_text(drafted)


def test_a_presenter_steps_through_the_agenda_from_the_hall(enter: Callable[..., Page]) -> None:
    hall = enter("specialist", width=1920)
    desk = enter("specialist", width=1366)
    desk.goto(DESK + "?item=1")
    desk.keyboard.press("1")
    hall.goto(HALL)
    hall.keyboard.press("PageDown")
    expect(hall.locator(".hall-kicker .num")).to_have_text("2")
    hall.keyboard.press("PageUp")
    expect(hall.locator(".hall-kicker .num")).to_have_text("1")


def test_chart_and_districts_fill_the_screen_and_are_read_from_the_back_row(enter: Callable[..., Page]) -> None:
    desk, hall = enter("specialist", width=1366), enter("leader", width=1920)
    hall.set_viewport_size({"width": 1920, "height": 1080})
    hall.goto(HALL)
    desk.goto(DESK)
    desk.locator(".agenda a", has_text="Thu tiền sử dụng đất").first.click()
    for key, shown in (("1", ".hall-value"), ("2", ".hall-chart svg"), ("3", ".hall-rows tbody tr")):
        desk.keyboard.press(key)
        expect(hall.locator(shown).first).to_be_visible()
        fits = hall.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
        assert fits, shown
    assert hall.locator(".hall-rows tbody tr").count() == 10
    sizes = hall.evaluate(
        "[...document.querySelectorAll('.hall-rows td, h1')].map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 28
    assert max(sizes) >= 44


def test_without_a_connection_everything_is_kept_and_sent_later(secretary: Callable[..., Page]) -> None:
    page = secretary("specialist")
    page.context.set_offline(True)
    text = words("Mạng vừa mất, vẫn ghi tiếp.")
    say(page, text)
    expect(page.locator("p[data-offline]")).to_contain_text("Mất kết nối")
    expect(last_opinion(page).locator("[data-state]")).to_have_text("giữ trên máy này")
    page.locator(".agenda a").nth(1).click()
    expect(page.locator("section:not([hidden]) h2").first).to_contain_text("2. ")
    page.context.set_offline(False)
    expect(page.locator("p[data-offline]")).to_be_hidden()
    page.reload()
    wait_for(page, text)
    other = secretary("admin")
    wait_for(other, text)


def test_two_secretaries_do_not_overwrite_each_other(secretary: Callable[..., Page]) -> None:
    first, second = secretary("specialist"), secretary("admin")
    text = words("Câu gốc.")
    say(first, text)
    expect(last_opinion(first).locator("[data-state]")).to_have_text(SAVED)
    wait_for(second, text)
    box = second.locator("[data-entry] textarea").nth(entry(second, text))
    second.context.set_offline(True)
    box.focus()
    second.keyboard.press("Control+End")
    second.keyboard.type(" Thêm của người thứ hai.")
    first.keyboard.type(" Thêm của người thứ nhất.")
    expect(last_opinion(first).locator("[data-state]")).to_have_text(SAVED)
    second.context.set_offline(False)
    card = box.locator("xpath=ancestor::form")
    expect(card.locator(".entry-trouble")).to_contain_text("Thêm của người thứ nhất.")
    expect(box).to_have_value(f"{text} Thêm của người thứ hai.")
    card.locator("[data-take-both]").click()
    wait_for(first, f"{text} Thêm của người thứ hai.")
    wait_for(first, f"{text} Thêm của người thứ nhất.")


@contextmanager
def chromium(folder: Path, playwright: Playwright, server: str) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """A browser of its own that can be killed, with its profile in `folder`."""
    port = _free_port()
    command = ["/usr/bin/chromium", "--headless=new", *FLAGS, f"--user-data-dir={folder}",
               f"--remote-debugging-port={port}", "about:blank"]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=2)
                break
            except OSError:
                time.sleep(0.2)
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        yield browser.contexts[0].new_page(), running
    finally:
        running.kill()
        running.wait(timeout=20)


def _open(page: Page, server: str) -> None:
    page.goto(f"{server}{DESK}")
    if "/account/login/" in page.url:
        page.fill("#id_login", "specialist")
        page.fill("#id_password", SAMPLE_PASSWORD)
        page.click("main button.btn-primary")
        page.wait_for_url("**/conference/**")


def test_what_was_typed_survives_a_killed_browser(server: str, playwright: Playwright, tmp_path: Path) -> None:
    text = words("Trình duyệt bị tắt ngang khi đang gõ")
    with chromium(tmp_path / "profile", playwright, server) as (page, running):
        _open(page, server)
        page.context.set_offline(True)
        say(page, text)
        page.wait_for_timeout(400)
        running.kill()
    with chromium(tmp_path / "profile", playwright, server) as (page, _running):
        _open(page, server)
        wait_for(page, text)
        card = page.locator("[data-entry]").nth(entry(page, text))
        # The words may have reached the server before the browser died: then no time of saving is told.
        expect(card.locator("[data-state]")).to_have_attribute("data-tone", "saved")


def test_signed_out_meanwhile_nothing_is_lost_and_it_goes_on_after_signing_in(secretary: Callable[..., Page]) -> None:
    page = secretary("specialist")
    page.context.clear_cookies(name="sessionid")
    text = words("Phiên đăng nhập hết giữa chừng.")
    say(page, text)
    expect(page.locator("p[data-signed-out]")).to_contain_text("Phiên đăng nhập đã hết")
    expect(last_opinion(page).locator("[data-state]")).to_have_text("giữ trên máy này")
    window = page.context.new_page()
    sign_in(window, "specialist")
    expect(last_opinion(page).locator("[data-state]")).to_have_text(SAVED)
    expect(page.locator("p[data-signed-out]")).to_be_hidden()


def test_a_hall_without_a_connection_keeps_what_it_shows_and_says_so(secretary: Callable[..., Page]) -> None:
    desk, hall = secretary("specialist"), secretary("leader", HALL)
    desk.keyboard.press("1")
    shown = desk.locator(".agenda [aria-current] span").nth(1).text_content() or ""
    expect(hall.locator("h1")).to_contain_text(shown.strip()[:20])
    hall.context.set_offline(True)
    expect(hall.locator("[data-lost-line]")).to_contain_text("Mất kết nối")
    expect(hall.locator("h1")).to_contain_text(shown.strip()[:20])
    hall.context.set_offline(False)
    expect(hall.locator("[data-lost-line]")).to_be_hidden()


def test_an_opinion_taken_down_by_mistake_is_withdrawn_and_taken_back_in(secretary: Callable[..., Page]) -> None:
    page = secretary("specialist")
    say(page, words("Ghi nhầm."))
    card = last_opinion(page)
    expect(card.locator("[data-state]")).to_have_text(SAVED)
    card.get_by_role("button", name="Rút ý kiến").click()
    expect(card.locator("[data-state]")).to_have_text("đã rút")
    card.get_by_role("button", name="Khôi phục").click()
    expect(card.locator("[data-state]")).to_have_text(SAVED)


def test_beside_the_draft_of_a_task_stands_what_is_not_clear(secretary: Callable[..., Page]) -> None:
    page = secretary("specialist")
    page.keyboard.press("c")
    page.keyboard.type("Kịp thời tăng cường phối hợp với các cơ quan liên quan.")
    card = page.locator('section:not([hidden]) [data-list="conclusion"] [data-entry]').last
    expect(card.locator(".entry-clears .is-blocking").first).to_be_visible()
    card.locator("[data-kind]").select_option("information")
    expect(card.locator(".entry-clears")).to_have_count(0)
    key = card.get_attribute("data-entry")
    card.get_by_role("button", name="Bỏ dự thảo").click()
    expect(page.locator(f'[data-entry="{key}"]')).to_have_count(0)
