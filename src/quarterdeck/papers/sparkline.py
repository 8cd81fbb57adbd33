"""Sparklines: a row's course in a few pixels, as inline SVG without styles or scripts."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

WIDTH, HEIGHT, MARGIN = 72, 20, 3


def sparkline(values: Sequence[Decimal | None], *, label: str, hollow_last: bool = False) -> str:
    """An `<svg>` line through `values`, interrupted where one is unknown, with a dot on the last known.

    `label` says the course in words for those who do not see it. `hollow_last` marks an illustrative
    last value. Colour comes from the text around it; classes `spark`, `spark-line`, `spark-last` are hooks.
    """
    points = _points(values)
    runs = "".join(
        ("M" if start else "L") + f"{x:g} {y:g}"
        for x, y, start in ((x, y, place == 0 or points[place - 1] is None) for place, x, y in _known(points))
    )
    last = list(_known(points))[-1:]
    dot = "".join(
        f'<circle class="spark-last" cx="{x:g}" cy="{y:g}" r="2" stroke="currentColor" '
        f'fill="{"none" if hollow_last else "currentColor"}"/>'
        for _, x, y in last
    )
    return (
        f'<svg class="spark" role="img" aria-label="{escape(label)}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><path class="spark-line" d="{runs}" fill="none" '
        f'stroke="currentColor" stroke-width="1.25" stroke-linejoin="round"/>{dot}</svg>'
    )


def _points(values: Sequence[Decimal | None]) -> list[tuple[float, float] | None]:
    """Each value's place in pixels; a level course runs through the middle."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    step = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)
    tall = HEIGHT - 2 * MARGIN
    return [
        None
        if value is None
        else (
            round(MARGIN + place * step, 1),
            round(MARGIN + tall * (float((high - value) / (high - low)) if high > low else 0.5), 1),
        )
        for place, value in enumerate(values)
    ]


def _known(points: list[tuple[float, float] | None]) -> list[tuple[int, float, float]]:
    return [(place, *point) for place, point in enumerate(points) if point is not None]
