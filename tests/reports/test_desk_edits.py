"""Changes of a text: what it becomes, and which place is which."""

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.reports.rules.edits import Edit, applied, in_original, joined, moved, standing

WORDS = st.text(alphabet="abc 0123456789,.%ạđ", min_size=1, max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and changes of it that do not overlap."""
    text = draw(WORDS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text(alphabet="xyz", max_size=6))) for start, end in pairs]


@given(edited())
def test_the_new_words_stand_where_they_are_said_to_stand(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    now = applied(text, edits)
    for one, (start, end) in standing(edits):
        assert now[start:end] == one.new


@given(edited(), st.data())
def test_a_place_that_no_change_touches_has_the_same_words_in_the_original(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    now = applied(text, edits)
    if not now:
        return
    start = data.draw(st.integers(0, len(now) - 1))
    end = data.draw(st.integers(start + 1, len(now)))
    first, last = in_original((start, end), edits)
    assert 0 <= first <= last <= len(text)
    if all(place[1] <= start or place[0] >= end for _one, place in standing(edits)):
        assert text[first:last] == now[start:end]


@given(edited(), st.data())
def test_one_more_change_of_the_changed_text_is_one_change_of_the_original(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    now = applied(text, edits)
    if not now:
        return
    start = data.draw(st.integers(0, len(now) - 1))
    edit = Edit(start, data.draw(st.integers(start + 1, len(now))), data.draw(st.text(alphabet="mn", max_size=4)))
    whole, swallowed = joined(text, edits, edit)
    kept = [one for one in edits if one not in swallowed]
    assert applied(text, [*kept, whole]) == now[: edit.start] + edit.new + now[edit.end :]


@given(WORDS, st.data())
def test_a_place_moves_with_the_words_around_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    edit = Edit(start, data.draw(st.integers(start + 1, len(text))), data.draw(st.text(alphabet="xyz", max_size=9)))
    first = data.draw(st.integers(0, len(text) - 1))
    place = first, data.draw(st.integers(first + 1, len(text)))
    now = applied(text, [edit])
    new = moved(place, edit)
    assert 0 <= new[0] <= new[1] <= len(now)
    if place[1] <= edit.start or place[0] >= edit.end:
        assert now[new[0] : new[1]] == text[place[0] : place[1]]
    else:
        assert edit.new in now[new[0] : new[1]]
