"""How a language cites documents, from `prose/<language>/citations.yaml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quarterdeck.prose.text import lower_form

_BLANK = r"\s+"


@dataclass(frozen=True, slots=True)
class CitingWords:
    """The words and patterns of one language, matched against small letters.

    `kinds` tells the kind of a word, `names` the word of a kind, `letters` the kind that the letters of a number
    stand for, in capitals. The kinds in `bare` may have a number without "No."; with `bare_capital` only where the
    word has a capital letter. `named` are patterns of documents known by a name with a number, each with its kind and
    whether the name must have a capital. `type_any` finds the word of a type, `marker_ends` "No." at the end of a
    stretch.
    """

    lang: str
    kinds: Mapping[str, str]
    names: Mapping[str, str]
    bare: frozenset[str]
    bare_words: frozenset[str]
    not_bare: frozenset[str]
    bare_capital: bool
    letters: Mapping[str, str]
    type_any: re.Pattern[str]
    marker_ends: re.Pattern[str]
    after_bare: re.Pattern[str]
    of_year: re.Pattern[str]
    of_session: re.Pattern[str]
    number_tail: re.Pattern[str]
    joined: re.Pattern[str]
    law_code: re.Pattern[str]
    not_before: re.Pattern[str]
    day: tuple[re.Pattern[str], ...]
    months: Mapping[str, int]
    issuer_before: re.Pattern[str]
    issuer_articles: frozenset[str]
    issuer_small: frozenset[str]
    issuer_words: re.Pattern[str]
    issuer_stops: frozenset[str]
    named: tuple[tuple[re.Pattern[str], str, bool], ...]


def any_of(names: Iterable[str]) -> str:
    """A pattern of one of the phrases, the longest first."""
    ordered = sorted({lower_form(str(name)) for name in names}, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", _BLANK) for name in ordered)


@cache
def citing_words(lang: str) -> CitingWords:
    """How `lang` ("vi" or "en") cites."""
    source = files("quarterdeck.prose").joinpath(lang, "citations.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(source)
    plural = data["plural"]
    kinds = {lower_form(name): kind for kind, listed in data["types"].items() for name in listed}
    kinds |= {name + plural: kind for name, kind in kinds.items() if plural and not name.endswith(plural)}
    marker = data["marker"]
    return CitingWords(
        lang=lang,
        kinds=kinds,
        names={kind: listed[0] for kind, listed in data["types"].items()},
        bare=frozenset(data["bare"]),
        bare_words=frozenset(map(lower_form, data["bare_words"])),
        not_bare=frozenset(map(lower_form, data["not_bare"])),
        bare_capital=bool(data["bare_capital"]),
        letters={letters.upper(): kind for letters, kind in data["letters"].items()},
        type_any=re.compile(rf"(?<![\w/-])(?:{any_of(kinds)})(?!\w)"),
        marker_ends=re.compile(rf"(?<!\w){marker}\s*[.:]?\s*$"),
        after_bare=re.compile(rf"\s*(?:$|[\n;:()\[\]\"'!?]|[.,-](?!\d)|(?:{any_of(data['after_bare'])})(?!\w))"),
        of_year=re.compile(data["of_year"]),
        of_session=re.compile(data["of_session"]),
        number_tail=re.compile(data["number_tail"]),
        joined=re.compile(rf"\s*(?:{any_of(data['joiners'])})\s*(?:{any_of(data['joiners'])}\s*)?"
                          rf"(?:the\s+|các\s+)?(?:{marker}\s*[.:]?\s*)?$"),
        law_code=re.compile(data["law_code"]),
        not_before=re.compile(rf"(?<!\w)(?:{any_of(data['not_before'])})\s*$"),
        day=tuple(_day(data["date_before"], one, data["months"]) for one in data["dates"]),
        months=data["months"],
        issuer_before=re.compile(data["issuer_before"]),
        issuer_articles=frozenset(data["issuer_articles"]),
        issuer_small=frozenset(data["issuer_small"]),
        issuer_words=re.compile(rf"(?:{any_of(data['issuer_words'])})(?!\w)"),
        issuer_stops=frozenset(data["issuer_stops"]),
        named=tuple(
            (re.compile(one["pattern"]), one["kind"], "(?P<capital>" in one["pattern"]) for one in data["named"]
        ),
    )  # fmt: skip


def _day(before: str, pattern: str, months: Iterable[str]) -> re.Pattern[str]:
    return re.compile(before + pattern.replace("{months}", any_of(months)) + r"(?!\d)")
