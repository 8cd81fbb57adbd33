"""The drafts of the sample: the clean ones pass, the ten errors of the others are found."""

from pathlib import Path

import pytest

from tests.prose.quarter import ROOT, findings

DRAFTS = ROOT / "demo" / "drafts"
# The words of each planted error, and its verdict.
ERRORS = {
    "vi": {
        "13,96%": "revised",
        "dịch vụ tăng 2,14%": "differs",
        "thủy sản tăng 6,32%": "differs",
        "tăng 22,6% so với cùng kỳ": "differs",
        "4.680 triệu đồng": "differs",
        "giảm 11,1%": "differs",
        "10.000 USD. 03%": "unreadable",
        "tăng 66,5%": "differs",
        "200 doanh nghiệp công nghiệp và 150 doanh nghiệp": "impossible",
        "8.900 lao động": "differs",
        "đạt 98% chỉ tiêu": "differs",
    },
    "en": {
        "13.96%": "revised",
        "services by 2.14%": "differs",
        "fisheries by 6.32%": "differs",
        "up 22.6% over the same period": "differs",
        "4,680 million VND": "differs",
        "down 11.1%": "differs",
        "10,000 USD. 03%": "unreadable",
        "an increase of 66.5%": "differs",
        "200 in industry and 150": "impossible",
        "8,900 people": "differs",
        "met at 98%": "differs",
    },
}


def draft(name: str) -> str:
    return Path(DRAFTS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_number_of_the_clean_draft_is_confirmed(lang: str) -> None:
    found = findings(draft(f"quarter-report.{lang}.txt"))
    assert len(found) >= 26
    assert {one.quote for one in found if one.verdict not in ("agrees", "rounds_to")} == set()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_planted_error_has_its_verdict_and_nothing_else_is_flagged(lang: str) -> None:
    text = draft(f"draft-with-errors.{lang}.txt")
    alarms = [one for one in findings(text) if one.alarm]
    for words, verdict in ERRORS[lang].items():
        start = text.index(words)
        touching = [one for one in alarms if one.start < start + len(words) and start < one.end]
        assert [one.verdict for one in touching] == [verdict], words
    spans = [(text.index(words), text.index(words) + len(words)) for words in ERRORS[lang]]
    others = [one for one in alarms if not any(one.start < end and start < one.end for start, end in spans)]
    # The growth of the new jobs belongs to the province as well as their number.
    assert [one.quote.strip() for one in others if "9%" not in one.quote] == []
