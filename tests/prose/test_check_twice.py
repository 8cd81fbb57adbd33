"""What is said twice of one thing, and what only seems so."""

import pytest

from quarterdeck.core.periods import Period
from quarterdeck.prose.check import check
from quarterdeck.prose.claims import read
from quarterdeck.prose.figures import Figures
from tests.prose.quarter import PROVINCE, catalogue

QUARTER = Period.parse("2031-Q1")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "vi",
            "Thu ngân sách quý I/2031 đạt 2.400 tỷ đồng, bằng 27% dự toán Trung ương giao, bằng 22% dự toán tỉnh giao.",
        ),
        ("vi", "Toàn tỉnh có 40 xã đạt chuẩn nông thôn mới; 12 xã đạt chuẩn nông thôn mới nâng cao."),
        ("vi", "Năm 2031 thu ngân sách đạt 9.000 tỷ đồng.\nMục tiêu:\n- Thu ngân sách 9.800 tỷ đồng."),
        ("en", "Newly licensed were 162 domestic projects and 262 FDI projects."),
    ],
)
def test_two_things_are_no_contradiction(lang: str, text: str) -> None:
    found = check(text, catalogue(), Figures(()), lang=lang, review_period=QUARTER, area=PROVINCE)
    assert "contradicts" not in [one.verdict for one in found]


def test_a_sector_is_known_by_its_short_name_beside_a_sibling() -> None:
    text = "Công nghiệp tăng 18%, dịch vụ tăng 6,32%, nông nghiệp giảm 2,14%."
    found = [(sorted(one.codes), one.strength) for one in read(text, "vi", catalogue(), period=QUARTER)]
    assert found == [(["GRDP_GROWTH_IND"], "weak"), (["GRDP_GROWTH_SRV"], "strong"), (["GRDP_GROWTH_AGR"], "weak")]


@pytest.mark.parametrize("text", ["Công nghiệp tăng 18%.", "Dịch vụ tăng 6%, lâm nghiệp tăng 3%, nông nghiệp tăng 2%."])
def test_a_short_name_alone_or_beside_its_other_sectors_is_no_name(text: str) -> None:
    claims = read(text, "vi", catalogue(), period=QUARTER)
    assert all(one.codes <= {"GRDP_GROWTH_SRV"} for one in claims)
