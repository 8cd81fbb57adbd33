"""Vietnamese texts from before Unicode: TCVN3 (ABC), VNI and VISCII, told by their words and converted.

They are 8-bit fonts in which the signs of Western languages show as Vietnamese letters; a program that knows nothing
of this stores the Western signs, also in Unicode files.
"""

import re
import unicodedata
from collections.abc import Sequence

TCVN3, VNI, VISCII, WINDOWS_1258 = "TCVN3 (ABC)", "VNI", "VISCII", "Windows-1258"

# TCVN 5712:1993, VN3: only small letters bear tones; capitals are set in a font of their own.
_TCVN3 = dict(
    zip(
        "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¡¢£¤¥¦§¨©ª«¬\u00ad®",
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐăâêôơưđ",
        strict=True,
    )
)
# VNI-Win: a letter and a sign of its own for its marks.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0323\u0302",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0323\u0306",
}  # fmt: skip
_VNI_LETTERS = dict(zip("ñæóòîôöì", "đỉĩịỵơưì", strict=True))
# RFC 1456, where it differs from Latin-1.
_VISCII = dict(
    zip(
        "\x02\x05\x06\x14\x19\x1e" + "".join(map(chr, range(0x80, 0xC0))) + "ÄÅÆÇËÎÏÐÑÕÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ",
        "ẲẴẪỶỸỴẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯẢĂẳẵẺĨỳĐứạỷừửỹỵỡưảăữẫẻĩỉđựỏọụũủợỮ",
        strict=True,
    )
)
# Words that hardly any page lacks.
_USUAL = re.compile(
    r"(?<!\w)(?:của|và|các|năm|đồng|tỉnh|tăng|không|được|trong|triệu|tỷ|đến|đạt|phát|triển|người|huyện|số|đã|với)(?!\w)"
)
_SURE = 3
_SPARSE = 1000  # a text has at least one of them in so many letters; noise has fewer


def converted(text: str, encoding: str, font: str = "") -> tuple[str, Sequence[int] | None]:
    """`text`, whose signs are those of `encoding`, in Unicode, with the place of each letter and of the end.

    The places are None where letter follows letter. `font` tells capitals in TCVN3 (".VnTimeH").

    >>> converted("t¨ng 11,1%", TCVN3)
    ('tăng 11,1%', None)
    >>> converted("taêng", VNI)
    ('tăng', [0, 1, 3, 4, 5])
    """
    if encoding == VNI:
        return _from_vni(text)
    plain = "".join(map(_table(encoding).get, text, text))
    if encoding == TCVN3 and font.lower().startswith(".vn") and font.endswith("H"):
        plain = plain.upper() if len(plain.upper()) == len(plain) else plain
    return plain, None


def _table(encoding: str) -> dict[str, str]:
    return _TCVN3 if encoding == TCVN3 else _VISCII


def _from_vni(text: str) -> tuple[str, Sequence[int] | None]:
    letters: list[str] = []
    at: list[int] = []
    for place, one in enumerate(text):
        low = one.lower()
        mark = _VNI_MARKS.get(low)
        if mark and letters and (joined := _with_mark(letters[-1], mark)):
            letters[-1] = joined
            continue
        new = _VNI_LETTERS.get(low, one)
        letters.append(new.upper() if one.isupper() and low in _VNI_LETTERS else new)
        at.append(place)
    plain = "".join(letters)
    return (plain, [*at, len(text)]) if len(plain) != len(text) else (plain, None)


def _with_mark(letter: str, mark: str) -> str:
    """The letter with the mark, "" where Vietnamese has none."""
    joined = unicodedata.normalize("NFC", letter + mark)
    return joined if len(joined) == 1 and letter.lower() in "aeiouyơư" else ""


def by_font(font: str) -> str:
    """The encoding that a font of this name is for; "" for Unicode.

    >>> by_font(".VnTimeH"), by_font("VNI-Times"), by_font("Times New Roman")
    ('TCVN3 (ABC)', 'VNI', '')
    """
    low = font.lower()
    if low.startswith(".vn"):
        return TCVN3
    return VNI if low.startswith(("vni-", "vni ")) else ""


def encoding_of(latin: str) -> str:
    """The old encoding of a text whose signs are shown as Western ones; "" where it is not Vietnamese in any."""
    sample = latin[:200_000]
    if sample.isascii() or usual_words(sample) >= _SURE:
        return ""
    scores = {name: usual_words(converted(sample, name)[0]) for name in (TCVN3, VNI, VISCII)}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _SURE and _SPARSE * scores[best] >= len(sample) else ""


def usual_words(text: str) -> int:
    """How many usual Vietnamese words stand in a text."""
    return len(_USUAL.findall(unicodedata.normalize("NFC", text.lower())))
