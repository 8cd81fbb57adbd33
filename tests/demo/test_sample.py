"""The sample province: built from facts, added up exactly, invented where it says so."""

import csv
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier, Scenario, unit
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Role

ROOT = Path(__file__).resolve().parents[2]
DEMO, PACKS = ROOT / "demo", ROOT / "packs"
DISTRICTS = {"213", "215", "216", "217", "218", "219", "220", "221", "222", "223"}
KEY = ("indicator", "area", "period", "breakdown", "scenario", "regime")
DAY = date(2024, 3, 27)


def read(path: Path) -> Any:
    """A YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CATALOGUE = {one["code"]: one for one in read(PACKS / "vn/indicators.yaml")["indicators"]}
FIGURES, ILLUSTRATIVE = table(DEMO / "figures.csv"), table(DEMO / "illustrative.csv")
REVIEW, TASKS, PEOPLE = (read(DEMO / f"{name}.yaml") for name in ("review", "tasks", "people"))
BODIES = read(PACKS / "vn/organisations.yaml")


def organisations() -> dict[str, dict[str, Any]]:
    """Every body of the sample province by code."""
    return {one["code"]: one for one in (*BODIES["organisations"], *PEOPLE["organisations"])}


def posts() -> dict[str, str]:
    """Every post of the sample province with its role."""
    own = ((one["organisation"], one) for one in (*BODIES["posts"], *PEOPLE["extra_posts"]))
    by_kind = ((code, post) for code, one in organisations().items() for post in BODIES["posts_of_kind"][one["kind"]])
    return {f"{code}-{post['suffix']}": post["role"] for code, post in (*by_kind, *own)}


def alive(day: date, level: str) -> list[dict[str, str]]:
    """The units of a level in force on a day."""
    return [
        one
        for one in table(PACKS / "vn/areas/units.csv")
        if one["level"] == level and one["valid_from"] <= str(day) and (one["valid_to"] or "9999") > str(day)
    ]


def texts(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in a YAML file with its place."""
    if isinstance(node, dict):
        yield place, node
        for name, child in node.items():
            yield from texts(child, f"{place}/{name}")
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from texts(child, f"{place}/{number}")


def test_the_generator_writes_the_same_bytes_again(tmp_path: Path) -> None:
    again = tmp_path / "again.csv"
    subprocess.run([sys.executable, str(DEMO / "generate.py"), str(again)], check=True)
    assert again.read_bytes() == (DEMO / "illustrative.csv").read_bytes()


def test_no_published_key_is_written_again() -> None:
    published = {tuple(one[name] for name in KEY) for one in FIGURES}
    written = [tuple(one[name] for name in KEY) for one in ILLUSTRATIVE]
    assert not published & set(written)
    assert len(written) == len(set(written))


def values(scenario: str = "actual") -> dict[tuple[str, str, str], Decimal]:
    """What is known of levels in the indicator's own regime, first vintage first."""
    known: dict[tuple[str, str, str], Decimal] = {}
    for one in (*FIGURES, *ILLUSTRATIVE):
        own = one["regime"] == CATALOGUE[one["indicator"]]["regime"] and not one["breakdown"]
        if own and one["scenario"] == scenario and one["value"]:
            known.setdefault((one["indicator"], one["area"], one["period"]), Decimal(one["value"]))
    return known


@pytest.mark.parametrize("scenario", ["actual", "plan"])
def test_districts_add_up_to_the_province(scenario: str) -> None:
    parts: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    known = values(scenario)
    for (indicator, area, period), value in known.items():
        if area in DISTRICTS and CATALOGUE[indicator]["space_rule"] == "sum":
            parts[indicator, period].append(value)
    whole = {key: amounts for key, amounts in parts.items() if len(amounts) == len(DISTRICTS)}
    assert len({indicator for indicator, _ in whole}) >= (20 if scenario == "actual" else 10)
    wrong = {key for key, amounts in whole.items() if sum(amounts) != known[key[0], "24", key[1]]}
    assert not wrong


def test_months_and_quarters_add_up_over_time() -> None:
    known, checked = values(), 0
    for (indicator, area, period), value in known.items():
        one = CATALOGUE[indicator]
        if one["time_rule"] != "sum" or one["accumulation"] != "per_period" or "-" in period[5:]:
            continue
        span = Period.parse(period)
        for kind in {"A": ("Q",), "Q": ("M",)}.get(span.kind, ()):
            shorter = [known.get((indicator, area, str(part))) for part in span.parts(kind)]
            if all(amount is not None for amount in shorter):
                checked += 1
                assert sum(amount for amount in shorter if amount is not None) == value, (indicator, area, period)
    assert checked > 500


def test_what_is_cumulative_never_falls_within_a_year() -> None:
    known = values()
    for (indicator, area, period), value in known.items():
        if CATALOGUE[indicator]["accumulation"] == "cumulative" and "-Q" in period:
            assert known.get((indicator, area, f"{period[:-1]}{int(period[-1]) - 1}"), Decimal(0)) <= value


def test_published_growth_follows_from_the_illustrative_base() -> None:
    known, published = values(), {tuple(one[name] for name in KEY): one["value"] for one in FIGURES}
    for indicator, statement in (("BUDGET_REV", "@growth_yoy"), ("NEW_JOBS", "@growth_yoy")):
        now, then = known[indicator, "24", "2024-Q1"], known[indicator, "24", "2023-Q1"]
        said = Decimal(published[indicator, "24", "2024-Q1", statement, "actual", "decree09"])
        assert round(100 * (now / then - 1), abs(int(said.as_tuple().exponent))) == said
    now, then = (known["INVEST_CAPITAL", "24", f"{year}-01-01/{year}-03-15"] for year in (2024, 2023))
    assert round(100 * now / then, 1) == Decimal("66.5")
    share = 100 * known["BUDGET_REV", "24", "2024-Q1"] / values("plan")["BUDGET_REV", "24", "2024"]
    assert round(share, 1) == Decimal("32.6")


def test_every_code_in_the_figures_is_known() -> None:
    sources = read(DEMO / "sources.yaml")
    codes = {one["code"] for one in sources["sources"]}
    regimes = {one["code"] for one in read(PACKS / "vn/calendars/regimes.yaml")["regimes"]}
    regimes |= {one["code"] for one in sources["publishers"]}
    for one in (*FIGURES, *ILLUSTRATIVE):
        of = CATALOGUE[one["indicator"]]
        assert one["area"] in DISTRICTS | {"24"}
        assert str(Period.parse(one["period"])) == one["period"]
        assert one["source"] in codes
        assert one["regime"] in regimes
        assert one["unit"] == ("%" if one["breakdown"] else of["unit"])
        assert one["scenario"] in set(Scenario)
        assert one["qualifier"] in set(Qualifier)
        assert one["value"] or ObservationStatus(one["status"]).is_missing
        assert (Origin(one["origin"]) is Origin.ILLUSTRATIVE) == (one["source"] == "illustrative")


def test_both_vintages_of_growth_are_there() -> None:
    growth = [one for one in FIGURES if one["indicator"] == "GRDP_GROWTH" and one["regime"] == "statistics"]
    quarter = [(one["known_on"], one["value"]) for one in growth if one["period"] == "2024-Q1"]
    assert sorted(quarter) == [("2024-03-27", "14.18"), ("2024-10-16", "13.96")]


def test_garbled_growth_of_trade_has_no_value_and_stays_apart_from_the_press_figure() -> None:
    trade = {
        one["regime"]: one for one in FIGURES if (one["indicator"], one["breakdown"]) == ("TRADE_VALUE", "@growth_yoy")
    }
    assert trade["decree09"]["value"] == ""
    assert "03%" in trade["decree09"]["source_words"]
    assert trade["press"]["value"] == "10.03"


@pytest.mark.parametrize("pack", ["vn", "ee"])
def test_every_indicator_is_whole_in_both_languages(pack: str) -> None:
    data = read(PACKS / pack / "indicators.yaml")
    codes, themes = {one["code"] for one in data["indicators"]}, {one["code"] for one in data["themes"]}
    bodies = {one["code"] for one in read(PACKS / pack / "organisations.yaml")["organisations"]}
    assert len(codes) == len(data["indicators"]) >= (40 if pack == "vn" else 8)
    for one in data["indicators"]:
        assert all(one[f"{part}_{lang}"].strip() for part in ("name", "definition") for lang in ("vi", "en"))
        assert all(one["aliases"][lang] for lang in ("vi", "en"))
        assert one["theme"] in themes
        assert one["responsible"] in bodies
        assert {one["weight"], one["parts_of"]} <= codes | {None}
        assert unit(one["unit"]).code == one["unit"]


@pytest.mark.parametrize("pack", ["vn", "ee"])
def test_no_alias_belongs_to_two_indicators(pack: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for one in read(PACKS / pack / "indicators.yaml")["indicators"]:
        for lang in ("vi", "en"):
            for alias in (*one["aliases"][lang], one[f"name_{lang}"]):
                owners[f"{lang} {alias.casefold()}"].add(one["code"])
    assert not {alias for alias, codes in owners.items() if len(codes) > 1}


@pytest.mark.parametrize("file", sorted((*DEMO.glob("*.yaml"), *PACKS.glob("*/*.yaml"))), ids=lambda path: path.name)
def test_every_text_is_in_both_languages_and_composed(file: Path) -> None:
    content = file.read_text(encoding="utf-8")
    assert content == unicodedata.normalize("NFC", content)
    for place, one in texts(read(file)):
        for name in one:
            if str(name).endswith("_vi"):
                other = one.get(f"{name[:-3]}_en")
                assert bool(one[name]) == bool(other), f"{file.name}{place}/{name}"


@pytest.mark.parametrize("pack", ["vn", "ee"])
def test_posts_have_roles_that_exist(pack: str) -> None:
    data = read(PACKS / pack / "organisations.yaml")
    of_kinds = [post for kind in data["posts_of_kind"].values() for post in kind]
    assert {one["kind"] for one in data["organisations"]} <= set(data["posts_of_kind"])
    assert all(Role(post["role"]) for post in (*of_kinds, *data["posts"]))


def test_units_are_those_of_the_day() -> None:
    assert len(alive(DAY, "1")) == 63
    assert {one["code"] for one in alive(DAY, "2")} == DISTRICTS
    assert len(alive(DAY, "3")) == 209
    assert len(alive(date(2025, 7, 1), "1")) == 34
    tiles = [one for one in table(PACKS / "vn/areas/tiles.csv") if one["level"] == "2"]
    there = [
        one for one in tiles if one["valid_from"] <= str(DAY) and (not one["valid_to"] or str(DAY) < one["valid_to"])
    ]
    assert {one["code"] for one in there} == DISTRICTS


def test_no_real_person_holds_a_post() -> None:
    held = [one["post"] for one in PEOPLE["holders"]]
    assert set(held) == set(posts())
    assert len(held) == len(set(held))
    for one in PEOPLE["holders"]:
        assert one["name_vi"].startswith("Người giữ chức vụ mẫu")
        assert one["name_vi"].endswith("(hư cấu)")
        assert one["name_en"].endswith("(invented)")


def test_there_is_an_account_for_each_kind_of_user() -> None:
    roles = {one["username"]: posts()[one["post"]] for one in PEOPLE["accounts"]}
    assert roles == {
        "specialist": "specialist", "department": "unit_specialist", "district": "unit_specialist",
        "verifier": "verifier", "leader": "leader", "party": "leader", "inspector": "inspector",
        "admin": "administrator",
    }  # fmt: skip


def test_the_review_names_only_posts_bodies_and_items_that_exist() -> None:
    known, bodies = set(posts()), set(organisations())
    difficulties = {one["code"]: one for one in REVIEW["difficulties"]}
    items = {f"difficulty/{code}" for code in difficulties} | {f"matter/{one['ref']}" for one in REVIEW["items"]}
    assert {*REVIEW["chairs"], *REVIEW["attending"], REVIEW["clarify_owner"]} <= known
    for one in difficulties.values():
        assert {*one["raised_by"], *one["routed_to"]} <= bodies
        assert not set(one["raised_by"]) & set(one["routed_to"])
        assert one["indicator"] is None or one["indicator"] in CATALOGUE
    for said in (*REVIEW["opinions"], *REVIEW["conclusions"]):
        assert said.get("speaker", said.get("author")) in known
        assert said["item"] in items


def orders() -> list[dict[str, Any]]:
    """Every task of the sample, earlier ones and those that follow from the conclusions."""
    clear = [one["task"] | {"issued_on": REVIEW["held_on"]} for one in REVIEW["conclusions"] if "task" in one]
    return clear + [one | {"issued_on": TASKS["issued_on"]} for one in TASKS["tasks"]]


@pytest.mark.parametrize("order", orders(), ids=lambda order: order["text_en"][:40])
def test_a_task_names_everything_the_five_clear_rule_asks_for(order: dict[str, Any]) -> None:
    roles, bodies = posts(), organisations()
    assert order["accountable_post"].startswith(f"{order['lead']}-")
    assert order["lead"] in bodies
    assert order["lead"] not in order["cooperating"]
    assert set(order["cooperating"]) <= set(bodies)
    assert order["acceptor"] != order["accountable_post"]
    assert roles[order["acceptor"]] in ("leader", "specialist", "verifier")
    assert not order["follower_up"].startswith(f"{order['lead']}-")
    assert order["due"] > order["issued_on"]
    assert order["due"].isoweekday() <= 5
    assert order["indicator"] is None or order["indicator"] in CATALOGUE
    assert order["result_kind"] in ("document", "number", "event", "state")


def test_conclusions_are_clear_tasks_or_kept_to_be_clarified() -> None:
    tasks = [one for one in REVIEW["conclusions"] if one["kind"] == "task"]
    assert all(("task" in one) != bool(one.get("clarify")) for one in tasks)
    assert sum("task" in one for one in tasks) >= 6


def test_conflicts_point_at_figures_that_are_there() -> None:
    there = {(one["indicator"], one["regime"], one["breakdown"], one["value"], one["source"]) for one in FIGURES}
    for conflict in read(DEMO / "conflicts.yaml")["conflicts"]:
        for one in conflict["figures"]:
            assert (one["indicator"], one["regime"], one["breakdown"], one["value"], one["source"]) in there
