"""Small registers made by hand, and short ways to write them."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from quarterdeck.core.lineage import Quality, Register, Share, Succession, Unit

Shares = Mapping[str, Share]


def day(text: str) -> date:
    """A day from its text."""
    return date.fromisoformat(text)


def unit(
    uid: str, begin: str, end: str = "", *, name: str = "", level: int = 2, parent: str = "", code: str = ""
) -> Unit:
    """A version; uid "07549@2020" has code 07549, and the kind of "Xã Thanh Hải" is "xã"."""
    bearer, kind = code or uid.split("@")[0], name.split(" ", 1)[0].replace("Thành", "thanh_pho")
    return Unit(uid, bearer, level, kind, name or bearer, "", parent, day(begin), day(end) if end else None)


def share(text: str | None, quality: Quality = Quality.EXACT) -> Share:
    """A share from "0.0290" or "1/3"; None is not known."""
    return Share(None, Quality.UNKNOWN) if text is None else Share(Fraction(text), quality)


def became(predecessor: str, successor: str, population: str | None = "1", land: str | None = "1") -> Succession:
    """A succession with its shares of people and land."""
    return Succession(predecessor, successor, "", {"population": share(population), "land": share(land)})


# The real shape of 1 January 2025 in Bac Giang: Thanh Hai gives 2.9% of its people and 41.2% of its land away.
THANH_HAI = Register(
    [
        unit("07549@2019", "2019-01-01", "2025-01-01", name="Xã Thanh Hải"),
        unit("07555@2019", "2019-01-01", "2025-01-01", name="Xã Biên Sơn"),
        unit("07549@2025", "2025-01-01", name="Phường Thanh Hải"),
        unit("07555@2025", "2025-01-01", name="Xã Biên Sơn"),
    ],
    [
        became("07549@2019", "07549@2025", "0.971003", "0.588"),
        became("07549@2019", "07555@2025", "0.028997", "0.412"),
        became("07555@2019", "07555@2025"),
    ],
)

# a, b and c are merged and divided: what b gave to each is not known; d goes whole, e is renamed, f ends for good.
TANGLE = Register(
    [
        *(unit(f"{code}@1", "2000-01-01", "2010-01-01") for code in "abcdef"),
        *(unit(f"{code}@2", "2010-01-01") for code in "xyze"),
    ],
    [
        became("a@1", "x@2"),
        became("b@1", "x@2", None, None),
        became("b@1", "y@2", None, None),
        became("c@1", "y@2"),
        became("d@1", "z@2"),
        became("e@1", "e@2"),
    ],
)
BEFORE, AFTER = day("2009-12-31"), day("2010-01-01")
