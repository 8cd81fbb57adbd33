"""Start-up of the room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.desk"
    label = "desk"
