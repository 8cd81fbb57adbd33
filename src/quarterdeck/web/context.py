"""What every page knows: the clock, the sample banner, the actor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from quarterdeck import __name__ as product
from quarterdeck.web import clock


def common(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    return {
        "product": product,
        "today": clock.today(),
        "sample": settings.SAMPLE,
        "sample_clock": clock.today() if settings.TODAY else None,
        "actor": getattr(request, "actor", None),
    }
