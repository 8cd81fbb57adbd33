"""What holds for every text: places, invariance to writing, bounded time."""

import time
import unicodedata
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.core.measures import format_number
from quarterdeck.prose.claims import read
from quarterdeck.prose.numbers import numbers
from quarterdeck.prose.text import fold, lower_form, normal
from tests.prose.quarter import PROVINCE, QUARTER, catalogue, findings
from tests.prose.test_check import TRUE

SCRAPS = (
    "thu ngân sách đạt tăng giảm 4.680 tỷ đồng 11,1% so với cùng kỳ GRDP , . ; ( ) trong đó gồm và lần lượt quý I 2024 "
    "revenue rose by 14.18% of the plan which over nearly 10,000 USD 03% - : 3 dares 294B Luc Ngan district"
)
WORDS = st.sampled_from(SCRAPS.split(" "))
PHRASES = st.lists(WORDS, max_size=60).map(" ".join)


def claims(text: str) -> list[tuple[int, int, str]]:
    found = read(text, None, catalogue(), period=QUARTER, area=PROVINCE)
    return [(one.start, one.end, one.quote) for one in found]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), PHRASES))
def test_no_text_raises_and_every_place_cuts_out_its_quote(text: str) -> None:
    for one in findings(text):
        assert text[one.start : one.end] == one.quote
        assert one.quote


@settings(max_examples=60, deadline=None)
@given(PHRASES)
def test_marks_of_one_text_do_not_overlap(text: str) -> None:
    places = sorted((start, end) for start, end, _ in claims(text))
    assert all(left[1] <= right[0] for left, right in pairwise(places))


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
@pytest.mark.parametrize(("lang", "text"), TRUE[:60], ids=[line[:40] for _, line in TRUE[:60]])
def test_decomposed_letters_change_no_verdict(form: str, lang: str, text: str) -> None:
    written = unicodedata.normalize(form, text)
    again = findings(written, lang)
    assert [one.verdict for one in again] == [one.verdict for one in findings(text, lang)]
    assert all(written[one.start : one.end] == one.quote for one in again)


@given(st.sampled_from([line for _, line in TRUE]))
def test_unseen_characters_and_special_blanks_change_no_verdict(text: str) -> None:
    written = text.replace(" ", "\N{NO-BREAK SPACE}").replace("%", "\N{ZERO WIDTH SPACE}%")
    assert [one.verdict for one in findings(written)] == [one.verdict for one in findings(text)]


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["vi", "en"]),
    st.integers(min_value=0, max_value=2),
)
def test_a_formatted_number_is_read_back(value: Decimal, lang: str, decimals: int) -> None:
    written = format_number(value, lang, decimals)
    (one,) = numbers(normal(written), "," if lang == "vi" else ".")
    readings = {format_number(reading, lang, decimals) for reading in (one.value, one.other) if reading is not None}
    assert written in readings


@given(st.text(max_size=200))
def test_every_form_of_a_text_has_the_length_of_its_normal_form(text: str) -> None:
    whole = normal(text)
    assert len(whole.lower) == len(whole.folded) == len(whole.flat)
    assert len(whole.at) == len(whole.flat) + 1
    assert list(whole.at) == sorted(whole.at)


@given(st.text(max_size=60))
def test_folding_and_lowering_keep_the_length(text: str) -> None:
    flat = normal(text).flat
    assert len(fold(flat)) == len(flat)
    assert len(lower_form(flat)) == len(flat)


LONG_LINES = {
    "digits": "1",
    "grouped digits": "1.234,",
    "percents": "11,1% ",
    "names": "thu ngân sách nhà nước ",
    "names and numbers": "thu ngân sách đạt 4.680 tỷ đồng, tăng 11,1% so với cùng kỳ, ",
    "brackets": "(((",
    "dots": ". . ",
    "areas": "huyện Lục Ngạn và ",
    "parts": "310 doanh nghiệp, trong đó 200 công nghiệp, ",
    "lines": "thu ngân sách\n",
    "marks": "a\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}",
    "garbled": "10,000 USD. 03% ",
    "spaces": "tăng      ",
    "letters": "lO1Ol",
}


@pytest.mark.parametrize("piece", LONG_LINES.values(), ids=LONG_LINES.keys())
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        findings(text)
        return time.process_time() - start

    seconds(2_000)
    short, long = min(seconds(8_000) for _ in range(3)), min(seconds(64_000) for _ in range(2))
    # Eight times the text may take eight times as long; a quadratic reader would take sixty-four times as long.
    assert long < 30 * max(short, 0.02)
