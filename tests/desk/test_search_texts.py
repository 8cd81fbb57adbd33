"""The search over everything finds words in the texts of documents and in the handbook, and marks them."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries as AtMost

from tests.difficulties.cast import called, watched
from tests.handbook.cast import QUESTION, decree, published
from tests.world import World

SignIn = Callable[..., Client]


def found(client: Client, words: str) -> str:
    return client.get("/search/", {"q": words}).content.decode()


def test_words_in_the_text_of_a_document_are_found_marked_and_led_to(world: World, signed_in: SignIn) -> None:
    one = decree(world)
    page = found(signed_in("inspector", "en"), "cam bien")
    assert "<mark>cắm</mark> <mark>biển</mark>" in page
    assert f"/documents/{one.pk}/?words=cam+bien#p4" in page
    assert "Article 2, clause 2" in page


def test_a_word_with_accents_finds_only_itself(world: World, signed_in: SignIn) -> None:
    decree(world)
    client = signed_in("inspector", "en")
    assert "12/2023/NĐ-CP" in found(client, "sạt lở")
    assert "12/2023/NĐ-CP" not in found(client, "sát lở")


def test_an_entry_that_was_corrected_is_left_out(world: World, signed_in: SignIn) -> None:
    one = decree(world)
    again = decree(world, abstract_vi="Quy định về xử lý sạt lở đường bộ", again=one)
    page = found(signed_in("inspector", "en"), "12/2023/NĐ-CP")
    assert f"/documents/{again.pk}/" in page
    assert f"/documents/{one.pk}/" not in page


def test_the_handbook_is_searched_too(world: World, signed_in: SignIn) -> None:
    published(world)
    page = found(signed_in("district", "vi"), "sat lo")
    assert "/handbook/1/" in page
    assert "<mark>sạt</mark> <mark>lở</mark>" in page
    assert QUESTION.split()[0] in page


@pytest.mark.parametrize("words", ["zzzz", "%00", "'; DROP TABLE", '"', "*", "a" * 500])
def test_odd_words_break_nothing(world: World, signed_in: SignIn, words: str) -> None:
    decree(world)
    assert signed_in("specialist").get("/search/", {"q": words}).status_code == 200


def test_the_search_costs_few_queries(world: World, signed_in: SignIn, django_assert_max_num_queries: AtMost) -> None:
    decree(world)
    published(world)
    client = signed_in("specialist")
    found(client, "sat lo")
    with django_assert_max_num_queries(20):
        found(client, "sat lo")


def test_calls_and_the_watch_list_are_searched_too(world: World, signed_in: SignIn) -> None:
    call, case, client = called(world), watched(world), signed_in("district", "en")
    for words, address in (
        ("chi thi", f"/difficulties/calls/{call.code}/"), ("45/UBND-TH", f"/difficulties/calls/{call.code}/"),
        ("cho xa ba", f"/difficulties/watch/{case.code}/"), ("Market", f"/difficulties/watch/{case.code}/"),
    ):  # fmt: skip
        assert address in client.get("/search/", {"q": words}).content.decode(), words
