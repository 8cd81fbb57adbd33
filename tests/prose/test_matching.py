"""Which indicators words may mean, and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.matching import Context, candidates, subject_of
from tests.prose.quarter import catalogue, findings


def best(words: str, lang: str, context: Context | None = None) -> tuple[str, tuple[str, ...]]:
    first = candidates(words, lang, catalogue(), context)[0]
    return first.code, first.why


@pytest.mark.parametrize(
    ("words", "lang", "code", "why"),
    [
        ("Tỷ lệ hộ nghèo", "vi", "POVERTY_RATE", "name"),
        ("ty le ho ngheo", "vi", "POVERTY_RATE", "name"),
        ("chỉ số IIP", "vi", "IIP_GROWTH", "abbreviation"),
        ("the poverty rates", "en", "POVERTY_RATE", "name"),
        ("newly registered firms", "en", "NEW_ENTERPRISES", "name"),
        ("enterprizes newly established", "en", "NEW_ENTERPRISES", "like_name"),
    ],
)
def test_names_aliases_and_abbreviations_lead_to_the_indicator(words: str, lang: str, code: str, why: str) -> None:
    found, reasons = best(words, lang)
    assert (found, reasons[0]) == (code, why)


def test_words_of_nothing_in_the_catalogue_have_no_candidates() -> None:
    assert candidates("the weather of yesterday", "en", catalogue()) == ()


def test_indicators_that_cannot_have_such_a_number_are_left_out() -> None:
    money = candidates("newly established enterprises", "en", catalogue(), Context("VND"))
    assert "NEW_ENTERPRISES" not in [one.code for one in money]
    assert "unit" in money[0].why


def test_what_is_known_of_the_number_moves_a_candidate_up() -> None:
    words = "economic growth of the sectors"
    plain = candidates(words, "en", catalogue())
    other = plain[-1]
    told = {one.code: one for one in candidates(words, "en", catalogue(), Context(equal=frozenset({other.code})))}
    assert told[other.code].score > other.score
    assert "value" in told[other.code].why


def test_a_learned_name_is_the_first_candidate() -> None:
    known = [*catalogue().indicators]
    at = next(i for i, one in enumerate(known) if one.code == "BUDGET_REV")
    one = known[at]
    known[at] = IndicatorEntry(
        one.code, one.names, {**one.aliases, "en": (*one.aliases["en"], "treasury's haul")}, one.unit, one.better,
        one.decimals, one.parts_of,
    )  # fmt: skip
    found = candidates("the treasury's haul", "en", Catalogue(tuple(known), ()))
    assert (found[0].code, found[0].score) == ("BUDGET_REV", 100)


def test_the_order_of_words_does_not_matter() -> None:
    left = candidates("budget revenue of the state", "en", catalogue())
    right = candidates("the state revenue of budget", "en", catalogue())
    assert [one.code for one in left] == [one.code for one in right]


def test_a_number_whose_words_are_no_name_comes_with_candidates_and_no_alarm() -> None:
    (found,) = findings("Revenue of the fund was up by 77.7% in the quarter.")
    assert not found.alarm
    assert found.candidates


def test_a_name_of_several_indicators_shows_them_all() -> None:
    (found,) = findings("GRDP rose by 14.18%.")
    assert {"GRDP_GROWTH", "GRDP_VALUE"} <= {one.code for one in found.candidates}
    assert found.candidates[0].code == "GRDP_GROWTH"


def test_the_words_before_a_number_are_its_subject_where_nothing_better_is_known() -> None:
    text = "Prices rose. The turnover of markets stood at 10 billion VND."
    (claim,) = [one.claim for one in findings(text) if one.claim is not None]
    place = subject_of(replace(claim, subject=None, about=None), text)
    assert place is not None
    assert "turnover of markets" in text[place[0] : place[1]]


@given(st.text(max_size=80), st.sampled_from(["vi", "en"]))
def test_any_words_have_at_most_five_candidates_scored_of_a_hundred_best_first(words: str, lang: str) -> None:
    found = candidates(words, lang, catalogue())
    assert len(found) <= 5
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 100 for one in found)


@pytest.mark.parametrize("words", ["revenue " * 12_000, "a" * 100_000, "budget, and " * 8_000])
def test_long_words_are_looked_up_in_bounded_time(words: str) -> None:
    assert len(candidates(words, "en", catalogue())) <= 5
