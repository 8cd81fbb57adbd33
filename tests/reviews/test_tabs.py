"""One set of tabs on every page of a review, for each role of the cast: what it may open and nothing else."""

import re

import pytest

from tests.reviews.cast import concluded, opened, with_agenda
from tests.world import World

READS = ["Agenda and conclusions", "Attendance", "Papers sent", "Assessments", "Minutes and notices"]
WRITES = ["Agenda and conclusions", "Prepare the agenda", "Attendance", "Papers sent", "Conference mode", "Assessments",
          "Minutes and notices"]  # fmt: skip
ROLES = {
    "specialist": WRITES, "admin": WRITES, "leader": READS, "finance": READS, "district": READS, "verifier": READS,
    "inspector": READS,
}  # fmt: skip
PAGES = ("", "attendance/", "papers/", "assessments/", "notices/", "notices/UBND/", "agenda/", "conference/", "edit/",
         "cancel/", "matters/new/", "items/1/plan/", "conclusions/1/")  # fmt: skip


@pytest.mark.parametrize("name", ROLES)
def test_every_page_that_a_role_may_open_has_the_same_tabs_and_each_of_them_opens(
    name: str, world: World, signed_in
) -> None:
    of = opened(world, with_agenda(world))
    concluded(world, of, world.posts["leader"], "Kết luận")
    client, shown = signed_in(name, "en"), 0
    for page in (*(f"/reviews/2024-Q1/{page}" for page in PAGES), "/reports/2024-Q1/minutes/"):
        answer = client.get(page)
        if answer.status_code == 403:
            continue
        nav = re.search(r'<nav aria-label="Pages of the review">.*?</nav>', answer.content.decode(), re.S)
        assert nav is not None, page
        links = re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', nav[0])
        assert [label for _url, label in links] == ROLES[name], page
        shown += 1
    assert shown >= len(READS)
    assert {client.get(url).status_code for url, _label in links} == {200}


@pytest.mark.parametrize("name", ROLES)
def test_no_button_of_a_review_leads_a_role_to_a_refusal(name: str, world: World, signed_in) -> None:
    opened(world, with_agenda(world))
    client = signed_in(name, "en")
    for page in ("", "attendance/", "papers/", "assessments/", "notices/"):
        main = client.get(f"/reviews/2024-Q1/{page}").content.decode().partition("<main")[2].partition("</main>")[0]
        for url in set(re.findall(r'href="(/reviews/2024-Q1/[^"#?]*)', main)):
            assert client.get(url).status_code == 200, (page, url)
