"""Start-up of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.files"
    label = "files"
