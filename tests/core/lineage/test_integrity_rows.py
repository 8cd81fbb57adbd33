"""What single rows of a register say: cells that cannot be read, shares that do not fit their quality."""

from quarterdeck.core.lineage import (
    Finding,
    Severity,
    SuccessionRow,
    UnitRow,
    check,
    read_change,
    read_succession,
    read_unit,
)
from tests.core.lineage.test_integrity import CHANGES, SUCCESSIONS, UNITS, only, rows, told


def test_what_its_quality_does_not_fit_is_a_warning_with_the_line() -> None:
    units = UNITS + "\nn,20,2,Xã N,1,2010-01-01,"
    head = "predecessor,successor,share,share_area,quality,quality_land,change_id\na,m,1,1,exact,,E1\n"
    cases = {
        "b,m,0.5,,superb,,E1\nb,n,0.5,,counted,,E1": '"superb" is no quality; it is taken as estimated.',
        "b,m,,0.5,exact,estimated,E1\nb,n,,0.5,unknown,,E1":
            'A share (population) is empty, but its quality is "exact".',
        "b,m,,,counted,,E1\nb,n,,,unknown,,E1": 'A share (population) is empty, but its quality is "counted".',
        "b,m,0.5,,Unknown,,E1\nb,n,0.5,,estimated,,E1":
            'A share (population) is given with the quality "Unknown"; it is taken as estimated.',
        "b,m,0.5,,counted,exact,E1\nb,n,0.5,,counted,,E1": 'A share (land) is empty, but its quality is "exact".',
    }  # fmt: skip
    assert told(units, successions=head + "b,m,,0.5,counted,,E1\nb,n,,0.5,unknown,,E1") == []
    for lines, wanted in cases.items():
        assert only(told(units, successions=head + lines)) == ("succession.csv", 3, f"warning: {wanted}")


def test_an_only_successor_with_an_empty_share_is_a_warning() -> None:
    rows = "predecessor,successor,share,share_area,change_id\na,m,,1,E1\nb,m,{share},{land},E1"
    assert told(successions=rows.format(share="", land="1")) == []
    wanted = ("succession.csv", 3,
              "warning: b has one successor, m, and an empty share: its figures cannot be told.")  # fmt: skip
    assert only(told(successions=rows.format(share="", land=""))) == wanted
    assert wanted in told(successions=rows.format(share="", land="0.5"))


def test_a_row_that_cannot_be_read_raises_no_findings_about_what_it_would_have_said() -> None:
    units = UNITS + "\nn,20,2,Xã N,1,2010-01-01,"
    whole = rows(units, read_unit), rows(CHANGES, read_change)
    half = rows("predecessor,successor,share,change_id\na,m,1,E1\nb,m,0.5,E1", read_succession)
    assert {one.line for one in check(*whole, half)} == {3, 6}
    assert check(*whole, half, unread={"b", "n", "E1"}) == []
    without = [row for row in whole[0] if row.unit.uid not in ("P", "a")]
    found = check(without, [], rows(SUCCESSIONS, read_succession), unread={"P", "1", "a", "10", "E1"})
    assert {one.line for one in found} == {6}  # only n, of which nothing was said


def test_a_succession_to_nobody_raises_no_findings_about_the_unit_that_it_ends() -> None:
    wrong = SUCCESSIONS.replace("b,m", "b,nowhere")
    assert only(told(successions=wrong)) == ("succession.csv", 3, "error: nowhere is not in units.csv.")


def test_bad_cells_are_told_with_line_and_remedy() -> None:
    unit = {"uid": "a", "code": "1", "level": "1", "name": "A", "valid_from": "2000-01-01"}
    assert isinstance(read_unit(unit, 2), UnitRow)
    cases = [
        (read_unit({**unit, "uid": " "}, 7), "The column uid is empty."),
        (read_unit({**unit, "level": "two"}, 7), '"two" in the column level is not a whole number.'),
        (read_unit({**unit, "valid_to": "31/12/2010"}, 7), '"31/12/2010" in the column valid_to is not a day.'),
        (read_unit({**unit, "valid_from": "2010-02-30"}, 7), '"2010-02-30" in the column valid_from is not a day.'),
        (read_change({"change_id": "E", "date": "2010-01-01", "kind": "fusion"}, 7),
         '"fusion" is not a kind of event.'),
        (read_change({"change_id": "E", "date": "2010-01-01", "kind": "merge", "status": "maybe"}, 7),
         '"maybe" is not a standing of an event.'),
        (read_succession({"predecessor": "a", "successor": "b", "share": "half"}, 7),
         '"half" in the column share is not a share.'),
        (read_succession({"predecessor": "a", "successor": "b", "share_jobs": "1/0"}, 7),
         '"1/0" in the column share_jobs is not a share.'),
        (read_succession({"predecessor": "a", "successor": "b", "share_area": "1.01"}, 7),
         "The share 1.01 in the column share_area is more than the whole."),
    ]  # fmt: skip
    for found, wanted in cases:
        assert isinstance(found, Finding)
        assert (found.line, found.severity, str(found.message)) == (7, Severity.ERROR, wanted)
        assert str(found.remedy)


def test_shares_are_read_by_denominator_with_their_quality() -> None:
    row = {"predecessor": "a", "successor": "b", "share": "1/3", "share_area": "", "share_households": "0.25",
           "quality": "exact (population)", "quality_households": "guessed"}  # fmt: skip
    read = read_succession(row, 2)
    assert isinstance(read, SuccessionRow)
    shares = {by: (str(share.value), share.quality.value) for by, share in read.succession.shares.items()}
    assert shares == {"population": ("1/3", "exact"), "households": ("1/4", "estimated")}
