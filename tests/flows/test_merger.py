"""The merger of Yen Dung into the city, from the plan to the figures and back."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.flows.conftest import serving

DAY = "2025-01-01"
WORDS = {
    "vi": {"planned": "dự kiến", "staged": "đã chuẩn bị", "in force": "còn hiệu lực", "withdrawn": "đã rút"},
    "en": {"planned": "planned", "staged": "staged", "in force": "in force", "withdrawn": "withdrawn"},
}


@pytest.fixture
def new_year(sample: Path, tmp_path: Path) -> Iterator[str]:
    """A server over a copy of the sample whose clock stands on the day after the merger."""
    home = tmp_path / "store"
    shutil.copytree(sample, home)
    with serving(home, QUARTERDECK_TODAY="2025-01-02") as address:
        yield address


def _revenue_of_the_city(page: Page, borders: str) -> str:
    page.goto(f"/figures/BUDGET_REV/?area=213&period=2024-Q1&borders={borders}")
    return page.locator(".counts .value").first.inner_text()


def _standing(page: Page, language: str, word: str) -> None:
    page.goto(f"/areas/events/{DAY}-213/")
    expect(page.locator(".page-head .tag").first).to_have_text(WORDS[language][word], ignore_case=True)


def _step_all(page: Page, step: str) -> None:
    page.goto(f"/areas/events/day/?day={DAY}&scope=24")
    page.click(f'button[name="step"][value="{step}"]')
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_merger_is_staged_previewed_activated_and_withdrawn(
    enter: Callable[..., Page], new_year: str, language: str
) -> None:
    page = enter("specialist", language=language, at=new_year)
    page.goto("/areas/")
    expect(page.locator('a[href*="/areas/events/day/"]')).to_be_visible()
    _standing(page, language, "planned")
    alone = _revenue_of_the_city(page, "")
    together = _revenue_of_the_city(page, DAY)
    assert together != alone
    assert _revenue_of_the_city(page, "today") == alone

    _step_all(page, "stage")
    _standing(page, language, "staged")
    touched = page.locator("#touches ~ .table-scroll")
    expect(touched.locator('a[href="/difficulties/KK-2024-006/"]')).to_be_visible()
    expect(touched.locator("tr", has_text="784")).to_be_visible()

    _step_all(page, "activate")
    _standing(page, language, "in force")
    expect(page.locator("table", has_text="KK-2024-006").first).to_be_visible()
    assert _revenue_of_the_city(page, "today") == together
    page.goto("/areas/")
    expect(page.locator("table tbody th a[href='/areas/units/213@2025-01-01/']")).to_be_visible()
    expect(page.locator("table tbody th a[href='/areas/units/221@2019-09-11/']")).to_have_count(0)

    page.goto(f"/areas/events/day/withdraw/?day={DAY}&scope=24")
    page.fill("#id_reason", "Nghị quyết được hoãn.")
    page.fill("#id_act", "12/NQ-UBTVQH15")
    page.click("main button.btn-danger")
    page.wait_for_load_state()
    _standing(page, language, "withdrawn")
    assert _revenue_of_the_city(page, "today") == alone
    page.goto("/areas/units/221@2019-09-11/")
    expect(page.locator("h1")).to_contain_text("Yên Dũng" if language == "vi" else "Yen Dung")
    page.goto("/areas/")
    expect(page.locator("table tbody th a[href='/areas/units/221@2019-09-11/']")).to_be_visible()
