"""Start-up of the room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.notices"
    label = "notices"
