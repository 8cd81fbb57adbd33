"""Document numbers are read as they are printed: five families, two look-alike letters, one stroke that matters."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.documents.rules import NAMED_TYPES, DocumentNumber, normal, parse

TYPES = yaml.safe_load((Path(__file__).parents[2] / "packs/vn/documents/types.yaml").read_text(encoding="utf-8"))[
    "types"
]

# text, family, number, year, type, issuer, unit
SAMPLES = [
    ("91/2025/QH15", "law", 91, 2025, None, "QH15", None),
    ("76/2025/UBTVQH15", "law", 76, 2025, None, "UBTVQH15", None),
    ("12/2024/QĐ-UBND", "normative", 12, 2024, "QĐ", "UBND", None),
    ("06/2024/QĐ-UBND", "normative", 6, 2024, "QĐ", "UBND", None),
    ("42/2014/QĐ-TTg", "normative", 42, 2014, "QĐ", "TTg", None),
    ("23/2018/QĐ-TTg", "normative", 23, 2018, "QĐ", "TTg", None),
    ("09/2019/NĐ-CP", "normative", 9, 2019, "NĐ", "CP", None),
    ("30/2020/NĐ-CP", "normative", 30, 2020, "NĐ", "CP", None),
    ("320/2016/TT-BTC", "normative", 320, 2016, "TT", "BTC", None),
    ("02/2023/TT-BTTTT", "normative", 2, 2023, "TT", "BTTTT", None),
    ("03/2024/NQ-HĐND", "normative", 3, 2024, "NQ", "HĐND", None),
    ("1683/QĐ-UBND", "administrative", 1683, None, "QĐ", "UBND", None),
    ("3739/QĐ-UBND", "administrative", 3739, None, "QĐ", "UBND", None),
    ("774/QĐ-TTg", "administrative", 774, None, "QĐ", "TTg", None),
    ("2179/QĐ-TTg", "administrative", 2179, None, "QĐ", "TTg", None),
    ("05/CT-UBND", "administrative", 5, None, "CT", "UBND", None),
    ("96/KH-UBND", "administrative", 96, None, "KH", "UBND", None),
    ("1270/BC-TCTTTg", "administrative", 1270, None, "BC", "TCTTTg", None),
    ("280/CĐ-TTg", "administrative", 280, None, "CĐ", "TTg", None),
    ("89/TTr-LĐTBXH", "administrative", 89, None, "TTr", "LĐTBXH", None),
    ("89 / TTr - LĐTBXH", "administrative", 89, None, "TTr", "LĐTBXH", None),
    ("15/TB-VPUBND-TH", "administrative", 15, None, "TB", "VPUBND", "TH"),
    ("12729/VPCP-KGVX", "letter", 12729, None, None, "VPCP", "KGVX"),
    ("581/BNV-CCHC", "letter", 581, None, None, "BNV", "CCHC"),
    ("14447/BTC-ĐT", "letter", 14447, None, None, "BTC", "ĐT"),
    ("39/HĐND-VP", "letter", 39, None, None, "HĐND", "VP"),
    ("26-CT/TU", "party", 26, None, "CT", "TU", None),
    ("30-CT/TU", "party", 30, None, "CT", "TU", None),
    ("57-NQ/TW", "party", 57, None, "NQ", "TW", None),
    ("114-QĐ/TW", "party", 114, None, "QĐ", "TW", None),
    ("66-QĐ/TW", "party", 66, None, "QĐ", "TW", None),
    ("36-HD/VPTW", "party", 36, None, "HD", "VPTW", None),
    ("08-QC/TW", "party", 8, None, "QC", "TW", None),
    ("02-QC/BCĐTW", "party", 2, None, "QC", "BCĐTW", None),
    ("11-QĐi/TW", "party", 11, None, "QĐi", "TW", None),
    ("367 - QĐ/TWĐTN", "party", 367, None, "QĐ", "TWĐTN", None),
    ("230-Q\u00d0/TW", "party", 230, None, "QĐ", "TW", None),
    ("80–NQ/TW", "party", 80, None, "NQ", "TW", None),
]


def read(text: str) -> DocumentNumber:
    """The number, which must be one."""
    found = parse(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(("text", "family", "number", "year", "kind", "issuer", "unit"), SAMPLES)
def test_real_numbers_are_read(
    text: str, family: str, number: int, year: int | None, kind: str | None, issuer: str, unit: str | None
) -> None:
    found = read(text)
    assert (found.family, found.number, found.year) == (family, number, year)
    assert (found.type_code, found.issuer, found.unit) == (kind, issuer, unit)
    assert found.text == text


def test_the_letters_of_the_party_do_not_tell_a_decision_from_a_regulation() -> None:
    assert read("114-QĐ/TW").ambiguous_type
    assert not read("11-QĐi/TW").ambiguous_type
    assert not read("1683/QĐ-UBND").ambiguous_type


def test_leading_zeros_are_shown_and_do_not_count() -> None:
    assert read("06/2024/QĐ-UBND").text == "06/2024/QĐ-UBND"
    assert read("06/2024/QĐ-UBND").key == read("6/2024/QĐ-UBND").key


def test_a_stroke_makes_another_type() -> None:
    assert read("12/DA-UBND").key != read("12/ĐA-UBND").key
    assert read("12/HD-UBND").key != read("12/HĐ-UBND").key


def test_an_english_text_that_drops_the_stroke_means_the_same_document() -> None:
    assert read("114-QD/TW").key == read("114-QĐ/TW").key
    assert read("1683/QD-UBND").family == "administrative"


@pytest.mark.parametrize("text", ["Số: 96/KH-UBND", "No. 96/KH-UBND", "  96 / KH–UBND.", "96/kh-ubnd"])
def test_what_stands_around_a_number_does_not_change_it(text: str) -> None:
    assert normal(text).upper() == "96/KH-UBND"


@pytest.mark.parametrize("text", ["", "hello", "15/4/2024", "294B", "2020-2025", "12/1524/QH15", "/QĐ-UBND", "5 rõ"])
def test_what_is_no_document_number_is_not_read_as_one(text: str) -> None:
    assert parse(text) is None


def test_decree_30_has_twenty_nine_types_each_with_both_names() -> None:
    administrative = [one for one in TYPES if "administrative" in one["of"]]
    assert len(administrative) == 29
    assert all(one["name_vi"] and one["name_en"] for one in TYPES)
    assert len({one["code"] for one in TYPES}) == len(TYPES)


def test_the_letters_that_the_rules_know_are_those_of_the_pack() -> None:
    symbols = {one["symbol"] for one in TYPES if {"administrative", "party"} & set(one["of"]) and one["symbol"]}
    assert symbols == NAMED_TYPES


LETTERS = st.text("ABCĐGHKLMNPTVX", min_size=2, max_size=6)
BLANKS = st.sampled_from(["", " ", "  "])
DASHES = st.sampled_from(["-", "–", "—"])


@given(st.integers(1, 99_999), st.sampled_from(sorted(NAMED_TYPES)), LETTERS, BLANKS, DASHES, st.integers(0, 2))
def test_the_way_of_writing_never_changes_the_key(
    number: int, kind: str, issuer: str, blank: str, dash: str, zeros: int
) -> None:
    sloppy = f"{'0' * zeros}{number}{blank}/{blank}{kind}{blank}{dash}{blank}{issuer}".replace("Đ", "\u00d0")
    found = read(unicodedata.normalize("NFD", sloppy))
    assert found.key == f"{number}/{kind}-{issuer}".upper()
    assert (found.family, found.number, found.type_code) == ("administrative", number, kind)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_without_failing(text: str) -> None:
    found = parse(text)
    assert found is None or found.number >= 0


YEARS = st.integers(1945, 2199)
PATTERNS = {
    "law": "{number}/{year}/QH{letters}",
    "normative": "{number}/{year}/NĐ-{letters}",
    "party": "{number}-NQ/{letters}",
    "letter": "{number}/{letters}-KT",
}


@given(st.sampled_from(sorted(PATTERNS)), st.integers(1, 99_999), YEARS, st.integers(1, 99), LETTERS, BLANKS, DASHES)
def test_each_family_is_read_from_any_way_of_writing_it(
    family: str, number: int, year: int, term: int, letters: str, blank: str, dash: str
) -> None:
    letters = str(term) if family == "law" else f"X{letters}"  # no issuer is called like a type
    printed = PATTERNS[family].format(number=number, year=year, letters=letters)
    sloppy = printed.replace("-", f"{blank}{dash}{blank}").replace("/", f"{blank}/{blank}").replace("Đ", "\u00d0")
    found = read(f"Số: 0{sloppy}")
    assert (found.family, found.number, found.key) == (family, number, printed.upper())
    assert found.year == (year if "{year}" in PATTERNS[family] else None)
    assert read(found.key).key == found.key
