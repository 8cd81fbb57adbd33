"""What asks for money goes from study through opinion and decision to a document, and no step is left out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.calendars import Name, WorkingCalendar
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.difficulties import queries
from quarterdeck.difficulties.actions import Basis, Particulars, Said, answer_interim, confirm_difficulty, do_step
from quarterdeck.difficulties.models import Difficulty, Interim, SupportStep
from quarterdeck.difficulties.queries import difficulty, support
from quarterdeck.difficulties.queries.duties import of_posts
from quarterdeck.difficulties.queries.owed import owed
from quarterdeck.difficulties.rules.support import ORDER, REFUSED, Done, ended, possible, reached, stages
from tests.difficulties import cast
from tests.difficulties.cast import answered, decision
from tests.world import NOW, TODAY, World

CALENDAR = WorkingCalendar("XX", 2024, 2024, {}, (), frozenset({6, 7}), Name("the law", "luật"))
PLAN = [{"step": step, "by": "asked", "working_days": 5} for step in ORDER]
SINCE = date(2024, 3, 4)


def landslide(world: World, **fields: object) -> Difficulty:
    """The landslides of the cast, for which capital is asked."""
    return cast.landslide(world, **({"asks": "capital"} | fields))


@given(choices=st.lists(st.integers(0, 3), max_size=12), refuse=st.booleans())
def test_whatever_is_done_no_step_is_left_out(choices: Sequence[int], refuse: bool) -> None:
    done: list[Done] = []
    for choice in choices:
        if not (open_now := possible(done)):
            break
        step = open_now[choice % len(open_now)]
        assert ORDER.index(step) <= reached(done) + 1
        done.append(Done(step, SINCE, REFUSED if refuse and step == "decision" else ""))
    if done and done[-1].step == "document":
        assert {one.step for one in done} == set(ORDER)
    assert ended(done) == (not possible(done))


def test_each_step_is_due_after_the_one_before_it() -> None:
    made = stages([Done("study", date(2024, 3, 13))], PLAN, SINCE, date(2024, 3, 25), CALENDAR)
    assert [(one.state, one.due) for one in made] == [
        ("done", date(2024, 3, 11)), ("now", date(2024, 3, 20)), ("later", date(2024, 3, 27)),
        ("later", date(2024, 4, 3)),
    ]  # fmt: skip
    assert [one.days_late for one in made] == [2, 5, 0, 0]


def test_after_a_refusal_there_is_no_document() -> None:
    done = [Done("study", SINCE), Done("opinion", SINCE), Done("decision", SINCE, REFUSED)]
    assert possible(done) == ()
    assert stages(done, PLAN, SINCE, TODAY, CALENDAR)[-1].state == "dropped"


def test_a_step_done_again_sends_the_way_back_to_it() -> None:
    done = [Done("study", SINCE), Done("opinion", SINCE), Done("study", date(2024, 3, 6))]
    assert possible(done)[0] == "opinion"
    assert [one.state for one in stages(done, PLAN, SINCE, TODAY, CALENDAR)] == ["done", "now", "later", "later"]


def done(world: World, one: Difficulty, step: str, by: str, post: str, said: Said, on: date = TODAY) -> SupportStep:
    now = difficulty(one.code)
    return do_step(
        difficulty=now, step=step, post=world.posts[post], said=said, done_on=on, version=now.version,
        by=world.actor(by), at=NOW,
    )  # fmt: skip


def granted(world: World) -> Difficulty:
    """A request for money of which the document is there."""
    one = landslide(world, particulars=Particulars(amount=Decimal(5000)))
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát", amount=None))
    done(world, one, "opinion", "finance", "finance", Said("Cân đối được một phần"))
    done(world, one, "decision", "leader", "leader", Said("Hỗ trợ một phần", outcome="partly", amount=Decimal(3000)))
    done(world, one, "document", "specialist", "office_head", Said(document=decision(world)))
    return difficulty(one.code)


def test_the_money_goes_all_the_way(world: World) -> None:
    one = granted(world)
    way = support.way(one, TODAY)
    assert way is not None
    assert way.ended
    assert [row.step for row in way.done] == list(ORDER)
    assert way.done[2].amount == Decimal(3000)
    with pytest.raises(Conflict, match="cannot be done now"):
        done(world, one, "study", "transport", "transport", Said("Lại"))


def test_what_asks_for_no_money_has_no_such_way(world: World) -> None:
    one = landslide(world, asks="guidance")
    assert support.way(one, TODAY) is None
    with pytest.raises(Conflict):
        done(world, one, "study", "transport", "transport", Said("Đã xem"))


def test_a_step_is_not_skipped(world: World) -> None:
    with pytest.raises(Conflict):
        done(world, landslide(world), "decision", "leader", "leader", Said("Cấp", outcome="granted", amount=Decimal(1)))


def test_a_step_belongs_to_whoever_the_pack_says(world: World) -> None:
    one = landslide(world)
    with pytest.raises(Refused, match="the organisation asked"):
        done(world, one, "study", "finance", "finance", Said("Đã xem"))
    with pytest.raises(BadInput, match="the organisation asked"):
        done(world, one, "study", "specialist", "finance", Said("Đã xem"))


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (Said("", outcome="granted", amount=Decimal(1)), "words_vi"),
        (Said("Cấp"), "outcome"),
        (Said("Cấp", outcome="granted"), "amount"),
        (Said("Cấp", outcome="granted", amount=Decimal(0)), "amount"),
        (Said("Không", outcome="refused", amount=Decimal(1)), "amount"),
        (Said("Một phần", outcome="partly", amount=Decimal(5000)), "amount"),
    ],
)
def test_a_decision_says_whether_and_how_much(world: World, said: Said, place: str) -> None:
    one = landslide(world, particulars=Particulars(amount=Decimal(5000)))
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    done(world, one, "opinion", "finance", "finance", Said("Được"))
    with pytest.raises(BadInput) as refusal:
        done(world, one, "decision", "leader", "leader", said)
    assert refusal.value.place == place


def test_the_last_step_names_its_document_and_no_other_an_amount(world: World) -> None:
    one = landslide(world)
    with pytest.raises(BadInput, match="Only a decision"):
        done(world, one, "study", "transport", "transport", Said("Đã khảo sát", amount=Decimal(1)))
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    done(world, one, "opinion", "finance", "finance", Said("Được"))
    done(world, one, "decision", "leader", "leader", Said("Cấp", outcome="granted", amount=Decimal(1)))
    with pytest.raises(BadInput) as refusal:
        done(world, one, "document", "specialist", "office_head", Said("Đã ký"))
    assert refusal.value.place == "document"


@pytest.mark.parametrize("on", [date(2024, 3, 28), date(2024, 3, 10)])
def test_a_step_is_done_neither_in_the_future_nor_before_it_was_asked_for(world: World, on: date) -> None:
    with pytest.raises(BadInput) as refusal:
        done(world, landslide(world), "study", "transport", "transport", Said("Đã khảo sát"), on)
    assert refusal.value.place == "done_on"


def test_it_is_not_settled_while_the_money_is_on_its_way(world: World) -> None:
    one = landslide(world)
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    with pytest.raises(Conflict, match="the next step is: opinion"):
        answered(world, difficulty(one.code))
    Difficulty.objects.filter(pk=one.pk).update(state="answered", answered_on=TODAY)  # as older stores hold them
    now = difficulty(one.code)
    with pytest.raises(Conflict, match="still on its way"):
        confirm_difficulty(difficulty=now, version=now.version, by=world.actor("district"), at=NOW)
    settled = answered(world, granted(world))
    assert confirm_difficulty(
        difficulty=settled, version=settled.version, by=world.actor("district"), at=NOW
    ).state == "confirmed"  # fmt: skip


def test_steps_are_never_changed(world: World) -> None:
    granted(world)
    with pytest.raises(DatabaseError):
        SupportStep.objects.update(words_vi="khác")


def test_the_opinion_is_that_of_the_one_body_which_does_not_answer_itself(world: World) -> None:
    one = landslide(world)
    assert [body.code for body in support.waits_for(one, "advisers", TODAY)] == ["STC"]
    other = landslide(world, routed_to=[world.organisations["STC"]], asks="budget")
    assert [body.code for body in support.waits_for(other, "advisers", TODAY)] == ["VPUB"]


@pytest.mark.parametrize(
    ("step", "whose"),
    [("study", {"transport", "specialist", "admin"}), ("opinion", {"finance", "specialist", "admin"}),
     ("decision", {"leader", "specialist", "admin"}), ("document", {"specialist", "admin"})],
)  # fmt: skip
def test_a_step_is_offered_to_those_alone_whose_it_is(world: World, step: str, whose: set[str]) -> None:
    one, who = landslide(world), {"study": "asked", "opinion": "advisers", "decision": "leaders", "document": "office"}
    found = {name for name in world.users if name != "outsider"
             and support.may_do(world.actor(name), one, who[step], TODAY)}  # fmt: skip
    assert found == whose


def steps(world: World, name: str) -> list[str]:
    """The steps that wait for someone of the cast."""
    return [one.step.stage.step for one in owed(world.actor(name), TODAY).steps]


def test_the_steps_due_are_told_to_whom_they_wait_for(world: World) -> None:
    one = landslide(world)
    due = {name: steps(world, name)
           for name in ("transport", "finance", "leader", "specialist", "district", "inspector")}  # fmt: skip
    assert due == {"transport": ["study"], "finance": [], "leader": [], "specialist": [], "district": [],
                   "inspector": []}  # fmt: skip
    waits = [f"{one.code}-interim", f"{one.code}-study"]
    assert [duty.uid for duty in of_posts(["transport"], TODAY, "en")] == waits
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    assert steps(world, "finance") == ["opinion"]
    done(world, one, "opinion", "finance", "finance", Said("Được"))
    assert [step.step.difficulty.code for step in owed(world.actor("leader"), TODAY).steps] == [one.code]
    done(world, one, "decision", "leader", "leader", Said("Cấp", outcome="granted", amount=Decimal(1)))
    assert steps(world, "specialist") == ["document"]
    assert [duty.uid for duty in of_posts(["specialist"], TODAY, "en")] == [f"{one.code}-document"]
    done(world, one, "document", "specialist", "office_head", Said(document=decision(world)))
    assert support.waiting_steps(TODAY) == []


def test_home_names_a_request_for_money_once_and_by_what_can_be_done_now(world: World) -> None:
    one, other = landslide(world), landslide(world, asks="procedure")
    found = owed(world.actor("transport"), TODAY)
    assert [(mine.step.stage.step, mine.interim_by) for mine in found.steps] == [("study", date(2024, 3, 25))]
    assert (list(found.interim), [mine.code for mine in found.answer]) == ([], [other.code])
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    found = owed(world.actor("transport"), TODAY)
    assert (list(found.steps), [mine.code for mine in found.interim]) == ([], [one.code])
    now = difficulty(one.code)
    answer_interim(difficulty=now, words_vi="Đang khảo sát", answered_by=world.posts["transport"], version=now.version,
                   by=world.actor("transport"), at=NOW)  # fmt: skip
    found = owed(world.actor("transport"), TODAY)
    assert (list(found.steps), list(found.interim), [mine.code for mine in found.answer]) == ([], [], [other.code])
    adviser = owed(world.actor("finance"), TODAY)
    assert [(mine.step.stage.step, mine.interim_by) for mine in adviser.steps] == [("opinion", None)]


def test_money_is_late_by_its_way_and_its_interim_answer_before(world: World) -> None:
    one = landslide(world)
    assert (one.interim_by, one.answer_by) == (date(2024, 3, 25), date(2024, 4, 17)), "10, and 10 + 7 + 5 + 5 days"
    assert queries.waited(one, date(2024, 3, 25)).interim_late == 0
    wait = queries.waited(one, TODAY)
    assert (wait.days_late, wait.interim_late) == (0, 2)
    assert (queries.counts(TODAY)["late"], queries.counts(date(2024, 3, 25))["late"]) == (1, 0)
    answer_interim(difficulty=one, words_vi="Đang khảo sát", answered_by=world.posts["transport"], version=one.version,
                   by=world.actor("transport"), at=NOW)  # fmt: skip
    wait = queries.waited(difficulty(one.code), date(2024, 4, 17))
    assert (wait.days_late, wait.interim_late) == (0, 2), "an interim answer that came late is late for ever"
    assert queries.counts(date(2024, 4, 17))["late"] == 0
    assert queries.counts(date(2024, 4, 19))["late"] == 1
    assert queries.waited(difficulty(one.code), date(2024, 4, 19)).days_late == 2


def test_the_answer_rests_on_the_document_of_the_decision(world: World) -> None:
    one = granted(world)
    with pytest.raises(BadInput, match="rests on the document of the decision, 120/QĐ-UBND"):
        answered(world, one, basis=Basis(document=decision(world, "121/QĐ-UBND")))
    document = answered(world, one).answer_document
    assert document is not None
    assert document.number == "120/QĐ-UBND"


def test_a_refusal_may_be_answered_without_a_document(world: World) -> None:
    one = landslide(world)
    done(world, one, "study", "transport", "transport", Said("Đã khảo sát"))
    done(world, one, "opinion", "finance", "finance", Said("Không cân đối được"))
    done(world, one, "decision", "leader", "leader", Said("Không hỗ trợ", outcome="refused"))
    assert answered(world, difficulty(one.code)).answer_document is None


def test_an_interim_answer_keeps_the_clock(world: World) -> None:
    one = landslide(world)
    made = answer_interim(difficulty=one, words_vi="Đang khảo sát", answered_by=world.posts["transport"],
                          promised_by=date(2024, 4, 5), version=one.version, by=world.actor("transport"),
                          at=NOW)  # fmt: skip
    now = difficulty(one.code)
    assert (now.state, now.answer_by, now.answered_on) == ("open", one.answer_by, None)
    assert [said.words_vi for said in queries.interims(now)] == [made.words_vi]
    with pytest.raises(Refused):
        answer_interim(difficulty=now, words_vi="Đang xem", answered_by=world.posts["finance"], version=now.version,
                       by=world.actor("finance"), at=NOW)  # fmt: skip
    with pytest.raises(BadInput, match="is promised is over"):
        answer_interim(difficulty=now, words_vi="Đang xem", answered_by=world.posts["transport"],
                       promised_by=date(2024, 3, 1), version=now.version, by=world.actor("transport"),
                       at=NOW)  # fmt: skip


def test_an_interim_answer_is_never_changed(world: World) -> None:
    one = landslide(world)
    answer_interim(difficulty=one, words_vi="Đang khảo sát", answered_by=world.posts["transport"], version=one.version,
                   by=world.actor("transport"), at=NOW)  # fmt: skip
    with pytest.raises(DatabaseError):
        Interim.objects.update(words_vi="khác")
