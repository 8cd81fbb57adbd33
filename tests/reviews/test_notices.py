"""One notice for each signing body: what was generated, what was signed, what carries Party conclusions further."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from quarterdeck.papers.plain_word import plain_word
from quarterdeck.reviews import actions
from quarterdeck.reviews.actions import Upload
from quarterdeck.reviews.models import Conclusion, Notice, Review
from quarterdeck.reviews.queries import notices as reading
from tests.reviews.cast import concluded, opened, secretary_of_the_party, with_agenda
from tests.world import NOW, World

WORDS = "Sở Tài chính trình phương án trước ngày 30/4/2024."
SIGNED = date(2024, 4, 2)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(*lines: str) -> Upload:
    return Upload("thong-bao.docx", WORD_TYPE, plain_word("\n".join(lines)))


def both_lines(world: World) -> tuple[Review, Conclusion, Conclusion]:
    of = opened(world, with_agenda(world))
    party = concluded(world, of, secretary_of_the_party(world), "Tập trung giải phóng mặt bằng.")
    return of, party, concluded(world, of, world.posts["leader"], WORDS)


def generated(world: World, of: Review, code: str, *lines: str) -> Notice:
    body = reading.body_of(of, code).body
    return actions.keep_generated(review=of, body=body, file=word(*lines), by=world.actor("specialist"), at=NOW)


def sign(world: World, notice: Notice, number: str, *lines: str, version: int = 1) -> Notice:
    return actions.record_signed(
        notice=notice, number=number, signed_on=SIGNED, file=word(*lines), version=version,
        by=world.actor("specialist"), at=NOW.replace(month=4, day=3),
    )  # fmt: skip


def test_each_body_signs_what_its_own_posts_concluded(world: World) -> None:
    of, party, state = both_lines(world)
    found = reading.signing(of)
    assert [(one.body.code, list(one.conclusions)) for one in found] == [("TINHUY", [party]), ("UBND", [state])]


def test_a_signed_notice_with_other_words_shows_the_difference_and_the_conclusion(world: World) -> None:
    of, _party, state = both_lines(world)
    notice = generated(world, of, "UBND", "Số: " + chr(160) * 8 + "/TB-UBND", WORDS)
    sign(world, notice, "45/TB-UBND", "Số: 45/TB-UBND", WORDS.replace("30/4", "15/5"))
    found = reading.compared(reading.body_of(of, "UBND"))
    assert [(one.change.kind, one.conclusion) for one in found] == [("filled", None), ("changed", state)]
    assert reading.differing(found)
    entered = Document.objects.get(number="45/TB-UBND")
    assert (entered.type_code, entered.issuer_vi) == ("TB", "Ủy ban nhân dân tỉnh")


def test_once_signed_neither_side_is_overwritten(world: World) -> None:
    of, *_said = both_lines(world)
    notice = generated(world, of, "UBND", WORDS)
    sign(world, notice, "45/TB-UBND", WORDS)
    with pytest.raises(Conflict, match="has been signed"):
        generated(world, of, "UBND", "Khác")
    with pytest.raises(Conflict, match="meanwhile"):
        sign(world, notice, "46/TB-UBND", WORDS)


def test_a_notice_signed_before_the_review_or_without_words_is_refused(world: World) -> None:
    of, *_said = both_lines(world)
    notice, by = generated(world, of, "UBND", WORDS), world.actor("specialist")
    with pytest.raises(BadInput, match="before the review"):
        actions.record_signed(notice=notice, number="45/TB-UBND", signed_on=date(2024, 3, 1), text=WORDS, version=1,
                              by=by, at=NOW)  # fmt: skip
    with pytest.raises(BadInput, match="missing"):
        actions.record_signed(notice=notice, number="45/TB-UBND", signed_on=SIGNED, version=1, by=by, at=NOW)


def carrier(world: World, target: Document | None) -> Document:
    return register_document(
        number="96/KH-UBND", issuer_vi="Ủy ban nhân dân tỉnh", signed_on=date(2024, 4, 3), abstract_vi="Kế hoạch",
        relations=[("implements", target)] if target else [], by=world.actor("specialist"),
        at=NOW.replace(month=4, day=4),
    )  # fmt: skip


def test_a_party_conclusion_reaches_departments_by_the_document_that_implements_its_notice(world: World) -> None:
    of, party, _state = both_lines(world)
    notice = sign(world, generated(world, of, "TINHUY", WORDS), "200-TB/TU", WORDS)
    assert notice.document is not None
    document = carrier(world, notice.document)
    assert reading.implementing(notice) == [document]
    by = world.actor("specialist")
    actions.take_up(conclusion=party, document=document, version=party.version, by=by, at=NOW)
    assert Conclusion.objects.get(pk=party.pk).implemented_by == document
    with pytest.raises(Conflict, match="meanwhile"):
        actions.take_up(conclusion=party, document=None, version=party.version - 1, by=by, at=NOW)


def test_a_document_that_does_not_implement_the_notice_carries_nothing(world: World) -> None:
    of, party, state = both_lines(world)
    sign(world, generated(world, of, "TINHUY", WORDS), "200-TB/TU", WORDS)
    by = world.actor("specialist")
    with pytest.raises(BadInput, match="does not implement"):
        actions.take_up(conclusion=party, document=carrier(world, None), version=1, by=by, at=NOW)
    with pytest.raises(BadInput, match="one of the State"):
        actions.take_up(conclusion=state, document=None, version=1, by=by, at=NOW)


def test_the_pages_lead_from_the_generated_notice_to_the_signed_one(world: World, signed_in) -> None:
    of, *_said = both_lines(world)
    client = signed_in("specialist", "en")
    assert client.post("/reviews/2024-Q1/close/").status_code == 302
    generated(world, of, "UBND", WORDS)
    notice = generated(world, of, "TINHUY", WORDS)
    file = SimpleUploadedFile("a.docx", word("Khác hẳn").content, WORD_TYPE)
    sent = {"number": "200-TB/TU", "signed_on": "2024-03-27", "file": file, "version": notice.version}
    assert client.post("/reviews/2024-Q1/notices/TINHUY/", sent).status_code == 302
    page = client.get("/reviews/2024-Q1/notices/TINHUY/").content.decode()
    assert "differs from the one that was generated" in page
    listed = client.get("/reviews/2024-Q1/notices/").content.decode()
    assert "200-TB/TU" in listed
    assert "?implements=" in listed
    assert client.get("/reviews/2024-Q1/notices/STC/").status_code == 404
    party = Conclusion.objects.get(line="party")
    document = carrier(world, Notice.objects.get(body__code="TINHUY").document)
    sent = {"document": document.pk, "conclusions": [party.number], f"version-{party.number}": party.version}
    assert client.post("/reviews/2024-Q1/taken-up/", sent).status_code == 302
    assert Conclusion.objects.get(pk=party.pk).implemented_by == document


def test_a_review_with_a_draft_is_not_closed(world: World) -> None:
    of, _party, state = both_lines(world)
    Conclusion.objects.filter(pk=state.pk).update(state=Conclusion.DRAFT, number=None)
    with pytest.raises(BadInput, match="still drafts"):
        actions.close_review(review=of, by=world.actor("specialist"), at=NOW)
