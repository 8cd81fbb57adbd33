"""Start-up of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.people"
    label = "people"

    def ready(self) -> None:
        """Let bodies, posts and accounts follow when areas change."""
        from quarterdeck.core.links import Follower, register_follower, register_teller
        from quarterdeck.people.actions import following
        from quarterdeck.people.queries import passing, touched

        register_teller("people", passing.tell)
        register_follower(
            Follower(
                room="people", touched=touched.touched, depending=touched.depending,
                transfer=lambda change, by, at: following.follow_change(change=change, by=by, at=at),
                give_back=lambda change, moved, by, at: following.give_back(change=change, moved=moved, by=by, at=at),
            )
        )  # fmt: skip
