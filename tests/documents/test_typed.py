"""While a number is typed the form says what is odd about it, before anything is registered."""

from collections.abc import Callable

import pytest
from django.test import Client

from quarterdeck.documents.actions import Clerical
from quarterdeck.documents.models import Document
from tests.documents.cast import COMMITTEE, plan
from tests.world import World

SignIn = Callable[..., Client]
OUT = Clerical(direction="outgoing")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": "99/KH-UBND", "direction": "outgoing"}, "2–98 is not registered"),
        ({"number": "1/KH-UBND"}, "was given twice in this series"),
        ({"number": "2/KH-UBND"}, None),
        ({"number": "2/KH-UBND", "direction": "incoming"}, None),
        ({"number": "12/2023/QĐ-UBND", "signed_on": "2024-02-01"}, "The number is of 2023, the day of signing is not"),
        ({"number": "2/KH-UBND", "signed_on": "2024-12-01"}, "1 December 2024, lies in the future"),
        ({"number": "1/2031/QĐ-UBND"}, "The number is of 2031, which has not begun"),
        ({"number": "26-CT/TU", "signed_on": "nonsense", "again": "x"}, None),
    ],
)
def test_what_is_odd_about_a_number_is_said_while_it_is_typed(
    world: World, signed_in: SignIn, typed: dict[str, str], told: str | None
) -> None:
    plan(world, "1/KH-UBND", clerical=OUT)
    client = signed_in("specialist", "en")
    page = client.get("/documents/new/number/", {"issuer_vi": COMMITTEE} | typed).content.decode()
    assert told in page if told else 'class="warning"' not in page
    assert Document.objects.count() == 1


def test_who_corrects_an_entry_is_not_told_that_its_number_is_given_already(world: World, signed_in: SignIn) -> None:
    one = plan(world, "1/KH-UBND", clerical=OUT)
    typed = {"number": "1/KH-UBND", "issuer_vi": COMMITTEE, "again": str(one.pk)}
    page = signed_in("specialist", "en").get("/documents/new/number/", typed).content.decode()
    assert 'class="warning"' not in page
