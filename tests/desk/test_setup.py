"""An empty store leads its first administrator through the set-up."""

import pytest
from django.test import Client

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import province
from quarterdeck.core.errors import Conflict
from quarterdeck.core.rights import SYSTEM
from quarterdeck.desk.actions import set_up
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import User
from tests.world import NOW, TODAY, World

ANSWERS = {
    "pack": "vn", "province": "vn:24", "name": "Quân", "username": "quan", "password": "bamboo bridge river",
    "again": "bamboo bridge river",
}  # fmt: skip


@pytest.mark.store
def test_every_page_of_an_empty_store_leads_to_the_set_up(db: None) -> None:
    response = Client().get("/figures/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/setup/"


@pytest.mark.store
def test_the_set_up_loads_the_province_and_makes_the_first_account(db: None) -> None:
    client = Client()
    assert client.post("/setup/", ANSWERS).headers["Location"] == "/account/login/"
    home = province(TODAY)
    assert home is not None
    assert home.name_en == "Bac Giang Province"
    assert Indicator.objects.count() >= 40
    signed_in = client.post("/account/login/", {"login": "quan", "password": "bamboo bridge river"})
    assert signed_in.headers["Location"] == "/"


def test_passwords_that_differ_are_asked_again_and_nothing_is_loaded(db: None) -> None:
    response = Client(headers={"accept-language": "en"}).post("/setup/", ANSWERS | {"again": "something else"})
    assert "The two passwords differ" in response.content.decode()
    assert not Area.objects.exists()


def test_a_weak_password_undoes_the_whole_set_up(db: None) -> None:
    weak = ANSWERS | {"password": "1234567890", "again": "1234567890"}
    response = Client().post("/setup/", weak)
    assert response.status_code == 400
    assert not User.objects.exists()
    assert not Area.objects.exists()


def test_the_second_country_is_set_up_by_the_same_code(db: None) -> None:
    home = set_up(
        pack="ee", province="0079", day=TODAY, username="mari", password="bamboo bridge river", name="Mari",
        language="en", by=SYSTEM, at=NOW,
    )  # fmt: skip
    assert home.steered
    assert Indicator.objects.count() >= 5


def test_a_store_is_set_up_only_once(world: World) -> None:
    with pytest.raises(Conflict):
        set_up(
            pack="ee", province="0079", day=TODAY, username="mari", password="bamboo bridge river", name="Mari",
            language="en", by=SYSTEM, at=NOW,
        )  # fmt: skip
