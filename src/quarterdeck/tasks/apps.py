"""Start-up of the room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Let pages upstream show the tasks that hang on what they are about."""
        from quarterdeck.core.links import register_backlinks
        from quarterdeck.tasks.views import links

        register_backlinks("indicator", links.of_indicator)
        register_backlinks("document", links.of_document)
        register_backlinks("difficulty", links.of_difficulty)
        register_backlinks("conclusion", links.of_conclusion)
        register_backlinks("conclusion item", links.of_conclusion)
