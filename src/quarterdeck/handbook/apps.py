"""Start-up of the room."""

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.handbook"
    label = "handbook"

    def ready(self) -> None:
        """Let difficulties, calls and documents show what of the handbook hangs on them."""
        from quarterdeck.core.links import register_backlinks
        from quarterdeck.handbook.queries import links

        register_backlinks("difficulty", links.of_difficulty)
        register_backlinks("call", links.of_call)
        register_backlinks("document", links.of_document)
