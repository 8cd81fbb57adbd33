"""Start-up of the room."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.links import Backlink, register_backlinks


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reports"
    label = "reports"

    def ready(self) -> None:
        """Let a review lead to its papers, an organisation to its questions, and these follow changes of areas."""
        from quarterdeck.core.links import Follower, register_follower, register_teller
        from quarterdeck.reports.actions import following
        from quarterdeck.reports.queries.following import ROOM, depending, tell, touched
        from quarterdeck.reports.queries.inquiries import backlinks_of_organisation

        register_backlinks("review", _papers)
        register_backlinks("organisation", backlinks_of_organisation)
        register_backlinks("open work of organisation", backlinks_of_organisation)
        register_teller(ROOM, tell)
        register_follower(
            Follower(
                room=ROOM, touched=touched, depending=depending,
                transfer=lambda change, by, at: following.follow_change(change=change, by=by, at=at),
                give_back=lambda change, moved, by, at: following.give_back(change=change, moved=moved, by=by, at=at),
            )
        )  # fmt: skip


def _papers(code: str) -> list[Backlink]:
    return [Backlink("reports", _("Papers"), f"{reverse('reports:index')}#review-{code}", "")]
