"""Work grows with the text, and not faster, also within one line: counted in calls, so that no clock is needed."""

import re
import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck.prose.claims.stretches import stretches
from quarterdeck.prose.numbers import numbers
from quarterdeck.prose.text import normal
from tests.prose.quarter import findings
from tests.prose.test_check import TRUE

SENTENCES = {lang: " ".join(text.rstrip(".") + "," for one, text in TRUE if one == lang) + " " for lang in ("vi", "en")}
DENSE = {
    "ranges": "5 to ",
    "bare numbers": "5 ",
    "percentages": "5% ",
    "rises": "tăng 5%, ",
    "from and to": "rose from 5% in 2021 to 6% ",
    "respectively": "lần lượt 5% và ",
    "brackets with numbers": "(5%) ",
    "opened brackets": "(5% ",
    "goals": "a target of 5% in 2024 and ",
    "sums": "đạt 4.680 tỷ đồng, ",
    "names and numbers": "thu ngân sách đạt 4.680 tỷ đồng, tăng 11,1% so với cùng kỳ, ",
    "parts": "310 doanh nghiệp, trong đó 200 công nghiệp, ",
    "years": "năm 2023, ",
    "sentences without a stop": SENTENCES["vi"],
    "English sentences without a stop": SENTENCES["en"],
}
PLAIN = {
    "digits": "1", "brackets": "(", "conjunctions": "and ", "commas": ", ", "per cent signs": "%",
    "words of lists": "lần lượt ", "letters": "a", "dots": ".", "blanks": " ", "dashes": "-", "quotation marks": '"',
    "spelled numbers": "five ", "ordinals": "12th ", "slashes": "1/2/", "zeros with a sign": "05% ",
}  # fmt: skip
SCRAPS = [*DENSE.values(), *PLAIN.values()]
SHORT, LONG = 1_500, 6_000


def work(text: str) -> int:
    """How many calls it takes to check `text`."""
    calls = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        findings(text)
    finally:
        sys.setprofile(before)
    return calls


def line_of(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", [*DENSE.values(), *PLAIN.values()], ids=[*DENSE.keys(), *PLAIN.keys()])
def test_four_times_the_line_takes_four_times_the_work(piece: str) -> None:
    work(line_of(piece, 500))
    short, long = work(line_of(piece, SHORT)), work(line_of(piece, LONG))
    # A reader that held every number against every other one would work sixteen times as long.
    assert long < 6 * max(short, 2_000)


@pytest.mark.parametrize("piece", DENSE.values(), ids=DENSE.keys())
def test_a_number_in_a_dense_line_takes_no_more_work_than_a_bound(piece: str) -> None:
    text = line_of(piece, SHORT)
    assert work(text) < 3_000 * len(re.findall(r"\d[\d.,]*", text))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=4).map("".join))
def test_no_mixture_makes_a_line_take_more_than_its_share(piece: str) -> None:
    work(line_of(piece, 500))
    short, long = work(line_of(piece, 2_500)), work(line_of(piece, 10_000))
    assert long < 7 * max(short, 2_000)


def pieces(text: str) -> list[str]:
    whole = normal(text)
    return [whole.flat[start:end] for start, end in stretches(whole, [], list(numbers(whole, ".")))]


def test_a_sentence_of_many_numbers_is_read_in_pieces_that_begin_behind_commas() -> None:
    text = ", ".join(f"item {i} rose 5%" for i in range(60)) + "."
    found = pieces(text)
    assert len(found) > 1
    assert all(piece.endswith(",") for piece in found[:-1])
    assert " ".join(found) == text


def test_a_sentence_of_some_numbers_stays_whole() -> None:
    text = ", ".join(f"ngành {name} tăng 5%" for name in "abcdefghijklmnop") + "."
    assert pieces(text) == [text]


@given(st.lists(st.sampled_from([*"0123456789,; %.(", " tăng ", "\n"]), max_size=400).map("".join))
def test_pieces_lie_in_order_and_leave_out_blanks_alone(text: str) -> None:
    whole = normal(text)
    done = 0
    for start, end in stretches(whole, [], list(numbers(whole, "."))):
        assert not whole.flat[done:start].strip()
        assert start < end
        done = end
    assert not whole.flat[done:].strip()
