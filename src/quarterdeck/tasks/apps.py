"""Start-up of the room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Let pages upstream show the tasks that hang on what they are about."""
        from quarterdeck.core.links import register_backlinks, register_backlinks_of_many
        from quarterdeck.tasks.views import links

        register_backlinks("indicator", links.of_indicator)
        register_backlinks("document", links.of_document)
        register_backlinks("difficulty", links.of_difficulty)
        register_backlinks_of_many("conclusion", links.of_conclusions)
        register_backlinks_of_many("conclusion item", links.of_conclusions)
