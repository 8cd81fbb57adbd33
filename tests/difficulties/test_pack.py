"""What the packs say about difficulties fits what they say about bodies and documents, and is whole."""

from datetime import date
from typing import Any

import pytest

from quarterdeck.difficulties.rules import ASKS, limit_of
from quarterdeck.difficulties.rules.support import ORDER, WHO
from quarterdeck.web import packs

PACKS = packs.available()


def said(pack: str) -> Any:
    return packs.read(pack, "difficulties.yaml")


@pytest.mark.parametrize("pack", PACKS)
def test_every_body_named_is_one_that_every_province_has(pack: str) -> None:
    known = {body["code"] for body in packs.read(pack, "organisations.yaml")["organisations"]}
    found = said(pack)
    named = {code for rule in found["routing"] for code in rule["to"]} | set(found["otherwise"])
    support = found["support"]
    advisers = {code for codes in support["advisers"].values() for code in codes}
    assert named | advisers | {*support["deciders"], *support["office"]} <= known
    assert set(support["advisers"]) == set(support["asks"])


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_of_routing_says_on_what_it_speaks(pack: str) -> None:
    for rule in said(pack)["routing"]:
        assert rule["to"]
        assert rule.get("asks") or rule.get("words")
        assert set(rule.get("asks", ())) <= set(ASKS)


@pytest.mark.parametrize("pack", PACKS)
def test_the_way_to_the_money_has_its_four_steps_in_order(pack: str) -> None:
    support = said(pack)["support"]
    assert tuple(step["step"] for step in support["steps"]) == ORDER
    assert {step["by"] for step in support["steps"]} <= set(WHO)
    assert all(step["working_days"] > 0 for step in support["steps"])
    assert set(support["asks"]) <= set(ASKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_case_leaves_by_types_of_documents_that_the_register_knows(pack: str) -> None:
    known = {one["code"] for one in packs.read(pack, "documents/types.yaml")["types"]}
    assert set(said(pack)["watch_list"]["leaves_by"]) <= known


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("limit", ["answer", "hand_over", "confirm"])
def test_every_limit_holds_today_and_names_its_source(pack: str, limit: str) -> None:
    row = limit_of(said(pack)[limit], date(2024, 3, 27))
    assert row is not None
    assert row["source"]["vi"]
    assert row["source"]["en"]
