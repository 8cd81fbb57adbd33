"""What is wrong with a register, by line and with the remedy."""

import csv
import io
from collections.abc import Callable
from typing import TypeVar

from quarterdeck.core.lineage import (
    ChangeRow,
    Finding,
    SuccessionRow,
    UnitRow,
    check,
    read_change,
    read_succession,
    read_unit,
)

Row = TypeVar("Row", UnitRow, ChangeRow, SuccessionRow)

UNITS = """uid,code,level,name_vi,parent_code,valid_from,valid_to
P,1,1,Tỉnh,,2000-01-01,
a,10,2,Xã A,1,2000-01-01,2010-01-01
b,20,2,Xã B,1,2000-01-01,2010-01-01
m,10,2,Xã M,1,2010-01-01,"""
CHANGES = """change_id,date,kind,level
E1,2010-01-01,merge,2"""
SUCCESSIONS = """predecessor,successor,share,change_id
a,m,1,E1
b,m,1,E1"""


def rows(text: str, reader: Callable[[dict[str, str], int], Row | Finding]) -> list[Row]:
    read = [reader(row, line) for line, row in enumerate(csv.DictReader(io.StringIO(text)), 2)]
    found = [row for row in read if not isinstance(row, Finding)]
    assert len(found) == len(read), [row for row in read if isinstance(row, Finding)]
    return found


def told(units: str = UNITS, changes: str = CHANGES, successions: str = SUCCESSIONS) -> list[tuple[str, int, str]]:
    found = check(rows(units, read_unit), rows(changes, read_change), rows(successions, read_succession))
    assert all(str(one.remedy) for one in found)
    return [(one.file, one.line, f"{one.severity}: {one.message}") for one in found]


def only(found: list[tuple[str, int, str]]) -> tuple[str, int, str]:
    assert len(found) == 1, found
    return found[0]


def test_a_sound_register_has_no_findings() -> None:
    assert told() == []


def test_one_code_on_two_levels_and_a_chain_within_a_day_are_sound() -> None:
    units = """uid,code,level,name_vi,parent_code,valid_from,valid_to
P,1,1,Canton,,2000-01-01,
a,1,2,A,1,2000-01-01,2010-01-01
z,1,2,Z,1,2010-01-01,2010-01-01
b,1,2,B,1,2010-01-01,"""
    assert told(units, "change_id,date,kind\nE1,2010-01-01,rename\nE2,2010-01-01,move",
                "predecessor,successor,share,change_id\na,z,1,E1\nz,b,1,E2") == []  # fmt: skip


def test_two_units_with_one_code_on_one_day_are_an_error() -> None:
    file, line, text = only(told(UNITS + "\nx,20,2,Xã X,1,2005-01-01,2010-01-01", CHANGES + "\nE2,2005-01-01,create,2",
                                 SUCCESSIONS + "\nx,m,1,E1"))  # fmt: skip
    assert (file, line) == ("units.csv", 6)
    assert text == "error: The code 20 belongs to x and to b (line 4) at once, from 2005-01-01."


def test_a_version_within_another_ones_life_does_not_hide_a_later_overlap() -> None:
    units = """uid,code,level,name_vi,valid_from,valid_to
long,1,1,L,2000-01-01,2020-01-01
short,1,1,S,2005-01-01,2006-01-01
late,1,1,T,2010-01-01,"""
    found = [line for _, line, text in told(units, "change_id,date,kind", "predecessor,successor,share")
             if "at once" in text]  # fmt: skip
    assert found == [3, 4]


def test_a_gap_in_the_life_of_a_code_is_a_warning() -> None:
    units = UNITS + "\nr,20,2,Xã R,1,2012-01-01,"
    file, line, text = only(told(units, CHANGES + "\nE2,2012-01-01,create,2"))
    assert (file, line) == ("units.csv", 6)
    assert text == "warning: No unit bears the code 20 from 2010-01-01 to 2012-01-01, between b and r."


def test_doubles_are_told_with_the_line_of_the_first() -> None:
    found = told(UNITS + "\nm,30,2,Xã N,1,2010-01-01,", CHANGES + "\nE1,2011-01-01,merge,2")
    assert [(file, line, "already in line" in text) for file, line, text in found] == [
        ("units.csv", 6, True), ("changes.csv", 3, True),
    ]  # fmt: skip


def test_a_unit_that_ends_before_it_begins_is_an_error() -> None:
    _, line, text = only(told(UNITS + "\nw,40,2,Xã W,1,2012-01-01,2011-01-01"))
    assert line == 6
    assert text == "error: w ends on 2011-01-01, before it begins on 2012-01-01."


def test_what_is_named_but_missing_is_an_error() -> None:
    found = told(successions=SUCCESSIONS + "\nnobody,m,1,E1\na,nowhere,,E9")
    assert [(line, text.split(":")[1].strip()) for _, line, text in found] == [
        (4, "nobody is not in units.csv."),
        (5, "nowhere is not in units.csv."),
        (5, "The event E9 is not in changes.csv."),
    ]


def test_shares_over_the_whole_are_an_error_and_under_it_a_warning() -> None:
    units = UNITS + "\nn,20,2,Xã N,1,2010-01-01,"
    over = only(told(units, successions="predecessor,successor,share,change_id\na,m,1,E1\nb,m,0.6,E1\nb,n,0.5,E1"))
    assert over == ("succession.csv", 4,
                    "error: The shares of b (population) add up to 1.1, more than the whole.")  # fmt: skip
    under = only(told(units, successions="predecessor,successor,share,change_id\na,m,1,E1\nb,m,1/2,E1\nb,n,1/3,E1"))
    assert under[2] == "warning: The shares of b (population) add up to 0.833333, less than the whole."


def test_rounded_and_unknown_shares_are_no_findings() -> None:
    units = UNITS + "\nn,20,2,Xã N,1,2010-01-01,\no,30,2,Xã O,1,2010-01-01,"
    start = "predecessor,successor,share,share_area,change_id\na,m,1,1,E1\n"
    assert told(units, successions=start + "b,m,0.333,,E1\nb,n,0.333,0.2,E1\nb,o,0.333,,E1") == []


def test_a_parent_must_live_as_long_as_its_child() -> None:
    units = UNITS.replace("Tỉnh,,2000-01-01,", "Tỉnh,,2000-01-01,2015-01-01")
    file, line, text = only(told(units, CHANGES + "\nE2,2015-01-01,abolish,1"))
    assert (file, line) == ("units.csv", 5)
    assert text == "error: The parent 1 of m does not exist from 2015-01-01 on."


def test_a_parent_must_exist_and_stand_above() -> None:
    found = told(UNITS + "\nx,50,2,Xã X,99,2000-01-01,\ny,60,2,Xã Y,50,2000-01-01,")
    assert [(line, text) for _, line, text in found] == [
        (6, "error: The parent 99 of x is no unit of this register."),
        (7, "error: The parent 50 of y is of level 2, not above level 2."),
    ]


def test_a_circle_of_parents_is_an_error() -> None:
    found = told(UNITS + "\nx,50,2,Xã X,60,2000-01-01,\ny,60,3,Xã Y,50,2000-01-01,\ns,70,2,Xã S,70,2000-01-01,")
    assert [(line, text) for _, line, text in found if "circle" in text] == [
        (6, "error: x stands above itself: its parents run in a circle."),
        (8, "error: s stands above itself: its parents run in a circle."),
    ]


def test_an_event_must_meet_its_predecessors_alive_and_end_them() -> None:
    dates = {"2009-12-31": "a does not end on 2009-12-31, the day of the event.",
             "2010-01-02": "The event is on 2010-01-02, but a is dead since 2010-01-01.",
             "1999-12-31": "The event is on 1999-12-31, before its predecessor a begins on 2000-01-01."}  # fmt: skip
    for day, wanted in dates.items():
        found = told(changes=f"change_id,date,kind,level\nE1,{day},merge,2")
        assert (2, f"error: {wanted}") in [(line, text) for _, line, text in found]


def test_a_successor_must_begin_with_the_event() -> None:
    late = told(UNITS.replace("Xã M,1,2010-01-01", "Xã M,1,2010-01-02"))
    assert ("succession.csv", 2, "error: The successor m does not begin on 2010-01-01, the day of the event.") in late


def test_a_successor_that_was_there_before_is_a_warning() -> None:
    units = UNITS.replace("b,20,2,Xã B,1,2000-01-01,2010-01-01", "b,20,2,Xã B,1,2000-01-01,").replace(
        "\nm,10,2,Xã M,1,2010-01-01,", ""
    )
    file, line, text = only(told(units, successions="predecessor,successor,share,change_id\na,b,1,E1"))
    assert (file, line, text.split(":")[0]) == ("succession.csv", 2, "warning")
    assert "b takes over on 2010-01-01 but has been there since 2000-01-01" in text


def test_a_succession_without_an_event_needs_a_predecessor_that_ends() -> None:
    found = told(UNITS.replace("Xã A,1,2000-01-01,2010-01-01", "Xã C,1,2000-01-01,").replace("m,10", "m,30"),
                 successions="predecessor,successor,share\na,m,1\nb,m,1")  # fmt: skip
    assert found == [("succession.csv", 2, "error: a has a successor but does not end.")]


def test_a_unit_ended_by_two_events_on_different_days_is_an_error() -> None:
    units = UNITS + "\nn,20,2,Xã N,1,2011-01-01,"
    found = told(units, CHANGES + "\nE2,2011-01-01,split,2", SUCCESSIONS.replace(",1,E1", ",0.5,E1") + "\nb,n,0.5,E2")
    assert ("succession.csv", 4, "error: b is ended twice: on 2010-01-01 (line 3) and on 2011-01-01.") in found
    assert ("succession.csv", 4, "error: The event is on 2011-01-01, but b is dead since 2010-01-01.") in found


def test_a_circle_of_successions_is_an_error_also_within_a_day() -> None:
    units = """uid,code,level,name_vi,valid_from,valid_to
a,1,1,A,2000-01-01,2010-01-01
x,2,1,X,2010-01-01,2010-01-01
y,3,1,Y,2010-01-01,2010-01-01"""
    found = told(units, "change_id,date,kind\nE,2010-01-01,rename",
                 "predecessor,successor,share,change_id\na,x,1,E\nx,y,1,E\ny,x,1,E")  # fmt: skip
    assert found == [("succession.csv", 4, "error: The successions from x lead back to x: they run in a circle.")]


def test_a_unit_that_begins_or_ends_for_no_reason_is_a_warning() -> None:
    units = UNITS + "\nn,30,2,Xã N,1,2010-01-01,2012-01-01"
    found = told(units)
    assert [(line, text) for _, line, text in found] == [
        (6, "warning: n ends on 2012-01-01 without a successor, and no event abolishes a unit on that day."),
        (6, "warning: n begins on 2010-01-01 without a predecessor, and no event creates one on that day."),
    ]
    reasons = "\nE2,2010-01-01,create,2\nE3,2012-01-01,abolish,"
    assert told(units, CHANGES + reasons) == []


def test_a_unit_that_is_known_only_since_its_first_day_needs_no_beginning() -> None:
    head, *others = UNITS.splitlines()
    units = "\n".join([f"{head},valid_from_precision", *(f"{line}," for line in others)])
    assert told(f"{units}\nn,30,2,Xã N,1,2010-01-01,,on_or_before") == []
    assert len(told(f"{units}\nn,30,2,Xã N,1,2010-01-01,,exact")) == 1


def test_what_is_only_planned_is_not_expected_to_have_happened() -> None:
    units = UNITS + "\nlater,10,2,Xã L,1,2030-01-01,"
    planned = "change_id,date,kind,level,status\nE1,2010-01-01,merge,2,\nE2,2030-01-01,rename,2,planned"
    assert told(units, planned, SUCCESSIONS + "\nm,later,1,E2") == []


def test_a_planned_end_may_be_written_or_left_open_and_the_rest_must_fit_all_the_same() -> None:
    planned = "change_id,date,kind,level,status\nE1,2010-01-01,merge,2,\nE2,2030-01-01,rename,2,staged"
    later, rows = "\nlater,10,2,Xã L,1,2030-01-01,", SUCCESSIONS + "\nm,later,1,E2"
    assert told(UNITS + "2030-01-01" + later, planned, rows) == []
    late = told(UNITS + "2031-01-01" + later, planned, rows)
    assert ("succession.csv", 4, "error: m does not end on 2030-01-01, the day of the event.") in late
    withdrawn = planned.replace("staged", "withdrawn")
    assert told(UNITS + later, withdrawn, rows) == []


def test_a_planned_abolition_is_a_reason_to_end() -> None:
    planned = "change_id,date,kind,level,status\nE1,2010-01-01,merge,2,\nE2,2030-01-01,abolish,2,planned"
    assert told(UNITS + "2030-01-01", planned) == []
    assert "without a successor" in only(told(UNITS + "2030-01-01", planned.replace("planned", "withdrawn")))[2]


def test_a_tangle_of_many_rows_is_checked_once_each() -> None:
    """A lattice of 40 layers has 2^40 ways through it; no unit may be entered twice."""
    head = "uid,code,level,name_vi,valid_from,valid_to\n"
    layers = [(f"{layer}{side}", f"{layer}{side}") for layer in range(40) for side in "ab"]
    units = head + "\n".join(f"{uid},{code},1,U,2010-01-01,2010-01-01" for uid, code in layers)
    successions = "predecessor,successor,share\n" + "\n".join(
        f"{layer}{one},{layer + 1}{two},1/2" for layer in range(39) for one in "ab" for two in "ab"
    )
    assert [text for _, _, text in told(units, "change_id,date,kind", successions) if "circle" in text] == []
