"""Whose currency a sum is in: the sign before it, the country that a text speaks of, the sums around it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from quarterdeck.prose.numbers.lists import numbers_of
from quarterdeck.prose.units.lists import Sort, units_of
from quarterdeck.prose.words import Token, tokens

_BEFORE = 4
# A text is asked often, and never more than a few texts at once.
_TEXTS = 8


def currency_before(lang: str, line: list[Token], end: int) -> tuple[Sort | None, int]:
    """The currency written before the number at token `end` (US$624 million), and the token where it begins."""
    lists = units_of(lang)
    for first in range(max(0, end - _BEFORE), end):
        if line[first].text not in lists.before.root:
            continue
        kinds, last = lists.before.longest([one.text for one in line[first:end]], 0)
        if kinds and first + last == end and _written_together(line, first, end):
            return lists.sorts[min(kinds)], first
    return None, end


def _written_together(line: list[Token], first: int, end: int) -> bool:
    """A sign of several marks is one word (A$5, not "a $5"), and a single letter stands at its number (P5)."""
    marks = line[first:end]
    whole = all(left.end == right.start for left, right in pairwise(marks))
    alone = len(marks) == 1 and len(marks[0].text) == 1 and marks[0].text.isalpha()
    return (whole or len(marks[0].text) > 1) and not (alone and end < len(line) and marks[0].end != line[end].start)


@lru_cache(maxsize=256)
def home_of(lower: str, lang: str, name: str) -> str:
    """The code of the shared currency `name` in a text: that of the country whose currency it names, else of the
    country that it speaks of most, else the one that is meant where nobody says so."""
    shared = units_of(lang).shared[name]
    said, named = _countries(lower, lang)
    own = [code for code, _ in said[name].most_common() if code != shared.unsaid]
    if own:
        return own[0]
    spoken = [code for code, _ in named[name].most_common() if code not in shared.said_only]
    return spoken[0] if spoken else shared.unsaid


@lru_cache(maxsize=_TEXTS)
def _countries(lower: str, lang: str) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """For each shared currency the codes that the text says outright (jamaica dlrs), and those of the countries that
    it names."""
    lists = units_of(lang)
    said: dict[str, Counter[str]] = {name: Counter() for name in lists.shared}
    named: dict[str, Counter[str]] = {name: Counter() for name in lists.shared}
    words = [one.text for one in tokens(lower)]
    for name, shared in lists.shared.items():
        for mark in shared.homes.marks(words):
            (code, *_) = sorted(mark.kinds)
            named[name][code] += 1
            kinds, end = lists.behind.longest(words, mark.first)
            if end > mark.last and any(lists.sorts[kind].unit == code for kind in kinds):
                said[name][code] += 1
    return said, named


def currency_near(lower: str, lang: str, place: int) -> str:
    """The currency of the sum before `place`, else of the first one behind it; "" in a text without any."""
    places, codes = _sums(lower, lang)
    if not places:
        return ""
    return codes[max(0, bisect_left(places, place) - 1)]


@lru_cache(maxsize=_TEXTS)
def _sums(lower: str, lang: str) -> tuple[list[int], list[str]]:
    """The places of all sums of money in the text that name their currency."""
    found = list(_said(lower, lang))
    return [place for place, _ in found], [code for _, code in found]


def _said(lower: str, lang: str) -> Iterator[tuple[int, str]]:
    lists, numbers = units_of(lang), numbers_of(lang)
    line = tokens(lower)
    words = [one.text for one in line]
    for i, word in enumerate(words):
        if word in lists.behind.root and i and (words[i - 1][0].isdigit() or words[i - 1] in numbers.scale_words):
            kinds, _ = lists.behind.longest(words, i)
        elif word in lists.before.root:
            kinds, end = lists.before.longest(words, i)
            kinds = kinds if words[end : end + 1] and words[end][0].isdigit() else frozenset()
        else:
            continue
        if kinds and (sort := lists.sort(kinds)).kind in ("money", "shared"):
            yield line[i].start, sort.unit if sort.kind == "money" else home_of(lower, lang, sort.unit)
