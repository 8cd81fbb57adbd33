"""Who is asked to a review, by the posts that its kind names, and who came."""

from dataclasses import replace

from quarterdeck.people.models import Post
from quarterdeck.reviews import actions
from quarterdeck.reviews.actions import Noted
from quarterdeck.reviews.models import Attendance
from quarterdeck.reviews.queries import planning
from quarterdeck.reviews.rules.kinds import Asks
from tests.reviews.cast import HELD, review
from tests.world import NOW, World


def _noted(world: World, post: str, state: str) -> Noted:
    return Noted(world.posts[post], 1, state)


def test_the_others_are_present_and_what_was_ticked_beside_is_saved_too(world: World, signed_in) -> None:
    of, client = review(world), signed_in("specialist", "en")
    rows = {row.post.code: row.pk for row in of.attendances.all()}
    sent = {"others": "present"}
    for pk in rows.values():
        sent |= {
            f"state-{pk}": "invited",
            f"was-{pk}": '[1, "invited", "", ""]',
            f"instead-{pk}": "",
            f"reason-{pk}": "",
        }
    sent |= {f"state-{rows['finance']}": "absent", f"reason-{rows['finance']}": "ốm"}
    assert client.post("/reviews/2024-Q1/attendance/", sent).status_code == 302
    states = {row.post.code: (row.state, row.reason) for row in of.attendances.all()}
    assert states == {"leader": ("present", ""), "transport": ("present", ""), "finance": ("absent", "ốm")}


def test_what_somebody_else_noted_meanwhile_stays_where_the_page_did_not_touch_it(world: World, signed_in) -> None:
    of, client = review(world), signed_in("specialist", "en")
    rows = {row.post.code: row.pk for row in of.attendances.all()}
    actions.note_attendance(review=of, noted=[_noted(world, "finance", "absent")], by=world.actor("admin"), at=NOW)
    sent = {}
    for pk in rows.values():
        sent |= {
            f"state-{pk}": "invited",
            f"was-{pk}": '[1, "invited", "", ""]',
            f"instead-{pk}": "",
            f"reason-{pk}": "",
        }
    sent |= {f"state-{rows['transport']}": "present"}
    assert client.post("/reviews/2024-Q1/attendance/", sent).status_code == 302
    assert of.attendances.get(post=world.posts["finance"]).state == Attendance.ABSENT
    assert of.attendances.get(post=world.posts["transport"]).state == Attendance.PRESENT
    again = client.post("/reviews/2024-Q1/attendance/", sent | {f"state-{rows['finance']}": "present"})
    assert "otherwise meanwhile" in again.content.decode()


def test_a_kind_asks_the_posts_that_its_pack_names_and_the_heads_where_there_are_none(world: World) -> None:
    kind = replace(planning.kind_of("quarterly", HELD), asks=(Asks("department", ("PGD",)), Asks("office", ("CVTH",))))
    heads = {post.code for post in planning.usually_asked(kind, HELD)}
    assert heads == {"transport", "finance"}
    for body, suffix in (("STC", "PGD"), ("VPUB", "CVTH"), ("VPUB", "CVP")):
        Post.objects.create(code=f"{body}-{suffix}", organisation=world.organisations[body], name_vi=suffix,
                            name_en=suffix, role="specialist")  # fmt: skip
    named = [post.code for post in planning.usually_asked(kind, HELD)]
    assert named == ["transport", "STC-PGD", "VPUB-CVTH"]


def test_who_is_usually_asked_and_is_not_on_the_list_is_proposed(world: World, signed_in) -> None:
    of, client = review(world, attending=[]), signed_in("specialist", "en")
    page = client.get("/reviews/2024-Q1/attendance/").content.decode()
    assert "Usually asked, not on the list" in page
    assert 'value="transport" checked' in page
    assert client.post("/reviews/2024-Q1/attendance/ask/", {"posts": ["transport", "finance"]}).status_code == 302
    assert not planning.not_asked(of)
