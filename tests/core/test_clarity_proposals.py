"""The proposal of the clarity check, filled in and typed again, is a clear task."""

import re
from datetime import date
from typing import Any

import pytest

from quarterdeck.core.clarity import Context, check, codes
from quarterdeck.prose.lexicon import clarity_lexicon
from tests.core.test_clarity_golden import GOLDEN, five_clear, verdict_of

FILLED = {
    "vi": {
        r"^\[[^\]]*\]": "Giám đốc Sở Tài chính",
        r"\[trình, [^\]]*\] \[[^\]]*\]": "trình tờ trình chi tiết",
        r"\[văn bản, công trình, [^\]]*\]": "phương án phân bổ vốn",
        r"\[của kế hoạch [^\]]*\]": "của kế hoạch năm 2024",
        r"\[dd/mm/yyyy\]": "15/5/2024",
        r"sản phẩm: \[[^\]]*\]": "sản phẩm: Báo cáo tổng hợp",
        r"minh chứng: \[[^\]]*\]": "minh chứng: văn bản đã ký",
        r"nghiệm thu: \[[^\]]*\]": "nghiệm thu: Chánh Văn phòng UBND tỉnh",
        r"theo dõi: \[[^\]]*\]": "theo dõi: Chuyên viên Phòng Tổng hợp",
    },
    "en": {
        r"^The \[[^\]]*\]": "The Director of the Department of Finance",
        r"\[submit, [^\]]*\] \[[^\]]*\]": "submit a detailed plan",
        r"\[a named document, work, [^\]]*\]": "the capital plan",
        r"\[of which [^\]]*\]": "of the 2024 plan",
        r"\[d Month yyyy\]": "15 May 2024",
        r"result: \[[^\]]*\]": "result: Summary report",
        r"evidence: \[[^\]]*\]": "evidence: signed letter",
        r"accepted by: \[[^\]]*\]": "accepted by: Chief of Office",
        r"followed up by: \[[^\]]*\]": "followed up by: General affairs specialist",
    },
}


def filled(proposal: str, lang: str) -> str:
    """The proposal with every blank filled in."""
    for blank, words in FILLED[lang].items():
        proposal = re.sub(blank, words, proposal)
    return proposal


@pytest.mark.parametrize(
    "case",
    [case for case in GOLDEN["cases"] if verdict_of(case).proposal],
    ids=lambda case: str(case.get("name", case["text"]))[:60],
)
def test_a_proposal_that_is_filled_in_is_clear(case: dict[str, Any]) -> None:
    text = filled(verdict_of(case).proposal, case["lang"])
    assert "[" not in text
    issued_on = case.get("but", {}).get("issued_on") or date(2024, 3, 27)
    verdict = check(text, clarity_lexicon(case["lang"]), five_clear(), Context(issued_on=issued_on))
    assert codes(verdict.blocking) == [], text
