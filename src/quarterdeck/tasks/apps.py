"""Start-up of the room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.tasks"
    label = "tasks"
