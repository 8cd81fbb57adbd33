"""Start-up of the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.audit"
    label = "audit"
