"""Difficulties of the cast: District Two asks, Transport and Finance answer."""

from datetime import date

from quarterdeck.difficulties.actions import raise_difficulty
from quarterdeck.difficulties.models import Difficulty
from tests.world import NOW, World

RAISED_ON = date(2024, 3, 11)


def landslide(world: World, **fields: object) -> Difficulty:
    """Landslides on a road, raised by District Two, put to Transport, unless said otherwise."""
    plain: dict[str, object] = {
        "raised_by": [world.organisations["UBND-D2"]], "matter_vi": "Sạt lở trên tuyến đường tỉnh chưa được xử lý",
        "matter_en": "Landslides on the provincial road are not dealt with", "asks": "capital",
        "routed_to": [world.organisations["SGTVT"]], "raised_on": RAISED_ON, "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return raise_difficulty(**(plain | fields))
