"""Start-up of the room."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.handbook"
    label = "handbook"
