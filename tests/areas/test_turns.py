"""What became of units, in one word and in statements; which units belong together."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given

from quarterdeck.areas.rules.changing import Deed, statements
from quarterdeck.areas.rules.kin import family, short_name
from quarterdeck.areas.rules.then_and_now import compare
from quarterdeck.areas.rules.turns import Turn, became
from quarterdeck.core.lineage import Quality, Register, crosswalk
from quarterdeck.core.lineage.kin import around
from tests.core.lineage import registers as make
from tests.core.lineage.registers import AFTER, BEFORE, TANGLE, THANH_HAI, day
from tests.core.lineage.strategies import PATIENT, START, registers

EVE, NEW_YEAR = day("2024-12-31"), day("2025-01-01")


def _pairs(register: Register, start: date, end: date) -> set[tuple[str, str | None, Fraction | None]]:
    return {(pair.source, pair.target, pair.share) for pair in crosswalk(register, start, end).pairs}


def test_a_fate_is_told_in_one_word() -> None:
    told = {uid: became(TANGLE, TANGLE.units[uid]) for uid in ("a@1", "b@1", "d@1", "e@1", "f@1", "x@2")}
    turns = {uid: fate and fate.turn for uid, fate in told.items()}
    assert turns == {"a@1": Turn.MERGED, "b@1": Turn.SPLIT, "d@1": Turn.RENAMED, "e@1": Turn.SAME,
                     "f@1": Turn.ENDED, "x@2": None}  # fmt: skip


def test_a_unit_that_keeps_its_name_gave_a_part_away_or_grew() -> None:
    giver, taker = THANH_HAI.units["07549@2019"], THANH_HAI.units["07555@2019"]
    gave, grew = became(THANH_HAI, giver), became(THANH_HAI, taker)
    assert gave is not None
    assert grew is not None
    assert (gave.turn, grew.turn) == (Turn.REDUCED, Turn.ENLARGED)
    assert [part.share for part in gave.parts] == [Fraction("0.971003"), Fraction("0.028997")]


@pytest.mark.parametrize(
    ("names", "parents", "turn"),
    [
        (("Xã Bắc", "Xã Nam"), ("1", "1"), Turn.RENAMED),
        (("Xã Bắc", "Phường Bắc"), ("1", "1"), Turn.RECLASSIFIED),
        (("Xã Bắc", "Xã Bắc"), ("1", "2"), Turn.MOVED),
    ],
)
def test_what_changed_of_a_unit_with_the_same_territory(
    names: tuple[str, str], parents: tuple[str, str], turn: Turn
) -> None:
    other = [
        make.unit(f"{code}@1", "2000-01-01", name=f"{kind} {code}") for code, kind in (("8", "Xã"), ("9", "Phường"))
    ]
    before = make.unit("5@1", "2000-01-01", "2025-01-01", name=names[0], parent=parents[0])
    after = make.unit("5@2", "2025-01-01", name=names[1], parent=parents[1])
    fate = became(Register([*other, before, after], [make.became("5@1", "5@2")]), before)
    assert fate is not None
    assert fate.turn is turn


def test_then_and_now_counts_exact_shared_and_unknown_units() -> None:
    sources = TANGLE.state(BEFORE)
    found = compare(TANGLE, sources, BEFORE, AFTER, "population")
    assert (len(found.lines), len(found.targets)) == (6, 4)
    assert (found.exact, found.shared, found.unknown, found.outside) == (2, 0, 2, 0)
    shared = compare(THANH_HAI, THANH_HAI.state(EVE), EVE, NEW_YEAR, "population")
    assert (shared.exact, shared.shared, shared.unknown) == (0, 2, 0)


def test_then_and_now_says_when_units_from_elsewhere_went_in_too() -> None:
    found = compare(THANH_HAI, [THANH_HAI.units["07549@2019"]], EVE, NEW_YEAR, "population")
    assert (len(found.targets), found.outside) == (2, 1)


def test_looking_back_tells_what_a_unit_was() -> None:
    found = compare(TANGLE, TANGLE.state(AFTER), AFTER, BEFORE, "population")
    turns = {line.unit.uid: (line.fate.turn, line.fate.quality) for line in found.lines}
    assert turns["x@2"] == (Turn.FORMED, Quality.UNKNOWN)
    assert turns["e@2"] == (Turn.SAME, Quality.EXACT)


@given(registers())
@PATIENT
def test_a_crosswalk_is_the_same_among_kin_alone(register: Register) -> None:
    end = START + timedelta(days=4000)
    sources = register.state(START)[:3]
    near = around(register, [unit.uid for unit in sources])
    wanted = {unit.uid for unit in sources}
    everything = {pair for pair in _pairs(register, START, end) if pair[0] in wanted}
    assert {pair for pair in _pairs(near, START, end) if pair[0] in wanted} == everything


def test_a_family_follows_parents_through_time_and_not_a_code_that_means_another_unit() -> None:
    register = Register(
        [
            make.unit("24@1", "2000-01-01", "2025-07-01", name="Tỉnh Bắc", level=1),
            make.unit("24@2", "2025-07-01", name="Tỉnh Nam", level=1),
            make.unit("1@1", "2000-01-01", "2010-01-01", parent="24"),
            make.unit("2@1", "2026-01-01", parent="24"),
            make.unit("11@1", "2005-01-01", "2010-01-01", level=3, parent="1"),
        ]
    )
    first = family(register, frozenset({"24@1"}))
    assert first.uids == {"24@1", "1@1", "11@1"}
    assert first.begins == day("2000-01-01")
    assert first.days == (day("2005-01-01"), day("2010-01-01"), day("2025-07-01"))


def test_statements_say_who_joins_merges_gives_and_ends() -> None:
    told = statements(TANGLE, TANGLE.units, AFTER, 2)
    said = [(one.deed, [unit.code for unit in one.subjects], [unit.code for unit in one.objects]) for one in told]
    assert said == [
        (Deed.CREATE, ["a", "b"], ["x"]),
        (Deed.CREATE, ["b", "c"], ["y"]),
        (Deed.RENAME, ["d"], ["z"]),
        (Deed.END, ["f"], []),
    ]
    moved = statements(THANH_HAI, THANH_HAI.units, NEW_YEAR, 2)
    assert [(one.deed, one.subjects[0].code, one.objects[0].code) for one in moved] == [(Deed.GIVE, "07549", "07555")]


@given(registers())
@PATIENT
def test_statements_name_every_unit_that_ends_for_good_and_every_new_code(register: Register) -> None:
    for when in register.days[1:]:
        named = {
            one.uid for told in statements(register, register.units, when, 2) for one in (*told.subjects, *told.objects)
        }
        before, after = register.state(when - timedelta(days=1), 2), register.state(when, 2)
        gone = {one.uid for one in before if one.code not in {other.code for other in after}}
        new = {one.uid for one in after if one.code not in {other.code for other in before}}
        assert gone | new <= named


@pytest.mark.parametrize(
    ("name_vi", "name_en", "lang", "short"),
    [
        ("Huyện Yên Dũng", "Yen Dung District", "vi", "Yên Dũng"),
        ("Huyện Yên Dũng", "Yen Dung District", "en", "Yen Dung"),
        ("Huyện Yên Dũng", "The Yen Dung Land", "en", "Yen Dung"),
        ("Huyện Yên Dũng", "Riverside", "en", "Riverside"),
    ],
)
def test_a_short_name_leaves_out_the_word_for_the_kind(name_vi: str, name_en: str, lang: str, short: str) -> None:
    unit = replace(make.unit("1@1", "2000-01-01", name=name_vi), name_en=name_en)
    other = make.unit("2@1", "2000-01-01", name="Huyện Hiệp Hòa")
    assert short_name(Register([unit, other]), unit, lang) == short
