"""A text as words with their places, made comparable: composed letters, one way to place tones, small letters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quarterdeck.core.record import record

_CLUSTER = re.compile(r"[\u0300-\u036f]+|.[\u0300-\u036f]*", re.DOTALL)
_MARK = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"\d(?:[\w./,-]*\w)?|[^\W\d_]+(?:['’&][^\W\d_]+)*|[^\w\s]|_")
_SENTENCE_END = re.compile(
    r"[;!?\n]|(?<!\bTP)(?<!\bRs)(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bArt)(?<!\bv\.v)\.(?=\s+[^\Wa-zà-ỹđ]|\s*$)"
)

# Vietnamese writes the tone of an open oa, oe, uy on either letter (hòa, hoà); Unicode unifies neither.
_TONES = {
    pair: first + second[0]
    for second, firsts in (("aàáảãạ", "oòóỏõọ"), ("eèéẻẽẹ", "oòóỏõọ"), ("yỳýỷỹỵ", "uùúủũụ"))
    for pair, first in zip((firsts[0] + mark for mark in second[1:]), firsts[1:], strict=True)
}
_TONE = re.compile("|".join(_TONES))


def fold(text: str) -> str:
    """`text` for comparison: NFC, small letters, tones on the first vowel, Icelandic eth as đ. đ stays đ.

    >>> fold("HOÀ BÌNH") == fold("Hòa bình")
    True
    """
    return _fold_composed(unicodedata.normalize("NFC", text))


def one_tone(text: str) -> str:
    """`text` composed, with tones on the first vowel: for patterns that are matched against folded text."""
    return _TONE.sub(lambda found: _TONES[found.group()], unicodedata.normalize("NFC", text))


def _fold_composed(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return one_tone(small.replace("ð", "đ").replace("’", "'"))


@record(frozen=True, slots=True)
class Token:
    """A word, number or sign: as written, its comparison `key`, and its half-open place in the composed text."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Script:
    """A text read once: `text` composed, `key` of the same length, `places` of its letters in the original."""

    text: str
    key: str
    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    shouted: bool

    @classmethod
    def of(cls, raw: str) -> "Script":
        """Read `raw`, in any Unicode normal form."""
        if unicodedata.is_normalized("NFC", raw) and not _MARK.search(raw):
            key = _fold_composed(raw)
            return cls(raw, key, tuple(_tokens(raw, key)), tuple(range(len(raw) + 1)), raw == raw.upper())
        composed: list[str] = []
        places: list[int] = []
        for cluster in _CLUSTER.finditer(raw):
            letters = unicodedata.normalize("NFC", cluster.group())
            composed.append(letters)
            places.extend([cluster.start()] * len(letters))
        text = "".join(composed)
        key = _fold_composed(text)
        return cls(text, key, tuple(_tokens(text, key)), (*places, len(raw)), text == text.upper())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open place in the original of a place in the composed text."""
        return self.places[start], self.places[end]

    def said(self, tokens: Iterable[Token]) -> str:
        """The words of `tokens` as they are written, from the first to the last of them."""
        listed = list(tokens)
        return " ".join(self.text[listed[0].start : listed[-1].end].split()) if listed else ""


def _tokens(text: str, key: str) -> Iterator[Token]:
    for word in _WORD.finditer(text):
        yield Token(word.group(), key[word.start() : word.end()], word.start(), word.end())


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a composed text end; a semicolon and a new line end one too."""
    return [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]


def words(phrase: str) -> tuple[str, ...]:
    """The comparison keys of a phrase.

    >>> words("Sở, ngành")
    ('sở', ',', 'ngành')
    """
    key = fold(phrase)
    return tuple(word.group() for word in _WORD.finditer(key))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of whole words, each with a meaning; at a place the longest phrase wins."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, meanings: Mapping[str, Iterable[str]]) -> "Phrases":
        """Phrases listed under their meaning.

        >>> Phrases.of({"time": ["sớm", "sớm nhất"]}).at(Script.of("sớm nhất có thể").tokens, 0)
        (2, 'time')
        """
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                keys = words(phrase)
                found.setdefault(keys[0], []).append((keys, meaning))
        return cls({first: tuple(sorted(listed, key=lambda one: -len(one[0]))) for first, listed in found.items()})

    def at(self, tokens: tuple[Token, ...], index: int) -> tuple[int, str] | None:
        """How many tokens the phrase at `index` takes and what it means; None where there is none."""
        if index >= len(tokens):
            return None
        for keys, meaning in self.by_first.get(tokens[index].key, ()):
            if all(
                token.key == key for token, key in zip(tokens[index : index + len(keys)], keys, strict=False)
            ) and index + len(keys) <= len(tokens):
                return len(keys), meaning
        return None

    def find(self, tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
        """Every phrase from left to right, not overlapping: first token, one past the last, meaning."""
        index = 0
        while index < len(tokens):
            found = self.at(tokens, index)
            if found:
                yield index, index + found[0], found[1]
            index += found[0] if found else 1

    def __contains__(self, phrase: str) -> bool:
        tokens = Script.of(phrase).tokens
        found = self.at(tokens, 0)
        return found is not None and found[0] == len(tokens)
