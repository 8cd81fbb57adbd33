"""Start-up of the room."""

from django.apps import AppConfig


class CycleConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.cycle"
    label = "cycle"
