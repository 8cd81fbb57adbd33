"""What a document number says: its family, number, year, type, issuer and unit. Pure."""

import re
import unicodedata
from dataclasses import dataclass

# The letters of named types that a State administrative number may begin with (Decree 30/2020/NĐ-CP, Annex III, and
# the conclusion of an inspection). They tell 1683/QĐ-UBND, a decision, from 12729/VPCP-KGVX, a letter of an office.
NAMED_TYPES = frozenset(
    {
        "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
        "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "KL",
    }
)  # fmt: skip
# Texts in English drop the stroke. Only letters that are no type by themselves are read back: DA and HD are.
_WITHOUT_STROKE = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "QYD": "QyĐ", "QDI": "QĐi", "QĐI": "QĐi"}
# In the Party these letters stand for a decision and for a regulation (Regulation 66-QĐ/TW is one).
_AMBIGUOUS_IN_PARTY = frozenset({"QĐ"})

_NUMBER = r"(?P<number>\d{1,9})(?P<suffix>[a-z]?)"
_LETTERS = r"[^\W\d_]+"
_ISSUER = r"[^\W_][\w.&-]*"
_LAW = re.compile(rf"{_NUMBER}/(?P<year>\d{{4}})/(?P<issuer>(?:QH|UBTVQH)\d{{1,2}})", re.IGNORECASE)
_NORMATIVE = re.compile(rf"{_NUMBER}/(?P<year>\d{{4}})/(?P<type>{_LETTERS})-(?P<issuer>{_ISSUER})")
_PARTY = re.compile(rf"{_NUMBER}-(?P<type>{_LETTERS})/(?P<issuer>{_ISSUER})")
_STATE = re.compile(rf"{_NUMBER}/(?P<first>{_LETTERS}[\w.&]*)(?:-(?P<rest>{_ISSUER}))?")
_OPENING = re.compile(r"^(?:số|no|nr|n°)\s*[.:]?\s*(?=\d)", re.IGNORECASE)
_BLANKS = re.compile(r"\s*([/-])\s*")
_LOOK_ALIKE = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "⁄": "/"})
_YEARS = range(1945, 2200)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number read.

    `family`: "law" (91/2025/QH15), "normative" (09/2019/NĐ-CP), "party" (26-CT/TU), "administrative"
    (1683/QĐ-UBND) or "letter" (12729/VPCP-KGVX), which names no type. `text` is as printed, leading zeros kept;
    `number` the integer. `type_code` are the letters of the type, None where there are none; `ambiguous_type` is
    true where these letters stand for more than one type. `unit` is the drafting unit within the issuer, or None.
    `key` is the normal form: two numbers are the same if their keys are equal, within one issuer and, for the
    State, one year, for the Party, one term (Decree 30/2020/NĐ-CP, Art. 15; Guideline 36-HD/VPTW). đ is never
    folded in it: DA and ĐA are two types.
    """

    family: str
    text: str
    number: int
    year: int | None
    type_code: str | None
    issuer: str
    unit: str | None
    ambiguous_type: bool
    key: str


def parse(text: str, named_types: frozenset[str] = NAMED_TYPES) -> DocumentNumber | None:
    """Read a document number; None for a text that follows none of the five patterns.

    Blanks around signs, other dashes and the look-alike Ð (U+00D0) are put right. `named_types` are the letters of
    types that State administrative numbers use.

    >>> parse("06 / 2024 / QÐ–UBND").key
    '6/2024/QĐ-UBND'
    """
    plain = normal(text)
    for read in (_law, _normative, _party):
        found = read(plain, text)
        if found:
            return found
    return _state(plain, text, named_types)


def normal(text: str) -> str:
    """A number as it should be printed: composed letters, plain signs, no blanks around them, no "Số:" before."""
    plain = unicodedata.normalize("NFC", text).translate(_LOOK_ALIKE)
    return _BLANKS.sub(r"\1", _OPENING.sub("", " ".join(plain.split()))).strip(" .,;")


def _law(plain: str, text: str) -> DocumentNumber | None:
    found = _LAW.fullmatch(plain)
    if not found or int(found["year"]) not in _YEARS:
        return None
    issuer = found["issuer"].upper()
    return _made("law", text, found, type_code=None, issuer=issuer, key=f"{found['year']}/{issuer}")


def _normative(plain: str, text: str) -> DocumentNumber | None:
    found = _NORMATIVE.fullmatch(plain)
    if not found or int(found["year"]) not in _YEARS:
        return None
    kind = _typed(found["type"])
    return _made("normative", text, found, type_code=kind, issuer=found["issuer"],
                 key=f"{found['year']}/{kind}-{found['issuer']}")  # fmt: skip


def _party(plain: str, text: str) -> DocumentNumber | None:
    found = _PARTY.fullmatch(plain)
    if not found:
        return None
    kind = _typed(found["type"])
    key = f"{kind}/{found['issuer']}"
    ambiguous = kind in _AMBIGUOUS_IN_PARTY
    return _made("party", text, found, type_code=kind, issuer=found["issuer"], join="-", key=key, ambiguous=ambiguous)


def _state(plain: str, text: str, named_types: frozenset[str]) -> DocumentNumber | None:
    found = _STATE.fullmatch(plain)
    if not found:
        return None
    kind, rest = _typed(found["first"], named_types), found["rest"]
    if kind in named_types and rest:
        issuer, _, unit = rest.partition("-")
        return _made(
            "administrative", text, found, type_code=kind, issuer=issuer, unit=unit or None, key=f"{kind}-{rest}"
        )
    whole = "-".join(part for part in (found["first"], rest) if part)
    return _made("letter", text, found, type_code=None, issuer=found["first"], unit=rest, key=whole)


def _typed(letters: str, named_types: frozenset[str] = NAMED_TYPES) -> str:
    """The letters of a type as they should be printed (TTr, not TTR)."""
    spelled = {kind.upper(): kind for kind in named_types} | _WITHOUT_STROKE
    return spelled.get(letters.upper(), letters)


def _made(
    family: str, text: str, found: re.Match[str], *, type_code: str | None, issuer: str, key: str, join: str = "/",
    unit: str | None = None, ambiguous: bool = False,
) -> DocumentNumber:  # fmt: skip
    groups = found.groupdict()
    return DocumentNumber(
        family=family,
        text=" ".join(text.split()),
        number=int(found["number"]),
        year=int(groups["year"]) if groups.get("year") else None,
        type_code=type_code,
        issuer=issuer,
        unit=unit,
        ambiguous_type=ambiguous,
        key=f"{int(found['number'])}{found['suffix']}{join}{key}".upper(),
    )
