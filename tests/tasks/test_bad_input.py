"""What cannot be a task is refused or asked back, each time with the rule and a proposal."""

from datetime import date

import pytest
from django.utils import translation

from quarterdeck.core.clarity import Finding
from quarterdeck.core.errors import BadInput, QuarterdeckError
from quarterdeck.people.models import Organisation, Post
from quarterdeck.tasks import actions
from quarterdeck.tasks.queries.clarity import Examined, Part, Step
from tests.documents.test_relations import again, plan
from tests.tasks.cast import accepted, conclusion, issued, order, taken
from tests.tasks.test_drafts import SENTENCE, examined, fills
from tests.world import MERGER, NOW, World, indicator

HUNG_KINGS = "2024-04-18"


def finding(of: Examined, code: str, case: str) -> Finding:
    """The finding that is expected; it says why and what to do."""
    found = next(one for one in [*of.blocking, *of.warnings] if (one.code, one.case) == (code, case))
    assert str(found.message).strip()
    assert str(found.proposal).strip()
    return found


def proposed(of: Examined, field: str) -> list[str]:
    """What one click would put into a field."""
    with translation.override("vi"):
        return [fill.value for fill in fills(of).get(field, [])]


# -- due dates
def test_a_due_date_on_a_holiday_is_asked_back_with_the_next_working_day(world: World) -> None:
    of = examined(text=SENTENCE, due=HUNG_KINGS)
    finding(of, "T1", "not_working")
    assert proposed(of, "due") == ["2024-04-19"]


def test_a_due_date_in_the_past_is_refused_with_days_to_choose_from(world: World) -> None:
    of = examined(text=SENTENCE, due="2024-03-01")
    assert finding(of, "T1", "before_issue") in of.blocking
    assert proposed(of, "due") == ["2024-04-03", "2024-04-10", "2024-04-25"]


@pytest.mark.parametrize(
    ("said", "reader", "last"),
    [("trong quý II/2024", "vi", "28/6/2024"), ("cuối quý II/2024", "vi", "28/6/2024")],
)
def test_the_end_of_a_quarter_is_read_as_its_last_day_and_asked_back(
    world: World, said: str, reader: str, last: str
) -> None:
    of = examined(text=f"{SENTENCE} {said}", reader=reader)
    assert of.draft.due == date(2024, 6, 30)  # a Sunday
    finding(of, "T2", "period")
    finding(of, "T1", "not_working")
    assert any("1/7/2024" in value or last in value for value in proposed(of, "text"))


def test_before_a_day_leaves_the_day_out_and_both_are_offered(world: World) -> None:
    of = examined(text=f"{SENTENCE} trước ngày 30/9/2024")
    assert of.draft.due == date(2024, 9, 29)
    finding(of, "T2", "before")
    assert any("30/9/2024" in value for value in proposed(of, "text"))


def test_a_due_date_after_the_next_review_is_asked_back(world: World) -> None:
    conclusion(world)  # of the review of 27 March
    of = examined(text=SENTENCE, due="2024-04-12")
    assert [one.code for one in of.warnings if one.code == "T5"] == []


def test_a_number_due_after_the_cut_off_of_its_report_is_asked_back_with_the_last_day_that_counts(world: World) -> None:
    gauge = indicator(world, regime="decree09", responsible=world.organisations["SGTVT"])
    of = examined(text="Sở Giao thông vận tải thu 45 tỷ đồng phí sử dụng đường bộ", due="2024-06-28",
                  indicator=gauge.code, result_kind="number", result="45 tỷ đồng")  # fmt: skip
    finding(of, "T5", "after_cut_off")
    assert proposed(of, "due")[0] == "2024-06-14"


def test_a_far_due_date_without_milestones_is_asked_back_and_with_them_is_not(world: World) -> None:
    far = {"text": SENTENCE, "due": "2024-06-12"}
    finding(examined(**far), "T3", "far")
    of = examined(**far, milestones="24/04/2024 khảo sát xong\n20/05/2024 gửi dự thảo")
    assert [one.code for one in of.warnings if one.code == "T3"] == []


# -- who
def test_two_leads_are_refused(world: World) -> None:
    of = examined(text="Sở Giao thông vận tải và Sở Tài chính cùng chủ trì trình phương án xử lý sạt lở ĐT.294B")
    assert finding(of, "R1", "several") in of.blocking


def test_a_collective_as_lead_is_refused_with_one_task_each_as_the_proposal(world: World) -> None:
    of = examined(text="Các sở, ngành trình phương án tiết kiệm chi thường xuyên 10 tỷ đồng", due="2024-04-12")
    assert finding(of, "P4", "collective") in of.blocking
    assert proposed(of, "units") == ["set:departments"]


def test_an_acceptor_who_is_the_doer_is_refused_with_another_one(world: World) -> None:
    of = examined(text=SENTENCE, acceptor="Giám đốc Sở Giao thông vận tải", assigner="leader")
    assert any(one.code == "K2" for one in of.blocking)
    assert proposed(of, "acceptor") == ["Chủ tịch UBND tỉnh"]


def test_a_follower_up_of_the_lead_is_refused_with_another_one(world: World) -> None:
    of = examined(text=SENTENCE, follower_up="Giám đốc Sở Giao thông vận tải")
    assert finding(of, "R3", "is_lead") in of.blocking
    assert proposed(of, "follower_up") == ["Chuyên viên tổng hợp"]


def test_a_post_that_nobody_holds_is_refused_with_one_that_is_held(world: World) -> None:
    empty = Post.objects.create(code="SGTVT-PGD", organisation=world.organisations["SGTVT"], role="unit_leader",
                                name_vi="Phó Giám đốc Sở Giao thông vận tải", name_en="Deputy Director")  # fmt: skip
    of = examined(text=SENTENCE, accountable_post=empty.code)
    assert finding(of, "P1", "vacant") in of.blocking
    assert "Giám đốc Sở Giao thông vận tải" in proposed(of, "accountable_post")


def test_a_dissolved_organisation_is_refused_with_its_heir(world: World) -> None:
    old, new = (
        Organisation.objects.create(code=f"UBND-{code}", name_vi=f"Ủy ban nhân dân xã {name}",
                                    name_en=f"People's Committee of {code}", kind="commune", line="state",
                                    area=world.areas[code], valid_to=until)
        for code, name, until in (("C1", "Tân Mỹ", MERGER), ("C4", "Tân Thịnh", None))
    )  # fmt: skip
    with translation.override("vi"):
        of = examined(
            day=date(2025, 2, 3), text="UBND xã Tân Mỹ trình phương án sắp xếp trụ sở chậm nhất ngày 28/2/2025"
        )
    said = finding(of, "P2", "lead_ended")
    assert said in of.blocking
    assert new.name_vi in str(said.message)
    assert of.draft.lead is None
    assert old.valid_to == MERGER
    assert proposed(of, "lead") == [new.name_vi]


def test_an_organisation_that_ends_before_the_task_is_done_is_asked_back(world: World) -> None:
    Organisation.objects.filter(code="SGTVT").update(valid_to=date(2024, 4, 1))
    of = examined(text=SENTENCE, due="2024-04-12", lead="Sở Giao thông vận tải")
    assert "1/4/2024" in str(finding(of, "P2", "ends").message)


def test_an_assigner_without_authority_over_the_lead_is_refused_with_a_leader(world: World) -> None:
    of = examined(text=SENTENCE, assigner="Giám đốc Sở Tài chính")
    assert finding(of, "P3", "no_authority") in of.blocking
    assert proposed(of, "assigner") == ["Chủ tịch UBND tỉnh"]


def test_a_lead_that_also_cooperates_is_asked_back_with_the_others_alone(world: World) -> None:
    of = examined(text=SENTENCE, lead="SGTVT", cooperating=["SGTVT", "STC"])
    finding(of, "R2", "also_lead")
    assert proposed(of, "cooperating") == ["STC"]


def test_a_cooperating_body_without_its_part_is_asked_back(world: World) -> None:
    finding(examined(text=SENTENCE, cooperating=["STC"]), "R2", "part_missing")
    of = examined(text=SENTENCE, cooperating=["STC"], **{"part-STC": "thẩm định dự toán", "part_due-STC": "05/04/2024"})
    assert [one.code for one in of.warnings if one.code == "R2"] == []
    assert [(one.body.code, one.due) for one in of.draft.parts] == [("STC", date(2024, 4, 5))]


# -- what hangs together
def test_the_same_task_once_more_is_asked_back_with_the_open_one(world: World) -> None:
    first = issued(world)
    of = examined(text=f"Sở Giao thông vận tải {first.text_vi[0].lower()}{first.text_vi[1:]}", due="2024-04-12")
    assert first.code in str(finding(of, "W5", "duplicate").message)


def test_a_part_due_after_its_whole_is_refused_with_the_day_it_could_have(world: World) -> None:
    whole = issued(world)
    with pytest.raises(BadInput) as refusal:
        actions.issue_task(order=order(world, parent=whole, due=date(2024, 4, 16)), reason="x",
                           by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert "T1" in str(refusal.value.message)
    assert "15/4/2024" in str(refusal.value.remedy)


def test_closing_without_evidence_is_refused(world: World) -> None:
    task = taken(world)
    with pytest.raises(QuarterdeckError) as refusal:
        actions.accept_result(task=task, by=world.actor("leader"), at=NOW)
    assert str(refusal.value.remedy).strip()
    with pytest.raises(BadInput) as wordless:
        actions.submit_evidence(task=task, note=" ", by=world.actor("transport"), at=NOW)
    assert str(wordless.value.remedy).strip()


def test_an_extension_of_an_extension_is_refused_with_the_rule(world: World) -> None:
    task = taken(world)
    by, leader = world.actor("transport"), world.actor("leader")
    actions.ask_extension(task=task, new_due=date(2024, 5, 15), ground="Mưa lũ kéo dài", by=by, at=NOW)
    actions.decide_extension(task=task, granted_due=date(2024, 5, 15), by=leader, at=NOW)
    with pytest.raises(QuarterdeckError) as refusal:
        actions.ask_extension(task=task, new_due=date(2024, 6, 14), ground="Mưa lũ kéo dài", by=by, at=NOW)
    assert str(refusal.value.message).strip()
    assert str(refusal.value.remedy).strip()


def test_what_is_done_is_not_extended(world: World) -> None:
    done, by = accepted(world), world.actor("transport")
    with pytest.raises(QuarterdeckError):
        actions.ask_extension(task=done, new_due=date(2024, 5, 15), ground="Mưa", by=by, at=NOW)


def test_documents_that_act_on_each_other_in_a_circle_are_refused_with_the_way_round(world: World) -> None:
    first = plan(world, "1/KH-UBND")
    second = plan(world, "2/KH-UBND", relations=[("implements", first)])
    with pytest.raises(BadInput, match="1/KH-UBND → 2/KH-UBND → 1/KH-UBND") as refusal:
        again(world, first, ("amends", second))
    assert str(refusal.value.remedy).strip()


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"steps": (Step(date(2024, 4, 16), "gửi dự thảo"),)}, "milestones"),
        ({"steps": (Step(date(2024, 3, 26), "gửi dự thảo"),)}, "milestones"),
        ({"part_due": date(2024, 4, 16)}, "cooperating"),
    ],
)
def test_a_milestone_or_a_part_outside_the_way_of_the_task_is_refused(
    world: World, fields: dict[str, object], place: str
) -> None:
    body = world.organisations["STC"]
    if "part_due" in fields:
        fields = {"cooperating": [body], "parts": [Part(body, "thẩm định dự toán", due=fields["part_due"])]}  # type: ignore[arg-type]
    with pytest.raises(BadInput) as refusal:
        issued(world, **fields)
    assert refusal.value.place == place
    assert str(refusal.value.remedy).strip()


def test_what_is_stated_on_the_form_stands_beside_the_task(world: World) -> None:
    body = world.organisations["STC"]
    task = issued(world, due=date(2024, 6, 12), cooperating=[body], document=None,
                  parts=[Part(body, "thẩm định dự toán", due=date(2024, 5, 31))],
                  steps=[Step(date(2024, 5, 20), "gửi dự thảo"), Step(date(2024, 4, 24), "khảo sát xong")])  # fmt: skip
    assert [(one.number, one.text_vi) for one in task.milestones.all()] == [(1, "khảo sát xong"), (2, "gửi dự thảo")]
    part = task.cooperating_parts.get()
    assert (part.organisation, part.part_vi, part.due) == (body, "thẩm định dự toán", date(2024, 5, 31))
    assert {one.test for one in task.overrides.all()} == {"K5"}
