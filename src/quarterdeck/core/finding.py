"""Find words in texts as readers of Vietnamese type them, with or without accents, and mark where they stand.

A word typed with accents finds only itself; one typed without finds every way to set them. A word with signs in it
("96/KH-UBND") is a phrase: its parts must follow one another. The last part may be only the beginning of a word.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quarterdeck.core.folding import fold, is_syllable, lowered

MOST_WORDS = 12
LONGEST_TOKEN = 100
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """A word or phrase to find: its parts in small letters, and whether it was typed with accents.

    `open_end`: its last part may be the beginning of a longer word.
    """

    tokens: tuple[str, ...]
    accented: bool = False
    open_end: bool = False

    @property
    def is_syllable(self) -> bool:
        """Whether it may be one syllable of a longer word, typed without accents (`core.folding.neighbours`)."""
        return len(self.tokens) == 1 and not self.accented and is_syllable(self.tokens[0])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `hit` tells that it is what was sought."""

    text: str
    hit: bool = False


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in small letters, accents kept, over-long ones cut.

    >>> tokens("Số 06/2024/QĐ-UBND")
    ['số', '06', '2024', 'qđ', 'ubnd']
    """
    return [one[:LONGEST_TOKEN] for one in _TOKEN.findall(lowered(text))]


def sought(query: str) -> tuple[Sought, ...]:
    """What a query asks for, each of which a text must hold; at most `MOST_WORDS`. The last one is open at its end.

    >>> [(one.tokens, one.accented) for one in sought("giai phóng 96/KH")]
    [(('giai',), False), (('phóng',), True), (('96', 'kh'), False)]
    """
    parts = [tuple(tokens(word)) for word in query.split()]
    parts = [part for part in parts if part][:MOST_WORDS]
    return tuple(
        Sought(part, any(fold(token) != token for token in part), open_end=place == len(parts))
        for place, part in enumerate(parts, 1)
    )


def marked(text: str, wanted: Sequence[Sought]) -> list[Piece]:
    """The text in pieces, those that are sought marked; joined they are the text.

    >>> [(one.text, one.hit) for one in marked("Giải phóng", sought("giai"))]
    [('Giải', True), (' phóng', False)]
    """
    plain = unicodedata.normalize("NFC", text)
    pieces, at = [], 0
    for start, end in _hits(plain, wanted):
        if start > at:
            pieces.append(Piece(plain[at:start]))
        pieces.append(Piece(plain[start:end], hit=True))
        at = end
    return [*pieces, Piece(plain[at:])] if at < len(plain) or not pieces else pieces


def excerpt(text: str, wanted: Sequence[Sought], length: int = 240) -> list[Piece]:
    """About `length` signs of a text around its first hit, marked; the ends that are left out are dots."""
    plain = unicodedata.normalize("NFC", text)
    first = next(_hits(plain, wanted), (0, 0))[0]
    start = max(0, first - length // 3)
    start = 0 if start < 20 else plain.find(" ", start, first) + 1 or start
    end = len(plain) if start + length >= len(plain) else plain.rfind(" ", first, start + length)
    end = start + length if end <= first else end
    return marked(f"{'… ' if start else ''}{plain[start:end].strip()}{' …' if end < len(plain) else ''}", wanted)


def hits(text: str, wanted: Sequence[Sought]) -> int:
    """How many of the things sought the text holds."""
    said = _said(unicodedata.normalize("NFC", text))
    return sum(any(_is(one, said, place) for place in range(len(said))) for one in wanted)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    accented: str
    folded: str


def _said(plain: str) -> list[_Token]:
    return [_Token(one.start(), one.end(), lowered(one[0]), fold(one[0])) for one in _TOKEN.finditer(plain)]


def _hits(plain: str, wanted: Sequence[Sought]) -> Iterator[tuple[int, int]]:
    """The places of what is sought, in order, none within another."""
    said, place = _said(plain), 0
    while place < len(said):
        length = max((len(one.tokens) for one in wanted if _is(one, said, place)), default=0)
        if length:
            yield said[place].start, said[place + length - 1].end
        place += max(length, 1)


def _is(one: Sought, said: Sequence[_Token], place: int) -> bool:
    """Whether `one` stands at this word of a text."""
    found = said[place : place + len(one.tokens)]
    if len(found) < len(one.tokens):
        return False
    words = [token.accented if one.accented else token.folded for token in found]
    last = words[-1].startswith(one.tokens[-1]) if one.open_end else words[-1] == one.tokens[-1]
    return last and tuple(words[:-1]) == one.tokens[:-1]
