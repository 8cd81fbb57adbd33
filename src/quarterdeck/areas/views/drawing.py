"""The flow diagram as strings that a template writes into SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.areas.rules.flowing import NOBODY, Layout, Node, Ribbon
from quarterdeck.areas.rules.kin import short_name
from quarterdeck.areas.views import words
from quarterdeck.areas.views.asked import Span
from quarterdeck.core.lineage import Quality, Unit
from quarterdeck.web.templatetags.quarterdeck.library import language

WIDTH, LEFT, RIGHT, BAR = 860, 290, 580, 8  # names left of LEFT and right of RIGHT, ribbons between
DENSE = 16  # units in one drawing


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: the two days, and the parents that the units had on the first."""

    span: Span
    parents: Mapping[str, Unit | None]

    @property
    def units(self) -> Mapping[str, Unit]:
        """Every unit by its uid."""
        return self.span.ground.held.units

    def parent(self, code: str) -> Unit | None:
        """The unit that heads a group."""
        return next((one for one in self.parents.values() if one is not None and one.code == code), None)

    def elsewhere(self, uid: str, code: str) -> str:
        """The name of a unit's parent where it is not the one that heads the group."""
        parent = self.parents.get(uid)
        if parent is None or parent.code == code:
            return ""
        return short_name(self.span.ground.coming, parent, language())

    def named(self, uid: str) -> str:
        """A unit's name, or that there is none."""
        return words.name(self.units[uid]) if uid != NOBODY else _("no successor of this level")


def drawing(scene: Scene, code: str, made: Layout) -> dict[str, Any]:
    """Names, bars and ribbons with their places as text, source by source."""
    dense = len(made.sources) > DENSE
    by_source: dict[str, list[Ribbon]] = {}
    for ribbon in made.ribbons:
        by_source.setdefault(ribbon.source, []).append(ribbon)
    counts: dict[str, int] = {}
    for ribbon in made.ribbons:
        counts[ribbon.target] = counts.get(ribbon.target, 0) + 1
    sources = [
        _node(scene, node)
        | {"ribbons": _ribbons(scene, by_source[node.key], dense), "from": scene.elsewhere(node.key, code)}
        for node in made.sources
    ]
    targets = [_node(scene, node) | {"count": counts[node.key]} for node in made.targets]
    return {
        "width": str(WIDTH), "height": _at(made.height + 4), "sources": sources, "targets": targets,
        "bar": str(BAR), "left_text": str(LEFT - 8), "left_bar": str(LEFT), "right_bar": str(RIGHT - BAR),
        "right_text": str(RIGHT + 8), "label": ", ".join(node["name"] for node in targets),
    }  # fmt: skip


def _node(scene: Scene, node: Node) -> dict[str, Any]:
    uid, nobody = node.key, node.key == NOBODY
    return {
        "key": uid or "nobody", "name": scene.named(uid), "nobody": nobody, "top": _at(node.top),
        "height": _at(max(node.height, Fraction(2))), "text": _at(node.middle + Fraction(9, 2)),
        "url": "" if nobody else reverse("areas:unit", args=[uid]),
    }  # fmt: skip


def _ribbons(scene: Scene, ribbons: Sequence[Ribbon], dense: bool) -> list[dict[str, str]]:
    """The ribbons of a unit; the signs of its shares stand at different lengths, so that none covers another.

    In a dense drawing they would cover each other all the same: there pattern and words tell.
    """
    steps = len(ribbons) + 1
    made = [_ribbon(scene, ribbon, Fraction(place, steps)) for place, ribbon in enumerate(ribbons, 1)]
    return [one | {"mark": ""} for one in made] if dense else made


def _ribbon(scene: Scene, ribbon: Ribbon, along: Fraction) -> dict[str, str]:
    # How much of the left end a point of the curve still has, across and down: Bézier curves with level ends.
    left = (1 - along) ** 3 + Fraction(3, 2) * along * (1 - along)
    high = (1 - along) ** 2 * (1 + 2 * along)
    across = left * (LEFT + BAR) + (1 - left) * (RIGHT - BAR)
    down = high * ribbon.left + (1 - high) * ribbon.right + ribbon.width / 2
    return {
        "target": ribbon.target or "nobody", "look": look(ribbon), "path": _path(ribbon),
        "said": f"{scene.named(ribbon.source)} → {scene.named(ribbon.target)}: {_said(scene, ribbon)}",
        "mark": "" if ribbon.share == 1 else _mark(ribbon),
        "mark_x": _at(across - 2), "mark_y": _at(down + 4),
    }  # fmt: skip


def _said(scene: Scene, ribbon: Ribbon) -> str:
    return _("ends") if ribbon.target == NOBODY else words.share(ribbon.share, ribbon.quality, scene.span.by)


def look(ribbon: Ribbon) -> str:
    """How a ribbon is drawn: by what is known of its share."""
    if ribbon.target == NOBODY:
        return "nobody"
    if ribbon.share is None or ribbon.quality is Quality.UNKNOWN:
        return "unknown"
    if ribbon.share == 0:
        return "nothing"
    return "estimated" if ribbon.quality is Quality.ESTIMATED else "sure"


def _mark(ribbon: Ribbon) -> str:
    if ribbon.target == NOBODY:
        return ""
    if ribbon.share is None:
        return "?"
    sign = "≈ " if ribbon.quality is Quality.ESTIMATED else ""
    return f"{sign}{words.percent(ribbon.share)}%"


def _path(ribbon: Ribbon) -> str:
    """A band between two curves, from the left bar to the right one."""
    start, end, turn = LEFT + BAR, RIGHT - BAR, (LEFT + RIGHT) // 2
    high = max(ribbon.width, Fraction(1, 2))
    top, arrive = _at(ribbon.left), _at(ribbon.right)
    bottom, leave = _at(ribbon.left + high), _at(ribbon.right + high)
    return (
        f"M{start} {top}C{turn} {top} {turn} {arrive} {end} {arrive}"
        f"L{end} {leave}C{turn} {leave} {turn} {bottom} {start} {bottom}Z"
    )


def _at(place: Fraction) -> str:
    return f"{float(place + 2):.1f}".removesuffix(".0")
