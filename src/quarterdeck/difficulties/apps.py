"""Start-up of the room."""

from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.difficulties"
    label = "difficulties"

    def ready(self) -> None:
        """Let the page of an indicator show the difficulties that name it, and open ones follow when areas change."""
        from quarterdeck.core.duties import register_duties
        from quarterdeck.core.links import Follower, register_backlinks, register_follower, register_teller
        from quarterdeck.difficulties.actions import following
        from quarterdeck.difficulties.queries import backlinks_of_indicator, backlinks_of_organisation
        from quarterdeck.difficulties.queries.duties import of_posts
        from quarterdeck.difficulties.queries.following import depending, touched
        from quarterdeck.difficulties.queries.passing import tell

        register_backlinks("indicator", backlinks_of_indicator)
        register_backlinks("organisation", backlinks_of_organisation)
        register_backlinks("open work of organisation", backlinks_of_organisation)
        register_teller("difficulties", tell)
        register_duties("difficulties", of_posts)
        register_follower(
            Follower(
                room="difficulties", touched=touched, depending=depending,
                transfer=lambda change, by, at: following.follow_change(change=change, by=by, at=at),
                give_back=lambda change, moved, by, at: following.give_back(change=change, moved=moved, by=by, at=at),
            )
        )  # fmt: skip
