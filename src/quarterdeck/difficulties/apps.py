"""Start-up of the room."""

from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.difficulties"
    label = "difficulties"

    def ready(self) -> None:
        """Let the page of an indicator show the difficulties that name it."""
        from quarterdeck.core.links import register_backlinks
        from quarterdeck.difficulties.queries import backlinks_of_indicator

        register_backlinks("indicator", backlinks_of_indicator)
