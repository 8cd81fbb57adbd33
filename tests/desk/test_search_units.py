"""The search over everything finds units too: those of the day first, gone ones after them."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import forget
from tests.areas.test_pages import read
from tests.world import MERGER, World, indicator

SignIn = Callable[..., Client]


def test_search_finds_units_with_and_without_accents(world: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    for words in ("xa mot", "Xã Một", "commune one"):
        page = read(client, f"/search/?q={words}")
        assert "Commune One C1 · administrative unit · City One · until 31 December 2024" in page


def test_units_of_the_day_come_before_those_that_are_to_come(world: World, signed_in: SignIn) -> None:
    Area.objects.create(uid="B4@2025-01-01", code="B4", level=3, kind="commune", name_vi="Xã Bảy",
                        name_en="Commune One B",
                        parent_code="D1", valid_from=MERGER)  # fmt: skip
    forget()
    page = read(signed_in("specialist", "en"), "/search/?q=commune one")
    assert page.index("Commune One C1") < page.index("Commune One B B4")


def test_units_cost_the_search_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("specialist")
    client.get("/search/?q=xa")
    with django_assert_max_num_queries(15):
        client.get("/search/?q=xa")


def test_very_long_words_are_cut_in_the_head(world: World, signed_in: SignIn) -> None:
    page = read(signed_in("specialist", "en"), f"/search/?q={'z' * 200}")
    assert "z" * 70 in page
    assert "z" * 90 not in page


def test_a_unit_that_is_called_so_stands_before_what_only_mentions_it(world: World, signed_in: SignIn) -> None:
    indicator(world, name_vi="Thu của xã Một", name_en="Revenue of the commune")
    page = read(signed_in("specialist", "vi"), "/search/?q=một")
    assert page.index("Xã Một") < page.index("Thu của xã Một")
