"""No page of tasks offers what the gate behind it refuses: every form and link, for every role, in every state."""

from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from quarterdeck.tasks import actions
from quarterdeck.tasks.models import Task
from tests.difficulties.cast import landslide
from tests.tasks.cast import accepted, conclusion, issued, order, submitted, taken
from tests.tasks.test_pages import SignIn
from tests.world import NOW, TODAY, World

ROLES = ("specialist", "leader", "transport", "finance", "district", "verifier", "inspector", "admin")
TYPED = {"date": "2024-04-12", "checkbox": "", "file": None, "submit": None}


class Offered(HTMLParser):
    """What a page offers: addresses of links, and forms that are sent, with something typed into every field."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._open = False
        self.feed(page.split("<main", 1)[1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "a" and (href := said.get("href") or "").startswith("/"):
            self.links.add(href.split("#")[0])
        if tag == "form":
            self._open = said.get("method") == "post"
            if self._open:
                self.forms.append((said.get("action") or "", {}))
        if self._open and (name := said.get("name")) and tag in ("input", "textarea", "select"):
            typed = said.get("value") or TYPED.get(said.get("type") or "", "1")
            if typed is not None:
                self.forms[-1][1][name] = typed

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"


def every_state(world: World) -> list[Task]:
    """A task in every state, one with an extension that waits, a milestone and parts, and one that was handed over."""
    finance = world.organisations["STC"]
    rich = taken(world, steps=[actions.Step(NOW.date().replace(month=4, day=5), "Nộp báo cáo", "")],
                 cooperating=[finance], parts=[actions.Part(finance, "Thẩm định", "", None)])  # fmt: skip
    actions.split_task(parent=rich, order=order(world), reason="Tách", by=world.actor("specialist"), at=NOW)
    actions.ask_extension(task=rich, new_due=NOW.date().replace(month=4, day=26), ground="Chờ",
                          by=world.actor("transport"), at=NOW)  # fmt: skip
    declined, passed = issued(world), taken(world)
    actions.decline_task(task=declined, reason="Thuộc Sở Xây dựng", by=world.actor("transport"), at=NOW)
    actions.hand_over(origin=world.posts["transport"], heir=world.posts["finance"], codes=[passed.code],
                      reason="QĐ 120", by=world.actor("specialist"), at=NOW)  # fmt: skip
    return [rich, declined, passed, issued(world), submitted(world), accepted(world)]


def refused(client: Client, address: str, seen: set[str]) -> list[str]:
    """The forms of a page and its links not `seen` yet that answer with 403; nothing that is sent stays."""
    offered = Offered(client.get(address).content.decode())
    found = [link for link in offered.links - seen if client.get(link).status_code == 403]
    seen |= offered.links
    for action, fields in offered.forms:
        with transaction.atomic():
            status = client.post(action or address, fields).status_code
            transaction.set_rollback(True)
        if status == 403:
            found.append(f"POST {action}")
    return found


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_tasks_offers_what_is_refused(
    world: World, signed_in: SignIn, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quarterdeck.web.clock.today", lambda: TODAY)
    tasks = every_state(world)
    said, client = conclusion(world), signed_in(role)
    stuck = landslide(world)
    pages = [reverse(f"tasks:{name}", args=[one.code]) for one in tasks for name in ("task", "following")]
    pages += [reverse(f"tasks:{name}") for name in ("index", "board", "groups", "unclear", "summary")]
    pages += [reverse("difficulties:difficulty", args=[stuck.code]), reverse("reviews:review", args=[said.review.code])]
    seen = {address for address in pages if "?" not in address} | {reverse("tasks:export", args=["xlsx"]) + "?"}
    told = {page: found for page in pages if (found := refused(client, page, seen))}
    assert told == {}
