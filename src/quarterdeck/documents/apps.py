"""Start-up of the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.documents"
    label = "documents"
