"""Start-up of the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.web"
    label = "web"
