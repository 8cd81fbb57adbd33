"""What documents do to each other holds for every entry of them, and never goes round in a circle."""

from collections.abc import Collection
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.documents.actions import Clerical
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries import register
from quarterdeck.documents.rules import circle
from tests.documents.cast import plan
from tests.world import World

LINKS = st.dictionaries(st.integers(1, 8), st.sets(st.integers(1, 8), max_size=3), max_size=8)


@given(LINKS, st.sets(st.integers(2, 8), max_size=3))
def test_a_circle_is_found_if_and_only_if_there_is_one(links: dict[int, set[int]], targets: set[int]) -> None:
    reached, edge = set(targets), set(targets)
    while edge:
        edge = {other for one in edge for other in links.get(one, set())} - reached
        reached |= edge

    def acts(some: Collection[int]) -> dict[int, set[int]]:
        return {one: links.get(one, set()) for one in some}

    way = circle(1, targets, acts)
    assert bool(way) == (1 in reached)
    if way:
        assert (way[0], way[-1]) == (1, 1)
        assert all(after in (targets if one == 1 else links[one]) for one, after in pairwise(way))


def again(world: World, old: Document, *acts: tuple[str, Document]) -> Document:
    """The same document entered again, with what it does."""
    return plan(world, old.number, relations=[("corrects", old), *acts])


def test_a_correction_that_closes_a_circle_is_refused_with_the_way_round(world: World) -> None:
    first = plan(world, "1/KH-UBND")
    second = plan(world, "2/KH-UBND", relations=[("implements", first)])
    third = plan(world, "3/KH-UBND", relations=[("implements", second)])
    with pytest.raises(BadInput, match="circle: 1/KH-UBND → 3/KH-UBND → 2/KH-UBND → 1/KH-UBND") as refusal:
        again(world, first, ("amends", third))
    assert refusal.value.place == "relations"
    assert Document.objects.count() == 3


def test_a_document_cannot_act_on_itself(world: World) -> None:
    made = plan(world)
    with pytest.raises(BadInput, match="96/KH-UBND cannot act on itself"):
        again(world, made, ("replaces", made))


def test_a_relation_that_was_taken_back_by_a_correction_closes_no_circle(world: World) -> None:
    first = plan(world, "1/KH-UBND")
    second = plan(world, "2/KH-UBND", relations=[("implements", first)])
    again(world, second)
    assert again(world, first, ("implements", second)).entry == 2


def test_what_was_done_to_a_document_shows_on_every_entry_of_it_and_counts_once(world: World) -> None:
    old = plan(world, "1/KH-UBND")
    right = again(world, old)
    wrong = plan(world, "2/KH-UBND", relations=[("replaces", old)])
    assert [one.document for one in register.related(right)[1:]] == [wrong]
    assert set(register.listed(standing="ended")) == {right}
    taken_back = again(world, wrong)
    assert [one.kind for one in register.related(right)] == ["corrects"]
    assert set(register.listed(standing="in_force")) == {right, taken_back}
    assert set(register.listed(standing="superseded")) == {old, wrong}
    third = again(world, taken_back, ("amends", right))
    assert list(register.listed(standing="amended")) == [right]
    assert (third.entry, third.first) == (3, wrong)


def test_a_day_of_arrival_lies_between_signing_and_today(world: World) -> None:
    for day in (date(2024, 1, 14), date(2024, 3, 28)):
        with pytest.raises(BadInput, match="arrives between") as refusal:
            plan(world, clerical=Clerical(direction="incoming", received_on=day))
        assert refusal.value.place == "received_on"
