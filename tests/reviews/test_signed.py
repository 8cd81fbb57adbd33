"""What a signed notice says otherwise: conclusions that it drops or changes, and what is decided of them."""

from datetime import date

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.documents.actions import cite_document, take_citation_back
from quarterdeck.papers.words import word
from quarterdeck.reviews import actions, queries
from quarterdeck.reviews.models import Conclusion, Notice, Review
from quarterdeck.reviews.queries import notices as reading
from quarterdeck.reviews.queries.steps import steps_after
from quarterdeck.reviews.rules.difference import NO_DIFFERENCE, difference
from quarterdeck.reviews.rules.signed import moved
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.signed import proposed
from tests.handbook.cast import decree
from tests.reviews.cast import concluded, opened, secretary_of_the_party, with_agenda
from tests.reviews.test_notices import carrier, generated, sign
from tests.tasks.cast import taken
from tests.world import NOW, TODAY, World

LABELS = {name: word("vi", name) for name in ("lead", "due", "result")}
FIRST, SECOND, THIRD = "Mở rộng khu công nghiệp.", "Trình phương án thu.", "Sửa đường tỉnh 294B."
DETAILS = "Chủ trì: Sở Tài chính. Thời hạn: 15/04/2024. Kết quả: Tờ trình."
AFTER = "Chủ trì: Sở Xây dựng. Thời hạn: 30/04/2024. Kết quả: Tờ trình."
LINES = (f"1. {FIRST}", f"2. {SECOND}", DETAILS, f"3. {THIRD}")


def signed(world: World, *lines: str) -> Review:
    """A closed review with three conclusions of the Committee, and its notice as signed."""
    of = opened(world, with_agenda(world))
    for text in (FIRST, SECOND, THIRD):
        concluded(world, of, world.posts["leader"], text)
    actions.close_review(review=of, by=world.actor("specialist"), at=NOW)
    Notice.objects.all().delete()
    sign(world, generated(world, of, "UBND", *LINES), "45/TB-UBND", *lines)
    return of


def test_what_moves_up_where_a_paragraph_is_left_out_is_no_difference() -> None:
    found = difference("\n".join(LINES), "\n".join((f"1. {SECOND}", DETAILS, f"2. {THIRD}")))
    assert [one.kind for one in found] == ["removed", "renumbered", "same", "renumbered"]
    assert [one.kind in NO_DIFFERENCE for one in found] == [False, True, True, True]


@pytest.mark.parametrize(("before", "after", "due", "lead"), [
    (DETAILS, AFTER, date(2024, 4, 30), "Sở Xây dựng"),
    (DETAILS, DETAILS.replace("15/04", "30/04"), date(2024, 4, 30), ""),
    ("Trình trước ngày 15/4/2024.", "Trình trước ngày 2/5/2024.", date(2024, 5, 2), ""),
    ("Làm từ 1/4/2024 đến 15/4/2024.", "Làm từ 1/4/2024 đến 20/4/2024.", date(2024, 4, 20), ""),
    ("Làm từ 1/4/2024 đến 15/4/2024.", "Làm từ 2/4/2024 đến 20/4/2024.", None, ""),
    ("Trình trước ngày 15/4/2024.", "Trình trước ngày 31/2/2024.", None, ""),
])  # fmt: skip
def test_a_new_day_or_lead_is_read_where_it_is_certain(before: str, after: str, due: date | None, lead: str) -> None:
    found = moved(difference(before, after), LABELS)
    assert (found.due, found.lead) == (due, lead)


def test_a_conclusion_that_the_signed_notice_drops_is_marked_and_decided_once(world: World, signed_in) -> None:
    of = signed(world, f"1. {SECOND}", AFTER, f"2. {THIRD}")
    told = reading.signed_otherwise(of)
    assert {number: one.fate for number, one in told.items()} == {1: "dropped", 2: "changed"}
    assert (told[2].moved.due, told[2].moved.lead) == (date(2024, 4, 30), "Sở Xây dựng")
    client = signed_in("specialist", "en")
    page = client.get("/reviews/2024-Q1/").content.decode()
    assert "left out of the signed notice" in page
    assert "led by Sở Xây dựng instead of Sở Tài chính" in page
    first = queries.conclusion(of, 1)
    url, sent = "/reviews/2024-Q1/conclusions/1/decide/", {"decision": "withdrawn", "version": first.version}
    assert "A reason is needed" in client.post(url, sent, follow=True).content.decode()
    client.post(url, sent | {"why": "Thường trực rút nội dung"})
    first.refresh_from_db()
    assert (first.state, first.after_signing) == (Conclusion.WITHDRAWN, "withdrawn")
    assert Line.objects.get(act="conclusion.withdrawn").reason == "Thường trực rút nội dung"
    page = client.get("/reviews/2024-Q1/").content.decode()
    assert "Thường trực rút nội dung" in page
    assert "What becomes of it" not in page
    assert "meanwhile" in client.post(url, sent | {"why": "Khác", "decision": "followed"}, follow=True).content.decode()


def test_what_is_followed_all_the_same_stays_open(world: World) -> None:
    of = signed(world, f"1. {SECOND}", DETAILS, f"2. {THIRD}")
    by = world.actor("specialist")
    first = queries.conclusion(of, 1)
    actions.decide_after_signing(conclusion=first, decision="followed", why="Vẫn thực hiện", version=first.version,
                                 by=by, at=NOW)  # fmt: skip
    assert queries.conclusion(of, 1).state == Conclusion.RECORDED
    second = queries.conclusion(of, 2)
    with pytest.raises(BadInput, match="does not leave"):
        actions.decide_after_signing(conclusion=second, decision="followed", why="x", version=second.version, by=by,
                                     at=NOW)  # fmt: skip


def test_an_unclear_conclusion_that_was_withdrawn_waits_for_nobody(world: World) -> None:
    of = signed(world, f"1. {SECOND}", DETAILS, f"2. {THIRD}")
    by, first = world.actor("specialist"), queries.conclusion(of, 1)
    actions.keep_to_be_clarified(conclusion=first, owner=world.posts["specialist"], clarify_by=TODAY, why=[], by=by,
                                 at=NOW)  # fmt: skip
    assert list(queries.to_be_clarified()) == [first]
    actions.decide_after_signing(conclusion=first, decision="withdrawn", why="Rút", version=first.version, by=by,
                                 at=NOW)  # fmt: skip
    assert not queries.to_be_clarified().exists()


def test_one_document_carries_several_conclusions_of_the_party_or_none(world: World) -> None:
    of = opened(world, with_agenda(world))
    party = secretary_of_the_party(world)
    both = [concluded(world, of, party, text) for text in (FIRST, SECOND)]
    notice = sign(world, generated(world, of, "TINHUY", FIRST), "200-TB/TU", FIRST)
    document, by = carrier(world, notice.document), world.actor("specialist")
    with pytest.raises(Conflict, match="meanwhile"):
        actions.take_up_all(conclusions=both, document=document, versions={1: 1, 2: 9}, by=by, at=NOW)
    assert not Conclusion.objects.exclude(implemented_by=None).exists()
    both = list(queries.conclusions(of))
    assert actions.take_up_all(conclusions=both, document=document, versions={1: 1, 2: 1}, by=by, at=NOW) == 2
    assert {one.implemented_by for one in queries.conclusions(of)} == {document}
    with pytest.raises(BadInput, match="No conclusion is chosen"):
        actions.take_up_all(conclusions=[], document=document, versions={}, by=by, at=NOW)


def test_a_new_day_of_the_signed_notice_is_proposed_to_the_task(world: World, signed_in) -> None:
    details = DETAILS.replace("Sở Tài chính", "Sở Giao thông vận tải")
    of = opened(world, with_agenda(world))
    said = concluded(world, of, world.posts["leader"], SECOND, "task")
    task = taken(world, conclusion=said)
    actions.close_review(review=of, by=world.actor("specialist"), at=NOW)
    Notice.objects.all().delete()
    made = generated(world, of, "UBND", f"1. {SECOND}", details)
    assert proposed(Task.objects.get(pk=task.pk)) is None
    sign(world, made, "45/TB-UBND", f"1. {SECOND}", details.replace("15/04", "30/05"))
    found = proposed(Task.objects.get(pk=task.pk))
    assert found is not None
    assert (found.due, found.lead, found.withdrawn) == (date(2024, 5, 30), "", False)
    page = signed_in("transport", "en").get(f"/tasks/{task.code}/").content.decode()
    assert "The signed notice 45/TB-UBND of" in page
    assert 'value="2024-05-30"' in page


def test_after_closing_the_page_lists_what_comes_next_with_counts_and_links(world: World, signed_in) -> None:
    of, client = opened(world, with_agenda(world)), signed_in("specialist", "en")
    concluded(world, of, secretary_of_the_party(world), FIRST)
    concluded(world, of, world.posts["leader"], SECOND)
    unclear = concluded(world, of, world.posts["leader"], THIRD, "task")
    actions.keep_to_be_clarified(conclusion=unclear, owner=world.posts["specialist"], clarify_by=TODAY, why=[],
                                 by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert "What comes next" not in client.get("/reviews/2024-Q1/").content.decode()
    page = client.post("/reviews/2024-Q1/close/", follow=True).content.decode()
    assert "What comes next is listed here" in page
    counts = {one.label: one.count for one in steps_after(queries.review("2024-Q1"), {}) if one.count}
    assert list(counts.values()) == [1, 2, 1, 1, 3]
    for url in ("/reports/2024-Q1/minutes/", "/reports/2024-Q1/notice/?body=UBND", "/reviews/2024-Q1/#conclusion-3",
                "/reviews/2024-Q1/papers/"):  # fmt: skip
        assert f'href="{url}"' in page
    assert "What comes next" in signed_in("leader", "en").get("/reviews/2024-Q1/").content.decode()
    assert "What comes next" not in signed_in("transport", "en").get("/reviews/2024-Q1/").content.decode()


def test_what_a_conclusion_cites_stays_once_its_notice_is_signed(world: World, signed_in) -> None:
    decree(world)
    of = opened(world, with_agenda(world))
    one = concluded(world, of, world.posts["leader"], FIRST)
    said = {"kind": "conclusion", "ref": f"{of.code}/{one.number}", "by": world.actor("specialist"), "at": NOW}
    made = cite_document(text="Điều 2, 12/2023/NĐ-CP", **said)
    actions.close_review(review=of, by=world.actor("specialist"), at=NOW)
    cite_document(text="Điều 1, 12/2023/NĐ-CP", **said)
    Notice.objects.all().delete()
    sign(world, generated(world, of, "UBND", *LINES), "45/TB-UBND", *LINES)
    with pytest.raises(Conflict, match="45/TB-UBND") as refused:
        cite_document(text="12/2023/NĐ-CP", **said)
    assert "changed notice" in str(refused.value.remedy)
    with pytest.raises(Conflict, match="45/TB-UBND"):
        take_citation_back(citation=made, by=world.actor("specialist"), at=NOW)
    page = signed_in("specialist", "en").get(f"/documents/cites/conclusion/{of.code}/{one.number}/").content.decode()
    assert "Have a changed notice signed" in page
    assert "Take back" not in page
    assert 'name="text"' not in page
