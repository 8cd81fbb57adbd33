"""A store set up with the second country's pack serves every page: nothing of the first country is assumed."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation

from quarterdeck.core.clarity import profile_from_pack
from quarterdeck.core.rights import SYSTEM
from quarterdeck.desk.actions import set_up
from quarterdeck.people.models import User
from quarterdeck.web import packs
from tests.world import NOW, TODAY

PAGES = (
    "/", "/search/?q=tartu", "/figures/", "/figures/POPULATION/", "/figures/ROADS_REPAIRED/", "/figures/import/",
    "/reviews/", "/reviews/new/", "/tasks/", "/tasks/board/", "/tasks/new/", "/difficulties/", "/difficulties/new/",
    "/documents/", "/documents/new/", "/documents/register.csv", "/reports/", "/reports/drafts/", "/audit/",
)  # fmt: skip


@pytest.fixture
def mari(db: None) -> Iterator[Client]:
    """The first administrator of Tartu County, signed in."""
    with override_settings(PACK="ee"), translation.override("en"):
        set_up(
            pack="ee", province="0079", day=TODAY, username="mari", password="bamboo bridge river", name="Mari",
            language="en", by=SYSTEM, at=NOW,
        )  # fmt: skip
        client = Client(headers={"accept-language": "en"})
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(User.objects.get(username="mari"), backend=backend)
        yield client


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_second_country_is_served(mari: Client, page: str, language: str) -> None:
    mari.cookies["django_language"] = language
    assert mari.get(page).status_code == 200


def test_the_documents_page_offers_the_types_of_the_second_country(mari: Client) -> None:
    shown = mari.get("/documents/new/").content.decode()
    assert "Decision of a council" in shown
    assert "Official letter" not in shown


def test_a_task_is_checked_by_the_second_country_s_profile(mari: Client) -> None:
    answer = mari.post("/tasks/new/check/", {"text": "Strengthen coordination", "language": "en"})
    assert answer.status_code == 200
    assert "gives a direction" in answer.content.decode()


def test_the_second_pack_has_every_file_of_the_first() -> None:
    names = {
        pack: {str(path.relative_to(settings.PACKS / pack)) for path in (settings.PACKS / pack).rglob("*.yaml")}
        for pack in ("vn", "ee")
    }
    assert names["vn"] == names["ee"]


def test_the_second_profile_asks_less_but_nothing_that_the_first_does_not_know() -> None:
    first, second = (profile_from_pack(packs.read(pack, "clarity/five-clear.yaml"), pack) for pack in ("vn", "ee"))
    assert set(second.tests) < set(first.tests)
    assert {code: set(rule.cases) - set(first.tests[code].cases) for code, rule in second.tests.items()} == {
        code: set() for code in second.tests
    }


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("kind", ["briefing", "report", "notice", "minutes"])
def test_the_papers_of_a_review_are_written_for_the_second_country(mari: Client, kind: str, language: str) -> None:
    mari.cookies["django_language"] = language
    asked = {"kind": "quarterly", "period": "2024-Q1", "held_on": "2024-03-27",
             "title_vi": "Giao ban quý I", "title_en": "First quarter"}  # fmt: skip
    review = mari.post("/reviews/new/", asked).headers["Location"]
    assert mari.get(review).status_code == 200
    code = review.strip("/").split("/")[1]
    assert mari.get(f"/reviews/{code}/agenda/").status_code == 200
    paper = mari.get(f"/reports/{code}/{kind}/")
    assert paper.status_code == 200
    assert "SOCIALIST REPUBLIC" not in paper.content.decode()
    assert mari.get(f"/reports/{code}/{kind}/{language}.docx").status_code == 200
