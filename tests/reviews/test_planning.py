"""Kinds and calendar of reviews, the form that makes one, its agenda, who is asked, who came, its papers."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.agenda import Item
from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused, Secret
from quarterdeck.core.periods import Period, Regime, regimes_from_pack
from quarterdeck.reviews import actions
from quarterdeck.reviews.actions import Noted, Upload
from quarterdeck.reviews.models import Attendance, Review
from quarterdeck.reviews.queries import planning
from quarterdeck.reviews.rules import kinds as rules
from quarterdeck.web import packs
from tests.reviews.cast import HELD, NEXT, concluded, item, opened, review, with_agenda
from tests.world import NOW, TODAY, World


def _rules(pack: str) -> tuple[tuple[rules.Kind, ...], dict[str, Regime]]:
    kinds = rules.kinds_from_pack(packs.read(pack, "reviews.yaml"))
    return kinds, dict(regimes_from_pack(packs.read(pack, "calendars/regimes.yaml")))


def test_the_quarter_is_reviewed_nine_working_days_after_its_cut_off() -> None:
    kinds, regimes = _rules("vn")
    found = rules.planned(kinds, 2024, regimes, packs.working_calendar("vn"))
    first = next(one for one in found if one.kind.key == "quarterly")
    assert (first.period.code, first.held_on, first.papers_by) == ("2024-Q1", date(2024, 3, 27), date(2024, 3, 22))
    assert first.notice_by == date(2024, 4, 3)


@pytest.mark.parametrize("pack", ["vn", "ee"])
def test_every_kind_of_every_pack_has_its_words_source_and_regime(pack: str) -> None:
    kinds, regimes = _rules(pack)
    assert kinds
    for one in kinds:
        assert all((one.label_vi, one.label_en, one.title_vi, one.title_en, one.source_vi, one.source_en))
        assert one.regime in regimes
        assert one.period in ("", "M", "Q", "S", "A")


@pytest.mark.parametrize("pack", ["vn", "ee"])
@given(year=st.integers(2019, 2026))
def test_papers_come_before_the_review_and_the_notice_after(pack: str, year: int) -> None:
    kinds, regimes = _rules(pack)
    calendar = packs.working_calendar(pack)
    for one in rules.planned(kinds, year, regimes, calendar):
        if one.held_on is None:
            assert not calendar.verified_from <= one.period.last_day.year <= calendar.verified_through or one.steps
            continue
        assert one.papers_by is not None
        assert one.notice_by is not None
        assert one.papers_by < one.held_on <= one.notice_by
        assert calendar.is_working(one.held_on)
        assert calendar.count_working_days(one.papers_by, one.held_on).count == one.kind.papers


def test_a_year_whose_holidays_are_not_verified_has_no_days_but_says_why() -> None:
    kinds, regimes = _rules("vn")
    found = rules.planned(kinds, 2031, regimes, packs.working_calendar("vn"))
    assert {one.held_on for one in found} == {None}
    assert all(one.steps for one in found)


def test_a_kind_without_its_source_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput) as refused:
        rules.kinds_from_pack({"kinds": [{"key": "x"}]}, "vn/reviews.yaml")
    assert refused.value.place == "vn/reviews.yaml:1"


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="daily"):
        planning.kind_of("daily", TODAY)


@given(st.lists(st.booleans(), max_size=8))
def test_consecutive_counts_the_run_from_the_newest(named: list[bool]) -> None:
    codes = [str(number) for number in range(len(named))]
    run = next((place for place, there in enumerate(named) if not there), len(named))
    assert rules.consecutive(codes, [code for code, there in zip(codes, named, strict=True) if there]) == run


def test_the_calendar_leads_to_a_review_that_is_made_once(world: World, signed_in) -> None:
    client = signed_in("specialist", "en")
    page = client.get("/reviews/calendar/?year=2024").content.decode()
    assert "?kind=quarterly&amp;period=2024-Q1&amp;held_on=2024-03-27" in page
    sent = {"kind": "quarterly", "period": "2024-Q1", "held_on": "2024-03-27", "ask_usual": "on",
            "chairs": ["leader"], "secretary": "specialist", "starts_at": "08:00",
            "place_vi": "Hội trường"}  # fmt: skip
    assert client.post("/reviews/new/", sent).status_code == 302
    made = Review.objects.get()
    assert (made.code, made.title_en, made.secretary) == (
        "2024-Q1",
        "Review of the work of Q1 2024",
        world.posts["specialist"],
    )
    asked = set(made.attendances.values_list("post__code", flat=True))
    assert {"leader", "transport", "finance"} <= asked
    assert 'href="/reviews/2024-Q1/"' in client.get("/reviews/calendar/?year=2024").content.decode()
    assert client.post("/reviews/new/", sent | {"kind": "thematic"}).status_code == 302
    assert Review.objects.filter(code="2024-Q1-thematic").exists()


def test_a_period_that_is_none_is_told_beside_its_field(world: World, signed_in) -> None:
    refused = signed_in("specialist", "en").post(
        "/reviews/new/", {"kind": "quarterly", "period": "Q1", "held_on": "2024-03-27"}
    )
    assert "is not a period" in refused.content.decode()


def test_a_review_is_corrected_and_a_stale_form_is_refused(world: World, signed_in) -> None:
    of, client = review(world), signed_in("specialist", "en")
    sent = {"title_vi": "Tên mới", "title_en": "New name", "held_on": "2024-03-28", "chairs": ["leader"],
            "version": of.version}  # fmt: skip
    assert client.post("/reviews/2024-Q1/edit/", sent).status_code == 302
    of.refresh_from_db()
    assert (of.title_en, of.held_on) == ("New name", date(2024, 3, 28))
    stale = client.post("/reviews/2024-Q1/edit/", sent | {"title_en": "Another"})
    assert "Someone else has changed this review" in stale.content.decode()


def test_a_matter_is_added_planned_put_off_and_taken_off(world: World, signed_in) -> None:
    of, client = with_agenda(world), signed_in("specialist", "en")
    sent = {"matter-title_vi": "Sắp xếp đơn vị", "matter-presenter": "transport", "matter-minutes": "15"}
    assert client.post("/reviews/2024-Q1/matters/new/", sent).status_code == 302
    assert "on the agenda already" in client.post("/reviews/2024-Q1/matters/new/", sent).content.decode()
    matter = of.items.get(kind="matter")
    assert (matter.number, matter.presenter, matter.minutes) == (2, world.posts["transport"], 15)
    assert client.post("/reviews/2024-Q1/items/2/plan/", {"postponed": "on", "version": 1}).status_code == 302
    stale = client.post("/reviews/2024-Q1/items/2/plan/", {"minutes": "30", "version": 1})
    assert "meanwhile" in stale.content.decode()
    assert "put off to the next review" in client.get("/reviews/2024-Q1/?item=2").content.decode()
    assert client.post("/reviews/2024-Q1/items/1/drop/").status_code == 302  # of no version: stays
    assert of.items.count() == 2
    assert client.post("/reviews/2024-Q1/items/1/drop/", {"version": 1}).status_code == 302
    assert list(of.items.values_list("number", "kind")) == [(1, "matter")]


def test_an_item_on_which_somebody_spoke_stays(world: World) -> None:
    of, by = with_agenda(world), world.actor("specialist")
    actions.record_opinion(item=item(of), speaker=world.posts["finance"], text_vi="Ý kiến", by=by, at=NOW)
    with pytest.raises(BadInput, match="stays on the agenda"):
        actions.drop_item(item=item(of), version=1, by=by, at=NOW)


def test_an_item_carried_over_knows_where_it_comes_from(world: World) -> None:
    first = with_agenda(world)
    later = review(world, code="2024-Q2", held_on=NEXT)
    carried = Item("matter", "", "Việc cũ", "Old matter", {"carried_from": "2024-Q1/1"})
    actions.put_items(review=later, items=[carried], by=world.actor("specialist"), at=NOW)
    assert item(later).carried_from == item(first)


def _noted(world: World, post: str, state: str, instead: str = "", version: int = 1) -> Noted:
    return Noted(
        world.posts[post], version, state, world.posts.get(instead), "đi công tác" if state == "absent" else ""
    )


def test_who_came_is_noted_by_post(world: World) -> None:
    of, by = review(world), world.actor("specialist")
    noted = [_noted(world, "transport", "represented", instead="district"), _noted(world, "finance", "absent")]
    assert actions.note_attendance(review=of, noted=noted, by=by, at=NOW) == 2
    assert actions.note_attendance(review=of, noted=noted, by=by, at=NOW) == 0
    rows = {row.post.code: row for row in of.attendances.all()}
    assert (rows["transport"].represented_by, rows["finance"].reason) == (world.posts["district"], "đi công tác")
    assert rows["leader"].state == Attendance.INVITED


def test_two_who_note_the_same_post_otherwise_do_not_overwrite_each_other(world: World) -> None:
    of, by = review(world), world.actor("specialist")
    actions.note_attendance(review=of, noted=[_noted(world, "finance", "present")], by=by, at=NOW)
    late = [_noted(world, "transport", "present"), _noted(world, "finance", "absent")]
    with pytest.raises(Conflict, match="otherwise meanwhile"):
        actions.note_attendance(review=of, noted=late, by=by, at=NOW)
    assert of.attendances.get(post=world.posts["transport"]).state == Attendance.INVITED


@pytest.mark.parametrize("instead", ["", "finance"])
def test_nobody_is_represented_by_nobody_or_itself(world: World, instead: str) -> None:
    with pytest.raises(BadInput, match="Who came"):
        actions.note_attendance(
            review=review(world), noted=[_noted(world, "finance", "represented", instead=instead)],
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip


def test_a_chair_and_whoever_spoke_stay_on_the_list(world: World) -> None:
    of, by = with_agenda(world), world.actor("specialist")
    actions.record_opinion(item=item(of), speaker=world.posts["finance"], text_vi="Ý kiến", by=by, at=NOW)
    for post in ("leader", "finance"):
        with pytest.raises(BadInput, match="stays on the list"):
            actions.withdraw_invitation(review=of, post=world.posts[post], by=by, at=NOW)
    actions.withdraw_invitation(review=of, post=world.posts["transport"], by=by, at=NOW)
    assert not of.attendances.filter(post=world.posts["transport"]).exists()


def test_attendance_is_noted_on_its_page_in_one_go(world: World, signed_in) -> None:
    of, client = review(world), signed_in("specialist", "en")
    rows = {row.post.code: row.pk for row in of.attendances.all()}
    sent = {}
    for pk in rows.values():
        was = '[1, "invited", "", ""]'
        sent |= {f"state-{pk}": "present", f"was-{pk}": was, f"instead-{pk}": "", f"reason-{pk}": ""}
    sent |= {f"state-{rows['finance']}": "represented", f"instead-{rows['finance']}": "Nobody known"}
    refused = client.post("/reviews/2024-Q1/attendance/", sent)
    assert "No post of this name" in refused.content.decode()
    sent[f"instead-{rows['finance']}"] = "Director of the Department of Transport"
    assert client.post("/reviews/2024-Q1/attendance/", sent).status_code == 302
    assert "represented: 1" in " ".join(client.get("/reviews/2024-Q1/attendance/").content.decode().split())
    assert client.post("/reviews/2024-Q1/attendance/ask/", {"posts": ["district"]}).status_code == 302


def test_a_district_reads_attendance_and_does_not_write_it(world: World, signed_in) -> None:
    review(world)
    client = signed_in("district", "en")
    page = client.get("/reviews/2024-Q1/attendance/")
    assert page.status_code == 200
    assert "Note who came" not in page.content.decode()
    client.post("/reviews/2024-Q1/attendance/", {"others": "present"})
    assert not Attendance.objects.exclude(state=Attendance.INVITED).exists()


def test_papers_are_sent_to_everybody_who_is_asked_by_their_day(world: World, signed_in) -> None:
    of, client = review(world), signed_in("specialist", "en")
    assert "nothing to send" in client.post("/reviews/2024-Q1/papers/send/", follow=True).content.decode()
    actions.put_items(review=of, items=[Item("matter", "", "Việc", "Matter")], by=world.actor("specialist"), at=NOW)
    file = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.4 words", "application/pdf")
    assert client.post("/reviews/2024-Q1/papers/", {"title_vi": "Báo cáo", "file": file}).status_code == 302
    assert client.post("/reviews/2024-Q1/papers/send/").status_code == 302
    of.refresh_from_db()
    assert of.papers_sent_at is not None
    assert not of.attendances.filter(papers_at=None).exists()
    page = client.get("/reviews/2024-Q1/papers/").content.decode()
    assert "Báo cáo" in page
    assert "22 March 2024" in page
    paper = of.papers.get()
    assert client.post(f"/reviews/2024-Q1/papers/{paper.pk}/withdraw/").status_code == 302
    assert "Báo cáo" not in client.get("/reviews/2024-Q1/papers/").content.decode()


def test_a_paper_marked_secret_is_refused_and_nothing_of_it_is_kept(world: World) -> None:
    of = review(world)
    with pytest.raises(Secret):
        actions.add_paper(review=of, title_vi="Báo cáo", file=Upload("a.txt", "text/plain", "MẬT\nBáo cáo".encode()),
                          by=world.actor("specialist"), at=NOW)  # fmt: skip
    assert not of.papers.exists()


def test_a_closed_review_is_changed_by_nobody(world: World) -> None:
    of, by = opened(world, with_agenda(world)), world.actor("specialist")
    actions.close_review(review=of, by=by, at=NOW)
    assert of.closed_at == NOW
    for act in (
        lambda: actions.add_matter(review=of, title_vi="Việc", by=by, at=NOW),
        lambda: actions.invite_posts(review=of, posts=[], by=by, at=NOW),
        lambda: actions.note_attendance(review=of, noted=[], by=by, at=NOW),
        lambda: actions.send_papers(review=of, by=by, at=NOW),
    ):
        with pytest.raises(Conflict, match="closed"):
            act()


def test_only_who_prepares_reviews_makes_one(world: World) -> None:
    with pytest.raises(Refused):
        review(world, by=world.actor("district"))


def test_the_papers_are_late_once_their_day_has_passed() -> None:
    kind = planning.kind_of("quarterly", HELD)
    assert rules.papers_by(kind, HELD, packs.working_calendar("vn")) < HELD - timedelta(days=3)


def test_the_title_follows_from_kind_and_period() -> None:
    kind = planning.kind_of("quarterly", HELD)
    assert kind.title(Period.parse("2024-Q1"), "vi") == "Hội nghị đánh giá kết quả thực hiện nhiệm vụ quý I năm 2024"


def test_conclusions_keep_the_line_of_their_author(world: World) -> None:
    assert concluded(world, review(world), world.posts["leader"], "Đồng ý").line == "state"


def test_the_list_is_narrowed_to_a_kind_by_its_address(world: World, signed_in) -> None:
    review(world)
    review(world, code="2024-Q2", held_on=NEXT, kind="thematic")
    client = signed_in("district", "en")
    narrowed = client.get("/reviews/?kind=thematic").content.decode()
    assert "Review 2024-Q2" in narrowed
    assert "Review 2024-Q1" not in narrowed
    assert "No review of this kind yet" in client.get("/reviews/?kind=yearly").content.decode()
