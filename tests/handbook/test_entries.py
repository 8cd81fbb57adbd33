"""Entries: drafted, published, checked again, worded anew, withdrawn."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.documents.models import Document
from quarterdeck.handbook.actions import (
    Words,
    confirm_still_holds,
    confirm_wording,
    draft_entry,
    draft_from_answers,
    publish_entry,
    save_entry,
    withdraw_entry,
)
from quarterdeck.handbook.models import Entry, Wording
from quarterdeck.handbook.queries import entries
from quarterdeck.handbook.queries.candidates import candidates
from tests.handbook.cast import ANSWER, LAW, QUESTION, answered, decree, drafted, published
from tests.world import NOW, TODAY, World

REPLACED = {"number": "40/2024/NĐ-CP", "signed_on": date(2024, 3, 1), "text": ""}


def replaced(world: World, one: Document, kind: str = "replaces", **fields: object) -> Document:
    """A later decree that does something to `one`."""
    return decree(world, **(REPLACED | {"relations": [(kind, one)]} | fields))


def standing(one: Entry, day: date = TODAY) -> str:
    return entries.row(Entry.objects.get(pk=one.pk), day).standing


def test_a_draft_has_its_number_at_once_and_keeps_it(world: World) -> None:
    first, second = drafted(world), drafted(world, "Câu hỏi khác?")
    assert (first.number, second.number) == (1, 2)
    assert standing(first) == "draft"


def test_the_same_form_sent_twice_drafts_one(world: World) -> None:
    assert drafted(world, form_key="k").pk == drafted(world, form_key="k").pk


def test_a_ground_is_read_as_a_paragraph_of_the_register(world: World) -> None:
    one = decree(world)
    made = drafted(world, basis="Điều 2, khoản 1, 12/2023/NĐ-CP\nLuật Đường bộ 2024")
    shown = entries.grounds(made)
    assert shown[0].cited is not None
    assert shown[0].cited.url.endswith(f"/documents/{one.pk}/#p3")
    assert (shown[1].words, shown[1].cited) == ("Luật Đường bộ 2024", None)


def test_a_ground_that_names_no_part_of_its_document_is_refused_with_what_to_do(world: World) -> None:
    decree(world)
    with pytest.raises(BadInput, match=r"has no such part.*copy the address"):
        drafted(world, basis="Điều 9, 12/2023/NĐ-CP")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("field", "told"), [("question_vi", "question is empty"), ("answer_vi", "answer is empty")])
def test_a_question_without_an_answer_is_no_entry(world: World, field: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        drafted(world, **({"question_vi": QUESTION} | {field: "  "}))


def test_departments_draft_and_only_curators_publish(world: World) -> None:
    made = drafted(world, basis=LAW, by=world.actor("transport"))
    with pytest.raises(Refused, match="publish answers"):
        publish_entry(entry=made, version=1, by=world.actor("transport"), at=NOW)
    assert publish_entry(entry=made, version=1, by=world.actor("specialist"), at=NOW).state == "published"


def confirm(world: World, one: Entry, name: str) -> Entry:
    return confirm_wording(entry=one, version=one.version, by=world.actor(name), at=NOW)


def test_who_worded_an_entry_neither_publishes_nor_confirms_it(world: World) -> None:
    made = drafted(world, basis=LAW)
    for act in (publish_entry, confirm_wording):
        with pytest.raises(Refused, match="worded this entry yourself"):
            act(entry=made, version=1, by=world.actor("specialist"), at=NOW)


@pytest.mark.parametrize(
    ("who", "may"),
    [("admin", True), ("leader", True), ("transport", True), ("finance", False), ("district", False),
     ("inspector", False), ("verifier", False)],
)  # fmt: skip
def test_curators_leaders_and_the_body_whose_answer_it_is_confirm(world: World, who: str, may: bool) -> None:
    made = drafted(world, basis=LAW, answered_by=world.posts["transport"])
    if not may:
        with pytest.raises(Refused):
            confirm(world, made, who)
        return
    known = confirm(world, made, who)
    assert publish_entry(entry=known, version=2, by=world.actor("specialist"), at=NOW).state == "published"


def test_what_is_changed_after_it_was_confirmed_is_to_be_confirmed_again(world: World) -> None:
    made = confirm(world, drafted(world, basis=LAW), "admin")
    now = save_entry(entry=made, words=Words(QUESTION, "Khác", basis=LAW), version=2, by=world.actor("specialist"),
                     at=NOW)  # fmt: skip
    assert now.confirmed_by == ""


@pytest.mark.parametrize("basis", ["", "theo quy định hiện hành", "Luật"])
def test_nothing_is_published_without_a_legal_ground(world: World, basis: str) -> None:
    made = drafted(world, basis=basis)
    with pytest.raises(BadInput, match="with its legal ground") as refusal:
        publish_entry(entry=made, version=1, by=world.actor("admin"), at=NOW)
    assert refusal.value.place == "basis"


@pytest.mark.parametrize("basis", [LAW, "30/2020/NĐ-CP", "Article 4 of the Law on Roads 2008", "Bộ luật Lao động"])
def test_a_law_named_or_a_document_cited_is_a_ground(world: World, basis: str) -> None:
    assert publish_entry(entry=drafted(world, basis=basis), version=1, by=world.actor("admin"), at=NOW).wording == 1


def test_without_a_ground_a_named_post_says_why_and_the_book_prints_it(world: World) -> None:
    made = draft_entry(words=Words(QUESTION, ANSWER, no_ground="Việc nội bộ", no_ground_post="office_head"),
                       by=world.actor("specialist"), at=NOW)  # fmt: skip
    published_now = publish_entry(entry=made, version=1, by=world.actor("admin"), at=NOW)
    assert entries.wordings(published_now)[0].basis == [
        [
            "không viện dẫn văn bản: Việc nội bộ (Chánh Văn phòng)",
            None,
            None,
            "no document is cited: Việc nội bộ (Head of the Office)",
        ]
    ]


def test_who_saves_over_a_later_version_is_told(world: World) -> None:
    made = drafted(world)
    save_entry(entry=made, words=Words("Mới?", "Mới."), version=1, by=world.actor("specialist"), at=NOW)
    with pytest.raises(Conflict, match="changed while you had it open"):
        save_entry(entry=made, words=Words("Cũ?", "Cũ."), version=1, by=world.actor("transport"), at=NOW)


@pytest.mark.parametrize("kind", ["replaces", "recalls", "amends"])
def test_a_ground_that_was_replaced_marks_its_entry(world: World, kind: str) -> None:
    one = decree(world)
    made = published(world, basis=f"Điều 2, {one.number}")
    assert standing(made) == "in_force"
    later = replaced(world, one, kind)
    row = entries.row(made, TODAY)
    assert row.standing == "check"
    assert [touch.by for touch in row.touches] == [later]


def test_what_is_replaced_by_another_ground_of_the_answer_marks_nothing(world: World) -> None:
    one = decree(world)
    replaced(world, one)
    assert standing(published(world, basis=f"{one.number}\n40/2024/NĐ-CP")) == "in_force"


def test_a_corrected_entry_of_the_ground_is_still_the_ground(world: World) -> None:
    one = decree(world)
    made = published(world, basis=one.number)
    again = decree(world, abstract_vi="Quy định về xử lý sạt lở đường bộ", again=one)
    replaced(world, again)
    assert standing(made) == "check"


def test_an_answer_that_still_holds_is_checked_until_the_next_change(world: World) -> None:
    one = decree(world)
    made = published(world, basis=one.number)
    replaced(world, one, "amends")
    held = confirm_still_holds(
        entry=made, reason="Điều 2 không sửa.", version=made.version, by=world.actor("specialist"), at=NOW
    )
    assert standing(held) == "in_force"
    replaced(world, one, "replaces", number="41/2024/NĐ-CP")
    assert standing(held) == "check"


def test_that_nothing_happened_cannot_be_checked(world: World) -> None:
    made = published(world)
    with pytest.raises(BadInput, match="Nothing was done"):
        confirm_still_holds(entry=made, reason="x", version=made.version, by=world.actor("specialist"), at=NOW)


def test_wording_anew_keeps_what_was_published_and_settles_the_check(world: World) -> None:
    one = decree(world)
    made = published(world, basis=one.number)
    replaced(world, one)
    anew = save_entry(
        entry=made, words=Words(QUESTION, "Sở Xây dựng lập phương án.", topic="transport", basis="40/2024/NĐ-CP"),
        reason="Nghị định mới thay thế.", version=made.version, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    assert standing(anew) == "unconfirmed"
    assert standing(confirm(world, anew, "admin")) == "in_force"
    assert [kept.answer_vi for kept in entries.wordings(anew)] == ["Sở Xây dựng lập phương án.", ANSWER]
    assert entries.wordings(anew)[0].basis[0][0] == "40/2024/NĐ-CP"


def test_what_was_published_is_worded_anew_with_a_reason_only(world: World) -> None:
    made = published(world)
    with pytest.raises(BadInput, match="with a reason only"):
        save_entry(entry=made, words=Words("Q?", "A."), version=made.version, by=world.actor("specialist"), at=NOW)
    assert Wording.objects.count() == 1


def test_an_answer_ends_after_its_last_day(world: World) -> None:
    made = published(world, valid_until=date(2024, 4, 10))
    days = (TODAY, date(2024, 4, 10), date(2024, 4, 11))
    assert [standing(made, day) for day in days] == ["ending", "ending", "expired"]
    assert standing(published(world, valid_until=date(2024, 12, 31))) == "in_force"


def test_what_has_ended_is_not_published(world: World) -> None:
    made = drafted(world, valid_until=date(2024, 1, 1))
    with pytest.raises(BadInput, match="has passed"):
        publish_entry(entry=made, version=1, by=world.actor("specialist"), at=NOW)


def test_a_withdrawn_entry_keeps_its_number_and_its_page(world: World) -> None:
    made = published(world)
    withdraw_entry(entry=made, reason="Trùng câu 2", version=made.version, by=world.actor("specialist"), at=NOW)
    assert standing(made) == "withdrawn"
    assert drafted(world).number == 2
    assert made not in entries.listed(day=TODAY)
    assert made in entries.listed(day=TODAY, standing="withdrawn")


def test_counts_and_lists_agree_about_every_standing(world: World) -> None:
    one = decree(world)
    published(world, basis=one.number)
    published(world, valid_until=date(2024, 4, 1))
    late = drafted(world, basis=LAW, valid_until=date(2024, 4, 2))
    publish_entry(entry=late, version=1, by=world.actor("admin"), at=NOW)
    anew = published(world)
    save_entry(entry=anew, words=Words(QUESTION, "Bản hai", basis=LAW), reason="Rõ hơn", version=anew.version,
               by=world.actor("specialist"), at=NOW)  # fmt: skip
    published(world)
    drafted(world)
    replaced(world, one)
    day = date(2024, 4, 2)
    counted = entries.counts(day)
    listed = {name: entries.listed(day=day, standing=name).count() for name in counted}
    assert (
        listed
        == counted
        == {"check": 1, "expired": 1, "unconfirmed": 1, "ending": 1, "in_force": 1, "draft": 1, "withdrawn": 0}
    )


def test_what_was_published_is_never_changed(world: World) -> None:
    made = published(world)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        made.wordings.update(answer_vi="khác")


def test_search_finds_questions_answers_and_grounds_without_accents(world: World) -> None:
    made = published(world, basis="Luật Đường bộ 2024")
    for words in ("sat lo", "Sạt lở", "luat duong bo", "15 ngày"):
        assert list(entries.listed(day=TODAY, search=words)) == [made], words
    assert not entries.listed(day=TODAY, search="giáo viên")


def test_an_entry_is_made_of_an_answer_once(world: World) -> None:
    decree(world)
    one = answered(world)
    assert list(candidates()) == [one]
    made = draft_from_answers(difficulties=[one], by=world.actor("specialist"), at=NOW)[0]
    assert (made.topic, made.answered_by) == ("transport", world.posts["transport"])
    assert entries.grounds(made)[0].cited is not None
    assert not candidates()
    with pytest.raises(Conflict, match="in the handbook already"):
        draft_entry(words=Words("Q?", "A."), difficulty=one, by=world.actor("specialist"), at=NOW)
