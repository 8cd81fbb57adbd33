"""Read the words of the clarity check from `prose/<language>/clarity.yaml`, and profiles and calendars from files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import quarterdeck.prose
from quarterdeck.core.clarity import Bodies, Lexicon, Marker, Phrases, TimeWords, fold, one_tone
from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message

LANGUAGES = ("vi", "en")
_HERE = Path(quarterdeck.prose.__path__[0])
_MONTHS = "{months}"
_PHRASES = (
    "modals", "assign", "cooperate", "lead", "agent", "openers", "not_vague", "fillers", "routine", "urgent", "generic",
    "documents", "approval", "units", "currencies", "no_quantity", "number_words", "percent", "bases", "base_nouns",
    "not_base", "own_base", "lists", "finished", "not_units", "not_verb_after",
    "commonplace", "written", "baselines",
)  # fmt: skip
_BODY_PHRASES = ("names", "posts", "groups", "quantifiers", "collectives", "conjunctions", "articles")


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; raises `BadInput` naming the file where it is missing or no YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(
            Message("This file cannot be read: {detail}.", {"detail": " ".join(str(error).split())}),
            place=str(path),
            remedy="It must be YAML in UTF-8.",
        ) from error


@cache
def clarity_lexicon(language: str) -> Lexicon:
    """The words of the clarity check in "vi" or "en"; raises `BadInput` for another language."""
    if language not in LANGUAGES:
        raise BadInput(
            Message("The language {language} is not known.", {"language": repr(language)}),
            remedy=Message("Use one of {languages}.", {"languages": ", ".join(LANGUAGES)}),
        )
    path = _HERE / language / "clarity.yaml"
    try:
        return lexicon_from(read_yaml(path))
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise BadInput(
            Message("The words are incomplete: {detail}.", {"detail": repr(error)}),
            place=path.name,
            remedy="Compare with the file of the other language.",
        ) from error


def lexicon_from(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the content of a `clarity.yaml`."""
    forms, lemmas = _inflected(data)
    phrases = {name: Phrases.of({name: data[name]}) for name in _PHRASES}
    return Lexicon(
        language=data["language"],
        verbs=Phrases.of(forms),
        joiners=Phrases.of(data["joiners"]),
        vague=Phrases.of(data["vague"]),
        labels=Phrases.of(data["labels"]),
        kinds=Phrases.of(data["kinds"]),
        submits=_folded(data["submits"]),
        decides=_folded(data["decides"]),
        stop=_folded(data["stop"]),
        dangling=_folded(data["dangling"]),
        verb_after=_folded(data["verb_after"]),
        verb_before=_folded(data["verb_before"]),
        be=_folded(data["be"]),
        adverb=re.compile(one_tone(data["adverb"])),
        unit=re.compile(one_tone(data["unit"])),
        unit_gap=int(data["unit_gap"]),
        to=data["to"],
        time=_time(data["time"]),
        bodies=_bodies(data["bodies"], bool(data["head_first"])),
        lemmas=lemmas,
        wording=dict(data["wording"]),
        **phrases,
    )


def _folded(listed: Iterable[object]) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in listed)


def _bodies(data: Mapping[str, Any], head_first: bool) -> Bodies:
    return Bodies(
        organisations=Phrases.of(data["organisations"]),
        levels=_folded(data["levels"]),
        steered=fold(data["steered"]),
        spelled=Phrases.of(data["spelled"]),
        head_first=head_first,
        heads_of=dict(data["heads_of"]),
        **{name: Phrases.of({name: data[name]}) for name in _BODY_PHRASES},
    )


# -- time
def _time(data: Mapping[str, Any]) -> TimeWords:
    months = {fold(name): int(number) for name, number in data.get("months", {}).items()}
    return TimeWords(
        markers=tuple(_marker(one) for one in data["markers"]),
        moments=tuple(_moment(pattern, months) for pattern in data["moments"]),
        numbers={fold(str(word)): int(number) for word, number in data["numbers"].items()} | months,
        parts=_keys(data["parts"]),
        units=_keys(data["units"]),
        **{
            name: re.compile(one_tone(data[name]))
            for name in ("not_due", "starts", "conditions", "recurring", "milestone", "citation")
        },
    )


def _keys(data: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): str(meaning) for word, meaning in data.items()}


def _any_of(listed: Iterable[str]) -> str:
    longest_first = sorted((fold(word) for word in listed), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _marker(data: Mapping[str, Any]) -> Marker:
    then = f"(?:\\s*(?:{_any_of(data['then'])}))?" if data.get("then") else ""
    pattern = rf"(?<!\w)(?:{_any_of(data['words'])}){then}\s*$"
    return Marker(re.compile(pattern), data["kind"], int(data["weight"]))


def _moment(pattern: str, months: Mapping[str, int]) -> re.Pattern[str]:
    """A pattern of time, with the names of the months filled in."""
    filled = pattern.replace(_MONTHS, _any_of(months))
    return re.compile(rf"(?<!\w)(?:{one_tone(filled)})")


# -- verb forms of a language that inflects
def _inflected(data: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """All forms of the verbs by kind, and the base form of each; a language without `doubled` has one form."""
    if "doubled" not in data:
        return {kind: list(listed) for kind, listed in data["verbs"].items()}, {}
    lemmas: dict[str, str] = {}
    forms: dict[str, list[str]] = {}
    for kind, listed in data["verbs"].items():
        for verb in listed:
            irregular = data["irregular"].get(verb, [])
            every = [verb, *irregular, *_english_forms(verb, verb in data["doubled"], bool(irregular))]
            forms.setdefault(kind, []).extend(every)
            lemmas |= {form: verb for form in every}
    return forms, lemmas


def _english_forms(verb: str, doubled: bool, irregular: bool) -> Iterator[str]:
    """submit: submits, submitting, submitted; of a phrase the first word is inflected."""
    head, _, rest = verb.partition(" ")
    rest = f" {rest}" if rest else ""
    sibilant = head.endswith(("s", "sh", "ch", "x", "z", "o"))
    consonant_y = head.endswith("y") and head[-2] not in "aeiou"
    stem = head[:-1] if head.endswith("e") and not head.endswith(("ee", "oe")) else head + (head[-1] if doubled else "")
    yield (head[:-1] + "ies" if consonant_y else head + ("es" if sibilant else "s")) + rest
    yield stem + "ing" + rest
    if not irregular:
        yield (head[:-1] + "ied" if consonant_y else stem + "ed") + rest
