"""A number counts once in its series: the State's within a year, the Party's within a term of its committee."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import Conflict
from quarterdeck.documents.actions import Clerical
from quarterdeck.documents.models import Document
from quarterdeck.documents.queries.series import all_series, remarks
from quarterdeck.documents.rules import Span, gaps, span_of
from tests.documents.cast import directive, plan
from tests.world import TODAY, World

TERMS = {"TW": [date(2016, 1, 29), date(2021, 2, 2)], "TU": [date(2020, 10, 16)]}
OUT = Clerical(direction="outgoing")


@pytest.mark.parametrize(
    ("family", "letters", "day", "expected"),
    [
        ("administrative", "UBND", date(2024, 2, 29), Span(date(2024, 1, 1), date(2024, 12, 31))),
        ("normative", "CP", date(2019, 12, 31), Span(date(2019, 1, 1), date(2019, 12, 31))),
        ("letter", "VPCP", date(2025, 1, 1), Span(date(2025, 1, 1), date(2025, 12, 31))),
        ("law", "QH15", date(2025, 6, 1), Span(date(2025, 1, 1), date(2025, 12, 31))),
        ("party", "TW", date(2021, 2, 1), Span(date(2016, 1, 29), date(2021, 2, 1), term=True)),
        ("party", "VPTW", date(2021, 2, 2), Span(date(2021, 2, 2), None, term=True)),
        ("party", "TU", date(2024, 1, 1), Span(date(2020, 10, 16), None, term=True)),
        ("party", "TU", date(2020, 10, 15), None),
        ("party", "HU", date(2024, 1, 1), None),
        ("other", "", date(2024, 1, 1), None),
    ],
)
def test_the_days_within_which_a_number_counts_once(
    family: str, letters: str, day: date, expected: Span | None
) -> None:
    assert span_of(family, letters, day, TERMS) == expected


@given(st.sets(st.integers(1, 300), max_size=80))
def test_gaps_and_numbers_together_are_every_number_up_to_the_last(numbers: set[int]) -> None:
    missing = {number for one in gaps(numbers) for number in range(one.first, one.last + 1)}
    assert not missing & numbers
    assert missing | numbers == set(range(1, max(numbers, default=0) + 1))


def test_the_party_gives_a_number_once_in_a_term(world: World) -> None:
    directive(world)
    with pytest.raises(Conflict, match="26-CT/TU is registered already"):
        directive(world, signed_on=date(2024, 1, 5), abstract_vi="Một chỉ thị khác")
    assert directive(world, signed_on=date(2019, 6, 2)).pk


def test_two_types_of_the_party_run_apart_though_their_letters_are_the_same(world: World) -> None:
    assert directive(world, number="7-QĐ/TU", type_code="QĐ").pk
    assert directive(world, number="7-QĐ/TU", type_code="QyĐ").pk


def test_a_number_before_it_that_is_missing_is_told_of_outgoing_documents_only(world: World) -> None:
    plan(world, "1/KH-UBND", clerical=OUT)
    [remark] = remarks(plan(world, "4/KH-UBND", clerical=OUT))
    assert str(remark) == "In this series 2–3 is not registered."
    assert remarks(plan(world, "9/KH-UBND", issuer_vi="Ủy ban nhân dân huyện Hai")) == []
    assert remarks(plan(world, "1/BC-UBND", clerical=OUT)) == []
    assert remarks(plan(world, "5/KH-UBND", signed_on=None, clerical=OUT)) == []


def test_a_missing_number_of_the_party_may_be_a_secret_that_is_never_here(world: World) -> None:
    [remark] = remarks(directive(world, number="2-CT/TU", clerical=OUT))
    assert "1 is not registered. Documents of state secrecy share the numbers of the Party" in str(remark)


def test_a_number_given_twice_under_two_units_is_told_and_its_additional_number_is_not(world: World) -> None:
    first = plan(world, "581/BNV-CCHC", issuer_vi="Bộ Nội vụ")
    [remark] = remarks(plan(world, "581/BNV-TCTL", issuer_vi="Bộ Nội vụ"))
    assert "581 was given twice in this series: 581/BNV-CCHC" in str(remark)
    assert remarks(plan(world, "581a/BNV-TCTL", issuer_vi="Bộ Nội vụ")) == []
    assert len(remarks(first)) == 1


def test_an_entry_that_corrects_another_is_no_double(world: World) -> None:
    wrong = plan(world, "1/KH-UBND", clerical=OUT)
    right = plan(world, "1/KH-UBND", abstract_vi="Đúng", clerical=OUT, relations=[("corrects", wrong)])
    assert remarks(right) == []
    [run] = all_series(TODAY)
    assert (run.count, run.greatest, run.whole) == (1, 1, True)


def test_every_series_of_a_day_shows_what_is_missing_and_what_is_double(world: World) -> None:
    for number in ("2/KH-UBND", "5/KH-UBND", "3/QĐ-UBND", "1/QĐ-UBND"):
        plan(world, number, clerical=OUT)
    plan(world, "8/KH-UBND", signed_on=date(2023, 1, 5), clerical=OUT)
    directive(world, number="1-CT/TU", clerical=OUT)
    plan(world, "10/UBND-TH", clerical=OUT)
    plan(world, "10/UBND-KT", clerical=OUT)
    told = {(one.letters, one.type.code if one.type else ""): one for one in all_series(TODAY)}
    assert [str(gap) for gap in told["UBND", "KH"].gaps] == ["1", "3–4"]
    assert told["UBND", "QĐ"].greatest == 3
    assert told["TU", "CT"].span == Span(date(2020, 10, 16), date(2025, 9, 30), term=True)
    assert [[one.number for one in some] for some in told["UBND", "CV"].doubles] == [["10/UBND-TH", "10/UBND-KT"]]


def test_what_a_body_issues_whose_register_one_keeps_goes_out(world: World) -> None:
    office = world.organisations["VPUB"]
    office.parent = world.organisations["UBND"]
    office.save()
    assert plan(world, issuer_vi="Ủy ban nhân dân tỉnh").direction == Document.OUTGOING
    with_place = plan(world, "12/KH-UBND", issuer_vi="Ủy ban nhân dân tỉnh Mẫu")
    assert (with_place.direction, with_place.issued_by) == (Document.OUTGOING, world.organisations["UBND"])
    assert plan(world, "13/KH-UBND", issuer_vi="Ủy ban nhân dân tỉnh Khác").issued_by is None
    received = directive(world)
    assert (received.direction, received.received_on) == (Document.INCOMING, TODAY)
