"""Start-up of the room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.figures"
    label = "figures"

    def ready(self) -> None:
        """Let other rooms' pages lead to figures: from an indicator, from the document of a plan, from a body."""
        from quarterdeck.core.links import register_backlinks
        from quarterdeck.figures.queries.links import of_document, of_indicator, of_organisation

        register_backlinks("indicator", of_indicator)
        register_backlinks("document", of_document)
        register_backlinks("organisation", of_organisation)
