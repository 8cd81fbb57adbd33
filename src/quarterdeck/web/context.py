"""What every page knows: the clock, the sample banner, the actor."""

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from quarterdeck.web import clock

VERSION = version("quarterdeck")


def common(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    return {
        "version": VERSION,
        "today": clock.today(),
        "sample": settings.SAMPLE,
        "sample_clock": clock.today() if settings.TODAY else None,
        "actor": getattr(request, "actor", None),
    }
