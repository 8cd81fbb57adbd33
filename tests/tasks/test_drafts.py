"""The form reads the sentence: what it says is filled in, what is missing is said with a proposal."""

from datetime import date

import pytest
from django.utils import translation

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.tasks.queries import drafts
from quarterdeck.tasks.queries.choices import Choices
from quarterdeck.tasks.queries.clarity import Examined, criteria, examine, to_clarify_by
from quarterdeck.tasks.queries.proposals import Proposals
from quarterdeck.tasks.rules.clear import Fill, field_of, lines
from tests.difficulties.cast import landslide
from tests.handbook.cast import decree
from tests.tasks.cast import UNCLEAR_EN, UNCLEAR_VI, conclusion, issued
from tests.world import TODAY, World, indicator

SENTENCE = "Sở Giao thông vận tải trình phương án xử lý sạt lở tuyến ĐT.294B"


def examined(reader: str = "vi", day: date = TODAY, **values: object) -> Examined:
    choices = Choices(day)
    with translation.override(reader):
        return examine(drafts.read(values, choices, reader), issued_on=day, reader=reader, choices=choices)


def fills(of: Examined, own_post: str = "specialist") -> dict[str, list[Fill]]:
    """What is proposed, by field."""
    found = Proposals(of, Choices(TODAY), today=TODAY, own_post=own_post, lead_by_default=None).by_finding()
    by_field: dict[str, list[Fill]] = {}
    for fill in (fill for some in found.values() for fill in some):
        by_field.setdefault(fill.field, []).append(fill)
    return by_field


def test_the_sentence_fills_in_lead_date_and_kind_of_result(world: World) -> None:
    of = examined(text=f"{SENTENCE} chậm nhất ngày 12/04/2024")
    assert of.draft.lead == world.organisations["SGTVT"]
    assert (of.draft.due, of.draft.result_kind, of.draft.language) == (date(2024, 4, 12), "document", "vi")


def test_an_abbreviation_in_the_sentence_is_the_same_organisation(world: World) -> None:
    of = examined(text="Sở GTVT trình phương án xử lý sạt lở tuyến ĐT.294B chậm nhất ngày 12/04/2024")
    assert of.draft.lead == world.organisations["SGTVT"]


def test_what_a_person_chose_is_not_overwritten_by_the_sentence(world: World) -> None:
    of = examined(text=SENTENCE, lead="Sở Tài chính")
    assert of.draft.lead == world.organisations["STC"]
    assert "R1" in [one.code for one in of.warnings]


@pytest.mark.parametrize(
    "typed", ["SGTVT", "sở giao thông vận tải", "Sở GTVT", "so giao thong van tai", "Department of Transport"]
)
def test_an_organisation_is_found_by_any_of_its_names(world: World, typed: str) -> None:
    assert Choices(TODAY).body(typed) == world.organisations["SGTVT"]


def test_a_name_on_no_list_is_said_to_be_so(world: World) -> None:
    of = examined(text=SENTENCE, accountable_post="Giám đốc Sở Bưu chính")
    said = [one for one in of.blocking if one.case == "not_listed"]
    assert [(one.code, one.message.params["name"]) for one in said] == [("P1", "Giám đốc Sở Bưu chính")]


@pytest.mark.parametrize(("text", "reader"), [(UNCLEAR_VI, "vi"), (UNCLEAR_EN, "en"), (UNCLEAR_VI, "en")])
def test_the_famous_sentence_is_refused_in_each_of_the_five(world: World, text: str, reader: str) -> None:
    of = examined(text=text, reader=reader)
    assert {"P1", "W3", "T1", "R1", "K1", "K2"} <= set(of.blocking_codes)
    told = lines(of.verdict, of.stored, criteria(reader), {})
    assert [line.state for line in told if line.criterion != "words"] == ["blocking"] * 5
    assert {one.code for one in of.warnings} >= {"V-time", "V-direction", "V-who"}


def test_a_clear_line_turns_plain(world: World) -> None:
    of = examined(text=f"{SENTENCE} chậm nhất ngày 12/04/2024", accountable_post="Giám đốc Sở Giao thông vận tải",
                  assigner="leader", follower_up="specialist", acceptor="leader", result="Tờ trình",
                  evidence="Tờ trình đã ký", conclusion="2024-Q1/1")  # fmt: skip
    assert of.blocking == []
    assert [line.state for line in lines(of.verdict, of.stored, criteria("vi"), {})] == ["clear"] * 5


def test_a_due_date_on_a_holiday_is_questioned_and_the_next_working_day_proposed(world: World) -> None:
    of = examined(text=SENTENCE, due="2024-04-18")  # Hung Kings' Commemoration Day
    said = next(one for one in of.warnings if one.code == "T1")
    assert (said.case, field_of(said)) == ("not_working", "due")
    assert fills(of)["due"][0].value == "2024-04-19"


def test_before_a_day_off_is_put_right_in_the_sentence_itself(world: World) -> None:
    of = examined(text=f"{SENTENCE} trước 15/04/2024")  # the day before is a Sunday
    assert of.draft.due == date(2024, 4, 14)
    assert fills(of)["text"][0].value == f"{SENTENCE} chậm nhất ngày 15/4/2024"


def test_proposals_name_the_head_of_the_lead_the_follower_up_and_a_proof(world: World) -> None:
    found = fills(examined(text=f"{SENTENCE} chậm nhất ngày 12/04/2024"))
    assert found["accountable_post"][0].value == "Giám đốc Sở Giao thông vận tải"
    assert found["follower_up"][0].value == "Chuyên viên tổng hợp"
    assert found["evidence"][0].value == "Văn bản đã ký, có số và ngày."
    assert [fill.value for fill in fills(examined(text=UNCLEAR_VI))["due"]] == [
        "2024-04-03",
        "2024-04-10",
        "2024-04-25",
    ]


def test_the_proof_is_proposed_in_the_language_of_the_task_and_told_in_that_of_the_reader(world: World) -> None:
    of = examined(text="The Department of Transport submits the plan for the landslides by 12 April 2024", reader="vi")
    assert of.draft.language == "en"
    assert fills(of)["evidence"][0].value == "The signed document with its number and date."
    assert "Chưa có minh chứng cho kết quả." in [str(one.message) for one in of.blocking]


def test_an_unclear_sentence_is_written_again_without_what_the_form_asks_in_its_fields(world: World) -> None:
    of = examined(text=UNCLEAR_VI)
    wording = Proposals(of, Choices(TODAY), today=TODAY, own_post="", lead_by_default=None).wording()
    assert wording is not None
    assert "chậm nhất ngày [" in wording.value
    assert "nghiệm thu" not in wording.value


def test_an_acceptor_who_may_not_accept_is_refused_with_another_proposed(world: World) -> None:
    of = examined(text=SENTENCE, acceptor="Giám đốc Sở Tài chính", assigner="leader")
    assert "cannot_accept" in [one.case for one in of.blocking]
    assert fills(of)["acceptor"][0].value == "Chủ tịch UBND tỉnh"


def test_the_form_starts_with_the_words_of_the_conclusion_and_who_is_usual(world: World) -> None:
    start = drafts.Start(conclusion=conclusion(world))
    with translation.override("vi"):
        values = drafts.defaults(start, world.actor("specialist"), Choices(TODAY))
    assert values["text"] == UNCLEAR_VI
    assert (values["assigner"], values["follower_up"]) == ("Chủ tịch UBND tỉnh", "Chuyên viên tổng hợp")
    assert (values["acceptor"], values["conclusion"]) == ("Chủ tịch UBND tỉnh", "2024-Q1/1")


def test_the_form_of_a_difficulty_starts_with_who_was_asked_and_what_it_holds_back(world: World) -> None:
    one = landslide(world, indicator_code=indicator(world).code)
    values = drafts.defaults(drafts.start_from("", one.code), world.actor("specialist"), Choices(TODAY))
    assert (values["stuck_on"], values["indicator"]) == (one.code, "BUDGET_REV")
    assert values["lead"] in ("Sở Giao thông vận tải", "Department of Transport")


@pytest.mark.parametrize(("ref", "failure"), [("2024-Q1", BadInput), ("2024-Q1/x", BadInput), ("2024-Q9/1", NotFound)])
def test_a_start_that_is_none_is_refused(world: World, ref: str, failure: type[Exception]) -> None:
    with pytest.raises(failure):
        drafts.start_from(ref, "")


def test_what_was_read_off_the_sentence_follows_it_until_somebody_changes_it(world: World) -> None:
    values = {"due": "2024-04-14", "lead": "Sở Tài chính", "read_off": "due=2024-04-14\nlead=Sở Giao thông vận tải"}
    assert drafts.without_read_off(values) == {**values, "due": ""}


def test_a_document_is_named_by_its_number_in_the_register() -> None:
    assert drafts.register_entry(" ") is None


@pytest.mark.django_db
def test_a_number_that_is_not_in_the_register_is_refused_beside_its_field() -> None:
    with pytest.raises(BadInput) as refusal:
        drafts.register_entry("99/TTr-SGTVT")
    assert refusal.value.place == "document"


@pytest.mark.django_db
def test_a_part_of_a_document_names_the_document_and_that_part(world: World) -> None:
    one = decree(world)
    assert drafts.register_entry("Điều 2, 12/2023/NĐ-CP") == one
    assert drafts.names_a_part("Điều 2, 12/2023/NĐ-CP")
    assert not drafts.names_a_part("12/2023/NĐ-CP")
    with pytest.raises(BadInput, match="no such part") as refusal:
        drafts.register_entry("Điều 9, 12/2023/NĐ-CP")
    assert refusal.value.place == "document"


def test_five_working_days_are_explained_step_by_step() -> None:
    dated = to_clarify_by(date(2024, 4, 16))
    assert dated.day == date(2024, 4, 24)
    assert any("Hung Kings" in str(step) for step in dated.steps)


def test_a_year_whose_working_days_are_not_verified_is_refused() -> None:
    with pytest.raises(BadInput, match="not verified"):
        to_clarify_by(date(2035, 4, 16))


def test_a_task_in_english_alone_is_issued(world: World) -> None:
    task = issued(world, text_vi="", result_vi="", evidence_vi="")
    assert (task.text_vi, task.text_en[:6]) == ("", "Submit")


def test_leaders_are_proposed_to_assign_and_what_the_sentence_names_to_lead(world: World) -> None:
    found = fills(examined(text=SENTENCE, lead="Sở Tài chính"))
    assert [fill.value for fill in found["assigner"]] == ["Chủ tịch UBND tỉnh"]
    assert [fill.value for fill in found["lead"]] == ["Sở Giao thông vận tải"]
