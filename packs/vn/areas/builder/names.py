"""Names of units: kinds, English forms, and keys under which sources that spell differently meet."""

import re
import unicodedata

from quarterdeck.core.folding import fold, lowered

_WORDS = {
    "Xã": "xa", "Phường": "phuong", "Thị trấn": "thi_tran", "Đặc khu": "dac_khu",
    "Huyện": "huyen", "Quận": "quan", "Thị xã": "thi_xa", "Tỉnh": "tinh",
}  # fmt: skip
_ENGLISH = {
    "xa": "Commune", "phuong": "Ward", "thi_tran": "Township", "dac_khu": "Special Zone",
    "huyen": "District", "quan": "Urban District", "thi_xa": "Town", "tinh": "Province",
    "thanh_pho_tw": "City", "thanh_pho_thuoc_tinh": "City",
}  # fmt: skip
_APOSTROPHES = re.compile("[’‘`´]")
_KIND = re.compile(r"^(Thị Xã|Thị Trấn|Thành Phố|Đặc Khu) ")
_TITLE = re.compile(r"^(xa|phuong|thi tran|dac khu) (?=\w)")


def clean(name: str) -> str:
    """Composed (NFC), single spaces, the word for the kind as lists write it.

    >>> clean("Thị  Xã Chũ")
    'Thị xã Chũ'
    """
    plain = unicodedata.normalize("NFC", " ".join(name.split()))
    return _KIND.sub(lambda found: found[0].capitalize(), plain)


def parted(name: str, level: int) -> tuple[str, str]:
    """The kind of a unit and its name without the word for the kind.

    >>> parted("Thị xã Chũ", 2)
    ('thi_xa', 'Chũ')
    """
    for word, kind in {**_WORDS, "Thành phố": "thanh_pho_tw" if level == 1 else "thanh_pho_thuoc_tinh"}.items():
        if name.startswith(f"{word} "):
            return kind, name[len(word) + 1 :]
    raise ValueError(f"no kind of unit begins the name {name!r}")


def kind_of(name: str, level: int) -> str:
    """The kind of a unit, from the word that begins its name."""
    return parted(name, level)[0]


def english(name: str, level: int) -> str:
    """The name without accents, the word for the kind behind it, before it where the name is a number.

    >>> english("Phường 4", 3), english("Phường VII", 3), english("Tỉnh Bắc Giang", 1)
    ('Ward 4', 'Ward VII', 'Bac Giang Province')
    """
    kind, bare = parted(name, level)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", bare) if not unicodedata.combining(sign))
    plain = plain.replace("đ", "d").replace("Đ", "D")
    if plain.isdigit() or set(plain) <= set("IVX"):
        return f"{_ENGLISH[kind].split()[-1]} {plain}"
    return f"{plain} {_ENGLISH[kind]}"


def key(name: str) -> str:
    """The name with accents under which two careful sources meet: one custom of tone marks, hyphens, apostrophes."""
    return _APOSTROPHES.sub("'", re.sub(r"\s*[-–]\s*", "-", lowered(name)))


def loose(name: str) -> str:
    """Letters and digits alone, without accents: for a careless source, among few candidates only."""
    return re.sub(r"[^a-z0-9]", "", words(name))


def words(name: str) -> str:
    """Plain words between single spaces, i and y of quý and sĩ unified."""
    return re.sub(r"[^a-z0-9]+", " ", fold(name).replace("qui", "quy").replace("sy", "si")).strip()


def bare_words(name: str) -> str:
    """The plain words of a name without the word for the kind."""
    return _TITLE.sub("", words(name))
