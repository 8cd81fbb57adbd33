"""Start-up of the room."""

from collections.abc import Sequence
from datetime import datetime

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext as _

from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Backlink, Moved, register_backlinks
from quarterdeck.core.rights import Actor


class ReportsConfig(AppConfig):
    """The room as Django knows it."""

    name = "quarterdeck.reports"
    label = "reports"

    def ready(self) -> None:
        """Let a review lead to its papers, an organisation to its questions, and these follow changes of areas."""
        from quarterdeck.core.links import Follower, register_follower, register_teller
        from quarterdeck.reports.queries.following import ROOM, depending, tell, touched
        from quarterdeck.reports.queries.inquiries import backlinks_of_organisation

        register_backlinks("review", _papers)
        register_backlinks("organisation", backlinks_of_organisation)
        register_backlinks("open work of organisation", backlinks_of_organisation)
        register_teller(ROOM, tell)
        register_follower(
            Follower(
                room=ROOM, touched=touched, depending=depending,
                transfer=_pass_on, give_back=_give_back,
            )
        )  # fmt: skip


def _papers(code: str) -> list[Backlink]:
    return [Backlink("reports", _("Papers"), f"{reverse('reports:index')}#review-{code}", "")]


# What reads texts is loaded only when it is needed: it takes longer than everything else together.


def _pass_on(change: AreaChange, by: Actor, at: datetime) -> Sequence[Moved]:
    from quarterdeck.reports.actions.following import follow_change

    return follow_change(change=change, by=by, at=at)


def _give_back(change: AreaChange, moved: Sequence[Moved], by: Actor, at: datetime) -> None:
    from quarterdeck.reports.actions.following import give_back

    give_back(change=change, moved=moved, by=by, at=at)
