"""Every screen in both languages: it answers, axe finds nothing, the console is silent, a phone does not overflow."""

from collections.abc import Callable, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = (
    "/", "/figures/", "/figures/?area=215", "/figures/INVEST_CAPITAL/", "/figures/GRDP_GROWTH/",
    "/figures/BUDGET_REV/origin/?area=24&period=2024-Q1", "/figures/BUDGET_REV/report/", "/figures/import/",
    "/reviews/", "/reviews/new/", "/reviews/2024-Q1/", "/reviews/2024-Q1/?item=12", "/reviews/2024-Q1/agenda/",
    "/reviews/2024-Q1/conference/", "/reviews/2024-Q1/hall/",
    "/reviews/2024-Q1/conclusions/9/", "/tasks/", "/tasks/board/", "/tasks/new/?conclusion=2024-Q1/9",
    "/tasks/NV-2023-001/", "/tasks/NV-2023-014/", "/tasks/NV-2023-016/following/",
    "/tasks/handover/", "/tasks/handover/?post=STC-GD", "/tasks/summary/", "/difficulties/",
    "/difficulties/KK-2024-001/", "/documents/",
    "/documents/1/", "/documents/new/", "/reports/", "/reports/2024-Q1/report/", "/reports/2024-Q1/briefing/",
    "/reports/2024-Q1/notice/", "/reports/drafts/", "/reports/intake/", "/reports/inquiries/",
    "/reports/inquiries/?whose=all",
    "/search/?q=ngan+sach", "/account/password/change/",
    "/areas/", "/areas/?q=yen+dung&open=221", "/areas/units/24@2019-09-11/", "/areas/compare/?changed=1",
    "/areas/compare/?from=2025-06-30&to=2025-07-01", "/areas/flow/?from=2024-12-31&to=2025-01-01",
    "/areas/flow/?from=2024-12-31&to=2025-01-01&form=list", "/areas/map/", "/areas/map/?day=2025-01-01&level=3",
    "/people/", "/people/?words=yen+dung&shown=every", "/people/bodies/VPUB/", "/people/bodies/UBND-221/",
)  # fmt: skip
ADMINISTERED = (
    "/people/", "/people/bodies/UBND-221/", "/people/bodies/new/", "/people/bodies/SGTVT/end/",
    "/people/bodies/STC/posts/new/", "/people/posts/STC-GD/take-up/", "/people/posts/STC-GD/end/",
    "/people/accounts/", "/people/accounts/new/", "/people/accounts/district/",
)  # fmt: skip
WHO = pytest.mark.parametrize(("person", "screens"), [("specialist", SCREENS), ("admin", ADMINISTERED)])


@WHO
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_screen_is_accessible_and_silent(
    enter: Callable[..., Page], language: str, person: str, screens: Sequence[str]
) -> None:
    page = enter(person, language)
    problems = {}
    for screen in screens:
        answer = page.goto(screen)
        assert answer is not None
        assert answer.status == 200, screen
        assert page.locator("html").get_attribute("lang") == language
        found = Axe().run(page)
        if found.violations_count:
            problems[screen] = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3])
                                for one in found.response["violations"]]  # fmt: skip
    assert problems == {}


@WHO
def test_no_screen_overflows_a_phone(enter: Callable[..., Page], person: str, screens: Sequence[str]) -> None:
    page = enter(person, width=360)
    wide = {}
    for screen in screens:
        page.goto(screen)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[screen] = width
    assert wide == {}


@pytest.mark.parametrize("person", ["department", "district", "verifier", "leader", "party", "inspector", "admin"])
def test_every_kind_of_user_reaches_home_and_reads_figures(enter: Callable[..., Page], person: str) -> None:
    page = enter(person)
    for screen in ("/", "/figures/", "/tasks/", "/reviews/2024-Q1/"):
        answer = page.goto(screen)
        assert answer is not None
        assert answer.status == 200
        assert page.locator("h1").count() == 1
