"""What every page knows of the province."""

from typing import Any

from django.http import HttpRequest

from quarterdeck.areas import queries
from quarterdeck.web import clock


def province(request: HttpRequest) -> dict[str, Any]:
    """The province that this store steers, for the head of every page."""
    return {"province": queries.province(clock.today())}
