"""The words of time of a language, read from `prose/<language>/periods.yaml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

NUMBER = "#"
# The name of a group where it is opened, and where a form asks whether it was found.
_GROUP = re.compile(r"\(\?(?:P<|\()\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """How a language writes a time: a pattern with named groups, and what it means."""

    means: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeForms:
    """The forms of a language by the word that each begins with ("#" for a number), and its names.

    `opened` matches wherever one of the forms of an opening does: most numbers begin no time, and are asked once.
    `years` are the words that tell a year by that of the text, with the difference. `against` is what stands before a
    period that others are compared with, `against_value` that with a number between, where no `onward` word leads on to
    another value. `goals` are words of goals and programmes, `results` those of what came out, `over` those of what
    is over, `ahead` those of what is not, `bounds` what stands before a time that something is to be over by. `cited`
    what stands before the day of a cited document, `own` what the line of the text's own day begins with. `earlier`
    words make a number what came before, `alone` ones set a
    period apart, `during` ones open a clause of a period, `means` ones make a number a mean; `caption` is what marks
    the line below a picture.
    `fiscal_starts` tell in which month fiscal years begin, `fiscal_now` how far from now the one named
    behind lies, `fiscal_homes` by month the countries whose fiscal years begin in it.
    """

    forms: Mapping[str, tuple[Form, ...]]
    opened: Mapping[str, re.Pattern[str]]
    months: Mapping[str, int]
    quarters: Mapping[str, int]
    halves: Mapping[str, int]
    counts: Mapping[str, int]
    years: Mapping[str, int]
    units: Mapping[str, str]
    against: re.Pattern[str]
    against_value: re.Pattern[str]
    joining: frozenset[str]
    onward: re.Pattern[str]
    goals: re.Pattern[str]
    results: re.Pattern[str]
    over: re.Pattern[str]
    ahead: re.Pattern[str]
    bounds: re.Pattern[str]
    cited: re.Pattern[str]
    own: re.Pattern[str]
    earlier: frozenset[str]
    alone: frozenset[str]
    during: frozenset[str]
    means: frozenset[str]
    since: frozenset[str]
    adverbial: frozenset[str]
    comparing: frozenset[str]
    beside: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    openers: frozenset[str]
    caption: re.Pattern[str]
    relative: frozenset[str]
    contrary: frozenset[str]
    fiscal_starts: tuple[re.Pattern[str], ...]
    fiscal_now: tuple[tuple[int, re.Pattern[str]], ...]
    fiscal_homes: tuple[tuple[int, re.Pattern[str]], ...]
    day_first: bool
    capital_months: bool


_SETS = (
    "earlier", "alone", "during", "means", "since", "adverbial", "comparing", "beside", "past", "perfect", "openers",
    "relative", "contrary",
)  # fmt: skip


@cache
def time_forms(lang: str) -> TimeForms:
    """The words of time of `lang` ("vi" or "en")."""
    source = files("quarterdeck.prose").joinpath(lang, "periods.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(source)
    lists = {name: list(data[name]) for name in ("months", "counts")}
    macros = {name: _any_of(listed) for name, listed in lists.items()}
    for name, form in data["macros"].items():
        macros[name] = _filled(form, macros)
    forms: dict[str, list[Form]] = {}
    for one in data["forms"]:
        form = Form(one["means"], re.compile(_filled(one["form"], macros)))
        for opening in _openings(one["opens"], lists):
            forms.setdefault(opening, []).append(form)
    return TimeForms(
        forms={opening: tuple(listed) for opening, listed in forms.items()},
        opened={opening: _one_of(listed) for opening, listed in forms.items()},
        months=data["months"],
        quarters=data["quarters"],
        halves=data["halves"],
        counts=data["counts"],
        years=data["years"],
        units=data["units"],
        against=_against(data),
        against_value=re.compile(rf"(?<!\w)(?:{_any_of(data['against_value'])})(?!\w).*\d"),
        joining=frozenset(word for one in data["joining"] for word in one.split()),
        onward=_words(data["onward"]),
        goals=_words(data["goals"]),
        results=_words(data["results"]),
        over=_words(data["over"]),
        ahead=_words(data["ahead"]),
        bounds=re.compile(rf"(?<!\w)(?:{_any_of(data['bounds'])}) $"),
        cited=re.compile(rf"(?<!\w)(?:{_any_of(data['cited'])})(?!\w)|\d[/-][a-zđ]"),
        own=re.compile(rf"\W*(?:{_any_of(data['own'])})(?!\w)\D*"),
        caption=re.compile(data["caption"]),
        **_fiscal(data, macros),
        day_first=data["date_order"] == "dmy",
        capital_months=data["capital_months"],
        **_sets(data),
    )


def _sets(data: Mapping[str, Any]) -> dict[str, Any]:
    """The words of each set."""
    return {name: frozenset(data[name]) for name in _SETS}


def _fiscal(data: Mapping[str, Any], macros: Mapping[str, str]) -> dict[str, Any]:
    """What tells of fiscal years."""
    by_number = {
        name: tuple((number, re.compile(one)) for number, one in data.get(name, {}).items())
        for name in ("fiscal_now", "fiscal_homes")
    }
    return {"fiscal_starts": tuple(re.compile(_filled(one, macros)) for one in data["fiscal_starts"]), **by_number}


def _against(data: Mapping[str, Any]) -> re.Pattern[str]:
    """What stands right before a period that others are compared with."""
    return re.compile(rf"(?<!\w)(?:{_any_of(data['against'])})(?: (?:{_any_of(data['joining'])})){{0,2}}[ (]?$")


def _one_of(listed: Iterable[Form]) -> re.Pattern[str]:
    """Any of these forms; each has groups of its own, because one pattern cannot name two alike."""
    own = (_GROUP.sub(rf"\g<0>_{i}", one.pattern.pattern) for i, one in enumerate(listed))
    return re.compile("|".join(f"(?:{one})" for one in own))


def _words(names: Iterable[Any]) -> re.Pattern[str]:
    """Any of these as words of their own."""
    return re.compile(rf"(?<!\w)(?:{_any_of(names)})(?!\w)")


def _openings(opens: Iterable[str], lists: Mapping[str, list[str]]) -> Iterable[str]:
    for one in opens:
        yield from lists[one[1:-1]] if one.startswith("{") else [one]


def _any_of(names: Iterable[Any]) -> str:
    return "|".join(sorted(map(str, names), key=len, reverse=True))


def _filled(form: str, macros: Mapping[str, str]) -> str:
    """`form` with the lists and macros that it names in braces put in."""
    for name, value in macros.items():
        form = form.replace("{" + name + "}", value)
    return form
