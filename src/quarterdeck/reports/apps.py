"""Start-up of the room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reports"
    label = "reports"
