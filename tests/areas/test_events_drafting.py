"""What may be drafted, what is refused and why: without a store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from quarterdeck.areas.rules import kinds
from quarterdeck.areas.rules.drafting import Draft, NewUnit, Part, change_of, continued, next_code, with_units_below
from quarterdeck.areas.rules.refusals import check, refusals
from quarterdeck.areas.rules.shares import read_share
from quarterdeck.areas.rules.standing import MOVES, STATES
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Standing, Succession, Unit
from tests.areas.drafts import facts

DAY = date(2025, 3, 1)
OLD = date(2010, 1, 1)
HALF = {"population": Share(Fraction(1, 2), Quality.COUNTED)}


def unit(code: str, level: int, parent: str, born: date = OLD, end: date | None = None, uid: str = "") -> Unit:
    return Unit(uid or f"{code}@{born}", code, level, "commune" if level == 3 else "district", f"Đơn vị {code}",
                f"Unit {code}", parent, born, end)  # fmt: skip


P, D1, D2 = unit("P", 1, ""), unit("D1", 2, "P"), unit("D2", 2, "P")
C1, C2, C3 = unit("C1", 3, "D1"), unit("C2", 3, "D1"), unit("C3", 3, "D2")
DEAD = unit("C9", 3, "D1", end=date(2020, 1, 1))
YOUNG = unit("C8", 3, "D1", born=date(2025, 6, 1))
REGISTER = Register([P, D1, D2, C1, C2, C3, DEAD, YOUNG])
C4 = NewUnit("C4", 3, "commune", "Xã Bốn", "Commune Four", "D1")
C5 = replace(C4, code="C5", name_vi="Xã Năm")


def merge(units: Sequence[Unit] = (C1, C2), into: NewUnit = C4, **given: object) -> Draft:
    return kinds.merge(facts(EventKind.MERGE, **given), units, into)


def said(draft: Draft, register: Register = REGISTER) -> str:
    with pytest.raises(BadInput) as refusal:
        check(draft, register)
    return str(refusal.value)


NATURAL = {
    "merge": merge(),
    "absorb": kinds.absorb(facts(EventKind.ABSORB), C1, [C2]),
    "split": kinds.split(facts(EventKind.SPLIT), C3, [(C4, HALF), (C5, HALF)]),
    "transfer": kinds.transfer(facts(EventKind.TRANSFER), C1, C3, {"land": Share(Fraction(2, 5), Quality.COUNTED)}),
    "move": kinds.move(facts(EventKind.MOVE), [C1], "D2"),
    "rename": kinds.rename(facts(EventKind.RENAME), C1, "Xã Mới", "New"),
    "reclassify": kinds.reclassify(facts(EventKind.RECLASSIFY), C1, "township", "Thị trấn Một"),
    "abolish": kinds.abolish(facts(EventKind.ABOLISH), [C1]),
    "create": kinds.create(facts(EventKind.CREATE), [C4]),
}


@pytest.mark.parametrize("kind", NATURAL)
def test_the_natural_draft_of_each_kind_stands(kind: str) -> None:
    assert list(refusals(NATURAL[kind], REGISTER)) == []


def test_every_kind_but_the_withdrawal_has_a_natural_draft() -> None:
    assert set(NATURAL) == {kind.value for kind in EventKind} - {"withdrawal"}
    assert "no event to be drafted" in said(replace(merge(), facts=facts(EventKind.WITHDRAWAL)))


def test_a_merger_ends_its_units_and_begins_one_with_a_uid() -> None:
    change = check(merge(), REGISTER)
    assert [one.uid for one in change.ended] == [C1.uid, C2.uid]
    assert [one.uid for one in change.begun] == ["C4@2025-03-01"]
    assert change.heirs == {C1.uid: "C4@2025-03-01", C2.uid: "C4@2025-03-01"}
    assert change.disappears(change.ended[0])


def test_a_uid_that_is_taken_gets_a_number() -> None:
    assert change_of(merge(), REGISTER, ["C4@2025-03-01"]).begun[0].uid == "C4@2025-03-01~2"
    assert change_of(merge(), REGISTER, ["C4@2025-03-01", "C4@2025-03-01~2"]).begun[0].uid == "C4@2025-03-01~3"


def test_who_absorbs_keeps_its_code_and_is_the_heir() -> None:
    change = check(NATURAL["absorb"], REGISTER)
    assert change.begun[0].code == "C1"
    assert change.heirs[C2.uid] == change.begun[0].uid
    assert not change.disappears(change.ended[0])


def test_a_transfer_leaves_the_rest_with_the_giver() -> None:
    change = check(NATURAL["transfer"], REGISTER)
    shares = {(one.predecessor, one.successor[:2]): one.shares["land"].value for one in change.successions}
    assert shares == {(C1.uid, "C1"): Fraction(3, 5), (C1.uid, "C3"): Fraction(2, 5), (C3.uid, "C3"): 1}


def test_a_part_of_unknown_size_leaves_an_unknown_rest() -> None:
    draft = kinds.transfer(facts(EventKind.TRANSFER), C1, C3, {"land": Share(None, Quality.UNKNOWN)})
    assert check(draft, REGISTER).successions[0].shares["land"].value is None


def test_communes_of_merged_districts_go_under_the_heir() -> None:
    draft = kinds.merge(facts(EventKind.MERGE), [D1, D2], NewUnit("D3", 2, "district", "Huyện Gộp", "", "P"))
    assert "would have no parent: Đơn vị C1 (C1), Đơn vị C2 (C2)" in said(draft)
    change = check(with_units_below(draft, REGISTER), REGISTER)
    assert {one.code: one.parent_code for one in change.begun} == {"D3": "P", "C1": "D3", "C2": "D3", "C3": "D3"}
    assert YOUNG.uid not in {one.uid for one in change.ended}


def test_communes_of_an_abolished_district_go_one_level_up() -> None:
    change = check(with_units_below(kinds.abolish(facts(EventKind.ABOLISH), [D2]), REGISTER), REGISTER)
    assert {one.code: one.parent_code for one in change.begun} == {"C3": "P"}


def test_communes_of_a_split_district_are_placed_by_hand() -> None:
    news = [NewUnit(code, 2, "district", code, "", "P") for code in ("D5", "D6")]
    draft = kinds.split(facts(EventKind.SPLIT), D1, [(new, {}) for new in news])
    assert "Say under which unit each of them goes" in said(with_units_below(draft, REGISTER))
    placed = with_units_below(draft, REGISTER, {C1.uid: "D5", C2.uid: "D6"})
    assert {one.code: one.parent_code for one in check(placed, REGISTER).begun if one.level == 3} == {
        "C1": "D5", "C2": "D6",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (("3/5", "1/2"), "add up to 1.1, more than the whole"),
        (("3/5", "1/5"), "are all known but add up to 0.8, less than the whole"),
        (("-1/5", "6/5"), "is below zero"),
        (("1.2", ""), "more than the whole"),
    ],
)
def test_shares_that_cannot_be_true_are_refused(shares: tuple[str, str], words: str) -> None:
    into = [(new, {"population": read_share(text)}) for new, text in zip((C4, C5), shares, strict=True)]
    assert words in said(kinds.split(facts(EventKind.SPLIT), C3, into))


@pytest.mark.parametrize("shares", [("1/3", "2/3"), ("0.333", "0.667"), ("0.4", ""), ("", ""), ("1", "")])
def test_shares_that_can_be_true_stand(shares: tuple[str, str]) -> None:
    into = [(new, {"population": read_share(text)}) for new, text in zip((C4, C5), shares, strict=True)]
    assert check(kinds.split(facts(EventKind.SPLIT), C3, into), REGISTER).successions[0].shares["population"].value == (
        Fraction(shares[0]) if shares[0] else None
    )


REFUSED = {
    "not alive on the eve of 2025-03-01: it ended on 2020-01-01": merge([C1, DEAD]),
    "comes before its birth": merge([C1, YOUNG]),
    "no unit Z9@2010-01-01 in force or planned": replace(merge(), ends=(C1.uid, "Z9@2010-01-01")),
    "is named twice": replace(merge(), ends=(C1.uid, C2.uid, C1.uid)),
    "rests on a legal act": merge(act=" "),
    "has no title": merge(title_vi=""),
    "The code C3 is borne by Đơn vị C3 (C3)": merge(into=replace(C4, code="C3")),
    "The code C8 is borne by Đơn vị C8 (C8) from 2025-06-01 on": merge(into=replace(C4, code="C8")),
    "Two new units have the code C4": kinds.split(facts(EventKind.SPLIT), C3, [(C4, {}), (replace(C5, code="C4"), {})]),
    "lacks its code, name, kind or level": merge(into=replace(C4, name_vi="")),
    "The parent D7 of Xã Bốn (C4) is no unit of a higher level alive": merge(into=replace(C4, parent_code="D7")),
    "The parent C3 of Xã Bốn": merge(into=replace(C4, parent_code="C3")),
    "The parent – of Xã Bốn": merge(into=replace(C4, parent_code="")),
    "would stand under itself": merge(into=replace(C4, parent_code="C4")),
    "A merger makes one unit of two or more": merge([C1]),
    "A split makes two or more": kinds.split(facts(EventKind.SPLIT), C3, [(C4, {})]),
    "keeps its code": replace(merge(), facts=facts(EventKind.ABSORB)),
    "takes it from one unit and adds it": replace(merge(), facts=facts(EventKind.TRANSFER)),
    "The name stays the same": kinds.rename(facts(EventKind.RENAME), C1, C1.name_vi),
    "The kind stays the same": kinds.reclassify(facts(EventKind.RECLASSIFY), C1, C1.kind),
    "The parent stays the same": kinds.move(facts(EventKind.MOVE), [C1], "D1"),
    "ends a unit at least": kinds.abolish(facts(EventKind.ABOLISH), []),
    "begins a unit at least": kinds.create(facts(EventKind.CREATE), []),
    "ends and becomes part of nothing": replace(merge(), ends=(C1.uid, C2.uid, C3.uid)),
    "begins and comes from nothing": replace(merge(), begins=(C4, C5)),
    "does not end by this event": replace(merge(), parts=(*merge().parts, Part(C3.uid, C4))),
    "is said twice": replace(merge(), parts=(*merge().parts, Part(C1.uid, C4, {}))),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_stand_is_refused_with_its_place_and_remedy(words: str) -> None:
    draft = REFUSED[words]
    assert words in said(draft)
    first = next(iter(refusals(draft, REGISTER)))
    assert first.place
    assert str(first.remedy)


def test_a_unit_is_ended_once_and_the_other_event_is_named() -> None:
    other = Event("E7", EventKind.MERGE, DAY, DAY, "act", "Nhập xã", "", Standing.STAGED)
    ended, begun = replace(C1, valid_to=DAY), unit("C7", 3, "D1", DAY)
    register = Register([P, D1, D2, ended, C2, C3, begun], [Succession(C1.uid, begun.uid, "E7")], [other])
    assert "Đơn vị C1 (C1) is already to be ended on 2025-03-01 by the staged event E7 (Nhập xã)" in said(
        merge(), register
    )


def test_an_event_may_end_what_an_earlier_one_of_the_day_begins() -> None:
    other = Event("E7", EventKind.MERGE, DAY, DAY, "act", "Nhập xã", "", Standing.PLANNED, 1)
    ended, begun = replace(C1, valid_to=DAY), unit("C7", 3, "D1", DAY)
    register = Register([P, D1, D2, ended, C2, C3, begun], [Succession(C1.uid, begun.uid, "E7")], [other])
    assert check(merge([begun, C2], order=2), register).ended[0].code == "C7"
    assert "comes before its birth" in said(merge([begun, C2], order=1), register)


def test_the_version_of_one_day_gives_its_code_free() -> None:
    begun = replace(C4, code="C1")
    change = check(merge(into=begun), REGISTER)
    assert change.begun[0].uid == "C1@2025-03-01"


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.4121", Fraction(4121, 10000)), ("0,4121", Fraction(4121, 10000)), ("520/17933", Fraction(520, 17933)),
     ("41.21%", Fraction(4121, 10000)), (" ", None)],
)  # fmt: skip
def test_a_share_is_read_as_it_is_written(text: str, value: Fraction | None) -> None:
    assert read_share(text, "counted").value == value


@pytest.mark.parametrize("text", ["half", "1/0", "1//2", "nan"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no share"):
        read_share(text)


def test_a_share_that_is_known_has_a_quality() -> None:
    assert read_share("1/2").quality is Quality.ESTIMATED
    assert read_share("", "counted").quality is Quality.UNKNOWN
    assert read_share("1/2", "unknown").quality is Quality.ESTIMATED


def test_codes_are_given_out_in_their_year() -> None:
    assert next_code(["DC-2024-041", "C00007", "DC-2025-003"], 2024) == "DC-2024-042"
    assert next_code([], 2024) == "DC-2024-001"


def test_every_standing_has_its_words_and_its_row() -> None:
    assert set(STATES) == set(MOVES.table) == {standing.value for standing in Standing}


def test_the_next_version_is_equal_until_something_is_replaced() -> None:
    assert continued(C1).place == (C1.code, C1.level)
