"""Start-up of the room."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.figures"
    label = "figures"

    def ready(self) -> None:
        """Let other rooms' pages lead to figures, and an event of areas say what it means for them.

        Nothing moves when areas change: the log is only added to. What is added goes into the engine's segments now and
        then.
        """
        from django.db.models.signals import post_save

        from quarterdeck.core.links import Follower, register_backlinks, register_follower
        from quarterdeck.figures.jobs import background
        from quarterdeck.figures.queries import touched
        from quarterdeck.figures.queries.engine_damage import damaged
        from quarterdeck.figures.queries.links import of_area, of_document, of_indicator, of_organisation

        post_save.connect(background.after_batch, sender="figures.Batch", dispatch_uid="compact the engine")
        damaged.connect(background.after_damage, dispatch_uid="compact the engine")
        register_backlinks("area", of_area)
        register_backlinks("indicator", of_indicator)
        register_backlinks("document", of_document)
        register_backlinks("organisation", of_organisation)
        register_follower(
            Follower(
                room="figures", touched=touched.touched, depending=touched.depending,
                transfer=lambda _change, _by, _at: [], give_back=lambda _change, _moved, _by, _at: None,
            )
        )  # fmt: skip
