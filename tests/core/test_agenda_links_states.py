import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.agenda import Item, in_order
from quarterdeck.core.errors import BadInput
from quarterdeck.core.links import Backlink, backlinks, register_backlinks
from quarterdeck.core.states import Transitions

ITEMS = st.builds(
    Item,
    st.sampled_from(["gap", "task"]),
    st.sampled_from("abc"),
    st.just("vi"),
    st.just("en"),
    st.just({}),
    st.integers(0, 9),
)
TASK = Transitions(
    {
        "issued": frozenset({"taken_on", "cancelled"}),
        "taken_on": frozenset({"done", "cancelled"}),
        "done": frozenset(),
        "cancelled": frozenset(),
    }
)


def test_an_agenda_item_has_a_title_in_both_languages() -> None:
    item = Item("gap", "BUDGET_REV", "Thu ngân sách chậm", "Budget revenue lags", {"share": "0.2"}, 5)
    assert (item.title("vi"), item.title("en")) == ("Thu ngân sách chậm", "Budget revenue lags")


@given(st.lists(ITEMS))
def test_an_agenda_is_heaviest_first_and_names_each_thing_once(items: list[Item]) -> None:
    ordered = in_order(items)
    assert [one.weight for one in ordered] == sorted((one.weight for one in ordered), reverse=True)
    heaviest = {(one.kind, one.ref): 0 for one in items}
    for one in items:
        heaviest[one.kind, one.ref] = max(heaviest[one.kind, one.ref], one.weight)
    assert {(one.kind, one.ref): one.weight for one in ordered} == heaviest
    assert len(ordered) == len(heaviest)
    assert ordered == in_order(reversed(items))


def test_a_page_shows_what_other_rooms_hang_on_it() -> None:
    def from_tasks(ref: str) -> list[Backlink]:
        return [Backlink("tasks", f"Task about {ref}", "/tasks/1", "moves this indicator")]

    register_backlinks("kind of this test", from_tasks)
    register_backlinks("kind of this test", from_tasks)
    assert [link.title for link in backlinks("kind of this test", "IIP")] == ["Task about IIP"]
    assert backlinks("another kind of this test", "IIP") == []


def test_a_move_in_the_table_passes_and_any_other_is_refused_with_the_possible_ones() -> None:
    TASK.check("issued", "taken_on")
    with pytest.raises(BadInput, match=r'"issued" cannot become "done".*cancelled, taken_on'):
        TASK.check("issued", "done")
    with pytest.raises(BadInput, match=r'"done" cannot become "issued".*–'):
        TASK.check("done", "issued")


def test_an_unknown_state_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r'"lost" is not a known state.*issued, taken_on, done, cancelled'):
        TASK.check("lost", "done")


def test_a_table_that_leads_to_a_state_without_a_row_is_refused() -> None:
    with pytest.raises(BadInput, match="no row of their own: done"):
        Transitions({"issued": frozenset({"done"})})


def test_the_diagram_shows_every_move_the_beginning_and_the_ends() -> None:
    drawn = TASK.diagram().splitlines()
    assert drawn[0] == "stateDiagram-v2"
    assert {line.strip() for line in drawn[1:]} == {
        "[*] --> issued",
        "issued --> taken_on",
        "issued --> cancelled",
        "taken_on --> done",
        "taken_on --> cancelled",
        "done --> [*]",
        "cancelled --> [*]",
    }
