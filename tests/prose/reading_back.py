"""What a written text says in numbers, taken from its pieces, and what the reader takes from the text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import Catalogue, IndicatorEntry
from quarterdeck.prose.claims import Claim, read
from quarterdeck.prose.units import base_of
from quarterdeck.prose.write import Piece, Statement, plain, sentence

PACKS = Path(__file__).resolve().parents[2] / "packs"
LANGUAGES = ("vi", "en")
GROWTHS = frozenset({"growth", "growth_yoy"})
# The relations that a number may be read with, by what it writes; the first number of a rate of growth is its growth.
RELATIONS: Mapping[str, frozenset[str]] = {
    "value": frozenset({"level", ""}) | GROWTHS,
    "to_date": frozenset({"level"}),
    "change": GROWTHS | {"change"},
    "previous": frozenset({"growth_prev", "change"}),
    "of_plan": frozenset({"pct_of_plan"}),
    "plan": frozenset({"target"}),
    "share": frozenset({"share"}),
    "contribution": frozenset({"contribution"}),
    "before": frozenset({"baseline"}),
}


class Said(NamedTuple):
    """One number of a text: what it writes, its value in base units with the sign of a fall, and its base unit."""

    of: str
    value: Decimal
    unit: str


@cache
def indicators(pack: str) -> tuple[dict[str, Any], ...]:
    """The indicators of a country pack, as its file gives them."""
    return tuple(yaml.safe_load((PACKS / pack / "indicators.yaml").read_text(encoding="utf-8"))["indicators"])


@cache
def catalogue(pack: str) -> Catalogue:
    """The catalogue of a country pack, without areas."""
    return Catalogue(tuple(_entry(one) for one in indicators(pack)), ())


def _entry(one: Mapping[str, Any]) -> IndicatorEntry:
    return IndicatorEntry(
        one["code"], {"vi": one["name_vi"], "en": one["name_en"]},
        {lang: tuple(names) for lang, names in one["aliases"].items()}, one["unit"], one["better"], one["decimals"],
        one["parts_of"],
    )  # fmt: skip


def said(pieces: Iterable[Piece]) -> list[Said]:
    """The numbers that the pieces write in digits, in order."""
    found = []
    for piece in pieces:
        if piece.of and piece.value is not None and any(sign.isdigit() for sign in piece.text):
            base, factor = base_of(piece.unit)
            found.append(Said(piece.of, piece.value * factor, base))
    return found


def places(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """Where in the text the numbers of `said` stand."""
    found, at = [], 0
    for piece in pieces:
        if piece.of and piece.value is not None and any(sign.isdigit() for sign in piece.text):
            found.append((at, at + len(piece.text)))
        at += len(piece.text)
    return found


def claims_at(pieces: list[Piece], lang: str | None, pack: str, period: Period) -> list[list[Claim]]:
    """The claims that the reader finds at each number of the pieces."""
    claims = read(plain(pieces), lang, catalogue(pack), period=period)
    return [[one for one in claims if one.start < end and start < one.end] for start, end in places(pieces)]


def faults(statement: Statement, code: str, pack: str, lang: str, turn: int, period: Period) -> list[str]:
    """What the reader takes otherwise from a sentence than it was written: empty where both are the same claims."""
    pieces = sentence(statement, lang, turn=turn)
    found = claims_at(pieces, lang, pack, period)
    return [
        f"{lang} {plain(pieces)!r}: {one} read as {[(c.quote, c.values, c.unit, c.relation, c.codes) for c in claims]}"
        for one, claims in zip(said(pieces), found, strict=True)
        if not any(_same(one, claim, code, statement.period) for claim in claims)
    ]


def _same(one: Said, claim: Claim, code: str, period: Period) -> bool:
    value = claim.values[0] + (100 if claim.over_plan else 0) if claim.values else None
    of_whole, timeless = one.of in ("share", "contribution"), one.of in ("plan", "before")
    return (
        value == one.value
        and _unit(claim.unit, one.unit)
        and claim.relation in RELATIONS[one.of]
        and (of_whole or code in claim.codes)
        and (timeless or claim.period in (None, period))
    )


def _unit(claimed: str, written: str) -> bool:
    """A count may be written bare: its name says what is counted. A rank moves by places."""
    if written == "rank" and claimed == "places":
        return True
    if claimed == "":
        return written not in ("%", "pp", "VND", "USD")
    return claimed == written
