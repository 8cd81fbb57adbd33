"""Documents of the cast: a directive of the Party and what hangs on it."""

from datetime import date

from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from tests.world import NOW, World

PARTY = "Ban Thường vụ Tỉnh ủy"
COMMITTEE = "Ủy ban nhân dân tỉnh"


def directive(world: World, **fields: object) -> Document:
    """A Party directive on working style, unless said otherwise."""
    plain: dict[str, object] = {
        "number": "26-CT/TU", "issuer_vi": PARTY, "issuer_en": "Standing Committee", "signed_on": date(2023, 6, 2),
        "abstract_vi": "Về chấn chỉnh tác phong, lề lối làm việc", "abstract_en": "On working style",
        "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return register_document(**(plain | fields))


def plan(world: World, number: str = "96/KH-UBND", **fields: object) -> Document:
    """A plan of the People's Committee."""
    plain: dict[str, object] = {
        "number": number, "issuer_vi": COMMITTEE, "issuer_en": "People's Committee", "signed_on": date(2024, 1, 15),
        "abstract_vi": "Kế hoạch giải phóng mặt bằng", "abstract_en": "",
    }  # fmt: skip
    return directive(world, **(plain | fields))
