"""Which body should answer: rules of the country pack, read against what is asked for and the words of the matter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quarterdeck.core.folding import lowered

WORD, ASKED = 2, 1


@dataclass(frozen=True, slots=True)
class Route:
    """A body (by code) that should answer, how strongly the rules speak for it, and the words that do."""

    body: str
    weight: int
    words: tuple[str, ...]
    asked: bool


def routes(
    text: str, asks: str, rules: Iterable[Mapping[str, Any]], alive: Collection[str], most: int = 3
) -> list[Route]:
    """The bodies that should answer, the best first, at most `most`.

    A rule names its bodies in `to` (the first that is `alive` counts: departments merge), words by language in
    `words`, and in `asks` what must be asked for: beside words it only strengthens, alone it is enough.
    """
    plain = f" {' '.join(_letters(lowered(text)).split())} "
    found: dict[str, Route] = {}
    for rule in rules:
        body = next((code for code in rule["to"] if code in alive), "")
        words = _found(plain, rule.get("words") or {})
        asked = asks in (rule.get("asks") or ())
        if not body or not (words or (asked and not rule.get("words"))):
            continue
        before = found.get(body, Route(body, 0, (), False))
        weight = before.weight + WORD * len(words) + (ASKED if asked else 0)
        found[body] = Route(body, weight, (*before.words, *words), before.asked or asked)
    return sorted(found.values(), key=lambda one: -one.weight)[:most]


def best(found: Sequence[Route]) -> list[str]:
    """The bodies for which the rules speak most strongly: one, or several that weigh the same."""
    return [one.body for one in found if one.weight == found[0].weight]


def _found(plain: str, words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    every = (word for group in words.values() for word in group)
    return tuple(dict.fromkeys(word for word in every if f" {lowered(word)} " in plain))


def _letters(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in text)
