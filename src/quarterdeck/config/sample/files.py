"""Read the files of the sample province."""

import csv
from datetime import date, datetime, time
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone


def read(name: str) -> Any:
    """A YAML file of the sample province."""
    return yaml.safe_load((settings.DEMO / name).read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the sample province."""
    with (settings.DEMO / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def moment(day: date | str, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of a day in the store's time zone."""
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return timezone.make_aware(datetime.combine(when, time(hour, minute)))
