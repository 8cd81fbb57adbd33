"""Fold text for search, so that "giai phong mat bang" finds "Giải phóng mặt bằng".

Folded text is for finding only: keys are never folded, because đ and d, ă and a tell words apart.
"""

import unicodedata

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
