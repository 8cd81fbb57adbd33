"""Start-up of the room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.figures"
    label = "figures"
