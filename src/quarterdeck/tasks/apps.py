"""Start-up of the room."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Let pages upstream show the tasks that hang on what they are about, and open ones follow changes of areas."""
        from quarterdeck.core.citing import Citer, register_citer
        from quarterdeck.core.duties import register_duties
        from quarterdeck.core.links import (
            Follower,
            register_backlinks,
            register_backlinks_of_many,
            register_follower,
            register_teller,
        )
        from quarterdeck.core.rights import Right
        from quarterdeck.tasks.actions import following
        from quarterdeck.tasks.queries.duties import of_posts
        from quarterdeck.tasks.queries.following import depending, touched
        from quarterdeck.tasks.queries.passing import tell
        from quarterdeck.tasks.views import links

        register_backlinks("indicator", links.of_indicator)
        register_backlinks("document", links.of_document)
        register_backlinks("difficulty", links.of_difficulty)
        register_backlinks("organisation", links.of_organisation)
        register_backlinks("open work of organisation", links.work_of_organisation)
        register_backlinks_of_many("open work of post", links.work_of_posts)
        register_backlinks_of_many("conclusion", links.of_conclusions)
        register_backlinks_of_many("conclusion item", links.of_conclusions)
        register_citer(Citer("task", Right.ISSUE_TASK, links.citing))
        register_teller("tasks", tell)
        register_duties("tasks", of_posts)
        register_follower(
            Follower(
                room="tasks", touched=touched, depending=depending,
                transfer=lambda change, by, at: following.follow_change(change=change, by=by, at=at),
                give_back=lambda change, moved, by, at: following.give_back(change=change, moved=moved, by=by, at=at),
            )
        )  # fmt: skip
