"""The words of a language that the check reads and writes, from `prose/<lang>/checking.yaml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Language:
    """Those words; each pattern finds whole words, the longest first.

    `falling` and `rising` give a word of direction its opposite; `scales`, `currencies` and `hedges` the forms of
    each, the one to write first. `clauses` say what a percentage is of, "behind" a comma or as a "verb", with the
    words of `ways` for a rise and a fall. `judging` are parts of all words of praise and blame, found fast. `common`
    are small words that every text of the language has.
    """

    falling: Mapping[str, str]
    rising: Mapping[str, str]
    directions: re.Pattern[str]
    scales: Mapping[int, tuple[str, ...]]
    scale: re.Pattern[str]
    currencies: Mapping[str, tuple[str, ...]]
    currency: re.Pattern[str]
    hedges: Mapping[str, tuple[str, ...]]
    hedge: re.Pattern[str]
    praise: re.Pattern[str]
    blame: re.Pattern[str]
    contrast: re.Pattern[str]
    unreal: re.Pattern[str]
    harms: re.Pattern[str]
    plans: re.Pattern[str]
    opening_year: re.Pattern[str]
    moved: re.Pattern[str]
    moving: tuple[str, ...]
    judging: tuple[str, ...]
    clauses: Mapping[str, Mapping[str, str]]
    ways: Mapping[str, tuple[str, str]]
    common: re.Pattern[str]


# A text with fewer words is too short to tell by its small words; of those of its language at least this part are.
_FEWEST_WORDS, _USUAL = 25, 0.04
_WORD = re.compile(r"[^\W\d_]+")


def is_written_in(lang: str, text: str) -> bool:
    """Whether the small words of `text` are those of `lang`; a text too short to tell is taken to be.

    >>> words = "les recettes budgétaires ont atteint quatre mille milliards en hausse par rapport à la même période "
    >>> is_written_in("en", words * 3), is_written_in("en", "Revenue of the province rose in the first quarter. " * 9)
    (False, True)
    """
    words = sum(1 for _ in _WORD.finditer(text))
    return words < _FEWEST_WORDS or sum(1 for _ in language(lang).common.finditer(text)) >= _USUAL * words


@cache
def language(lang: str) -> Language:
    """The words of `lang`."""
    data = yaml.safe_load(files("quarterdeck.prose").joinpath(lang, "checking.yaml").read_text(encoding="utf-8"))
    lists = {
        name: {key: tuple(some) for key, some in data[name].items()} for name in ("scales", "currencies", "hedges")
    }
    return Language(
        falling=data["rise_to_fall"],
        rising=data["fall_to_rise"],
        directions=_any([*data["rise_to_fall"], *data["fall_to_rise"]]),
        scales=lists["scales"],
        scale=_any(form for some in lists["scales"].values() for form in some),
        currencies=lists["currencies"],
        currency=_any(form for some in lists["currencies"].values() for form in some),
        hedges=lists["hedges"],
        hedge=_any(form for some in lists["hedges"].values() for form in some),
        judging=_cores([*data["praise"], *data["blame"]]),
        clauses=data["clauses"],
        ways={place: (up, down) for place, (up, down) in data["ways"].items()},
        moved=_moved(data["moves"]),
        moving=_cores([*data["moves"]["up"], *data["moves"]["down"]]),
        opening_year=re.compile(
            rf"[\s\-+*•]*(?:{_any(data['opening_year']).pattern})\s((?:19|20)\d\d)\b", re.IGNORECASE
        ),
        plans=re.compile(f"(?:{_any(data['plans']).pattern})[^.:;\n]{{0,40}}:", re.IGNORECASE),
        **{name: _any(data[name]) for name in ("praise", "blame", "contrast", "unreal", "harms", "common")},
    )


def _moved(moves: Mapping[str, list[str]]) -> re.Pattern[str]:
    """A verb of rise (group "up") or fall that ends its clause, but for how much or against what."""
    before, up, down, after = (_any(moves[name]).pattern for name in ("before", "up", "down", "after"))
    return re.compile(rf"(?:(?:{before})\s)?(?:(?P<up>{up})|(?:{down}))(?=\s*$|\s(?:{after}))", re.IGNORECASE)


def _cores(forms: Iterable[str]) -> tuple[str, ...]:
    """The fewest of `forms`, in lower case, one of which is in every text that has any of them."""
    kept: list[str] = []
    for one in sorted({form.lower() for form in forms}, key=lambda form: (len(form), form)):
        if not any(core in one for core in kept):
            kept.append(one)
    return tuple(kept)


def _any(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of `forms` as whole words, in whatever case."""
    longest = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(_whole(one) for one in longest), re.IGNORECASE)


def _whole(form: str) -> str:
    before = r"(?<!\w)" if form[0].isalnum() else ""
    return before + re.escape(form) + (r"(?!\w)" if form[-1].isalnum() else "")
