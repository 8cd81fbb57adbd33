"""A text in one normal form whose every character knows its place in the source."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise

__all__ = ["Text", "fold", "language_of", "lower_form", "normal", "sentences"]

_BLANKS = "\t\v\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}"
_BLANKS += "\N{EN SPACE}\N{EM SPACE}\N{HAIR SPACE}\N{MEDIUM MATHEMATICAL SPACE}"
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("\f\x1c\x1d\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "\n"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("‘’‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        "％": "%",
        "﹪": "%",
        "，": ",",
        "．": ".",
        "⁄": "/",
        "∕": "/",
    }
)
# Zero-width characters, soft hyphens and direction marks: they are in no word.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_SLOW = re.compile("[" + "".join(map(chr, _UNSEEN)) + "\r]")
# Older Vietnamese spelling puts the mark on the last vowel of oa, oe, uy: hoà, thuỷ; the newer one is hòa, thủy.
_OLD_MARK = re.compile(r"([ou])(?<!q[ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?!\w)")
_MARKS = {m: c for c, ms in {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}.items() for m in ms}
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúýĩũ]")
_LETTERS = re.compile(r"[^\W\d_]+")
# A text of fewer letters tells no language; one in Vietnamese has more than this part of them with its marks.
_FEWEST, _USUAL = 12, 0.09


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its normal form.

    `flat` is NFC with plain blanks, dashes and quotation marks and without invisible characters; `lower` and
    `folded` (no diacritics, đ as d) have the same length as `flat`. `at[i]` is the place of `flat[i]` in `source`.
    """

    source: str
    flat: str
    lower: str
    folded: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open place in the source of `flat[start:end]`."""
        return self.at[start], self.at[end] if end > start else self.at[start]

    def quote(self, start: int, end: int) -> str:
        """The source's own words of `flat[start:end]`."""
        first, last = self.span(start, end)
        return self.source[first:last]


@lru_cache(maxsize=4)
def normal(source: str) -> Text:
    """The normal form of `source`, in linear time; the last few are kept, for a text is read for several things.

    >>> normal("4.680\\u00a0ty\\u0309 đo\\u0302\\u0300ng").flat
    '4.680 tỷ đồng'
    """
    if unicodedata.is_normalized("NFC", source) and not _SLOW.search(source):
        flat, at = source.translate(_ONE_TO_ONE), range(len(source) + 1)
        return Text(source, flat, lower_form(flat), fold(flat), at)
    return _mapped(source)


def _mapped(source: str) -> Text:
    pieces: list[str] = []
    at: list[int] = []
    done = 0
    for found in _changing(source).finditer(source):
        start, end = found.span()
        pieces.append(source[done:start].translate(_ONE_TO_ONE))
        at += range(done, start)
        piece = _piece(found[0], source[end : end + 1])
        pieces.append(piece)
        at += [start] * len(piece)
        done = end
    pieces.append(source[done:].translate(_ONE_TO_ONE))
    at += range(done, len(source) + 1)
    flat = "".join(pieces)
    return Text(source, flat, lower_form(flat), fold(flat), at)


def _changing(source: str) -> re.Pattern[str]:
    """What the normal form writes otherwise than letter for letter: letters with marks, unseen characters."""
    used = set(source)
    marks = "".join(sorted(one for one in used if unicodedata.combining(one)))
    alone = "".join(sorted(one for one in used if ord(one) in _UNSEEN or unicodedata.normalize("NFC", one) != one))
    single = f"[\r{re.escape(alone)}]"
    return re.compile(f"(?s:.)[{re.escape(marks)}]++|{single}" if marks else single)


def _piece(cluster: str, following: str) -> str:
    """One letter with its marks in normal form; a Windows line end counts once."""
    if cluster == "\r":
        return "" if following == "\n" else "\n"
    # A million marks on one letter are no letter; what is left out stays in the source.
    plain = unicodedata.normalize("NFC", cluster[:16]).translate(_UNSEEN)
    return plain.translate(_ONE_TO_ONE)


def lower_form(flat: str) -> str:
    """`flat` in lower case with Vietnamese tone marks in their newer place, and a quarter with y, letter for letter.

    >>> lower_form("THUỶ SẢN, hoà bình, Quí I")
    'thủy sản, hòa bình, quý i'
    """
    lower = flat.lower()
    if len(lower) != len(flat):
        lower = "".join(one.lower()[:1] for one in flat)
    return _OLD_MARK.sub(_move_mark, lower).replace("quí", "quý")


def _move_mark(found: re.Match[str]) -> str:
    plain = _MARKS[found[2]]
    mark = unicodedata.normalize("NFD", found[2])[1:]
    return unicodedata.normalize("NFC", found[1] + mark) + plain


def fold(text: str) -> str:
    """Lower case without diacritics, letter for letter; đ becomes d.

    >>> fold("Đến nay, tổng thu NSNN")
    'den nay, tong thu nsnn'
    """
    return text.translate({ord(one): _folded(one) for one in set(text)})


@cache
def _folded(one: str) -> str:
    plain = unicodedata.normalize("NFD", one.lower())[:1]
    return {"đ": "d", "": one}.get(plain, plain)


def language_of(text: str, default: str = "en") -> str:
    """ "vi" where Vietnamese letters are usual in `text`, else "en"; `default` where there are too few letters."""
    if default == "en" and text.isascii():
        return default
    # No more is counted than tells the answer: there are no more letters than characters.
    enough = max(_FEWEST, int(_USUAL * len(text)) + 1)
    marked = sum(1 for _ in islice(_VIETNAMESE.finditer(text.lower()), enough))
    if marked == enough:
        return "vi"
    letters = sum(map(len, _LETTERS.findall(text)))
    if letters < _FEWEST:
        return default
    return "vi" if marked > _USUAL * letters else "en"


# --- sentences -------------------------------------------------------------------------------------------------

# A pattern that begins with one set of letters is looked for many times faster than one with a choice at its beginning,
# or with a look behind: that stands behind the first letter here and elsewhere.
_STOP = re.compile(r"[.!?…;\n](?:(?<=\n)|[.!?…;]*[\"')\]]*(?=\s))")
_LAST = re.compile(r"[\w/.]*$")
_BULLET = re.compile(r"\s*(?:[-+*•·●▪–]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]+[.)]\s|\|)")
_WIDTHS = range(50, 121)
# No official sentence is longer; what is, is read in pieces, so that time stays linear in the text.
_LONGEST = 2000


def sentences(text: Text, abbreviations: frozenset[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """The half-open places in `flat` of its sentences, in order; blank ones are left out.

    A line end closes a sentence unless the paragraph is hard-wrapped. A semicolon does not, nor does the full stop of
    one of `abbreviations` or of an initial.
    """
    start = 0
    soft = _soft_ends(text.flat)
    for stop in _STOP.finditer(text.flat):
        if _closes(text.flat, start, stop, soft, abbreviations):
            yield from _span(text.flat, start, stop.end())
            start = stop.end()
    yield from _span(text.flat, start, len(text.flat))


def _span(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = flat.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        middle = blank if blank > 0 else start + _LONGEST
        yield from _span(flat, start, middle)
        start = middle
    piece = flat[start:end]
    inner = piece.strip()
    if inner:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(inner)


def _closes(flat: str, start: int, stop: re.Match[str], soft: frozenset[int], short: frozenset[str]) -> bool:
    mark = stop[0]
    if mark == "\n":
        return stop.start() not in soft
    if mark[0] == ";":
        return False
    if mark[0] == "." and _shortened(flat, start, stop.start(), short):
        return False
    following = flat[stop.end() : stop.end() + 40].lstrip()[:1]
    return not following.islower()


def _shortened(flat: str, start: int, dot: int, short: frozenset[str]) -> bool:
    """Whether the full stop at `dot` ends an abbreviation, an initial or the number of a list item."""
    word = _LAST.search(flat[max(start, dot - 12) : dot])
    last = word[0].lower() if word else ""
    if last in short or (len(last) == 1 and last.isalpha() and last != "%"):
        return True
    return last.isdigit() and len(last) <= 2 and not flat[start : dot - len(last)].strip(" \n-+*")


def _soft_ends(flat: str) -> frozenset[int]:
    """The line ends that only wrap a line: the next one goes on in lower case, or a whole paragraph is wrapped."""
    soft: set[int] = set()
    paragraph: list[tuple[int, str]] = []
    at = 0
    for line in flat.split("\n"):
        if not line.strip() or _BULLET.match(line):
            soft |= _wrapped(paragraph)
            paragraph = []
        paragraph.append((at, line.rstrip()))
        at += len(line) + 1
    return frozenset(soft | _wrapped(paragraph))


def _wrapped(paragraph: list[tuple[int, str]]) -> set[int]:
    """The soft line ends of a paragraph, given as the place and the text of each line."""
    pairs = list(pairwise(paragraph))
    width = max((len(line) for _, line in paragraph), default=0)
    full = all(len(line) + 1 + len(after.split(" ", 1)[0]) > width for (_, line), (_, after) in pairs)
    whole = len(pairs) > 1 and width in _WIDTHS and full
    return {
        at + len(line)
        for (at, line), (_, after) in pairs
        if line and (whole or after.lstrip()[:1].islower()) and line[-1] not in ".!?:|"
    }


def place_in(starts: Sequence[int], offset: int) -> int:
    """The number of the stretch that `offset` lies in, for stretches that begin at `starts`."""
    return bisect_right(starts, offset) - 1
