"""The watch list: each case with why, since when and whose; it leaves only by a decision."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.difficulties import queries
from quarterdeck.difficulties.actions import Particulars, correct_entry, take_off
from quarterdeck.difficulties.models import WatchEntry
from quarterdeck.difficulties.queries import watch
from quarterdeck.documents.models import Document
from tests.difficulties.cast import answered, decision, landslide, watched
from tests.world import NOW, TODAY, World


def test_a_case_is_numbered_and_counted_from_the_day_it_was_put_there(world: World) -> None:
    one = watched(world)
    assert one.code == "VV-2024-001"
    assert watch.days_on(one, TODAY) == 72
    assert watch.counts() == {"on": 1, "left": 0}


def test_a_case_leaves_by_a_decision_on_the_day_it_was_signed(world: World) -> None:
    one = watched(world)
    left = take_off(entry=one, document=decision(world), version=1, by=world.actor("specialist"), at=NOW)
    assert left.removed_on == date(2024, 3, 1)
    assert watch.days_on(left, TODAY) == 46
    assert watch.counts() == {"on": 0, "left": 1}
    with pytest.raises(Conflict, match="has left"):
        take_off(entry=one, document=decision(world, "121/QĐ-UBND"), version=2, by=world.actor("specialist"), at=NOW)


def test_nothing_but_a_decision_takes_it_off(world: World) -> None:
    one, lan = watched(world), world.actor("specialist")
    for document in (None, decision(world, "45/UBND-TH", "CV")):
        with pytest.raises(BadInput, match="only by a decision"):
            take_off(entry=one, document=document, version=1, by=lan, at=NOW)
    with pytest.raises(BadInput, match="before the case was put"):
        take_off(entry=one, document=decision(world, signed_on=date(2024, 1, 2)), version=1, by=lan, at=NOW)
    assert watch.counts()["on"] == 1


def test_the_store_itself_refuses_a_case_that_left_without_a_decision(world: World) -> None:
    one = watched(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        WatchEntry.objects.filter(pk=one.pk).update(removed_on=TODAY)


def test_only_the_office_keeps_the_list(world: World) -> None:
    with pytest.raises(Refused, match="prepare a review"):
        watched(world, by=world.actor("district"))
    with pytest.raises(Refused, match="prepare a review"):
        take_off(entry=watched(world), document=decision(world), version=1, by=world.actor("transport"), at=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [("subject_vi", " "), ("ground_vi", ""), ("owner", None), ("since", date(2024, 4, 1))],
)
def test_an_entry_is_whole_or_refused(world: World, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refusal:
        watched(world, **{field: value})
    assert refusal.value.place == field


def test_the_same_form_sent_twice_makes_one_entry(world: World) -> None:
    assert watched(world, form_key="k").pk == watched(world, form_key="k").pk


def test_a_correction_keeps_what_stood_there_before(world: World) -> None:
    one, lan = watched(world), world.actor("specialist")
    fields = {"subject_vi": one.subject_vi, "ground_vi": "Khiếu kiện đã giảm", "owner": world.organisations["STC"]}
    mended = correct_entry(entry=one, **fields, version=1, by=lan, at=NOW)
    assert (mended.owner.code, mended.version) == ("STC", 2)
    line = watch.history(mended).last()
    assert line is not None
    assert line.detail["before"] == {"ground_vi": "Khiếu kiện kéo dài về ki-ốt", "owner": "TTR",
                                     "subject_en": "Market of Commune Three"}  # fmt: skip
    with pytest.raises(Conflict, match="was changed while"):
        correct_entry(entry=one, **fields, version=1, by=lan, at=NOW)


def test_the_list_is_found_by_words_state_and_owner(world: World) -> None:
    market = watched(world)
    pond = watched(world, subject_vi="Ao làng Xã Ba", since=date(2024, 2, 1), owner=world.organisations["STC"])
    assert [one.code for one in watch.listed()] == [market.code, pond.code]
    assert [one.code for one in watch.listed(search="ao lang")] == [pond.code]
    assert [one.code for one in watch.listed(owner="TTR")] == [market.code]
    take_off(entry=pond, document=decision(world), version=1, by=world.actor("specialist"), at=NOW)
    assert [one.code for one in watch.listed(state="on")] == [market.code]
    assert [one.code for one in watch.listed(state="left")] == [pond.code]


def test_a_unit_asks_for_a_case_to_leave(world: World) -> None:
    case = watched(world)
    one = landslide(world, asks="watch_list", routed_to=[], particulars=Particulars(watch_entry=case))
    assert [body.code for body in one.routed_to.all()] == ["TTR"]
    assert watch.listed().get().asked == 1
    take_off(entry=case, document=decision(world), version=1, by=world.actor("specialist"), at=NOW)
    case.refresh_from_db()
    with pytest.raises(BadInput) as refusal:
        landslide(world, asks="watch_list", particulars=Particulars(watch_entry=case))
    assert refusal.value.place == "watch_entry"


def test_the_request_closes_by_itself_with_the_decision_that_takes_the_case_off(world: World) -> None:
    case = watched(world)
    one = landslide(world, asks="watch_list", routed_to=[], particulars=Particulars(watch_entry=case))
    other = answered(world, landslide(world, asks="watch_list", particulars=Particulars(watch_entry=case)))
    take_off(entry=case, document=decision(world), version=1, by=world.actor("specialist"), at=NOW)
    now, before = queries.difficulty(one.code), queries.difficulty(other.code)
    assert (now.state, now.answered_on, now.answer_vi) == (
        "confirmed", TODAY, "Vụ việc đã ra khỏi danh sách theo 120/QĐ-UBND."
    )  # fmt: skip
    assert now.answer_document == before.answer_document == decision_of(case)
    assert (before.state, before.answer_vi) == ("confirmed", "Sở sẽ khảo sát và trình phương án")
    last = queries.history(now).last()
    assert last is not None
    assert (last.act, last.reason) == ("difficulty.settled", "120/QĐ-UBND")


def decision_of(case: WatchEntry) -> Document | None:
    case.refresh_from_db()
    return case.removed_by_document
