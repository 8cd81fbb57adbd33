"""The first quarter of 2024 as the review of 27 March knew it: the catalogue of the pack and the figures of the case.

Real figures carry their source; the district figures and those of the year before are invented (illustrative), as in
the sample province.
"""

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import AreaEntry, Catalogue, IndicatorEntry
from quarterdeck.prose.check import Finding, check
from quarterdeck.prose.figures import FigureFact, Figures

PACK = Path(__file__).resolve().parents[2] / "packs" / "vn"
REVIEW_DAY = date(2024, 3, 27)
QUARTER = Period.parse("2024-Q1")
PROVINCE = "24"
LATER = date(2024, 10, 16)
TO_15_MARCH = "2024-01-01/2024-03-15"


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


def _fact(indicator: str, value: str | None, unit: str, **more: object) -> FigureFact:
    given: dict[str, object] = {
        "area": PROVINCE,
        "period": "2024-Q1",
        "known_from": REVIEW_DAY,
        "origin": "published",
        "source": "review of 27 March 2024",
        **more,
    }
    return FigureFact(indicator=indicator, value=None if value is None else Decimal(value), unit=unit, **given)  # type: ignore[arg-type]


def _growth(indicator: str, value: str | None, relation: str = "growth_yoy", **more: object) -> FigureFact:
    return _fact(indicator, value, "%", relation=relation, **more)


PRESS, STATISTICS = date(2024, 4, 3), date(2024, 4, 5)
REPORTED = (
    _fact("GRDP_GROWTH", "14.18", "%", status="E"),
    _fact("GRDP_GROWTH_IND", "18.00", "%", status="E"),
    _fact("GRDP_GROWTH_AGR", "2.14", "%", status="E"),
    _fact("GRDP_GROWTH_SRV", "6.32", "%", status="E"),
    _fact("GRDP_GROWTH_TAX", "4.48", "%", status="E"),
    _fact("IND_VALUE", "150000", "VND_bn", qualifier="over"),
    _growth("IND_VALUE", "22.6", "pct_of_plan"),
    _fact("BUDGET_REV", "4680", "VND_bn", qualifier="nearly"),
    _growth("BUDGET_REV", "32.6", "pct_of_plan"),
    _growth("BUDGET_REV", "11.1"),
    _fact("TRADE_VALUE", "10.31", "USD_bn"),
    _growth("TRADE_VALUE", None, source_words="a sum in USD where a growth rate belongs", status="O"),
    _fact("INVEST_CAPITAL", "624.26", "USD_mn", period=TO_15_MARCH, as_of=date(2024, 3, 15)),
    _growth("INVEST_CAPITAL", "66.5", "ratio_yoy", period=TO_15_MARCH),
    _fact("NEW_ENTERPRISES", "310", "enterprises"),
    _fact("NEW_ENT_CAPITAL", "2500", "VND_bn", qualifier="over"),
    _fact("NEW_JOBS", "8900", "persons", qualifier="over"),
    _growth("NEW_JOBS", "9"),
    _fact("MILITARY_RECRUIT", "100", "%", period="2024"),
    _fact("CRIME_CASES", None, "cases", direction="down"),
    _fact("TEMP_HOUSES_RATE", "100", "%", period="2024", scenario="plan"),
)
ELSEWHERE = (
    _growth("TRADE_VALUE", "10.03", regime="press", known_from=PRESS),
    _fact("DOMESTIC_REV", "4678.4", "VND_bn", regime="press", known_from=PRESS),
    _fact("IIP_GROWTH", "23.89", "%", regime="press", known_from=PRESS),
    _growth("IIP_GROWTH", "20.6", "growth_prev", period="2024-M03", regime="press", known_from=PRESS),
    _fact("IIP_GROWTH", "16.7", "%", period="2024-M03", regime="press", known_from=PRESS),
    _growth("NEW_ENTERPRISES", "18", regime="press", known_from=PRESS),
    _fact("NEW_ENT_CAPITAL", "2598", "VND_bn", regime="press", known_from=date(2024, 6, 24)),
    _fact("IND_VALUE", "153000", "VND_bn", qualifier="over", regime="statistics", known_from=date(2024, 5, 1)),
    _fact("IND_VALUE", "684397", "VND_bn", period="2024", regime="press", known_from=date(2025, 1, 10)),
    _growth("IND_VALUE", "103.0", "pct_of_plan", period="2024", regime="press", known_from=date(2025, 1, 10)),
    _fact("GRDP_GROWTH", "13.85", "%", period="2024", status="E", known_from=date(2025, 1, 10)),
    _fact("GRDP_GROWTH", "13.96", "%", status="E", known_from=LATER, source="revised quarters"),
)
_INVENTED = {"origin": "illustrative", "source": "sample script"}
INVENTED = (
    _fact("BUDGET_REV", "4212", "VND_bn", period="2023-Q1", **_INVENTED),
    _fact("BUDGET_REV", "14356", "VND_bn", period="2024", scenario="plan", **_INVENTED),
    _fact("BUDGET_REV", "265", "VND_bn", area="219", **_INVENTED),
    _fact("NEW_ENTERPRISES", "64", "enterprises", area="222", **_INVENTED),
    _fact("NEW_ENTERPRISES", "263", "enterprises", period="2023-Q1", **_INVENTED),
    _fact("EXPORT_VALUE", "5.46", "USD_bn", **_INVENTED),
    _fact("IMPORT_VALUE", "4.85", "USD_bn", **_INVENTED),
    _fact("RETAIL_SALES", "15200", "VND_bn", **_INVENTED),
    _fact("NEW_PROJECTS", "41", "projects", **_INVENTED),
    _fact("POVERTY_RATE", "2.1", "%", **_INVENTED),
)


@cache
def figures() -> Figures:
    """Everything that is known, seen from the vintage of the review."""
    return Figures((*REPORTED, *ELSEWHERE, *INVENTED), REVIEW_DAY)


def findings(text: str, lang: str | None = None) -> list[Finding]:
    """What the check of the quarter's review finds in `text`."""
    return check(text, catalogue(), figures(), lang=lang, review_period=QUARTER, area=PROVINCE)
