"""Start-up of the room."""

from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.difficulties"
    label = "difficulties"
