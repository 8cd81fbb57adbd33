"""Which body should answer: rules of the country pack, read against what is asked for and the words of the matter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quarterdeck.core.folding import lowered

# A word of the matter, what is asked for, a body that the matter names, and one that it asks by name.
WORD, ASKED, NAMED, ADDRESSED = 2, 1, 2, 7


@dataclass(frozen=True, slots=True)
class Route:
    """A body (by code) that should answer, how strongly the rules speak for it, and the words that do.

    `named` is its name as it stands in the matter, empty where it does not.
    """

    body: str
    weight: int
    words: tuple[str, ...] = ()
    asked: bool = False
    named: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A body (by code) that a text names, in which words, and whether it is asked there: "đề nghị Sở Tài chính"."""

    body: str
    words: str
    asked: bool


def named_in(text: str, names: Mapping[str, Iterable[str]], asking: Iterable[str]) -> list[Named]:
    """The bodies that a text names, in the order of the text; `names` are those of each body, `asking` the words that
    ask just before a name. Of names within one another the longest counts.

    >>> named_in("Đề nghị Sở Tài chính bố trí vốn", {"STC": ["Sở Tài chính"]}, ["đề nghị"])
    [Named(body='STC', words='Sở Tài chính', asked=True)]
    """
    plain = _plain(text)
    places: dict[int, Named] = {}
    every = sorted(((_plain(name).strip(), body, name) for body, some in names.items() for name in some if name),
                   key=lambda one: -len(one[0]))  # fmt: skip
    before = tuple(f" {lowered(word)}" for word in asking)
    for wanted, body, name in every:
        while wanted and (at := plain.find(f" {wanted} ")) >= 0:
            places[at] = Named(body, name, plain[:at].endswith(before))
            plain = plain[: at + 1] + "·" * len(wanted) + plain[at + 1 + len(wanted) :]
    found: dict[str, Named] = {}
    for _place, one in sorted(places.items()):
        if one.body not in found or (one.asked and not found[one.body].asked):
            found[one.body] = one
    return list(found.values())


def _plain(text: str) -> str:
    """A text in small letters, its words one space apart, a space before and after."""
    return f" {' '.join(_letters(lowered(text)).split())} "


def routes(
    text: str, asks: str, rules: Iterable[Mapping[str, Any]], alive: Collection[str], most: int = 3,
    named: Iterable[Named] = (),
) -> list[Route]:  # fmt: skip
    """The bodies that should answer, the best first, at most `most`; bodies that the matter names count as well.

    A rule names its bodies in `to` (the first that is `alive` counts: departments merge), words by language in
    `words`, and in `asks` what must be asked for: beside words it only strengthens, alone it is enough.
    """
    plain = _plain(text)
    found = {one.body: Route(one.body, ADDRESSED if one.asked else NAMED, named=one.words) for one in named
             if one.body in alive}  # fmt: skip
    for rule in rules:
        body = next((code for code in rule["to"] if code in alive), "")
        words = _found(plain, rule.get("words") or {})
        asked = asks in (rule.get("asks") or ())
        if not body or not (words or (asked and not rule.get("words"))):
            continue
        before = found.get(body, Route(body, 0))
        weight = before.weight + WORD * len(words) + (ASKED if asked else 0)
        found[body] = replace(before, weight=weight, words=(*before.words, *words), asked=before.asked or asked)
    return sorted(found.values(), key=lambda one: -one.weight)[:most]


def best(found: Sequence[Route]) -> list[str]:
    """The bodies for which the rules speak most strongly: one, or several that weigh the same."""
    return [one.body for one in found if one.weight == found[0].weight]


def _found(plain: str, words: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    every = (word for group in words.values() for word in group)
    return tuple(dict.fromkeys(word for word in every if f" {lowered(word)} " in plain))


def _letters(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in text)
