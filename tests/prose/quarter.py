"""The first quarter of 2024 as the review of 27 March knew it: the catalogue of the pack, the figures of the sample."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import AreaEntry, Catalogue, IndicatorEntry
from quarterdeck.prose.check import Finding, check
from quarterdeck.prose.figures import FigureFact, Figures

ROOT = Path(__file__).resolve().parents[2]
PACK, DEMO = ROOT / "packs" / "vn", ROOT / "demo"
REVIEW_DAY = date(2024, 3, 27)
QUARTER = Period.parse("2024-Q1")
PROVINCE = "24"


@cache
def catalogue() -> Catalogue:
    """The indicators of the pack, and every province and unit of the province on the day of the review."""
    data = yaml.safe_load((PACK / "indicators.yaml").read_text(encoding="utf-8"))
    indicators = tuple(
        IndicatorEntry(
            one["code"],
            {"vi": one["name_vi"], "en": one["name_en"]},
            {lang: tuple(names) for lang, names in one["aliases"].items()},
            one["unit"],
            one["better"],
            one["decimals"],
            one["parts_of"],
        )
        for one in data["indicators"]
    )
    return Catalogue(indicators, _areas())


def _areas() -> tuple[AreaEntry, ...]:
    day = REVIEW_DAY.isoformat()
    with (PACK / "areas" / "units.csv").open(encoding="utf-8") as lines:
        return tuple(
            AreaEntry(one["code"], {"vi": one["name_vi"], "en": one["name_en"]}, {}, int(one["level"]))
            for one in csv.DictReader(lines)
            if one["valid_from"] <= day and (not one["valid_to"] or day < one["valid_to"])
        )


def facts(name: str) -> Iterator[FigureFact]:
    """The rows of a file of the sample province."""
    with (DEMO / name).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield FigureFact(
                indicator=row["indicator"],
                area=row["area"],
                period=row["period"],
                value=Decimal(row["value"]) if row["value"] else None,
                unit=row["unit"],
                known_from=date.fromisoformat(row["known_on"]),
                relation=row["breakdown"].removeprefix("@") or "level",
                scenario=row["scenario"],
                status=row["status"],
                origin=row["origin"],
                qualifier=row["qualifier"],
                direction=row["direction"],
                source_words=row["source_words"],
                as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
                source=row["source"],
                regime=row["regime"],
            )


@cache
def figures() -> Figures:
    """Everything that is known, published or illustrative, seen from the vintage of the review."""
    return Figures((*facts("figures.csv"), *facts("illustrative.csv")), REVIEW_DAY)


def findings(text: str, lang: str | None = None) -> list[Finding]:
    """What the check of the quarter's review finds in `text`."""
    return check(text, catalogue(), figures(), lang=lang, review_period=QUARTER, area=PROVINCE)
