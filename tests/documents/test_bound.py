"""Who must act on a document, and which of them have issued what implements it."""

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from quarterdeck.core.errors import BadInput, Refused
from quarterdeck.documents.actions import pass_on
from quarterdeck.documents.models import Bound, Passing
from quarterdeck.documents.queries.bodies import answers
from quarterdeck.documents.queries.register import listed, passings
from quarterdeck.people.actions.following import follow_change
from quarterdeck.people.models import Organisation
from tests.documents.cast import directive, plan
from tests.people.merger import city, keep, merger
from tests.world import NOW, TODAY, World


def test_those_who_are_missing_come_first_and_the_numbers_add_up(world: World) -> None:
    bodies = world.organisations
    order = directive(world, bound=[bodies["SGTVT"], bodies["STC"], bodies["TTR"]])
    made = plan(world, "5/KH-SGTVT", issuer_vi="Sở Giao thông vận tải", relations=[("implements", order)])
    other = plan(world, "7/KH-BCH", issuer_vi="Bộ Chỉ huy Quân sự tỉnh", relations=[("implements", order)])
    plan(world, "8/KH-STC", issuer_vi="Sở Tài chính", relations=[("amends", order)])
    told = answers(order, TODAY)
    assert [(row.body.code, row.issued) for row in told.rows] == [("STC", False), ("TTR", False), ("SGTVT", True)]
    assert told.rows[2].documents == (made,)
    assert told.beyond == (other,)
    assert told.issued + told.missing + told.ended == len(told.rows)
    assert list(listed(bound="STC")) == [order]


def test_a_plan_that_was_corrected_away_counts_no_more_and_one_for_another_entry_does(world: World) -> None:
    bodies = world.organisations
    wrong = directive(world, bound=[bodies["STC"]])
    made = plan(world, "5/KH-STC", issuer_vi="Sở Tài chính", relations=[("implements", wrong)])
    right = directive(world, abstract_vi="Đúng", bound=[bodies["STC"]], relations=[("corrects", wrong)])
    assert answers(right, TODAY).issued == 1
    plan(world, "5/KH-STC", issuer_vi="Sở Tài chính", relations=[("corrects", made)])
    assert answers(right, TODAY).missing == 1


def test_a_body_that_has_ended_since_owes_nothing_and_one_that_had_ended_is_not_bound(world: World) -> None:
    body = world.organisations["STC"]
    body.valid_to = date(2024, 1, 1)
    body.save()
    order = directive(world, bound=[body])
    assert (answers(order, TODAY).ended, answers(order, TODAY).missing) == (1, 0)
    with pytest.raises(BadInput, match="Department of Finance had ended by the day of signing"):
        plan(world, bound=[body])


def test_the_plan_of_an_heir_counts_for_the_body_that_was_dissolved(world: World) -> None:
    committee, day = city(world), date(2024, 7, 2)
    order = directive(world, bound=[world.organisations["UBND-D2"], committee])
    follow_merger(world)
    waiting = answers(order, day)
    assert [(row.body.code, row.ended, row.heir) for row in waiting.rows] == [
        ("UBND-D1", False, None), ("UBND-D2", True, committee),
    ]  # fmt: skip
    made = plan(world, "5/KH-UBND", issuer_vi=committee.name_vi, relations=[("implements", order)])
    told = answers(order, day)
    assert (told.issued, told.missing, told.ended, told.beyond) == (2, 0, 0, ())
    heir_of = {row.body.code: (row.documents, row.heir) for row in told.rows}
    assert heir_of == {"UBND-D1": ((made,), None), "UBND-D2": ((made,), committee)}


def test_the_page_names_the_heir_that_issued_it(world: World, signed_in: Callable[..., Client]) -> None:
    committee = city(world)
    order = directive(world, bound=[world.organisations["UBND-D2"]])
    plan(world, "5/KH-UBND", issuer_vi=committee.name_vi, relations=[("implements", order)])
    follow_merger(world)
    Organisation.objects.filter(code="UBND-D2").update(valid_to=TODAY)
    page = signed_in("inspector", "en").get(f"/documents/{order.pk}/bound/").content.decode()
    assert "issued by its heir, People's Committee of City One" in html.unescape(page)


def follow_merger(world: World) -> None:
    """District Two ends on 1 July 2024 with the city as its heir."""
    keep(follow_change(change=merger(world), by=world.actor("admin"), at=NOW))


def test_a_body_chosen_twice_is_bound_once(world: World) -> None:
    directive(world, bound=[world.organisations["STC"]] * 2)
    assert Bound.objects.count() == 1


def test_to_whom_a_document_was_passed_is_kept_line_by_line(world: World) -> None:
    made = directive(world)
    clerk = world.actor("specialist")
    first = pass_on(document=made, receiver="Sở  Tài chính", passed_on=TODAY, by=clerk, at=NOW)
    assert pass_on(document=made, receiver="Sở Tài chính", passed_on=TODAY, by=clerk, at=NOW) == first
    second = pass_on(document=made, receiver="Thanh tra tỉnh", passed_on=TODAY, by=clerk, at=NOW)
    again = directive(world, abstract_vi="Đúng", relations=[("corrects", made)])
    assert passings([again]) == [first, second]


@pytest.mark.parametrize(
    ("receiver", "day", "said"),
    [(" ", TODAY, "is missing"), ("Lan", date(2024, 3, 28), "between its arrival"),
     ("Lan", date(2024, 3, 26), "between its arrival")],
)  # fmt: skip
def test_what_cannot_be_passed_on_is_refused(world: World, receiver: str, day: date, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        pass_on(document=directive(world), receiver=receiver, passed_on=day, by=world.actor("specialist"), at=NOW)
    assert not Passing.objects.exists()


def test_only_the_clerk_passes_on(world: World) -> None:
    with pytest.raises(Refused):
        pass_on(document=directive(world), receiver="x", passed_on=TODAY, by=world.actor("district"), at=NOW)
