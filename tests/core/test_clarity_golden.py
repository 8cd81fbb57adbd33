"""The clarity check says of every golden case what an official would say."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from quarterdeck.core.clarity import Context, Profile, Verdict, check, codes, profile_from_pack
from quarterdeck.prose.lexicon import clarity_lexicon

ROOT = Path(__file__).resolve().parents[2]
GOLDEN: dict[str, Any] = yaml.safe_load((ROOT / "tests/golden/clarity.yaml").read_text(encoding="utf-8"))


@cache
def five_clear() -> Profile:
    """The profile of the Viet Nam pack."""
    data = yaml.safe_load((ROOT / "packs/vn/clarity/five-clear.yaml").read_text(encoding="utf-8"))
    return profile_from_pack(data)


def verdict_of(case: Mapping[str, Any]) -> Verdict:
    """What the check says of a golden case."""
    fields = {**GOLDEN["forms"][case["form"]], **case.get("but", {})}
    return check(case["text"], clarity_lexicon(case["lang"]), five_clear(), Context.of(fields))


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: str(case.get("name", case["text"]))[:60])
def test_the_verdict_is_the_one_an_official_expects(case: dict[str, Any]) -> None:
    verdict = verdict_of(case)
    assert sorted(codes(verdict.blocking)) == sorted(case["blocking"])
    assert set(case.get("warns", ())) <= set(codes(verdict.warn))
    assert set(case.get("informs", ())) <= set(codes(verdict.info))
    if "due" in case:
        assert verdict.due == case["due"]
    if "lead" in case:
        assert verdict.lead == case["lead"]
    if "kind" in case:
        assert verdict.understood.result_kind == case["kind"]


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: str(case.get("name", case["text"]))[:60])
def test_what_blocks_comes_with_a_reason_a_remedy_and_a_proposal(case: dict[str, Any]) -> None:
    verdict = verdict_of(case)
    assert bool(verdict.proposal) == bool(verdict.blocking or verdict.warn)
    for finding in (*verdict.blocking, *verdict.warn, *verdict.info):
        assert str(finding.message).strip()
        assert str(finding.proposal).strip()
        assert finding.start is None or case["text"][finding.start : finding.end].strip()
