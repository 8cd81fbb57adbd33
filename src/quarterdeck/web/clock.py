"""The only clock below which nothing reads the time; a sample store's clock stands on its day."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware. With `TODAY` set, that day at the real time of day."""
    real = timezone.localtime()
    if not settings.TODAY:
        return real
    day = date.fromisoformat(settings.TODAY)
    return real.replace(year=day.year, month=day.month, day=day.day)


def today() -> date:
    """The present day in the store's time zone."""
    return now().date()
