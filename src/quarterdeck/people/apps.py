"""Start-up of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.people"
    label = "people"
