"""Six requests and twelve themes, from request to answer, handbook, task, evidence and the next review's agenda."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.environment import FOLDER
from tests.flows.conftest import COMMAND, _surroundings, serving

PLAN: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("quarter.yaml").read_text("utf-8"))
REVIEW, NEXT = "2024-Q1", "2024-Q2"
FOLLOWER = "Chuyên viên Phòng Tổng hợp, Văn phòng Ủy ban nhân dân tỉnh"
ACCEPTOR = "Chủ tịch Ủy ban nhân dân tỉnh"


@pytest.fixture(scope="module")
def own() -> Iterator[str]:
    """A server over a sample store of its own: the walk closes its review."""
    home = FOLDER / f"quarter-{os.getpid()}"
    subprocess.run([COMMAND, "demo", "--load-only"], env=_surroundings(home), check=True, capture_output=True)
    with serving(home) as address:
        yield address


def test_a_quarter_runs_from_its_requests_to_the_agenda_of_the_next(
    enter: Callable[..., Page], own: str, tmp_path: Path
) -> None:
    page = enter("specialist", at=own)
    answered = [_request(page, one) for one in PLAN["requests"]]
    for code in answered:
        _confirm(page, code)
    _into_the_handbook(page, enter("admin", at=own), answered)
    concluded = {one["text"]: _conclude(page, one) for one in PLAN["themes"]}
    tasks = {one["text"]: _order(page, concluded[one["text"]], one["task"]) for one in PLAN["themes"] if "task" in one}
    unclear = [one["text"] for one in PLAN["themes"] if one.get("unclear")]
    for text in unclear:
        _keep(page, concluded[text])
    proven = [tasks[one["text"]] for one in PLAN["themes"] if one.get("task", {}).get("proven")]
    proof = tmp_path / "minh-chung.pdf"
    proof.write_bytes(b"%PDF-1.4 signed")
    for (code,) in proven:
        _prove(enter("department", at=own), code, proof)
        _accept(enter("leader", at=own), code)
    _close(page)
    agenda = _next_agenda(page)
    left = [one["task"] for one in PLAN["themes"] if "task" in one]
    assert [one["words"] for one in left if (one["words"] in agenda) is bool(one.get("proven"))] == []
    assert [text for text in unclear if text not in agenda] == []


def _request(page: Page, one: dict[str, Any]) -> str:
    """A unit raises a difficulty, and the body that must answer does; returns its code."""
    page.goto("/difficulties/new/")
    page.select_option("#id_raised_by", one["raised_by"])
    page.fill("#id_matter_vi", one["matter"])
    page.select_option("#id_asks", one["asks"])
    page.select_option("#id_routed_to", one["to"])
    page.click("main form .btn-primary")
    page.wait_for_url(re.compile(r"/difficulties/KK-[\d-]+/"))
    code = page.url.rstrip("/").rsplit("/", 1)[1].split("?")[0]
    for step in one.get("way", ()):
        _step(page, code, step)
    page.goto(f"/difficulties/{code}/answer/")
    page.select_option("#id_answered_by", one["by"])
    page.fill("#id_answer_vi", one["answer"])
    page.fill("#id_ground", one["ground"])
    page.click("main form .btn-primary")
    page.wait_for_url(f"**/difficulties/{code}/**")
    expect(page.locator("main")).to_contain_text(one["answer"])
    return code


def _step(page: Page, code: str, step: dict[str, str]) -> None:
    """A step on the way to money; a document that is not there yet is registered from its form."""
    address = f"/difficulties/{code}/support/{step['step']}/"
    page.goto(address)
    if "document" in step:
        page.click('main a[href*="/documents/new/?"]')
        page.fill("#id_number", step["document"])
        page.click("main form button.btn-primary")
        page.wait_for_url(f"**{address}?document=*")
    page.select_option("#id_post", step["post"])
    for name in ("words_vi", "amount"):
        if name in step:
            page.fill(f"#id_{name}", step[name])
    if "outcome" in step:
        page.select_option("#id_outcome", step["outcome"])
    page.click("main form .btn-primary")
    page.wait_for_url(f"**/difficulties/{code}/")


def _confirm(page: Page, code: str) -> None:
    """The Office confirms for whoever asked, and says how they said so."""
    page.goto(f"/difficulties/{code}/")
    page.click(f'a[href$="/difficulties/{code}/confirm/"]')
    page.fill("#id_told", "Ý kiến của đơn vị tại hội nghị")
    page.click("main form .btn-primary")
    page.wait_for_url(f"**/difficulties/{code}/")
    expect(page.locator(f'a[href$="/difficulties/{code}/confirm/"]')).to_have_count(0)


def _into_the_handbook(page: Page, second: Page, codes: list[str]) -> None:
    """The answers become entries that a second person publishes and anybody finds, with and without accents."""
    page.goto("/handbook/waiting/")
    for code in codes:
        page.check(f"#choose-{code}")
    page.locator('form[action$="/handbook/waiting/draft/"] button.btn').first.click()
    page.wait_for_load_state()
    page.goto("/handbook/?standing=draft")
    drafts = page.locator('main a[href^="/handbook/"]').evaluate_all("all => all.map(one => one.getAttribute('href'))")
    entries = sorted({one for one in drafts if re.fullmatch(r"/handbook/\d+/", one)})
    assert len(entries) == len(codes)
    for entry in entries:
        second.goto(entry)
        second.locator(f'form[action$="{entry}publish/"] button').click()
        second.wait_for_load_state()
    page.goto("/handbook/?search=giay+viet+tay")
    expect(page.locator("main")).to_contain_text("giấy tờ viết tay")


def _conclude(page: Page, one: dict[str, Any]) -> int:
    """The secretary keeps a conclusion as a task, word for word; returns its number."""
    page.goto(f"/reviews/{REVIEW}/?item=3")
    details = page.locator("details", has=page.locator("#id_conclusion-author"))
    details.locator("summary").click()
    page.check('input[name="conclusion-kind"][value="task"]')
    page.select_option("#id_conclusion-author", one.get("author", "UBND-CT"))
    page.fill("#id_conclusion-text_vi", one["text"])
    details.locator("button.btn-primary").click()
    page.wait_for_url("**#conclusion-*")
    return int(page.url.rsplit("-", 1)[1])


def _order(page: Page, number: int, task: dict[str, Any]) -> list[str]:
    """The conclusion becomes one clear task, or one for each unit; returns their codes."""
    page.goto(f"/reviews/{REVIEW}/?item=3")
    page.locator(f'#conclusion-{number} a[href*="/tasks/new/"]').click()
    page.wait_for_url("**/tasks/new/**")
    page.fill("#id_text", task["text"])
    if "units" in task:
        page.locator("details.units summary").click()
        for unit in task["units"]:
            page.check(f'details.units input[name="units"][value="{unit}"]')
    else:
        page.fill("#id_accountable_post", task["post"])
        page.fill("#id_lead", task["lead"])
    page.fill("#id_due", str(task["due"]))
    page.fill("#id_follower_up", FOLLOWER)
    page.fill("#id_acceptor", task.get("acceptor", ACCEPTOR))
    page.select_option("#id_result_kind", task.get("kind", "document"))
    page.fill("#id_result", task["result"])
    page.fill("#id_evidence", task["evidence"])
    page.locator("#id_evidence").blur()
    expect(page.locator(".clear-lines .is-blocking")).to_have_count(0)
    page.locator('button[name="issue"]').click()
    page.wait_for_url(re.compile(r"/tasks/(groups/[^/]+|NV-2024-\d+)/"))
    if "/groups/" not in page.url:
        return [page.url.rstrip("/").rsplit("/", 1)[1].split("?")[0]]
    links = page.locator('main a[href^="/tasks/NV-"]').evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return sorted({one.split("/")[2] for one in links})


def _keep(page: Page, number: int) -> None:
    """What stays unclear is kept word for word, owned and due."""
    page.goto(f"/reviews/{REVIEW}/?item=3")
    page.locator(f'#conclusion-{number} a[href*="/tasks/new/"]').click()
    page.wait_for_url("**/tasks/new/**")
    page.locator('button[formaction$="/tasks/new/keep/"]').click()
    page.wait_for_url("**/reviews/**")
    expect(page.locator(f"#conclusion-{number}")).to_contain_text("làm rõ")


def _prove(page: Page, task: str, proof: Path) -> None:
    """The lead takes the task on and hands its evidence in."""
    page.goto(f"/tasks/{task}/")
    page.locator(f'form[action$="/tasks/{task}/take-on/"] button').click()
    page.wait_for_load_state()
    evidence = page.locator("details", has=page.locator(f'form[action$="/tasks/{task}/evidence/"]'))
    evidence.locator("summary").click()
    evidence.locator("textarea").first.fill("Đã trình danh mục 24 khoản chi.")
    evidence.locator('input[type="file"]').set_input_files(proof)
    evidence.locator("button.btn").click()
    page.wait_for_load_state()


def _accept(page: Page, task: str) -> None:
    """Who did not do it accepts it."""
    page.goto(f"/tasks/{task}/")
    form = page.locator(f'form[action$="/tasks/{task}/accept/"]')
    form.locator('[name="note"]').fill("Đủ minh chứng.")
    form.locator("button.btn").click()
    page.wait_for_load_state()
    expect(page.locator(f'form[action$="/tasks/{task}/accept/"]')).to_have_count(0)


def _close(page: Page) -> None:
    """The review ends, and each body's notice stands a moment later."""
    page.goto(f"/reviews/{REVIEW}/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(f'form[action$="/reviews/{REVIEW}/close/"] button').click()
    page.wait_for_load_state()
    page.goto(f"/reviews/{REVIEW}/notices/")
    expect(page.locator("main")).to_contain_text("Ủy ban nhân dân tỉnh")


def _next_agenda(page: Page) -> str:
    """The next review is made and its agenda gathered; returns what stands on it."""
    page.goto("/reviews/new/")
    page.select_option("#id_kind", "quarterly")
    page.fill("#id_period", NEXT)
    page.fill("#id_held_on", "2024-06-27")
    page.click("main form .btn-primary")
    page.wait_for_url(f"**/reviews/{NEXT}/**")
    page.goto(f"/reviews/{NEXT}/agenda/")
    page.locator("main form .btn-primary").click()
    page.wait_for_load_state()
    page.goto(f"/reviews/{NEXT}/")
    return page.locator("main").inner_text()
