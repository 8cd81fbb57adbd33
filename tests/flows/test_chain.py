"""The whole chain: gap, review item, conclusion, refusal, clear task, evidence, acceptance, and the same indicator."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

INDICATOR = "LAND_REV"
WORDS = {
    "vi": {
        "vague": "Kịp thời tăng cường phối hợp với các cơ quan liên quan.",
        "clear": "Giám đốc Sở Tài chính trình Ủy ban nhân dân tỉnh phê duyệt kế hoạch đấu giá quyền sử dụng đất quý II "
        "năm 2024 chậm nhất ngày 26/04/2024.",
        "post": "Giám đốc Sở Tài chính", "lead": "Sở Tài chính", "acceptor": "Chủ tịch Ủy ban nhân dân tỉnh",
        "follower": "Chuyên viên Phòng Tổng hợp, Văn phòng Ủy ban nhân dân tỉnh",
        "result": "Tờ trình của Sở Tài chính kèm dự thảo kế hoạch đấu giá.",
        "evidence": "Tờ trình đã ký, có số và ngày.",
        "done": "Đã trình kế hoạch đấu giá 42 lô đất.",
        "accepted": "Đủ minh chứng.",
    },
    "en": {
        "vague": "Promptly strengthen coordination with relevant agencies.",
        "clear": "The Director of the Department of Finance shall submit to the Provincial People's Committee for "
        "approval the plan of land auctions of the second quarter of 2024 by 26 April 2024.",
        "post": "Director of the Department of Finance", "lead": "Department of Finance",
        "acceptor": "Chair of the Provincial People's Committee",
        "follower": "General affairs specialist of the Office of the Provincial People's Committee",
        "result": "Submission of the Department of Finance with the draft plan of land auctions.",
        "evidence": "The signed submission with number and date.",
        "done": "The plan of auctions for 42 plots was submitted.",
        "accepted": "The evidence is complete.",
    },
}  # fmt: skip


def _conclude(page: Page, language: str) -> int:
    """From the gap on Figures to a conclusion on the review item; returns the number of the conclusion."""
    page.goto("/figures/")
    page.locator(f'a[href*="/figures/{INDICATOR}/"]').first.click()
    page.wait_for_url(f"**/figures/{INDICATOR}/**")
    page.locator('a[href*="/reviews/2024-Q1/?item="]').first.click()
    page.wait_for_url("**/reviews/2024-Q1/?item=*")
    details = page.locator("details", has=page.locator("#id_conclusion-author"))
    details.locator("summary").click()
    page.check('input[name="conclusion-kind"][value="task"]')
    page.select_option("#id_conclusion-author", "UBND-CT")
    page.fill("#id_conclusion-text_vi", WORDS[language]["vague"])
    if language == "en":
        page.fill("#id_conclusion-text_en", WORDS[language]["vague"])
    details.locator("button.btn-primary").click()
    page.wait_for_url("**#conclusion-*")
    return int(page.url.rsplit("-", 1)[1])


def _issue(page: Page, number: int, language: str) -> str:
    """The form refuses the vague words with reasons, then issues the clear task; returns its code."""
    words = WORDS[language]
    page.locator(f'#conclusion-{number} a[href*="/tasks/new/"]').click()
    page.wait_for_url("**/tasks/new/**")
    expect(page.locator(".clear-lines .is-blocking")).to_have_count(5)
    assert len(page.locator(".clear-lines .is-blocking .remark").all_inner_texts()) >= 5
    page.locator('button[name="issue"]').click()
    page.wait_for_load_state()
    assert "/tasks/new/" in page.url, "a vague task was issued"
    expect(page.locator(".clear-lines .is-blocking").first).to_be_visible()
    page.fill("#id_text", words["clear"])
    for field, value in (("accountable_post", "post"), ("lead", "lead"), ("acceptor", "acceptor"),
                         ("follower_up", "follower"), ("result", "result"), ("evidence", "evidence")):  # fmt: skip
        page.fill(f"#id_{field}", words[value])
    page.fill("#id_due", "2024-04-26")
    page.select_option("#id_result_kind", "document")
    page.select_option("#id_indicator", INDICATOR)
    expect(page.locator(".clear-lines .is-blocking")).to_have_count(0)
    page.locator('button[name="issue"]').click()
    page.wait_for_url("**/tasks/NV-2024-*/**")
    return page.url.rstrip("/").rsplit("/", 1)[1].split("?")[0]


def _prove(page: Page, task: str, language: str, proof: Path) -> None:
    """The lead takes the task on and submits its evidence with a file."""
    page.goto(f"/tasks/{task}/")
    page.locator(f'form[action$="/tasks/{task}/take-on/"] button').click()
    page.wait_for_load_state()
    evidence = page.locator("details", has=page.locator(f'form[action$="/tasks/{task}/evidence/"]'))
    evidence.locator("summary").click()
    evidence.locator("textarea").first.fill(WORDS[language]["done"])
    evidence.locator('input[type="file"]').set_input_files(proof)
    evidence.locator("button.btn").click()
    page.wait_for_load_state()
    expect(page.get_by_text(WORDS[language]["done"]).first).to_be_visible()


def _accept(page: Page, task: str, language: str) -> None:
    """The acceptor takes the evidence as proof."""
    page.goto(f"/tasks/{task}/")
    form = page.locator(f'form[action$="/tasks/{task}/accept/"]')
    form.locator('[name="note"]').fill(WORDS[language]["accepted"])
    form.locator("button.btn").click()
    page.wait_for_load_state()
    expect(page.locator(f'form[action$="/tasks/{task}/accept/"]')).to_have_count(0)


@pytest.mark.parametrize(("language", "width"), [("vi", 1280), ("en", 1280), ("vi", 360)])
def test_a_gap_becomes_a_clear_task_whose_proof_is_seen_on_the_indicator(
    enter: Callable[..., Page], language: str, width: int, tmp_path: Path
) -> None:
    proof = tmp_path / "to-trinh.pdf"
    proof.write_bytes(b"%PDF-1.4 a signed submission")
    specialist = enter("specialist", language, width)
    number = _conclude(specialist, language)
    task = _issue(specialist, number, language)
    _prove(enter("department", language, width), task, language, proof)
    _accept(enter("leader", language, width), task, language)
    specialist.goto(f"/figures/{INDICATOR}/")
    link = specialist.locator(f'a[href$="/tasks/{task}/"]')
    expect(link).to_be_visible()
    specialist.goto("/reviews/2024-Q1/")
    expect(specialist.locator(f"#conclusion-{number} a", has_text=task)).to_be_visible()
