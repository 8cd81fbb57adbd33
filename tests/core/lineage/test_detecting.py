"""Of which days are the codes of an uploaded table?"""

import pytest

from quarterdeck.core.lineage import Register, breaks, detect, remarks
from tests.core.lineage.registers import became, day, unit

# Province 24 was Bac Giang until 30 June 2025 and is Bac Ninh since; 27, the old Bac Ninh, is dead.
REGISTER = Register(
    [
        unit("24@1", "2019-01-01", "2025-07-01", name="Tỉnh Bắc Giang", level=1),
        unit("27@1", "2019-01-01", "2025-07-01", name="Tỉnh Bắc Ninh", level=1),
        unit("01@1", "2019-01-01", name="Thành phố Hà Nội", level=1),
        unit("24@2", "2025-07-01", "2026-09-20", name="Tỉnh Bắc Ninh", level=1),
        unit("24@3", "2026-09-20", name="Thành phố Bắc Ninh", level=1),
        unit("07228@1", "2019-01-01", "2025-07-01", name="Xã Hoà Sơn", parent="24"),
        unit("07231@1", "2019-01-01", "2025-07-01", name="Xã Đa Mai", parent="24"),
        unit("07228@2", "2025-07-01", name="Phường Hoà Sơn", parent="24"),
    ],
    [
        became("24@1", "24@2"), became("27@1", "24@2"), became("24@2", "24@3"),
        became("07228@1", "07228@2"), became("07231@1", "07228@2"),
    ],
)  # fmt: skip
OLD, NEW, CITY = day("2019-01-01"), day("2025-07-01"), day("2026-09-20")


def test_a_code_without_a_name_that_was_given_out_again_is_ambiguous() -> None:
    found = detect(["24"], None, REGISTER)
    assert [(fit.begin, fit.end) for fit in found.fits] == [(OLD, NEW), (NEW, None)]
    assert found.ambiguous
    assert found.differing == ("24",)
    assert "mean other territory" in str(remarks(found)[0])


def test_a_name_tells_which_of_them_is_meant() -> None:
    found = detect(["24"], ["Bắc Giang"], REGISTER)
    assert [(fit.begin, fit.end) for fit in found.fits] == [(OLD, NEW)]
    renamed = detect(["24"], ["Tỉnh Bắc Ninh"], REGISTER)
    assert [(fit.begin, fit.end) for fit in renamed.fits] == [(NEW, None)]


def test_a_dead_code_tells_the_time_and_a_new_meaning_beside_it_is_told() -> None:
    found = detect(["24", "27", "07231", "99999"], None, REGISTER)
    (fit,) = found.fits
    assert (fit.begin, fit.last, fit.matched) == (OLD, day("2025-06-30"), 3)
    assert found.unknown == ("99999",)
    assert [str(one) for one in remarks(found)] == [
        "3 of 4 codes are those of 2019-01-01 – 2025-06-30.",
        "Codes that never existed: 1, such as 99999.",
    ]


def test_names_that_differ_and_codes_of_other_times_are_listed() -> None:
    found = detect(["24", "01", "27"], ["Bắc Ninh", "Hà Nội", "Bắc Ninh cũ"], REGISTER)
    (fit,) = found.fits
    assert fit.begin == NEW
    assert [(one.code, [unit.uid for unit in one.units]) for one in fit.elsewhere] == [("27", ["27@1"])]
    old = detect(["24", "27", "01"], ["Bắc Giang", "Bắc Ninh", "Thăng Long"], REGISTER).fits[0]
    assert [(one.code, one.given, one.unit.uid) for one in old.disagreeing] == [("01", "Thăng Long", "01@1")]


@pytest.mark.parametrize("name", ["Hòa Sơn", "Xã Hòa Sơn", "xã  hoà sơn"])
def test_names_agree_in_either_custom_of_tone_marks_and_with_any_word_of_kind(name: str) -> None:
    register = Register([unit("1@1", "2019-01-01", name="Xã Hoà Sơn"), unit("2@1", "2019-01-01", name="Xã Đa Mai")])
    assert detect(["1"], [name], register).fits[0].disagreeing == ()


def test_accents_tell_names_apart_unless_the_table_has_none() -> None:
    register = Register([unit("1@1", "2019-01-01", name="Xã Đông Sơn"), unit("2@1", "2019-01-01", name="Xã Bắc Lũng")])
    assert len(detect(["1", "2"], ["Dông Sơn", "Bắc Lũng"], register).fits[0].disagreeing) == 1
    assert detect(["1", "2"], ["Dong Son", "Bac Lung"], register).fits[0].disagreeing == ()


def test_lost_leading_zeros_are_noticed_and_given_back() -> None:
    found = detect(["7228", "7231.0"], None, REGISTER)
    assert found.restored == {"7228": "07228", "7231.0": "07231"}
    assert (found.fits[0].begin, found.fits[0].matched, found.unknown) == (OLD, 2, ())
    assert str(remarks(found)[-1]) == "Codes that lost their leading zeros: 2, such as 7228 for 07228."


def test_codes_that_make_sense_as_they_are_are_left_alone() -> None:
    assert detect(["24", "1"], None, REGISTER).restored == {"1": "01"}
    assert detect(["24"], None, REGISTER).restored == {}


def test_a_table_with_all_units_of_a_day_is_of_that_day() -> None:
    found = detect(["24", "01"], None, REGISTER)
    assert [(fit.begin, fit.end, fit.complete) for fit in found.fits] == [(NEW, None, True)]


def test_a_table_of_other_codes_fits_no_day() -> None:
    found = detect(["DE1", ""], None, REGISTER)
    assert (found.fits, found.codes, found.unknown) == ((), 1, ("DE1",))
    assert str(remarks(found)[0]) == "None of these codes belongs to a unit of the register."
    assert detect([], None, REGISTER).fits == ()


def test_a_series_breaks_where_the_territory_changes_not_where_the_name_does() -> None:
    bacninh = REGISTER.thread(REGISTER.units["24@3"])
    assert [one.uid for one in bacninh] == ["24@2", "24@3"]
    assert breaks(REGISTER, bacninh) == ()
    hoason = REGISTER.thread(REGISTER.units["07228@2"])
    assert breaks(REGISTER, hoason) == (NEW,)


def test_a_chain_of_one_day_is_no_break_and_a_silent_absorption_is_one() -> None:
    register = Register(
        [unit("a@1", "2000-01-01", "2010-01-01"), unit("a@z", "2010-01-01", "2010-01-01"), unit("a@2", "2010-01-01"),
         unit("b@1", "2000-01-01", "2015-01-01")],
        [became("a@1", "a@z"), became("a@z", "a@2"), became("b@1", "a@2")],
    )  # fmt: skip
    thread = register.thread(register.units["a@1"])
    assert [one.uid for one in thread] == ["a@1", "a@2"]
    assert breaks(register, thread) == (day("2015-01-01"),)
