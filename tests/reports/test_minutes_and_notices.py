"""Minutes of a review, one notice for each signing body, and both written when the review is closed."""

from datetime import date

import pytest
from django.conf import LazySettings

from quarterdeck.audit.models import Line
from quarterdeck.core.agenda import Item
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.actions.citing import cite_document
from quarterdeck.figures.models import Theme
from quarterdeck.papers.content import plain_text
from quarterdeck.people.models import Organisation, Post
from quarterdeck.prose.sources import open_source
from quarterdeck.reports.queries import files, paper_of
from quarterdeck.reports.rules import Lang
from quarterdeck.reviews import actions
from quarterdeck.reviews.actions import Noted, Setting
from quarterdeck.reviews.models import Notice, Review
from tests.reviews.cast import concluded, item, opened, secretary_of_the_party, with_agenda
from tests.world import NOW, TODAY, World

PARTY, STATE = "Tập trung giải phóng mặt bằng.", "Đồng ý phương án của Sở Tài chính."


@pytest.fixture
def held(world: World) -> Review:
    """A review with attendance, an opinion, an assessment and a conclusion of each line."""
    by = world.actor("specialist")
    of = opened(
        world, with_agenda(world, setting=Setting(place_vi="Hội trường lớn", secretary=world.posts["specialist"]))
    )
    actions.note_attendance(review=of, noted=[
        Noted(world.posts["leader"], 1, "present"),
        Noted(world.posts["transport"], 1, "represented", world.posts["finance"]),
        Noted(world.posts["finance"], 1, "absent", None, "ốm"),
    ], by=by, at=NOW)  # fmt: skip
    Theme.objects.create(code="land", name_vi="Đất đai", name_en="Land")
    actions.record_opinion(item=item(of), speaker=world.posts["finance"], text_vi="Thu đạt thấp.", by=by, at=NOW)
    actions.record_assessment(review=of, theme="land", kind="shortcoming", text_vi="Mặt bằng chậm.",
                              author=world.posts["leader"], by=by, at=NOW)  # fmt: skip
    concluded(world, of, secretary_of_the_party(world), PARTY)
    concluded(world, of, world.posts["leader"], STATE)
    return of


def text(of: Review, kind: str, lang: Lang = "vi", body: str = "") -> str:
    return plain_text(paper_of(of, kind, lang, today=TODAY, at=NOW, body=body))


def test_the_minutes_tell_who_came_what_was_said_assessed_and_concluded_by_whom(held: Review) -> None:
    found = text(held, "minutes")
    for words in ("Hội trường lớn", "Giám đốc Sở Tài chính: Thu đạt thấp.", "Mặt bằng chậm.", PARTY, STATE,
                  "Chuyên viên tổng hợp"):  # fmt: skip
        assert words in found
    assert found.index("Bí thư Tỉnh ủy") < found.index(PARTY)
    english = text(held, "minutes", "en")
    assert "3 posts were asked: 1 present, 1 represented, 1 absent." in english


def test_minutes_without_a_place_do_not_promise_one(world: World, held: Review) -> None:
    assert "ĐỊA ĐIỂM" in text(held, "minutes")
    Review.objects.filter(pk=held.pk).update(place_vi="", place_en="")
    held.refresh_from_db()
    assert "ĐỊA ĐIỂM" not in text(held, "minutes").upper()


def test_the_minutes_name_what_was_not_discussed_and_show_the_figures_of_an_assessment(
    world: World, held: Review
) -> None:
    by = world.actor("specialist")
    put = [Item("gap", "EXPORT", "Xuất khẩu hàng hóa", "Exports", {"standing": "behind"}),
           Item("task", "NV-1", "Trình phương án.", "Submit the plan", {"days_late": 3})]  # fmt: skip
    actions.put_items(review=held, items=put, by=by, at=NOW)
    actions.record_assessment(
        review=held, theme="land", kind="cause", text_vi="Thu chậm.", items=list(held.items.all()),
        author=world.posts["leader"], by=by, at=NOW,
    )  # fmt: skip
    found = text(held, "minutes").replace("\u00a0", " ")
    assert "Chỉ tiêu chậm tiến độ (1): Xuất khẩu hàng hóa." in found
    assert "Nhiệm vụ (1): Trình phương án." in found
    assert "Thu chậm (Thu ngân sách, quý I năm 2024: 450,5 tỷ đồng; Xuất khẩu hàng hóa; Trình phương án, " in found
    assert "quá hạn 3 ngày)" in found


def test_conclusions_of_the_minutes_run_on_in_the_order_in_which_they_were_drawn(world: World, held: Review) -> None:
    concluded(world, held, secretary_of_the_party(world), "Kết luận thứ ba.")
    found = text(held, "minutes")
    assert found.index(f"1. {PARTY}") < found.index(f"2. {STATE}") < found.index("3. Kết luận thứ ba.")


def test_a_long_list_of_those_asked_stands_in_an_annex(world: World, held: Review) -> None:
    for number in range(12):
        one = Post.objects.create(code=f"x{number}", organisation=world.organisations["STC"], name_vi=f"Phó {number}",
                                  name_en=f"Deputy {number}", role="unit_leader")  # fmt: skip
        actions.invite_posts(review=held, posts=[one], by=world.actor("specialist"), at=NOW)
    made = paper_of(held, "minutes", "vi", today=TODAY, at=NOW)
    assert "có danh sách kèm theo" in plain_text(made)
    assert [len(block.rows) for annex in made.annexes for block in annex.blocks] == [15]


@pytest.mark.parametrize(("body", "owner", "named"), [
    ("TINHUY", "specialist", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("TINHUY", "finance", "Sở Tài chính"),
    ("UBND", "specialist", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("UBND", "finance", "Giám đốc Sở Tài chính"),
])  # fmt: skip
def test_a_notice_names_bodies_and_posts_as_its_line_does_and_never_a_specialist(
    world: World, held: Review, body: str, owner: str, named: str
) -> None:
    author = secretary_of_the_party(world) if body == "TINHUY" else world.posts["leader"]
    unclear = concluded(world, held, author, "Quan tâm hơn nữa.", "task")
    actions.keep_to_be_clarified(conclusion=unclear, owner=world.posts[owner], clarify_by=TODAY, why=[],
                                 by=world.actor("specialist"), at=NOW)  # fmt: skip
    found = text(held, "notice", body=body)
    assert f": {named}; thời hạn" in found
    assert "Chuyên viên" not in found


def test_what_a_conclusion_cites_is_printed_in_the_notice_and_in_the_minutes(world: World, held: Review) -> None:
    by = world.actor("specialist")
    document = register_document(
        number="30-CT/TU", issuer_vi="Tỉnh ủy", signed_on=date(2023, 9, 19), abstract_vi="Cấp giấy chứng nhận",
        text="Mở đầu\nĐiều 1. Yêu cầu\nNội dung", by=by, at=NOW,
    )  # fmt: skip
    cite_document(kind="conclusion", ref="2024-Q1/1", text="Điều 1, 30-CT/TU", by=by, at=NOW)
    for kind in ("notice", "minutes"):
        found = text(held, kind)
        assert f"{PARTY} (theo Điều 1, Chỉ thị số {document.number} ngày 19/09/2023)" in found


def test_the_minutes_are_signed_by_chair_and_secretary(held: Review) -> None:
    made = paper_of(held, "minutes", "vi", today=TODAY, at=NOW)
    assert made.signature is not None
    assert made.writer is not None
    assert (made.writer.post, made.signature.post) == ("THƯ KÝ", "CHỦ TỌA")
    for form in ("docx", "html"):
        written = open_source(files.rendered(made, form), f"m.{form}").text
        assert "THƯ KÝ" in written
        assert "CHỦ TỌA" in written


def test_each_notice_holds_what_the_posts_of_its_body_concluded(held: Review) -> None:
    party, state = text(held, "notice", body="TINHUY"), text(held, "notice", body="UBND")
    assert (PARTY in party, STATE in party) == (True, False)
    assert (PARTY in state, STATE in state) == (False, True)
    assert PARTY in text(held, "notice")


def test_a_notice_has_the_head_of_the_line_of_its_body(held: Review) -> None:
    heads = {body: paper_of(held, "notice", "vi", today=TODAY, at=NOW, body=body).header for body in ("TINHUY", "UBND")}
    assert heads["TINHUY"].nation == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert "TB/TU" in heads["TINHUY"].number_symbol
    assert "TB-UBND" in heads["UBND"].number_symbol


def test_another_body_of_the_line_signs_with_its_own_name(world: World, held: Review) -> None:
    council = Organisation.objects.create(code="HDND", name_vi="Hội đồng nhân dân tỉnh", name_en="People's Council",
                                          kind="council", line="state", area=world.areas["P"])  # fmt: skip
    chair = Post.objects.create(code="council_chair", organisation=council, name_vi="Chủ tịch HĐND tỉnh",
                                name_en="Chair of the Council", role="leader")  # fmt: skip
    concluded(world, held, chair, "Giám sát chuyên đề.")
    made = paper_of(held, "notice", "vi", today=TODAY, at=NOW, body="HDND")
    assert made.header.issuer == "HỘI ĐỒNG NHÂN DÂN TỈNH"
    assert made.signature is not None
    assert made.signature.post == "CHỦ TỊCH HĐND TỈNH"


def test_closing_writes_the_notices_and_their_words_are_those_of_the_word_file(world: World, held: Review) -> None:
    actions.close_review(review=held, by=world.actor("specialist"), at=NOW)
    found = {one.body.code: one for one in Notice.objects.select_related("body", "generated_file")}
    assert set(found) == {"TINHUY", "UBND"}
    assert PARTY in found["TINHUY"].generated_text
    assert found["UBND"].generated_file is not None
    assert found["UBND"].made_at == NOW


def test_a_broken_template_of_the_office_keeps_no_review_open(
    world: World, held: Review, settings: LazySettings, tmp_path
) -> None:
    settings.HOME = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "notice.docx").write_bytes(b"no Word file")
    by = world.actor("specialist")
    actions.close_review(review=held, by=by, at=NOW)
    assert not Notice.objects.exists()
    assert Line.objects.filter(act="notice.not_generated").count() == 2
    (tmp_path / "templates" / "notice.docx").unlink()
    actions.preparing.write_notices(review=held, by=by, at=NOW)
    assert Notice.objects.count() == 2


def test_the_pages_lead_to_every_notice_and_to_the_minutes(world: World, held: Review, signed_in) -> None:
    client = signed_in("specialist", "en")
    assert client.post("/reviews/2024-Q1/close/").status_code == 302
    page = client.get("/reviews/2024-Q1/notices/").content.decode()
    assert "/reports/2024-Q1/notice/?body=UBND" in page
    assert "/reports/2024-Q1/minutes/" in page
    assert STATE in client.get("/reports/2024-Q1/notice/?body=UBND&lang=vi").content.decode()
    saved = client.get("/reports/2024-Q1/notice/vi.docx?body=UBND")
    assert 'filename="2024-Q1-notice-UBND-vi.docx"' in saved["Content-Disposition"]
    assert client.get("/reports/2024-Q1/minutes/").status_code == 200
    assert client.get("/reports/2024-Q1/notice/?body=STC").status_code == 404
