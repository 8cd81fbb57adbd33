"""Fold text for search, so that "giai phong mat bang" finds "Giải phóng mặt bằng".

Folded text is for finding only: keys are never folded, because đ and d, ă and a tell words apart.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

# One syllable, two customs of placing its tone: hoà and hòa, thuỷ and thủy. The first form becomes the second.
_MOVED = {
    f"{first}{toned}": f"{unicodedata.normalize('NFC', first + tone)}{plain}"
    for first, plain in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in "\u0300\u0301\u0303\u0309\u0323"
    for toned in (unicodedata.normalize("NFC", plain + tone),)
}


def lowered(text: str) -> str:
    """Lower case, composed, single spaces, one custom of tone marks; accents are kept.

    >>> lowered("  Chủ tịch   UỶ BAN ")
    'chủ tịch ủy ban'
    """
    plain = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    for old, new in _MOVED.items():
        plain = plain.replace(old, new)
    return plain


def fold(text: str) -> str:
    """Lower case without accents, đ as d, single spaces.

    >>> fold("Quyết ÐỊNH số 12/QĐ-UBND")
    'quyet dinh so 12/qd-ubnd'
    """
    apart = unicodedata.normalize("NFD", lowered(text)).replace("đ", "d").replace("ð", "d")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def searchable(*texts: str) -> str:
    """What a table keeps beside a row so that it is found with and without accents.

    A word typed with accents can match only the first half, which has them; one typed without, the second.
    """
    kept = [text for text in texts if text]
    return "\n".join([*map(lowered, kept), *map(fold, kept)])


def search_words(query: str, limit: int = 12) -> tuple[str, ...]:
    """The words of a query, each of which must occur in a `searchable` text; at most `limit` of them."""
    return tuple(lowered(query).split()[:limit])


# Three syllables or more are often two words: "ke hoach tinh" finds "kế hoạch của tỉnh".
MOST_BETWEEN = 2
_SYLLABLE = re.compile(
    "(ngh?|[ckpt]h|tr|nh|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?"
)  # fmt: skip
_GAP, _START, _END = r"[^a-z0-9\n]+", r"(^|[^a-z0-9])", r"([^a-z0-9]|$)"


def is_syllable(word: str) -> bool:
    """Whether a word of a query may be a syllable of Vietnamese that was typed without its accents.

    >>> is_syllable("hoach"), is_syllable("đê"), is_syllable("resettlement")
    (True, False, False)
    """
    return _SYLLABLE.fullmatch(word) is not None


def neighbours(bare: Sequence[bool]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    """For each syllable without accents beside another one in a query: the pairs of which a text has one, and how many
    words may stand between the two.

    A syllable alone says little: "ke" and "hoach" are in "thống kê quy hoạch", which speaks of no plan.

    >>> neighbours([True, True, False, True, True, True])
    [(0, ((0, 1),)), (2, ((3, 4),)), (2, ((3, 4), (4, 5))), (2, ((4, 5),))]
    """
    found: list[tuple[int, tuple[tuple[int, int], ...]]] = []
    for _bare, run in groupby(range(len(bare)), key=lambda at: bare[at]):
        places = list(run)
        if not bare[places[0]] or len(places) < 2:
            continue
        gap, last = 0 if len(places) == 2 else MOST_BETWEEN, places[-1]
        for at in places:
            pairs = tuple((first, first + 1) for first in (at - 1, at) if places[0] <= first < last)
            if (gap, pairs) not in found:
                found.append((gap, pairs))
    return found


def near_patterns(words: Sequence[str]) -> tuple[str, ...]:
    """Regular expressions, each of which a `searchable` text must meet for the words of a query to belong together.

    Python and PostgreSQL read them alike. The last word may be the beginning of a longer one.
    """
    last = len(words) - 1

    def near(first: int, second: int, gap: int) -> str:
        between = rf"({_GAP}[a-z0-9]+){{0,{gap}}}" if gap else ""
        return f"{_START}{words[first]}{between}{_GAP}{words[second]}{'' if second == last else _END}"

    return tuple(
        "|".join(f"({near(*pair, gap)})" for pair in pairs)
        for gap, pairs in neighbours([is_syllable(word) for word in words])
    )
