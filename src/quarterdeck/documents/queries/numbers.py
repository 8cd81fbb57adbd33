"""What the number of a document says: its family, number, year, type, issuer and unit; the types of the pack."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from quarterdeck.core.messages import gettext_noop
from quarterdeck.documents import rules
from quarterdeck.web import packs

# How each family of numbers is built, as shown beside a number.
FAMILIES: Mapping[str, str] = {
    "law": gettext_noop("National Assembly: number/year/term"),
    "normative": gettext_noop("normative document: number/year/type-issuer"),
    "party": gettext_noop("Party document: number-type/issuer"),
    "administrative": gettext_noop("administrative document: number/type-issuer"),
    "letter": gettext_noop("official letter: number/issuer-unit"),
}
OTHER = "other"


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of documents, e.g. directive; `letters` are those that stand for it in numbers."""

    code: str
    name_vi: str
    name_en: str
    letters: frozenset[str] = frozenset()

    def name(self, lang: str) -> str:
        """The name in Vietnamese for "vi", else in English."""
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number says; a number that follows no pattern is of the family "other" and leaves the type open.

    `number` is the text as printed, `key` its normal form, `ordinal` its integer, `letters` those of the type.
    `type_codes` are the types that it may be of; none where it says nothing of the type.
    """

    number: str
    key: str
    family: str = OTHER
    ordinal: int | None = None
    year: int | None = None
    letters: str = ""
    issuer: str = ""
    unit: str = ""
    type_codes: tuple[str, ...] = ()

    @property
    def parsed(self) -> bool:
        """Whether the number follows one of the patterns."""
        return self.family != OTHER

    @property
    def pattern(self) -> str:
        """The pattern in words, to be translated."""
        return FAMILIES.get(self.family, "")


@cache
def _types(pack: str) -> Mapping[str, DocumentType]:
    return {
        one["code"]: DocumentType(
            one["code"], one["name_vi"], one["name_en"],
            frozenset(filter(None, (one["symbol"], one.get("party_symbol")))),
        )
        for one in packs.read(pack, "documents/types.yaml")["types"]
    }  # fmt: skip


def types() -> Mapping[str, DocumentType]:
    """The types of documents of the country pack by code, in its order."""
    return _types(settings.PACK)


def type_of(code: str) -> DocumentType:
    """The type with this code; a code that the pack does not know names itself."""
    return types().get(code) or DocumentType(code, code, code)


def read_number(text: str) -> Reading:
    """What a document number says. Never fails: what follows no pattern is kept as it is printed."""
    printed = " ".join(unicodedata.normalize("NFC", text).split())
    found = rules.parse(printed)
    if found is None:
        return Reading(printed, key=rules.normal(printed).upper())
    letters = found.type_code or ""
    return Reading(
        printed, found.key, found.family, found.number, found.year, letters, found.issuer, found.unit or "",
        _codes(found.family, letters),
    )  # fmt: skip


def _codes(family: str, letters: str) -> tuple[str, ...]:
    """The types that a number of this family with these letters may be of."""
    open_to = packs.read(settings.PACK, "documents/register.yaml")
    if not letters:
        return tuple(open_to["without_letters"].get(family, ()))
    named = open_to["other_letters"].get(family, {}).get(letters)
    return tuple(named) if named else tuple(code for code, one in types().items() if letters in one.letters)


def key_of(text: str) -> str:
    """The normal form under which documents with this number are kept; "" for an empty text."""
    return read_number(text).key
