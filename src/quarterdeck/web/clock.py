"""The only clock below which nothing reads the time; a sample store's clock stands on its day."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware. With `TODAY` set, a moment of that day.

    The sample's morning has happened already (the review opened at half past eight), so its clock walks from noon to
    midnight at half speed: later acts always come later.
    """
    real = timezone.localtime()
    if not settings.TODAY:
        return real
    midnight = real.replace(hour=0, minute=0, second=0, microsecond=0)
    noon = datetime.combine(date.fromisoformat(settings.TODAY), time(12), tzinfo=real.tzinfo)
    return noon + (real - midnight) / 2


def today() -> date:
    """The present day in the store's time zone."""
    return now().date()
