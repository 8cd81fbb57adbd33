"""Start-up of the room."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.areas"
    label = "areas"
