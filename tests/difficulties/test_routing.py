"""Who should answer: the rules of the pack against the words of the matter and what it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries import routing
from quarterdeck.difficulties.rules.routing import best, routes
from tests.difficulties.cast import landslide, watched
from tests.world import TODAY, World, indicator

ROADS = {"to": ["ROADS", "WORKS"], "words": {"vi": ["sạt lở", "đường tỉnh"], "en": ["landslide"]}}
MONEY = {"to": ["FINANCE"], "asks": ["budget"]}
MONEY_WORDS = {"to": ["FINANCE"], "asks": ["budget"], "words": {"en": ["funding"]}}
ALIVE = {"ROADS", "WORKS", "FINANCE"}


def test_the_words_of_the_matter_weigh_more_than_what_it_asks_for() -> None:
    found = routes("Sạt lở trên tuyến đường tỉnh", "budget", [MONEY, ROADS], ALIVE)
    assert [one.body for one in found] == ["ROADS", "FINANCE"]
    assert found[0].words == ("sạt lở", "đường tỉnh")
    assert best(found) == ["ROADS"]


def test_a_body_that_is_no_more_gives_way_to_the_one_after_it() -> None:
    assert [one.body for one in routes("a landslide", "guidance", [ROADS], ALIVE - {"ROADS"})] == ["WORKS"]
    assert routes("a landslide", "guidance", [ROADS], {"FINANCE"}) == []


def test_a_word_is_found_whole_only() -> None:
    assert routes("landslides of votes", "guidance", [ROADS], ALIVE) == []


def test_what_is_asked_for_strengthens_the_words_but_does_not_stand_for_them() -> None:
    (found,) = routes("no funding", "budget", [MONEY_WORDS], ALIVE)
    assert (found.weight, found.asked) == (3, True)
    assert routes("no money", "budget", [MONEY_WORDS], ALIVE) == []


@given(text=st.text(max_size=200), asks=st.sampled_from(["budget", "guidance"]))
def test_whatever_is_written_the_best_comes_first_and_nobody_twice(text: str, asks: str) -> None:
    found = routes(text, asks, [MONEY, ROADS, MONEY_WORDS], ALIVE)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert len({one.body for one in found}) == len(found)


def test_where_nobody_chooses_the_rules_choose(world: World) -> None:
    one = landslide(world, routed_to=[])
    assert [body.code for body in one.routed_to.all()] == ["SGTVT"]


def test_what_no_rule_speaks_for_goes_to_the_office(world: World) -> None:
    one = landslide(world, routed_to=[], matter_vi="Chưa rõ cách làm", matter_en="", asks="guidance")
    assert [body.code for body in one.routed_to.all()] == ["VPUB"]


def test_who_asks_is_never_proposed_to_itself(world: World) -> None:
    found = routing.proposals(text="sạt lở", asks="guidance", day=TODAY, without=["SGTVT"])
    assert "SGTVT" not in {one.body.code for one in found}


def test_who_reports_the_indicator_is_proposed_too(world: World) -> None:
    held = indicator(world)
    found = routing.proposals(text="sạt lở", asks="guidance", indicator_code=held.code, day=TODAY)
    assert [(one.body.code, one.best) for one in found] == [("SGTVT", True), ("STC", False)]


def test_who_owns_the_case_answers_whether_it_leaves_the_list(world: World) -> None:
    case = watched(world)
    found = routing.proposals(text="chợ", asks="watch_list", watch_code=case.code, day=TODAY)
    assert found[0].body.code == "TTR"
    assert found[0].best


def test_a_route_says_why(world: World) -> None:
    (found, *_rest) = routing.proposals(text="Sạt lở", asks="capital", day=TODAY)
    assert "sạt lở" in str(found.why)
    assert Difficulty.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "body", "why"),
    [
        ("Thiếu giáo viên mầm non; đề nghị Sở Tài chính bố trí kinh phí", "STC", "named in the text: “Sở Tài chính”"),
        ("Schools lack roofs. The district asks the Department of Transport for advice", "SGTVT",
         "named in the text: “Department of Transport”"),
        ("Sạt lở; Thanh tra tỉnh đã xem; đề nghị Sở Giao thông vận tải xử lý", "SGTVT",
         "named in the text: “Sở Giao thông vận tải”"),
    ],
)  # fmt: skip
def test_a_body_that_the_matter_asks_by_name_comes_first(world: World, text: str, body: str, why: str) -> None:
    found = routing.proposals(text=text, asks="procedure", day=TODAY)
    assert (found[0].body.code, found[0].best, str(found[0].why)) == (body, True, why)


def test_a_body_named_in_passing_does_not_outweigh_what_the_matter_is_about(world: World) -> None:
    text = "Thanh tra tỉnh đã kết luận; sạt lở mặt đường tỉnh chưa xử lý"
    found = routing.proposals(text=text, asks="procedure", day=TODAY)
    assert [(one.body.code, one.best) for one in found] == [("SGTVT", True), ("TTR", False)]


def test_who_asks_is_not_proposed_although_it_names_itself(world: World) -> None:
    found = routing.proposals(text="Ủy ban nhân dân Huyện Hai đề nghị Sở Tài chính", asks="guidance", day=TODAY,
                              without=["UBND-D2"])  # fmt: skip
    assert [one.body.code for one in found] == ["STC"]


def test_leaving_the_watch_list_goes_to_the_owner_whatever_the_words(world: World) -> None:
    case = watched(world)
    found = routing.proposals(text="Đề nghị Sở Tài chính về chợ", asks="watch_list", watch_code=case.code, day=TODAY)
    assert [(one.body.code, one.best) for one in found] == [("TTR", True)]
    kept = routing.proposals(text="an ninh trật tự", asks="watch_list", watch_code=case.code, day=TODAY,
                             without=["TTR"])  # fmt: skip
    assert [one.body.code for one in kept] == ["VPUB"]
