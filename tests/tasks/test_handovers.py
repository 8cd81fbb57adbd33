"""Who takes over a task, for every way in which those whom it names may end."""

from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.tasks.rules.following import ACCEPTOR, COOPERATING, DOER, LEAD, Ending, Handover, handovers, waits

BODIES = ("A", "B", "C", "D")
POSTS = tuple(f"{body}{number}" for body in BODIES for number in (1, 2))
BODY_OF = {post: post[0] for post in POSTS}
ROLES = (DOER, ACCEPTOR, "follower_up", "assigner")


def _ending(codes: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    """Some of them end; whoever takes over goes on."""
    chosen = st.sets(st.sampled_from(codes))
    return chosen.flatmap(
        lambda gone: st.fixed_dictionaries(
            {code: st.sampled_from(["", *(one for one in codes if one not in gone)]) for code in gone}
        )
    )


named = st.fixed_dictionaries(
    {LEAD: st.sampled_from(BODIES), **{role: st.sampled_from(POSTS) for role in ROLES}}
).filter(lambda one: one[DOER] != one[ACCEPTOR])
endings = st.builds(Ending, bodies=_ending(BODIES), posts=_ending(POSTS), body_of=st.just(BODY_OF))
helping = st.lists(st.sampled_from(BODIES), unique=True)


def _after(named: dict[str, str], moved: list[Handover]) -> dict[str, str]:
    return named | {one.role: one.heir for one in moved if one.role != COOPERATING}


@given(named, helping, endings)
def test_whoever_does_a_task_never_comes_to_accept_it(
    named: dict[str, str], cooperating: list[str], ending: Ending
) -> None:
    after = _after(named, handovers(named, cooperating, ending))
    assert after[DOER] != after[ACCEPTOR]
    if BODY_OF[named[ACCEPTOR]] != named[LEAD]:
        assert BODY_OF[after[ACCEPTOR]] != after[LEAD]


@given(named, helping, endings)
def test_only_who_ends_gives_way_and_only_to_its_heir(
    named: dict[str, str], cooperating: list[str], ending: Ending
) -> None:
    for one in handovers(named, cooperating, ending):
        taken_over = ending.heir(one.role, one.origin) == one.heir != ""
        assert taken_over or (one.role, one.origin, one.joined) == (COOPERATING, one.heir, True)


@given(named, helping, endings)
def test_no_body_cooperates_twice_nor_where_it_has_come_to_lead(
    named: dict[str, str], cooperating: list[str], ending: Ending
) -> None:
    moved = handovers(named, cooperating, ending)
    ways = [one for one in moved if one.role == COOPERATING]
    after = [code for code in cooperating if code not in {one.origin for one in ways}]
    after += [one.heir for one in ways if not one.joined]
    assert len(after) == len(set(after))
    if any(one.role == LEAD for one in moved):
        assert _after(named, moved)[LEAD] not in after


@given(named, helping, endings)
def test_a_task_waits_exactly_while_it_names_somebody_who_ends(
    named: dict[str, str], cooperating: list[str], ending: Ending
) -> None:
    moved = handovers(named, cooperating, ending)
    gone = {one.origin for one in moved if one.role == COOPERATING}
    left = any(ending.heir(role, code) is not None for role, code in _after(named, moved).items())
    left = left or any(ending.heir(COOPERATING, code) is not None for code in cooperating if code not in gone)
    assert waits(named, cooperating, moved, ending) == left


def test_where_all_have_heirs_all_pass() -> None:
    everyone = {LEAD: "A", DOER: "A1", ACCEPTOR: "B1", "follower_up": "B2", "assigner": "B1"}
    found = handovers(everyone, ["A", "C"], Ending({"A": "D"}, {"A1": "D1"}, BODY_OF))
    assert found == [Handover(LEAD, "A", "D"), Handover(DOER, "A1", "D1"), Handover(COOPERATING, "A", "D", joined=True)]
