"""Minutes of a review, one notice for each signing body, and both written when the review is closed."""

import pytest
from django.conf import LazySettings

from quarterdeck.audit.models import Line
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
