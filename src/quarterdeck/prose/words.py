"""The words of a language, read from its folder and indexed so that a sentence is read in one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import compress, count, product
from typing import Any, final

import yaml

from quarterdeck.prose.text import fold, lower_form

LANGUAGES = ("vi", "en")
_TOKEN = re.compile(r"[^\W\d_]++|\d++|\S")
_CHOICES = re.compile(r"[()]")
_END: object = object()
_NOTHING: frozenset[str] = frozenset()


# Tokens, marks and meanings are made by the ten thousand: a constructor that is written out is compiled too.
@final
class Token:
    """One word or mark of a normal form, with its place in it."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end


@final
class Mark:
    """A phrase of known kinds: tokens [first, last) of a sentence."""

    __slots__ = ("first", "kinds", "last")

    def __init__(self, kinds: frozenset[str], first: int, last: int) -> None:
        self.kinds, self.first, self.last = kinds, first, last


Node = dict[object, Any]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of several words with what they stand for, found longest first in time linear in the text."""

    root: Node

    def longest(self, words: list[str], at: int, stop: int | None = None) -> tuple[frozenset[str], int]:
        """What the longest phrase that begins at `words[at]`, and ends before `words[stop]`, stands for, and where it
        ends; (∅, at) for none."""
        node, found, end = self.root, _NOTHING, at
        if stop is None:
            stop = len(words)
        for i in range(at, stop):
            following = node.get(words[i])
            if following is None:
                break
            node = following
            said = node.get(_END)
            if said is not None:
                found, end = said, i + 1
        return found, end

    def ending(self, words: list[str], end: int, limit: int = 4) -> tuple[frozenset[str], int]:
        """What the longest phrase that ends just before `words[end]` stands for, and where it begins."""
        for first in range(max(0, end - limit), end):
            if words[first] in self.root:
                found, last = self.longest(words, first, end)
                if found and last == end:
                    return found, first
        return frozenset(), end

    def marks(self, words: list[str]) -> list[Mark]:
        """Every phrase of `words` from left to right, longest first, without overlap."""
        root, free = self.root, 0
        found: list[Mark] = []
        for at in compress(count(), map(root.__contains__, words)):
            if at >= free:
                node = root[words[at]]
                # Most words that begin a phrase are one.
                if at + 1 < len(words) and words[at + 1] in node:
                    kinds, end = self.longest(words, at)
                else:
                    kinds, end = node.get(_END, _NOTHING), at + 1
                if kinds:
                    found.append(Mark(kinds, at, end))
                    free = end
        return found


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the reader knows of one language."""

    lang: str
    decimal_mark: str
    marks: Phrases
    same_words: Phrases
    spellings: Mapping[str, str]
    small: Mapping[str, frozenset[str]]
    abbreviations: frozenset[str]
    adverb_ending: str
    name_stops: frozenset[str]
    plural: str
    one_word: int
    adjectives_before_noun: bool
    area_kinds: Phrases
    kind_after: bool


def tokens(form: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, numbers and marks of `form[start:end]`.

    >>> [one.text for one in tokens("tăng 9,5% (ước)")]
    ['tăng', '9', ',', '5', '%', '(', 'ước', ')']
    """
    found: list[Token] = []
    at = start
    # Nothing but blanks stands between two of them: to look a word up again is faster than to ask for its place.
    for word in _TOKEN.findall(form, start, len(form) if end is None else end):
        begin = form.index(word, at)
        at = begin + len(word)
        found.append(Token(word, begin, at))
    return found


@cache
def words_of(lang: str) -> Words:
    """The words of `lang` ("vi" or "en"), from `prose/<lang>/words.yaml`."""
    source = files("quarterdeck.prose").joinpath(lang, "words.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(source)
    return Words(
        lang=data["language"],
        decimal_mark=data["decimal_mark"],
        marks=phrases(data["marks"]),
        same_words=_same(data["same_words"], data["plural"]),
        spellings=_spellings(data["same_words"], data["plural"]),
        small={kind: frozenset(names) for kind, names in data["small_words"].items()},
        abbreviations=frozenset(data["abbreviations"]),
        adverb_ending=data["adverb_ending"],
        name_stops=frozenset(map(fold, data["name_stops"])),
        plural=data["plural"],
        one_word=data["one_word"],
        adjectives_before_noun=data["adjectives_before_noun"],
        area_kinds=phrases({fold(kind): [fold(kind)] for kind in data["area_kinds"]}),
        kind_after=data["kind_after"],
    )


def phrases(kinds: Mapping[str, Iterable[str]]) -> Phrases:
    """An index of the phrases of each kind.

    >>> phrases({"up": ["tăng"], "rate": ["tốc độ tăng"]}).longest(["tốc", "độ", "tăng"], 0)
    (frozenset({'rate'}), 3)
    """
    root: Node = {}
    for kind, names in kinds.items():
        for name in names:
            for phrase in expanded(lower_form(name)):
                add_phrase(root, [one.text for one in tokens(phrase)], kind)
    return Phrases(root)


def expanded(phrase: str) -> Iterator[str]:
    """Every phrase that one with choices in brackets stands for.

    >>> list(expanded("(the |)(previous|last) month"))
    ['the previous month', 'the last month', 'previous month', 'last month']
    """
    pieces = [one.split("|") for one in _CHOICES.split(phrase)]
    return map("".join, product(*pieces))


def _same(groups: Iterable[Sequence[str]], plural: str) -> Phrases:
    """Each word of a group stands for the first word of the group."""
    root: Node = {}
    for group in groups:
        for name in group:
            add_phrase(root, [singular(one.text, plural) for one in tokens(fold(name))], fold(group[0]))
    return Phrases(root)


def _spellings(groups: Iterable[Sequence[str]], plural: str) -> dict[str, str]:
    """Each single word of the groups, and the word that stands for it."""
    return {singular(fold(name), plural): fold(group[0]) for group in groups for name in group if fold(name).isalpha()}


def add_phrase(root: Node, words: Sequence[str], kind: str) -> None:
    """Let the phrase of `words` stand for `kind` in the index that begins at `root`."""
    node = root
    for word in words:
        node = node.setdefault(word, {})
    node[_END] = node.get(_END, _NOTHING) | {kind}


def singular(word: str, plural: str) -> str:
    """`word` without its plural ending, crudely but the same way in names and texts.

    >>> [singular(word, "s") for word in ("enterprises", "businesses", "fisheries", "gas", "grdp")]
    ['enterprise', 'business', 'fishery', 'gas', 'grdp']
    """
    if not plural or len(word) < 5 or not word.endswith(plural) or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
