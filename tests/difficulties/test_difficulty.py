"""A difficulty is raised, answered, returned, confirmed; nobody overwrites another unseen."""

from datetime import date

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.difficulties import queries
from quarterdeck.difficulties.actions import confirm_difficulty, return_answer
from quarterdeck.difficulties.models import Difficulty
from tests.difficulties.cast import RAISED_ON, answered, landslide
from tests.world import NOW, TODAY, World


def test_it_is_numbered_and_its_last_day_computed(world: World) -> None:
    first, second = landslide(world), landslide(world)
    assert (first.code, second.code) == ("KK-2024-001", "KK-2024-002")
    assert first.answer_by == date(2024, 3, 25)


def test_it_leaves_a_line_in_the_record(world: World) -> None:
    one = landslide(world)
    line = Line.objects.get(about_kind="difficulty", about=one.code)
    assert line.act == "difficulty.raised"
    assert line.detail == {"raised_by": ["UBND-D2"], "routed_to": ["SGTVT"]}


def test_a_unit_raises_in_its_own_name_only(world: World) -> None:
    minh = world.actor("district")
    assert landslide(world, by=minh).code == "KK-2024-001"
    with pytest.raises(Refused, match="your own organisation"):
        landslide(world, by=minh, raised_by=[world.organisations["STC"]], routed_to=[world.organisations["SGTVT"]])


def test_a_verifier_raises_none(world: World) -> None:
    with pytest.raises(Refused, match="raise a difficulty"):
        landslide(world, by=world.actor("verifier"), raised_by=[world.organisations["STC"]])


@pytest.mark.parametrize(("field", "value"), [("matter_vi", "  "), ("asks", "money"), ("raised_by", [])])
def test_an_incomplete_one_is_refused_and_the_field_named(world: World, field: str, value: object) -> None:
    with pytest.raises(BadInput) as refusal:
        landslide(world, **{field: value})
    assert refusal.value.place == field


def test_nobody_puts_a_difficulty_to_itself(world: World) -> None:
    with pytest.raises(BadInput, match="UBND-D2 cannot put a difficulty to itself"):
        landslide(world, routed_to=[world.organisations["UBND-D2"]])


def test_a_future_day_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="lies in the future"):
        landslide(world, raised_on=date(2024, 4, 1))


def test_the_same_form_sent_twice_raises_one(world: World) -> None:
    first = landslide(world, form_key="k1")
    assert landslide(world, form_key="k1").pk == first.pk
    assert Difficulty.objects.count() == 1


def test_a_taken_code_is_a_conflict(world: World) -> None:
    landslide(world, code="KK-2024-007")
    with pytest.raises(Conflict, match="already a difficulty KK-2024-007"):
        landslide(world, code="KK-2024-007")
    assert landslide(world).code == "KK-2024-008"


def test_the_organisation_asked_answers_and_the_day_is_kept(world: World) -> None:
    one = answered(world, landslide(world))
    assert (one.state, one.answered_on, one.version) == ("answered", TODAY, 2)
    assert [line.act for line in queries.history(one)] == ["difficulty.raised", "difficulty.answered"]


def test_another_organisation_may_not_answer(world: World) -> None:
    with pytest.raises(Refused, match="put to another organisation"):
        answered(world, landslide(world), by="finance", answered_by=world.posts["finance"])


def test_a_leader_may_answer_what_was_put_to_others(world: World) -> None:
    one = answered(world, landslide(world), by="leader", answered_by=world.posts["leader"])
    assert one.answered_by == world.posts["leader"]


def test_nobody_answers_in_the_name_of_another_organisation(world: World) -> None:
    both = landslide(world, routed_to=[world.organisations["SGTVT"], world.organisations["STC"]])
    with pytest.raises(Refused, match="only for your own organisation"):
        answered(world, both, by="finance")


def test_a_post_that_was_not_asked_gives_no_answer(world: World) -> None:
    with pytest.raises(BadInput, match="none of the organisations asked"):
        answered(world, landslide(world), by="specialist", answered_by=world.posts["finance"])


def test_who_saved_first_is_not_overwritten_unseen(world: World) -> None:
    one = landslide(world)
    answered(world, one)
    with pytest.raises(Conflict, match="was changed while you had it open"):
        answered(world, one, answer_vi="Một câu trả lời khác", version=1)
    assert queries.difficulty(one.code).answer_vi == "Sở sẽ khảo sát và trình phương án"


def test_the_same_answer_sent_twice_is_saved_once(world: World) -> None:
    one = landslide(world)
    answered(world, one)
    assert answered(world, one).version == 2
    assert Line.objects.filter(act="difficulty.answered").count() == 1


def test_an_empty_answer_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="answer is empty"):
        answered(world, landslide(world), answer_vi=" ")


def test_the_unit_that_asked_confirms_once(world: World) -> None:
    one = answered(world, landslide(world, asks="guidance"))
    settled = confirm_difficulty(difficulty=one, version=2, by=world.actor("district"), at=NOW)
    assert settled.state == "confirmed"
    again = confirm_difficulty(difficulty=one, version=2, by=world.actor("district"), at=NOW)
    assert again.version == settled.version == 3


def test_the_organisation_that_answered_cannot_confirm(world: World) -> None:
    one = answered(world, landslide(world))
    with pytest.raises(Refused, match="belongs to another unit"):
        confirm_difficulty(difficulty=one, version=2, by=world.actor("transport"), at=NOW)


def test_what_is_not_answered_cannot_be_confirmed(world: World) -> None:
    one = landslide(world, asks="guidance")
    with pytest.raises(Conflict, match="not answered yet"):
        confirm_difficulty(difficulty=one, version=1, by=world.actor("district"), at=NOW)


def test_a_confirmed_one_is_not_answered_again(world: World) -> None:
    one = answered(world, landslide(world, asks="guidance"))
    confirm_difficulty(difficulty=one, version=2, by=world.actor("district"), at=NOW)
    with pytest.raises(Conflict, match="confirmed as settled"):
        answered(world, one, answer_vi="Muộn rồi", version=3)


def test_a_returned_answer_is_unanswered_again_and_the_reason_kept(world: World) -> None:
    one = answered(world, landslide(world))
    back = return_answer(difficulty=one, reason="Chưa có thời hạn", version=2, by=world.actor("district"), at=NOW)
    assert (back.state, back.answered_on) == ("open", None)
    last = queries.history(one).last()
    assert last is not None
    assert (last.act, last.reason) == ("difficulty.returned", "Chưa có thời hạn")


def test_whoever_speaks_for_another_unit_too_says_how_that_unit_said_so(world: World) -> None:
    both = [world.organisations["UBND-D2"], world.organisations["TTR"]]
    one = answered(world, landslide(world, raised_by=both))
    with pytest.raises(BadInput, match="in the name of Provincial Inspectorate too"):
        return_answer(difficulty=one, reason="Chưa rõ", version=one.version, by=world.actor("district"), at=NOW)
    with pytest.raises(BadInput, match="in the name of") as refusal:
        confirm_difficulty(difficulty=one, version=one.version, by=world.actor("specialist"), at=NOW)
    assert refusal.value.place == "told"
    confirm_difficulty(
        difficulty=one, told="Điện thoại 26/3", version=one.version, by=world.actor("specialist"), at=NOW
    )
    last = queries.history(one).last()
    assert last is not None
    assert (last.actor, last.detail["told"]) == ("Lan", "Điện thoại 26/3")
    assert set(last.detail["spoken_for"]) == {"TTR", "UBND-D2"}


def test_an_answer_is_not_returned_without_a_reason(world: World) -> None:
    one = answered(world, landslide(world))
    with pytest.raises(BadInput, match="with a reason only"):
        return_answer(difficulty=one, reason=" ", version=2, by=world.actor("district"), at=NOW)


def test_an_unknown_code_is_not_found(world: World) -> None:
    with pytest.raises(NotFound, match="no difficulty KK-1999-001"):
        queries.difficulty("KK-1999-001")


def test_what_waits_for_an_organisation_comes_first_due_first(world: World) -> None:
    later = landslide(world, raised_on=date(2024, 3, 20))
    sooner = landslide(world)
    answered(world, landslide(world))
    assert [one.code for one in queries.waiting_for("SGTVT", TODAY)] == [sooner.code, later.code]
    assert queries.waiting_for("STC", TODAY) == []
    assert len(queries.to_confirm("UBND-D2", TODAY)) == 1


def test_an_agenda_holds_the_unanswered_with_their_evidence(world: World) -> None:
    one = landslide(world, indicator_code="BUDGET_REV")
    answered(world, landslide(world))
    (item,) = queries.for_agenda(TODAY)
    assert (item.kind, item.ref) == ("difficulty", one.code)
    assert item.title_en.startswith("People's Committee of District Two: Landslides")
    assert item.evidence["days_waiting"] == (TODAY - RAISED_ON).days == 16
    assert item.evidence["days_late"] == 2
    assert item.weight == 20


def test_a_long_matter_makes_a_short_title(world: World) -> None:
    landslide(world, matter_vi="vướng mắc " * 100)
    (item,) = queries.for_agenda(TODAY)
    assert len(item.title_vi) <= 400
    assert item.title_vi.endswith("…")


def test_search_finds_with_and_without_accents(world: World) -> None:
    one = landslide(world)
    for words in ("sat lo", "sạt LỞ", "provincial road", one.code.lower()):
        assert [found.code for found in queries.listed(day=TODAY, search=words)] == [one.code]
    assert not queries.listed(day=TODAY, search="sát lỗ")


def test_the_list_shows_the_unanswered_first_and_counts_agree(world: World) -> None:
    done = answered(world, landslide(world, raised_on=date(2024, 1, 4)))
    new, late = landslide(world, raised_on=date(2024, 3, 26)), landslide(world)
    assert [one.code for one in queries.listed(day=TODAY)] == [late.code, new.code, done.code]
    assert [one.code for one in queries.listed(day=TODAY, state="late")] == [late.code]
    assert queries.counts(TODAY) == {"open": 2, "answered": 1, "not_confirmed": 0, "confirmed": 0, "late": 1}
